#![no_main]

verbatim_fuzz::target!("docx_xml");
