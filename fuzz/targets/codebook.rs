#![no_main]

use verbatim::codebook::Codebook;

libfuzzer_sys::fuzz_target!(|contents: &str| {
    drop(Codebook::load(&[("fuzz.yaml".to_owned(), contents.to_owned())]));
});
