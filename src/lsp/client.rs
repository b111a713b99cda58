//! What the client of a session can do.

use lsp_types::{
    ClientCapabilities, DiagnosticTag, DiagnosticsCapabilities, ResourceOperationKind,
    TextDocumentClientCapabilities, WorkspaceClientCapabilities,
};

use super::positions::PositionEncoding;

/// The program at the other end.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// How it counts characters.
    pub(super) encoding: PositionEncoding,
    /// What it says that it can do.
    pub(super) capabilities: ClientCapabilities,
}

impl Client {
    /// Agrees with a client on what both can do.
    pub(super) fn new(capabilities: ClientCapabilities) -> Self {
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|it| it.position_encodings.as_deref());
        Self { encoding: PositionEncoding::negotiate(encodings), capabilities }
    }

    /// Whether it asks for diagnostics, rather than to be sent them.
    pub(super) fn pulls_diagnostics(&self) -> bool {
        self.text_document().is_some_and(|it| it.diagnostic.is_some())
    }

    /// Whether it asks again when it is told that diagnostics have changed.
    pub(super) fn refreshes_diagnostics(&self) -> bool {
        let diagnostics = self.workspace().and_then(|it| it.diagnostics.as_ref());
        diagnostics.and_then(|it| it.refresh_support).unwrap_or(false)
    }

    /// Whether diagnostics may point to other places.
    pub(super) fn shows_related(&self) -> bool {
        self.diagnostics().and_then(|it| it.related_information).unwrap_or(false)
    }

    /// Whether diagnostics may link to the page of their rule.
    pub(super) fn shows_links(&self) -> bool {
        self.diagnostics().and_then(|it| it.code_description_support).unwrap_or(false)
    }

    /// Whether diagnostics may have a tag.
    pub(super) fn shows_tag(&self, tag: DiagnosticTag) -> bool {
        let tags = self.diagnostics().and_then(|it| it.tag_support.as_ref());
        tags.is_some_and(|it| it.value_set.contains(&tag))
    }

    /// Whether it takes actions with edits, rather than commands only.
    pub(super) fn takes_actions(&self) -> bool {
        let actions = self.text_document().and_then(|it| it.code_action.as_ref());
        actions.is_some_and(|it| it.code_action_literal_support.is_some())
    }

    /// Whether it asks for the edit of an action when the action is chosen.
    pub(super) fn resolves_actions(&self) -> bool {
        let actions = self.text_document().and_then(|it| it.code_action.as_ref());
        actions.is_some_and(|it| {
            let resolved = it.resolve_support.as_ref().map(|it| &it.properties);
            it.data_support == Some(true)
                && resolved.is_some_and(|it| it.iter().any(|property| property == "edit"))
        })
    }

    /// Whether edits may name the version of the file that they are for.
    pub(super) fn takes_document_changes(&self) -> bool {
        let edits = self.workspace().and_then(|it| it.workspace_edit.as_ref());
        edits.and_then(|it| it.document_changes).unwrap_or(false)
    }

    /// Whether edits may create files.
    pub(super) fn creates_files(&self) -> bool {
        let edits = self.workspace().and_then(|it| it.workspace_edit.as_ref());
        let operations = edits.and_then(|it| it.resource_operations.as_deref());
        operations.is_some_and(|it| it.contains(&ResourceOperationKind::Create))
    }

    /// Whether it can be told later which files to watch.
    pub(super) fn watches_files(&self) -> bool {
        let watched = self.workspace().and_then(|it| it.did_change_watched_files.as_ref());
        watched.and_then(|it| it.dynamic_registration).unwrap_or(false)
    }

    /// Whether it can be told later to send changes of its settings.
    pub(super) fn sends_settings(&self) -> bool {
        let settings = self.workspace().and_then(|it| it.did_change_configuration.as_ref());
        settings.and_then(|it| it.dynamic_registration).unwrap_or(false)
    }

    /// Whether it can be asked for its settings.
    pub(super) fn has_settings(&self) -> bool {
        self.workspace().and_then(|it| it.configuration).unwrap_or(false)
    }

    fn diagnostics(&self) -> Option<&DiagnosticsCapabilities> {
        let published = self.text_document()?.publish_diagnostics.as_ref();
        let pulled = self.text_document()?.diagnostic.as_ref();
        // Clients say the same twice, or only for the way that they use.
        let pulled = pulled.map(|it| &it.diagnostics_capabilities);
        published.map(|it| &it.diagnostics_capabilities).or(pulled)
    }

    fn text_document(&self) -> Option<&TextDocumentClientCapabilities> {
        self.capabilities.text_document.as_ref()
    }

    fn workspace(&self) -> Option<&WorkspaceClientCapabilities> {
        self.capabilities.workspace.as_ref()
    }
}
