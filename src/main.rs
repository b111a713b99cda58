//! The `citelint` command.

fn main() {}
