//! Codes as they are met, each below another or at the top.

use std::collections::HashMap;

use super::draft::DraftCode;
use super::place::DEEPEST;
use super::slug::{self, slug};
use crate::text::fold;

/// Codes with what they stand below.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// By what stands above and the key.
    known: HashMap<(Option<usize>, String), usize>,
    /// By id, once all rows are read.
    ids: Option<HashMap<String, usize>>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) code: DraftCode,
    pub(super) parent: Option<usize>,
    /// The row that describes it; `None` for one that others only mention.
    pub(super) row: Option<usize>,
}

impl Tree {
    /// The code with this key below `parent`, added with this name when it is new.
    pub(super) fn child(&mut self, parent: Option<usize>, key: &str, name: &str) -> usize {
        let next = self.nodes.len();
        let at = *self.known.entry((parent, key.to_owned())).or_insert(next);
        if at == next {
            let code = DraftCode { name: name.to_owned(), ..DraftCode::default() };
            self.nodes.push(Node { code, parent, row: None });
        }
        at
    }

    /// The code called `name` below `parent`.
    pub(super) fn named(&mut self, parent: Option<usize>, name: &str) -> usize {
        self.child(parent, &fold(name), name)
    }

    /// The code at the end of these names, from the top down.
    pub(super) fn path(&mut self, names: &[String]) -> Option<usize> {
        names.iter().fold(None, |parent, name| Some(self.named(parent, name)))
    }

    /// The code at `at`.
    pub(super) fn get(&mut self, at: usize) -> Option<&mut Node> {
        self.nodes.get_mut(at)
    }

    /// The first code with this id.
    pub(super) fn with_id(&mut self, id: &str) -> Option<usize> {
        if self.ids.is_none() {
            let mut ids = HashMap::new();
            for (at, node) in self.nodes.iter().enumerate().filter(|(_, node)| !node.code.id.is_empty()) {
                ids.entry(node.code.id.clone()).or_insert(at);
            }
            self.ids = Some(ids);
        }
        self.ids.as_ref()?.get(id).copied()
    }

    /// The names of codes that other rows only mention.
    pub(super) fn mentioned_only(&self) -> Vec<&str> {
        self.nodes.iter().filter(|node| node.row.is_none()).map(|node| node.code.name.as_str()).collect()
    }

    /// Puts every code that stands below itself, or too deep, at the top; says which.
    pub(super) fn settle(&mut self) -> Vec<String> {
        let mut moved = Vec::new();
        for at in 0..self.nodes.len() {
            let mut above = self.nodes.get(at).and_then(|node| node.parent);
            for _ in 0..DEEPEST {
                above = above.and_then(|here| self.nodes.get(here)?.parent);
            }
            if let Some(node) = self.nodes.get_mut(at).filter(|_| above.is_some()) {
                node.parent = None;
                moved.push(node.code.name.clone());
            }
        }
        moved
    }

    /// The codes at the top, each with those below it, and with ids that are unique among neighbours.
    pub(super) fn codes(self) -> Vec<DraftCode> {
        let mut below: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let mut codes = Vec::new();
        for (at, node) in self.nodes.into_iter().enumerate() {
            below.entry(node.parent).or_default().push(at);
            codes.push(Some(node.code));
        }
        gather(None, &below, &mut codes)
    }
}

fn gather(
    parent: Option<usize>,
    below: &HashMap<Option<usize>, Vec<usize>>,
    codes: &mut [Option<DraftCode>],
) -> Vec<DraftCode> {
    let mut found: Vec<DraftCode> = Vec::new();
    for at in below.get(&parent).into_iter().flatten() {
        let Some(mut code) = codes.get_mut(*at).and_then(Option::take) else { continue };
        code.codes = gather(Some(*at), below, codes);
        found.push(code);
    }
    // Ids that the table gives go before those that are made of names.
    let mut taken = slug::Taken::new();
    let (given, made): (Vec<_>, Vec<_>) = found.iter_mut().partition(|code| !code.id.is_empty());
    for code in given {
        code.id = slug::unique(&code.id, &mut taken);
    }
    for code in made {
        code.id = slug::unique(&slug(&code.name), &mut taken);
    }
    found
}
