//! JSON, as speech-to-text services and programs write it. One file per service; adding one is that
//! file and one line in [`DIALECTS`].

mod absent;
mod amberscript;
mod assemblyai;
mod aws;
mod azure;
mod chunks;
mod deepgram;
mod elevenlabs;
mod gentle;
mod google;
mod kaldi;
mod label;
mod monologues;
mod nan;
mod outline;
mod podcast;
mod scribe;
mod shapes;
mod sonix;
mod speechmatics;
mod values;
mod vosk;
mod whisper;
mod whisper_cpp;

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::{About, Reader, Reading, Settings, Unreadable, plain};

use label::Label;
use outline::Outline;
use scribe::{Gap, Said, Scribe};
use shapes::{List, Object, TimedText, around};
use values::{Range, Text, Time};

/// Every service whose JSON is read; the first that fits counts.
const DIALECTS: &[Dialect] = &[
    whisper::DIALECT,
    whisper::LIST,
    whisper_cpp::DIALECT,
    chunks::DIALECT,
    aws::DIALECT,
    speechmatics::DIALECT,
    vosk::DIALECT,
    gentle::DIALECT,
    kaldi::DIALECT,
    sonix::DIALECT,
    amberscript::DIALECT,
    deepgram::DIALECT,
    assemblyai::DIALECT,
    elevenlabs::DIALECT,
    google::DIALECT,
    azure::BATCH,
    azure::FAST,
    monologues::DIALECT,
    podcast::DIALECT,
];

/// How one service writes a transcript.
struct Dialect {
    /// The service or program, for people.
    name: &'static str,
    /// How many milliseconds a number counts where it stands for a time.
    ms: f64,
    /// Whether a file with these keys is of this service.
    fits: fn(&Outline) -> bool,
    /// Gives what is said to the scribe.
    read: fn(&str, &mut Scribe<'_>) -> serde_json::Result<()>,
}

/// Milliseconds in a second, the unit most services count times in.
const SECONDS: f64 = 1_000.0;

/// The reader of `.json`.
pub(super) struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json", "jsonl"]
    }

    fn about(&self) -> About {
        About {
            what: "JSON of speech-to-text services (Whisper, WhisperX, AWS, Azure, Google, Deepgram, AssemblyAI, \
                   Speechmatics, Kaldi, Vosk, Gentle, Sonix, Amberscript, Rev, ElevenLabs, podcasts)",
            keeps: "speakers, times",
            leaves_out: "confidence, alternatives, times of single words",
        }
    }

    /// By the keys a known service writes, whether or not the file is whole; or by being JSON through
    /// and through, which no other transcript is.
    fn recognises(&self, bytes: &[u8]) -> bool {
        if !may_be_json(bytes) {
            return false;
        }
        let text = crate::text::decode(bytes).text;
        let outline = Outline::of(&opened(&text));
        dialect(&outline).is_some() || (outline.broken.is_none() && !outline.is_empty())
    }

    fn may_be(&self, text: &str) -> bool {
        let mut marks = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}');
        match marks.next() {
            Some('{') => true,
            Some('[') => matches!(marks.next(), Some('{' | '[' | '"' | ']')),
            _ => false,
        }
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        let text = opened(&text);
        let outline = Outline::of(&text);
        let Some(dialect) = dialect(&outline) else {
            return Err(outline.broken.as_ref().map_or_else(unknown, damaged));
        };
        let mut scribe = Scribe::new(dialect.ms, settings);
        (dialect.read)(&text, &mut scribe).map_err(|error| damaged(&error))?;
        let transcript = scribe.finish(dialect.name, &mut diagnostics);
        if transcript.text.is_empty() {
            let reason = format!("JSON as {} writes it, without any words", dialect.name);
            return Err(Unreadable::new(reason, "export it again, or as .vtt, .srt, .docx or .txt"));
        }
        Ok(Reading::new(transcript, diagnostics))
    }
}

fn dialect(outline: &Outline) -> Option<&'static Dialect> {
    DIALECTS.iter().find(|dialect| (dialect.fits)(outline))
}

/// `text` in which what Python writes for no number (`NaN`, `Infinity`) is JSON.
fn opened(text: &str) -> std::borrow::Cow<'_, str> {
    nan::replaced(text)
}

/// Whether `bytes` begin as an object or a list of objects does.
fn may_be_json(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut marks = body.iter().filter(|b| !b.is_ascii_whitespace());
    match (marks.next(), marks.next()) {
        (Some(b'{'), Some(b'"')) => true,
        (Some(b'['), Some(b'{')) => marks.next() == Some(&b'"'),
        _ => false,
    }
}

/// JSON that stops being JSON. The words of the error are not shown: they may quote the file.
fn damaged(error: &serde_json::Error) -> Unreadable {
    let (line, column) = (error.line(), error.column());
    let hint = "fetch or export it again; if it was edited by hand, a JSON checker shows what is wrong";
    if error.is_eof() {
        return Unreadable::new(
            format!("JSON that breaks off at line {line}: a part of the file is missing"),
            hint,
        );
    }
    Unreadable::new(format!("damaged JSON, at line {line}, column {column}"), hint)
}

/// JSON of a shape nobody knows.
fn unknown() -> Unreadable {
    let names: Vec<&str> = DIALECTS.iter().map(|dialect| dialect.name).collect();
    let reason = format!("JSON of a shape that is not known; known are those of {}", names.join(", "));
    Unreadable::new(
        reason,
        "export the transcript as .vtt, .srt, .docx or .txt from the service that made it",
    )
}

/// Calls `each` for every document of `text`: one object, several one after the other, or a list.
fn documents<'t, T: Deserialize<'t>>(text: &'t str, mut each: impl FnMut(T)) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    while deserializer.end().is_err() {
        let each = Each { each: &mut each, of: std::marker::PhantomData };
        deserializer.deserialize_any(each)?;
    }
    Ok(())
}

struct Each<'f, F, T> {
    each: &'f mut F,
    of: std::marker::PhantomData<T>,
}

impl<'de, F: FnMut(T), T: Deserialize<'de>> Visitor<'de> for Each<'_, F, T> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object or a list of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let document = T::deserialize(serde::de::value::MapAccessDeserializer::new(object))?;
        (self.each)(document);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(Object(document)) = list.next_element()? {
            if let Some(document) = document {
                (self.each)(document);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
