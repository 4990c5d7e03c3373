#![no_main]

use verbatim::store::Participants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(Participants::parse("participants.csv", bytes)));
