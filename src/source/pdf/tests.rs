use crate::source::{PageStart, Reading, Settings, read};
use crate::transcript::Turn;

use super::paragraphs::Paragraph;
use super::sample::{Put, file, pdf};

/// A page with a running header and a number, and these lines 12 points apart; an empty one makes a gap.
fn page(number: &'static str, lines: &[&'static str]) -> Vec<Put> {
    let mut puts = vec![Put(60.0, 800.0, 'R', "Huis Brug, gesprek 4"), Put(500.0, 30.0, 'R', number)];
    let mut y = 760.0;
    for line in lines {
        match line.split_once('|') {
            _ if line.is_empty() => y += 4.0,
            Some((bold, rest)) => {
                let width: f32 = bold.chars().map(|_| 6.0).sum();
                puts.extend([Put(60.0, y, 'B', bold), Put(66.0 + width, y, 'R', rest)]);
            }
            None => puts.push(Put(60.0, y, 'R', line)),
        }
        y -= 12.0;
    }
    puts
}

fn opened(pages: &[Vec<Put>]) -> Reading {
    read("gesprek.pdf", &pdf(pages), &Settings::default()).unwrap()
}

fn shown(reading: &Reading) -> String {
    let mut lines = vec![reading.transcript.format.clone()];
    lines.extend(turns(reading));
    lines.extend(reading.diagnostics.iter().map(ToString::to_string));
    lines.join("\n")
}

/// Who says what.
fn turns(reading: &Reading) -> Vec<String> {
    let transcript = &reading.transcript;
    let turn = |turn: &Turn| {
        let who = transcript.speaker_of(turn).map_or("", |speaker| &speaker.label);
        format!("{who}: {}", transcript.words_of(turn))
    };
    transcript.turns.iter().map(turn).collect()
}

fn refused(bytes: &[u8]) -> String {
    let why = read("gesprek.pdf", bytes, &Settings::default()).unwrap_err();
    format!("{} ({})", why.reason, why.hint)
}

#[test]
fn a_conversation_in_pdf() {
    let reading = opened(&[
        page(
            "1",
            &[
                "Moderator:|Hoe kwamen jullie hier terecht? Wie zei dat jullie",
                "konden bellen naar het loket?",
                "Greet:|Via de buurvrouw. Zij kende daar iemand van het buurt-",
                "huis, en die zei dat ik gerust mocht komen. En zo heb ik toen",
                "gebeld en ze namen meteen op, dat had ik om eerlijk te zijn",
            ],
        ),
        page("2", &["nooit verwacht.", "Noor:|Ik stond gewoon voor de deur.", "Moderator:|Goed."]),
        page("3", &["Greet:|Zo gaat dat.", "Noor:|Ja."]),
    ]);
    insta::assert_snapshot!(shown(&reading), @r"
    pdf, bold labels
    Moderator: Hoe kwamen jullie hier terecht? Wie zei dat jullie konden bellen naar het loket?
    Greet: Via de buurvrouw. Zij kende daar iemand van het buurthuis, en die zei dat ik gerust mocht komen. En zo heb ik toen gebeld en ze namen meteen op, dat had ik om eerlijk te zijn nooit verwacht.
    Noor: Ik stond gewoon voor de deur.
    Moderator: Goed.
    Greet: Zo gaat dat.
    Noor: Ja.
    note: 6 line(s) of running headers, footers and page numbers are left out
    note: 1 word(s) broken at the end of a line are joined
    ");
}

#[test]
fn pages_begin_where_their_words_do() {
    let long = "Wij wachtten die ochtend met z'n allen aan de deur van het loket";
    let reading = opened(&[
        page("1", &["Greet:|Ja.", "Noor:|Wij wachtten die ochtend met z'n allen aan de deur", long, long]),
        page("2", &["en niemand kwam er opendoen.", "Greet:|Zo gaat dat."]),
        page("3", &[]),
        page("4", &["Noor:|Nee."]),
    ]);
    let text = &reading.transcript.text;
    let begins = |start: &PageStart| (start.page, text[start.at..].split(' ').next().unwrap());
    let begins: Vec<_> = reading.pages.iter().map(begins).collect();
    assert_eq!(begins, [(1, "Greet:"), (2, "en"), (4, "Noor:")], "{text}");
    assert!(!text[..reading.pages[1].at].ends_with('\n'), "a paragraph goes on over the page: {text}");
}

/// A page of rows 12 points apart, a name in front of most of them.
fn rows(all: &[(&'static str, &'static str)]) -> Vec<Put> {
    let mut y = 760.0;
    let mut puts = Vec::new();
    for (name, words) in all {
        puts.extend([Put(60.0, y, 'R', name), Put(150.0, y, 'R', words)]);
        y -= 12.0;
    }
    puts
}

/// Who says what, a line each.
fn said(pages: &[Vec<Put>]) -> String {
    turns(&opened(pages)).join("\n")
}

#[test]
fn short_words_stay_beside_their_names() {
    let page = rows(&[
        ("Interviewer", "Hoe was dat?"),
        ("Greet", "Lang wachten, ja."),
        ("Interviewer", "En toen?"),
        ("Greet", "Er kwam niemand."),
    ]);
    insta::assert_snapshot!(said(&[page]), @r"
    Interviewer: Hoe was dat?
    Greet: Lang wachten, ja.
    Interviewer: En toen?
    Greet: Er kwam niemand.
    ");
}

#[test]
fn a_row_on_a_new_page_begins_a_turn_whatever_stands_before() {
    let pages = [
        rows(&[
            ("Interviewer", "Hoe ging dat dan, toen u daar voor het eerst"),
            ("", "binnenkwam en niemand kende, weet u dat nog"),
            ("", "een beetje?"),
            ("Greet", "Ik stond daar maar te wachten aan de deur en"),
            ("", "toen kwam er iemand naar buiten van het loket"),
            ("", "en die liet mij toch nog binnen."),
            ("Interviewer", "Goed, en toen mocht u gaan zitten en u zei dat"),
        ]),
        rows(&[
            ("Greet", "ik gerust mocht komen, en dat deed ik dan ook"),
            ("", "elke week opnieuw, tot vorige winter, toen de"),
            ("", "deur dicht bleef."),
        ]),
    ];
    insta::assert_snapshot!(said(&pages), @r"
    Interviewer: Hoe ging dat dan, toen u daar voor het eerst binnenkwam en niemand kende, weet u dat nog een beetje?
    Greet: Ik stond daar maar te wachten aan de deur en toen kwam er iemand naar buiten van het loket en die liet mij toch nog binnen.
    Interviewer: Goed, en toen mocht u gaan zitten en u zei dat
    Greet: ik gerust mocht komen, en dat deed ik dan ook elke week opnieuw, tot vorige winter, toen de deur dicht bleef.
    ");
}

#[test]
fn a_label_at_the_top_of_several_pages_is_no_running_header() {
    let page = |words: [&'static str; 6]| {
        let labels = ["Interviewer", "Greet"].into_iter().cycle();
        let lines = labels.zip(words).flat_map(|(label, words)| [label, words]);
        lines
            .zip((0_u16..).map(|at| 760.0 - 12.0 * f32::from(at)))
            .map(|(text, y)| Put(60.0, y, 'R', text))
            .collect()
    };
    let pages: [Vec<Put>; 3] = [
        page(["Waar?", "Op straat.", "Wie?", "Mijn broer.", "Wanneer?", "In mei."]),
        page(["Waarom?", "Voor hem.", "En u?", "Ik ook.", "Lang?", "Een uur."]),
        page(["Alleen?", "Met twee.", "Ja?", "Zeker.", "Dag.", "Tot dan."]),
    ];
    let said = said(&pages);
    assert_eq!(said.lines().count(), 18, "{said}");
    assert!(said.lines().step_by(2).all(|line| line.starts_with("Interviewer: ")), "{said}");
}

#[test]
fn a_sentence_goes_on_over_the_notes_between_its_pages() {
    let pages = [
        vec![
            Put(60.0, 760.0, 'R', "Interviewer: Hoe lang wacht u nu al op dat antwoord?"),
            Put(60.0, 748.0, 'R', "Greet: Sinds november, en mijn dossier"),
            Put(289.0, 752.0, 'S', "1"),
            Put(300.0, 748.0, 'R', "ligt bij de dienst"),
            Put(408.5, 752.0, 'S', "2"),
            Put(60.0, 724.0, 'R', "1 De naam is veranderd."),
            Put(60.0, 712.0, 'R', "2 Niet die van het dorp."),
        ],
        vec![Put(60.0, 760.0, 'R', "en niemand kijkt ernaar."), Put(60.0, 748.0, 'R', "Interviewer: Zo.")],
    ];
    let reading = opened(&pages);
    assert!(reading.transcript.text.ends_with("1 De naam is veranderd.\n2 Niet die van het dorp."));
    insta::assert_snapshot!(said(&pages), @r"
    Interviewer: Hoe lang wacht u nu al op dat antwoord?
    Greet: Sinds november, en mijn dossier ligt bij de dienst en niemand kijkt ernaar.
    Interviewer: Zo.
    ");
}

#[test]
fn the_lines_of_an_item_belong_together() {
    let page = vec![
        Put(60.0, 700.0, 'R', "Vandaag was het druk aan het loket, er stonden mensen"),
        Put(60.0, 688.0, 'R', "tot op straat te wachten, en wij schreven dit op:"),
        Put(78.0, 676.0, 'R', "1. Een man vroeg of hij eerst mocht, want hij moest"),
        Put(96.0, 664.0, 'R', "die avond nog werken."),
        Put(78.0, 652.0, 'R', "2. Een vrouw zei er niets op en ging weer naar huis"),
        Put(96.0, 640.0, 'R', "zonder brood."),
        Put(60.0, 628.0, 'R', "Daarna werd het rustig en konden we koffie drinken."),
    ];
    let reading = opened(&[page]);
    let begins = reading.transcript.text.lines().map(|line| line.split(' ').next().unwrap());
    assert_eq!(begins.collect::<Vec<_>>(), ["Vandaag", "1.", "2.", "Daarna"]);
}

#[test]
fn a_cell_that_wraps_is_not_read_across() {
    let page = vec![
        Put(60.0, 700.0, 'R', "Hieronder staat wat wij hoorden, en van wie, die dag aan dat loket:"),
        Put(63.0, 680.0, 'R', "Ik sta daar op de lijst van voor die winter"),
        Put(334.0, 680.0, 'R', "bezoekster van het huis"),
        Put(63.0, 668.0, 'R', "en ik wacht nog altijd."),
    ];
    let row = "Ik sta daar op de lijst van voor die winter en ik wacht nog altijd.\tbezoekster van het huis";
    let reading = opened(&[page]);
    assert_eq!(reading.transcript.text.lines().nth(1), Some(row));
}

#[test]
fn notes_at_the_end_lead_back_to_their_pages() {
    let paragraph = |text: &str, starts: &[(usize, u32)]| {
        let pages = starts.iter().map(|(at, page)| PageStart { at: *at, page: *page }).collect();
        Paragraph { text: text.into(), pages, ..Paragraph::default() }
    };
    let body = [paragraph("een", &[(0, 1)]), paragraph("twee drie", &[(0, 1), (5, 2)])];
    let (text, _, pages) = super::text(&body, &[paragraph("noot", &[(0, 1)])]);
    let begins: Vec<_> = pages.iter().map(|start| (start.page, &text[start.at..])).collect();
    assert_eq!(begins, [(1, "een\ntwee drie\nnoot"), (2, "drie\nnoot"), (1, "noot")]);
}

#[test]
fn paragraphs_without_labels_are_told_by_space_indent_and_short_lines() {
    let reading = opened(&[vec![
        Put(60.0, 700.0, 'R', "Vandaag was het druk aan het loket, er stonden mensen"),
        Put(60.0, 688.0, 'R', "tot op straat te wachten."),
        Put(60.0, 676.0, 'R', "Een man vroeg of hij eerst mocht, want hij moest werken"),
        Put(60.0, 664.0, 'R', "en zijn bus kwam er al aan en daarna kwam er geen meer."),
        Put(60.0, 646.0, 'R', "Niemand had daar iets op tegen, en dus mocht hij door"),
        Put(60.0, 634.0, 'R', "naar voren. Hij bedankte iedereen een voor een en ging."),
        Put(72.0, 622.0, 'R', "Daarna werd het rustig en konden we koffie drinken met"),
        Put(60.0, 610.0, 'R', "wie nog over was."),
    ]]);
    let turns: Vec<&str> = reading.transcript.turns.iter().map(|t| reading.transcript.words_of(t)).collect();
    let begins: Vec<&str> = turns.iter().map(|turn| turn.split(' ').next().unwrap()).collect();
    assert_eq!(begins, ["Vandaag", "Een", "Niemand", "Daarna"], "{turns:?}");
}

#[test]
fn a_sentence_goes_on_wherever_its_next_line_stands() {
    let text = [
        "Vandaag was het druk aan het loket, er stonden mensen",
        "tot op straat, en ook daar was het nog altijd druk en",
    ];
    let body = |y: f32| [Put(60.0, y, 'R', text[0]), Put(60.0, y - 12.0, 'R', text[1])];
    // Below a line that ends early, in the middle of the page, and on the next one.
    let early =
        [Put(60.0, 660.0, 'R', "Ik wacht al een week of"), Put(60.0, 648.0, 'R', "zeven. En dan niets.")];
    let middle =
        [Put(84.0, 620.0, 'R', "Ze hadden gezegd dat het een week of drie"), Put(192.0, 608.0, 'R', "werd.")];
    let foot = Put(90.0, 580.0, 'R', "Niemand belt terug of");
    let pages = [
        [&body(700.0)[..], &early[..], &middle[..], &[foot][..]].concat(),
        [&[Put(90.0, 780.0, 'R', "komt kijken.")][..], &body(740.0)[..]].concat(),
    ];
    let reading = opened(&pages);
    let words = reading.transcript.text.lines().map(|line| line.split(' ').next_back().unwrap_or_default());
    assert_eq!(
        words.collect::<Vec<_>>(),
        ["en", "niets.", "werd.", "kijken.", "en"],
        "{}",
        reading.transcript.text
    );
}

#[test]
fn what_holds_no_text_is_refused_with_the_mend() {
    let image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream";
    let draw = "q 595 0 0 842 0 0 cm /I Do Q";
    let scan = file(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
            .into(),
        image.into(),
        format!("<</Length {}>>stream\n{draw}\nendstream", draw.len()),
    ]);
    assert!(refused(&scan).contains("without text") && refused(&scan).contains("OCR"), "{}", refused(&scan));
    assert!(refused(&pdf(&[vec![]])).contains("without text"));
    assert!(refused(b"%PDF-1.7 and then nothing").contains("damaged"));
    let half = pdf(&[page("1", &["Greet: ja"])]);
    let locked = String::from_utf8(half.clone()).unwrap().replace(
        "/Root 1 0 R",
        "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(00000000000000000000000000000000)/U(00000000000000000000000000000000)/P -4>>/ID[(a)(a)]",
    );
    assert!(refused(locked.as_bytes()).contains("password"), "{}", refused(locked.as_bytes()));
}

#[test]
fn letters_no_font_tells_are_refused() {
    let nonsense = "'LW LV HHQ JHVSUHN PHW GH EXXUYURXZ YDQ KHW ORNHW";
    let lines = vec![nonsense; 8];
    assert!(refused(&pdf(&[page("1", &lines)])).contains("cannot be told"));
}

#[test]
fn cut_or_changed_anywhere_it_is_read_or_refused() {
    let whole = pdf(&[page("1", &["Greet:|Ja, zo gaat dat.", "Noor:|Nee."])]);
    for at in (0..whole.len()).step_by(7) {
        let _ = read("gesprek.pdf", &whole[..at], &Settings::default());
        let mut changed = whole.clone();
        changed[at] = b'9';
        let _ = read("gesprek.pdf", &changed, &Settings::default());
    }
}
