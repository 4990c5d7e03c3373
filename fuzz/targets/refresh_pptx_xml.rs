#![no_main]

verbatim_fuzz::target!("refresh_pptx_xml");
