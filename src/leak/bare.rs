//! Text without the marks of TeX and Markdown, and without the brackets of an editor: `Ren\'{e}`, `\textbf{Kat}rien`,
//! `Ka**tri**en`, `[k]atrien`.

use std::iter::Peekable;
use std::str::Chars;

/// `text` as it is set; `None` when there is nothing to take away.
pub(super) fn bare(text: &str) -> Option<String> {
    const MARKS: [char; 8] = ['\\', '{', '}', '*', '`', '~', '[', ']'];
    if !text.contains(MARKS) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => command(&mut chars, &mut out),
            '{' | '}' | '*' | '`' | '[' | ']' => {}
            '~' => out.push(' '),
            c => out.push(c),
        }
    }
    Some(out)
}

/// What a backslash begins.
fn command(chars: &mut Peekable<Chars<'_>>, out: &mut String) {
    let Some(c) = chars.next() else { return };
    match c {
        // An accent: the letter stands next, perhaps in braces.
        '\'' | '`' | '^' | '"' | '=' | '.' => {}
        '~' => {}
        '-' | '/' => {}
        '\\' => out.push('\n'),
        c if c.is_ascii_alphabetic() => {
            let mut name = c.to_string();
            while let Some(next) = chars.next_if(char::is_ascii_alphabetic) {
                name.push(next);
            }
            named(&name, chars, out);
        }
        ' ' | ',' | ';' | ':' | '!' => out.push(' '),
        '[' | ']' => {}
        c => out.push(c),
    }
}

fn named(name: &str, chars: &mut Peekable<Chars<'_>>, out: &mut String) {
    let letters = match name {
        "ss" => "ss",
        "o" => "o",
        "O" => "O",
        "l" => "l",
        "L" => "L",
        "i" => "i",
        "j" => "j",
        "ae" => "ae",
        "AE" => "Ae",
        "oe" => "oe",
        "OE" => "Oe",
        "aa" => "a",
        "AA" => "A",
        _ => "",
    };
    out.push_str(letters);
    // A letter or the accent under it takes the blank after its name.
    let accent = matches!(name, "c" | "v" | "u" | "H" | "k" | "r" | "d" | "b" | "t");
    if accent || !letters.is_empty() {
        chars.next_if_eq(&' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_letters_stay() {
        for (written, set) in [
            ("Ren\\'{e} Zo\\\"e Fran\\c{c}ois Fran\\c cois", "Rene Zoe Francois Francois"),
            ("\\textbf{Kat}rien Kat\\-rien {K}atrien", "Katrien Katrien Katrien"),
            ("Jan~Maes\\\\Ka**tri**en", "Jan Maes\nKatrien"),
            ("[K]atrien K[atrien] \\[k\\]atrien", "Katrien Katrien katrien"),
            ("Stra\\ss e Na\\\"{\\i}m", "Strasse Naim"),
        ] {
            assert_eq!(bare(written).as_deref(), Some(set));
        }
        assert_eq!(bare("Katrien"), None);
    }
}
