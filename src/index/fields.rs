//! The fields of a document.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

use super::tokens::{FORMS, STEMS};

/// The fields, by what they hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// 1 for a coded passage, 0 for a turn.
    pub(super) quote: Field,
    /// 1 where the speaker asks, 0 where they answer.
    pub(super) asks: Field,
    /// Number of the source.
    pub(super) source: Field,
    /// Folded words with positions, for phrases, prefixes and near spellings.
    pub(super) forms: Field,
    /// Stems in every language of the study, but for those that are the word itself.
    pub(super) stems: Field,
    /// Role id.
    pub(super) role: Field,
    /// Label of the speaker.
    pub(super) speaker: Field,
    /// Participants, one or several.
    pub(super) participant: Field,
    /// Language code.
    pub(super) language: Field,
    /// `name`, [`SEPARATOR`], `value`.
    pub(super) attribute: Field,
    /// Codes of its codings and their ancestors.
    pub(super) code: Field,
    /// Codes on it or overlapping it in the turn, and their ancestors.
    pub(super) near: Field,
    /// `coder`, [`SEPARATOR`], code or ancestor; and `coder`, [`SEPARATOR`].
    pub(super) coder: Field,
    /// Codes of its codings, without ancestors, one value a coding.
    pub(super) own: Field,
    /// Byte in the source where it begins: with `source`, the order of the study.
    pub(super) place: Field,
    /// Index of the turn in the source: with `source`, counts distinct turns.
    pub(super) turn: Field,
    /// How many distinct coded passages it holds.
    pub(super) passages: Field,
    /// The rest, for showing: see [`Hit`](super::Hit).
    pub(super) record: Field,
}

/// Between the two parts of a compound value.
pub(super) const SEPARATOR: char = '\u{1f}';

pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, record| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record)
                .set_fieldnorms(true),
        )
    };
    // Whole values: they are there or not, so how many there are of them (the norm) tells nothing.
    let value = || {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        )
    };
    let number = || NumericOptions::default().set_indexed();
    let fields = Fields {
        quote: schema.add_u64_field("quote", number()),
        asks: schema.add_u64_field("asks", number()),
        source: schema.add_u64_field("source", number() | FAST),
        forms: schema.add_text_field("forms", text(FORMS, IndexRecordOption::WithFreqsAndPositions)),
        stems: schema.add_text_field("stems", text(STEMS, IndexRecordOption::WithFreqs)),
        role: schema.add_text_field("role", value() | FAST),
        speaker: schema.add_text_field("speaker", value() | FAST),
        participant: schema.add_text_field("participant", value() | FAST),
        language: schema.add_text_field("language", value()),
        attribute: schema.add_text_field("attribute", value() | FAST),
        code: schema.add_text_field("code", value()),
        near: schema.add_text_field("near", value()),
        coder: schema.add_text_field("coder", value()),
        own: schema.add_text_field("own", value() | FAST),
        place: schema.add_u64_field("place", FAST),
        turn: schema.add_u64_field("turn", FAST),
        passages: schema.add_u64_field("passages", FAST),
        record: schema.add_bytes_field("record", STORED),
    };
    (schema.build(), fields)
}
