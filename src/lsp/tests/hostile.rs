//! What an editor asks while a page is half written, or was never meant to be one.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{PAGE, Session};

/// Requests about a place.
const AT: &[&str] =
    &["hover", "completion", "definition", "signatureHelp", "documentHighlight", "prepareRename"];

/// Requests about a page.
const OF_PAGE: &[&str] =
    &["documentSymbol", "foldingRange", "semanticTokens/full", "documentLink", "codeLens"];

/// How many places of a page are asked about.
const PLACES: usize = 24;

/// How many actions at a place are carried out.
const ACTIONS: usize = 3;

/// The error of the protocol for a fault of the server.
const INTERNAL_ERROR: i32 = -32603;

#[test]
fn a_request_at_some_place_of_a_hostile_page_finds_a_fault_of_the_server() {
    let mut session = Session::new("utf-16");
    for text in pages() {
        session.open(PAGE, &text);
        for method in OF_PAGE {
            is_answered(&mut session, method, json!({}), &text);
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let places: Vec<Value> = (0..PLACES)
            .map(|number| {
                let line = number * lines.len() / PLACES;
                let length = lines[line].encode_utf16().count();
                json!({ "line": line, "character": number * 7 % (length + 2) })
            })
            .collect();
        for (number, place) in places.iter().enumerate() {
            for method in AT {
                is_answered(&mut session, method, json!({ "position": place }), &text);
            }
            let range = json!({ "start": place, "end": places.get(number + 1).unwrap_or(place) });
            for (method, params) in [
                (
                    "references",
                    json!({ "position": place, "context": { "includeDeclaration": true } }),
                ),
                ("rename", json!({ "position": place, "newName": "a \"b\"" })),
                ("selectionRange", json!({ "positions": [place] })),
                ("semanticTokens/range", json!({ "range": range })),
                ("inlayHint", json!({ "range": range })),
                (
                    "rangeFormatting",
                    json!({ "range": range, "options": { "tabSize": 4, "insertSpaces": true } }),
                ),
            ] {
                is_answered(&mut session, method, params, &text);
            }
            let params = json!({ "range": range, "context": { "diagnostics": [] } });
            let actions = is_answered(&mut session, "codeAction", params, &text);
            for action in actions.as_array().into_iter().flatten().take(ACTIONS) {
                let resolved = session.ask("codeAction/resolve", action.clone());
                assert!(is_fine(&resolved), "{resolved:?} to {action} on {text:?}");
            }
        }
        session.tell("textDocument/didClose", json!({ "textDocument": { "uri": PAGE } }));
    }
    session.end();
}

/// Asks, and holds that the server answers or says why not. Nothing is the answer to what it refuses.
fn is_answered(session: &mut Session, method: &str, mut params: Value, text: &str) -> Value {
    params["textDocument"] = json!({ "uri": PAGE });
    let answer = session.ask(&format!("textDocument/{method}"), params.clone());
    assert!(is_fine(&answer), "{answer:?} to {method} of {params} on {text:?}");
    answer.unwrap_or_default()
}

/// Whether there is an answer, or a reason that is for the user.
fn is_fine(answer: &Result<Value, (i32, String)>) -> bool {
    answer.as_ref().map_or_else(|(code, _)| *code != INTERNAL_ERROR, |_| true)
}

/// What fuzzing found, and a page of faults.
fn pages() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("samples/faults.wiki")];
    for target in ["lint", "fix", "reports", "suppressions"] {
        let entries = fs::read_dir(root.join("tests/hostile").join(target)).expect("a folder");
        paths.extend(entries.map(|entry| entry.expect("the folder can be listed").path()));
    }
    paths.iter().map(|path| fs::read_to_string(path).expect("a page")).collect()
}
