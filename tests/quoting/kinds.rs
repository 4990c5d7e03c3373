//! Ways to make quotations, and which tier each is of.

use super::said::Said;
use super::stretch::Seed;
use super::{altered, edited, exact, spliced, unsaid};

/// Makes a quotation of a turn, or finds that this one will not do.
pub(crate) type Make = fn(&Said, usize, &mut Seed) -> Option<String>;

/// A way to make quotations.
pub(crate) struct Kind {
    pub(crate) tier: &'static str,
    pub(crate) name: &'static str,
    pub(crate) make: Make,
}

/// The one kind that is always attributed to somebody else.
pub(crate) const INTERVIEWERS: &str = "the interviewer's words as another's";

const fn kind(tier: &'static str, name: &'static str, make: Make) -> Kind {
    Kind { tier, name, make }
}

/// Every way to make a quotation of what was said.
pub(crate) const KINDS: [Kind; 46] = [
    kind("exact", "a stretch", exact::stretch_of),
    kind("exact", "three to five words", exact::short),
    kind("exact", "a whole turn", exact::whole),
    kind("exact", "quotation marks of its own", exact::own_marks),
    kind("exact", "apostrophes or hyphens", exact::joined),
    kind("exact", "numbers", exact::numbers),
    kind("exact", "letters beyond ASCII", exact::accents),
    kind("exact", "a common phrase", exact::common),
    kind("exact", INTERVIEWERS, exact::interviewers),
    kind("typography", "a fixed blank", exact::fixed_blank),
    kind("typography", "marks curled", exact::curled),
    kind("typography", "marks straightened", exact::straightened),
    kind("typography", "dashes", exact::dashes),
    kind("typography", "a full stop of the author's", exact::full_stop),
    kind("exact", "a line end as a blank", exact::line_end),
    kind("typography", "dots", exact::dots),
    kind("edited", "an omission", edited::omission),
    kind("edited", "an insertion", edited::insertion),
    kind("edited", "a capital at the edge", edited::capital),
    kind("edited", "a capital in brackets", edited::bracketed_capital),
    kind("edited", "a filler dropped", edited::filler),
    kind("edited", "laughter or a pause dropped", edited::sound),
    kind("edited", "several at once", edited::several),
    kind("altered", "a word replaced", altered::replaced),
    kind("altered", "a word dropped in silence", altered::dropped),
    kind("altered", "a word added", altered::added),
    kind("altered", "two words swapped", altered::swapped),
    kind("altered", "a negation dropped", altered::negation),
    kind("altered", "a number changed", altered::number),
    kind("altered", "singular for plural", altered::plural),
    kind("altered", "a letter off", altered::typo),
    kind("altered", "short, a word off", altered::short),
    kind("altered", "a word cut at its apostrophe", altered::cut_apostrophe),
    kind("altered", "a word cut at its hyphen", altered::cut_hyphen),
    kind("altered", "a number cut at its mark", altered::cut_number),
    kind("spliced", "two turns of one speaker", spliced::one_speaker),
    kind("spliced", "two speakers", spliced::two_speakers),
    kind("spliced", "neighbouring turns", spliced::neighbours),
    kind("spliced", "two sources", spliced::two_sources),
    kind("spliced", "three turns", spliced::three),
    kind("spliced", "far places of one turn", spliced::far_places),
    kind("not-found", "invented, strange", unsaid::strange),
    kind("not-found", "invented, close to the subject", unsaid::close),
    kind("exact", "laid over two lines", exact::two_lines),
    kind("typography", "several blanks as one", exact::blanks),
    kind("spliced", "two speakers joined by an omission", spliced::omission),
];
