//! Who is quoted, in a web page: the foot of a block quote, its `<cite>`, the caption of the figure around it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

type Pattern = LazyLock<Option<Regex>>;

static BLOCKQUOTE: Pattern =
    LazyLock::new(|| Regex::new(r"(?is)(<blockquote\b[^>]*>)(.*?)(</blockquote\s*>)").ok());
static FOOTER: Pattern = LazyLock::new(|| Regex::new(r"(?is)<footer\b[^>]*>(.*?)</footer\s*>").ok());
/// Within the words, `<cite>` is the title of a book.
static CITE: Pattern = LazyLock::new(|| {
    Regex::new(r"(?is)<cite\b[^>]*>((?:[^<]|</?(?:a|b|i|em|strong|span|small)\b[^>]*>)*)</cite\s*>[\s.]*((?:</[a-z]+\s*>\s*)*)$").ok()
});
static TITLE: Pattern = LazyLock::new(|| {
    Regex::new(r"(?is)[\pL\pN,]\s*<cite\b[^>]*>[^—–<-][^<]*</cite\s*>\.\s*(?:</p\s*>\s*)?$").ok()
});
static FIGURE: Pattern = LazyLock::new(|| Regex::new(r"(?is)(<figure\b[^>]*>)(.*?)(</figure\s*>)").ok());
static CAPTION: Pattern = LazyLock::new(|| Regex::new(r"(?is)<figcaption\b[^>]*>(.*?)</figcaption\s*>").ok());
static CAPTION_CITE: Pattern = LazyLock::new(|| Regex::new(r"(?is)<cite\b[^>]*>(.*?)</cite\s*>").ok());
static TAG: Pattern = LazyLock::new(|| Regex::new(r"(?s)<[^<>]*>").ok());

/// The page with who is quoted as a paragraph of its own, behind a dash, below the words.
pub(super) fn set_apart(page: &str) -> String {
    let quoted = inside(page, &BLOCKQUOTE, |words| {
        let words = below(words, &FOOTER).unwrap_or_else(|| words.to_owned());
        if ends_in_title(&words) { words } else { below(&words, &CITE).unwrap_or(words) }
    });
    inside(&quoted, &FIGURE, |figure| {
        let caption = Some(figure).filter(|figure| figure.to_ascii_lowercase().contains("<blockquote"));
        let caption = caption.and_then(|figure| cited(figure).or_else(|| below(figure, &CAPTION)));
        caption.unwrap_or_else(|| figure.to_owned())
    })
}

/// Whether `<cite>` is the end of a sentence that somebody says: `Ik las toen <cite>De Avond</cite>.`
fn ends_in_title(words: &str) -> bool {
    TITLE.as_ref().is_some_and(|title| title.is_match(words))
}

/// A figure with whom its caption cites below the words, and what else the caption says below that.
fn cited(figure: &str) -> Option<String> {
    let (found, caption_cite) = (CAPTION.as_ref()?.captures(figure)?, CAPTION_CITE.as_ref()?);
    let (whole, inner) = (found.get(0)?, found.get(1)?.as_str());
    let (cite, tags) = (caption_cite.captures(inner)?, TAG.as_ref()?);
    let who = tags.replace_all(cite.get(1)?.as_str(), " ");
    let who = who.trim().trim_start_matches(['—', '–', '-']).trim();
    // A second one, or words before it, are no credit: the title of a book, a catalogue.
    let before = tags.replace_all(inner.get(..cite.get(0)?.start())?, " ");
    let is_alone = before.trim_matches(['—', '–', '-', ' ', '\n']).is_empty();
    let rest = inner.get(cite.get(0)?.end()..)?;
    let (above, below) = (figure.get(..whole.start())?, figure.get(whole.end()..)?);
    (is_alone && !who.is_empty()).then(|| format!("{above}<p>— {who}</p><div>{rest}</div>{below}"))
}

/// The page with something else between some borders.
fn inside(page: &str, pattern: &Pattern, other: impl Fn(&str) -> String) -> String {
    let Some(pattern) = pattern.as_ref() else { return page.to_owned() };
    let other = |found: &Captures<'_>| {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        format!("{}{}{}", part(1), other(part(2)), part(3))
    };
    pattern.replace_all(page, other).into_owned()
}

/// The words without what names somebody, and that below them.
fn below(words: &str, pattern: &Pattern) -> Option<String> {
    let (found, tags) = (pattern.as_ref()?.captures(words)?, TAG.as_ref()?);
    let (whole, who) = (found.get(0)?, found.get(1)?);
    let who = tags.replace_all(who.as_str(), " ");
    let who = who.trim().trim_start_matches(['—', '–', '-']).trim();
    let closed = found.get(2).map_or("", |closed| closed.as_str());
    let (before, after) = (words.get(..whole.start())?, words.get(whole.end()..)?);
    // A dash before it is no word.
    let before = before.trim_end().trim_end_matches(['—', '–', '-']).trim_end();
    (!who.is_empty()).then(|| format!("{before}{closed}{after}<p>— {who}</p>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_quoted_stands_below_the_words() {
        for (page, seen) in [
            (
                "<blockquote><p>Ja zeg.</p><footer>— een <b>gids</b></footer></blockquote>",
                "<blockquote><p>Ja zeg.</p><p>— een  gids</p></blockquote>",
            ),
            (
                "<blockquote><p>Ja zeg. — <cite><a href=\"#\">gids</a></cite></p></blockquote>",
                "<blockquote><p>Ja zeg.</p><p>— gids</p></blockquote>",
            ),
            (
                "<figure><blockquote>Ja zeg.</blockquote><figcaption>gids</figcaption></figure>",
                "<figure><blockquote>Ja zeg.</blockquote><p>— gids</p></figure>",
            ),
            (
                "<figure><blockquote>Ja zeg.</blockquote><figcaption><cite>[gids]</cite><p>fg1:3</p></figcaption></figure>",
                "<figure><blockquote>Ja zeg.</blockquote><p>— [gids]</p><div><p>fg1:3</p></div></figure>",
            ),
        ] {
            assert_eq!(set_apart(page), seen);
        }
        for same in [
            "<blockquote><p>Ik las <cite>De Avond</cite> en sliep.</p></blockquote>",
            "<figure><img><figcaption>kaart</figcaption></figure>",
            "<p>Ja.</p><footer>2026</footer>",
            "<blockquote><p>Ik las toen <cite>De Avond</cite>.</p></blockquote>",
        ] {
            assert_eq!(set_apart(same), same);
        }
    }
}
