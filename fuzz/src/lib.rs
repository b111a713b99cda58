//! What the fuzz targets try: the promises of `tests/promises`, which the tests hold too.

#[path = "../../tests/promises/mod.rs"]
pub mod promises;
