//! A scratch study, copied as often as needed, and what people did in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use verbatim::changes::Desk;
use verbatim::coding::{Anchor, Coding, Deed};
use verbatim::store::Study;
use verbatim::store::log::{list_logs, read_all};
use verbatim::text::{CodePoints, Span, fingerprint};

/// Two turns are enough, and one word to correct.
pub(crate) const TEXT: &str = "\
An: Ik wacht al drie weken op een antwoord van de stad.
Bo: Dat is bij ons in de buurt net zo, dat vertrouw ik niet.
An: Bij mijn zus duurde het nog langer, zij belt nu elke dag.
";

const CODEBOOK: &str = "\
codebook: Proef
language: nl
codes:
  - id: trust
    name: Vertrouwen
    rules: [{any: ['vertrouw*']}]
  - id: waiting
    name: Wachten
    rules: [{any: [wachten]}]
";

/// A folder in memory where there is one: what is tested is the order of calls, not the disk.
pub(crate) fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// A new study in `folder`, read and indexed.
pub(crate) fn make(folder: &Path) -> PathBuf {
    let root = folder.join("study");
    for name in ["corpus", "codebooks"] {
        fs::create_dir_all(root.join(name)).unwrap();
    }
    fs::write(root.join("verbatim.toml"), "name = \"Proef\"\nlanguage = \"nl\"\n").unwrap();
    fs::write(root.join("participants.csv"), "source,speaker,participant,role\nfg1,An,P1,client\n").unwrap();
    fs::write(root.join("corpus/fg1.txt"), TEXT).unwrap();
    fs::write(root.join("codebooks/proef.yaml"), CODEBOOK).unwrap();
    fs::write(folder.join("new.txt"), TEXT.replace("drie", "vier")).unwrap();
    run(&root, &["ingest"]);
    root
}

/// `verbatim` with `args` in a study, one thread, so that its calls come in one order.
pub(crate) fn prepare(command: &mut Command, root: &Path, args: &[&str]) {
    command.args(args).current_dir(root).env("RAYON_NUM_THREADS", "1").env("NO_COLOR", "1");
    command.env("VERBATIM_CODER", "An").env("VERBATIM_CONFIG_DIR", root.parent().unwrap().join("home"));
}

/// Runs it to its end; its exit code and what it said.
pub(crate) fn run(root: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    prepare(&mut command, root, args);
    let output = command.output().unwrap();
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code().unwrap_or(-1), said)
}

/// A copy of everything in `from`, times included, so that nothing seems changed.
pub(crate) fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(status.success());
}

/// The ids of all operations, and whether any line is damaged.
pub(crate) fn operations(root: &Path) -> (BTreeSet<String>, usize) {
    let (ledgers, damage) = read_all(&root.join("codings")).unwrap();
    let ids = ledgers.values().flat_map(|ledger| ledger.operations().map(|o| o.id.clone())).collect();
    (ids, damage.len())
}

/// How often each operation stands in the logs.
pub(crate) fn lines(root: &Path) -> Vec<String> {
    let logs = list_logs(&root.join("codings")).unwrap();
    let text = |log: &verbatim::store::log::LogFile| fs::read_to_string(&log.full).unwrap();
    let ids = |text: String| -> Vec<String> {
        text.lines()
            .filter_map(|l| Some(l.strip_prefix("{\"id\":\"")?.split('"').next()?.to_owned()))
            .collect()
    };
    logs.iter().map(text).flat_map(ids).collect()
}

/// Codes some words, through the library; returns the id once it is on the disk.
pub(crate) fn code(desk: &mut Desk<'_>, number: usize) -> Result<String, verbatim::changes::ChangeError> {
    let points = CodePoints::new(TEXT);
    let hash = fingerprint(TEXT.as_bytes());
    let start = 4 + number % 30;
    let anchor = Anchor::on(TEXT, &points, &hash, Span::new(start, start + 10));
    let id = desk.put("fg1", Deed::Code(Coding::new("trust", anchor)), Vec::new());
    desk.commit().map(|_| id)
}

/// The study at `root`.
pub(crate) fn open(root: &Path) -> Study {
    Study::open(root).unwrap()
}
