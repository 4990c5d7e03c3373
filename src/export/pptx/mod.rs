//! PowerPoint: a title slide, then one theme a slide with its quotes, split rather than overflowing.
//!
//! The deck is a base, ours or the author's template, plus slides that fill the placeholders of its
//! layouts; so the same code serves both. Written by hand after ECMA-376.

mod base;
mod chart;
mod design;
mod figures;
mod hue;
mod ink;
mod notes;
mod slide;
mod template;
#[cfg(test)]
mod tests;

use super::attribution::translated;
use super::groups::{Group, groups};
use super::package::{Package, Relation};
use super::plan::{Item, Room, plan};
use super::properties::add_properties;
use super::provenance::{roles, summary};
use super::words::{clipped, label, locale, words};
use super::xml::unholdable;
use super::{Exporter, Options, Selection, Trouble, attribution, on_slide};
use base::content_type;
use chart::Bars;
use design::Design;
use slide::{QuoteSlide, title_slide};
use template::{Base, GONE, add_relation, with_slides};

/// PowerPoint presentations.
pub(super) struct PowerPoint;

impl Exporter for PowerPoint {
    fn name(&self) -> &'static str {
        "PowerPoint"
    }

    fn ending(&self) -> &'static str {
        "pptx"
    }

    fn template_endings(&self) -> &'static [&'static str] {
        &["pptx"]
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        Ok(self.write_telling(selection, options)?.0)
    }

    fn write_telling(
        &self,
        selection: &Selection,
        options: &Options,
    ) -> Result<(Vec<u8>, Vec<String>), Trouble> {
        let template = match &options.template {
            Some(template) => template::read(&template.bytes)?,
            None => {
                Base { package: base::base(options.dark), presentation: "ppt/presentation.xml".to_owned() }
            }
        };
        let mut deck = Deck::on(template)?;
        deck.add_title(selection);
        let groups = groups(selection);
        let bars = options.charts && figures::has_roles(selection);
        if options.charts {
            deck.add_figures(selection, &groups);
            if !bars {
                deck.remarks.push(ONE_ROLE.to_owned());
            }
        }
        for group in &groups {
            deck.add_group(selection, group, bars)?;
        }
        let remarks = std::mem::take(&mut deck.remarks);
        Ok((deck.finish(selection)?, remarks))
    }
}

/// Characters of a quote by which a remark names it.
const LONGEST_REMARK: usize = 60;
/// What bars by role would be without a second role.
const ONE_ROLE: &str = "all quotes are of one role, so there are no figures by role";

/// A presentation that slides are added to.
struct Deck {
    package: Package,
    presentation: String,
    design: Design,
    /// The relation of a notes master that had to be added.
    new_notes_master: Option<String>,
    /// The parts of the slides, in their order.
    slides: Vec<String>,
    /// What the author should know.
    remarks: Vec<String>,
}

impl Deck {
    fn on(template: Base) -> Result<Self, Trouble> {
        let Base { mut package, presentation } = template;
        let known = package.related(&presentation, "notesMaster").map(str::to_owned);
        let (notes_master, new_notes_master) = match known {
            Some(part) => (part, None),
            None => {
                let part = base::add_notes_master(&mut package);
                let id = add_relation(&mut package, &presentation, "notesMaster", &part);
                (part, Some(id))
            }
        };
        let design = Design::of(&package, &presentation, &notes_master)?;
        Ok(Self { package, presentation, design, new_notes_master, slides: Vec::new(), remarks: Vec::new() })
    }

    fn add_title(&mut self, selection: &Selection) {
        let facts = [label(&selection.study), summary(selection), roles(selection)];
        let title = label(&selection.title);
        let xml = title_slide(&self.design.title, selection.language, &title, &facts);
        let layout = self.design.title.part.clone();
        self.add_slide(xml, &layout);
    }

    fn add_figures(&mut self, selection: &Selection, groups: &[Group<'_>]) {
        let layout = self.design.quotes.clone();
        for xml in figures::slides(&layout, selection, groups, &label(&selection.study)) {
            self.add_slide(xml, &layout.part);
        }
    }

    fn add_group(&mut self, selection: &Selection, group: &Group<'_>, bars: bool) -> Result<(), Trouble> {
        let credit = |quote| translated(selection, quote, &on_slide(&attribution(selection, quote)));
        let credits: Vec<String> = group.quotes.iter().map(|(_, quote)| credit(quote)).collect();
        let items: Vec<Item<'_>> = group
            .quotes
            .iter()
            .zip(&credits)
            .map(|((_, quote), credit)| Item { text: quote.shown(), credit })
            .collect();
        // Once a quote: one may go on over thousands of slides.
        let replaced: Vec<usize> = group.quotes.iter().map(|(_, quote)| unholdable(quote.shown())).collect();
        let design = self.design.clone();
        let whole = design.quotes.body.frame();
        let (frame, aside) = if bars { whole.beside() } else { (whole, whole) };
        let bars = bars.then(|| figures::bars(selection, group, &design.quotes.ink));
        let aside = bars.as_ref().map(|bars| figures::beside(bars, aside)).unwrap_or_default();
        let slides = plan(&items, Room::inside(frame.width, frame.height));
        let footer = label(&selection.study);
        for (part, planned) in (1..).zip(&slides) {
            let shown = planned.pieces.iter().filter_map(|piece| {
                let (number, quote) = group.quotes.get(piece.item)?;
                let numbers = (*number, *replaced.get(piece.item)?);
                Some((numbers, (piece, *quote, credits.get(piece.item)?.as_str())))
            });
            let (numbers, quotes): (Vec<_>, Vec<_>) = shown.unzip();
            let slide = QuoteSlide {
                layout: &design.quotes,
                language: selection.language,
                words: words(selection.language),
                title: &group.title,
                part: (part, slides.len()),
                color: &group.color,
                size: planned.size,
                quotes,
                footer: &footer,
                frame,
                aside: aside.clone(),
            };
            if slide.is_crowded() {
                let first = slide.quotes.first().map_or("", |(_, quote, _)| quote.shown());
                self.remarks.push(format!(
                    "slide {}: by estimate its text does not fit where the layout has room for it: {}",
                    self.slides.len() + 1,
                    clipped(&label(first), LONGEST_REMARK)
                ));
            }
            let notes = notes::notes(selection, &slide, &numbers, &design.notes_body);
            let slide = self.add_slide(slide.xml(), &design.quotes.part);
            if let Some(bars) = &bars {
                self.add_chart(bars, &slide)?;
            }
            self.add_notes(notes, &slide);
        }
        Ok(())
    }

    fn add_chart(&mut self, bars: &Bars<'_>, slide: &str) -> Result<(), Trouble> {
        let chart = bars.add(&mut self.package, self.slides.len())?;
        let mut relations = self.package.relations(slide).to_vec();
        relations.push(Relation::new(chart::RELATION, "chart", chart));
        self.package.relate(slide, relations);
        Ok(())
    }

    fn add_slide(&mut self, xml: String, layout: &str) -> String {
        let name = numbered_name("ppt/slides/slide", self.slides.len() + 1, "xml", &self.package);
        self.package.add(&name, &content_type("slide"), xml);
        self.package.relate(&name, vec![Relation::new("rId1", "slideLayout", layout)]);
        self.slides.push(name.clone());
        name
    }

    fn add_notes(&mut self, xml: String, slide: &str) {
        let name = numbered_name("ppt/notesSlides/notesSlide", self.slides.len(), "xml", &self.package);
        self.package.add(&name, &content_type("notesSlide"), xml);
        let up = vec![
            Relation::new("rId1", "notesMaster", self.design.notes_master.clone()),
            Relation::new("rId2", "slide", slide),
        ];
        self.package.relate(&name, up);
        add_relation(&mut self.package, slide, "notesSlide", &name);
    }

    fn finish(mut self, selection: &Selection) -> Result<Vec<u8>, Trouble> {
        let mut relations = self.package.relations(&self.presentation).to_vec();
        let is_free = |id: &String| !relations.iter().any(|relation| relation.id == *id);
        let ids = (relations.len() + 1..).map(|number| format!("rId{number}")).filter(is_free);
        let ids: Vec<String> = ids.take(self.slides.len()).collect();
        for (id, slide) in ids.iter().zip(&self.slides) {
            relations.push(Relation::new(id.clone(), "slide", slide.clone()));
        }
        let text = self.package.text(&self.presentation).unwrap_or("");
        let text = with_slides(text, &ids, self.new_notes_master.as_deref())?;
        self.package.rewrite(&self.presentation, &content_type("presentation.main"), text);
        self.package.relate(&self.presentation, relations);
        if let Some(first) = self.slides.first() {
            self.package.redirect(|_, relation| relation.target == GONE, first);
        }
        add_properties(&mut self.package, &self.presentation, &selection.title, &locale(selection.language));
        self.package.finish()
    }
}

/// `slide7.xml`, or a longer name where a template uses that one for something else.
fn numbered_name(stem: &str, number: usize, ending: &str, package: &Package) -> String {
    let name = format!("{stem}{number}.{ending}");
    if package.content_type(&name).is_some() {
        package.free_name(&format!("{stem}{number}-#.{ending}"))
    } else {
        name
    }
}
