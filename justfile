# What there is to do here: `just --list`

# All tests (the same command as in the README)
test:
    cargo test

# Format and lint, as CI does
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Tests against real transcripts; needs VERBATIM_SHARED
shared:
    cargo test --test shared_data

# Review changed snapshots
snap:
    INSTA_UPDATE=always cargo test

# Measure reading, coding, indexing and finding on a study of so many MB
bench mb="10":
    cargo bench --bench study -- {{mb}}

# Every export of the sample study, checked word for word
check-exports:
    bash scripts/check_exports.sh

# The schema that editors use
schema:
    cargo run -q -- codes schema > docs/codebook.schema.json

# All of CI
ci:
    bash .ci/run
