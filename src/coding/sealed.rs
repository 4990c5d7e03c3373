//! JSON objects on one line, closed by a checksum of everything before it, byte for byte.

use crate::text::fingerprint;

/// Between the contents of a line and its checksum.
const SUM: &str = ",\"sum\":\"";
/// Hexadecimal digits of a checksum.
const DIGITS: usize = 16;

/// The JSON object `json` with its checksum as last field, without a line break.
pub fn seal(json: &str) -> String {
    let sum = fingerprint(json.as_bytes());
    format!("{}{SUM}{sum}\"}}", json.strip_suffix('}').unwrap_or(json))
}

/// The object that was sealed; `None` when a byte of it is another one now.
pub fn unseal(line: &str) -> Option<String> {
    let body = line.strip_suffix("\"}")?;
    let (rest, sum) = body.split_at_checked(body.len().checked_sub(DIGITS)?)?;
    let json = format!("{}}}", rest.strip_suffix(SUM)?);
    (fingerprint(json.as_bytes()) == sum).then_some(json)
}
