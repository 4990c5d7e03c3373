//! Which column of a codebook table holds what, by the headers people and programs give them.
//!
//! The names are those of ATLAS.ti, NVivo and MAXQDA exports and of codebooks in Word and Excel, in Dutch,
//! English, French and German; compared folded, letters and digits only.

use crate::sheet::Row;
use crate::text::{Language, fold};

/// The header stands in one of the first rows, below titles.
const HEADER_WITHIN: usize = 20;

/// Below groups and numbered levels, above subcodes.
const CODE_LEVEL: usize = 6;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The code itself: a name, or a short sign where another column holds the name.
    Code,
    /// The name, in a language if the header says so.
    Name(Option<Language>),
    /// The name of the code with those above it.
    Path,
    /// One level of the tree, in their order from the top; [`CODE_LEVEL`] is that of the code itself.
    Level(usize),
    Id,
    Number,
    Parent,
    Depth,
    Definition,
    Include,
    Exclude,
    Example,
    Color,
    Memo,
    /// Groups that a code is in, of which there may be several.
    Groups,
    Rules,
    Opposite,
    Unit,
    Guid,
    /// The columns in which a leading apostrophe guards a formula.
    Guarded,
    /// How often it was used: not part of a codebook.
    Frequency,
}

const NAMES: &[(Column, &str)] = &[
    (Column::Code, "code codes kode knoop knooppunt node nodes codesystem codesysteem tag tags"),
    (
        Column::Name(None),
        "naam name nom label codenaam codename codelabel nodename titel title titre intitule bezeichnung nomducode
        begriff kodename benaming libelle libelleducode intituleducode",
    ),
    (
        Column::Path,
        "path pad pfad chemin codepad codepath fullpath hierarchicalname hierarchie hierarchy codehierarchy",
    ),
    (
        Column::Level(1),
        "hoofdcode hoofdthema hoofdcategorie hoofdgroep maincode maintheme maincategory oberkategorie hauptkategorie
        hauptcode obercode codeprincipal themeprincipal categorieprincipale level1 niveau1 ebene1 laag1 eersteniveau",
    ),
    (
        Column::Level(2),
        "famille family codefamily groep group codegroup codegroep thema theme themes themas categorie category
        categories kategorie level2 niveau2 ebene2 laag2 tweedeniveau",
    ),
    (
        Column::Level(3),
        "subthema subcategorie subcategory subtheme unterkategorie soustheme sousthemes souscategorie subkategorie
        subgroep level3 niveau3 ebene3 laag3 derdeniveau",
    ),
    (Column::Level(4), "level4 niveau4 ebene4 laag4"),
    (Column::Level(5), "level5 niveau5 ebene5 laag5"),
    (Column::Level(7), "subcode untercode souscode subcodes"),
    (Column::Level(8), "subsubcode"),
    (Column::Id, "id codeid identifier afkorting abbreviation acronym kurzel sigle abkurzung idcode"),
    (
        Column::Number,
        "nr nummer number no numero num nummering numbering nummerierung volgnummer codenummer codenumber codenr",
    ),
    (
        Column::Parent,
        "parent parentcode parentname parentnode bovenliggend bovenliggendecode moedercode oudercode codeparent
        parentedecode ubergeordnet ubergeordnetercode elterncode ouder parentid valtonder hoortbij hoortonder staatonder
        categorieparente categoriemere themeparent parentcategory parenttheme overkoepelend overkoepelendecode gehortzu",
    ),
    (Column::Depth, "level niveau diepte depth ebene laag codeniveau codelevel hierarchieniveau"),
    (
        Column::Definition,
        "definitie omschrijving beschrijving definition description beschreibung betekenis uitleg toelichting
        meaning scopenote explanation fulldefinition shortdefinition briefdefinition explication erlauterung
        codedescription codedefinition definitionducode descriptif",
    ),
    (
        Column::Include,
        "include includes inclusion inclusie inclusief inclusiecriteria inclusiecriterium inclusioncriteria
        wanneerwel wanneergebruiken whentouse welgebruiken wel inclure inclus criteresdinclusion quandutiliser
        einschluss einschlusskriterien wannverwenden kodierregel",
    ),
    (
        Column::Exclude,
        "exclude excludes exclusion exclusie exclusief exclusiecriteria exclusiecriterium exclusioncriteria
        wanneerniet whennottouse nietgebruiken niet exclure exclus criteresdexclusion quandnepasutiliser ausschluss
        ausschlusskriterien abgrenzung wannnichtverwenden nietverwarrenmet",
    ),
    (
        Column::Example,
        "example examples voorbeeld voorbeelden voorbeeldcitaat voorbeeldcitaten typicalexample exemple exemples
        beispiel beispiele ankerbeispiel ankerbeispiele citaat examplequote typicalexemplar",
    ),
    (Column::Color, "color colour kleur farbe couleur codecolor codekleur"),
    (
        Column::Memo,
        "memo memos note notes opmerking opmerkingen notitie notities comment comments commentaire commentaires
        remarque remarques bemerkung kommentar anmerkung remarks codememo codecomment",
    ),
    (Column::Groups, "groups codegroups groepen codegroepen codegruppen gruppen groupesdecodes groupes"),
    (
        Column::Rules,
        "rules rule regels regel zoekwoorden zoektermen trefwoorden keywords keyword searchterms searchwords patronen
        patterns motscles motsclefs schlagworter suchbegriffe suchworter stichworter zoekpatronen",
    ),
    (Column::Opposite, "opposite tegengesteld tegengestelde"),
    (Column::Unit, "unit eenheid"),
    (Column::Guid, "guid uuid"),
    (Column::Guarded, "guarded"),
    (
        Column::Frequency,
        "frequentie frequency freq aantal count codings coderingen aantalcoderingen references refs sources files
        grounded groundedness density anzahl haufigkeit nombre frequence n cases quotes documents documenten quotations
        bronnen citaten aantalcitaten items codedsegments ofcodings segmenten numberofhighlights highlights
        codsegalldocuments codsegactivateddocuments aantalfragmenten",
    ),
];

/// What stands where in a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// How many rows stand up to the header, itself included.
    pub(super) below: usize,
    /// Its cells.
    pub(super) cells: Vec<String>,
    /// The recognised columns.
    pub(super) columns: Vec<(Column, usize)>,
    /// The headers nobody knows, with their columns.
    pub(super) unknown: Vec<(String, usize)>,
}

impl Header {
    /// Where the first column of this kind is.
    pub(super) fn find(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().find(|(column, _)| *column == wanted).map(|(_, at)| *at)
    }

    /// The columns with names in a language, or in none that is named.
    pub(super) fn names(&self) -> impl Iterator<Item = (Option<Language>, usize)> {
        self.columns.iter().filter_map(|(column, at)| match column {
            Column::Name(language) => Some((*language, *at)),
            _ => None,
        })
    }

    /// The columns that are levels of the tree, from the top; the code stands between a theme and a subcode.
    pub(super) fn levels(&self) -> Vec<usize> {
        let rank = |column: &Column| match column {
            Column::Level(rank) => Some(*rank),
            _ => None,
        };
        let mut levels: Vec<(usize, usize)> =
            self.columns.iter().filter_map(|(column, at)| Some((rank(column)?, *at))).collect();
        let named = self.find(Column::Name(None)).or_else(|| self.find(Column::Code));
        levels.extend(named.map(|at| (CODE_LEVEL, at)));
        levels.sort_unstable();
        levels.into_iter().map(|(_, at)| at).collect()
    }

    fn is_codebook(&self) -> bool {
        let names = |column: &Column| {
            matches!(column, Column::Code | Column::Name(_) | Column::Path | Column::Level(_) | Column::Id)
        };
        self.columns.iter().any(|(column, _)| names(column))
    }

    /// How much it looks like the header of a codebook.
    pub(super) fn score(&self) -> usize {
        self.columns.iter().filter(|(column, _)| *column != Column::Frequency).count()
    }
}

/// The header of a table: the row that names the most columns of a codebook. A row with one cell counts only
/// where the table has one column.
pub(super) fn find(rows: &[Row]) -> Option<Header> {
    let widest = rows.iter().map(filled).max().unwrap_or(0);
    let mut best: Option<Header> = None;
    for (at, row) in rows.iter().take(HEADER_WITHIN).enumerate() {
        let header = Header { below: at + 1, ..of(row) };
        let enough = header.columns.len() > 1 || widest == 1;
        if header.is_codebook() && enough && best.as_ref().is_none_or(|best| header.score() > best.score()) {
            best = Some(header);
        }
    }
    best
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn of(row: &Row) -> Header {
    let mut header = Header { cells: row.cells.clone(), ..Header::default() };
    for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        match column(cell) {
            // Of two columns with one meaning the first counts; names of languages stand side by side.
            Some(column) if header.find(column).is_none() => header.columns.push((column, at)),
            _ => header.unknown.push((cell.trim().to_owned(), at)),
        }
    }
    header
}

/// What a column with this header holds.
fn column(cell: &str) -> Option<Column> {
    if cell.chars().count() > 60 {
        return None;
    }
    let known = |plain: &str| {
        NAMES
            .iter()
            .find(|(_, names)| names.split_whitespace().any(|name| name == plain))
            .map(|(column, _)| *column)
    };
    if let Some(found) = known(&plain(cell)) {
        return Some(found);
    }
    let (base, language) = in_language(cell)?;
    match known(&plain(base))? {
        Column::Name(_) | Column::Code => Some(Column::Name(Some(language))),
        _ => None,
    }
}

/// `name (en)`, `naam_en`, `Code - English`: the header without its language, and the language.
fn in_language(cell: &str) -> Option<(&str, Language)> {
    let cell = cell.trim().trim_end_matches([')', ']']);
    let (base, language) = cell.rsplit_once(['(', '[', '_', '-', ' ', '.'])?;
    let language = match plain(language).as_str() {
        "nl" | "nederlands" | "dutch" | "neerlandais" | "niederlandisch" => Language::DUTCH,
        "en" | "engels" | "english" | "anglais" | "englisch" => Language::ENGLISH,
        "fr" | "frans" | "french" | "francais" | "franzosisch" => Language::FRENCH,
        "de" | "duits" | "german" | "allemand" | "deutsch" => Language::GERMAN,
        other if other.len() == 2 => other.parse().ok()?,
        _ => return None,
    };
    Some((base, language))
}

fn plain(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}
