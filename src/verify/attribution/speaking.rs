//! Who plainly speaks, held against who said it.

use std::ops::Range;

use super::beside::{Stand, Word, stand, stand_of_role, words};
use super::subject::{self, Subject, Who};
use super::{Attributed, Named, People, Spoken};

impl People {
    /// The same, where a sentence leads in, too: who is said to speak there must fit as well.
    pub fn check_led(
        &self,
        lead: Option<&str>,
        attribution: Option<&str>,
        is_credit: bool,
        spoken: &[&Spoken],
    ) -> Attributed {
        let found = self.check(attribution, is_credit, spoken);
        let Some(lead) = lead.filter(|_| !matches!(found, Attributed::Wrong { .. })) else { return found };
        self.accused(&words(lead), lead.trim_end().ends_with(':'), spoken).unwrap_or_else(|| match found {
            // Where a remark stands, `(eigen vertaling)`, who leads in is who is named.
            Attributed::Unchecked => self.check(Some(lead), false, spoken),
            found => found,
        })
    }

    fn subjects<'p>(&'p self, words: &[Word], is_lead: bool) -> Vec<Subject<'p>> {
        subject::subjects(words, &self.places_of_roles(words), &self.names.found(words, &self.roles), is_lead)
    }

    /// Somebody else who plainly says it, though who said it may be spoken to or of.
    pub(super) fn accused(&self, words: &[Word], is_lead: bool, spoken: &[&Spoken]) -> Option<Attributed> {
        let subjects = self.subjects(words, is_lead);
        let is_anothers = |one: &Subject| one.is_plain && !spoken.iter().any(|turn| one.fits(turn));
        if spoken.is_empty() || subjects.is_empty() || !subjects.iter().all(is_anothers) {
            return None;
        }
        // Behind the verb, who said it may speak as well.
        let own_roles = self.places_of_roles(words).into_iter();
        let own_roles =
            own_roles.filter(|(_, id)| spoken.iter().any(|turn| turn.role.as_deref() == Some(*id)));
        let own_names = self.names.found(words, &self.roles).places.into_iter();
        let own_names = own_names.filter(|(_, name)| spoken.iter().any(|turn| name.is_of(turn)));
        let own = own_roles.map(|(here, _)| here).chain(own_names.map(|(here, _)| here));
        let may_speak = |here: Range<usize>| {
            stand(words, here.start) == Stand::Names
                && !subject::is_spoken_of(words, here.start)
                && subjects.iter().any(|one| one.is_before(&here))
        };
        if own.into_iter().any(may_speak) {
            return None;
        }
        let name = |one: &Subject| match one.who {
            Who::Role(id) => self.role_name(id).to_owned(),
            Who::Person(name) => name.written.clone(),
        };
        let mut named: Vec<String> = subjects.iter().map(name).collect();
        named.dedup();
        let by_name = subjects.iter().any(|one| matches!(one.who, Who::Person(_)));
        Some(Attributed::Wrong { named: named.join(", "), said_by: self.who_of(spoken, by_name) })
    }

    /// The roles and organisations; those that are said of others beside one who said it, and plainly is said to
    /// speak, are only mentioned.
    pub(super) fn not_beside_who_speaks(&self, words: &[Word], spoken: &[&Spoken]) -> (Named<'_>, Named<'_>) {
        let subjects = self.subjects(words, false);
        let is_theirs = |one: &Subject| spoken.iter().any(|turn| one.fits(turn));
        let is_person = subjects.iter().any(|one| matches!(one.who, Who::Person(_)) && is_theirs(one));
        if !is_person || !subjects.iter().all(is_theirs) {
            return (self.roles_in(words), self.organisations_in(words));
        }
        let places = self.places_of_roles(words);
        let people = self.names.found(words, &self.roles).places;
        let all = places.iter().map(|(here, _)| here.clone()).chain(people.into_iter().map(|(here, _)| here));
        let all: Vec<Range<usize>> = all.collect();
        let is_of_subject = |here: &Range<usize>| subjects.iter().any(|one| one.is_with(words, here, &all));
        let mut roles = Named::default();
        let mut others: Vec<usize> = Vec::new();
        for (here, id) in &places {
            let stand = match stand_of_role(words, here.start, here.end) {
                Stand::Names if !is_of_subject(here) => Stand::Mentions,
                stand => stand,
            };
            if stand == Stand::Mentions {
                others.push(here.end);
            }
            roles.put(id, stand);
        }
        roles.speaking.sort_unstable();
        roles.speaking.dedup();
        // `een vrijwilliger in Huis Overbrug`.
        let is_of_other = |at: usize| others.iter().any(|end| *end < at && at <= *end + 3);
        let mut organisations = Named::default();
        for (here, name) in self.places_of_organisations(words) {
            let stand = if is_of_other(here.start) { Stand::Mentions } else { stand(words, here.start) };
            organisations.put(name, stand);
        }
        (roles, organisations)
    }
}
