#!/usr/bin/env bash
# Fuzzes every reader and parser, from the kept seeds and what once went wrong.
#
#   scripts/fuzz.sh                       5 seconds each
#   scripts/fuzz.sh --seconds 60 docx rtf  a minute for these two
#   scripts/fuzz.sh --runs 10000000       ten million runs each (hours)
#   scripts/fuzz.sh --runs 10000000 --seconds 600   whichever comes first
#   scripts/fuzz.sh --mutations 10000000  then as many mutations of all that was kept, as users run the
#                                         program and without guidance: many times as fast
#   scripts/fuzz.sh --light               built with little optimisation: sooner ready, and slower after that
#
# Prints one line a target (runs, runs a second, peak memory) and one for all. What breaks a promise is
# written to fuzz/artifacts/ and named, and the script fails; once mended, keep the file in
# fuzz/regressions/TARGET/.
# The tests replay what is kept: `cargo test --test hostile kept`.
# Needs a C++ compiler and cargo-fuzz (`cargo install cargo-fuzz`); no sanitizer, so stable Rust will do.
set -euo pipefail
cd "$(dirname "$0")/.."

limit=()
mutations=0
profile=(--release)
while [[ "${1:-}" == --* ]]; do
    case "$1" in
        --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"; exit ;;
        --light) profile=(); shift; continue ;;
        --seconds | --runs | --mutations) [ $# -ge 2 ] || { echo "$1 needs a number" >&2; exit 2; } ;;&
        --seconds) limit+=("-max_total_time=$2") ;;
        --runs) limit+=("-runs=$2") ;;
        --mutations) mutations="$2" ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
[ ${#limit[@]} -gt 0 ] || limit=(-max_total_time=5)

command -v cargo-fuzz >/dev/null || cargo install --quiet --locked cargo-fuzz
if [ ${#profile[@]} -gt 0 ]; then
    cargo fuzz build -s none >&2
else
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0 cargo fuzz build -s none >&2
fi

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd fuzz/targets && ls ./*.rs | sed 's|./||; s|\.rs$||')
programs="$(echo fuzz/target/*/release)"

# One target: its own growing corpus, the kept seeds, what once went wrong.
fuzz_one() {
    local target="$1" log work
    work="fuzz/corpus/$target"
    log="fuzz/artifacts/$target.log"
    mkdir -p "$work" fuzz/artifacts
    local kept=()
    for folder in "fuzz/seeds/$target" "fuzz/regressions/$target"; do
        [ -d "$folder" ] && kept+=("$folder")
    done
    local words=()
    [ -f "fuzz/words/$target.dict" ] && words=("-dict=fuzz/words/$target.dict")
    if "$programs/$target" "$work" ${kept[@]+"${kept[@]}"} "${limit[@]}" ${words[@]+"${words[@]}"} \
        -max_len=4096 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 -print_final_stats=1 \
        "-artifact_prefix=fuzz/artifacts/$target-" >"$log" 2>&1; then
        awk -v target="$target" '
            /stat::number_of_executed_units/ { runs = $2 }
            /stat::average_exec_per_sec/ { rate = $2 }
            /stat::peak_rss_mb/ { memory = $2 }
            END { printf "%-16s %12d runs  %8d a second  %5d MB  sound\n", target, runs, rate, memory }' "$log"
    else
        printf '%-16s BROKE A PROMISE: see %s\n' "$target" "$log"
        return 1
    fi
}

broken=0
for target in "${targets[@]}"; do
    fuzz_one "$target" || broken=$((broken + 1))
done
logs=("${targets[@]/#/fuzz/artifacts/}")
awk -v targets="${#targets[@]}" -v broken="$broken" '
    /stat::number_of_executed_units/ { runs += $2 }
    END { printf "%d targets, %d runs, %d broke a promise\n", targets, runs, broken }' "${logs[@]/%/.log}"
[ "$broken" -eq 0 ] || exit 1

if [ "$mutations" -gt 0 ]; then
    cargo test --quiet ${profile[@]+"${profile[@]}"} --test mutations --no-run
    for target in "${targets[@]}"; do
        cargo test --quiet ${profile[@]+"${profile[@]}"} --test mutations -- "$target" "$mutations" \
            "fuzz/seeds/$target" "fuzz/regressions/$target" "fuzz/corpus/$target"
    done
fi
