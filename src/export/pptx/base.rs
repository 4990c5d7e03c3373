//! Our own look: master, layouts and themes, as a package without slides.

use super::super::package::{Package, Relation, THEME, THEME_KIND};

/// The main part.
const PRESENTATION: &str = "ppt/presentation.xml";
/// Content types of the parts of a presentation begin with this.
const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml";

/// The map of colours of the master, and that of the dark variant.
const LIGHT: &str = "bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\"";
const DARK: &str = "bg1=\"dk1\" tx1=\"lt1\" bg2=\"dk2\" tx2=\"lt2\"";

/// A presentation in our own look, without slides; light on dark if wished.
pub(super) fn base(dark: bool) -> Package {
    let mut package = Package::default();
    let mut add = |name: &str, kind: &str, text: &str| package.add(name, &format!("{KIND}.{kind}+xml"), text);
    add(PRESENTATION, "presentation.main", include_str!("parts/presentation.xml"));
    let master = include_str!("parts/slideMaster.xml");
    // Text and ground change places in the map of colours; everything else refers to them.
    let dark_master = || master.replacen(LIGHT, DARK, 1);
    let master = if dark { dark_master() } else { master.to_owned() };
    add("ppt/slideMasters/slideMaster1.xml", "slideMaster", &master);
    add("ppt/slideLayouts/slideLayout1.xml", "slideLayout", include_str!("parts/slideLayoutTitle.xml"));
    add("ppt/slideLayouts/slideLayout2.xml", "slideLayout", include_str!("parts/slideLayoutQuotes.xml"));
    add("ppt/presProps.xml", "presProps", include_str!("parts/presProps.xml"));
    add("ppt/viewProps.xml", "viewProps", VIEW);
    add("ppt/tableStyles.xml", "tableStyles", include_str!("parts/tableStyles.xml"));
    package.add("ppt/theme/theme1.xml", THEME_KIND, THEME);
    package.relate("", vec![Relation::new("rId1", "officeDocument", PRESENTATION)]);
    package.relate(
        PRESENTATION,
        vec![
            Relation::new("rId1", "slideMaster", "ppt/slideMasters/slideMaster1.xml"),
            Relation::new("rId2", "presProps", "ppt/presProps.xml"),
            Relation::new("rId3", "viewProps", "ppt/viewProps.xml"),
            Relation::new("rId4", "theme", "ppt/theme/theme1.xml"),
            Relation::new("rId5", "tableStyles", "ppt/tableStyles.xml"),
        ],
    );
    package.relate(
        "ppt/slideMasters/slideMaster1.xml",
        vec![
            Relation::new("rId1", "slideLayout", "ppt/slideLayouts/slideLayout1.xml"),
            Relation::new("rId2", "slideLayout", "ppt/slideLayouts/slideLayout2.xml"),
            Relation::new("rId3", "theme", "ppt/theme/theme1.xml"),
        ],
    );
    for layout in ["ppt/slideLayouts/slideLayout1.xml", "ppt/slideLayouts/slideLayout2.xml"] {
        package
            .relate(layout, vec![Relation::new("rId1", "slideMaster", "ppt/slideMasters/slideMaster1.xml")]);
    }
    package
}

/// How a file opens in the program, without any trace of how somebody last looked at it.
pub(super) const VIEW: &str = include_str!("parts/viewProps.xml");

/// Adds a notes master with a theme of its own, as speaker notes need one; gives its name.
pub(super) fn add_notes_master(package: &mut Package) -> String {
    let theme = package.free_name("ppt/theme/theme#.xml");
    package.add(&theme, THEME_KIND, THEME);
    let master = package.free_name("ppt/notesMasters/notesMaster#.xml");
    package.add(&master, &format!("{KIND}.notesMaster+xml"), include_str!("parts/notesMaster.xml"));
    package.relate(&master, vec![Relation::new("rId1", "theme", theme)]);
    master
}

/// The content type of a part of a presentation: `slide`, `notesSlide` ...
pub(super) fn content_type(kind: &str) -> String {
    format!("{KIND}.{kind}+xml")
}
