//! What the compiler cannot check about the shape of the crate.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the ground up. Each uses only those on its own line and on those above.
const LAYERS: [&[&str]; 9] = [
    &["text", "word", "date", "identifier", "near"],
    &["site", "syntax"],
    &["facts"],
    &["lint"],
    &["config"],
    &["rules"],
    &["fix", "report", "baseline"],
    &["dump"],
    &["cli", "lsp"],
];

/// The longest that a file may be, in lines.
const MAX_LINES: usize = 400;

#[test]
fn layers_point_one_way() {
    let mut wrong = String::new();
    for (path, text) in sources() {
        let module = path.components().next().expect("a file below src");
        let module = Path::new(&module).file_stem().and_then(|it| it.to_str()).expect("a name");
        if ["lib", "main"].contains(&module) {
            continue;
        }
        let Some(own) = layer(module) else {
            writeln!(wrong, "`{module}` has no layer: add it to LAYERS")
                .expect("a string takes all");
            continue;
        };
        for used in used_modules(&text) {
            let allowed = layer(used).is_some_and(|it| it <= own);
            if !allowed {
                writeln!(wrong, "{}: uses `{used}`", path.display()).expect("a string takes all");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn only_the_command_the_server_and_dumps_do_input_and_output() {
    let may = |path: &Path| ["cli", "lsp", "dump"].iter().any(|module| path.starts_with(module));
    for (path, text) in sources().into_iter().filter(|(path, _)| !may(path)) {
        for module in ["std::fs", "std::io", "std::env::", "std::time", "std::net", "println!"] {
            let found = code(&text).any(|line| line.contains(module));
            assert!(!found, "{}: uses `{module}`", path.display());
        }
    }
}

#[test]
fn miette_stays_in_the_pretty_report() {
    for (path, text) in sources() {
        let uses = code(&text).any(|line| line.contains("miette::"));
        assert!(!uses || path == Path::new("report/pretty.rs"), "{} uses miette", path.display());
    }
}

#[test]
fn files_are_short() {
    // The list of rules is generated.
    let is_written = |path: &Path| path != Path::new("rules/mod.rs");
    for (path, text) in sources().into_iter().filter(|(path, _)| is_written(path)) {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_unwrapped() {
    let is_tests = |path: &Path| path.ends_with("tests.rs");
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_tests(path)) {
        for line in code(&text) {
            assert!(!line.contains(".unwrap()"), "{}: {line}", path.display());
        }
    }
}

/// The modules of the crate that a file names, each as often as it does.
fn used_modules(text: &str) -> impl Iterator<Item = &str> {
    code(text).flat_map(|line| line.split("crate::").skip(1)).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

/// The lines of a file before its tests, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//"))
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// The files of `src`, by their path below it.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).expect("sources can be read");
                sources.push((path.strip_prefix(&root).expect("below src").to_owned(), text));
            }
        }
    }
    sources
}
