//! What is not read: what it is, why, and what to do about it.

use super::Unreadable;
use super::kind::{Kind, Ole};

const MEDIA: &[&str] = &[
    "mp3", "wav", "m4a", "aac", "ogg", "oga", "opus", "flac", "wma", "amr", "aif", "aiff", "mp4", "m4v",
    "mov", "avi", "mkv", "webm", "wmv", "mts", "3gp", "dss", "ds2",
];
const IMAGES: &[&str] = &["jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "svg", "psd"];
/// Refuses what is known by its name to be no transcript.
pub(super) fn by_name(name: &str) -> Result<(), Unreadable> {
    let lower = name.to_lowercase();
    if name.starts_with("~$") || name.starts_with(".~lock.") || lower.ends_with(".lock") {
        let reason = "a lock file: the document is, or was, open in another program";
        return Err(Unreadable::no_transcript(reason, "close the document there; the lock file then goes"));
    }
    if name.starts_with('.') || ["thumbs.db", "desktop.ini"].contains(&lower.as_str()) {
        let reason = "a hidden file of the system or of another program";
        return Err(Unreadable::no_transcript(
            reason,
            "rename it without the leading dot if it is a transcript",
        ));
    }
    if name.starts_with('~') || lower.ends_with(".tmp") || lower.ends_with(".part") || lower.ends_with('~') {
        let reason = "a temporary copy another program left behind";
        return Err(Unreadable::no_transcript(reason, "delete it, or rename it if it is a transcript"));
    }
    let ending = super::ending_of(name);
    if MEDIA.contains(&ending.as_str()) {
        return Err(media(&ending));
    }
    if IMAGES.contains(&ending.as_str()) {
        return Err(image(&ending));
    }
    Ok(())
}

/// Refuses what is known by its content, or else by its ending, not to be readable here.
pub(super) fn by_content(kind: &Kind, bytes: &[u8], ending: &str) -> Result<(), Unreadable> {
    let refused = match kind {
        Kind::Text | Kind::Html | Kind::Rtf | Kind::Docx | Kind::Odt | Kind::Workbook | Kind::Pdf => {
            return Ok(());
        }
        Kind::Empty => {
            let reason =
                if bytes.is_empty() { "the file is empty (0 bytes)" } else { "the file holds only blanks" };
            Unreadable::new(reason, "fetch it again: an online folder may not have downloaded it yet")
        }
        Kind::Ole(ole) => old_office(*ole),
        Kind::Xml => unknown_xml(),
        Kind::Zip("a zip archive") if matches!(ending, "docx" | "docm") => Unreadable::new(
            "not a Word document: the ending says so, but it is another zip archive, or a damaged document",
            "open it in Word, let Word repair it, and save it again as .docx",
        ),
        Kind::Zip("a zip archive") => Unreadable::new("a zip archive", "unpack it and add the files inside"),
        Kind::Zip(what) => Unreadable::new(format!("{what}; not read"), "save it as .docx, .txt or .csv"),
        Kind::Media(format) => media(format),
        Kind::Image(format) => image(format),
        Kind::Binary => Unreadable::new(
            "no text: a binary file of an unknown kind",
            "save it as .docx, .txt, .vtt, .srt or .csv from the program that made it",
        ),
    };
    Err(refused)
}

/// XML that is no transcript format.
pub(super) fn unknown_xml() -> Unreadable {
    Unreadable::new(
        "an XML file of a kind that is not known",
        "export the transcript as .txt, .docx, .vtt or .csv from the program that made it",
    )
}

/// Text with an ending nobody knows.
pub(super) fn unknown_ending(ending: &str) -> Unreadable {
    Unreadable::new(
        format!("text with an ending that stands for no known format: .{ending}"),
        "if it is a transcript, give it the ending .txt (or .md, .vtt, .srt, .csv)",
    )
}

fn old_office(ole: Ole) -> Unreadable {
    match ole {
        Ole::Encrypted => Unreadable::new(
            "a Word or Office file with a password: it is encrypted",
            "open it in Word with the password, remove it (File > Info > Protect Document) and save it",
        ),
        Ole::Word => Unreadable::new(
            "an old Word file (.doc, Word 97-2003); not read",
            "open it in Word or LibreOffice and save it as .docx",
        ),
        Ole::Excel => Unreadable::new("an old Excel file (.xls); not read", "save the sheet as .csv (UTF-8)"),
        Ole::Other => Unreadable::new(
            "an old binary Office file of an unknown kind; not read",
            "open it in the program that made it and save it as .docx, .txt or .csv",
        ),
    }
}

fn media(format: &str) -> Unreadable {
    Unreadable::no_transcript(
        format!("a recording ({format}), no transcript"),
        "have it transcribed and add the transcript; recordings can stay where they are",
    )
}

fn image(format: &str) -> Unreadable {
    Unreadable::no_transcript(
        format!("a picture ({format}), no transcript"),
        "if it shows text, run text recognition (OCR) on it and add the text",
    )
}
