#![no_main]

verbatim_fuzz::part_of!("odt", "content.xml", "mimetype" => "application/vnd.oasis.opendocument.text");
