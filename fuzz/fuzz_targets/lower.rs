//! The target `lower`; what it does is `perry_fuzz::lower`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| perry_fuzz::lower(bytes));
