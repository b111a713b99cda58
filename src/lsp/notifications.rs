//! What the client tells without waiting for an answer.

use std::path::Path;

use lsp_server::Notification;
use lsp_types::{
    ConfigurationItem, ConfigurationParams, ConfigurationRequest,
    DidChangeConfigurationNotification, DidChangeTextDocumentNotification,
    DidChangeTextDocumentParams, DidChangeWatchedFilesNotification,
    DidChangeWorkspaceFoldersNotification, DidCloseTextDocumentNotification,
    DidOpenTextDocumentNotification, DidSaveTextDocumentNotification,
    LspNotificationMethod as Method, MessageType, Registration, RegistrationParams,
    RegistrationRequest, Uri, WorkspaceFolder,
};
use serde_json::{Value, json};

use super::documents::Snapshot;
use super::options::{Options, Run};
use super::server::{Pending, Server};
use super::workspace::path_of;
use crate::lsp::options::Scope;

impl Server {
    pub(super) fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        let taken = match Method::from(&*method) {
            Method::Initialized => {
                self.initialized();
                Ok(())
            }
            Method::TextDocumentDidOpen => self.opened(params),
            Method::TextDocumentDidChange => self.changed(params),
            Method::TextDocumentDidSave => self.saved(params),
            Method::TextDocumentDidClose => self.closed(params),
            Method::CancelRequest => self.cancelled(&params),
            Method::WorkspaceDidChangeConfiguration => self.settings_changed(params),
            Method::WorkspaceDidChangeWatchedFiles => self.files_changed(params),
            Method::WorkspaceDidChangeWorkspaceFolders => self.folders_changed(params),
            // What is not known can be ignored.
            _ => Ok(()),
        };
        if let Err(error) = taken {
            self.log(MessageType::Warning, format!("`{method}` cannot be read: {error}"));
        }
    }

    fn initialized(&mut self) {
        let mut registrations = Vec::new();
        if self.client.watches_files() {
            // A file of settings may extend any other.
            let globs = ["**/*.toml", "**/*.{wiki,wikitext,mediawiki,mw}"];
            let watchers = globs.map(|glob| json!({ "globPattern": glob }));
            registrations.push(Registration {
                id: "files".to_owned(),
                method: Method::WorkspaceDidChangeWatchedFiles.as_str().to_owned(),
                register_options: Some(json!({ "watchers": watchers })),
            });
        }
        if self.client.sends_settings() {
            registrations.push(Registration {
                id: "settings".to_owned(),
                method: Method::WorkspaceDidChangeConfiguration.as_str().to_owned(),
                register_options: Some(json!({ "section": "citelint" })),
            });
        }
        if !registrations.is_empty() {
            let params = RegistrationParams { registrations };
            self.ask::<RegistrationRequest>(params, Pending::Registration);
        }
        self.ask_for_settings();
        self.publish_refusal();
        self.lint_closed();
    }

    fn opened(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let page = read::<DidOpenTextDocumentNotification>(params)?.text_document;
        self.refresh();
        let uri = page.uri;
        let settings = self.workspace.settings(&uri);
        self.publish_mistakes();
        self.documents.open(Snapshot::new(uri.clone(), Some(page.version), page.text, settings));
        self.lint(&uri);
        Ok(())
    }

    fn changed(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let params = read::<DidChangeTextDocumentNotification>(params)?;
        let DidChangeTextDocumentParams { text_document: page, content_changes } = params;
        let uri = page.text_document_identifier.uri;
        self.documents.change(&uri, page.version, content_changes, self.client.encoding);
        if self.workspace.options.run == Run::OnType {
            self.lint(&uri);
        }
        Ok(())
    }

    fn saved(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let uri = read::<DidSaveTextDocumentNotification>(params)?.text_document.uri;
        // Else the client tells when a file of settings has changed.
        if self.client.watches_files() {
            self.refresh();
        } else {
            self.reload();
        }
        self.lint(&uri);
        Ok(())
    }

    fn closed(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let uri = read::<DidCloseTextDocumentNotification>(params)?.text_document.uri;
        self.documents.close(&uri);
        self.unlint(&uri);
        Ok(())
    }

    fn cancelled(&mut self, params: &Value) -> Result<(), serde_json::Error> {
        let id = serde_json::from_value(params.get("id").cloned().unwrap_or_default())?;
        if let Some(answer) = self.requests.incoming.cancel(id) {
            self.send(answer);
        }
        Ok(())
    }

    fn settings_changed(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let settings = read::<DidChangeConfigurationNotification>(params)?.settings;
        if settings.is_null() {
            self.ask_for_settings();
        } else {
            self.take_settings(settings);
        }
        Ok(())
    }

    /// Takes the settings that a client sends.
    pub(super) fn take_settings(&mut self, settings: Value) {
        match Options::read(settings) {
            Ok(options) if options != self.workspace.options => {
                self.workspace.options = options;
                self.reload();
                self.publish_refusal();
            }
            Ok(_) => {}
            Err(message) => self.show(MessageType::Warning, message),
        }
    }

    fn files_changed(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let changes = read::<DidChangeWatchedFilesNotification>(params)?.changes;
        if changes.iter().any(|it| is_settings(&it.uri)) {
            self.reload();
        } else if self.workspace.options.scope == Scope::Workspace {
            let is_closed = |uri: &Uri| self.documents.get(uri).is_none();
            if changes.iter().any(|it| is_closed(&it.uri)) {
                self.lint_closed();
            }
        }
        Ok(())
    }

    fn folders_changed(&mut self, params: Value) -> Result<(), serde_json::Error> {
        let change = read::<DidChangeWorkspaceFoldersNotification>(params)?.event;
        let path = |folder: &WorkspaceFolder| path_of(&folder.uri);
        let removed: Vec<_> = change.removed.iter().filter_map(path).collect();
        self.workspace.folders.retain(|folder| !removed.contains(folder));
        self.workspace.folders.extend(change.added.iter().filter_map(path));
        self.reload();
        Ok(())
    }

    fn ask_for_settings(&mut self) {
        if self.client.has_settings() {
            let item = ConfigurationItem { section: Some("citelint".to_owned()), scope_uri: None };
            let params = ConfigurationParams { items: vec![item] };
            self.ask::<ConfigurationRequest>(params, Pending::Settings);
        }
    }

    fn publish_refusal(&self) {
        if let Some(refusal) = self.workspace.refusal() {
            self.show(MessageType::Warning, refusal.to_owned());
        }
    }
}

/// The parameters of a notification.
fn read<N: lsp_types::Notification>(params: Value) -> Result<N::Params, serde_json::Error> {
    serde_json::from_value(params)
}

/// Whether a file may hold settings.
fn is_settings(uri: &Uri) -> bool {
    Path::new(uri.path()).extension().is_some_and(|it| it == "toml")
}
