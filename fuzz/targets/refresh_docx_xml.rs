#![no_main]

verbatim_fuzz::target!("refresh_docx_xml");
