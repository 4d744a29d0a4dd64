//! The target `ide`; what it does is `perry_fuzz::ide`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| perry_fuzz::ide(bytes));
