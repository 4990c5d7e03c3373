use proptest::prelude::*;

use super::*;

fn quoted_in(name: &str, text: &str) -> Vec<(String, String)> {
    let manuscript = read(name, text.as_bytes(), crate::source::read).unwrap();
    let all = quotations(&manuscript);
    all.into_iter().map(|q| (q.text, q.attribution.unwrap_or_default())).collect()
}

fn texts(text: &str) -> Vec<String> {
    quoted_in("a.txt", text).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn marks_of_four_languages() {
    assert_eq!(texts("Zij zei: „Ik kom niet meer.”"), ["Ik kom niet meer."]);
    assert_eq!(texts("She said “I won’t come” and left."), ["I won’t come"]);
    assert_eq!(texts("Elle dit : « Je ne viens plus. »"), ["Je ne viens plus."]);
    assert_eq!(texts("Sie sagte: „Ich komme nicht“, und ging."), ["Ich komme nicht"]);
    assert_eq!(texts("»Ich komme nicht«, sagte sie."), ["Ich komme nicht"]);
    assert_eq!(texts("Hij zei \"ja zeg\" en 'nee zeg'."), ["ja zeg", "nee zeg"]);
    assert_eq!(texts("Hij kwam ’s avonds met foto's van 't huis."), Vec::<String>::new());
    assert_eq!(texts("“Hij zei ‘kom eens’ tegen mij.”"), ["Hij zei ‘kom eens’ tegen mij."]);
    assert_eq!(texts("“Hij zei \"kom eens\" tegen mij.”"), ["Hij zei \"kom eens\" tegen mij."]);
    assert_eq!(texts("“Kom eens\", zei hij, “nu.”"), ["Kom eens", "nu."]);
    assert_eq!(texts("„Eerste alinea.\n„Tweede alinea.” Einde."), ["Eerste alinea.\nTweede alinea."]);
}

#[test]
fn who_said_it_stands_beside_it() {
    let who = |text: &str| quoted_in("a.txt", text)[0].1.clone();
    assert_eq!(who("“Ik kom niet.” [cliënt, De Kade]"), "cliënt, De Kade");
    assert_eq!(who("“Ik kom niet” (vrijwilliger)."), "vrijwilliger");
    assert_eq!(who("Een vrijwilliger vertelt: “Ik kom niet.”"), "Een vrijwilliger vertelt:");
    assert_eq!(who("“Ik kom niet.”\n— coördinator, Inloophuis"), "coördinator, Inloophuis");
    assert_eq!(who("“Ik kom niet”, zei de cliënt. Meer."), "zei de cliënt");
}

#[test]
fn markup_is_read_as_it_is_typeset() {
    let md = "---\ntitle: \"x y z\"\n---\n> Ik *kom* niet\n> meer. [cliënt]\n\n```\n\"code is dit niet\"\n```\nEn \"dat [is](http://x) zo\" ook.\n";
    assert_eq!(
        quoted_in("a.md", md),
        [("Ik kom niet meer.".into(), "cliënt".into()), ("dat is zo".into(), "En ook".to_owned())]
    );
    let tex = "\\begin{quote}\nIk \\emph{kom} niet. % \"weg\"\n\\end{quote}\nZij zei ``dat is 5\\,\\% meer'' en \\enquote{niks \\textit{meer}}.";
    let all: Vec<String> = quoted_in("a.tex", tex).into_iter().map(|(text, _)| text).collect();
    assert_eq!(all, ["Ik kom niet.", "dat is 5\u{202f}% meer", "niks meer"].map(str::to_owned));
    let html = "<p>Zij zei <q>x</q>.</p><blockquote><p>Ik kom &amp; ga.</p></blockquote><p>“Ja, dat wel.” (cliënt)</p>";
    let all = quoted_in("a.html", html);
    assert!(all.contains(&("Ik kom & ga.".into(), String::new())), "{all:?}");
    assert!(all.contains(&("x".into(), "Zij zei".into())), "{all:?}");
    assert!(all.contains(&("Ja, dat wel.".into(), "cliënt".into())), "{all:?}");
}

#[test]
fn a_capital_in_brackets_names_nobody() {
    let md = "> [D]at is zo gegaan. [cliënt]\n\n> [E]n toen kwam hij terug.\n>\n> [vrijwilliger]\n";
    let both = [("[D]at is zo gegaan.", "cliënt"), ("[E]n toen kwam hij terug.", "vrijwilliger")];
    assert_eq!(quoted_in("a.md", md), both.map(|(text, who)| (text.to_owned(), who.to_owned())));
}

#[test]
fn a_box_with_a_name_below_is_one_quotation_whatever_it_quotes() {
    let quoted = |words: &[&str]| {
        let block = |text: &&str| Block::new(*text, Place::Slide(1), Kind::Box { number: 1, is_ours: false });
        let blocks = words.iter().map(block).collect();
        let all = quotations(&Manuscript { blocks, ..Manuscript::default() });
        all.into_iter().map(|q| q.text).collect::<Vec<_>>()
    };
    let whole = "Hij vroeg: \"Wat is dat?\" en hij had nog nooit een brief geschreven.";
    assert_eq!(quoted(&[whole, "— coördinator"]), [whole]);
    assert_eq!(quoted(&["Zij zei: “Ik kom niet meer terug.”", "[cliënt]"]), ["Ik kom niet meer terug."]);
}

#[test]
fn what_is_no_text_is_refused() {
    assert!(read("a.xlsx", b"", crate::source::read).unwrap_err().hint.contains(".pptx"));
    assert!(read("a.pptx", b"hallo", crate::source::read).is_err());
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(text in "(?s)([“”„\"'‘’«»\\\\{}>\\[\\]()%—a-c \n]|.){0,80}", ending in 0usize..4) {
        let name = ["a.txt", "a.md", "a.tex", "a.html"][ending];
        if let Ok(manuscript) = read(name, text.as_bytes(), crate::source::read) {
            for quotation in quotations(&manuscript) {
                prop_assert!(quotation.block < manuscript.blocks.len());
            }
        }
    }
}
