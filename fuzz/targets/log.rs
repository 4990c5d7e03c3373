#![no_main]

libfuzzer_sys::fuzz_target!(|line: &str| drop(verbatim::coding::Line::parse(line)));
