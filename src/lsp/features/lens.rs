//! What is shown above the lines of a page.

use lsp_types::{CodeLens, Command, Location};

use crate::lsp::names::{Form, Key, Named, Names, Place};
use crate::lsp::page::Page;

/// The client's own command that shows places, with the address of the page, a position in it, and
/// the locations as arguments.
const SHOW: &str = "citelint.showReferences";

/// How often footnotes with a name, sections and full citations are used, above their definitions.
pub(in crate::lsp) fn code_lenses(page: &Page<'_>) -> Vec<CodeLens> {
    let names = Names::new(page.doc);
    let can_show = can_show(page);
    let mut lenses = Vec::new();
    for named in names.iter() {
        let Some(definition) = named.definitions().next() else { continue };
        let uses: Vec<&Place> = named.uses().collect();
        if let Some(title) = title(named, definition, uses.len()) {
            let range = page.range(definition.span);
            let mut command = Command { title, command: String::new(), ..Command::default() };
            if can_show {
                let location = |it: &&Place| Location::new(page.uri.clone(), page.range(it.span));
                let locations: Vec<Location> = uses.iter().map(location).collect();
                SHOW.clone_into(&mut command.command);
                command.arguments = Some(vec![
                    serde_json::json!(page.uri),
                    serde_json::json!(range.start),
                    serde_json::json!(locations),
                ]);
            }
            lenses.push(CodeLens { range, command: Some(command), data: None });
        }
    }
    lenses.sort_by_key(|lens| lens.range.start);
    lenses
}

/// Whether the client says that it has the command, in `experimental.commands.commands`, where
/// other servers look for theirs, too. The text alone is worth showing.
fn can_show(page: &Page<'_>) -> bool {
    let experimental = page.client.capabilities.experimental.as_ref();
    let commands = experimental.and_then(|it| it["commands"]["commands"].as_array());
    commands.is_some_and(|commands| commands.iter().any(|it| it == SHOW))
}

fn title(named: &Named, definition: &Place, uses: usize) -> Option<String> {
    let noun = match (&named.key, definition.form) {
        (Key::Footnote { .. }, _) => "use",
        (Key::Anchor(_), Form::Heading(_)) => "link",
        (Key::Anchor(_), _) => "short citation or link",
        // Groups and markers would put a lens on every list and every line.
        _ => return None,
    };
    match (uses, noun) {
        (0, _) => None,
        (1, noun) => Some(format!("1 {noun}")),
        (_, "short citation or link") => Some(format!("{uses} short citations or links")),
        _ => Some(format!("{uses} {noun}s")),
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::ClientCapabilities;
    use serde_json::json;

    use super::code_lenses;
    use crate::lsp::client::Client;
    use crate::lsp::testing::{with_client, with_page};

    const PAGE: &str = "<ref name=a>1</ref>\n<ref name=a group=n>2</ref><ref name=a/>{{r|a}}\n\
        == S ==\n{{sfn|Orme|1904}}\n* {{cite book|last=Orme|year=1904|title=T}}\n[[#S]]";

    #[test]
    fn definitions_say_how_often_they_are_used() {
        with_page(PAGE, |page, _| {
            let lenses = code_lenses(page);
            let shown: Vec<_> = lenses
                .iter()
                .map(|it| (it.range.start.line, &*it.command.as_ref().expect("a title").title))
                .collect();
            assert_eq!(shown, [(0, "2 uses"), (2, "1 link"), (4, "1 short citation or link")]);
            assert!(
                lenses.iter().all(|it| it.command.as_ref().is_some_and(|it| it.command.is_empty()))
            );
        });
    }

    #[test]
    fn clients_with_the_command_get_the_places() {
        let experimental = Some(json!({ "commands": { "commands": ["citelint.showReferences"] } }));
        let capabilities = ClientCapabilities { experimental, ..ClientCapabilities::default() };
        with_client(PAGE, &Client::new(capabilities), |page, _| {
            let lenses = code_lenses(page);
            let command = lenses[0].command.as_ref().expect("a command");
            assert_eq!(command.command, "citelint.showReferences");
            let arguments = command.arguments.as_ref().expect("arguments");
            assert_eq!(arguments[2].as_array().map(Vec::len), Some(2));
        });
    }
}
