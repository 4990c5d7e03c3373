//! The small study that most tests know: a focus group, an interview with times, and a survey.
//!
//! Fons is a volunteer in the focus group and a coordinator in the interview. `client` and `clientele`
//! begin alike, and two codes are called `online`.

use crate::study::Study;

pub(crate) const TOML: &str = r#"name = "Buurtwerk"
language = "nl"
interviewers = ["interviewer", "moderator"]

[roles.client]
name = "cliënt"
names.en = "client"

[roles.volunteer]
name = "vrijwilliger"

[roles.coordinator]
name = "coördinator"
"#;

pub(crate) const PARTICIPANTS: &str = "\
source,speaker,participant,role,organisation
fg1,Marleen,P1,client,De Kade
fg1,Fons,P2,volunteer,Huis Noord
fg1,Samira,P3,client,De Kade
i1,Fons,P2,coordinator,Huis Noord
i1,Nele,,interviewer,
";

pub(crate) const FOCUS_GROUP: &str = "\
Focusgroep in De Kade, opgenomen in maart.

Moderator: Hoe lang wacht je op een antwoord?
Marleen: Ik wacht al drie weken op een antwoord. Dat vertrouw ik niet meer.
Fons: Bij ons in de buurt wachten ze nog langer, zegt mijn zus.
Samira: Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.
Moderator: En online, vertrouwen jullie dat?
Marleen: Nee. Online wacht ik nog langer dan aan de balie.
Fons: Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.
Samira: De cliënten van hier zijn geen clientèle van een winkel.
";

pub(crate) const INTERVIEW: &str = "\
WEBVTT

00:00:01.000 --> 00:00:04.500
<v Nele>Hoe vinden mensen jullie?

00:00:05.000 --> 00:00:12.000
<v Fons>Ze bellen, en dan wachten ze tot iemand opneemt.

00:12:03.000 --> 00:12:09.250
<v Fons>Een cliënt die online iets aanvraagt, ziet nooit een gezicht.
";

pub(crate) const SURVEY: &str = "\
id,rol,organisatie,Wat vindt u van hulp via het scherm?
1,client,De Kade,\"Ik vertrouw een scherm niet, ik wil een mens zien.\"
2,volunteer,Huis Noord,Het wachten valt mee.
";

pub(crate) const CODEBOOK: &str = r##"codebook: Buurtwerk
language: nl
codes:
  - id: relationship
    name: Relatie
    names: {en: Relationship}
    codes:
      - id: trust
        name: Vertrouwen
        names: {en: Trust}
        definition: Of de ander het goed voorheeft.
        color: "#2a7fb8"
        rules:
          - id: trusting
            any: ["vertrouw*"]
            match: ["Ik vertrouw hem."]
            no_match: ["Ik ken hem."]
      - id: online
        name: Relatie op afstand
        unit: match
        rules:
          - id: faceless
            any: ["geen gezicht", "nooit een gezicht"]
  - id: access
    name: Toegang
    codes:
      - id: waiting
        name: Wachten
        names: {en: Waiting}
        color: "#b3541e"
        rules:
          - id: wait
            any: [wachten]
      - id: online
        name: Online toegang
        rules:
          - id: online
            any: [online]
  - id: client
    name: Cliënt zijn
    rules:
      - id: client
        any: ["cliënt"]
    codes:
      - id: voice
        name: Stem van de cliënt
        rules:
          - id: sister
            any: ["zegt mijn zus"]
  - id: clientele
    name: Clientèle
    rules:
      - id: shop
        any: ["=clientèle"]
"##;

/// The study, not ingested yet.
pub(crate) fn fresh() -> Study {
    Study::empty()
        .with("verbatim.toml", TOML)
        .with("participants.csv", PARTICIPANTS)
        .with("corpus/groepen/fg1.txt", FOCUS_GROUP)
        .with("corpus/i1.vtt", INTERVIEW)
        .with("corpus/enquete.csv", SURVEY)
        .with("codebooks/buurt.yaml", CODEBOOK)
}

/// The study, ingested.
pub(crate) fn buurt() -> Study {
    fresh().ingested()
}
