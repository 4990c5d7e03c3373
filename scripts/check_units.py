#!/usr/bin/env python3
"""Counts code points independently of verbatim: `check_units.py FILE`.

Each line of FILE: the bytes of a plain-text source in hexadecimal, the first code point of a passage and the one
past its last, the byte at which it begins in the text, and its words in hexadecimal (UTF-8). The text is the
source without byte order mark, with CR LF and CR as LF, and nothing else changed. Standard library only.
"""

import sys


def main():
    wrong = spans = 0
    with open(sys.argv[1], encoding="ascii") as lines:
        for number, line in enumerate(lines, 1):
            raw, start, end, byte, *quote = line.split()
            text = bytes.fromhex(raw).decode("utf-8")
            text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            said = text[int(start):int(end)]
            right = bytes.fromhex(quote[0] if quote else "").decode("utf-8")
            if said != right or len(text[:int(start)].encode()) != int(byte):
                wrong += 1
                print(f"line {number}: {start}-{end} is {said!r}, not {right!r}")
            spans += 1
    print(f"{spans} spans, {wrong} wrong")
    return 1 if wrong or not spans else 0


if __name__ == "__main__":
    sys.exit(main())
