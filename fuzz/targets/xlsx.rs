#![no_main]

verbatim_fuzz::target!("xlsx");
