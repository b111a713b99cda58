//! Asks a real MediaWiki about many pages at once.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use citelint::site::{ExtensionTag, Site};
use serde_json::{Value, json};

/// The folder that `tools/oracle/setup.sh` filled, as `CITELINT_ORACLE` names it.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("CITELINT_ORACLE")?);
    folder.join("mw/maintenance/oracle.php").is_file().then_some(folder)
}

/// What the wiki says of each page, in order, with the page as readers see it on request.
///
/// # Panics
/// If the wiki cannot be asked, or does not answer for every page.
pub(crate) fn ask(folder: &Path, name: &str, pages: &[String], with_html: bool) -> Vec<Value> {
    // Through files: with pipes, both processes could wait for each other for ever.
    let questions = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"));
    let line = |(id, text): (usize, &String)| {
        json!({ "id": id, "text": text, "html": with_html }).to_string()
    };
    let lines: Vec<String> = pages.iter().enumerate().map(line).collect();
    std::fs::write(&questions, lines.join("\n") + "\n").expect("the target folder is writable");
    let output = Command::new("php")
        .arg(folder.join("mw/maintenance/oracle.php"))
        .stdin(Stdio::from(File::open(&questions).expect("the file was just written")))
        .stderr(Stdio::inherit())
        .output()
        .expect("php runs");
    let answers = String::from_utf8_lossy(&output.stdout);
    let answers: Vec<Value> =
        answers.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!(answers.len(), pages.len(), "the wiki stopped early: {}", output.status);
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], json!(id), "the wiki answered out of order");
    }
    answers
}

/// The wiki's own settings: the tags that its extensions handle.
pub(crate) fn site() -> Site {
    let tag = |(name, wikitext): (&str, bool)| ExtensionTag { name: name.to_owned(), wikitext };
    let tags = [
        ("ref", true),
        ("references", true),
        ("gallery", true),
        ("poem", true),
        ("indicator", true),
        ("langconvert", true),
        ("nowiki", false),
        ("pre", false),
        ("templatedata", false),
        ("imagemap", false),
    ];
    Site { extension_tags: tags.into_iter().map(tag).collect(), ..Site::mediawiki().clone() }
}
