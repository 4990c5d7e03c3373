//! The form in which a quote is shown: what may differ from what was said, and nothing else.
//!
//! ```text
//! said:   Euh, ja, ik vertrouw (lacht) die mensen niet meer, sinds ze alles per mail doen.
//! shown:  Ik vertrouw die mensen [van het loket] niet meer [...]
//! ```
//!
//! Allowed are `[...]` for words left out, `[words]` put in (80 characters at most), another capital at an edge, fillers left out,
//! laughter and pauses left out, and typographic quotation marks, dashes, dots and blanks; and a bracket in place of a
//! real name that the study lists, `[naam]` or `[Fatima]`. Nothing else: a word that was not said, or one left out
//! without a mark, is a misquotation.

mod align;
mod dispensable;
mod edit;
mod replaced;
#[cfg(test)]
mod tests;
mod tokens;

pub use align::{Ends, Fit, Misfit, fit};
pub use dispensable::{Dispensable, FILLERS};
pub use edit::{Edit, told, turned_around};
pub use replaced::Named;
pub use tokens::{LONGEST_BRACKET, Token, TokenKind, overlong, same_word, tokens};
