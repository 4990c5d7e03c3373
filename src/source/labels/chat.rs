//! The chat of Zoom: who writes, to whom, and what was meant for one person only.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::source::names::{key, tidy};
use crate::text::Span;

use super::lines::Candidate;
use super::shape::{Shape, shape};
use super::{Form, Head};

/// The words before who writes, and before who reads.
const WORDS: [(&str, &str); 4] = [("From ", " to "), ("Van ", " aan "), ("Von ", " an "), ("De ", " à ")];
/// How messages to one person are marked, behind who reads; in lower case.
const DIRECT: [&str; 14] = [
    "(privately)",
    "(private)",
    "(direct message)",
    "(privé)",
    "(privébericht)",
    "(privebericht)",
    "(direct bericht)",
    "(rechtstreeks bericht)",
    "(direktnachricht)",
    "(privat)",
    "(direkte nachricht)",
    "(message direct)",
    "(en privé)",
    "(message privé)",
];

/// Who writes in `From Anna to Everyone`, as the chat has it behind a time, and how many bytes stand before.
pub(super) fn writer(label: &str) -> Option<(usize, &str)> {
    for (from, to) in WORDS {
        if let Some(rest) = label.strip_prefix(from)
            && let Some((writer, _)) = rest.split_once(to)
        {
            return Some((from.len(), writer));
        }
    }
    // Older chats name the writer only. Nobody is called From.
    let rest = label.strip_prefix("From ")?;
    let writer = rest.trim_start();
    (shape(writer.trim_end()) == Shape::Name).then_some((label.len() - writer.len(), writer))
}

/// Takes `Van` and its like off the writers of messages to everybody (`Van An Maes : Dag`), where the same people write
/// or read with both words elsewhere (`Van An Maes aan Bo`): else it is part of a name (`Van Hove`).
pub(super) fn take_off(text: &str, candidates: &mut [Candidate]) {
    let is_timed = |candidate: &Candidate| candidate.form == Form::Colon && candidate.head.start_ms.is_some();
    let mut people: HashSet<String> = HashSet::new();
    for head in candidates.iter().filter(|c| is_timed(c)).map(|c| &c.head) {
        let Some(reader) = reader(text, head) else { continue };
        people.extend([head.label.of(text), reader].map(|name| key(&tidy(name))));
    }
    if people.is_empty() {
        return;
    }
    for candidate in candidates.iter_mut().filter(|candidate| is_timed(candidate)) {
        let label = candidate.head.label;
        let written = label.of(text);
        let writer = WORDS.iter().find_map(|(from, _)| written.strip_prefix(from)).map(str::trim_start);
        if let Some(writer) = writer.filter(|name| people.contains(&key(&tidy(name)))) {
            candidate.head.label = Span::new(label.end - writer.len(), label.end);
        }
    }
}

/// Who reads the message that `head` begins, if it says so.
fn reader<'t>(text: &'t str, head: &Head) -> Option<&'t str> {
    let before = text.get(head.line..head.label.start)?.trim_end();
    let after = text.get(head.label.end..head.words)?;
    let (_, to) = WORDS.iter().find(|(from, _)| before.ends_with(from.trim_end()))?;
    let reader = after.strip_prefix(to)?.trim_end_matches(|c: char| c.is_whitespace() || c == ':');
    Some(reader.split('(').next().unwrap_or(reader))
}

/// What is said of turns that were written to one person.
pub(super) fn direct(text: &str, heads: &[Head]) -> Option<Diagnostic> {
    let is_direct = |head: &&Head| {
        let told = text.get(head.label.end..head.words).unwrap_or("");
        told.contains('(') && {
            let told = told.to_lowercase();
            DIRECT.iter().any(|mark| told.contains(mark))
        }
    };
    let count = heads.iter().filter(is_direct).count();
    let message =
        format!("{count} direct message(s) of a chat, written to one person only, are among the turns");
    let hint = "see whether consent covers them; if not, take them out of the file";
    (count > 0).then(|| Diagnostic::warning(message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use crate::source::txt::Txt;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let (turns, reading) = seen::reading(&Txt, text);
        let direct = reading.diagnostics.into_iter().map(|note| note.message);
        (turns, direct.filter(|note| note.contains("direct message")).collect())
    }

    const TURNS: [&str; 4] =
        ["Anke de Wit|Horen jullie mij?", "Bo Maes|Ja hoor.", "Anke de Wit|Straks.", "Bo Maes|Goed."];

    #[test]
    fn who_writes_has_one_name_in_older_chats() {
        let english = "14:02:11\t From Anke de Wit : Horen jullie mij?\n14:02:30\t From Bo Maes : Ja hoor.\n14:03:01\t From Anke de Wit to Bo Maes (Privately) : Straks.\n14:04:01\t From Bo Maes : Goed.\n";
        let dutch =
            english.replace("From", "Van").replace(" to ", " aan ").replace("Privately", "Privébericht");
        for text in [english, &dutch] {
            let (turns, direct) = read(text);
            assert_eq!(turns, TURNS, "{text}");
            assert!(direct.len() == 1 && direct[0].starts_with("1 direct message(s)"), "{direct:?}");
        }
        let open = english.replace(" to Bo Maes (Privately)", "");
        assert_eq!(read(&open), (TURNS.map(str::to_owned).to_vec(), Vec::new()));
    }

    #[test]
    fn direct_messages_are_counted() {
        let text = "00:00:01 From Roos to Everyone:\n\tKom je mee?\n00:00:03 From Ilias to Roos(Direct Message):\n\tNee.\n00:01:05 From Roos to Ilias(Direct Message):\n\tJammer.\n";
        let (turns, direct) = read(text);
        assert_eq!(turns, ["Roos|Kom je mee?", "Ilias|Nee.", "Roos|Jammer."]);
        assert!(direct[0].starts_with("2 direct message(s)"), "{direct:?}");
    }

    #[test]
    fn names_with_van_keep_it() {
        let text = "00:00:01 Van Hove: Kom je mee?\n00:00:03 Van Bo aan Ilias : Straks.\n00:01:05 Van Hove: Nu dan.\n00:01:09 Van Bo aan Ilias: Ja.\n";
        let (turns, _) = read(text);
        assert_eq!(turns, ["Van Hove|Kom je mee?", "Bo|Straks.", "Van Hove|Nu dan.", "Bo|Ja."]);
    }
}
