//! The author's own presentation as a template: its master, layouts and themes, without its slides
//! and without anything that tells who made it.

use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

use super::super::Trouble;
use super::super::package::{Package, Relation};
use super::base::{VIEW, content_type};

/// Relations that lead to slides, to people, or to data beside the presentation.
const DROPPED: &[&str] = &[
    "slide",
    "viewProps",
    "commentAuthors",
    "authors",
    "customXml",
    "vbaProject",
    "tags",
    "webextension",
    "webextensiontaskpanes",
    "printerSettings",
    "revisionInfo",
    "changesInfos",
];
/// Parts of `presentation.xml` that speak of slides, people or passwords.
const DROPPED_ELEMENTS: &[&str] =
    &["sldIdLst", "custShowLst", "modifyVerifier", "custDataLst", "smartTags", "extLst", "photoAlbum"];

/// What led to a slide of the template leads here, until there is a first slide again.
pub(super) const GONE: &str = "ppt/slides/gone.xml";

/// A template, ready for new slides.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) package: Package,
    /// The name of the main part.
    pub(super) presentation: String,
}

/// Reads the bytes of a `.pptx` or `.potx` and takes its slides out.
pub(super) fn read(bytes: &[u8]) -> Result<Base, Trouble> {
    let mut package = Package::read(bytes)?;
    let presentation = package.related("", "officeDocument").map(str::to_owned).unwrap_or_default();
    check(&package, &presentation)?;
    let is_slide = |relation: &Relation| !relation.external && relation.short_kind() == "slide";
    let slides: Vec<String> =
        package.relations(&presentation).iter().filter(|r| is_slide(r)).map(|r| r.target.clone()).collect();
    package.retain_relations(|part, relation| {
        (part != presentation && !part.is_empty()) || !DROPPED.contains(&relation.short_kind())
    });
    // A button on a layout may lead to a slide; without that slide it would be damaged.
    package.redirect(
        |part, relation| !slides.iter().any(|s| s == part) && slides.contains(&relation.target),
        GONE,
    );
    package.relate("", vec![Relation::new("rId1", "officeDocument", presentation.clone())]);
    package.sweep();
    let view = package.free_name("ppt/viewProps#.xml").replace("viewProps1", "viewProps");
    package.add(&view, &content_type("viewProps"), VIEW);
    add_relation(&mut package, &presentation, "viewProps", &view);
    Ok(Base { package, presentation })
}

/// Whether this is a presentation we can write to.
fn check(package: &Package, presentation: &str) -> Result<(), Trouble> {
    let kind = package.content_type(presentation).unwrap_or("");
    let trouble = |message: &str, hint: &str| Err(Trouble::new(message).hint(hint));
    if kind.contains("macroEnabled") {
        return trouble("the template holds macros", "save it in PowerPoint as .pptx, without macros");
    }
    if !kind.contains("presentationml") {
        return trouble(
            "the template is no PowerPoint file",
            "give a .pptx that PowerPoint or LibreOffice opens",
        );
    }
    let text = package.text(presentation).unwrap_or("");
    if text.contains("http://purl.oclc.org/ooxml/") {
        return trouble(
            "the template is a `Strict Open XML Presentation`",
            "save it in PowerPoint as `PowerPoint Presentation (.pptx)`",
        );
    }
    Ok(())
}

/// Adds a relation with an id that is free; gives the id.
pub(super) fn add_relation(package: &mut Package, part: &str, kind: &str, target: &str) -> String {
    let mut relations = package.relations(part).to_vec();
    let taken = |id: &str| relations.iter().any(|relation| relation.id == id);
    let id = (relations.len() + 1..).map(|n| format!("rId{n}")).find(|id| !taken(id)).unwrap_or_default();
    relations.push(Relation::new(id.clone(), kind, target));
    package.relate(part, relations);
    id
}

/// `presentation.xml` with these slides instead of its own. `notes_master` is the relation of a notes
/// master it does not name yet.
pub(super) fn with_slides(
    text: &str,
    slides: &[String],
    notes_master: Option<&str>,
) -> Result<String, Trouble> {
    let broken =
        || Trouble::new("the template's presentation.xml is damaged").hint("open it and save it again");
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let mut depth = 0u32;
    let mut skipped: Option<u32> = None;
    let mut pending = Some(slide_list(slides));
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        let name = match &event {
            Event::Start(element) | Event::Empty(element) => element.local_name().as_ref().to_owned(),
            Event::End(element) => element.local_name().as_ref().to_owned(),
            _ => String::new(),
        };
        let opens = matches!(event, Event::Start(_));
        let closes = matches!(event, Event::End(_));
        depth = if closes { depth.checked_sub(1).ok_or_else(broken)? } else { depth };
        let on_top = depth == 1 && (opens || closes || matches!(event, Event::Empty(_)));
        let begins = on_top && !closes;
        if begins
            && matches!(name.as_str(), "sldSz" | "notesSz")
            && let Some(list) = pending.take()
        {
            put(&mut writer, list)?;
        }
        let dropped = begins && DROPPED_ELEMENTS.contains(&name.as_str());
        if dropped && opens && skipped.is_none() {
            skipped = Some(depth);
        }
        let ends_skip = closes && skipped == Some(depth);
        let is_end = matches!(event, Event::Eof);
        if skipped.is_none() && !dropped && !is_end {
            writer.write_event(event).map_err(|_| broken())?;
        }
        if ends_skip {
            skipped = None;
        }
        if on_top
            && !opens
            && name == "sldMasterIdLst"
            && let Some(id) = notes_master
        {
            put(&mut writer, list("notesMasterIdLst", &format!("<p:notesMasterId r:id=\"{id}\"/>")))?;
        }
        depth += u32::from(opens);
        if is_end {
            break;
        }
    }
    if pending.is_some() || depth != 0 {
        return Err(broken());
    }
    String::from_utf8(writer.into_inner()).map_err(|_| broken())
}

fn put(writer: &mut Writer<Vec<u8>>, xml: String) -> Result<(), Trouble> {
    let text = quick_xml::events::BytesText::from_escaped(xml);
    writer.write_event(Event::Text(text)).map_err(|_| Trouble::new("the presentation could not be written"))
}

/// The list of slides by their relations. Ids of slides begin at 256 (`ST_SlideId`).
fn slide_list(slides: &[String]) -> String {
    let entries: String = (256..)
        .zip(slides)
        .map(|(id, relation)| format!("<p:sldId id=\"{id}\" r:id=\"{relation}\"/>"))
        .collect();
    list("sldIdLst", &entries)
}

/// A list element with its own name spaces, as a template may call them otherwise.
fn list(name: &str, entries: &str) -> String {
    format!(
        "<p:{name} xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{entries}</p:{name}>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slides_take_the_place_of_those_that_were_there() {
        let text = "<x:presentation><x:sldMasterIdLst><x:sldMasterId/></x:sldMasterIdLst>\
                    <x:sldIdLst><x:sldId id=\"256\"/></x:sldIdLst><x:sldSz/><x:notesSz/>\
                    <x:extLst><x:ext/></x:extLst></x:presentation>";
        let written = with_slides(text, &["rId9".to_owned()], Some("rId8")).unwrap();
        let short =
            written.replace(" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"", "");
        let short = short
            .replace(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"", "");
        insta::assert_snapshot!(short, @r#"<x:presentation><x:sldMasterIdLst><x:sldMasterId/></x:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId8"/></p:notesMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId9"/></p:sldIdLst><x:sldSz/><x:notesSz/></x:presentation>"#);
    }

    #[test]
    fn what_is_damaged_is_refused() {
        assert!(with_slides("<a><b></a>", &[], None).is_err());
        assert!(with_slides("", &[], None).is_err());
        assert!(read(b"PK").unwrap_err().hint.is_some());
    }
}
