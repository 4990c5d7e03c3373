//! What every fuzz target shares: bytes in, and the promises of one reader or parser kept.

mod promises;

/// A fuzz target that gives its bytes to the reader or parser of that name.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            $crate::hold($name, bytes);
        });
    };
}

/// Gives `bytes` to the target called `name`: whether they were understood.
///
/// # Panics
/// When a promise is broken.
pub fn hold(name: &str, bytes: &[u8]) -> bool {
    promises::hold(name, bytes)
}
