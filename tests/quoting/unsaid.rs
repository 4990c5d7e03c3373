//! Sentences that nobody said, made of parts that are invented.

use super::said::Said;
use super::stretch::Seed;

fn one<'a>(of: &[&'a str], seed: &mut Seed) -> &'a str {
    of[seed.between(0, of.len() - 1)]
}

pub(crate) fn strange(_: &Said, _: usize, seed: &mut Seed) -> Option<String> {
    let who = ["De papegaai", "Kapitein Nelson", "A velvet giraffe", "Der Leuchtturm", "Onze marmot"];
    let did = [
        "vloog langzaam boven",
        "verzamelde in stilte",
        "painted the ceiling of",
        "besang zeven keer",
        "weighed",
    ];
    let what = [
        "violette bergtoppen",
        "een zilveren wenteltrap",
        "forty marble pianos",
        "den Vollmond",
        "de Noordpool",
    ];
    let then = [
        "terwijl marmelade uit de kraan kwam",
        "before the admirals woke up",
        "tot het klooster van suiker smolt",
        "während die Orgel schwieg",
        "met een paraplu vol mieren",
    ];
    let (who, did) = (one(&who, seed), one(&did, seed));
    Some(format!("{who} {did} {} {}", one(&what, seed), one(&then, seed)))
}

/// What such people might well have said in such a conversation.
pub(crate) fn close(_: &Said, _: usize, seed: &mut Seed) -> Option<String> {
    let parts: [[&str; 5]; 4] = match seed.between(0, 1) {
        0 => [
            [
                "Mijn buurvrouw",
                "Die collega van vroeger",
                "Onze oudste",
                "De dame aan het loket",
                "Zo'n begeleider",
            ],
            [
                "heeft toen drie formulieren",
                "legde mij een hele namiddag",
                "kreeg vorige winter",
                "vergeet telkens opnieuw",
                "stuurde per aangetekende brief",
            ],
            [
                "voor de verwarming",
                "over het groene boekje",
                "aan de zorgkas",
                "zonder enige afspraak",
                "met een tolk erbij",
            ],
            [
                "en daarna zweeg iedereen aan tafel",
                "omdat de printer weer kapot was",
                "wat ik beleefd geweigerd heb",
                "tot mijn zus er tussenkwam",
                "en dat kostte haar een maand huur",
            ],
        ],
        _ => [
            [
                "My landlord",
                "The trainee we hired",
                "Her cousin from the bakery",
                "That reviewer",
                "Our youngest volunteer",
            ],
            [
                "mailed the wrong spreadsheet",
                "kept a paper diary",
                "rewrote the whole letter",
                "cancelled every appointment",
                "borrowed a second laptop",
            ],
            [
                "about the heating bill",
                "for the neighbourhood choir",
                "during the second lockdown",
                "with an interpreter present",
                "behind the town hall",
            ],
            [
                "and nobody ever apologised",
                "so the queue went round the block",
                "which my sister still finds funny",
                "until the printer gave up",
                "because the form asked for a fax number",
            ],
        ],
    };
    let chosen: Vec<&str> = parts.iter().map(|part| one(part, seed)).collect();
    Some(chosen.join(" "))
}
