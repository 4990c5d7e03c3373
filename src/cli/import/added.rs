//! Codes that are added to the codebook: below the code that their path names, or else to a file of their own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use verbatim::codebook::import::paths;
use verbatim::codebook::{Codebook, edit};
use verbatim::coding::named_codes;
use verbatim::diag::Severity;
use verbatim::store::{Study, write_atomically};
use verbatim::text::fold;

use super::super::accepted::Writing;
use super::super::exit::Failure;
use super::super::ui::Ui;
use super::codes::{Proposals, key};

/// New codes and the files they go into.
#[derive(Debug, Default)]
pub(super) struct NewCodes {
    /// Below the study, with their new contents.
    files: Vec<(String, String)>,
    /// The path of the code that each name became.
    paths: BTreeMap<String, String>,
    count: usize,
}

/// A code to be added below no other of the codebook, with those below it.
#[derive(Debug, Default)]
struct Node {
    id: String,
    name: String,
    below: Vec<Node>,
}

impl NewCodes {
    /// Makes codes of the proposals that can be one; `from` is the name of the file they come from.
    pub(super) fn of(
        proposals: &Proposals,
        codebook: &Codebook,
        study: &Study,
        from: &str,
    ) -> Result<Self, Failure> {
        let old = study.codebook_files()?;
        let mut adding = Adding {
            codebook,
            known: HashMap::new(),
            tops: Vec::new(),
            taken: BTreeSet::new(),
            inner: Vec::new(),
        };
        let names = proposals.new_codes();
        let is_code = |name: &str| matches!(named_codes(name, codebook).as_slice(), [one] if one.code.is_ok() && one.memo.is_none());
        let mut new = Self::default();
        for (name, path) in names.iter().zip(paths(&names, is_code)) {
            if let Some(path) = adding.add(&path) {
                new.paths.insert(key(name), path);
            }
        }
        let mut files = old.clone();
        for (path, name) in &adding.inner {
            let edited = edit::add(&files, path, Some(name)).map_err(|why| {
                Failure::usage(format!("the code `{path}` cannot be added: {}", why.message))
                    .hint("add it to your codebook yourself, then import again")
            })?;
            for (file, text) in edited.files {
                files.iter_mut().filter(|(name, _)| *name == file).for_each(|(_, old)| old.clone_from(&text));
            }
        }
        if !adding.tops.is_empty() {
            put_at_the_end(&mut files, &adding.tops, study, from);
        }
        new.count = adding.known.len();
        new.files = files.iter().filter(|file| !old.contains(file)).cloned().collect();
        new.check(&old, &files)?;
        Ok(new)
    }

    /// Somebody may have rearranged the file, so that codes cannot simply be added at its end.
    fn check(&self, old: &[(String, String)], files: &[(String, String)]) -> Result<(), Failure> {
        let mistakes = |files: &[(String, String)]| {
            let (codebook, found) = Codebook::load(files);
            (codebook, found.iter().filter(|d| d.severity == Severity::Error).count())
        };
        let ((_, before), (codebook, after)) = (mistakes(old), mistakes(files));
        if after > before || self.paths.values().any(|path| codebook.get(path).is_none()) {
            let (_, names) = self.summary();
            return Err(Failure::usage(format!("codes cannot be added at the end of {names}"))
                .hint("rename that file, or put the new codes into your codebook yourself"));
        }
        Ok(())
    }

    /// The path of the code that `name` became.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.paths.get(&key(name)).map(String::as_str)
    }

    /// How many there are, and the files.
    pub(super) fn summary(&self) -> (usize, String) {
        (self.count, self.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "))
    }

    /// Writes the files.
    pub(super) fn write(&self, study: &Study, ui: &mut Ui) -> Result<(), Failure> {
        if self.files.is_empty() {
            return Ok(());
        }
        let writing = Writing::of(study, self.files.iter().map(|(name, _)| Path::new(name)))?;
        for (name, text) in &self.files {
            write_atomically(&study.root.join(name), text.as_bytes())?;
        }
        writing.done(study, "imported", ui)?;
        Ok(())
    }
}

/// Puts new codes at the end of the file for those of the file `from`.
fn put_at_the_end(files: &mut Vec<(String, String)>, codes: &[Node], study: &Study, from: &str) {
    let stem = from.rsplit_once('.').map_or(from, |(stem, _)| stem);
    let stem = Some(slug(stem)).filter(|stem| !stem.is_empty()).unwrap_or("file".into());
    let path = format!("codebooks/from-{stem}.yaml");
    let at = files.iter().position(|(name, _)| *name == path).unwrap_or_else(|| {
        let (title, language) = (quoted(&format!("From {from}")), study.config.label_language());
        files.push((path, format!("codebook: {title}\nlanguage: {language}\ncodes:\n")));
        files.len() - 1
    });
    if let Some((_, yaml)) = files.get_mut(at) {
        if !yaml.ends_with('\n') {
            yaml.push('\n');
        }
        codes.iter().for_each(|code| code.write("  ", yaml));
    }
}

/// Codes that are being added.
struct Adding<'c> {
    codebook: &'c Codebook,
    /// The paths of new codes, by the path above and the name as it is compared.
    known: HashMap<(String, String), String>,
    /// New codes at the top.
    tops: Vec<Node>,
    /// Paths of new codes.
    taken: BTreeSet<String>,
    /// Path and name of new codes below known ones, those above first.
    inner: Vec<(String, String)>,
}

impl Adding<'_> {
    /// The path of the code with these names from the top down, new or known; `None` where the first stands for several
    /// codes, or a name holds no letters.
    fn add(&mut self, names: &[String]) -> Option<String> {
        let mut above = String::new();
        let mut is_known = false;
        if names.iter().any(|name| slug(name).is_empty()) {
            return None;
        }
        for (depth, name) in names.iter().enumerate() {
            let known = match depth {
                0 if names.len() > 1 => match self.codebook.resolve(name) {
                    Ok(code) => Some(code.path.as_str().to_owned()),
                    Err(why) if why.candidates.is_empty() => None,
                    Err(_) => return None,
                },
                _ if is_known => self.child(&above, name),
                _ => None,
            };
            (above, is_known) = match known {
                Some(path) => (path, true),
                None => (self.new_code(&above, name), false),
            };
        }
        Some(above)
    }

    /// The code of the codebook that is called `name` right below `above`.
    fn child(&self, above: &str, name: &str) -> Option<String> {
        let (lead, name) = (format!("{above}/"), fold(name));
        let codes = self.codebook.codes.iter();
        let mut below = codes.filter_map(|code| Some((code, code.path.as_str().strip_prefix(&lead)?)));
        let (code, _) = below.find(|(code, id)| {
            let names = code.names.values().chain([&code.name]);
            fold(id) == name || !id.contains('/') && names.into_iter().any(|known| fold(known) == name)
        })?;
        Some(code.path.as_str().to_owned())
    }

    fn new_code(&mut self, above: &str, name: &str) -> String {
        let place = (above.to_owned(), key(name));
        if let Some(path) = self.known.get(&place) {
            return path.clone();
        }
        let lead = if above.is_empty() { String::new() } else { format!("{above}/") };
        let base = lead + &slug(name);
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        let mut free = std::iter::once(base.clone()).chain(numbered);
        let is_free = |path: &String| {
            let mut codes = self.codebook.codes.iter();
            !self.taken.contains(path) && !codes.any(|code| fold(code.path.as_str()) == fold(path))
        };
        let path = free.find(is_free).unwrap_or_default();
        self.taken.insert(path.clone());
        let id = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let node = Node { id, name: name.trim().to_owned(), below: Vec::new() };
        if above.is_empty() {
            self.tops.push(node);
        } else if let Some(parent) = Node::at(&mut self.tops, above) {
            parent.below.push(node);
        } else {
            self.inner.push((path.clone(), node.name));
        }
        self.known.insert(place, path.clone());
        path
    }
}

impl Node {
    /// The one with this path, among `nodes` and those below them.
    fn at<'n>(nodes: &'n mut [Node], path: &str) -> Option<&'n mut Node> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let node = nodes.iter_mut().find(|node| node.id == first)?;
        if rest.is_empty() { Some(node) } else { Self::at(&mut node.below, rest) }
    }

    fn write(&self, lead: &str, out: &mut String) {
        out.push_str(&format!("{lead}- id: {}\n{lead}  name: {}\n", quoted(&self.id), quoted(&self.name)));
        if !self.below.is_empty() {
            out.push_str(&format!("{lead}  codes:\n"));
            self.below.iter().for_each(|node| node.write(&format!("{lead}    "), out));
        }
    }
}

/// A name as an id: lower case, no accents, `-` between words.
pub(super) fn slug(name: &str) -> String {
    let clean: String =
        fold(name).chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A text between double quotes, as YAML and JSON both have it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
