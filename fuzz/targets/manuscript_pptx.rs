#![no_main]

verbatim_fuzz::target!("manuscript_pptx");
