#![no_main]
#![allow(dead_code, reason = "each target runs one of the properties")]

#[path = "../../tests/hostile/properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::corrections(bytes));
