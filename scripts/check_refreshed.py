#!/usr/bin/env python3
"""Checks, with Python's standard library only, what `verbatim refresh` did to a file that its author worked on:
only the parts with the corrected words changed, and in them only the words. For check_refresh.sh.

    check_refreshed.py BEFORE AFTER OLD NEW OWN [OWN ...]

BEFORE and AFTER are the .pptx or .docx; OLD and NEW the quote before and after the correction; OWN what the author
wrote, which must be there still.
"""

import html
import re
import sys
import zipfile

# Places and names of boxes, and what sizes, colours and letters are written with.
PLACES = re.compile(r'<a:(?:off|ext)\b[^>]*>|\bname="[^"]*"')
LETTERS = re.compile(r'<(?:a:srgbClr|a:schemeClr|a:latin|w:color|w:sz|w:rFonts)\b[^>]*>|\b(?:sz|b|i)="\w+"')


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(xml):
    """The words of a part; a paragraph or break is a blank."""
    xml = re.sub(r"</(?:a|w):p>|<(?:a|w):(?:br|tab)\b[^>]*>", " ", xml)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", xml)))


def look(xml):
    """All places in order, and each kind of letters: of two runs alike one may be made, but none is lost."""
    return PLACES.findall(xml), set(LETTERS.findall(xml))


def is_note(name):
    return "/notesSlides/" in name or name.startswith(("word/footnotes", "word/endnotes"))


def main(before_path, after_path, old, new, *own):
    before, after = parts(before_path), parts(after_path)
    mistakes = []
    if list(before) != list(after):
        mistakes.append("parts came, went or changed places")
    texts = {name: data.decode("utf-8") for name, data in before.items() if name.endswith(".xml")}
    expected = {name for name, text in texts.items() if old in words(text)}
    changed = {name for name in before if before[name] != after.get(name)}
    if not expected:
        mistakes.append("the old words stood nowhere")
    mistakes += [f"{name} changed, and holds no corrected words" for name in sorted(changed - expected)]
    mistakes += [f"{name} still has the old words" for name in sorted(expected - changed)]
    for name in sorted(changed & expected):
        was, now = texts[name], after[name].decode("utf-8")
        if new not in words(now) or old in words(now):
            mistakes.append(f"{name}: the corrected words are not there")
        # A note also tells where the words stand, which a correction may move.
        if not is_note(name) and words(now) != words(was).replace(old, new):
            mistakes.append(f"{name}: other words than the corrected ones changed")
        if look(was) != look(now):
            mistakes.append(f"{name}: a place, size, colour or name changed")
    everything = " ".join(words(data.decode("utf-8")) for name, data in after.items() if name.endswith(".xml"))
    mistakes += [f"the author's own words are gone: {text}" for text in own if text not in everything]
    for mistake in mistakes:
        print(f"{after_path}: {mistake}", file=sys.stderr)
    print(f"{after_path}: {len(changed)} of {len(before)} parts changed ({', '.join(sorted(changed))})")
    return 1 if mistakes else 0


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
