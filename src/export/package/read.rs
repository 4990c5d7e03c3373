//! Packages read back: what others wrote, bounded and without trust.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::super::Trouble;
use super::{Package, Relation, relations_name};
use crate::xml::{attribute, elements};

/// More than this unpacked is no presentation anybody made by hand.
const MAX_UNPACKED: u64 = 1 << 30;
const MAX_PARTS: usize = 20_000;

impl Package {
    /// Reads a package. Sizes are bounded; nothing is trusted but what is there.
    pub(in super::super) fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut files = unzip(bytes)?;
        let types = files.remove("[Content_Types].xml").ok_or_else(no_package)?;
        let types = ContentTypes::read(&types);
        let mut package = Self::default();
        let related: Vec<String> = files.keys().filter_map(|name| related_part(name)).collect();
        for part in related {
            let text = files.remove(&relations_name(&part)).unwrap_or_default();
            let relations = read_relations(&part, &String::from_utf8_lossy(&text));
            package.parts.entry(part).or_default().relations = relations;
        }
        for (name, bytes) in files {
            let content_type = types.of(&name).to_owned();
            let part = package.parts.entry(name).or_default();
            part.bytes = bytes;
            part.content_type = content_type;
        }
        Ok(package)
    }
}

fn no_package() -> Trouble {
    Trouble::new("the template is no PowerPoint file")
        .hint("give a .pptx that PowerPoint or LibreOffice opens")
}

/// The files of a zip by name.
fn unzip(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Trouble::new("the template is protected by a password, or an old .ppt")
            .hint("open it in PowerPoint and save it as .pptx without a password"));
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_package())?;
    if zip.len() > MAX_PARTS {
        return Err(too_large());
    }
    let mut files = BTreeMap::new();
    let mut left = MAX_UNPACKED;
    for index in 0..zip.len() {
        let file = zip.by_index(index).map_err(|_| no_package())?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(|_| no_package())?.trim_start_matches('/').to_owned();
        let mut bytes = Vec::new();
        file.take(left.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| no_package())?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        files.insert(name, bytes);
    }
    Ok(files)
}

fn too_large() -> Trouble {
    Trouble::new("the template is too large when unpacked").hint("save a copy of it without its slides")
}

/// The types that `[Content_Types].xml` gives.
#[derive(Default)]
struct ContentTypes {
    by_ending: BTreeMap<String, String>,
    by_name: BTreeMap<String, String>,
}

impl ContentTypes {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut types = Self::default();
        elements(&text, |element| {
            let kind = attribute(element, "ContentType").unwrap_or_default();
            if let Some(ending) = attribute(element, "Extension") {
                types.by_ending.insert(ending.to_ascii_lowercase(), kind);
            } else if let Some(name) = attribute(element, "PartName") {
                types.by_name.insert(name.trim_start_matches('/').to_ascii_lowercase(), kind);
            }
        });
        types
    }

    fn of(&self, name: &str) -> &str {
        let name = name.to_ascii_lowercase();
        let ending = name.rsplit('.').next().unwrap_or("");
        let kind = self.by_name.get(&name).or_else(|| self.by_ending.get(ending));
        kind.map_or("application/octet-stream", String::as_str)
    }
}

/// The part whose relations stand in the file `name`, if they do.
fn related_part(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let file = file.strip_suffix(".rels")?;
    match folder.strip_suffix("_rels")?.strip_suffix('/') {
        Some(folder) => Some(format!("{folder}/{file}")),
        None => (folder == "_rels").then(|| file.to_owned()),
    }
}

fn read_relations(part: &str, text: &str) -> Vec<Relation> {
    let mut relations = Vec::new();
    elements(text, |element| {
        let (Some(id), Some(kind), Some(target)) =
            (attribute(element, "Id"), attribute(element, "Type"), attribute(element, "Target"))
        else {
            return;
        };
        let external = attribute(element, "TargetMode").is_some_and(|mode| mode == "External");
        let target = if external { target } else { resolve(part, &target) };
        relations.push(Relation { id, kind, target, external });
    });
    relations
}

/// The name of the part that `target`, written in the relations of `part`, means.
fn resolve(part: &str, target: &str) -> String {
    let path = target.split('#').next().unwrap_or("");
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|s| !s.is_empty()).collect()
    };
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_where_they_are_written() {
        assert_eq!(resolve("ppt/slides/slide1.xml", "../media/a.png"), "ppt/media/a.png");
        assert_eq!(resolve("ppt/presentation.xml", "/ppt/theme.xml"), "ppt/theme.xml");
        assert_eq!(resolve("", "ppt/presentation.xml"), "ppt/presentation.xml");
        assert_eq!(resolve("a.xml", "../../../b.xml#x"), "b.xml");
    }

    #[test]
    fn relations_stand_beside_their_part() {
        for part in ["ppt/slides/slide1.xml", "a.xml", ""] {
            assert_eq!(related_part(&relations_name(part)).as_deref(), Some(part));
        }
        assert_eq!(related_part("ppt/slides/slide1.xml"), None);
    }

    #[test]
    fn what_is_no_package_is_refused() {
        assert!(Package::read(b"hallo").unwrap_err().message.contains("no PowerPoint file"));
        assert!(Package::read(&[0xd0, 0xcf, 0x11, 0xe0, 0]).unwrap_err().message.contains("password"));
    }
}
