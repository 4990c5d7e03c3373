//! The headers that people and programs give to the columns of a table of codings.
//!
//! Compared folded, letters and digits only. Of several names of a list the first that is there counts. The names of
//! programs are those of the tables that ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette and Dedoose write.

use verbatim::sheet::Row;
use verbatim::text::fold;

pub(super) const TEXT: &str = "text tekst quote citaat segment fragment passage codedsegment codedtext quotationcontent seltext
    selectedtext excerpt excerptcopy highlight zitat textstelle zitatinhalt citation extrait quotation gecodeerdetekst
    gecodeerdfragment uitspraak content";
pub(super) const CODES: &str =
    "code codes codering coderingen codename codenaam kode kodes codierung humancodes codesapplied
    hierarchicalname tag tags";
pub(super) const CODER: &str = "coder codeur coders kodierer codierer codeuse codeursinitialen kodiererin codiererin kodiererinnen
    kodierende codierende codedby codedbyinitials coderinitials codername gecodeerddoor codeerder codeerster kodiertvon codiertvon
    kodiertdurch codiertdurch codepar codeepar annotator annotateur beoordelaar rater owner createdby gemaaktdoor
    aangemaaktdoor erstelltvon creepar author autor auteur auteurs excerptcreator modifiedby bearbeitetvon";
pub(super) const SOURCE: &str =
    "source bron document documentname documentnaam dokumentname bestand file filename bestandsnaam dateiname dokument quelle
    fichier nomdufichier nomdudocument transcript filecase filecasename mediatitle interview";
pub(super) const TURN: &str = "turn beurt spreekbeurt";
pub(super) const SPEAKER: &str = "spreker speaker sprecher locuteur participant deelnemer";
pub(super) const START: &str = "start begin van pos0 anfang startposition beginpositie startpositie";
pub(super) const END: &str = "end einde eind tot pos1 ende endposition eindpositie";
pub(super) const MEMO: &str =
    "memo note notes notitie notities opmerking opmerkingen comment comments kommentar commentaire
    codedmemo bemerkung remarque";
/// What tells the rows of a table apart, and is never a code.
pub(super) const NUMBER: &str =
    "id nr no number nummer numero num rij row regel line zeile ligne volgnummer index respondent
    respondentid quotationid segmentid ctid cid fid";

/// What headers of definitions hold, folded.
const DEFINITION: &[&str] =
    &["defini", "omschrijving", "beschrijving", "description", "beschreibung", "uitleg", "toelichting"];

/// Longer cells are words, not headers; in code points.
const LONGEST: usize = 60;

/// A header as it is compared.
pub(super) fn plain(cell: &str) -> String {
    fold(cell).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a header is one of `names`.
pub(super) fn is_one_of(cell: &str, names: &str) -> bool {
    let cell = plain(cell);
    !cell.is_empty() && names.split_whitespace().any(|name| name == cell)
}

/// The first column whose header is one of `names`, by their order.
pub(super) fn column(header: &Row, names: &str) -> Option<usize> {
    let headers: Vec<String> = header.cells.iter().map(|cell| plain(cell)).collect();
    names.split_whitespace().find_map(|name| headers.iter().position(|header| header == name))
}

/// Whether a word of a header is one for codes.
pub(super) fn speaks_of_codes(header: &str) -> bool {
    if header.chars().count() > LONGEST {
        return false;
    }
    let words = fold(header).into_owned();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ["code", "codes", "codering", "coderingen", "kodes"].contains(&word))
}

/// Whether a header of coders says that they code, as `Auteur` or `Modified by` does not.
pub(super) fn speaks_of_coding(header: &str) -> bool {
    let header = plain(header);
    ["code", "kodier", "codier", "annotat"].iter().any(|word| header.contains(word))
}

/// Whether a header is one of definitions, as in a codebook with examples.
pub(super) fn defines(header: &str) -> bool {
    let header = fold(header);
    DEFINITION.iter().any(|begin| header.contains(begin))
}
