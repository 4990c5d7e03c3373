//! Codes behind a quotation that say who, without brackets: `P07`, `FG2-R1`, `FG2, R1`.

/// More codes are something else.
const MOST: usize = 4;

/// The words of a paragraph that is set off, and the codes behind their last sentence: `… gehangen. FG2-R1`.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let trimmed = text.trim_end().trim_end_matches('.');
    let end = trimmed.rfind(['.', '!', '?', '”', '"', '’', '…'])?;
    let end = trimmed.char_indices().find(|(at, _)| *at > end).map(|(at, _)| at)?;
    let (words, codes) = trimmed.split_at_checked(end)?;
    (codes.starts_with(char::is_whitespace) && are_codes(codes)).then(|| (words, codes.trim()))
}

/// The codes behind a closing mark in running text, where its sentence says nothing else: `“Ik wacht al weken” P07.`
pub(super) fn behind(after: &str) -> Option<&str> {
    let sentence = after.split(['.', '!', '?', ';', '“', '„', '«']).next()?;
    let codes = sentence.trim().trim_end_matches(',');
    // A colon leads into the next one.
    (are_codes(codes) && !codes.ends_with(':')).then_some(codes)
}

/// Whether a text is few codes and nothing else.
fn are_codes(text: &str) -> bool {
    let is_border = |c: char| c.is_whitespace() || ",;:-/".contains(c);
    let all: Vec<&str> = text.split(is_border).filter(|code| !code.is_empty()).take(MOST + 1).collect();
    let is_code = |code: &&str| {
        let number = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let letters = code.len() - number.len();
        letters <= 4 && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit())
    };
    let is_first = all.first().is_some_and(|code| code.starts_with(|c: char| c.is_ascii_uppercase()));
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    is_first && has_number && all.len() <= MOST && all.iter().all(is_code)
}
