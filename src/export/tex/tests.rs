//! Tests of the LaTeX export.

use super::*;
use crate::export::sample;
use proptest::prelude::*;

fn written(selection: &Selection, dialect: &str) -> String {
    let options = Options { dialect: Some(dialect.to_owned()), ..Options::default() };
    String::from_utf8(Latex.write(selection, &options).unwrap()).unwrap()
}

const ESCAPES: [(&str, &str); 18] = [
    ("\\textbackslash{}", "\\"),
    ("\\textasciicircum{}", "^"),
    ("\\textasciitilde{}", "~"),
    ("\\textquotedbl{}", "\""),
    ("\\textasciigrave{}", "`"),
    ("\\textquotesingle{}", "'"),
    ("\\leavevmode\\newline{}", "\n"),
    ("\\quad{}", "\t"),
    ("\\ ", " "),
    ("\\{", "{"),
    ("\\}", "}"),
    ("\\$", "$"),
    ("\\&", "&"),
    ("\\#", "#"),
    ("\\_", "_"),
    ("\\%", "%"),
    ("{}", ""),
    ("\\", "no other command"),
];

/// What TeX makes of escaped words; fails where a command stands that `escape` never writes.
fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match ESCAPES.iter().find(|(escaped, _)| rest.starts_with(escaped)) {
            Some((escaped, meant)) => {
                assert_ne!(*meant, "no other command", "{rest}");
                plain.push_str(meant);
                rest = &rest[escaped.len()..];
            }
            None => {
                assert!(!"{}$&#_%^~\"`".contains(c), "{rest}");
                plain.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    plain
}

#[test]
fn a_list_of_quotes() {
    let list = written(&sample::study(), "list");
    insta::assert_snapshot!(&list[list.find("\\begin{document}").unwrap()..], @r#"
    \begin{document}
    \maketitle
    \begin{center}\small
    Blended sociaal werk\par
    2 citaten van 3 deelnemers uit 1 bron\par
    cliënt 1 · rol onbekend 1\par
    \end{center}

    \section*{Vertrouwen}
    \emph{Spreken over de ander.}

    \begin{quote}
    “Ge belt, ge wacht, en dan valt het weg.”\footnote{fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)}
    \par\nobreak{\small [cliënt, Inloophuis De Kade]}
    \end{quote}

    \begin{quote}
    “Ik zei nog: ‘bel mij’, maar\leavevmode\newline{}niemand belde.”\footnote{fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules)}
    \par\nobreak{\small [Buurtpunt Noord]}
    \end{quote}

    \end{document}
    "#);
}

#[test]
fn a_deck_of_quotes() {
    let deck = written(&sample::study(), "beamer");
    insta::assert_snapshot!(&deck[deck.find("\\begin{document}").unwrap()..], @r#"
    \begin{document}

    \begin{frame}[plain]
    \leavevmode{\usebeamerfont{title}Vertrouwen van cliënten\par}
    \vspace{1em}
    {\small\color{quiet}Blended sociaal werk\par}
    {\small\color{quiet}2 citaten van 3 deelnemers uit 1 bron\par}
    {\small\color{quiet}cliënt 1 · rol onbekend 1\par}
    \end{frame}

    \begin{frame}[t]
    \heading{2A7FB8}{Vertrouwen}
    \said{\normalsize}{“Ge belt, ge wacht, en dan valt het weg.”}
    \by{[cliënt, Inloophuis De Kade]}
    \note[item]{fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)}
    \said{\normalsize}{“Ik zei nog: ‘bel mij’, maar\leavevmode\newline{}niemand belde.”}
    \by{[Buurtpunt Noord]}
    \note[item]{fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules)}
    \end{frame}

    \end{document}
    "#);
}

#[test]
fn nothing_said_is_a_command_and_every_word_reads_back() {
    let selection = sample::nasty();
    let list = written(&selection, "list");
    let said: Vec<&str> = list.lines().filter(|line| line.starts_with('“')).collect();
    assert_eq!(said.len(), selection.quotes.len());
    for (line, quote) in said.iter().zip(&selection.quotes) {
        let (words, _) = line.rsplit_once("”\\footnote{").unwrap();
        let held: String =
            quote.within_marks().chars().map(|c| if is_held(c) { c } else { '\u{fffd}' }).collect();
        assert_eq!(unescape(words.trim_start_matches('“')), held.trim_start_matches('“'));
    }
}

#[test]
fn a_long_quote_goes_on_on_the_next_frame() {
    let selection = sample::nasty();
    let deck = written(&selection, "beamer");
    assert!(deck.contains("loopt door op de volgende dia"));
    assert_eq!(deck.matches("\\begin{frame}").count(), deck.matches("\\end{frame}").count());
}

#[test]
fn marks_do_not_melt() {
    assert_eq!(
        escape("ja -- nee --- ''t'' ,,zo'n,, <<a>>"),
        "ja -{}- nee -{}-{}- \\textquotesingle{}\\textquotesingle{}t\\textquotesingle{}\\textquotesingle{} ,{},zo'n,{}, <{}<a>{}>"
    );
    assert_eq!(
        escape("50% & $x_1$ \\input{y}\n\n  z"),
        "50\\% \\& \\$x\\_1\\$ \\textbackslash{}input\\{y\\}\\leavevmode\\newline{}\\leavevmode\\newline{}\\ \\ z"
    );
}

proptest! {
    #[test]
    fn what_is_escaped_reads_back(text in "[ -~\n\té“”]{0,60}") {
        prop_assert_eq!(unescape(&escape(&text)), text);
    }
}
