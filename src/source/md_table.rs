//! Tables of turns in Markdown: a row a turn, whose words are a cell of the text as it stands.

use crate::text::Span;
use crate::transcript::{Transcript, Turn};

use super::columns::{self, Layout};
use super::names::{Names, key, tidy};
use super::{Settings, Speakers, headerless};

/// A row: the cells, without the bars around them and outer blanks, as spans of the text.
type Cells = Vec<Span>;

/// The transcript, if at least half of the lines that are not blank are rows of tables of turns.
pub(super) fn transcript(text: &str, settings: &Settings) -> Option<Transcript> {
    if !matches!(settings.speakers, Speakers::Auto | Speakers::Columns) || !text.contains('|') {
        return None;
    }
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let (mut names, mut turns) = (Names::default(), Vec::new());
    let (mut rows, mut lines) = (0, 0);
    for block in blocks(text) {
        lines += block.lines;
        let Some((layout, body)) = turns_of(text, &block.rows, settings) else { continue };
        rows += block.lines;
        for cells in body {
            turns.extend(turn(text, cells, &layout, &ignored, &mut names));
        }
    }
    if turns.is_empty() || rows * 2 < lines {
        return None;
    }
    let format = "md, a table with one turn a row".to_owned();
    Some(Transcript { text: text.to_owned(), turns, speakers: names.speakers(), format })
}

/// Whether `text` is surely such a transcript: a rule stands below the header of a table.
pub(super) fn is_certain(text: &str) -> bool {
    let has_rule =
        |line: &str| line.contains("--") && line.contains('|') && is_rule(&line.replace(['|', ' '], ""));
    text.contains('|') && text.lines().any(has_rule) && transcript(text, &Settings::default()).is_some()
}

/// Lines without a blank one between them.
#[derive(Default)]
struct Block {
    lines: usize,
    /// The rows, if all lines are rows.
    rows: Vec<Cells>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::default()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            blocks.push(Block::default());
        } else if let Some(block) = blocks.last_mut() {
            block.lines += 1;
            block.rows.extend(cells(text, at, line));
        }
        at += line.len();
    }
    for block in blocks.iter_mut().filter(|block| block.rows.len() < block.lines) {
        block.rows.clear();
    }
    blocks
}

/// The cells of `line`, which begins at byte `at`; `None` where it has no bar between two of them.
fn cells(text: &str, at: usize, line: &str) -> Option<Cells> {
    let row = line.trim();
    let start = at + (line.len() - line.trim_start().len());
    let bars: Vec<usize> = row
        .match_indices('|')
        .map(|(bar, _)| bar)
        .filter(|bar| !row.get(..*bar).is_some_and(|before| before.ends_with('\\')))
        .collect();
    let mut edges: Vec<usize> = Vec::new();
    edges.extend((bars.first() != Some(&0)).then_some(0));
    edges.extend(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().filter(|bar| *bar > 0).chain([row.len()]);
    let cell = |(from, to): (usize, usize)| Span::new(start + from, start + to.max(from)).trimmed(text);
    let mut cells: Cells = edges.into_iter().zip(ends).map(cell).collect();
    if row.ends_with('|') && !row.ends_with("\\|") {
        cells.pop();
    }
    (cells.len() > 1).then_some(cells)
}

/// How the rows of a table of turns are read, and those that hold turns.
fn turns_of<'r>(text: &str, rows: &'r [Cells], settings: &Settings) -> Option<(Layout, &'r [Cells])> {
    let words = |cells: &Cells| cells.iter().map(|cell| cell.of(text).to_owned()).collect::<Vec<String>>();
    let is_rule = |cells: &Cells| cells.iter().all(|cell| is_rule(cell.of(text)));
    let (header, body) = match rows.get(1) {
        Some(second) if is_rule(second) => (rows.first().map(words).unwrap_or_default(), rows.get(2..)?),
        _ => (Vec::new(), rows),
    };
    if let Some(layout) = columns::layout(&header, &settings.columns) {
        return Some((layout, body));
    }
    let width = rows.iter().map(Vec::len).max().filter(|width| headerless::fits(*width))?;
    let cell = |row: &Cells, at: usize| row.get(at).map_or("", |cell| cell.of(text)).to_owned();
    let column = |at: usize| body.iter().map(|row| cell(row, at)).collect::<Vec<String>>();
    // A header of blanks, or none at all, names nothing.
    let named = header.iter().any(|name| !name.is_empty());
    let layout = headerless::sure_layout(&(0..width).map(column).collect::<Vec<_>>()).filter(|_| !named)?;
    Some((layout, body))
}

/// `---` and `:--:` below a header.
fn is_rule(cell: &str) -> bool {
    cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'))
}

/// The turn of a row; none where it holds no words, or of somebody who is ignored.
fn turn(text: &str, cells: &Cells, layout: &Layout, ignored: &[String], names: &mut Names) -> Option<Turn> {
    let cell = |at: usize| cells.get(at).map_or("", |cell| cell.of(text));
    let span = cells.get(layout.text).filter(|span| !span.is_empty())?;
    let label = layout.speaker.map_or("", cell).trim_matches(['*', '_', ' ', ':']);
    if ignored.contains(&key(&tidy(label))) {
        return None;
    }
    let speaker = (!label.is_empty()).then(|| names.index(label));
    for (at, name) in &layout.attributes {
        if let (Some(speaker), value) = (speaker, cell(*at))
            && !value.is_empty()
        {
            names.attribute(speaker, name, value);
        }
    }
    let (start_ms, end_ms) = layout.times(|at| cell(at).to_owned());
    Some(Turn { speaker, start_ms, end_ms, ..Turn::new(*span) })
}

#[cfg(test)]
mod tests {
    use crate::source::{Reader, Settings, md::Markdown};

    fn read(text: &str) -> Vec<String> {
        let transcript = Markdown.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
        assert_eq!(transcript.text, text, "the text is the whole file");
        let show = |turn: &crate::transcript::Turn| {
            let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
            format!("{speaker} {}|{}", turn.start_ms.unwrap_or(0), transcript.words_of(turn))
        };
        transcript.turns.iter().map(show).collect()
    }

    const TURNS: [&str; 3] = ["An 1000|Dag \\| hallo.", "Bo 3000|Ja.", "An 5000|Goed."];

    #[test]
    fn a_row_is_a_turn() {
        for text in [
            "# Gesprek\n\n| Tijd | Spreker | Tekst |\n|:-----|---|------:|\n| 0:01 | An | Dag \\| hallo. |\n| 0:03 | **Bo:** | Ja. |\n| 0:04 | Bo |  |\n| 0:05 | An | Goed. |\n",
            "Spreker | Tekst | Tijd\n--- | --- | ---\nAn | Dag \\| hallo. | 0:01\nBo | Ja. | 0:03\nAn | Goed. | 0:05\n",
        ] {
            assert_eq!(read(text), TURNS, "{text}");
        }
        let bare = "| | | |\n|-|-|-|\n| An | 0:01 | Dag. |\n| Bo | 0:03 | Ja. |\n| An | 0:05 | Goed. |\n| Bo | 0:07 | Zo. |\n";
        assert_eq!(read(bare), ["An 1000|Dag.", "Bo 3000|Ja.", "An 5000|Goed.", "Bo 7000|Zo."]);
    }

    #[test]
    fn a_table_among_what_is_said_is_no_transcript() {
        let text = "**An:** Kijk:\n\n| wie | wat |\n|---|---|\n| Bo | brood |\n\n**Bo:** Ja.\n\n**An:** Zo.\n\n**Bo:** Nee.\n\n**An:** Dag.\n";
        assert_eq!(read(text).len(), 5, "{:?}", read(text));
    }
}
