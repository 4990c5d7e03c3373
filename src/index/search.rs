//! Asking the index.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery, TermSetQuery};
use tantivy::schema::{IndexRecordOption, Term, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument};

use super::IndexError;
use super::ask::{Ask, Field, Filter, Order, Who};
use super::catalog::{Catalog, SourceEntry};
use super::cut::Cut;
use super::fields::{Fields, schema};
use super::folder::open_generation;
use super::hit::{Hit, describe};
use super::kept::Kept;
use super::turns;
use super::words::text_query;
use crate::quote::Quote;
use crate::transcript::Transcript;

/// So many are found in one pass; for more, room is made once it is known how many there are.
const A_PAGE: usize = 1000;

/// An index open for reading: one complete generation.
pub struct Index {
    dir: PathBuf,
    catalog: Catalog,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
}

impl Index {
    /// Opens the last complete generation in `dir`.
    ///
    /// # Errors
    /// [`IndexError::Missing`] when there is none that this version can read.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let (engine, catalog) = open_generation(dir)?;
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (_, fields) = schema();
        Ok(Self { dir: dir.to_owned(), catalog, searcher: reader.searcher(), fields })
    }

    /// The sources and speakers of this generation.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// How many documents answer.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn count(&self, ask: &Ask) -> Result<usize, IndexError> {
        Ok(self.searcher.search(&self.query(ask), &Count)?)
    }

    /// How many there are, and the first `limit` of them in `order`.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn top(&self, ask: &Ask, order: Order, limit: usize) -> Result<(usize, Vec<Hit>), IndexError> {
        let query = self.query(ask);
        let (total, addresses) = match order {
            Order::Source if limit <= A_PAGE => self.first_in_order(&query, limit)?,
            Order::Source => {
                let total = self.searcher.search(&query, &Count)?;
                self.first_in_order(&query, limit.min(total))?
            }
            Order::Rank => {
                let total = self.searcher.search(&query, &Count)?;
                (total, self.ranked(&query, limit.min(total))?)
            }
        };
        let hits = addresses.into_iter().filter_map(|address| self.hit(address).transpose());
        Ok((total, hits.collect::<Result<_, _>>()?))
    }

    /// How many there are and the first `limit` of them by place, in one pass.
    fn first_in_order(
        &self,
        query: &dyn Query,
        limit: usize,
    ) -> Result<(usize, Vec<DocAddress>), IndexError> {
        if limit == 0 {
            return Ok((self.searcher.search(query, &Count)?, Vec::new()));
        }
        let by = |field: &str| (SortByStaticFastValue::<u64>::for_field(field), tantivy::Order::Asc);
        let first = TopDocs::with_limit(limit).order_by((by("source"), by("place")));
        let (total, found) = self.searcher.search(query, &(Count, first))?;
        Ok((total, found.into_iter().map(|(_, address)| address).collect()))
    }

    /// By score, then by place: equal scores must not depend on how the engine split its segments.
    fn ranked(&self, query: &dyn Query, limit: usize) -> Result<Vec<DocAddress>, IndexError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let by_score = TopDocs::with_limit(limit).order_by_score();
        let mut found = self.searcher.search(query, &by_score)?;
        let columns = self.searcher.segment_readers().iter().map(|segment| {
            let fast = segment.fast_fields();
            Ok((fast.u64("source")?, fast.u64("place")?))
        });
        let columns: Vec<_> = columns.collect::<tantivy::Result<_>>()?;
        let place = |address: DocAddress| {
            let (source, place) = columns.get(address.segment_ord as usize)?;
            source.first(address.doc_id).zip(place.first(address.doc_id))
        };
        found.sort_by_cached_key(|(score, address)| (std::cmp::Reverse(score.to_bits()), place(*address)));
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    fn hit(&self, address: DocAddress) -> Result<Option<Hit>, IndexError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        Ok(document.get_first(self.fields.record).and_then(|v| v.as_bytes()).and_then(Hit::from_bytes))
    }

    pub(super) fn query(&self, ask: &Ask) -> Box<dyn Query> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut flag = |field, value: bool| {
            let term = Term::from_field_u64(field, u64::from(value));
            parts.push((Occur::Must, unscored(any_term(vec![term]))));
        };
        flag(self.fields.quote, ask.quotes);
        match ask.who {
            Who::Answering => flag(self.fields.asks, false),
            Who::Asking => flag(self.fields.asks, true),
            Who::Everyone => {}
        }
        for filter in &ask.filters {
            match filter {
                Filter::AnyOf(field, values) => parts.push((Occur::Must, self.any_of(*field, values))),
                Filter::NoneOf(field, values) => parts.push((Occur::MustNot, self.any_of(*field, values))),
                Filter::Sources(numbers) => {
                    let terms =
                        numbers.iter().map(|n| Term::from_field_u64(self.fields.source, *n)).collect();
                    parts.push((Occur::Must, unscored(any_term(terms))));
                }
            }
        }
        if let Some(clause) = &ask.text {
            parts.push((Occur::Must, text_query(clause, &self.fields)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    fn any_of(&self, field: Field, values: &[String]) -> Box<dyn Query> {
        let f = &self.fields;
        let field = match field {
            Field::Role => f.role,
            Field::Speaker => f.speaker,
            Field::Participant => f.participant,
            Field::Language => f.language,
            Field::Code => f.code,
            Field::Near => f.near,
            Field::Coder => f.coder,
            Field::Attribute => f.attribute,
        };
        unscored(any_term(values.iter().map(|value| Term::from_field_text(field, value)).collect()))
    }

    /// Folded forms that were said and begin with the same letter as `form`, with how often, for suggestions.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn forms_like(&self, form: &str) -> Result<HashMap<String, u32>, IndexError> {
        let mut forms: HashMap<String, u32> = HashMap::new();
        let Some(first) = form.chars().next() else { return Ok(forms) };
        let (low, high) = (first.to_string(), format!("{first}{}", char::MAX));
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.forms)?;
            let terms = inverted.terms();
            let mut stream = terms
                .range()
                .ge(low.as_bytes())
                .lt(high.as_bytes())
                .into_stream()
                .map_err(|error| IndexError::file(&self.dir, error))?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    *forms.entry(term.to_owned()).or_default() += stream.value().doc_freq;
                }
            }
        }
        Ok(forms)
    }

    /// The quotes behind `hits`, with their words cut from the kept texts.
    ///
    /// # Errors
    /// When a kept text cannot be read.
    pub fn quotes(&self, hits: &[Hit]) -> Result<Vec<Quote>, IndexError> {
        let mut files: HashMap<u64, Kept> = HashMap::new();
        hits.iter().filter_map(|hit| self.quote(hit, &mut files).transpose()).collect()
    }

    fn quote(&self, hit: &Hit, files: &mut HashMap<u64, Kept>) -> Result<Option<Quote>, IndexError> {
        let Some(source) = self.catalog.sources.get(&hit.source) else { return Ok(None) };
        let path = source.kept(&self.dir);
        // Many sources must not mean many open files.
        if files.len() > 64 {
            files.clear();
        }
        let file = match files.entry(hit.source) {
            std::collections::hash_map::Entry::Occupied(open) => open.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(Kept::open(&path).map_err(|error| IndexError::file(&path, error))?)
            }
        };
        let cut = Cut::read(file, hit.bytes).map_err(|error| IndexError::file(&path, error))?;
        Ok(Some(describe(hit, source, cut)))
    }

    /// The transcript of a source as it was read.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn transcript(&self, source: &SourceEntry) -> Result<Transcript, IndexError> {
        let (text, turns) = self.kept(source, Kept::all)?;
        turns::unpack(text_of(text)?, &turns).ok_or(IndexError::Missing)
    }

    /// The text of a source as it was read.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn text(&self, source: &SourceEntry) -> Result<String, IndexError> {
        text_of(self.kept(source, |kept| kept.text(0, u64::MAX))?)
    }

    fn kept<T>(
        &self,
        source: &SourceEntry,
        read: impl FnOnce(&mut Kept) -> std::io::Result<T>,
    ) -> Result<T, IndexError> {
        let path = source.kept(&self.dir);
        Kept::open(&path).and_then(|mut kept| read(&mut kept)).map_err(|error| IndexError::file(&path, error))
    }
}

fn text_of(bytes: Vec<u8>) -> Result<String, IndexError> {
    String::from_utf8(bytes).map_err(|_| IndexError::Missing)
}

/// Documents with any of these terms. A set of terms is unrolled over the whole index, so a few terms are
/// better asked one by one.
fn any_term(terms: Vec<Term>) -> Box<dyn Query> {
    let one = |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
    match <[Term; 1]>::try_from(terms) {
        Ok([term]) => one(term),
        Err(terms) if terms.len() <= 16 => {
            Box::new(BooleanQuery::union(terms.into_iter().map(one).collect()))
        }
        Err(terms) => Box::new(TermSetQuery::new(terms)),
    }
}

fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Everything, for queries that only say what is not there.
pub(super) fn everything() -> Box<dyn Query> {
    unscored(Box::new(AllQuery))
}
