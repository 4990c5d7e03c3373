//! The kept text of a source and its turns, in one compressed file from which any stretch can be cut.
//!
//! ```text
//! 8 bytes        which form this is; written last, so a file without it is not whole
//! 8 bytes        length of the text
//! 8 bytes        length of the text and the packed turns behind it
//! 8 bytes each   where each frame begins in the file, and where the last one ends
//! frames         each LZ4 of 32 KiB of text and turns, the last one of what is left
//! ```
//!
//! Lengths are in bytes, numbers stand with their lowest byte first.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::folder::create_private;

const FORM: &[u8; 8] = b"vbkept\0\x01";
const HEAD: u64 = 24;
/// Bytes in a frame: enough to compress well, few enough to unpack for one quote.
const FRAME: u64 = 1 << 15;

/// Writes the file at `path` unless it is there whole: its name stands for its contents.
pub(super) fn keep(path: &Path, text: &[u8], turns: &[u8]) -> io::Result<()> {
    if Kept::open(path).is_ok() {
        return Ok(());
    }
    let (text_size, size) = (text.len() as u64, text.len() as u64 + turns.len() as u64);
    let mut file = BufWriter::new(create_private(path)?);
    let mut end = HEAD + 8 * (size.div_ceil(FRAME) + 1);
    file.seek(SeekFrom::Start(end))?;
    let mut ends = vec![end];
    let mut frame = Vec::with_capacity(FRAME as usize);
    let mut packed = vec![0; lz4_flex::block::get_maximum_output_size(FRAME as usize)];
    let mut left = text.chain(turns);
    while left.by_ref().take(FRAME).read_to_end(&mut frame)? > 0 {
        let length = lz4_flex::block::compress_into(&frame, &mut packed).map_err(io::Error::other)?;
        file.write_all(packed.get(..length).unwrap_or_default())?;
        end += length as u64;
        ends.push(end);
        frame.clear();
    }
    file.seek(SeekFrom::Start(8))?;
    for number in [text_size, size].iter().chain(&ends) {
        file.write_all(&number.to_le_bytes())?;
    }
    file.seek(SeekFrom::Start(0))?;
    file.write_all(FORM)?;
    file.flush()
}

/// A kept text, open for cutting.
pub(super) struct Kept {
    file: File,
    text_size: u64,
    size: u64,
    /// The frame that was unpacked last: the next quote often stands in the same.
    last: Option<u64>,
    frame: Vec<u8>,
}

impl Kept {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut head = [0; HEAD as usize];
        file.read_exact(&mut head)?;
        let numbers = numbers(&head);
        match (head.first_chunk() == Some(FORM), numbers.as_slice()) {
            (true, &[_, text_size, size]) if text_size <= size => {
                Ok(Self { file, text_size, size, last: None, frame: Vec::new() })
            }
            _ => Err(damaged()),
        }
    }

    /// The bytes of the text from `from` up to `to`; less where the text ends before.
    pub(super) fn text(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        self.read(from, to.min(self.text_size))
    }

    /// The whole text, and the packed turns.
    pub(super) fn all(&mut self) -> io::Result<(Vec<u8>, Vec<u8>)> {
        Ok((self.read(0, self.text_size)?, self.read(self.text_size, self.size)?))
    }

    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = from;
        while at < to {
            let number = at / FRAME;
            self.unpack(number)?;
            let begin = (at % FRAME) as usize;
            let end = (to - number * FRAME).min(FRAME) as usize;
            bytes.extend_from_slice(self.frame.get(begin..end).ok_or_else(damaged)?);
            at = (number + 1) * FRAME;
        }
        Ok(bytes)
    }

    /// Unpacks frame `number`.
    fn unpack(&mut self, number: u64) -> io::Result<()> {
        if self.last == Some(number) {
            return Ok(());
        }
        self.last = None;
        let mut ends = [0; 16];
        self.file.seek(SeekFrom::Start(HEAD + 8 * number))?;
        self.file.read_exact(&mut ends)?;
        let (begin, end) = match numbers(&ends).as_slice() {
            &[begin, end] if begin < end && end - begin < 2 * FRAME => (begin, end),
            _ => return Err(damaged()),
        };
        let mut packed = vec![0; (end - begin) as usize];
        self.file.seek(SeekFrom::Start(begin))?;
        self.file.read_exact(&mut packed)?;
        let length = self.size.saturating_sub(number * FRAME).min(FRAME) as usize;
        self.frame.resize(length, 0);
        let unpacked = lz4_flex::block::decompress_into(&packed, &mut self.frame).map_err(|_| damaged())?;
        if unpacked != length {
            return Err(damaged());
        }
        self.last = Some(number);
        Ok(())
    }
}

fn numbers(bytes: &[u8]) -> Vec<u64> {
    let (chunks, _) = bytes.as_chunks();
    chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect()
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a kept text is damaged; delete the index, it is made again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_stretch_can_be_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fg1.kept");
        let text: Vec<u8> = (0..9000).flat_map(|n: u32| format!("zin {n}, ").into_bytes()).collect();
        assert!(text.len() as u64 > 2 * FRAME);
        keep(&path, &text, b"turns").unwrap();
        let mut kept = Kept::open(&path).unwrap();
        let size = text.len();
        for (from, to) in
            [(0, 10), (32_760, 32_780), (5, 70_000), (size - 3, size + 90), (size + 5, size + 9)]
        {
            let expected = text.get(from.min(size)..to.min(size)).unwrap();
            assert_eq!(kept.text(from as u64, to as u64).unwrap(), expected, "{from}..{to}");
        }
        assert_eq!(kept.all().unwrap(), (text, b"turns".to_vec()));
    }

    #[test]
    fn nothing_can_be_kept_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leeg.kept");
        keep(&path, b"", b"").unwrap();
        assert_eq!(Kept::open(&path).unwrap().all().unwrap(), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_file_that_is_not_whole_is_written_again_and_a_damaged_one_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fg1.kept");
        std::fs::write(&path, [0; 40]).unwrap();
        assert!(Kept::open(&path).is_err());
        keep(&path, b"ja en nee", b"").unwrap();
        assert_eq!(Kept::open(&path).unwrap().text(0, 2).unwrap(), b"ja");
        let whole = std::fs::read(&path).unwrap();
        for at in 8..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xA5;
            std::fs::write(&path, bytes).unwrap();
            // Other words may come out of a damaged file, but never a panic or a huge allocation.
            Kept::open(&path).and_then(|mut kept| kept.text(0, 9)).ok();
        }
    }
}
