#![no_main]

verbatim_fuzz::reader!("tei");
