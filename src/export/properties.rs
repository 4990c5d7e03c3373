//! The document properties of office files: title and program, never a person, a path or a clock.

use super::package::{Package, Relation};
use super::words::label;
use super::xml::{HEAD, escape};

const CORE: &str = "docProps/core.xml";
const APP: &str = "docProps/app.xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP_TYPE: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// Relates the package to its main part and to fresh properties, and to nothing else.
pub(super) fn add_properties(package: &mut Package, main: &str, title: &str, locale: &str) {
    let core = format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title><dc:creator>verbatim</dc:creator><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escape(&label(title)),
        escape(locale),
    );
    let app = format!(
        "{HEAD}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>verbatim</Application></Properties>"
    );
    package.add(CORE, CORE_TYPE, core);
    package.add(APP, APP_TYPE, app);
    let core = Relation { kind: CORE_RELATION.to_owned(), ..Relation::new("rId2", "", CORE) };
    let app = Relation::new("rId3", "extended-properties", APP);
    package.relate("", vec![Relation::new("rId1", "officeDocument", main), core, app]);
}
