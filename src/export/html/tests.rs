//! Tests of the page, as a browser reads it.

use scraper::{Html as Document, Selector};

use super::*;
use crate::export::sample;

fn written(selection: &Selection) -> String {
    String::from_utf8(Html.write(selection, &Options::default()).unwrap()).unwrap()
}

fn texts(page: &Document, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

#[test]
fn a_page_of_quotes() {
    let page = written(&sample::study());
    let main = &page[page.find("<main").unwrap()..page.find("<script").unwrap()];
    insta::assert_snapshot!(main, @r#"
    <main id="quotes">
    <section aria-labelledby="g1" style="--code: #2A7FB8">
    <h2 id="g1">Vertrouwen</h2>
    <p class="definition">Spreken over de ander.</p>
    <figure class="card" data-id="06b4a10f579f2cb5" data-codes="relationship/trust" data-role="cliënt" data-source="focusgroepen/fg1.docx">
    <blockquote><p dir="auto">“Ge belt, ge wacht, en dan valt het weg.”</p></blockquote>
    <figcaption><cite>[cliënt, Inloophuis De Kade]</cite>
    <details><summary>Herkomst</summary><p class="provenance">fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)</p></details></figcaption>
    </figure>
    <figure class="card" data-id="336b15aedf07e78b" data-codes="relationship/trust|contact/waiting" data-role="" data-source="focusgroepen/fg1.docx">
    <blockquote><p dir="auto">“Ik zei nog: ‘bel mij’, maar
    niemand belde.”</p></blockquote>
    <figcaption><cite>[Buurtpunt Noord]</cite>
    <details><summary>Herkomst</summary><p class="provenance">fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules)</p></details></figcaption>
    </figure>
    </section>
    </main>
    <footer><p>Blended sociaal werk</p></footer>
    "#);
}

#[test]
fn words_read_back_exactly() {
    let selection = sample::nasty();
    let page = Document::parse_document(&written(&selection));
    let shown = texts(&page, "blockquote > p");
    assert_eq!(shown.len(), selection.quotes.len());
    for (shown, quote) in shown.iter().zip(&selection.quotes) {
        assert_eq!(*shown, format!("“{}”", quote.within_marks().replace('\0', "\u{fffd}")));
    }
    assert_eq!(texts(&page, "h1").len(), 1);
    assert_eq!(texts(&page, "h2").len(), 1);
}

#[test]
fn nothing_runs_or_is_fetched_but_our_script() {
    let page = Document::parse_document(&written(&sample::nasty()));
    assert_eq!(texts(&page, "script"), [format!("\n{SCRIPT}")]);
    assert_eq!(texts(&page, "style").len(), 1);
    for element in page.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        assert!(!["img", "iframe", "link", "object", "base", "svg", "video"].contains(&name), "{name}");
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "src" && attribute != "action",
                "{attribute}"
            );
            assert!(attribute != "href" || value.starts_with('#'), "{value}");
        }
    }
}

#[test]
fn the_policy_names_the_script_by_its_hash() {
    let hash = base64(&sha256(format!("\n{SCRIPT}").as_bytes()));
    assert!(POLICY.contains(&format!("'sha256-{hash}'")), "the hash of page.js is now {hash}");
    assert!(!SCRIPT.contains("</") && !STYLE.contains("</"));
}

#[test]
fn a_quote_in_another_language_says_so() {
    let mut selection = sample::study();
    selection.quotes[0].language = Some(crate::text::Language::FRENCH);
    assert!(written(&selection).contains("<blockquote lang=\"fr\"><p dir=\"auto\">“Ge belt"));
    assert_eq!(written(&selection).matches("<blockquote>").count(), 1);
}

/// FIPS 180-4, for texts far shorter than 2^32 bits.
fn sha256(text: &[u8]) -> Vec<u8> {
    let mut primes = (2u32..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0));
    let primes: Vec<u32> = primes.by_ref().take(64).collect();
    let digits = |root: f64| ((root.fract() * 4_294_967_296.0).floor()) as u32;
    let mut hash: Vec<u32> = primes.iter().take(8).map(|&p| digits(f64::from(p).sqrt())).collect();
    let constants: Vec<u32> = primes.iter().map(|&p| digits(f64::from(p).cbrt())).collect();
    let mut padded = text.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((text.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut w: Vec<u32> =
            block.chunks(4).map(|word| u32::from_be_bytes(word.try_into().unwrap())).collect();
        for at in 16..64 {
            let (a, b) = (w[at - 15], w[at - 2]);
            let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            w.push(w[at - 16].wrapping_add(s0).wrapping_add(w[at - 7]).wrapping_add(s1));
        }
        let mut s = hash.clone();
        for (k, w) in constants.iter().zip(&w) {
            let s1 = s[4].rotate_right(6) ^ s[4].rotate_right(11) ^ s[4].rotate_right(25);
            let choice = (s[4] & s[5]) ^ (!s[4] & s[6]);
            let t1 = s[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(*k).wrapping_add(*w);
            let s0 = s[0].rotate_right(2) ^ s[0].rotate_right(13) ^ s[0].rotate_right(22);
            let t2 = s0.wrapping_add((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
            s.rotate_right(1);
            s[4] = s[4].wrapping_add(t1);
            s[0] = t1.wrapping_add(t2);
        }
        hash = hash.iter().zip(&s).map(|(a, b)| a.wrapping_add(*b)).collect();
    }
    hash.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let shown = DIGITS[(bits >> (18 - 6 * digit) & 63) as usize];
            text.push(if digit > three.len() { '=' } else { char::from(shown) });
        }
    }
    text
}
