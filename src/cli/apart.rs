//! Reading apart: a file that code of others unpacks (PDF) is read by this program once more, in a process
//! of its own with limits on time and memory. A hostile file ends that process and nothing else.
//!
//! The parent writes one line of JSON and the bytes of the file to the child's stdin. The child writes one
//! line of JSON and the text of the transcript to its stdout. Its stderr is nobody's: a panic could tell
//! what was said. Limits of the system hold on Unix; elsewhere there is only the clock of the parent.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use verbatim::source::{self, Reading, Settings, Unreadable};

/// The hidden command; it is no command of the help, since nobody needs it.
const COMMAND: &str = "read-apart";

/// What the child is asked. The bytes of the file follow.
#[derive(Serialize, Deserialize)]
struct Question {
    name: String,
    /// How many bytes follow.
    length: usize,
    settings: Settings,
}

/// What it answers. The text of the transcript follows.
#[derive(Serialize, Deserialize)]
struct Answer {
    result: Result<Reading, Unreadable>,
    /// How many bytes follow.
    length: usize,
}

/// What a child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Limits {
    /// Seconds of work.
    seconds: u64,
    /// Bytes of memory.
    memory: u64,
}

/// How a child failed.
enum Ended {
    /// It could not be started, or not be talked to.
    Silent(io::Error),
    /// It took too long.
    Slow,
    /// It was ended, or gave up.
    Broken,
}

const MEGABYTE: u64 = 1 << 20;

impl Limits {
    /// Limits for a file of `length` bytes: 1.5 seconds and 200 MB, and 2 seconds a megabyte and 30 times
    /// its size, at most 2 minutes and 2 GB.
    fn of(length: usize) -> Self {
        let length = length as u64;
        let tenths = 15 + 20 * length / MEGABYTE;
        Self {
            seconds: (tenths / 10).min(120),
            memory: length.saturating_mul(30).saturating_add(200 * MEGABYTE).min(2048 * MEGABYTE),
        }
    }

    /// How long the parent waits. Where the system counts the work of the child, waiting for its turn on a
    /// busy machine does not count against it.
    fn patience(self) -> Duration {
        let seconds = if cfg!(unix) { 3 * self.seconds + 5 } else { self.seconds + 1 };
        Duration::from_secs(seconds)
    }

    /// The most a child may answer, in bytes.
    fn answer(self) -> u64 {
        self.memory / 4
    }
}

/// Reads as [`source::read`] does, apart.
pub(crate) fn read(name: &str, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
    let limits = Limits::of(bytes.len());
    let question = Question { name: name.to_owned(), length: bytes.len(), settings: settings.clone() };
    match ask(&question, bytes, limits) {
        Ok(result) => result,
        Err(ended) => Err(explained(&ended, name, bytes, limits)),
    }
}

fn explained(ended: &Ended, name: &str, bytes: &[u8], limits: Limits) -> Unreadable {
    let format = source::reader_of(name, bytes).map_or("file", |(reader, _)| reader.name());
    let again = "open it in the program it comes from and save it again, best as .docx, .csv or .txt";
    let trust = "it may be damaged, or made to do harm: open it only if you trust it, and save it as .docx, .csv or .txt";
    match ended {
        Ended::Silent(error) => {
            let reason =
                format!("this {format} is read by a second verbatim, which could not be started: {error}");
            Unreadable::new(reason, format!("run the command again; or {again}"))
        }
        Ended::Slow => {
            let seconds = limits.seconds;
            Unreadable::new(
                format!("unpacking this {format} took longer than {seconds} s and was stopped"),
                trust,
            )
        }
        Ended::Broken => {
            let megabytes = limits.memory / MEGABYTE;
            let reason =
                format!("unpacking this {format} failed, or needed more than {megabytes} MB of memory");
            Unreadable::new(reason, trust)
        }
    }
}

/// Puts the question to a child, and waits for its answer and its end.
fn ask(question: &Question, bytes: &[u8], limits: Limits) -> Result<Result<Reading, Unreadable>, Ended> {
    let mut head = serde_json::to_vec(question).map_err(|error| Ended::Silent(error.into()))?;
    head.push(b'\n');
    let mut child = start(limits).map_err(Ended::Silent)?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Err(Ended::Broken);
    };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || tell(stdin, &head, bytes));
        scope.spawn(move || sender.send(hear(stdout, limits)).ok());
        let answer = receiver.recv_timeout(limits.patience());
        if answer.is_err() {
            end(&mut child);
            return Err(Ended::Slow);
        }
        // It has closed its stdout: it is at its end.
        let status = child.wait().map_err(Ended::Silent)?;
        answer.ok().flatten().ok_or(if is_out_of_time(status) { Ended::Slow } else { Ended::Broken })
    })
}

fn start(limits: Limits) -> io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .arg(COMMAND)
        .args([limits.seconds.to_string(), limits.memory.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// Ends a child and leaves no zombie.
fn end(child: &mut Child) {
    child.kill().ok();
    child.wait().ok();
}

/// A child that ends before it has heard everything says so by its end.
fn tell(mut stdin: ChildStdin, head: &[u8], bytes: &[u8]) {
    stdin.write_all(head).and_then(|()| stdin.write_all(bytes)).ok();
}

/// The answer, if it is whole.
fn hear(stdout: ChildStdout, limits: Limits) -> Option<Result<Reading, Unreadable>> {
    let mut all = Vec::new();
    stdout.take(limits.answer()).read_to_end(&mut all).ok()?;
    let at = all.iter().position(|&byte| byte == b'\n')?;
    let text = all.split_off(at + 1);
    let answer: Answer = serde_json::from_slice(&all).ok()?;
    if text.len() != answer.length {
        return None;
    }
    let text = String::from_utf8(text).ok()?;
    Some(answer.result.map(|mut reading| {
        reading.transcript.text = text;
        reading
    }))
}

#[cfg(unix)]
fn is_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// SIGXCPU, on Linux, macOS and the BSDs.
    const OUT_OF_TIME: i32 = 24;
    status.signal() == Some(OUT_OF_TIME)
}

#[cfg(not(unix))]
fn is_out_of_time(_status: ExitStatus) -> bool {
    false
}

/// The child's side: its exit code when this process was started to read apart, and `None` otherwise.
pub(crate) fn asked() -> Option<ExitCode> {
    let mut args = std::env::args_os().skip(1);
    if args.next()? != COMMAND {
        return None;
    }
    let mut number = || args.next()?.to_str()?.parse().ok();
    let (seconds, memory) = (number()?, number()?);
    Limits { seconds, memory }.hold();
    Some(answer().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS))
}

impl Limits {
    /// Puts this process under the limits, as far as the system has them.
    #[cfg(unix)]
    fn hold(self) {
        use rlimit::Resource;
        Resource::CORE.set(0, 0).ok();
        Resource::AS.set(self.memory, self.memory).ok();
        Resource::CPU.set(self.seconds, self.seconds + 1).ok();
    }

    #[cfg(not(unix))]
    fn hold(self) {}
}

fn answer() -> io::Result<()> {
    let mut stdin = io::stdin().lock();
    let mut head = String::new();
    io::BufRead::read_line(&mut stdin, &mut head)?;
    let question: Question = serde_json::from_str(&head)?;
    let mut bytes = Vec::new();
    stdin.take(question.length as u64).read_to_end(&mut bytes)?;
    let mut result = source::read(&question.name, &bytes, &question.settings);
    let text = result.as_mut().map_or_else(|_| String::new(), |r| std::mem::take(&mut r.transcript.text));
    let mut stdout = io::stdout().lock();
    serde_json::to_writer(&mut stdout, &Answer { result, length: text.len() })?;
    stdout.write_all(b"\n")?;
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_grow_with_the_file_up_to_a_bound() {
        let limits = |length| (Limits::of(length).seconds, Limits::of(length).memory / MEGABYTE);
        assert_eq!(limits(60_000), (1, 201));
        assert_eq!(limits(1 << 20), (3, 230));
        assert_eq!(limits(500 << 20), (120, 2048));
    }
}
