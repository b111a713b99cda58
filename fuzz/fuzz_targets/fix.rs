//! Fixing comes to an end, and breaks nothing.

#![no_main]

use citelint_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::fixes::check(text));
