#![no_main]

use verbatim::store::Config;

libfuzzer_sys::fuzz_target!(|contents: &str| drop(Config::parse("verbatim.toml", contents)));
