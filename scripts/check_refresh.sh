#!/usr/bin/env bash
# A deck and a document made from the sample study are worked on in LibreOffice: boxes moved, letters recoloured
# and resized, a slide, a box and a paragraph of the author's put in. Then a transcript is corrected. `refresh` must
# renew the corrected words and touch nothing else, `verify` must find every quotation as it was said, and `export`
# must refuse to write over the author's work. Needs LibreOffice with its Python bridge (python3-uno); without it
# the check is skipped, unless CI=true.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts="$PWD/scripts"
verbatim="$(realpath "$(command -v "${VERBATIM:-verbatim}")")"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
export VERBATIM_CODER=An
bad() { echo "NOT REFRESHED: $*" >&2; exit 1; }

# The bridge belongs to the Python of the system, which need not be the first one on the path.
bridge=
for python in "${UNO_PYTHON:-python3}" /usr/bin/python3; do
    "$python" -c 'import uno' 2>/dev/null && { bridge="$python"; break; }
done
if [ -z "$bridge" ] || ! command -v soffice >/dev/null; then
    echo "skipped: needs LibreOffice and its Python bridge (libreoffice-impress libreoffice-writer python3-uno)"
    [ "${CI:-}" != true ] || exit 1
    exit 0
fi

# A set of a source that is corrected below and of all others, one quote of it shown edited.
mkdir "$out/study"
cp -r corpus codebooks participants.csv verbatim.toml "$out/study"
cd "$out/study"
"$verbatim" ingest >/dev/null
"$verbatim" find --code trust --source fg2 --json -n 3 | "$verbatim" pick - --set trust >/dev/null 2>&1
"$verbatim" find --code trust --role client --json -n 8 | "$verbatim" pick - --set trust >/dev/null 2>&1
"$verbatim" find --code trust --source fg2 --json -n 3 > quotes.jsonl
quote() { sed -n "$1p" quotes.jsonl | python3 -c 'import json, sys; print(json.load(sys.stdin)["quote"])'; }
shorter="$(quote 1 | sed -E 's/^(\S+ \S+) \S+ \S+/\1 [...]/')"
"$verbatim" set edit trust 1 --shown "$shorter" >/dev/null 2>&1
words="$(quote 2)"
files=(deck.pptx paper.docx)
for file in "${files[@]}"; do
    "$verbatim" export --set trust -o "$file" >/dev/null
done

"$bridge" "$scripts/restyle_office.py" "${files[@]}"
colours="$(python3 -c '
import re, zipfile
deck = zipfile.ZipFile("deck.pptx")
slides = "".join(deck.read(name).decode() for name in deck.namelist() if name.startswith("ppt/slides/slide"))
print(len(set(re.findall("srgbClr val=.(7a1f[0-9a-f]{2})", slides, re.I))))')"
[ "$colours" -ge 8 ] || bad "LibreOffice recoloured only $colours boxes: the check itself is broken"
for file in "${files[@]}"; do
    cp "$file" "worked-on-$file"
    "$verbatim" refresh "$file" 2>&1 | grep -q " 0 renewed" || bad "$file was renewed before anything was corrected"
    cmp "$file" "worked-on-$file" || bad "$file changed where nothing was to be renewed"
done

# One word of a quote is corrected in its transcript.
corrected="$(python3 - "$words" <<'PY'
import sys
old = sys.argv[1]
word = max(old.replace(",", " ").replace(".", " ").split(), key=len)
# As long as the old one, so that everything behind it stays where it stands.
new = old.replace(word, ("parelhoenders" * 3)[: len(word)], 1)
path = "corpus/focusgroepen/fg2.txt"
text = open(path, encoding="utf-8").read()
assert text.count(old) == 1, "the quote stands there once"
open("corrected.txt", "w", encoding="utf-8").write(text.replace(old, new))
print(new)
PY
)"
"$verbatim" replace fg2 corrected.txt >/dev/null 2>&1 || [ $? = 5 ] || bad "the transcript could not be replaced"

own=("Een dia van de auteur zelf" "Een kader van de auteur zelf")
for file in "${files[@]}"; do
    "$verbatim" verify "$file" >/dev/null 2>&1 && bad "verify does not see that $file is out of date"
    "$verbatim" refresh "$file" 2>&1 | grep -q ", 1 renewed" || bad "$file was not renewed in one place"
    [ "$file" != paper.docx ] || own=("Een alinea van de auteur zelf")
    python3 "$scripts/check_refreshed.py" "worked-on-$file" "$file" "$words" "$corrected" "${own[@]}" ||
        bad "refresh changed $file in another way than it should"
    "$verbatim" verify "$file" --json > found.jsonl 2>/dev/null || bad "verify finds faults in $file: $(cut -c1-400 found.jsonl)"
    python3 - "$file" <<'PY' || bad "a quotation of $file is neither exact nor edited"
import collections, json, sys
found = [json.loads(line) for line in open("found.jsonl", encoding="utf-8")]
# The last line of a file may tell what was not looked into.
tiers = collections.Counter(one["tier"] for one in found if "tier" in one)
print(f"{sys.argv[1]}: verify finds", ", ".join(f"{count} {tier}" for tier, count in sorted(tiers.items())))
sys.exit(1 if not tiers or set(tiers) - {"exact", "edited"} else 0)
PY
    cp "$file" "refreshed-$file"
    status=0
    "$verbatim" export --set trust -o "$file" 2> told || status=$?
    [ "$status" = 2 ] || bad "export over $file ends with $status"
    grep -q "verbatim refresh $file" told || bad "export over $file does not name refresh"
    cmp "$file" "refreshed-$file" || bad "export wrote over $file"
    echo "$file: export over it is refused, and names refresh"
done
