//! Tables of a wiki (words, templates, names), a line of three dashes, and a page.

#![no_main]

use citelint_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| promises::settings::site(input));
