#![no_main]

libfuzzer_sys::fuzz_target!(|query: &str| drop(verbatim::query::parse::parse(query)));
