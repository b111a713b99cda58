//! A rule turned off in the file of settings, which keeps its comments and its order.

use std::fs;

use lsp_types::{CreateFile, CreateFileOptions, DocumentChange, TextEdit, Uri, WorkspaceEdit};
use toml_edit::{DocumentMut, Item, Table, value};

use crate::lsp::client::Client;
use crate::lsp::edits::{difference, document_edit, workspace_edit};
use crate::lsp::page::Page;
use crate::lsp::positions::{Lines, Positions};

/// Whether a client can be asked to create the file.
pub(super) fn can_create(client: &Client) -> bool {
    client.takes_document_changes() && client.creates_files()
}

/// The edit that turns a rule off for all pages that have their settings from the same file.
pub(super) fn turn_off(page: &Page<'_>, rule: &str) -> Result<WorkspaceEdit, String> {
    let file = page.settings_file.ok_or("there is no place for settings")?;
    let uri = Uri::from_file_path(file).map_err(|()| "the path is not absolute".to_owned())?;
    let is_new = !file.is_file();
    let name = file.display();
    let text = if is_new { Ok(String::new()) } else { fs::read_to_string(file) };
    let text = text.map_err(|error| format!("cannot read `{name}`: {error}"))?;
    let new = turned_off(&text, rule).map_err(|error| format!("`{name}`: {error}"))?;
    let lines = Lines::new(&text);
    let positions = Positions::new(&text, &lines, page.client.encoding);
    let edits = difference(&text, &new);
    let edits = edits.into_iter().map(|it| TextEdit::new(positions.range(it.span), it.text));
    if !is_new {
        return Ok(workspace_edit(page.client, &uri, None, edits.collect()));
    }
    let options =
        CreateFileOptions { ignore_if_exists: Some(true), ..CreateFileOptions::default() };
    let create = CreateFile::new(uri.clone(), Some(options), None);
    let changes =
        vec![DocumentChange::CreateFile(create), document_edit(&uri, None, edits.collect())];
    Ok(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Settings with a rule turned off.
fn turned_off(text: &str, rule: &str) -> Result<String, String> {
    let mut settings: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let rules = settings.entry("rules").or_insert(Item::Table(Table::new()));
    let rules = rules.as_table_like_mut().ok_or("`rules` is no table")?;
    match rules.get_mut(rule).and_then(Item::as_table_like_mut) {
        Some(options) => drop(options.insert("severity", value("off"))),
        None => drop(rules.insert(rule, value("off"))),
    }
    Ok(settings.to_string())
}

#[cfg(test)]
mod tests {
    use super::turned_off;

    #[test]
    fn settings_keep_what_is_in_them() {
        let off = |text| turned_off(text, "ref-empty").expect("settings");
        assert_eq!(off(""), "[rules]\nref-empty = \"off\"\n");
        assert_eq!(
            off("# why\nignore = []\n\n[rules]\n# a\nref-ibid = 'info' # b\n"),
            "# why\nignore = []\n\n[rules]\n# a\nref-ibid = 'info' # b\nref-empty = \"off\"\n"
        );
        assert_eq!(off("rules.ref-empty = 'info'\n"), "rules.ref-empty = \"off\"\n");
        let with_options = off("[rules.ref-empty]\nmax = 3\n");
        assert_eq!(with_options, "[rules.ref-empty]\nmax = 3\nseverity = \"off\"\n");
        assert!(turned_off("rules = 1", "ref-empty").is_err());
        assert!(turned_off("[rules", "ref-empty").is_err());
    }
}
