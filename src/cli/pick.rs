//! `verbatim pick`.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::changes::{Desk, NewFile};
use verbatim::codebook::CodePath;
use verbatim::coding::{Anchor, Deed, Files};
use verbatim::index::{SpeakerEntry, quote_at};
use verbatim::quote::Quote;
use verbatim::quoteset::{Picked, QuoteSet};
use verbatim::shown::{self, Ends, LONGEST_BRACKET, Token, TokenKind, fit, tokens};
use verbatim::store::{SetError, read_set, set_path};
use verbatim::text::{CodePoints, Span, fingerprint};

use super::address::{self, words_in};
use super::code::{open_desk, shortened};
use super::coder::CoderArg;
use super::consent;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Put quotes into a quote set: a selection for a paper or a deck
///
/// The set is `quotes/NAME.yaml`; it is made where it is not there yet. Each quote keeps its own words, so that it
/// is found again when a transcript is corrected.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim pick fg1:17 fg2:9 --set trust                    whole turns
  verbatim pick fg1:17 --words \"in de ogen kijken\" --set trust
  verbatim pick fg1:17 --set trust --shown \"Ik wil iemand [...] kunnen zien.\"
  verbatim find --code trust --role client --json | verbatim pick - --set trust

The shown form may differ from what was said by [...] for words left out, [words] put in (80 characters at
most), a capital at an edge, fillers, laughter and pauses left out, typographic marks, and [naam] or a
pseudonym in brackets in place of a name on the list of `verbatim names`; nothing else.
Exit codes: 0 picked, 2 unknown source or turn, or a shown form that was not said, 12 could not write.")]
pub(crate) struct Args {
    /// Turns (`fg1:17`, `fg1:17-19`), each a quote; `-` reads what `find --json` writes
    #[arg(value_name = "ADDRESS", required = true)]
    addresses: Vec<String>,
    /// The quote set
    #[arg(long, value_name = "NAME")]
    set: String,
    /// Only these words, as they were said
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// The section they go to; by default that of their first code
    #[arg(long, value_name = "TITLE")]
    section: Option<String>,
    /// How it is shown, where that differs from what was said
    #[arg(long, value_name = "WORDS")]
    shown: Option<String>,
    /// A note for yourself
    #[arg(long, value_name = "NOTE")]
    note: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut picking = Picking::open(&context, &coder, &args.set, ui)?;
    let mut quotes = Vec::new();
    for address in &args.addresses {
        if address == "-" {
            quotes.extend(piped()?);
        } else {
            quotes.extend(turns(&context, address, args.words.as_deref())?);
        }
    }
    if args.shown.is_some() && quotes.len() != 1 {
        return Err(Failure::usage("`--shown` is the form of one quote").hint("pick them one by one"));
    }
    for quote in quotes {
        if let Some(shown) = &args.shown {
            check_shown(&context, &quote.text, shown, ui)?;
        }
        picking.add(quote, args, ui)?;
    }
    picking.finish("pick", ui)
}

/// Whether `shown` is `said`, edited within the grammar. What may turn the words around is told.
pub(crate) fn check_shown(context: &Context, said: &str, shown: &str, ui: &mut Ui) -> Result<(), Failure> {
    let fillers = context.fillers();
    let misfit = match fit(said, &tokens(said), shown, &fillers, Ends::Whole) {
        Ok(fit) => {
            for remark in shown::turned_around(&fit.edits) {
                ui.warning(&format!(
                    "the shown form {}: it may say the opposite of what was said",
                    safe(&remark)
                ));
            }
            return Ok(());
        }
        Err(misfit) => misfit,
    };
    let is_word = |token: &Token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Capital(_));
    if !tokens(shown).iter().any(is_word) {
        return Err(Failure::usage(format!("the shown form holds no word that was said: `{}`", safe(shown)))
            .hint("keep some of the words; `verbatim set drop` takes a quote out"));
    }
    if let Some(long) = shown::overlong(shown) {
        return Err(Failure::usage(too_long(shown, long)).hint(
            "an insertion explains a word or two of what was said; a longer remark stands outside the quote (`--note` keeps one)",
        ));
    }
    let (shown, said) = (misquoted(shown, misfit.shown), misfit.said.of(said));
    Err(Failure::usage(format!("the shown form is not what was said: {shown}")).hint(if said.is_empty() {
        "nothing more was said there; words that were put in stand in brackets: [so]".to_owned()
    } else {
        format!(
            "there was said `{said}`; mark words left out with [...] and words put in with [so]; only in place of a \
             name on the list of `verbatim names` may [naam] or its pseudonym stand"
        )
    }))
}

/// What of a shown form may turn around what was said, a remark each.
pub(crate) fn turned_around(context: &Context, said: &str, shown: &str) -> Vec<String> {
    let found = fit(said, &tokens(said), shown, &context.fillers(), Ends::Whole);
    found.map(|fit| shown::turned_around(&fit.edits)).unwrap_or_default()
}

/// Whether somebody who asks said `quote`.
pub(crate) fn is_asked(context: &Context, quote: &Quote) -> bool {
    let Ok((_, entry, _)) = address::turns(context.index.catalog(), &quote.address) else { return false };
    let is_theirs = |speaker: &&SpeakerEntry| Some(&speaker.label) == quote.speaker.as_ref();
    entry.speakers.iter().find(is_theirs).is_some_and(|speaker| speaker.asks)
}

/// Says that an insertion is too long, with its beginning.
pub(crate) fn too_long(shown: &str, at: Span) -> String {
    let length = at.of(shown).chars().count().saturating_sub(2);
    let words: String = at.of(shown).chars().take(30).collect();
    format!(
        "`{words}…` is too long for an insertion: {length} characters, where {LONGEST_BRACKET} are allowed"
    )
}

/// The shown form with a mark at the place that was not said.
fn misquoted(shown: &str, at: Span) -> String {
    let (before, wrong) = (shown.get(..at.start).unwrap_or(""), at.of(shown));
    let skip = before.chars().count().saturating_sub(40);
    let before: String = before.chars().skip(skip).collect();
    let before = if skip > 0 { format!("…{before}") } else { before };
    if wrong.is_empty() {
        format!("“{before}” breaks off")
    } else {
        format!("“{before}>>>{wrong}<<<”")
    }
}

/// The turns at an address, each a quote, or the words in them.
fn turns(context: &Context, typed: &str, words: Option<&str>) -> Result<Vec<Quote>, Failure> {
    let (_, entry, turns) = address::turns(context.index.catalog(), typed)?;
    let transcript = context.index.transcript(entry)?;
    let points = CodePoints::new(&transcript.text);
    let last = u32::try_from(transcript.turns.len()).unwrap_or(u32::MAX);
    let spans: Vec<Span> = match (words, turns) {
        (Some(words), turns) => vec![words_in(&transcript, turns.unwrap_or((1, last)), words, entry)?],
        (None, Some((first, last))) => transcript
            .turns
            .iter()
            .skip(first as usize - 1)
            .take((last + 1 - first) as usize)
            .map(|turn| turn.span)
            .filter(|span| !span.is_empty())
            .collect(),
        (None, None) => {
            return Err(Failure::usage(format!("`{typed}` names a whole source"))
                .hint(format!("name a turn (`{}:17`), or give --words", entry.short)));
        }
    };
    Ok(spans.into_iter().filter_map(|span| quote_at(entry, &transcript, &points, span)).collect())
}

/// What `find --json` wrote.
fn piped() -> Result<Vec<Quote>, Failure> {
    let mut quotes = Vec::new();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Failure::usage(format!("cannot read the input: {e}")))?;
        if line.trim().is_empty() {
            continue;
        }
        let read = serde_json::from_str::<serde_json::Value>(&line).ok().and_then(|value| {
            let text = value.get("quote").or_else(|| value.get("text"))?.as_str()?.to_owned();
            let number = |key: &str| value.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
            let address = value.get("address")?.as_str()?.to_owned();
            Some(Quote { text, address, start: number("start")?, end: number("end")?, ..Quote::default() })
        });
        quotes.push(read.ok_or_else(|| {
            Failure::usage(format!("line {} is not what `verbatim find --json` writes", number + 1))
                .hint("verbatim find --code trust --json | verbatim pick - --set trust")
        })?);
    }
    Ok(quotes)
}

/// A set that quotes are being put into.
pub(crate) struct Picking<'c> {
    context: &'c Context,
    desk: Desk<'c>,
    pub(crate) set: QuoteSet,
    path: String,
    transcripts: BTreeMap<String, verbatim::transcript::Transcript>,
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

    fn add(&mut self, quote: Quote, args: &Args, ui: &mut Ui) -> Result<(), Failure> {
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
        let id = verbatim::quote::quote_id(&entry.short, anchor.start, anchor.end, &anchor.quote);
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
            sections: vec![verbatim::quoteset::Section {
                quotes: vec![picked.clone()],
                ..Default::default()
            }],
            ..QuoteSet::default()
        };
        let stood = super::set::stood(self.context, &one, None)?;
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
