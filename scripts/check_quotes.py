#!/usr/bin/env python3
"""Checks that every quote in exported files still stands in the transcript, word for word.

It shares no code with verbatim and needs only Python's standard library. It reads the exported files
themselves (.pptx .docx .odt .xlsx .csv .html .md .tex .json), takes from each quote its words, source and positions, asks
`verbatim show SOURCE --text` for the text, and compares the words with text[start:end] in code points.
Where an author shows a quote in another form, the words that were said stand in its note: these are compared,
and the shown form must follow from them by nothing but what the note says was edited.

    scripts/check_quotes.py --study . deck.pptx quotes.csv
    scripts/check_quotes.py --study . --self-test deck.pptx      # plants mistakes and must find them all
"""

import argparse
import csv
import html.parser
import io
import json
import os
import posixpath
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, replace

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NOT_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 has no way to write

# `fg1:17 · focus/fg1.docx 1042–1187 · 12:03 · speaker R3 · ... · part 1/2`
PROVENANCE = re.compile(r"(?:(\d+)\. )?(.+?:\d+) · (.+?) (\d+)–(\d+)((?: · .*)?)", re.DOTALL)
PART = re.compile(r" · (?:deel|part) (\d+)/(\d+)$")
NOT_EXACT = re.compile(r" · (?:niet exact|not exact): (\d+) ")
# ` · edited: 1 omission · said: “...”`, or ` · translation (en) by An · said: “...”`
EDITED = re.compile(
    r" · (?:(?:bewerkt|edited): (?P<edits>.*?)|(?P<into>(?:vertaling|translation) \([a-z]+\).*?))"
    r" · (?:gezegd|said): “(?P<said>.*)”(?= · |$)",
    re.DOTALL,
)
# ` · edited: name replaced by [naam]; original not included`: what was said stays out of the file
LEFT_OUT = re.compile(
    r" · (?:(?:bewerkt|edited): (?P<edits>.*?)|(?P<into>(?:vertaling|translation) \([a-z]+\).*?))"
    r"; (?:origineel niet opgenomen|original not included)(?= · |$)",
    re.DOTALL,
)
NOT_SHOWN = object()  # in place of what was said, where the file does not hold it


class Unreadable(Exception):
    """A file that is not built the way an export is."""


@dataclass(frozen=True)
class Quote:
    """A quote as a file shows it."""

    where: str
    words: str
    address: str
    source: str
    start: int
    end: int
    not_exact: int = 0  # characters the file says it could not hold
    said: str | object | None = None  # what was said, on one line, where something else is shown
    edits: str | None = None  # what was edited, as the note tells it; None for a translation


def marked(text, where):
    """The words between quotation marks."""
    if len(text) < 2 or text[0] != "“" or text[-1] != "”":
        raise Unreadable(f"{where}: no quote in quotation marks: {text[:60]!r}")
    return text[1:-1]


def cited(line, words, where):
    """A quote from its provenance; also which part of how many it is."""
    match = PROVENANCE.fullmatch(line)
    if not match:
        raise Unreadable(f"{where}: no provenance: {line[:100]!r}")
    _, address, source, start, end, rest = match.groups()
    edited = EDITED.search(rest)
    said, edits = (edited.group("said"), edited.group("edits")) if edited else (None, None)
    left_out = None if edited else LEFT_OUT.search(rest)
    if left_out:
        edited, said, edits = left_out, NOT_SHOWN, left_out.group("edits")
    # What was said may look like a remark of the note.
    rest = rest[: edited.start()] + rest[edited.end() :] if edited else rest
    part = PART.search(rest)
    inexact = NOT_EXACT.search(rest)
    not_exact = int(inexact.group(1)) if inexact else 0
    quote = Quote(where, words, address, source, int(start), int(end), not_exact, said, edits)
    return quote, (int(part.group(1)), int(part.group(2))) if part else (1, 1)


# --- office documents ---------------------------------------------------------------------------


class Package:
    """An office document: parts and their relations."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)

    def xml(self, part):
        return ET.fromstring(self.zip.read(part))

    def relations(self, part):
        """Relation id to (short type, part)."""
        folder, name = posixpath.split(part)
        found = {}
        try:
            root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        except KeyError:
            return found
        for relation in root:
            target = relation.get("Target")
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id")] = (relation.get("Type").rsplit("/", 1)[-1], target)
        return found

    def related(self, part, kind):
        return next((target for found, target in self.relations(part).values() if found == kind), None)


def slide_text(paragraph):
    """The text of a paragraph on a slide; line breaks as LF."""
    text = ""
    for element in paragraph:
        if element.tag in (A + "r", A + "fld"):
            text += element.findtext(A + "t") or ""
        elif element.tag == A + "br":
            text += "\n"
    return text


def body_paragraphs(root):
    """(level, text) of each paragraph in the boxes of quotes on a slide, or in the body placeholders of its notes."""
    other = {"title", "ctrTitle", "ftr", "sldNum", "dt", "hdr", "sldImg"}
    for shape in root.iter(P + "sp"):
        placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        name = shape.find(f"{P}nvSpPr/{P}cNvPr").get("name", "")
        if not name.startswith("verbatim ") and (placeholder is None or placeholder.get("type") in other):
            continue
        for paragraph in shape.iter(A + "p"):
            properties = paragraph.find(A + "pPr")
            level = 0 if properties is None else int(properties.get("lvl", "0"))
            yield level, slide_text(paragraph)


def noted(root, where):
    """The quotes in the notes of a slide: (quote, part). Later parts have no words of their own."""
    lines = [text for _, text in body_paragraphs(root)]
    found = []
    while lines:
        quote, part = cited(lines.pop(0), "", where)
        if part[0] == 1 and quote.said is NOT_SHOWN:
            # A line that `refresh` emptied.
            if lines and not lines[0]:
                lines.pop(0)
        elif part[0] == 1:
            if not lines:
                raise Unreadable(f"{where}: provenance without words")
            quote = replace(quote, words=marked(lines.pop(0), where))
        found.append((quote, part))
    return found


def read_pptx(path):
    """Every quote twice: as the slides show it, and as the notes have it, unless these leave out what was said."""
    package = Package(path)
    presentation = package.related("", "officeDocument")
    relations = package.relations(presentation)
    slides = [relations[slide.get(R + "id")][1] for slide in package.xml(presentation).iter(P + "sldId")]
    unfinished = None
    for number, slide in enumerate(slides, 1):
        notes = package.related(slide, "notesSlide")
        if notes is None:
            continue
        where = f"{path}, slide {number}"
        shown = [text for level, text in body_paragraphs(package.xml(slide)) if level == 0]
        entries = noted(package.xml(notes), where + ", notes")
        if len(shown) != len(entries):
            raise Unreadable(f"{where}: {len(shown)} quotes on the slide, {len(entries)} in the notes")
        for text, (quote, (part, of)) in zip(shown, entries):
            if part == 1:
                if quote.said is not NOT_SHOWN:
                    yield quote
                unfinished = text
            elif unfinished is None:
                raise Unreadable(f"{where}: a later part without the first")
            else:
                unfinished += text
            if part == of:
                yield replace(quote, where=where, words=marked(unfinished, where))
                unfinished = None
    if unfinished is not None:
        raise Unreadable(f"{path}: the last quote has no end")


def document_text(paragraph):
    """The text of a paragraph of a document; line breaks as LF."""
    plain = {W + "br": "\n", W + "tab": "\t"}
    runs = (element for run in paragraph.iter(W + "r") for element in run)
    return "".join((e.text or "") if e.tag == W + "t" else plain.get(e.tag, "") for e in runs)


def read_docx(path):
    """Paragraphs in the style Quote, each with the footnote it refers to."""
    package = Package(path)
    document = package.related("", "officeDocument")
    notes = {note.get(W + "id"): note for note in package.xml(package.related(document, "footnotes"))}
    for number, paragraph in enumerate(package.xml(document).iter(W + "p"), 1):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(W + "val") != "Quote":
            continue
        where = f"{path}, paragraph {number}"
        references = [reference.get(W + "id") for reference in paragraph.iter(W + "footnoteReference")]
        if len(references) != 1 or references[0] not in notes:
            raise Unreadable(f"{where}: a quote without its footnote")
        provenance = document_text(notes[references[0]])[1:]  # after the number, a blank
        yield cited(provenance, marked(document_text(paragraph), where), where)[0]


# --- plain files --------------------------------------------------------------------------------


def plain(path):
    with open(path, encoding="utf-8", errors="strict", newline="") as file:
        return file.read()


def read_csv(path):
    """Rows; where `guarded` names a column, one leading apostrophe is not part of the cell."""
    csv.field_size_limit(1 << 30)
    for number, row in enumerate(csv.DictReader(io.StringIO(plain(path), newline="")), 2):
        where = f"{path}, row {number}"
        for column in filter(None, (row.get("guarded") or "").split("; ")):
            if not row[column].startswith("'"):
                raise Unreadable(f"{where}: `{column}` is said to be guarded and is not")
            row[column] = row[column][1:]
        yield from_row(where, row)


def from_row(where, row):
    """A quote of a table; where what was said is left out, the shown form and what was edited."""
    place = row["address"], row["source"], int(row["start"]), int(row["end"])
    left_out = LEFT_OUT.search(f" · {row.get('editing') or ''}")
    if left_out and not row["quote"]:
        return Quote(where, row["shown"], *place, said=NOT_SHOWN, edits=left_out.group("edits"))
    return Quote(where, row["quote"], *place)


def read_json(path):
    for number, line in enumerate(plain(path).split("\n"), 1):
        if line:
            row = json.loads(line)
            if row["v"] != 1:
                raise Unreadable(f"{path}:{number}: version {row['v']}, this script knows 1")
            where = f"{path}:{number}"
            yield from_row(where, row)


def markdown_text(text):
    """What a reader of Markdown makes of escaped text."""

    def meant(match):
        character, number = match.groups()
        return character if character else chr(int(number))

    return re.sub(r"\\([!-/:-@\[-`{-~])|&#(\d+);", meant, text.replace("\\\n> ", "\n"))


def slide_pieces(path, text):
    """The pieces on slides for Marp (notes in comments) or Quarto (notes in a list)."""
    marp = "\nmarp: true\n" in text.split("\n---\n")[0]
    shown, at = [], 0
    block = r"(?<!\n>\n)^> (?P<words>.*(?:\n> .*)*)$"
    note = r"^<!--\n(?P<note>.*)\n-->$" if marp else r"^\* (?P<note>.*)$"
    for match in re.finditer(f"{block}|{note}", text[text.index("\n---\n", 4) + 5 :], re.MULTILINE):
        if match.group("note") is None:
            shown.append(markdown_text(match.group("words")))
        else:
            at += 1
            where = f"{path}, note {at}"
            if not shown:
                raise Unreadable(f"{where}: no quote for it")
            line = match.group("note")
            yield shown.pop(0), line if marp else markdown_text(line), where
    if shown:
        raise Unreadable(f"{path}: a quote without its note")


def read_md(path):
    """Block quotes, each with the footnote it refers to; on slides, each with its note."""
    text = plain(path)
    if text.startswith("---\n"):
        yield from joined(slide_pieces(path, text), path)
        return
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    for block in re.finditer(r"(?:^>.*\n)+", text, re.MULTILINE):
        where = f"{path}:{text.count(chr(10), 0, block.start()) + 1}"
        first = block.group().split("\n>\n")[0].rstrip("\n")
        match = re.fullmatch(r"> (.*)\[\^(\d+)\]", first, re.DOTALL)
        if not match or match.group(2) not in notes:
            raise Unreadable(f"{where}: a block quote without its footnote")
        words = marked(markdown_text(match.group(1)), where)
        yield cited(markdown_text(notes[match.group(2)]), words, where)[0]


# --- OpenDocument -------------------------------------------------------------------------------

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def odt_text(element):
    """The text of a paragraph, its footnotes left out; blanks, tabs and line breaks as characters."""
    text = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag in (TEXT + "tab", TEXT + "line-break"):
            text += "\t" if child.tag == TEXT + "tab" else "\n"
        elif child.tag != TEXT + "note":
            text += odt_text(child)
        text += child.tail or ""
    return text


def read_odt(path):
    """Paragraphs in the styles of quotes, each with its footnote."""
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("content.xml"))
    for number, paragraph in enumerate(root.iter(TEXT + "p"), 1):
        if not re.match("(Quote|Short)(RTL)?$", paragraph.get(TEXT + "style-name", "")):
            continue
        where = f"{path}, paragraph {number}"
        notes = list(paragraph.iter(TEXT + "note"))
        if len(notes) != 1:
            raise Unreadable(f"{where}: a quote without its footnote")
        provenance = odt_text(next(notes[0].iter(TEXT + "p")))
        yield cited(provenance, marked(odt_text(paragraph), where), where)[0]


# --- Excel --------------------------------------------------------------------------------------

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def excel_string(text):
    """What Excel makes of `_xHHHH_`."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)


def read_xlsx(path):
    """Rows of every sheet, by the names in its first row; a formula anywhere is a mistake."""
    package = Package(path)
    workbook = package.related("", "officeDocument")
    shared = package.related(workbook, "sharedStrings")
    strings = []
    for item in package.xml(shared).iter(S + "si") if shared else ():
        strings.append(excel_string("".join(text.text or "" for text in item.iter(S + "t"))))
    relations = package.relations(workbook)
    for sheet in package.xml(workbook).iter(S + "sheet"):
        columns = {}
        for row in package.xml(relations[sheet.get(R + "id")][1]).iter(S + "row"):
            where = f"{path}, {sheet.get('name')}, row {row.get('r')}"
            cells = {}
            for cell in row.iter(S + "c"):
                if cell.find(S + "f") is not None:
                    raise Unreadable(f"{where}: a formula")
                value = cell.findtext(S + "v")
                if value is not None:
                    letters = cell.get("r").rstrip("0123456789")
                    cells[letters] = strings[int(value)] if cell.get("t") == "s" else value
            if not columns:
                columns = {name: letters for letters, name in cells.items()}
                continue
            value = {name: cells.get(letters, "") for name, letters in columns.items()}
            yield from_row(where, value)


# --- web pages ----------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """Block quotes and the provenance after each."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.into = None
        self.quotes = []

    def handle_starttag(self, tag, attributes):
        if tag == "blockquote":
            self.quotes.append({"words": "", "provenance": "", "line": self.getpos()[0]})
            self.into = "words"
        elif tag == "p" and dict(attributes).get("class") == "provenance" and self.quotes:
            self.into = "provenance"

    def handle_endtag(self, tag):
        if tag in ("blockquote", "p"):
            self.into = None

    def handle_data(self, data):
        if self.into:
            self.quotes[-1][self.into] += data


def read_html(path):
    page = Page()
    page.feed(plain(path))
    page.close()
    for quote in page.quotes:
        where = f"{path}:{quote['line']}"
        yield cited(quote["provenance"], marked(quote["words"], where), where)[0]


# --- LaTeX --------------------------------------------------------------------------------------

LATEX = {
    "\\textbackslash{}": "\\",
    "\\textasciicircum{}": "^",
    "\\textasciitilde{}": "~",
    "\\textquotedbl{}": '"',
    "\\textasciigrave{}": "`",
    "\\textquotesingle{}": "'",
    "\\leavevmode\\newline{}": "\n",
    "\\quad{}": "\t",
    "\\ ": " ",
    "{}": "",
}
LATEX_MARK = re.compile("|".join(map(re.escape, LATEX)) + r"|\\([{}$&#_%])")


def latex_text(text):
    """What TeX makes of escaped words."""
    return LATEX_MARK.sub(lambda match: match.group(1) or LATEX[match.group(0)], text)


def joined(pieces, path):
    """Quotes whose words go on over several slides, put together: (words, provenance, where) of each."""
    unfinished = ""
    for words, provenance, where in pieces:
        quote, (part, of) = cited(provenance, "", where)
        unfinished = words if part == 1 else unfinished + words
        if part == of:
            yield replace(quote, words=marked(unfinished, where))
            unfinished = ""
    if unfinished:
        raise Unreadable(f"{path}: the last quote has no end")


def read_tex(path):
    """A list has each quote with its footnote on a line; a deck has pieces, each followed by its note."""
    pieces, said = [], None
    for number, line in enumerate(plain(path).split("\n"), 1):
        where = f"{path}:{number}"
        listed = re.fullmatch(r"(“.*”)\\footnote\{(.*)\}", line)
        shown = re.fullmatch(r"\\said\{\\\w+\}\{(.*)\}", line)
        note = re.fullmatch(r"\\note\[item\]\{(.*)\}", line)
        if listed:
            pieces.append((latex_text(listed.group(1)), latex_text(listed.group(2)), where))
        elif shown:
            said = latex_text(shown.group(1))
        elif note and said is not None:
            pieces.append((said, latex_text(note.group(1)), where))
            said = None
    yield from joined(pieces, path)


READERS = {
    ".pptx": read_pptx,
    ".docx": read_docx,
    ".odt": read_odt,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".html": read_html,
    ".md": read_md,
    ".tex": read_tex,
    ".json": read_json,
}


def read(path):
    """The quotes of an exported file."""
    reader = READERS.get(os.path.splitext(path)[1].lower())
    if reader is None:
        raise Unreadable(f"{path}: no exported file; these are: {' '.join(READERS)}")
    try:
        quotes = list(reader(path))
    except (OSError, KeyError, IndexError, TypeError, ValueError, csv.Error, ET.ParseError, zipfile.BadZipFile) as error:
        raise Unreadable(f"{path}: cannot be read: {type(error).__name__}: {error}") from error
    if not quotes:
        raise Unreadable(f"{path}: holds no quote")
    return quotes


# --- the comparison -----------------------------------------------------------------------------


class Texts:
    """The texts of a study, as `verbatim show SOURCE --text` gives them."""

    def __init__(self, verbatim, study):
        self.command = [verbatim, "--study", study, "show"]
        self.known = {}

    def of(self, source):
        if source not in self.known:
            shown = subprocess.run([*self.command, source, "--text"], capture_output=True, check=False)
            if shown.returncode != 0:
                raise Unreadable(f"verbatim show {source} --text: {shown.stderr.decode(errors='replace').strip()}")
            self.known[source] = shown.stdout.decode("utf-8")
        return self.known[source]


# --- the shown form -----------------------------------------------------------------------------

PLAIN = str.maketrans(
    {c: "'" for c in "‘’‚‛′`´‹›\"“”„‟″«»"}
    | {c: "-" for c in "–—‐‑‒―−"}
    | {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TURNS_AROUND = {"niet", "geen", "nooit", "not", "no", "never"}


def is_letter(character):
    return unicodedata.category(character)[0] in "LNM"


def pieces_of(text):
    """Words, marks and brackets: (kind, text). The blanks between them do not count."""
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text)).translate(PLAIN)
    found, at = [], 0
    while at < len(text):
        begin, bracket = at, re.compile(r"\[([^\[\]\n]{0,80})\]|\(([^()\n]{0,80})\)|<[^<>\n]{0,80}>|\*[^*\n]{0,80}\*")
        if text[at].isspace():
            at += 1
        elif is_letter(text[at]):
            while at < len(text) and is_letter(text[at]):
                at += 1
            found.append(("word", text[begin:at]))
        elif text.startswith("..", at):
            while at < len(text) and text[at] == ".":
                at += 1
            found.append(("dots", "..."))
        elif match := bracket.match(text, at):
            at = match.end()
            inside = match.group(1) or match.group(2) or ""
            if inside == "...":
                found.append(("omission", "[...]"))
            elif match.group(1) and len(inside) == 1 and inside.isalpha() and at < len(text) and is_letter(text[at]):
                while at < len(text) and is_letter(text[at]):  # `[D]at`
                    at += 1
                found.append(("capital", text[begin:at].replace("[", "").replace("]", "")))
            else:
                found.append(("bracket", match.group()))
        else:
            found.append(("mark", text[at]))
            at += 1
    return found


def left_out(edits):
    """The words that the note says were left out without a mark, as pieces; and whether laughter or a pause was."""
    fillers = re.findall(r"“([^”]*)” (?:weggelaten|left out)", edits)
    fillers = [[text.lower() for _, text in pieces_of(filler)] for filler in fillers]
    fillers = [filler for filler in fillers if filler and not TURNS_AROUND & set(filler)]
    return fillers, bool(re.search("lach of pauze weggelaten|laughter or pause left out", edits))


def silently(said, at, fillers, sounds):
    """The places that can be reached from `at` by leaving out what needs no mark."""
    kind, text = said[at] if at < len(said) else ("", "")
    if sounds and (kind == "dots" or kind in ("bracket", "omission") and len(text.split()) <= 4):
        yield at + 1
    before = at + (text == ",")
    for filler in fillers:
        end = before + len(filler)
        if [text.lower() for _, text in said[before:end]] == filler:
            yield end
            if end < len(said) and said[end][1] in (",", "..."):
                yield end + 1


LONGEST_NAME = 6  # `K. van de Velde`


def is_edited_only(said, shown, edits):
    """Whether `shown` is `said` with nothing done to it but what `edits`, the words of the note, tells."""
    said, shown = pieces_of(said), pieces_of(shown)
    if not any(kind in ("word", "capital") for kind, _ in shown):
        return False
    fillers, sounds = left_out(edits)
    put_in = [text for kind, text in pieces_of(edits) if kind == "bracket"]
    # The list of names is not known here: that a name stood there, of so many pieces at most, is taken on trust.
    for_names = [text for text in put_in if re.search(rf"(?:vervangen door|replaced by) {re.escape(text)}", edits)]

    def onwards(reached):
        """With everything that is left out in silence; after it, a word may have another capital."""
        todo = list(reached)
        while todo:
            at, _ = todo.pop()
            for end in silently(said, at, fillers, sounds):
                if (end, True) not in reached:
                    reached.add((end, True))
                    todo.append((end, True))
        return reached

    reached = onwards({(0, True)})
    for kind, text in shown:
        after = set()
        for at, is_edge in reached:
            other = said[at] if at < len(said) else ("", "")
            if kind == "omission":
                after.update((end, True) for end in range(at + 1, len(said) + 1))
            elif kind == "bracket" and text in put_in:
                after.add((at, is_edge))
            if kind == "bracket" and text in for_names:
                after.update((end, False) for end in range(at + 1, min(at + LONGEST_NAME, len(said)) + 1))
            if (kind, text) == other:
                after.add((at + 1, is_edge and kind not in ("word", "capital")))
            elif other[0] == "word" and (kind == "capital" or kind == "word" and is_edge):
                if text[0].lower() == other[1][0].lower() and text[1:] == other[1][1:]:
                    after.add((at + 1, False))
        reached = onwards(after)
    return any(at == len(said) for at, _ in reached)


def on_one_line(text):
    """Words as a note has them: without line breaks, characters of control and marks of direction."""
    text = re.sub("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", "", text)
    is_control = lambda c: unicodedata.category(c) == "Cc" or c in "\u2028\u2029"
    return NOT_HELD.sub("\ufffd", "".join(" " if is_control(c) else c for c in text)).strip()


def misquoted(quote, said):
    """What is wrong with a quote that is shown in another form than it was said."""
    if quote.said is not NOT_SHOWN and NOT_HELD.sub("\ufffd", quote.said).strip() != on_one_line(said):
        return f"its note says that {quote.said[:60]!r} was said; the transcript has {on_one_line(said)[:60]!r}"
    if quote.not_exact:
        said = NOT_HELD.sub("\ufffd", said)
    if quote.edits is not None and not is_edited_only(said, quote.words, quote.edits):
        return f"shows {quote.words[:60]!r}, which is not {said[:60]!r} edited as the note tells: {quote.edits}"
    return None


# Double marks within the marks of a quote are single ones; one of a typewriter opens or closes.
WITHIN = {"“": "‘", "”": "’", "„": "‚", "‟": "‛", '"': "‘’‚"}


def is_within_marks(words, said):
    """Whether the words are what was said but for quotation marks of its own."""
    return len(words) == len(said) and all(ours == theirs or ours in WITHIN.get(theirs, "") for ours, theirs in zip(words, said))


def mistake(quote, texts):
    """What is wrong with a quote; None when its words stand where it says."""
    text = texts.of(quote.source)
    if not 0 <= quote.start < quote.end <= len(text):
        return f"positions {quote.start}–{quote.end} are not in the text of {len(text)} code points"
    said = text[quote.start : quote.end]
    if quote.said is not None:
        return misquoted(quote, said)
    if quote.not_exact:
        said, replaced = NOT_HELD.subn("\ufffd", said)
        if replaced != quote.not_exact:
            return f"says that {quote.not_exact} characters were replaced; it must be {replaced}"
    if quote.words == said or is_within_marks(quote.words, said):
        return None
    both = zip(quote.words, said)
    at = next((i for i, (ours, theirs) in enumerate(both) if ours != theirs), min(len(quote.words), len(said)))
    shown = quote.words[max(0, at - 12) : at + 12], said[max(0, at - 12) : at + 12]
    return f"differs at character {at}: {shown[0]!r} in the file, {shown[1]!r} in the transcript"


def changed(words, places):
    """The words with one character changed, left out or put in, at each of these places."""
    for at in places:
        other = "x" if words[at] != "x" else "y"
        yield words[:at] + other + words[at + 1 :]
        yield words[:at] + words[at + 1 :]
        yield words[:at] + other + words[at:]


def ends_and_middle(places):
    return sorted({places[0], places[len(places) // 2], places[-1]}) if places else []


def corrupted(quote):
    """The quote with mistakes in its words, at the ends and in the middle; of an edited one, also in what its note
    says was said, and with a word of nobody put in."""
    if quote.said is None:
        for words in changed(quote.words, ends_and_middle(range(len(quote.words)))):
            yield replace(quote, words=words)
        return
    for said in [] if quote.said is NOT_SHOWN else changed(quote.said, ends_and_middle([at for at, c in enumerate(quote.said) if not c.isspace()])):
        yield replace(quote, said=said)
    if quote.edits is None:
        return
    # Blanks, and what stands in brackets, are the author's; a word of one letter may be gone under `[...]`.
    outside = re.sub(r"\[[^\]]*\]", lambda match: " " * len(match.group()), quote.words)
    places = [at for match in re.finditer(r"[^\W_]{2,}", outside) for at in range(match.start(), match.end())]
    for words in changed(quote.words, ends_and_middle(places)):
        yield replace(quote, words=words)
    yield replace(quote, words=quote.words + " xyzzy")
    yield replace(quote, words="Xyzzy " + quote.words)
    yield replace(quote, words=quote.words + " [xyzzy]")
    yield replace(quote, words="[...]")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE", help="exported files")
    parser.add_argument("--study", default=".", help="folder of the study (default: here)")
    parser.add_argument("--verbatim", default=os.environ.get("VERBATIM", "verbatim"), help="the program")
    parser.add_argument("--self-test", action="store_true", help="plant mistakes in every quote; all must be found")
    arguments = parser.parse_args()

    texts = Texts(arguments.verbatim, arguments.study)
    checked = wrong = unreadable = planted = found = 0
    for path in arguments.files:
        try:
            quotes = read(path)
            for quote in quotes:
                checked += 1
                problem = mistake(quote, texts)
                if problem:
                    wrong += 1
                    print(f"{quote.where}: {quote.address}: {problem}", file=sys.stderr)
                elif arguments.self_test:
                    verdicts = [mistake(bad, texts) for bad in corrupted(quote)]
                    planted += len(verdicts)
                    found += sum(verdict is not None for verdict in verdicts)
            print(f"{path}: {len(quotes)} quotes")
        except (Unreadable, OSError, UnicodeDecodeError) as error:
            unreadable += 1
            print(error, file=sys.stderr)
    print(f"{checked} quotes checked, {wrong} wrong" + (f", {unreadable} files unreadable" if unreadable else ""))
    if arguments.self_test:
        print(f"{planted} mistakes planted, {found} found")
    return 1 if wrong or unreadable or not checked or found != planted else 0


if __name__ == "__main__":
    sys.exit(main())
