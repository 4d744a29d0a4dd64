//! The target `manifest`; what it does is `perry_fuzz::manifest`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| perry_fuzz::manifest(bytes));
