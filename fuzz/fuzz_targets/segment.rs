//! The target `segment`; what it does is `perry_fuzz::segment`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| perry_fuzz::segment(bytes));
