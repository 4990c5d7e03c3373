//! Which segments of the engine become one.

use tantivy::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// In a segment with fewer documents the words it holds weigh more than where they stand, and most of them
/// stand in every other segment too: two such become one at once.
const SMALL: usize = 50_000;
/// So few documents are as quickly merged as fewer.
const LEAST: u32 = 1000;
/// Binary logarithm of how many times larger one small segment may be than another that it is merged with:
/// threads that index side by side seldom do so evenly.
const NEAR: f64 = 2.0;
/// Segments with more documents are left alone: merging them again costs much, in memory too, and saves little.
const LARGE: usize = 500_000;

/// Small segments are merged in twos, so that a small study has one and a changed source costs little;
/// others once there are many of one size.
#[derive(Debug)]
pub(super) struct Merging {
    small: LogMergePolicy,
    others: LogMergePolicy,
}

impl Merging {
    pub(super) fn new() -> Self {
        let (mut small, mut others) = (LogMergePolicy::default(), LogMergePolicy::default());
        small.set_min_num_segments(2);
        small.set_min_layer_size(LEAST);
        small.set_level_log_size(NEAR);
        small.set_max_docs_before_merge(SMALL);
        others.set_max_docs_before_merge(LARGE);
        Self { small, others }
    }
}

impl MergePolicy for Merging {
    /// The engine asks again once these are merged.
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let small = self.small.compute_merge_candidates(segments);
        if small.is_empty() { self.others.compute_merge_candidates(segments) } else { small }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::schema::{STRING, Schema};
    use tantivy::{Index, TantivyDocument};

    /// How many segments there are in the end when so many documents are committed one after the other.
    fn segments_after(commits: &[usize]) -> usize {
        let mut schema = Schema::builder();
        let word = schema.add_text_field("word", STRING);
        let engine = Index::create_in_ram(schema.build());
        let mut writer = engine.writer_with_num_threads::<TantivyDocument>(1, 15 << 20).unwrap();
        writer.set_merge_policy(Box::new(Merging::new()));
        for documents in commits {
            for _ in 0..*documents {
                let mut document = TantivyDocument::default();
                document.add_text(word, "ja");
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        writer.wait_merging_threads().unwrap();
        engine.searchable_segment_ids().unwrap().len()
    }

    #[test]
    fn a_small_study_has_one_segment_and_a_changed_source_leaves_it_alone() {
        assert_eq!(segments_after(&[2000, 6000]), 1);
        assert_eq!(segments_after(&[20_000, 50]), 2);
        assert_eq!(segments_after(&[20_000, 50, 300]), 2);
    }
}
