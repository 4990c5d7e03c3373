#![no_main]

verbatim_fuzz::part_of!("docx", "word/document.xml", "[Content_Types].xml" => "<Types/>");
