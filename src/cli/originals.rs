//! The words as they were said, beside an author's form of them: where they hold a listed real name they stay out of
//! every file.

use verbatim::export::Selection;
use verbatim::leak::Searcher;
use verbatim::quote::Quote;
use verbatim::store::Study;

use super::context::real_names;
use super::ui::{Ui, safe};

/// Addresses told one by one.
const MOST: usize = 10;

/// Knows which words as they were said stay out of files.
pub(crate) struct Originals {
    /// Without a list nothing is known to be a name.
    searcher: Option<Searcher>,
}

impl Originals {
    pub(crate) fn of(study: &Study) -> Self {
        Self { searcher: real_names(study).map(|list| Searcher::new(&list)) }
    }

    fn is_named(&self, text: &str) -> bool {
        self.searcher.as_ref().is_some_and(|searcher| searcher.finds(text))
    }

    /// Whether a listed name was said in the quote, and its shown form does without.
    pub(crate) fn stay_out(&self, quote: &Quote) -> bool {
        let other_words = quote.shown() != quote.text;
        other_words && !quote.text.is_empty() && self.is_named(&quote.text) && !self.is_named(quote.shown())
    }

    /// Takes out of `selection` the words as they were said that stay out, or `all` of quotes shown in another form;
    /// and what stands around a quote, where that holds a listed name. Says of which quotes.
    pub(crate) fn leave_out(&self, selection: &mut Selection, all: bool, has_columns: bool, ui: &mut Ui) {
        let (mut named, mut around) = (Vec::new(), Vec::new());
        for quote in &mut selection.quotes {
            if self.stay_out(quote) {
                named.push(quote.address.clone());
                quote.withhold_original();
            } else if all {
                quote.withhold_original();
            }
            if has_columns && (self.is_named(&quote.before) || self.is_named(&quote.after)) {
                around.push(quote.address.clone());
                quote.before.clear();
                quote.after.clear();
            }
        }
        tell("a listed name was said there, so only the shown form is in the file", &named, ui);
        tell("a listed name stands next to it, so the columns before and after are empty", &around, ui);
    }
}

fn tell(what: &str, addresses: &[String], ui: &mut Ui) {
    if addresses.is_empty() {
        return;
    }
    let shown: Vec<String> = addresses.iter().take(MOST).map(|address| safe(address)).collect();
    let more = addresses.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    ui.message(&format!("{}{more}: {what}.", shown.join(", ")));
}
