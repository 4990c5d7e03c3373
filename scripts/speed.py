#!/usr/bin/env python3
"""Measures verbatim against its speed goals F1 to F8 and prints a table: goal, measured, met or not.

  scripts/speed.py                  10 MB of text for ingest, 100 MB for coding and finding; about ten minutes
  scripts/speed.py --quick          10 MB throughout
  scripts/speed.py --large          also 1 GB, one source of 200 MB, 20,000 small sources and 1,000 codes
  scripts/speed.py --keep FOLDER    work there, and use again what was generated there before

Both sides of a ratio run by turns in one run, several times (--repeats, 3); what counts is the median of the
CPU seconds (user + system) of whole processes, so a busy machine makes ratios uncertain rather than wrong.
Nothing here is a test: figures are printed, never asserted.

Needs Linux; `rg` (ripgrep) on the path or as --rg PATH; a generator of transcripts and codebooks as
--generator PATH (else tools/gen_corpus.py below the folder that VERBATIM_SHARED names), whose word lists are
in the Debian packages wdutch and wbritish; and a release build, which it makes itself with cargo.

The goals: F1 coding is sound (`cargo test --release --test shared_data soundness`, which this does not run);
F2 coding of 100 codes at most 3 times `rg -j1 -c -F`, with stems 6 times; F3 ingest of 10 MB at most twice
bare Tantivy with the same documents plus F2, and a hundredth of 0.43 s a code and MB; F4 index and kept text
at most 2.2 times the text, peak memory of 1 GB below 1 GB; F5 a phrase in a code and a role below 5 ms warm
and 30 ms as a whole process; F6 1,000 unchanged sources below 100 ms; F7 `--help` at most 5 times /bin/true;
F8 cost grows with an exponent of at most 1.1, taken over the last tenfold step: below 10 MB starting up is
most of it, and would hide growth. V is `verify` of a paper of 200 pages with 600 quotations, each a whole turn:
300 as they were said, 150 a word off, 150 said by nobody; against 10 MB of turns, and against the same with a
vocabulary of 3,000 words, in which everything is said nearly somewhere.
"""

import argparse
import collections
import glob
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROLES = ["client", "clinician", "caregiver"]


def run(args, cwd=None):
    """Runs a command: its CPU seconds, wall seconds, peak memory in MB, and what it printed."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(a) for a in args], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read().decode()
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, out


def median(values):
    return statistics.median(values)


def lines(out):
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


class Table:
    def __init__(self):
        self.rows = []

    def add(self, goal, what, limit, value, unit="", note=""):
        met = "yes" if value <= limit else "NO"
        self.rows.append((goal, what, f"<= {limit:g}{unit}", f"{value:.3g}{unit}", met, note))
        print(f"  {goal} {what}: {value:.3g}{unit} (goal {limit:g}{unit}) {note}", flush=True)

    def note(self, goal, what, value):
        self.rows.append((goal, what, "", value, "", ""))
        print(f"  {goal} {what}: {value}", flush=True)

    def show(self):
        heads = ("goal", "what", "goal is", "measured", "met", "note")
        widths = [max(len(str(row[i])) for row in [heads, *self.rows]) for i in range(6)]
        for row in [heads, *self.rows]:
            print("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip())


class Bench:
    def __init__(self, args, folder):
        self.args, self.folder, self.table = args, pathlib.Path(folder), Table()
        self.verbatim, self.phases = build()

    def generate(self, megabytes):
        """Transcripts of so many MB, as one file and as a folder of sources."""
        target = self.folder / f"text{megabytes}"
        if not (target / "meta.json").exists():
            run([sys.executable, self.args.generator, "corpus", "--mb", megabytes, "--out", target, "--files", "--flat"])
        return target

    def codebook(self, codes, stems):
        """A codebook in our own language, and what ripgrep looks for; without stems `=word`."""
        source = self.folder / f"codes{codes}.json"
        if not source.exists():
            run([sys.executable, self.args.generator, "codebook", "--codes", codes, "--out", source])
        text = ["codebook: generated", "language: nl", "codes:"]
        for code in json.loads(source.read_text())["codes"]:
            text.append(f"  - id: {code['code']}\n    name: {code['code']}\n    rules:\n      - any:")
            for pattern in code["patterns"]:
                words = pattern["text"]
                if pattern["kind"] == "regex":
                    words = f"/{words}/"
                elif not stems and pattern["kind"] in ("word", "phrase"):
                    words = "=" + words
                text.append(f"          - {json.dumps(words, ensure_ascii=False)}")
        path = self.folder / f"codes{codes}{'-stems' if stems else ''}.yaml"
        path.write_text("\n".join(text) + "\n")
        return path, self.folder / f"codes{codes}.literals.txt"

    def study(self, name, sources, codes):
        """A new study of these sources: paths below a folder, hard-linked."""
        study = self.folder / name
        shutil.rmtree(study, ignore_errors=True)
        (study / "codebooks").mkdir(parents=True)
        (study / "corpus").mkdir()
        shutil.copy(self.codebook(codes, True)[0], study / "codebooks")
        roles = "".join(f"[roles.{role}]\n" for role in ROLES)
        (study / "verbatim.toml").write_text(f'name = "speed"\nlanguage = ["nl", "en"]\n{roles}')
        people = ["source,speaker,participant,role"]
        for number, source in enumerate(sources):
            os.link(source, study / "corpus" / source.name)
            with open(source, encoding="utf-8") as text:
                labels = {line.split(":")[0] for line, _ in zip(text, range(400))}
            for label in sorted(labels - {"Interviewer"}):
                people.append(f"{source.stem},{label},P{number},{ROLES[number % 3]}")
        (study / "participants.csv").write_text("\n".join(people) + "\n")
        return study

    def aside(self):
        """A new folder for what is no longer needed. Nothing is deleted between measurements: ext4 without a journal
        looks for a place long after many files went, and the next process would pay for it."""
        self.folder.joinpath("used").mkdir(exist_ok=True)
        return pathlib.Path(tempfile.mkdtemp(dir=self.folder / "used"))

    def fresh(self, study):
        aside = self.aside()
        for derived in ("index", "codings"):
            if (study / derived).exists():
                (study / derived).rename(aside / derived)

    def sources(self, megabytes):
        return sorted(self.generate(megabytes).glob("txt/*/*.txt"))

    def measure(self):
        size = 10 if self.args.quick else 100
        self.coding(size)
        self.ingest(10)
        self.growth([1, 10] if self.args.quick else [1, 10, 100])
        self.finding(size)
        self.unchanged()
        self.start()
        self.verifying(10)
        if self.args.large:
            self.large()
        shutil.rmtree(self.folder / "used", ignore_errors=True)
        self.table.show()

    def coding(self, size):
        print(f"F2: coding {size} MB")
        flat = self.generate(size) / "corpus.txt"
        study = self.study("coding", self.sources(size), 100)
        (exact, literals), (stems, _) = self.codebook(100, False), self.codebook(100, True)
        found = {"rg": [], "read": [], str(exact): [], str(stems): []}
        for _ in range(self.args.repeats):
            found["rg"].append(run([self.args.rg, "-j1", "-c", "-F", "-f", literals, flat])[0])
            for line in lines(run([self.phases, "code", study, exact, stems])[3]):
                found[line.get("codebook", "read")].append(line["cpu"])
        rg = median(found["rg"])
        self.coded = {"exact": median(found[str(exact)]) / size, "stems": median(found[str(stems)]) / size}
        for name, path, limit in (("stems off", exact, 3), ("stems", stems, 6)):
            cpu = median(found[str(path)])
            note = f"{cpu:.2f} s, {size / cpu:.0f} MB/s; rg {rg:.2f} s"
            self.table.add("F2", f"coding {size} MB, 100 codes, {name} / rg", limit, cpu / rg, "x", note)
        self.table.note("F2", f"reading {size} MB", f"{median(found['read']):.2f} s CPU")

    def ingest(self, size):
        print(f"F3: ingest of {size} MB")
        study = self.study("ingest", self.sources(size), 100)
        ours, raws = [], []
        for _ in range(self.args.repeats):
            self.fresh(study)
            ours.append(run([self.verbatim, "ingest"], study)[0])
            raws.append(lines(run([self.phases, "raw", study, self.aside()])[3])[0]["cpu"])
        cpu, raw = median(ours), median(raws)
        coding = self.coded["stems"] * size
        note = f"{cpu:.2f} s against 2 x {raw:.2f} + {coding:.2f} s"
        self.table.add("F3", f"ingest {size} MB / (2 bare Tantivy + coding)", 1, cpu / (2 * raw + coding), "x", note)
        loop = 0.43 * 100 * size
        self.table.add("F3", "ingest / QualCoder's loop (0.43 s a code and MB)", 0.01, cpu / loop, "x")

    def sizes(self, study, text):
        def bytes_in(folder):
            return sum(os.path.getsize(path) for path in glob.glob(f"{folder}/**", recursive=True) if os.path.isfile(path))

        index, codings = bytes_in(study / "index"), bytes_in(study / "codings")
        return index / text, f"codings and their texts {codings / text:.2f}x beside it"

    def growth(self, sizes):
        print("F4, F8: growth with size")
        cost = {}
        for size in sizes:
            sources = self.sources(size)
            study = self.study(f"growth{size}", sources, 100)
            text = sum(source.stat().st_size for source in sources)
            path = study / "codebooks" / "codes100-stems.yaml"
            for _ in range(self.args.repeats):
                for line in lines(run([self.phases, "code", study, path])[3]):
                    cost.setdefault(("reading" if line["phase"] == "read" else "coding"), {}).setdefault(size, []).append(line["cpu"])
            self.fresh(study)
            cpu, _, peak, _ = run([self.verbatim, "ingest"], study)
            cost.setdefault("ingest", {}).setdefault(size, []).append(cpu)
            # Before the exports, of which the study keeps a list.
            ratio, note = self.sizes(study, text)
            for ending in ("csv", "pptx", "docx"):
                out = self.folder / f"all.{ending}"
                cpu = run([self.verbatim, "export", "--coded", "-o", out, "--overwrite"], study)[0]
                cost.setdefault(f"export {ending}", {}).setdefault(size, []).append(cpu)
            self.table.add("F4", f"index and kept text of {size} MB / text", 2.2, ratio, "x", f"{note}; peak {peak:.0f} MB")
        first, last = sizes[-2] if len(sizes) > 2 else sizes[0], sizes[-1]
        for what, by_size in cost.items():
            low, high = max(median(by_size[first]), 0.01), max(median(by_size[last]), 0.01)
            seconds = ", ".join(f"{size} MB {median(times):.2f} s" for size, times in by_size.items())
            exponent = math.log(high / low) / math.log(last / first)
            self.table.add("F8", f"{what}, exponent {first} to {last} MB", 1.1, exponent, "", seconds)

    def finding(self, size):
        print("F5: finding")
        study = self.folder / f"growth{size}"
        run([self.verbatim, "find", "--coded", "--count"], study)
        question = self.frequent(study)
        code, role, words = question
        warm = lines(run([self.phases, "find", study, *question])[3])[0]
        note = f"{warm['found']} found, {code}"
        self.table.add("F5", "find code role phrase, warm p50", 5, warm["wall_p50"] * 1000, " ms", note)
        args = [self.verbatim, "find", "--code", code, "--role", role, words]
        time.sleep(2.1)
        run(args, study)
        cold = [run(args, study)[1] * 1000 for _ in range(9)]
        self.table.add("F5", "the same, whole process", 30, median(cold), " ms")

    def frequent(self, study):
        """A code, and two words that often stand in its quotes."""
        out = run([self.verbatim, "find", "--coded", "--role", ROLES[0], "--limit", "200", "--json"], study)[3]
        for line in lines(out):
            words = line.get("quote", line.get("text", "")).split()
            if line.get("codes") and len(words) > 5:
                return line["codes"][0]["code"], ROLES[0], f'"{words[2]} {words[3]}"'
        return "c0000", ROLES[0], "ik"

    def unchanged(self):
        print("F6: nothing changed")
        study = self.study("thousand", self.sources(100 if not self.args.quick else 10)[:1000], 100)
        count = len(list((study / "corpus").iterdir()))
        run([self.verbatim, "ingest"], study)
        time.sleep(2.1)
        run([self.verbatim, "ingest"], study)
        walls = [run([self.verbatim, "ingest"], study)[1] * 1000 for _ in range(9)]
        self.table.add("F6", f"ingest of {count} unchanged sources", 100, median(walls), " ms")
        one = sorted((study / "corpus").iterdir())[0]
        text = one.read_bytes()
        one.unlink()
        one.write_bytes(text + b"Interviewer: Dank u wel.\n")
        cpu, wall, _, _ = run([self.verbatim, "ingest"], study)
        self.table.note("F6", "one changed source", f"{wall * 1000:.0f} ms, {cpu:.2f} s CPU")

    def start(self):
        print("F7: start")
        ours, bare = [], []
        for _ in range(30):
            ours.append(run([self.verbatim, "--help"])[1])
            bare.append(run(["/bin/true"])[1])
        ratio = median(ours) / median(bare)
        self.table.add("F7", "--help / /bin/true", 5, ratio, "x", f"{median(ours) * 1000:.1f} ms")

    def verifying(self, size):
        print("V: verify")
        for name, sources in (("growth10", None), ("few", self.in_few_words(size, 3000))):
            study = self.folder / name if sources is None else self.study(name, sources, 100)
            if sources:
                run([self.verbatim, "ingest"], study)
            paper = self.paper(study, 600, 91_000)
            run([self.verbatim, "verify", paper], study)
            taken = [run([self.verbatim, "verify", "--json", paper], study) for _ in range(self.args.repeats)]
            tiers = collections.Counter(line["tier"] for line in lines(taken[0][3]) if "tier" in line)
            what = "few words" if sources else "many words"
            wall, cpu = median([one[1] for one in taken]), median([one[0] for one in taken])
            note = ", ".join(f"{tier} {count}" for tier, count in tiers.most_common())
            self.table.note("V", f"600 quotations, {size} MB of {what}", f"{wall:.2f} s wall, {cpu:.2f} s CPU ({note})")

    def in_few_words(self, size, most):
        """The same sources, in which a rare word is one of the `most` frequent ones."""
        target = self.folder / f"few{size}"
        if not target.exists():
            texts = {source: source.read_text(encoding="utf-8") for source in self.sources(size)}
            word = re.compile(r"\w+")
            count = collections.Counter(found for text in texts.values() for found in word.findall(text))
            frequent = [found for found, _ in count.most_common(most)]
            known = set(frequent)
            # Labels stand before a colon, and stay.
            said = re.compile(r"\w+(?![\w ]*:)")
            mapped = {found: frequent[zlib.crc32(found.encode()) % most] for found in count if found not in known}
            target.mkdir()
            for source, text in texts.items():
                few = said.sub(lambda found: mapped.get(found.group(), found.group()), text)
                (target / source.name).write_text(few, encoding="utf-8")
        return sorted(target.iterdir())

    def paper(self, study, quotations, words):
        """A paper of so many words whose quotations are turns of the study."""
        out = run([self.verbatim, "find", "--all", "--json", "de"], study)[3]
        said = (line.get("quote") or line.get("text") or "" for line in lines(out))
        turns = [one for one in said if len(one.split()) > 8]
        every = max(1, len(turns) // quotations)
        rest = max(0, words // quotations - 15)
        text = []
        for number, said in enumerate(turns[::every][:quotations]):
            tokens = said.split()
            if number % 4 == 1:
                tokens[len(tokens) // 2] = "zogezegd"
            if number % 4 == 3:
                tokens = [token[::-1] for token in tokens]
            text.append(f"In gesprek {number} viel op: “{' '.join(tokens)}” " + "Dat past in het beeld van deze wijk. " * (rest // 8))
        path = self.folder / "paper.md"
        path.write_text("\n\n".join(text) + "\n", encoding="utf-8")
        return path

    def large(self):
        print("ugly cases")
        study = self.study("large", self.sources(1000), 100)
        cpu, wall, peak, _ = run([self.verbatim, "ingest"], study)
        self.table.add("F4", "peak memory of ingest of 1 GB", 1000, peak, " MB", f"{cpu:.0f} s CPU, {wall:.0f} s wall")
        ratio, note = self.sizes(study, 1e9)
        self.table.add("F4", "index and kept text of 1 GB / text", 2.2, ratio, "x", note)
        shutil.rmtree(study)
        flat = self.generate(100) / "corpus.txt"
        big = self.folder / "big.txt"
        big.write_bytes(flat.read_bytes() * 2)
        self.ugly("one source of 200 MB", [big], 100)
        small = self.folder / "small"
        small.mkdir(exist_ok=True)
        with open(flat, encoding="utf-8") as text:
            for number in range(20_000):
                (small / f"s{number}.txt").write_text("".join(text.readline() for _ in range(50)), encoding="utf-8")
        self.ugly("20,000 sources of 50 turns", sorted(small.iterdir()), 100)
        self.ugly("10 MB, 1,000 codes", self.sources(10), 1000)

    def ugly(self, what, sources, codes):
        study = self.study("ugly", sources, codes)
        cpu, wall, peak, _ = run([self.verbatim, "ingest"], study)
        self.table.note("ugly", what, f"{cpu:.1f} s CPU, {wall:.1f} s wall, peak {peak:.0f} MB")
        shutil.rmtree(study)


def build():
    """Builds the program and the bench; their paths."""
    cargo = os.environ.get("CARGO", "cargo")
    args = [cargo, "build", "--release", "--bin", "verbatim", "--bench", "phases", "--message-format=json"]
    out = subprocess.run(args, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.decode()
    made = {m["target"]["name"]: m["executable"] for m in lines(out) if m.get("executable")}
    return made["verbatim"], made["phases"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="10 MB throughout")
    parser.add_argument("--large", action="store_true", help="also 1 GB and the ugly cases")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--keep", metavar="FOLDER", help="work in this folder and leave everything there")
    parser.add_argument("--rg", default=shutil.which("rg") or "rg", help="ripgrep")
    shared = os.environ.get("VERBATIM_SHARED", "")
    parser.add_argument("--generator", default=os.path.join(shared, "tools/gen_corpus.py"))
    args = parser.parse_args()
    if not os.path.isfile(args.generator):
        parser.error("no generator: set VERBATIM_SHARED or --generator")
    args.generator = os.path.abspath(args.generator)
    if args.keep:
        os.makedirs(args.keep, exist_ok=True)
        Bench(args, os.path.abspath(args.keep)).measure()
        return
    with tempfile.TemporaryDirectory() as folder:
        Bench(args, folder).measure()


if __name__ == "__main__":
    main()
