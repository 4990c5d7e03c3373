#![no_main]

verbatim_fuzz::target!("manuscript_docx_xml");
