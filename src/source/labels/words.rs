//! Words that tell a speaker from something else before a colon, folded; Dutch and English first.

use std::collections::HashSet;
use std::sync::OnceLock;

/// A list of words, parted by blanks.
struct Words {
    list: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl Words {
    const fn new(list: &'static str) -> Self {
        Self { list, set: OnceLock::new() }
    }

    fn contains(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.list.split_whitespace().collect()).contains(word)
    }
}

/// Lines of a header: never a speaker.
static METADATA: Words = Words::new(
    "\
    datum date tijd time uur tijdstip duur duration lengte length locatie location plaats place waar
    where wanneer when setting aanwezig aanwezigen aanwezigheid afwezig present attendees deelnemers
    participants respondenten respondents sprekers speakers onderwerp subject topic thema theme
    titel title project studie study bestand bestandsnaam file filename opname opnamedatum
    opnameduur recording recorded audio video transcript transcriptie transcription transcribent
    transcriber transcriptor getranscribeerd transcribed taal language versie version pagina page
    bron source auteur author nota noot note notes opmerking opmerkingen remark remarks comment
    legende legend legenda code codes id nr nummer number groep group leeftijd age geslacht gender
    sexe functie organisatie organisation organization beroep dossier contact e-mail email mail tel
    telefoon phone adres address website url link bijlage appendix inhoud contents samenvatting
    summary trefwoorden keywords context ort datei dauer thematik lieu duree sujet fichier interview
    gesprek focusgroep focusgroup aantal begin einde start end starttijd eindtijd observatie
    observaties observation observations reflectie reflecties reflection reflections veldnotitie
    veldnotities fieldnote fieldnotes situatie situation sfeer indruk indrukken impression analyse
    analysis interpretatie interpretation methode method doel doelstelling goal actie acties action
    actiepunt actiepunten afspraak afspraken besluiten agenda agendapunt verslag verslaggever
    bijzonderheden aandachtspunt aandachtspunten tabel table figuur figure hoofdstuk chapter deel
    part vraagstelling inleiding introduction doelgroep locaties toestemming consent",
);

/// Words people begin a sentence with before a colon: no speaker, unless bold or a style says so.
static SPEECH: Words = Words::new(
    "\
    kijk nou ja nee neen dus want maar en of ook zo dan toen nu wel goed oke ok luister stel
    bijvoorbeeld bv bvb vb voorbeeld namelijk letterlijk concreet kortom conclusie besluit resultaat
    gevolg reden belangrijk opgelet let eerst eerste ten tweede derde vooral eigenlijk eerlijk
    gewoon soms altijd nooit iemand iedereen niemand mensen dat dit die deze wat hoe waarom daarom
    omdat ik jij je hij zij ze wij we jullie u het er hier daar zeg zei zegt zeggen zeiden dacht
    denk denkt vroeg vraagt riep antwoordde schreef is was waren zijn heb had heeft hebben werd
    wordt kan moet mij me mijn hem haar hun ons tegen van look well so yes yeah no but and or then
    now okay right listen example eg ie namely basically honestly actually first second third
    finally because why how what that this these those it i you he she they said says saying say
    like thought think asked told were are have has to my our his her their remember imagine anyway
    result reason important tip ps nb to-do todo warning also here there one two three if als http
    https mailto www alors oui non und nein doch in op alleen enkel slechts sowieso uiteindelijk
    daarna daarvoor vroeger later vandaag morgen gisteren thuis natuurlijk helaas gelukkig jammer
    misschien soit enfin allee alle amai tja ach och hela zeker inderdaad precies exact juist klopt
    tegelijk bovendien trouwens overigens anderzijds enerzijds tenslotte immers nochtans toch
    bijgevolg vervolgens intussen ondertussen meestal vaak dikwijls zelden iets niets alles veel
    weinig meer minder beter slechter simpel duidelijk logisch raar grappig erg vreselijk
    schandalig punt vraagje antwoord opnieuw weer nog al snap zie weet wacht stop sorry excuus
    pardon bedankt dank merci voila maw dwz oftewel anders verder tenzij terwijl doordat waardoor
    waarop waarbij wanneer telkens ooit only just maybe perhaps sometimes always never often
    usually however therefore thus still yet again more less better worse clearly obviously
    simple funny sad sorry thanks thank wait stop see know hey hello hi oh ah um uh eh hm mm
    anyways plus minus question point fact problem probleem feit waarheid gevoel idee vb",
);

/// What people are in a conversation: a label made of these is a label even when it stands once.
static ROLES: Words = Words::new(
    "\
    interviewer interviewster geinterviewde interviewee interviewed respondent respondente moderator
    moderatrice facilitator begeleider begeleidster gespreksleider onderzoeker onderzoekster
    researcher spreker spreekster speaker deelnemer deelneemster participant participante client
    clienten clients vrijwilliger vrijwilligster volunteer coordinator coordinatrice host guest gast
    presentator assistant assistent user ai voorzitter chair chairman chairwoman chairperson
    president observator observer notulist hulpverlener hulpverleenster maatschappelijk werker
    werkster bezoeker bezoekster visitor patient patiente arts docent leraar lerares teacher student
    studente leerling allen iedereen groep all everyone group unknown onbekend man vrouw woman
    female male stem voice panel int resp mod sprecher sprecherin befragte befragter locuteur
    locutrice enqueteur enquetrice animateur animatrice vraag antwoord question answer q a v
    minister mevrouw meneer heer mevr dhr mr mrs ms",
);

/// Small words inside a name.
static PARTICLES: Words = Words::new(
    "\
    de der den des van von vom zu ten ter te la le les du di da dos do del della el al bin ibn en
    and et und y i of the het 't 's op aan uit in bij met a & + / - – s",
);

/// What stands in brackets without being anybody.
static STAGE: Words = Words::new(
    "\
    lacht lachen gelach laughs laughter laughing laugh stilte silence pauze pause onverstaanbaar
    inaudible unintelligible unclear onduidelijk muziek music applaus applause crosstalk overlap
    zucht zuchten sigh sighs hoest kucht coughs knikt nods sic plaatsnaam naam name lachje huilt
    fluistert instemmend rumoer geluid noise sound beep telefoon onderbreking interruption break
    einde end begin start bron source foto photo image afbeelding x lacht) door elkaar",
);

/// Trailers programs and transcribers put after the last turn: lower-case beginnings of the line.
const TRAILERS: &[&str] = &[
    "transcribed by",
    "transcript by",
    "transcription by",
    "getranscribeerd door",
    "getranscribeerd met",
    "transcriptie door",
    "transcript door",
    "automatically transcribed",
    "automatisch getranscribeerd",
    "einde opname",
    "[einde opname",
    "(einde opname",
    "einde interview",
    "[einde interview",
    "(einde interview",
    "einde transcript",
    "[einde",
    "(einde",
    "end of transcript",
    "end of interview",
    "[end of",
    "(end of",
    "end of recording",
    "meeting ended after",
    "transcription ended after",
    "*** einde",
    "--- einde",
];

pub(super) fn is_metadata(word: &str) -> bool {
    METADATA.contains(word)
}

pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.contains(word)
}

pub(super) fn is_role(word: &str) -> bool {
    ROLES.contains(word)
}

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

pub(super) fn is_stage_direction(word: &str) -> bool {
    STAGE.contains(word)
}

/// Whether a line is what is put after the last turn.
pub(super) fn is_trailer(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.len() < 160 && TRAILERS.iter().any(|trailer| lower.starts_with(trailer))
}
