//! A zip that is a document (docx, odt): its parts by name, with bounds on what inflating may yield.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;

const MOST_ENTRIES: usize = 10_000;
/// All parts together may inflate to this many bytes.
const MOST_BYTES: u64 = 512 << 20;
/// Up to here a part may inflate at any ratio; beyond, to `MOST_RATIO` times its packed size.
const ANY_RATIO: u64 = 10 << 20;
const MOST_RATIO: u64 = 200;

/// Which program's document a package is, for its messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// With its article: `a Word document`.
    pub(super) what: &'static str,
    /// The program people open it with: `Word`.
    pub(super) program: &'static str,
    /// Its usual ending: `docx`.
    pub(super) ending: &'static str,
}

/// An opened document.
pub(super) struct Package<'a> {
    kind: Kind,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl Kind {
    /// A document whose inside is broken.
    pub(super) fn damaged(&self) -> Unreadable {
        let Self { what, program, ending } = self;
        Unreadable::new(
            format!("{what} that is damaged"),
            format!("open it in {program}, let {program} repair it, and save it again as .{ending}"),
        )
    }

    fn too_large(&self) -> Unreadable {
        Unreadable::new(
            format!(
                "{} that unpacks to far more than any transcript needs; it may be made to do harm",
                self.what
            ),
            format!("open it in {} if you trust it, and save its text as .txt", self.program),
        )
    }
}

impl<'a> Package<'a> {
    /// Opens the zip in `bytes`.
    pub(super) fn open(bytes: &'a [u8], kind: Kind) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| kind.damaged())?;
        if archive.len() > MOST_ENTRIES {
            return Err(kind.too_large());
        }
        Ok(Self { kind, archive, left: MOST_BYTES })
    }

    /// The text of the part called `name`, if there is one.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let kind = self.kind;
        let Some(name) = self.spelled(name) else { return Ok(None) };
        let file = self.archive.by_name(&name).map_err(|_| kind.damaged())?;
        if file.encrypted() {
            let hint = format!(
                "unpack it with the password and pack it without, or save it again in {}",
                kind.program
            );
            return Err(Unreadable::new(format!("{} packed with a password", kind.what), hint));
        }
        let allowed = file.compressed_size().saturating_mul(MOST_RATIO).max(ANY_RATIO).min(self.left);
        let mut bytes = Vec::new();
        file.take(allowed + 1).read_to_end(&mut bytes).map_err(|_| kind.damaged())?;
        let length = bytes.len() as u64;
        if length > allowed {
            return Err(kind.too_large());
        }
        self.left -= length;
        Ok(Some(crate::text::decode(&bytes).text))
    }

    /// The name as the zip spells it; names of parts do not depend on case.
    fn spelled(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        if name.is_empty() {
            return None;
        }
        let names = self.archive.file_names().flatten();
        let mut same = names.filter(|known| known.trim_start_matches('/').eq_ignore_ascii_case(name));
        same.next().map(|known| known.into_owned())
    }
}
