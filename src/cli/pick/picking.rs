//! A set that quotes are being put into.

use std::collections::BTreeMap;

use verbatim::changes::{Desk, NewFile};
use verbatim::codebook::CodePath;
use verbatim::coding::{Anchor, Deed, Files};
use verbatim::quote::{Quote, quote_id};
use verbatim::quoteset::{Picked, QuoteSet, Section};
use verbatim::store::{SetError, read_set, set_path};
use verbatim::text::{CodePoints, Span, fingerprint};
use verbatim::transcript::Transcript;

use super::super::address;
use super::super::code::{open_desk, shortened};
use super::super::consent;
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::set::stood;
use super::super::ui::{Ui, count, safe};
use super::{Args, is_asked};

/// A set that quotes are being put into.
pub(crate) struct Picking<'c> {
    context: &'c Context,
    desk: Desk<'c>,
    pub(crate) set: QuoteSet,
    path: String,
    transcripts: BTreeMap<String, Transcript>,
    pub(crate) added: usize,
    already: usize,
}

impl<'c> Picking<'c> {
    /// Opens the set `name`, or begins it.
    pub(crate) fn open(context: &'c Context, coder: &str, name: &str, ui: &mut Ui) -> Result<Self, Failure> {
        let set = match read_set(&context.study, name) {
            Ok(set) => set,
            Err(SetError::Unknown(_)) => QuoteSet { title: name.to_owned(), ..QuoteSet::default() },
            Err(error) => return Err(error.into()),
        };
        let desk = open_desk(context, coder, ui)?;
        let path = set_path(name)?;
        Ok(Self { context, desk, set, path, transcripts: BTreeMap::new(), added: 0, already: 0 })
    }

    pub(super) fn add(&mut self, quote: Quote, args: &Args, ui: &mut Ui) -> Result<(), Failure> {
        let picked = self.picked(&quote)?;
        let picked = Picked { shown: args.shown.clone(), note: args.note.clone(), ..picked };
        let stands = self.stands(&picked)?;
        if let Some(quote) = &stands {
            self.warn_of(quote, ui)?;
            if is_asked(self.context, quote) {
                ui.warning(&format!("{} was said by an interviewer", safe(&quote.address)));
            }
        }
        let code = stands.and_then(|quote| self.code_on(&quote));
        let section = args.section.clone().or_else(|| code.as_ref().map(|(_, name)| name.clone()));
        let code = if args.section.is_none() { code.map(|(path, _)| path) } else { None };
        self.put(picked, &section.unwrap_or_default(), code.as_deref(), ui)
    }

    /// Puts a quote into a section, and says so.
    pub(crate) fn put(
        &mut self,
        picked: Picked,
        section: &str,
        code: Option<&str>,
        ui: &mut Ui,
    ) -> Result<(), Failure> {
        let (at, words) = (picked.at.clone(), shortened(picked.shown()));
        if self.set.add(section, code, picked) {
            self.added += 1;
            ui.line(&format!("{}  {}", safe(&at), safe(&words)))
        } else {
            self.already += 1;
            ui.line(&format!("{}  is in the set already  {}", safe(&at), safe(&words)))
        }
    }

    /// A quote with the words it stands on; its source is kept as it is now.
    pub(crate) fn picked(&mut self, quote: &Quote) -> Result<Picked, Failure> {
        let (_, entry, _) = address::turns(self.context.index.catalog(), &quote.address)?;
        if !self.transcripts.contains_key(&entry.short) {
            let transcript = self.context.index.transcript(entry)?;
            self.desk.keep(&entry.short, &transcript)?;
            self.transcripts.insert(entry.short.clone(), transcript);
        }
        let text = self.transcripts.get(&entry.short).map_or("", |transcript| transcript.text.as_str());
        let points = CodePoints::new(text);
        let span = points.byte_of(text, quote.start).zip(points.byte_of(text, quote.end));
        let span = span.map(|(start, end)| Span::new(start, end)).filter(|span| span.of(text) == quote.text);
        let span = span.filter(|span| !span.is_empty()).ok_or_else(|| {
            Failure::usage(format!("{} does not say these words any more", quote.address))
                .hint("look again with `verbatim find`")
        })?;
        let anchor = Anchor::on(text, &points, &fingerprint(text.as_bytes()), span);
        let id = quote_id(&entry.short, anchor.start, anchor.end, &anchor.quote);
        Ok(Picked {
            id,
            source: entry.short.clone(),
            at: quote.address.clone(),
            anchor,
            shown: None,
            note: None,
            translations: BTreeMap::new(),
        })
    }

    /// Says where somebody may not be quoted: every export will refuse it.
    pub(crate) fn warn_of(&self, quote: &Quote, ui: &mut Ui) -> Result<(), Failure> {
        if let Some(why) = consent::refusal_to_show(quote, false, self.context)? {
            ui.warning(&format!("{}: {}; no export prints it", safe(&quote.address), safe(&why)));
        }
        Ok(())
    }

    /// What was picked as it stands now, with who said it and the codes that share words with it.
    fn stands(&self, picked: &Picked) -> Result<Option<Quote>, Failure> {
        let one = QuoteSet {
            sections: vec![Section { quotes: vec![picked.clone()], ..Default::default() }],
            ..QuoteSet::default()
        };
        let stood = stood(self.context, &one, None)?;
        Ok(stood.iter().find_map(|stood| stood.quote()).cloned())
    }

    /// The first code, by the codebook, of a quote: its path and name.
    fn code_on(&self, quote: &Quote) -> Option<(String, String)> {
        let codes: Vec<&str> = quote.codes.iter().map(|code| code.code.as_str()).collect();
        let codebook = &self.context.loaded.codebook;
        let first = codebook.codes.iter().find(|code| codes.contains(&code.path.as_str()));
        let language = self.context.study.config.label_language();
        first.map(|code| (code.path.as_str().to_owned(), code.name_in(language).to_owned()))
    }

    /// The section of a code: its name in the language of labels.
    pub(crate) fn section_of(&self, code: &CodePath) -> String {
        let language = self.context.study.config.label_language();
        let known = self.context.loaded.codebook.get(code.as_str());
        known.map_or_else(|| code.as_str().to_owned(), |code| code.name_in(language).to_owned())
    }

    /// Writes the set, if something was put into it.
    pub(crate) fn finish(mut self, by: &str, ui: &mut Ui) -> Result<Exit, Failure> {
        if self.added > 0 {
            write(&mut self.desk, by, &self.path, Some(&self.set))?;
        }
        let quotes = self.set.quotes().count();
        ui.message(&format!("{} in {}", count(quotes, "quote", "quotes"), self.path));
        if self.added > 0 && quotes == self.added {
            let name = self.path.trim_start_matches("quotes/").trim_end_matches(".yaml");
            ui.hint(&format!(
                "`verbatim set show {name}` shows it, `verbatim export --set {name} -o {name}.pptx`"
            ));
        }
        Ok(Exit::Done)
    }
}

/// Writes a set, or takes its file away, as a change that can be undone.
pub(crate) fn write(
    desk: &mut Desk<'_>,
    by: &str,
    path: &str,
    set: Option<&QuoteSet>,
) -> Result<(), Failure> {
    let file = NewFile { path: path.to_owned(), bytes: set.map(|set| set.to_yaml().into_bytes()) };
    desk.put_files(vec![file], |files| Deed::Files(Files { by: by.to_owned(), files }))?;
    desk.commit()?;
    Ok(())
}
