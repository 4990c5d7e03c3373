//! How often each label of one form stands in a document, and which of them count.

use std::collections::{HashMap, HashSet};

use crate::source::join::ends_sentence;
use crate::source::names::{joint_parts, key, tidy};

use super::Form;
use super::header::{is_told, opens_speech};
use super::lines::Candidate;
use super::shape::{Shape, is_metadata, is_role, is_speech, is_stage_direction, shape};

/// The labels of one form.
#[derive(Debug, Default)]
pub(super) struct Census<'t> {
    ids: HashMap<&'t str, usize>,
    keys: HashMap<String, usize>,
    labels: Vec<Label>,
}

#[derive(Debug)]
struct Label {
    text: String,
    count: usize,
    first: usize,
    shape: Shape,
    role: bool,
    never: bool,
    bold: bool,
    /// How it stands where it stands first.
    place: Place,
    accepted: bool,
    /// Whether more than its form says that it is a speaker.
    sure: bool,
}

/// What stands around the first occurrence of a label.
#[derive(Debug)]
struct Place {
    /// Whether nothing stands behind it on its line.
    alone: bool,
    /// Whether a blank line, or nothing, stands above it.
    apart: bool,
    /// Whether the words behind or below it are more than what a header tells of somebody.
    spoken: bool,
    /// Whether they surely were said: a sentence to its mark, or words that people begin with.
    sentence: bool,
}

impl<'t> Census<'t> {
    /// Counts the candidates of `form` from byte `head_end` on.
    pub(super) fn of(text: &'t str, candidates: &[Candidate], form: Form, head_end: usize) -> Self {
        let mut census = Self::default();
        for candidate in candidates.iter().filter(|c| c.form == form && c.head.line >= head_end) {
            census.count(text, candidate);
        }
        census
    }

    fn count(&mut self, text: &'t str, candidate: &Candidate) {
        let raw = candidate.head.label.of(text);
        let id = match self.ids.get(raw) {
            Some(&id) => id,
            None => {
                let tidied = tidy(raw);
                let next = self.labels.len();
                let id = *self.keys.entry(key(&tidied)).or_insert(next);
                if id == next {
                    self.labels.push(Label::new(tidied, text, candidate));
                }
                self.ids.insert(raw, id);
                id
            }
        };
        if let Some(label) = self.labels.get_mut(id) {
            label.count += 1;
        }
    }

    /// Whether the label of `candidate` counts.
    pub(super) fn accepts(&self, text: &str, candidate: &Candidate) -> bool {
        let id = self.ids.get(candidate.head.label.of(text));
        id.and_then(|&id| self.labels.get(id)).is_some_and(|label| label.accepted)
    }

    /// The labels that count although they stand once and neither their words nor others like them
    /// make it sure; only where other labels recur.
    pub(super) fn once(&self) -> Vec<String> {
        let recurring = self.labels.iter().any(|label| label.accepted && label.count > 1);
        let doubtful = |label: &&Label| recurring && label.accepted && label.count == 1 && !label.sure;
        self.labels.iter().filter(doubtful).map(|label| label.text.clone()).collect()
    }

    /// Decides which labels count.
    pub(super) fn decide(&mut self, text: &str, form: Form) {
        if matches!(form, Form::Utterance | Form::Pattern) {
            self.labels.iter_mut().for_each(|label| label.accepted = true);
            return;
        }
        if form == Form::Style {
            self.labels.iter_mut().for_each(|label| label.accepted = label.shape == Shape::Name);
            return;
        }
        let known = self.lower_case_words(text);
        let sure = form == Form::NameTime;
        for label in &mut self.labels {
            label.accepted = label.recurs(sure, known.contains(&label.text.to_lowercase()));
        }
        if form == Form::Alone
            && !self.labels.iter().any(|label| label.accepted && (label.role || label.capitals()))
        {
            self.labels.iter_mut().for_each(|label| label.accepted = false);
            return;
        }
        self.accept_joint();
        match self.labels.iter().filter(|label| label.accepted).map(|label| label.first).min() {
            Some(first) => self.accept_single(form, first, &known),
            // A list looks the same.
            None if form == Form::Separator => {}
            None => self.accept_without_recurring(&known),
        }
        self.accept_joint();
    }

    /// Labels that stand once (or hardly more) beside labels that recur from `first` on.
    fn accept_single(&mut self, form: Form, first: usize, known: &HashSet<String>) {
        let kin: HashSet<String> = self
            .labels
            .iter()
            .filter(|label| label.accepted)
            .filter_map(|label| series(&label.text))
            .collect();
        let mut others = self.labels.iter().filter(|label| label.accepted);
        let alone = others.all(|label| label.place.alone);
        for label in self.labels.iter_mut().filter(|label| !label.accepted && !label.never) {
            let later = label.first > first;
            let in_series = series(&label.text).is_some_and(|series| kin.contains(&series));
            label.sure |= label.role || in_series;
            let strong = label.bold || form == Form::NameTime;
            let name = label.shape == Shape::Name && (strong || !known.contains(&label.text.to_lowercase()));
            // Who speaks once before the others do has a turn as well; above them stand headers, too.
            let stands = match form {
                Form::NameTime => name,
                Form::Alone => label.place.apart || !later,
                Form::Bold => alone && label.place.alone && !is_speech(&label.text),
                _ => later || label.place.spoken,
            };
            let says = label.place.sentence || !matches!(form, Form::Alone | Form::Bold);
            let loose = later && strong && form != Form::Bold && label.shape != Shape::No;
            label.accepted = label.role || in_series || loose || name && stands && says;
        }
    }

    /// Short texts in which nobody speaks twice: two different names or a role at least.
    fn accept_without_recurring(&mut self, known: &HashSet<String>) {
        let fits = |label: &Label| {
            !label.never && label.shape == Shape::Name && !known.contains(&label.text.to_lowercase())
        };
        let several = self.labels.iter().filter(|label| fits(label)).count() >= 2;
        for label in &mut self.labels {
            label.accepted = !label.never && (label.role || several && fits(label));
        }
    }

    /// `Ria & Hassan` counts where Ria and Hassan do.
    fn accept_joint(&mut self) {
        let accepted: HashSet<&String> = self
            .keys
            .iter()
            .filter(|(_, id)| self.labels.get(**id).is_some_and(|l| l.accepted))
            .map(|(k, _)| k)
            .collect();
        let known = |part: &str| accepted.contains(&part.to_owned()).then_some(());
        let joint: Vec<usize> = (0..self.labels.len())
            .filter(|&id| {
                self.labels.get(id).is_some_and(|l| !l.accepted && !joint_parts(&l.text, known).is_empty())
            })
            .collect();
        for id in joint {
            if let Some(label) = self.labels.get_mut(id) {
                (label.accepted, label.sure) = (true, true);
            }
        }
    }

    /// Which doubtful one-word labels stand in lower case elsewhere in the text: those are words
    /// (`Belangrijk:`), names are not.
    fn lower_case_words(&self, text: &str) -> HashSet<String> {
        let doubtful: HashSet<String> = self
            .labels
            .iter()
            .filter(|label| label.count < 3 && !label.role && !label.never && !label.text.contains(' '))
            .filter(|label| label.text.starts_with(char::is_uppercase))
            .map(|label| label.text.to_lowercase())
            .collect();
        if doubtful.is_empty() {
            return doubtful;
        }
        text.split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| doubtful.contains(*word))
            .map(str::to_owned)
            .collect()
    }
}

impl Label {
    fn new(text: String, whole: &str, candidate: &Candidate) -> Self {
        let stage = matches!(candidate.form, Form::Brackets | Form::Separator) && is_stage_direction(&text);
        let strong = candidate.bold || candidate.form == Form::Style;
        let never = is_metadata(&text) || stage || (!strong && is_speech(&text));
        Self {
            shape: if candidate.form == Form::Style { style_shape(&text) } else { shape(&text) },
            role: is_role(&text),
            never,
            bold: candidate.bold,
            place: Place::of(whole, candidate),
            first: candidate.head.line,
            count: 0,
            accepted: false,
            sure: candidate.bold
                || matches!(candidate.form, Form::Style | Form::Utterance | Form::Pattern | Form::NameTime),
            text,
        }
    }

    fn capitals(&self) -> bool {
        !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it counts because it recurs.
    fn recurs(&self, sure: bool, known: bool) -> bool {
        if self.never || self.count < 2 {
            return false;
        }
        match self.shape {
            Shape::No => false,
            Shape::Name => self.count >= 3 || self.role || self.bold || sure || !known,
            Shape::Loose => self.count >= 3 || sure || self.bold,
        }
    }
}

impl Place {
    fn of(text: &str, candidate: &Candidate) -> Self {
        let behind = text.get(candidate.head.words..).unwrap_or("");
        let rest = behind.lines().next().unwrap_or("").trim();
        let words = behind.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
        let above = text.get(..candidate.head.line).unwrap_or("");
        Self {
            alone: rest.is_empty(),
            apart: above.trim_end_matches([' ', '\t', '\r']).is_empty() || above.ends_with("\n\n"),
            spoken: !is_told(words),
            sentence: ends_sentence(words) || opens_speech(words),
        }
    }
}

/// A style says that it is a name; only what is clearly speech in the wrong style is left out.
fn style_shape(label: &str) -> Shape {
    let sentence = label.len() > 120 || label.ends_with(['.', '?', '!', '…']) && label.len() > 30;
    if sentence { Shape::No } else { Shape::Name }
}

/// What `R7` has in common with `R1`: the letters before the number.
fn series(label: &str) -> Option<String> {
    let letters = label.trim_end_matches(|c: char| c.is_ascii_digit());
    (letters.len() < label.len() && !letters.trim().is_empty()).then(|| key(letters))
}
