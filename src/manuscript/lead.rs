//! The sentence that leads into a quotation behind which somebody is named: it may name somebody else.

use std::collections::HashMap;

use super::beside::introduction;
use super::joined::Joined;
use super::marks::marked;
use super::quoted::leading;
use super::{Kind, Manuscript, Mark, Quotation};

/// What leads into each of the quotations with a credit; they are all quotations of the text, in order.
pub fn leads(manuscript: &Manuscript, quotations: &[Quotation]) -> Vec<Option<String>> {
    let marked = leads_of_marked(manuscript);
    let lead = |quotation: &Quotation| match quotation.mark {
        _ if !quotation.is_credit => None,
        Mark::Quotes => marked.get(&(quotation.block, quotation.text.clone())).cloned().flatten(),
        Mark::BlockQuote => leading(manuscript.blocks.get(quotation.block.checked_sub(1)?)?),
        Mark::Box | Mark::Cell | Mark::Plain => None,
    };
    quotations.iter().map(lead).collect()
}

/// What leads into the quotations of paragraphs, by their block and words; nothing where two of the same words have
/// other leads.
fn leads_of_marked(manuscript: &Manuscript) -> HashMap<(usize, String), Option<String>> {
    let blocks = &manuscript.blocks;
    let mut leads: HashMap<(usize, String), Option<String>> = HashMap::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if block.kind != Kind::Paragraph {
            at += 1;
            continue;
        }
        let joined = Joined::of(blocks, at);
        let mut from = 0;
        for one in marked(&joined.text).into_iter().filter(|one| one.is_closed) {
            let before = joined.text.get(from..one.outer.start).unwrap_or("");
            // Behind another quotation it may say who said that one.
            let is_own = from == 0 || before.contains(['.', '!', '?']) || before.trim_end().ends_with(':');
            let lead = Some(introduction(before)).filter(|lead| is_own && !lead.is_empty());
            let (block, _) = joined.place_at(blocks, one.inner.start);
            let words = one.inner.of(&joined.text).trim().to_owned();
            let known = leads.entry((block, words)).or_insert_with(|| lead.clone());
            if *known != lead {
                *known = None;
            }
            from = one.outer.end;
        }
        at += joined.used.max(1);
    }
    leads
}
