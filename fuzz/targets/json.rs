#![no_main]

verbatim_fuzz::reader!("json");
