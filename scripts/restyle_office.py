#!/usr/bin/env python3
"""Works on a deck or document as its author would, in LibreOffice: boxes are moved, letters recoloured and
resized, a slide, a box and a paragraph of the author's own put in. For check_refresh.sh.

    restyle_office.py FILE [...]        each is changed in its place

Needs LibreOffice and its Python bridge (Debian: python3-uno).
"""

import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.awt import Point, Size
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".pptx": "Impress MS PowerPoint 2007 XML", ".docx": "MS Word 2007 XML"}
OWN_SLIDE = "Een dia van de auteur zelf"
OWN_BOX = "Een kader van de auteur zelf"
OWN_PARAGRAPH = "Een alinea van de auteur zelf, tussen de citaten."


def given(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def connected(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None:
                sys.exit("LibreOffice ended before it could be reached")
            time.sleep(0.25)
    sys.exit("LibreOffice did not answer within a minute")


def box(document, page, text, at, size):
    shape = document.createInstance("com.sun.star.drawing.TextShape")
    shape.Position, shape.Size = Point(*at), Size(*size)
    page.add(shape)
    shape.String = text
    shape.CharHeight = 14


def restyled_deck(document):
    """Moves every box with a quote, another way each, and gives its letters another size and colour."""
    pages = document.DrawPages
    moved = 0
    for number in range(pages.Count):
        page = pages.getByIndex(number)
        for shape in (page.getByIndex(at) for at in range(page.Count)):
            if shape.Name.startswith("verbatim "):
                moved += 1
                shape.Position = Point(shape.Position.X + 137 * moved, shape.Position.Y + 61 * moved)
                letters = shape.createTextCursor()
                letters.gotoStart(False)
                letters.gotoEnd(True)
                letters.CharHeight = 17.0 + moved % 3
                letters.CharColor = 0x7A1F00 + moved
    box(document, pages.getByIndex(0), OWN_BOX, (1200, 900), (9000, 1200))
    # Among the others, so that slides get other numbers.
    box(document, pages.insertNewByIndex(0), OWN_SLIDE, (2000, 2000), (12000, 1500))
    return moved


def restyled_document(document):
    """Another letter for all that is there, and a paragraph of the author's own in front of the last one."""
    text = document.Text
    paragraphs = text.createEnumeration()
    all_of_them = []
    while paragraphs.hasMoreElements():
        all_of_them.append(paragraphs.nextElement())
    for number, paragraph in enumerate(all_of_them):
        if paragraph.supportsService("com.sun.star.text.Paragraph"):
            paragraph.CharColor = 0x1F5FA2 + number
            paragraph.CharHeight = 13.0
    cursor = text.createTextCursorByRange(all_of_them[-1].Start)
    text.insertString(cursor, OWN_PARAGRAPH, False)
    text.insertControlCharacter(cursor, uno.getConstantByName("com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK"), False)
    return len(all_of_them)


def main(files):
    pipe = f"verbatim{os.getpid()}"
    with tempfile.TemporaryDirectory() as home:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{home}/profile",
             f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            context = connected(pipe, office)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for file in files:
                url = uno.systemPathToFileUrl(os.path.abspath(file))
                document = desktop.loadComponentFromURL(url, "_blank", 0, given(Hidden=True))
                is_deck = file.endswith(".pptx")
                count = restyled_deck(document) if is_deck else restyled_document(document)
                document.storeToURL(url, given(FilterName=FILTERS[os.path.splitext(file)[1]]))
                document.close(True)
                print(f"{os.path.basename(file)}: {count} {'boxes moved' if is_deck else 'paragraphs'} and restyled in LibreOffice")
            try:
                desktop.terminate()
            except Exception:  # the connection ends with the program
                pass
            office.wait(timeout=60)
        finally:
            if office.poll() is None:
                office.kill()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    main(sys.argv[1:])
