//! Who the speakers are, by the list of persons in the header.

use std::collections::HashMap;

use crate::source::names::{key, tidy};
use crate::source::spoken::{People, Told};
use crate::source::tree::Element;

/// The persons of a document.
#[derive(Debug, Default)]
pub(super) struct Persons {
    labels: HashMap<String, String>,
    /// What the header tells of them, by label.
    pub(super) people: People,
}

impl Persons {
    /// All persons of the headers of a document. The label is the short one transcripts use (`n`), else
    /// the name; where two persons would have the same, each has its id.
    pub(super) fn of(document: &Element<'_>) -> Self {
        let mut persons: Vec<(String, String, Told)> = Vec::new();
        let mut uses: HashMap<String, usize> = HashMap::new();
        let headers = document.all("teiHeader");
        for person in headers.into_iter().flat_map(|header| header.all("person")) {
            let Some(id) = person.attribute("id") else { continue };
            let name = person.child("persName").map(name).unwrap_or_default();
            let short = person.attribute("n").map(|n| tidy(&n)).unwrap_or_default();
            let named = [short, name.clone(), id.clone()].into_iter().find(|label| !label.is_empty());
            let label = named.unwrap_or_default();
            *uses.entry(key(&label)).or_default() += 1;
            persons.push((id, label, told(person, name)));
        }
        let mut found = Self::default();
        for (id, label, told) in persons {
            let alone = uses.get(&key(&label)) == Some(&1);
            let label = if alone { label } else { id.clone() };
            let told = told.into_iter().filter(|(_, value)| !value.is_empty() && *value != label);
            found.people.insert(label.clone(), told.collect());
            found.labels.insert(id, label);
        }
        found
    }

    /// The label of who `@who` names: one (`#SP1`), or several apart by blanks.
    pub(super) fn label(&self, who: &str) -> String {
        let one = |reference: &str| {
            let id = reference.rsplit('#').next().unwrap_or(reference);
            self.labels.get(id).cloned().unwrap_or_else(|| id.to_owned())
        };
        who.split_whitespace().map(one).collect::<Vec<_>>().join(" & ")
    }
}

/// A name as people say it: forenames before surnames.
fn name(element: &Element<'_>) -> String {
    let parts = |part: &str| element.elements().filter(|e| e.name() == part).map(Element::text).collect();
    let names: [Vec<String>; 3] = [parts("forename"), parts("nameLink"), parts("surname")];
    let said = names.concat().join(" ");
    if said.is_empty() { tidy(&element.text()) } else { tidy(&said) }
}

fn told(person: &Element<'_>, name: String) -> Told {
    let value = |what: &str| {
        let element = person.child(what).map(|e| e.attribute("value").unwrap_or_else(|| e.text()));
        person.attribute(what).or(element).map(|value| tidy(&value)).unwrap_or_default()
    };
    let [role, sex, age, occupation] = ["role", "sex", "age", "occupation"].map(value);
    vec![("name", name), ("role", role), ("sex", sex), ("age", age), ("occupation", occupation)]
}
