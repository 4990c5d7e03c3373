#!/usr/bin/env bash
# Exports the sample study in every format and checks each file: every quote word for word against the
# transcripts (check_quotes.py), office files against their schemas (openxml-audit, if installed).
set -euo pipefail
cd "$(dirname "$0")/.."
verbatim="${VERBATIM:-verbatim}"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

for format in pptx docx odt xlsx csv html md tex json; do
    "$verbatim" export --coded -o "$out/coded.$format"
    "$verbatim" export --code trust --role client --labels en -o "$out/trust.$format"
done
for dialect in marp quarto; do
    "$verbatim" export --coded --dialect "$dialect" -o "$out/$dialect.md"
done
"$verbatim" export --coded --dialect list -o "$out/list.tex"
"$verbatim" export --coded --raw -o "$out/raw.csv"
"$verbatim" export --coded --sheet-per-code -o "$out/sheets.xlsx"
"$verbatim" export --code trust --template "$out/trust.pptx" -o "$out/template.pptx"
"$verbatim" export --coded --charts -o "$out/charts.pptx"
"$verbatim" export --code trust --charts --dark -o "$out/dark.pptx"

export VERBATIM="$verbatim"
python3 scripts/check_quotes.py --study . "$out"/*.{pptx,docx,odt,xlsx,csv,html,md,tex,json}
# The checker itself: mistakes of one character are planted, and every one must be found.
python3 scripts/check_quotes.py --study . --self-test "$out"/trust.* "$out"/{marp,quarto}.md "$out/list.tex"

audit="${OPENXML_AUDIT:-openxml-audit}"
if command -v "$audit" >/dev/null; then
    for file in "$out"/*.{pptx,docx,odt,xlsx}; do
        "$audit" "$file" | tee "$out/audit.txt" | tail -n 1
        grep -q "no findings" "$out/audit.txt"
    done
elif [ "${CI:-}" = true ]; then
    echo "openxml-audit is missing" >&2
    exit 1
else
    echo "openxml-audit is not installed: the Office schemas were not checked (pip install openxml-audit)"
fi
