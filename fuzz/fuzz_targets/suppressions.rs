//! Comments that silence rules take findings away, and add none.

#![no_main]

use citelint_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::findings::suppressions(text));
