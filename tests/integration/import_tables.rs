//! `import`: codings in tables, and in surveys whose rows were coded.

use crate::buurt;
use crate::import_codings::passages;
use crate::study::{Study, field, number};

#[test]
fn codes_in_a_table_go_to_the_words_they_stand_beside() {
    let table = "\
citaat;codes;codeur;bron;opmerking
\"Ik wacht al drie weken op een antwoord.\";Vertrouwen, waiting;Lies;fg1;lang
\"zij  kijkt mij
in de ogen\";trust;Lies;;
\"vertrouw\";trust;Lies;;
\"Dat heeft nooit iemand gezegd, hoor.\";trust;Lies;;
\"Het wachten valt mee.\";nieuw ding;Lies;enquete;
";
    let study = buurt::fresh().with("codes.csv", table);
    let output = study.run("import codes.csv").exits(5);
    let output =
        output.says(&["1 name is no code", "in several places", "the words of 1 row stand in no source"]);
    assert!(output.stdout.contains("fg1: 3 codings imported (3 by Lies)"), "{}", output.all());
    study.run("import codes.csv").exits(5).shows(&["3 were there already"]);
    let found = passages(&study, "--coder lies");
    let quotes: Vec<(&str, &str)> =
        found.iter().map(|(quote, code, _)| (quote.as_str(), code.as_str())).collect();
    assert_eq!(
        quotes,
        [
            ("Ik wacht al drie weken op een antwoord.", "access/waiting"),
            ("Ik wacht al drie weken op een antwoord.", "relationship/trust"),
            ("zij kijkt mij in de ogen", "relationship/trust"),
        ]
    );
    study.write("niemand.csv", "text,code\nHet wachten valt mee.,trust\n");
    study.run("import niemand.csv").exits(2).says(&["--coder"]);
    study.run("import niemand.csv --coder Jo").ok().shows(&["enquete: 1 coding imported (1 by Jo)"]);
}

#[test]
fn a_survey_that_was_coded_keeps_its_codes_by_row() {
    let survey = "nr,Wat vindt u van bellen?,Waarom vindt u dat?,human_codes\n\
        1,Ik bel niet graag met hen.,Het duurt altijd lang.,trust; waiting\n\
        2,Bellen gaat heel goed hier.,Ze zijn vriendelijk voor mij.,\n\
        3,Ik bel liever dan ik mail.,Dan hoor ik een stem.,trust\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/bel.csv", survey);
    study.run("import corpus/bel.csv --coder Lies").ok().shows(&["bel: 3 codings imported (3 by Lies)"]);
    let quotes = study.run("find --code trust --coder Lies --json").ok().json();
    assert_eq!(quotes.iter().map(|q| number(q, "turn")).collect::<Vec<_>>(), [1, 2, 5, 6]);
    assert_eq!(quotes[0]["coding"][0], quotes[1]["coding"][0]);
}

#[test]
fn each_column_of_codes_of_a_survey_goes_to_its_own_answers_and_each_coder_is_kept() {
    let survey = "respondent;coder;Wat is hier goed geregeld?;codes;Wat mist u hier nog het meest?;codes\n\
        R01;AB;het wachten valt hier mee;trust;een bankje bij de deur;waiting\n\
        R01;CD;het wachten valt hier mee;trust;een bankje bij de deur;trust\n\
        R02;AB;het wachten valt hier mee;waiting;een stoel om op te zitten;\n\
        R02;CD;het wachten valt hier mee;;een stoel om op te zitten;waiting\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/wens.csv", survey);
    study.run("import corpus/wens.csv").ok().shows(&["wens: 6 codings imported (3 by AB, 3 by CD)"]);
    let turns = |filters: &str| -> Vec<usize> {
        let quotes = study.run(&format!("find --json {filters}")).ok().json();
        quotes.iter().map(|quote| number(quote, "turn")).collect()
    };
    assert_eq!(turns("--code trust --coder AB"), [1]);
    assert_eq!(turns("--code waiting --coder AB"), [2, 3]);
    assert_eq!(turns("--code trust --coder CD"), [1, 2]);
    assert_eq!(turns("--code waiting --coder CD"), [4]);
}

#[test]
fn every_column_of_codes_in_a_table_is_read_or_named() {
    let study = buurt::fresh();
    let words = "Ik wacht al drie weken op een antwoord.";
    study.write("veel.csv", format!("citaat;code 1;code 2;coder\n{words};trust;waiting;Lies\n"));
    study.run("import veel.csv").ok().shows(&["fg1: 2 codings imported (2 by Lies)"]);
    study
        .write("twee.csv", format!("citaat;code;hulpcode;code thema;code groep;nr\n{words};trust;a;b;c;1\n"));
    let told = study.run("import twee.csv --coder Jo --dry-run").ok();
    let told = told.says(&["not read: `code thema`, `code groep`", "left out: `hulpcode`, `nr`"]);
    assert_eq!(told.stderr.matches("hint").count(), 1, "{}", told.all());
    study.write("geen.csv", format!("citaat;hoofdcode;coder\n{words};trust;Lies\n"));
    study.run("import geen.csv").exits(2).says(&["none of codes", "`code 1`"]);
}

#[test]
fn a_table_with_a_column_a_code_is_read_by_its_marks() {
    let study = buurt::fresh();
    let table = "nr;citaat;bron;codeur;trust;Wachten;Nieuw thema;leeftijd;opmerking\n\
        1;Ik wacht al drie weken op een antwoord.;fg1;Lies;x;1;0;44;lang\n\
        2;zij kijkt mij in de ogen;fg1;Jo;X;;;51;\n\
        3;Het wachten valt mee.;enquete;Jo;0;?;1;38;\n\
        4;Online wacht ik nog langer dan aan de balie.;fg1;Jo;nee;ja;;29;\n";
    study.write("matrix.csv", table);
    let dry = study.run("import matrix.csv --dry-run").exits(5);
    insta::assert_snapshot!(dry.all(), @r"
    exit 5
    --- stdout
    fg1: 4 codings would be imported (2 by Jo, 2 by Lies)
          1  Nieuw thema
      row 4, `Wachten`: ?
    --- stderr
    note: a column for each code, with a mark (1, x, ja) where it holds: `trust`, `Wachten`, `Nieuw thema`
    note: columns left out: `nr`, `leeftijd`
    warning: 1 name is no code of the codebook; what was coded with it would not be imported, the rest would
      hint: `--add-codes` adds them to the codebook, then import again: nothing is imported twice
    warning: 1 cell holds neither a mark (1, x, ja) nor a 0, and no coding is made of it
      hint: put 1 or x where the code holds, and 0 or nothing where it does not
    ");
    study.run("import matrix.csv").exits(5).shows(&["fg1: 4 codings imported (2 by Jo, 2 by Lies)"]);
    assert_eq!(
        passages(&study, ""),
        [
            ("Ik wacht al drie weken op een antwoord.", "access/waiting", "Lies"),
            ("Ik wacht al drie weken op een antwoord.", "relationship/trust", "Lies"),
            ("Online wacht ik nog langer dan aan de balie.", "access/waiting", "Jo"),
            ("zij kijkt mij in de ogen", "relationship/trust", "Jo"),
        ]
        .map(|(q, c, who)| (q.to_owned(), c.to_owned(), who.to_owned()))
    );
    study
        .run("import matrix.csv --add-codes")
        .exits(3)
        .shows(&["enquete: 1 coding imported", "1 code added"]);
    // Titles above, in English, one code only.
    study.write("one.csv", "Coding of March,,\n,,\nQuote,Trust,Coder\nzij kijkt mij in de ogen,yes,An\nHet wachten valt mee.,no,An\n");
    study.run("import one.csv").ok().shows(&["fg1: 1 coding imported (1 by An)"]);
}

#[test]
fn new_codes_stand_below_those_that_their_path_names() {
    let study = buurt::fresh();
    let quotes = ["zij kijkt mij in de ogen", "Het wachten valt mee.", "Online wacht ik nog langer"];
    let rows = |codes: &[&str]| {
        let rows = codes.iter().zip(quotes.iter().cycle()).map(|(code, words)| format!("{words}\t{code}\n"));
        format!("citaat\tcode\n{}", rows.collect::<String>())
    };
    let codes = [
        "Zorg > Thuis",
        "Zorg",
        "Zorg\\Buiten\\Tuin",
        "Relatie::Gezag",
        "Relatie/Vertrouwen/Blindelings",
        "man/vrouw",
        "> 65 jaar",
        "Zorg > Thuis",
        "online > Traag",
    ];
    study.write("paden.tsv", rows(&codes));
    let dry = study.run("import paden.tsv --coder Jo --add-codes --dry-run").exits(5);
    dry.shows(&["8 codes would be added to codebooks/buurt.yaml, codebooks/from-paden.yaml"]);
    assert!(!study.exists("codebooks/from-paden.yaml"));
    // Two codes are called `online`: nobody knows below which.
    let open = study.run("import paden.tsv --coder Jo --add-codes").exits(5).shows(&["1  online > Traag"]);
    open.shows(&["8 codes added to codebooks/buurt.yaml, codebooks/from-paden.yaml"]);
    study.run("codes check").ok();
    let found = passages(&study, "--coder jo").into_iter().map(|(_, code, _)| code);
    let found: std::collections::BTreeSet<String> = found.collect();
    let expected = [
        "65-jaar",
        "man-vrouw",
        "relationship/gezag",
        "relationship/trust/blindelings",
        "zorg",
        "zorg/buiten/tuin",
        "zorg/thuis",
    ];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    // They are found again, and others come beside them.
    study.run("import paden.tsv --coder Jo").exits(5).shows(&["5 were there already"]);
    study.write("meer.tsv", rows(&["Zorg > Thuis > Bed", "Zorg::Thuis"]));
    study
        .run("import meer.tsv --coder Jo --add-codes")
        .ok()
        .shows(&["1 code added to codebooks/from-paden.yaml"]);
    study.run("find --code zorg/thuis/bed").ok();
}

#[test]
fn counts_and_ratings_in_place_of_marks_are_told_with_their_place() {
    let study = buurt::fresh();
    let words = ["zij kijkt mij in de ogen", "Het wachten valt mee.", "Online wacht ik nog langer"];
    let table = |header: &str, cells: [&str; 3]| {
        let rows = words.iter().zip(cells).map(|(words, cells)| format!("{words};{cells}\n"));
        format!("citaat;{header}\n{}", rows.collect::<String>())
    };
    study.write("tellen.csv", table("trust;Wachten", ["0;3", "2;1", "1;4"]));
    let refused = study.run("import tellen.csv --coder Jo").exits(2);
    refused.says(&[
        "columns hold numbers other than 0 and 1: `trust`, `Wachten` (row 3, `trust`: 2)",
        "put 1 or x where the code holds",
    ]);
    // Of a document with so many of each nobody knows which words.
    study.write("gevallen.csv", "document;trust;Wachten\nfg1;3;0\nenquete;0;2\n");
    study.run("import gevallen.csv --coder Jo").exits(2).says(&["(row 2, `trust`: 3)", "the coded segments"]);
    // Beside marks: a rating of 1 is no mark, an age is none of a code.
    study.write("deels.csv", table("trust;relationship;Wachten;leeftijd", ["x;;1;44", ";x;5;51", "x;;1;38"]));
    let part = study.run("import deels.csv --coder Jo").exits(3).shows(&["(2 by Jo)", "(1 by Jo)"]);
    let part =
        part.says(&["not read: column holds numbers other than 0 and 1: `Wachten` (row 3, `Wachten`: 5)"]);
    assert!(!part.stderr.contains("0 and 1: `leeftijd`"), "{}", part.stderr);
    assert!(passages(&study, "").iter().all(|(_, code, _)| code != "access/waiting"));
}

#[test]
fn a_survey_coded_by_marks_keeps_its_own_questions_apart() {
    let survey = "nr,Wat vindt u van bellen?,Belt u zelf?,trust,waiting\n\
        1,Ik bel niet graag met hen.,ja,x,x\n\
        2,Bellen gaat heel goed hier.,nee,,\n\
        3,Ik bel liever dan ik mail.,ja,x,\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/bel.csv", survey);
    let output = study.run("import corpus/bel.csv --coder Lies").ok();
    let output = output.shows(&["bel: 3 codings imported (3 by Lies)"]).says(&["left out: `Belt u zelf?`"]);
    assert!(!output.stderr.contains("several questions"), "{}", output.stderr);
    let quotes = study.run("find --code trust --coder Lies --json").ok().json();
    assert!(quotes.iter().all(|quote| field(quote, "quote").contains("Ik bel")), "{quotes:?}");
}

#[test]
fn columns_headed_by_coders_are_theirs_and_nobody_else_s() {
    let study = buurt::fresh();
    let words = "Ik wacht al drie weken op een antwoord.";
    study.write("ab.csv", format!("citaat;code AB;code CD\n{words};trust;\"trust; waiting\"\n"));
    study.run("import ab.csv --coder Jo").exits(2).says(&["AB, CD", "leave `--coder` out"]);
    study
        .run("import ab.csv --coder cd --dry-run")
        .ok()
        .shows(&["fg1: 2 codings would be imported (2 by CD)"]);
    study
        .run("import ab.csv")
        .ok()
        .shows(&["fg1: 3 codings imported (1 by AB, 2 by CD)"])
        .says(&["`AB`, `CD`"]);
    for (coder, header) in [
        ("An", "Gecodeerd door"),
        ("Bo", "Coded by"),
        ("Cas", "Codeur"),
        ("Do", "Kodierer/in"),
        ("Els", "Auteur"),
        ("Fay", "Codé par"),
        ("Gus", "Kodiert von"),
        ("Hal", "Coder"),
        ("Ine", "Annotator"),
    ] {
        study.write("wie.csv", format!("citaat;code;{header}\n{words};trust;{coder}\n"));
        study.run("import wie.csv").ok().shows(&[&format!("1 coding imported (1 by {coder})")]);
    }
    study.write("nummers.csv", format!("Quote,Coder 1,Coder 2\n{words},trust,waiting\n"));
    study.run("import nummers.csv").ok().shows(&["2 codings imported (1 by Coder 1, 1 by Coder 2)"]);
}

#[test]
fn codes_between_commas_are_parted_where_each_is_a_code_by_itself() {
    let study = buurt::fresh();
    let words = ["zij kijkt mij in de ogen", "Ik wacht al drie weken op een antwoord."];
    study.write(
        "komma.csv",
        format!(
            "citaat;code;codeur\n{0};rust;An\n{1};groen;An\n{0};groen, trust;An\n{1};rust, formeel;An\n",
            words[0], words[1]
        ),
    );
    let output = study.run("import komma.csv --add-codes").ok();
    output.shows(&["5 codings imported", "3 codes added"]).says(&["`rust, formeel` is taken for one code"]);
    let groen = study.run("find --code groen --json").ok().json();
    assert_eq!(groen.len(), 2, "{groen:?}");
}

#[test]
fn the_speaker_of_a_row_tells_places_apart_and_is_held_against_the_transcript() {
    let study =
        Study::empty().with("verbatim.toml", buurt::TOML).with("codebooks/buurt.yaml", buurt::CODEBOOK).with(
            "corpus/fg9.txt",
            "Moderator: Komt u?\nFons: Ja, dat klopt.\nSamira: Ja, dat klopt.\nFons: Ik wacht daar lang.\n",
        );
    study.run("ingest").ok();
    study.write(
        "wie.csv",
        "bron,spreker,citaat,code,codeur\nfg9,Samira,\"Ja, dat klopt.\",trust,An\nfg9,Samira,Ik wacht daar lang.,trust,An\nfg9,R7,Ik wacht daar lang.,waiting,An\n",
    );
    let output = study.run("import wie.csv").exits(5);
    output
        .shows(&["fg9: 2 codings imported", "row 3: “Ik wacht daar lang.” stands at fg9:4, said by Fons"])
        .says(&["said by somebody else than the row says"]);
    let trust = study.run("find --code trust --coder An --json").ok().json();
    let at: Vec<&str> = trust.iter().map(|quote| field(quote, "address")).collect();
    assert_eq!(at, ["fg9:3"]);
}

#[test]
fn answers_that_are_coded_together_are_named() {
    let survey = "nr,Wat vindt u van bellen?,Wat mist u nu?,code\n\
        1,Ik bel niet graag met hen.,Iemand die terugbelt.,trust\n\
        2,Bellen gaat heel goed hier.,Niets wat ik weet.,\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/bel.csv", survey);
    study
        .run("import corpus/bel.csv --coder Lies --dry-run")
        .ok()
        .says(&["answers to several questions together: `Wat vindt u van bellen?`, `Wat mist u nu?`"]);
}
