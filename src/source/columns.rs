//! The columns of a table of turns: found by the names people and programs give them, or as the
//! study names them. Used for CSV and for tables in Word.

use crate::text::fold;

use super::units::{Unit, Units};
use super::{Columns, names, time};

const TEXT: &str = "\
    text tekst transcript transcription transcriptie transkript uitspraak uitspraken utterance words
    woorden content inhoud zin sentence quote citaat texte aussage beitrag ausserung message bericht
    verbatim caption ondertitel spraak speech gesproken gezegd parole paroles propos fragment
    segment wat what";
const SPEAKER: &str = "\
    speaker spreker spreekster naam name who wie sprecher sprecherin locuteur intervenant
    participant deelnemer persoon person speakername naamspreker speakerlabel sprecherkurzel qui wer
    rolnaam author auteur";
const START: &str = "\
    start starttijd starttime tijd time timecode timestamp tijdcode begin begintijd in vantijd
    startzeit timespan tijdspanne zeitspanne zeit anfang debut temps tijdstip startms starts fromtime timein starttimecode
    begintime van from";
const END: &str = "\
    end eindtijd endtime einde stop stoptijd eind endzeit ende fin endms ends out timeout tot
    endtimecode to";
/// Columns of coders and codings: neither words nor attributes.
const CODING: &str = "\
    code codes coder coders codeur codering coderingen coding codings codebook theme themes thema
    themas category categories categorie categorieen note notes notities notitie memo memos
    instruction instructions instructie instructies tag tags labels annotatie annotation annotations
    annotator";

/// Columns of remarks, where nobody speaks.
const REMARKS: &str = "\
    opmerking opmerkingen remark remarks comment comments commentaar commentaren kanttekening kanttekeningen
    bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen remarque remarques commentaire commentaires";

/// Which column holds what; indices into a row.
#[derive(Debug, Default, Clone)]
pub(super) struct Layout {
    /// The words.
    pub(super) text: usize,
    /// Who speaks.
    pub(super) speaker: Option<usize>,
    /// When it begins.
    pub(super) start: Option<usize>,
    /// When it ends.
    pub(super) end: Option<usize>,
    /// Attributes of the speaker: column and name.
    pub(super) attributes: Vec<(usize, String)>,
    /// Whether the decimals of the times count frames, not parts of a second.
    pub(super) frames: bool,
}

/// A header as it is compared: folded, letters and digits only.
pub(super) fn plain(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Where the column called `wanted` is.
pub(super) fn position(headers: &[String], wanted: &str) -> Option<usize> {
    let exact = headers.iter().position(|header| header.trim() == wanted.trim());
    exact.or_else(|| headers.iter().position(|header| plain(header) == plain(wanted)))
}

fn known(headers: &[String], names: &str) -> Option<usize> {
    let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    names.split_whitespace().find_map(|name| plain.iter().position(|header| header == name))
}

/// The column of the words, as named by the study or by a name people use.
pub(super) fn text_column(headers: &[String], wanted: &Columns) -> Option<usize> {
    match &wanted.text {
        Some(name) => position(headers, name),
        None => known(headers, TEXT),
    }
}

/// The columns of a table with a turn a row: words, and a speaker or a time beside them.
pub(super) fn layout(headers: &[String], wanted: &Columns) -> Option<Layout> {
    let text = text_column(headers, wanted)?;
    let find = |named: &Option<String>, names: &str| match named {
        Some(name) => position(headers, name),
        None => known(headers, names),
    };
    let apart = |column: Option<usize>| column.filter(|at| *at != text);
    let speaker = apart(find(&wanted.speaker, SPEAKER));
    let start = apart(find(&wanted.start, START)).filter(|at| Some(*at) != speaker);
    let end = apart(find(&wanted.end, END)).filter(|at| Some(*at) != speaker);
    if speaker.is_none() && start.is_none() && wanted.text.is_none() {
        return None;
    }
    let taken = [Some(text), speaker, start, end];
    let attributes = attributes(headers, |at| taken.contains(&Some(at)));
    Some(Layout { text, speaker, start, end, attributes, frames: false })
}

/// The columns that say something of a speaker, by their names; `role` and `organisation` under
/// these names whatever the language.
pub(super) fn attributes(headers: &[String], taken: impl Fn(usize) -> bool) -> Vec<(usize, String)> {
    let free = headers.iter().enumerate().filter(|(at, header)| !taken(*at) && !header.trim().is_empty());
    free.filter(|(_, header)| !is_coding(header)).map(|(at, header)| (at, attribute_name(header))).collect()
}

fn attribute_name(header: &str) -> String {
    match plain(header).as_str() {
        "rol" | "role" | "functie" | "hoedanigheid" | "rolle" | "fonction" => "role".to_owned(),
        "organisatie" | "organisation" | "organization" | "dienst" | "voorziening" | "instelling"
        | "einrichtung" => "organisation".to_owned(),
        _ => header.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Whether a column belongs to a coder.
pub(super) fn is_coding(header: &str) -> bool {
    has_word(header, CODING)
}

/// Whether a column holds what a coder or transcriber remarks.
pub(super) fn is_remark(header: &str) -> bool {
    has_word(header, CODING) || has_word(header, REMARKS)
}

fn has_word(header: &str, list: &str) -> bool {
    let folded = fold(header);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| list.split_whitespace().any(|known| known == word))
}

/// Whether the times of a column end in frames: three decimals of which the last is always 0 and the
/// first two are always below 25, or two decimals always below 25, over enough rows to be no accident.
pub(super) fn counts_frames<'a>(times: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut rows = 0;
    for decimals in times.filter_map(|time| Some(time.trim().rsplit_once(['.', ','])?.1)) {
        let frames = match decimals.len() {
            2 => decimals,
            3 if decimals.ends_with('0') => decimals.get(..2).unwrap_or(""),
            _ => return false,
        };
        match frames.parse::<u8>() {
            Ok(frame) if frame < 25 => seen.insert(frame),
            _ => return false,
        };
        rows += 1;
    }
    rows >= 10 && seen.len() >= 6
}

impl Layout {
    /// Adds a row as a turn; a row of an ignored speaker is text and no turn.
    pub(super) fn add(&self, units: &mut Units, cell: impl Fn(usize) -> String, ignored: &[String]) {
        let words = cell(self.text);
        if words.trim().is_empty() {
            return;
        }
        let label = self.speaker.map(|at| names::tidy(&cell(at))).filter(|label| !label.is_empty());
        if label.as_ref().is_some_and(|label| ignored.contains(&names::key(label))) {
            units.line(&words);
            return;
        }
        let speaker = label.map(|label| units.names.index(&label));
        if let Some(speaker) = speaker {
            for (at, name) in &self.attributes {
                let value = cell(*at);
                if !value.trim().is_empty() {
                    units.names.attribute(speaker, name, value.trim());
                }
            }
        }
        let (start_ms, end_ms) = self.times(&cell);
        units.turn(&Unit { words: &words, speaker, start_ms, end_ms, question: None });
    }

    /// When a row begins and ends, in milliseconds.
    pub(super) fn times(&self, cell: impl Fn(usize) -> String) -> (Option<u64>, Option<u64>) {
        let at = |column: Option<usize>| column.and_then(|column| self.time(&cell(column)));
        let range = self.start.and_then(|column| time::leading_range(cell(column).trim()));
        match range {
            Some((start, Some(end), _)) if self.end.is_none() => (Some(start), Some(end)),
            _ => (at(self.start), at(self.end)),
        }
    }

    fn time(&self, text: &str) -> Option<u64> {
        match text.trim().rsplit_once(['.', ',']) {
            Some((whole, decimals)) if self.frames => {
                let frames: u64 = decimals.get(..2)?.parse().ok()?;
                Some(time::parse(whole)? + frames * 40)
            }
            _ => time::parse_or_seconds(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &str) -> Vec<String> {
        names.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_found_in_several_languages() {
        let found = layout(&headers("Tijd|Spreker|Tekst|Rol|Opmerking codes"), &Columns::default()).unwrap();
        assert_eq!((found.start, found.speaker, found.text), (Some(0), Some(1), 2));
        assert_eq!(found.attributes, [(3, "role".to_owned())]);
        assert!(layout(&headers("TIMECODE|SPEAKER|TRANSCRIPT"), &Columns::default()).is_some());
        assert!(layout(&headers("id|tekst"), &Columns::default()).is_none());
    }

    #[test]
    fn the_study_names_columns_nobody_knows() {
        let wanted = Columns { text: Some("w".into()), speaker: Some("p".into()), ..Columns::default() };
        let found = layout(&headers("p|w|q"), &wanted).unwrap();
        assert_eq!((found.speaker, found.text), (Some(0), 1));
    }

    #[test]
    fn decimals_below_25_only_are_frames() {
        let frames = [
            "0:01.010", "0:02.240", "0:03.000", "0:04.110", "0:05.070", "0:06.200", "0:07.150", "0:08.030",
            "0:09.180", "0:10.090",
        ];
        assert!(counts_frames(frames.into_iter()));
        assert!(!counts_frames(["0:01.512", "0:02.240"].into_iter().cycle().take(20)));
        let layout = Layout { frames: true, ..Layout::default() };
        assert_eq!(layout.time("00:00:11.150"), Some(11_600));
    }
}
