//! The report of `verify` as a web page: one file, nothing loaded from elsewhere, made to be printed and sent.

use verbatim::shown::turned_around;
use verbatim::verify::{Attributed, Finding, Piece, TIERS, Tier};

use super::super::ui::count;
use super::report::{notes, places};
use super::study::Whole;
use super::{ASKED, Checked, NOT_FOUND, attributions, turned};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2430;\
background:#fff}h1{font-size:1.6rem;margin:0 0 .2rem}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}.quiet{color:#56606b;\
font-size:.9rem}table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .8rem .25rem 0;text-align:left;\
font-weight:400}td:first-child{text-align:right;font-variant-numeric:tabular-nums}section{border-left:4px solid #b8c0c8;\
padding:.1rem 0 .1rem 1rem;margin:1.2rem 0;break-inside:avoid}section.good{border-color:#2f8f5b}section.see{border-color:\
#c28a00}section.bad{border-color:#b3263b}blockquote{margin:.2rem 0;white-space:pre-line}del{background:#fbe3e6;color:\
#8a1024}ins{background:#e2f3e8;color:#14603a;text-decoration:none}b{font-weight:600}";

/// The page.
pub(super) fn page(checked: &[Checked], whole: &Whole, study: &str) -> String {
    let mut body = format!("<h1>Quotations checked</h1><p class=quiet>{}</p>", escaped(study));
    body.push_str(&table(checked, whole));
    body.push_str(
        "<p class=quiet>Exact: character for character but for the wrapping of lines, within one turn. Words struck out were said and are not \
         quoted; underlaid words are quoted and were not said there. Whether words themselves give somebody away was \
         not checked.</p>",
    );
    for one in checked {
        body.push_str(&format!("<h2>{}</h2>", escaped(&one.file)));
        for (quotation, finding, refusal) in one.all() {
            let notes: Vec<String> = notes(quotation, finding, refusal, whole)
                .into_iter()
                .filter(|n| !n.contains("{+") && !n.contains("[-"))
                .collect();
            let diff = if finding.tier.is_wrong() { diff(&finding.diff) } else { String::new() };
            body.push_str(&format!(
                "<section class={}><p class=quiet>{} · <b>{}</b> · {}</p><blockquote>“{}”</blockquote>{diff}",
                class(finding, refusal.is_some(), whole),
                escaped(&quotation.place.to_string()),
                finding.tier.name(),
                escaped(&places(finding, whole)),
                escaped(&quotation.text),
            ));
            for note in notes {
                body.push_str(&format!("<p class=quiet>{}</p>", escaped(&note)));
            }
            body.push_str("</section>");
        }
        if one.short > 0 {
            let what = count(one.short, "quotation", "quotations");
            body.push_str(&format!("<p class=quiet>Not checked: {what} of one or two words</p>"));
        }
        for what in &one.unread {
            body.push_str(&format!("<p class=quiet>Not looked into: {}</p>", escaped(what)));
        }
        for warning in &one.warnings {
            body.push_str(&format!("<p class=quiet>Warning: {}</p>", escaped(warning)));
        }
    }
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>Quotations checked</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )
}

fn table(checked: &[Checked], whole: &Whole) -> String {
    let findings: Vec<&Finding> = checked.iter().flat_map(|one| &one.findings).collect();
    let mut rows = String::new();
    for tier in TIERS {
        let here = findings.iter().filter(|finding| finding.tier == tier).count();
        let name = if tier == Tier::NotFound && here > 0 { NOT_FOUND } else { tier.name() };
        let (open, close) =
            if tier.is_wrong() || tier == Tier::NotFound { ("<b>", "</b>") } else { ("", "") };
        let (open, close) = if here > 0 { (open, close) } else { ("", "") };
        rows.push_str(&format!("<tr><td>{open}{here}{close}</td><td>{open}{name}{close}</td></tr>"));
    }
    for (here, what) in turned(&findings).into_iter().chain(attributions(&findings)) {
        rows.push_str(&format!("<tr><td>{here}</td><td>{what}</td></tr>"));
    }
    let asked = findings.iter().filter(|finding| whole.is_asked(finding)).count();
    if asked > 0 {
        rows.push_str(&format!("<tr><td>{asked}</td><td>{ASKED}</td></tr>"));
    }
    format!("<table>{rows}</table>")
}

fn class(finding: &Finding, is_refused: bool, whole: &Whole) -> &'static str {
    let is_bad = finding.is_wrong() || is_refused || matches!(finding.attributed, Attributed::Wrong { .. });
    match finding.tier {
        _ if is_bad => "bad",
        Tier::NotFound => "see",
        _ if whole.is_asked(finding) || matches!(finding.attributed, Attributed::Unknown { .. }) => "see",
        _ if !turned_around(&finding.edits).is_empty() => "see",
        _ => "good",
    }
}

fn diff(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Same(words) => escaped(words),
        Piece::Said(words) => format!("<del>{}</del>", escaped(words)),
        Piece::Quoted(words) => format!("<ins>{}</ins>", escaped(words)),
    });
    format!("<p>{}</p>", shown.collect::<Vec<_>>().join(" "))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
