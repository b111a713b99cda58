//! Any file is read as a dump or refused, in the same way on one thread and on two.

#![no_main]

use citelint_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promises::dumps::check(bytes));
