//! The tree loses nothing, and misplaces nothing.

#![no_main]

use citelint_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for reading in promises::readings() {
        promises::tree::check(text, reading.site);
        promises::tree::is_repeatable(text, reading.site);
    }
});
