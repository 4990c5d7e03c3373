//! Block quotes that begin or end with who speaks: the label is no word of the quotation, where the words are found
//! better without it; a last line is none of it, where it names somebody of the study.

use verbatim::manuscript::{Mark, Quotation, labelled};
use verbatim::verify::{Attributed, Claim, Finding, People};

/// A quotation, by its number, without the label at its head.
pub(super) struct Unlabelled {
    number: usize,
    pub(super) claim: Claim,
}

/// Every block quote that begins with somebody of the study, read without.
pub(super) fn unlabelled(quotations: &[Quotation], people: &People) -> Vec<Unlabelled> {
    let without = |(number, quotation): (usize, &Quotation)| {
        let (label, words) = labelled(&quotation.text).filter(|_| quotation.mark == Mark::BlockQuote)?;
        if !people.are_labelled(label) {
            return None;
        }
        // What only leads into several of them says less than a label.
        let besides = quotation.attribution.iter().filter(|_| quotation.is_credit).map(String::as_str);
        let who = [label].into_iter().chain(besides).collect::<Vec<_>>().join(", ");
        let claim = Claim { text: words.to_owned(), attribution: Some(who), is_credit: true, lead: None };
        Some(Unlabelled { number, claim })
    };
    quotations.iter().enumerate().filter_map(without).collect()
}

/// Takes labels off where that was found better.
pub(super) fn choose(
    quotations: &mut [Quotation],
    findings: &mut [Finding],
    without: Vec<(Unlabelled, Finding)>,
) {
    for (Unlabelled { number, claim }, better) in without {
        let (Some(quotation), Some(finding)) = (quotations.get_mut(number), findings.get_mut(number)) else {
            continue;
        };
        let is_nearer = better.tier == finding.tier && better.likeness > finding.likeness;
        if better.tier < finding.tier || is_nearer {
            *finding = better;
            (quotation.text, quotation.attribution) = (claim.text, claim.attribution);
        }
    }
}

/// Takes out lines of block quotes that say who said what stands above them, where they name somebody.
pub(super) fn drop_credits(quotations: &mut Vec<Quotation>, findings: &mut Vec<Finding>) {
    let is_credit = |pair: &[(&Quotation, &Finding)]| match pair {
        [(above, found), (line, _)] => {
            matches!(found.attributed, Attributed::Right | Attributed::Wrong { .. })
                && line.mark == Mark::BlockQuote
                && above.is_credit
                && above.attribution.as_deref() == Some(line.text.as_str())
        }
        _ => false,
    };
    let all: Vec<(&Quotation, &Finding)> = quotations.iter().zip(findings.iter()).collect();
    let credits: Vec<bool> = [false].into_iter().chain(all.windows(2).map(is_credit)).collect();
    let both = std::mem::take(quotations).into_iter().zip(std::mem::take(findings));
    let kept = both.zip(credits).filter(|(_, is_credit)| !is_credit).map(|(pair, _)| pair);
    (*quotations, *findings) = kept.unzip();
}
