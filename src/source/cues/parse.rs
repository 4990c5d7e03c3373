//! The blocks of a WebVTT or SubRip file. Formats: W3C WebVTT (<https://www.w3.org/TR/webvtt1/>);
//! SubRip has no standard, so what programs write is read.

use crate::diag::Diagnostic;
use crate::source::time;

use super::{Cue, pieces, tags};

/// Which of the two formats, where they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Dialect {
    /// Blocks of notes and styles, entities; text outside of cues does not count.
    WebVtt,
    /// A blank line may stand inside a cue.
    SubRip,
}

/// The cues of `text`, in order, and what was left out.
pub(in crate::source) fn parse(text: &str, dialect: Dialect, notes: &mut Vec<Diagnostic>) -> Vec<Cue> {
    let mut blocks =
        Blocks { dialect, cues: Vec::new(), open: None, loose: Vec::new(), outside: 0, bad_times: 0 };
    let mut skipping = dialect == Dialect::WebVtt && text.starts_with("WEBVTT");
    for line in text.lines() {
        let blank = line.trim().is_empty();
        if line.contains("-->") && blocks.timing(line) {
            skipping = false;
        } else if blank {
            skipping = false;
            blocks.blank();
        } else if !skipping {
            skipping = dialect == Dialect::WebVtt && blocks.between() && opens_comment(line);
            if !skipping {
                blocks.line(line);
            }
        }
    }
    blocks.finish(notes)
}

/// Whether a block that begins with `line` is a note, a style sheet or a region.
fn opens_comment(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
    })
}

struct Open<'a> {
    start_ms: u64,
    end_ms: Option<u64>,
    lines: Vec<&'a str>,
    /// Whether a blank line has ended it (SubRip: perhaps).
    ended: bool,
}

struct Blocks<'a> {
    dialect: Dialect,
    /// The cues so far; their words still have the lines they were written on.
    cues: Vec<Cue>,
    open: Option<Open<'a>>,
    /// Lines after the blank line: the number or name of the next cue, or more words.
    loose: Vec<&'a str>,
    outside: usize,
    bad_times: usize,
}

impl<'a> Blocks<'a> {
    /// A line with an arrow: whether it begins a cue.
    fn timing(&mut self, line: &'a str) -> bool {
        let Some((start_ms, end_ms, _)) = time::leading_range(line.trim_start()) else {
            self.bad_times += 1;
            return false;
        };
        if end_ms.is_none() {
            self.bad_times += 1;
            return false;
        }
        // The line before the times is the number or name of this cue, even without a blank line.
        if self.loose.pop().is_none()
            && let Some(open) = self.open.as_mut()
            && open.lines.len() > 1
            && open.lines.last().is_some_and(|line| is_number(line))
        {
            open.lines.pop();
        }
        self.close();
        self.open = Some(Open { start_ms, end_ms, lines: Vec::new(), ended: false });
        true
    }

    fn blank(&mut self) {
        if let Some(open) = self.open.as_mut() {
            open.ended = true;
        }
    }

    /// Whether the next line stands between cues.
    fn between(&self) -> bool {
        self.loose.is_empty() && self.open.as_ref().is_none_or(|open| open.ended)
    }

    fn line(&mut self, line: &'a str) {
        match self.open.as_mut() {
            Some(open) if !open.ended => open.lines.push(line),
            _ => self.loose.push(line),
        }
    }

    fn close(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        match self.open.as_mut() {
            Some(open) if self.dialect == Dialect::SubRip => open.lines.extend(loose),
            _ => self.outside += loose.len(),
        }
        let Some(open) = self.open.take() else { return };
        let payload = open.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let payload = payload.collect::<Vec<_>>().join("\n");
        for (voice, words) in tags::voices(&payload, self.dialect == Dialect::WebVtt) {
            self.cues.push(Cue { start_ms: open.start_ms, end_ms: open.end_ms, voice, words });
        }
    }

    fn finish(mut self, notes: &mut Vec<Diagnostic>) -> Vec<Cue> {
        self.close();
        if self.outside > 0 {
            let message = format!("{} line(s) stand outside of any cue and are left out", self.outside);
            notes.push(
                Diagnostic::warning(message)
                    .hint("give them a line with times (00:00:01.000 --> 00:00:02.000)"),
            );
        }
        if self.bad_times > 0 {
            let message = format!("{} line(s) with an arrow hold no times; read as words", self.bad_times);
            notes.push(Diagnostic::warning(message).hint("times are written 00:00:01.000 --> 00:00:02.000"));
        }
        pieces::split(self.cues)
    }
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dialect: Dialect) -> Vec<String> {
        let mut notes = Vec::new();
        let cues = parse(text, dialect, &mut notes);
        let shown = cues.into_iter().map(|c| {
            format!("{}-{} {}: {}", c.start_ms, c.end_ms.unwrap_or(0), c.voice.unwrap_or_default(), c.words)
        });
        shown.chain(notes.into_iter().map(|note| note.message)).collect()
    }

    #[test]
    fn notes_styles_and_names_of_cues_are_no_words() {
        let text = "WEBVTT - een titel\nKind: captions\n\nNOTE\niets over\nde maker\n\nSTYLE\n::cue { color: red }\n\nabc-1/2-0\n00:01.000 --> 00:02.000 align:start\n<v Anna>Dag <i>Bert</i> &amp; co,\nhoe gaat het?</v>\n\n00:02.000 --> 00:03.500\n<v.luid Bert>Goed.</v> <v Anna>Fijn.\n";
        assert_eq!(
            read(text, Dialect::WebVtt),
            [
                "1000-2000 Anna: Dag Bert & co, hoe gaat het?",
                "2000-3500 Bert: Goed.",
                "2000-3500 Anna: Fijn."
            ]
        );
    }

    #[test]
    fn subrip_may_have_blank_lines_in_a_cue_and_none_between() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nEerst\n\ndan nog iets\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}<font color=red>Twee</font>\n3\n00:00:05,000 --> 00:00:06,000\nDrie\n";
        assert_eq!(
            read(text, Dialect::SubRip),
            ["1000-2000 : Eerst dan nog iets", "3000-4000 : Twee", "5000-6000 : Drie"]
        );
    }
}
