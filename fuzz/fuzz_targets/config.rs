//! A `citelint.toml` is refused with a place, or it works.

#![no_main]

use citelint_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::settings::config(text));
