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
    assert_eq!(
        texts("\"Hij zei \"kom eens\" tegen mij.\" En \"nee\"."),
        ["Hij zei \"kom eens\" tegen mij.", "nee"]
    );
    assert_eq!(texts("\"Hij kwam\" en \"zij ging weg\"."), ["Hij kwam", "zij ging weg"]);
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

#[test]
fn words_that_are_struck_out_or_hidden_are_not_quoted() {
    let quoted =
        |name: &str, text: &str| quoted_in(name, text).into_iter().map(|(q, _)| q).collect::<Vec<_>>();
    for (name, struck) in [
        ("a.md", "~~niet~~"),
        ("a.md", "<s>niet</s>"),
        ("a.md", "<del>niet</del>"),
        ("a.md", "<span style=\"display:none\">niet</span>"),
        ("a.html", "<s>niet</s>"),
        ("a.html", "<span style=\"text-decoration:line-through\">niet</span>"),
        ("a.tex", "\\sout{niet}"),
        ("a.tex", "\\iffalse niet\\fi"),
    ] {
        let all = quoted(name, &format!("Zij zei: “Mijn ex komt daar {struck} binnen.”\n"));
        let words: Vec<&str> = all.iter().flat_map(|text| text.split_whitespace()).collect();
        assert_eq!(words.join(" "), "Mijn ex komt daar binnen.", "{name} {struck}");
    }
}

#[test]
fn commands_of_latex_are_read_as_they_are_typeset() {
    for (tex, seen) in [
        ("`ja zeg'", "ja zeg"),
        ("\\blockquote{ja zeg}", "ja zeg"),
        ("\\foreignquote{dutch}{ja zeg}", "ja zeg"),
        ("\\hyphentextquote{dutch}{ja zeg}", "ja zeg"),
        ("\\textcquote[12]{key}{ja zeg}", "ja zeg"),
        ("\\enquote*{ja zeg}", "ja zeg"),
        ("\\enquote{ja\nzeg}", "ja zeg"),
        (",,ja zeg''", "ja zeg"),
        ("<<ja zeg>>", "ja zeg"),
        ("\"<ja zeg\">", "ja zeg"),
        ("\"`ja zeg\"'", "ja zeg"),
        ("\\og ja zeg\\fg{}", "ja zeg"),
        ("\\og{}ja zeg\\fg", "ja zeg"),
        ("\\glqq ja zeg\\grqq{}", "ja zeg"),
        ("\\flqq ja zeg\\frqq", "ja zeg"),
        ("``\\textquotesingle{}t is zo''", "'t is zo"),
        ("``ja\\footnote{i05:63 · x} zeg''", "ja zeg"),
        ("``ja\\footnotemark{} zeg''", "ja zeg"),
        ("``ja\\footnotemark[3] zeg''", "ja zeg"),
        ("``ja\\textsuperscript{3} zeg''", "ja zeg"),
        ("``ja$^{12}$ zeg''", "ja zeg"),
        ("``20 m$^2$ zeg''", "20 m$^2$ zeg"),
        ("\\enquote{ja \\textelp{} zeg}", "ja […] zeg"),
        ("\\enquote{ja \\textelp{van toen} zeg}", "ja […] [van toen] zeg"),
        ("\\enquote{\\textins*{J}a \\textins{van \\emph{toen}} zeg}", "[J]a [van toen] zeg"),
        ("\\enquote{ja \\textelp*{van toen} zeg\\textins{}}", "ja [van toen] […] zeg"),
        (
            "``caf\\'e, fa\\c{c}ade, \\\"e\\`{e}, stra\\ss e, ma\\^{\\i}tre''",
            "café, façade, ëè, straße, maître",
        ),
    ] {
        let all = quoted_in("a.tex", &format!("Zij zei: {tex} en weg.\n"));
        let texts: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, [seen], "{tex}");
    }
}

#[test]
fn markdown_may_hold_tags_and_entities() {
    let texts = |text: &str| quoted_in("a.md", text).into_iter().map(|(q, _)| q).collect::<Vec<_>>();
    assert_eq!(texts("Zij zei: <q>ja zeg</q>.\n"), ["ja zeg"]);
    assert_eq!(
        texts("Zij zei: &ldquo;ja &amp; zeg&rdquo;, en &quot;neen zeg&quot;.\n"),
        ["ja & zeg", "neen zeg"]
    );
    assert_eq!(texts("<blockquote>\nja zeg\n</blockquote>\nEn weg.\n"), ["ja zeg"]);
}

#[test]
fn other_marks_are_marks_as_well() {
    for marked in [
        "”ja zeg”",
        "’ja zeg’",
        "‚‚ja zeg”",
        ",,ja zeg''",
        "``ja zeg''",
        "''ja zeg''",
        "„ja zeg''",
        "“ja\u{ad} ze\u{200b}g”",
    ] {
        assert_eq!(texts(&format!("Zij zei: {marked}, en ging.")), ["ja zeg"], "{marked}");
    }
    assert_eq!(texts("Dat was ’s avonds, met de foto’s van ’t huis en ’n auto."), Vec::<String>::new());
    assert_eq!(texts("„Hij zei “kom eens” tegen mij.”"), ["Hij zei “kom eens” tegen mij."]);
    assert_eq!(texts("““Duid alle lichten aan.””"), ["“Duid alle lichten aan.”"]);
    assert_eq!(texts("“Ik ken daar niks van.”” [cliënt]"), ["Ik ken daar niks van.”"]);
}

#[test]
fn an_apostrophe_that_looks_like_an_opening_mark_opens_nothing() {
    for elided in ["‘t Is waar", "‘s Avonds", "‘k Zeg het", "‘n Jaar", "zag ‘em", "sinds ‘98 al"]
    {
        let text = format!("Ja, ik kom niet. {elided}.");
        assert_eq!(texts(&format!("‘{text}’ (cliënt)")), [text.as_str()]);
        assert_eq!(texts(&format!("Zij zei: ‚{text}‘")), [text.as_str()]);
    }
    assert_eq!(texts("‘Hij zei ‘kom eens’ tegen mij.’"), ["Hij zei ‘kom eens’ tegen mij."]);
    assert_eq!(texts("‘1998 was een goed jaar.’"), ["1998 was een goed jaar."]);
}

#[test]
fn a_quotation_may_go_over_lines_and_paragraphs() {
    assert_eq!(
        texts("Zij zei: “Ik kom\nniet meer\nterug.” En \"ook\nniet\"."),
        ["Ik kom\nniet meer\nterug.", "ook\nniet"]
    );
    assert_eq!(quoted_in("a.txt", "“Ik kom\nniet.” [cliënt]\n“Neen.”")[0].1, "cliënt");
    let html = "<p>Zij zei: “Ik kom<br>niet.”</p><p>„Ik ga</p><p>niet weg.” Einde.</p>";
    let all: Vec<String> = quoted_in("a.html", html).into_iter().map(|(text, _)| text).collect();
    assert_eq!(all, ["Ik kom\nniet.", "Ik ga\nniet weg."]);
    let md: Vec<String> =
        quoted_in("a.md", "> “Ik kom\\\n> niet.”\n").into_iter().map(|(text, _)| text).collect();
    assert_eq!(md, ["Ik kom\nniet."]);
}

#[test]
fn a_mark_that_nothing_closes_is_told_and_hides_no_other_quotation() {
    let text = "Zij zei: “Ik kom niet.\n\nEn “dat is zo”.\n";
    assert_eq!(texts(text), ["dat is zo"]);
    let manuscript = read("a.txt", text.as_bytes(), crate::source::read).unwrap();
    assert_eq!(manuscript.warnings, ["a quotation mark at line 1 is not closed"]);
}

#[test]
fn a_single_mark_that_opens_a_sentence_and_is_not_closed_is_told() {
    let told = |text: &str| read("a.txt", text.as_bytes(), crate::source::read).unwrap().warnings;
    let open = ["a quotation mark at line 1 is not closed"];
    assert_eq!(told("Zij zei: ‘Ik kom morgen niet meer terug.\n"), open);
    assert_eq!(told("‘Ik kom morgen niet meer” (cliënt)\n"), open);
    for closed in [
        "Zij zei: ‘Ik kom morgen niet meer.’",
        "‘s Avonds is het ‘t mooist en ‘nen keer niet.",
        "Zo ging het daar: ‘Ne keer wel.",
        "“Hij zei: ‘Ik kom morgen niet meer terug.”",
        "In de jaren ‘90 was dat zo, en ‘lijk gezegd ook later.",
    ] {
        assert_eq!(told(&format!("{closed}\n")), Vec::<String>::new(), "{closed}");
    }
}

#[test]
fn what_was_added_to_a_box_of_ours_is_checked() {
    let quoted = |words: &[&str]| {
        let block = |text: &&str| Block::new(*text, Place::Slide(1), Kind::Box { number: 1, is_ours: true });
        let blocks = words.iter().map(block).collect();
        let all = quotations(&Manuscript { blocks, ..Manuscript::default() });
        all.into_iter().map(|q| (q.text, q.attribution.unwrap_or_default())).collect::<Vec<_>>()
    };
    let pair = |text: &str, who: &str| (text.to_owned(), who.to_owned());
    assert_eq!(quoted(&["“Ik kom.”", "[cliënt]"]), [pair("Ik kom.", "[cliënt]")]);
    let added = "En ik haat ze allemaal.";
    let both = [pair("Ik kom.", "[cliënt]"), pair(added, "[cliënt]")];
    assert_eq!(quoted(&["“Ik kom.”", added, "[cliënt]"]), both);
    assert_eq!(quoted(&["“Ik kom.”", "[cliënt]", added]), both);
    assert_eq!(quoted(&["“Ik kom.”", added]), both.clone().map(|(text, _)| (text, String::new())));
    let within = "[cliënt], die ook zei: “Ik haat ze.”";
    assert_eq!(quoted(&["“Ik kom.”", within])[1].0, "Ik haat ze.");
}

#[test]
fn an_entity_behind_a_backslash_is_plain_text_in_markdown() {
    let md = "Zij schreef “met \\&quot;tekens\\&quot; \\\\&quot; en \\< erin”.\n";
    let text = read("a.md", md.as_bytes(), crate::source::read).unwrap();
    assert_eq!(text.blocks[0].text, "Zij schreef “met &quot;tekens&quot; \\\" en < erin”.");
}

#[test]
fn numbers_of_notes_are_no_words() {
    for md in ["“ja[^1] zeg”", "“ja<sup>1</sup> zeg”", "“ja^1^ zeg”", "“ja^[niet zo] zeg”", "“ja¹ zeg”"]
    {
        assert_eq!(quoted_in("a.md", &format!("Zij zei: {md}.\n"))[0].0, "ja zeg", "{md}");
    }
    let md = "Zij zei: “ja^[Zij zei ook “neen zeg”.] zeg”.\n";
    assert_eq!(quoted_in("a.md", md).into_iter().map(|(q, _)| q).collect::<Vec<_>>(), ["ja zeg", "neen zeg"]);
    let html = "<p>Zij zei: “ja<sup><a href=\"#n1\">1</a></sup> zeg”, en “20 m<sup>2</sup> zeg”.</p>";
    assert_eq!(
        quoted_in("a.html", html).into_iter().map(|(q, _)| q).collect::<Vec<_>>(),
        ["ja zeg", "20 m2 zeg"]
    );
    assert_eq!(texts("Zij zei: “ja¹ zeg², zeker.”³"), ["ja zeg, zeker."]);
}

#[test]
fn only_its_own_sentence_says_who_said_it() {
    let who = |text: &str, number: usize| quoted_in("a.txt", text)[number].1.clone();
    assert_eq!(who("“Ik kom.” Een vrijwilliger bevestigt dat.", 0), "");
    assert_eq!(who("“Ik kom,” Samira said.", 0), "Samira said");
    assert_eq!(who("“Ik kom”, Samira zegt het.", 0), "Samira zegt het");
    // What leads into the next one, or stands in the one before, says nothing.
    let both = "Een cliënt zegt: “Ik kom”, waarop een vrijwilliger: “Ik ga.”";
    assert_eq!((who(both, 0), who(both, 1)), ("Een cliënt zegt:".into(), "waarop een vrijwilliger:".into()));
    assert_eq!(who("\"Die vrijwilliger is lief\", \"en grappig\".", 1), "");
    let long = format!("Niet {}door een cliënt gezegd: “Ik kom.”", "heel ".repeat(20));
    assert!(who(&long, 0).starts_with("…heel"), "{}", who(&long, 0));
}

#[test]
fn a_web_page_says_below_a_block_quote_who_said_it() {
    let pair = [("Ik kom niet meer.".to_owned(), "coördinator".to_owned())];
    for page in [
        "<blockquote><p>Ik kom niet meer.</p><footer>— coördinator</footer></blockquote>",
        "<blockquote><p>Ik kom niet meer.</p><footer>coördinator</footer></blockquote>",
        "<blockquote>Ik kom niet meer.<footer>— <cite>coördinator</cite></footer></blockquote>",
        "<blockquote><p>Ik kom niet meer.</p><cite>coördinator</cite></blockquote>",
        "<blockquote><p>Ik kom niet meer. <cite>— coördinator</cite></p></blockquote>",
        "<blockquote>Ik kom niet meer.<br><cite>coördinator</cite></blockquote>",
        "<figure><blockquote><p>Ik kom niet meer.</p></blockquote><figcaption>— coördinator</figcaption></figure>",
        "<figure><figcaption>coördinator</figcaption><blockquote>Ik kom niet meer.</blockquote></figure>",
    ] {
        let page = format!("<html><body><p>Vooraf.</p>{page}<p>En daarna.</p></body></html>");
        assert_eq!(quoted_in("a.html", &page), pair, "{page}");
    }
}

#[test]
fn arguments_of_latex_that_say_how_words_look_are_no_words() {
    for (tex, seen) in [
        ("ja \\textcolor{red}{niet} zeg", "ja niet zeg"),
        ("ja \\textcolor[rgb]{1,0,0}{niet} zeg", "ja niet zeg"),
        ("\\href{http://x.y/z?a=b}{ja niet} zeg", "ja niet zeg"),
        ("ja \\colorbox{yellow}{niet} zeg", "ja niet zeg"),
        ("ja \\fcolorbox{red}{white}{niet} zeg", "ja niet zeg"),
        ("{\\fontsize{9}{11}\\selectfont ja niet zeg}", "ja niet zeg"),
        ("\\foreignlanguage{dutch}{ja niet} zeg", "ja niet zeg"),
        ("{\\color{red}ja niet} zeg", "ja niet zeg"),
        ("ja \\hspace*{1em}niet zeg", "ja niet zeg"),
    ] {
        let all = quoted_in("a.tex", &format!("Zij zei: ``{tex}'' en weg.\n"));
        let words: Vec<&str> = all.iter().flat_map(|(text, _)| text.split_whitespace()).collect();
        assert_eq!(words.join(" "), seen, "{tex}");
    }
}

#[test]
fn who_said_it_stands_in_brackets_behind_the_beginning_of_a_displayquote() {
    for begin in [
        "\\begin{displayquote}[coördinator]",
        "\\begin{displayquote}[coördinator][.]",
        "\\begin{foreigndisplayquote}{dutch}[coördinator]",
    ] {
        for blank in ["", "\n"] {
            let tex = format!("Vooraf.\n{begin}{blank}Ik kom niet.\n\\end{{displayquote}}\nEn daarna.\n");
            let pair = [("Ik kom niet.".to_owned(), "coördinator".to_owned())];
            assert_eq!(quoted_in("a.tex", &tex), pair, "{tex}");
        }
    }
    let tex = "\\begin{quote}[D]at is zo.\\end{quote}\n";
    assert_eq!(quoted_in("a.tex", tex)[0].0, "[D]at is zo.");
}

#[test]
fn codes_behind_a_quotation_say_who_without_brackets() {
    let who = |text: &str| quoted_in("a.txt", text).into_iter().map(|(_, who)| who).collect::<Vec<_>>();
    for (text, said) in [
        ("“Ik wacht al weken” P07.", &["P07"][..]),
        ("“Ik wacht al weken.” FG2-R1", &["FG2-R1"]),
        ("Zo ging dat: “Ik wacht al weken.” FG2, R1. Zo bleef het.", &["FG2, R1"]),
        ("\"Ik wacht al weken\" P07, \"ik ook\" P08.", &["P07", "P08"]),
        // Sentences, and what leads into the next one.
        ("“Ik wacht al weken.” P07 kwam later.", &[""]),
        ("“Ik wacht al weken.” P07, P08 en P09 ook.", &[""]),
        ("“Ik wacht al weken.” P07: “Ik ook.”", &["", "P07:"]),
        ("“Ik wacht al weken.” Daar.", &[""]),
    ] {
        assert_eq!(who(text), said, "{text}");
    }
}
