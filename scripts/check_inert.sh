#!/usr/bin/env bash
# Exports a study full of formulas, scripts, fields and commands in every format, and lets real programs open
# the files: a spreadsheet must calculate nothing, an office program and a browser must fetch nothing, and no
# script but the page's own may run. Needs LibreOffice (soffice), Chromium and strace; what is missing is named
# and its part skipped, unless CI=true.
set -euo pipefail
cd "$(dirname "$0")/.."
verbatim="$(command -v "${VERBATIM:-verbatim}")"
out="$(mktemp -d)"
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$out"' EXIT

missing=0
has() {
    command -v "$1" >/dev/null && return 0
    echo "skipped, since $1 is not installed: $2"
    missing=1
    return 1
}
bad() { echo "NOT INERT: $*" >&2; exit 1; }

# A server that only notes who asks for anything; the payloads name it.
: > "$out/asked"
python3 - "$out/asked" "$out/port" <<'PY' &
import http.server, sys
class Log(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        open(sys.argv[1], "a").write(self.path + "\n")
        self.send_response(204); self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Log)
open(sys.argv[2], "w").write(str(server.server_port))
server.serve_forever()
PY
server=$!
for _ in $(seq 50); do [ -s "$out/port" ] && break; sleep 0.1; done
port="$(cat "$out/port")"

python3 - "$out/study" "http://127.0.0.1:$port" <<'PY'
import csv, os, sys
study, url = sys.argv[1:]
run = "document.title=`PWNED`"
payloads = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=cmd|' /C calc'!A0", f'=HYPERLINK("{url}/a","x")',
    f'=WEBSERVICE("{url}/b")', "{=1+1}", "＝1+1", " =1+1", "'=1", "=ja= (0.5) ↑nee↓",
    f"<script>{run}</script>", f"<img src={url}/c onerror={run}>", f"<svg onload={run}>", f"</script><script>{run}</script>",
    f"</title><script>{run}</script>", f"--><script>{run}</script>", f"<iframe src={url}/d></iframe>",
    f"<link rel=stylesheet href={url}/e>", f"<style>@import '{url}/f'</style>", f"<meta http-equiv=refresh content='0;url={url}/g'>",
    f"\" onmouseover=\"{run}", f"<details open ontoggle={run}>", f"<input autofocus onfocus={run}>", f"<base href={url}/>",
    f"[x]({url}/h) ![x]({url}/i)", "\\input{/etc/passwd} \\write18{id} $x$", "_x0041_ _x000D_", f'HYPERLINK "{url}/j"',
    f'{{ INCLUDEPICTURE "{url}/k" }}', "</w:t></w:r><w:fldSimple w:instr=\"PAGE\"/>", "{{ 7*7 }}", "<< 7*7 >>",
]
os.makedirs(study + "/corpus"), os.makedirs(study + "/codebooks")
with open(study + "/verbatim.toml", "w") as f:
    f.write("name = '''<script>" + run + "</script> =1+1'''\nlanguage = \"nl\"\n")
with open(study + "/corpus/gesprekken.csv", "w", newline="") as f:
    rows = csv.writer(f)
    rows.writerow(["speaker", "text"])
    for payload in payloads:
        rows.writerow([payload.replace("\t", " "), payload + " proefwoord"])
with open(study + "/codebooks/proef.yaml", "w") as f:
    f.write("codebook: Proef\nlanguage: nl\ncodes:\n")
    for n, payload in enumerate(payloads):
        text = payload.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ")
        f.write(f'  - id: c{n}\n    name: "{text}"\n    definition: "{text}"\n    unit: turn\n    rules:\n      - any: [proefwoord]\n')
PY
export_all() {
    for format in pptx docx odt xlsx csv html md tex; do
        "$verbatim" --study "$out/study" export --coded --title '=1+1 <script>document.title=1</script>' -o "$out/x.$format" >/dev/null 2>&1 ||
            bad "the study could not be exported to .$format"
    done
    "$verbatim" --study "$out/study" export --coded --charts -o "$out/charts.pptx" >/dev/null 2>&1 ||
        bad "the study could not be exported with charts"
}
"$verbatim" --study "$out/study" ingest >/dev/null 2>&1 || true
export_all
quotes="$(grep -o '<blockquote' "$out/x.html" | wc -l)"
[ "$quotes" -ge 30 ] || bad "only $quotes quotes were exported"

if has soffice "formulas and fields in LibreOffice"; then
    mkdir "$out/lo"
    trace=()
    if has strace "connections that LibreOffice opens"; then
        trace=(strace -A -f -qq -e trace=connect -o "$out/trace")
    fi
    soffice_() { timeout 90 "$@" >/dev/null 2>&1; }
    HOME="$out/home" soffice_ "${trace[@]}" soffice --headless --convert-to fods --outdir "$out/lo" "$out/x.xlsx" || bad "x.xlsx does not open"
    mv "$out/lo/x.fods" "$out/lo/xlsx.fods"
    HOME="$out/home" soffice_ "${trace[@]}" soffice --headless --convert-to fods --outdir "$out/lo" "$out/x.csv" || bad "x.csv does not open"
    for sheet in "$out"/lo/*.fods; do
        grep -q "proefwoord" "$sheet" || bad "$(basename "$sheet") lost its words"
        ! grep -q "table:formula" "$sheet" || bad "a formula in $(basename "$sheet")"
    done
    HOME="$out/home" soffice_ "${trace[@]}" soffice --headless --convert-to pdf --outdir "$out/lo" "$out/x.docx" "$out/x.odt" "$out/x.pptx" "$out/charts.pptx" ||
        bad "a document does not open"
    if [ -e "$out/trace" ]; then
        ! grep -E 'AF_INET6?,' "$out/trace" || bad "LibreOffice connected to the network"
    fi
    echo "LibreOffice: 0 formulas, 0 connections"
fi

browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
if has "${browser:-chromium}" "scripts and requests in a browser"; then
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$out/profile" --virtual-time-budget=4000 \
        --dump-dom "file://$out/x.html" > "$out/dom" 2>/dev/null || bad "the page does not open"
    ! grep -q "<title>PWNED" "$out/dom" || bad "a script of a quote ran"
    grep -q '<title>=1+1 ' "$out/dom" || bad "the title of the page changed"
    grep -Eq 'id="count"[^>]*>[0-9]+ ' "$out/dom" || bad "the script of the page itself did not run"
    # The oracle must see what it is there to see.
    printf '<title>x</title><img src="http://127.0.0.1:%s/canary"><script>document.title="PWNED"</script>' "$port" > "$out/canary.html"
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$out/profile" --virtual-time-budget=4000 \
        --dump-dom "file://$out/canary.html" > "$out/dom2" 2>/dev/null
    grep -q "<title>PWNED" "$out/dom2" && grep -q "/canary" "$out/asked" || bad "the canary was not seen: the check itself is broken"
    echo "Chromium: 0 scripts but the page's own, canary seen"
fi
! grep -v "^/canary$" "$out/asked" || bad "something was fetched"
echo "0 requests"
[ "$missing" = 0 ] || [ "${CI:-}" != true ] || exit 1
