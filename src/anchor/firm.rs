//! Which aligned words can be relied on: those in a stretch that was kept, not a word that two different
//! texts happen to share.

use super::align::Aligned;

/// A token of the old text and the same token of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// Number of the stretch it belongs to; a stretch is kept as a whole, with small changes inside.
    pub(super) stretch: usize,
}

/// A run of pairs without anything between them, and what differs before it.
#[derive(Debug, Clone, Copy)]
struct Run {
    old: usize,
    new: usize,
    len: usize,
    /// Tokens removed and added since the run before.
    removed: usize,
    added: usize,
}

/// How many more tokens a stretch must share than it has replaced.
const ENOUGH: usize = 6;
/// A run of this length is never an accident.
const LONG: usize = 8;

/// The pairs that can be relied on, in order.
pub(super) fn firm(aligned: &[Aligned], new_len: usize) -> Vec<Pair> {
    let runs = without_islands(aligned, new_len);
    let enough = ENOUGH.min(aligned.len().max(new_len) / 2).max(1);
    // What the stretch up to each run is worth, and from each run on.
    let mut up_to: Vec<usize> = Vec::with_capacity(runs.len());
    for run in &runs {
        let before = up_to.last().copied().unwrap_or(0);
        up_to.push(run.len + before.saturating_sub(replaced(run)));
    }
    let mut from: Vec<usize> = Vec::with_capacity(runs.len());
    let mut carried = 0;
    for run in runs.iter().rev() {
        let worth = run.len + carried;
        from.push(worth);
        carried = worth.saturating_sub(replaced(run));
    }
    from.reverse();
    let (mut pairs, mut stretch, mut before) = (Vec::with_capacity(aligned.len()), 0, 0);
    for (run, (&up_to, &from)) in runs.iter().zip(up_to.iter().zip(&from)) {
        let change = replaced(run);
        if before <= change && from <= change {
            stretch += 1;
        }
        before = up_to;
        if up_to + from - run.len >= enough {
            pairs.extend((0..run.len).map(|k| Pair { old: run.old + k, new: run.new + k, stretch }));
        }
    }
    pairs
}

fn replaced(run: &Run) -> usize {
    run.removed.min(run.added)
}

/// The runs of `aligned`, without short ones between something added and something removed: there the
/// words were more likely taken away on one side and said anew on the other.
fn without_islands(aligned: &[Aligned], new_len: usize) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::new();
    let end = Run { old: aligned.len(), new: new_len, len: 0, removed: 0, added: 0 };
    for run in runs(aligned).into_iter().chain([end]) {
        let before = kept.last().map_or((0, 0), |run| (run.old + run.len, run.new + run.len));
        let mut run =
            Run { removed: run.old.saturating_sub(before.0), added: run.new.saturating_sub(before.1), ..run };
        while let Some(island) = kept.last().copied().filter(|island| is_island(island, &run)) {
            kept.pop();
            run.removed += island.removed + island.len;
            run.added += island.added + island.len;
        }
        kept.push(run);
    }
    kept.pop();
    kept
}

fn is_island(island: &Run, after: &Run) -> bool {
    let together = (island.removed + after.removed).min(island.added + after.added);
    island.len < LONG && together.saturating_sub(replaced(island) + replaced(after)) >= island.len
}

fn runs(aligned: &[Aligned]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (old, aligned) in aligned.iter().enumerate() {
        let (Aligned::At(new) | Aligned::Likely(new)) = *aligned else { continue };
        match runs.last_mut() {
            Some(run) if run.old + run.len == old && run.new + run.len == new => run.len += 1,
            _ => runs.push(Run { old, new, len: 1, removed: 0, added: 0 }),
        }
    }
    runs
}
