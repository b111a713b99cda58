//! What the server offers.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions, DiagnosticOptions,
    DocumentLinkOptions, Full, RenameOptions, SemanticTokensOptions, ServerCapabilities,
    SignatureHelpOptions, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use super::client::Client;
use super::features;
use super::features::actions::FIX_ALL;
use super::options::{Options, Run, Scope};

/// What the server offers to a client.
pub(super) fn capabilities(client: &Client, options: &Options) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    let tokens = SemanticTokensOptions {
        legend: features::legend(),
        range: Some(true.into()),
        full: Some(Full::Bool(true)),
        ..SemanticTokensOptions::default()
    };
    let triggers = ["<", "{", "|", "=", "[", "#", "\"", "/"];
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(vec!["|".to_owned(), "=".to_owned()]),
            ..SignatureHelpOptions::default()
        }),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into(),
        ),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(tokens.into()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        inlay_hint_provider: Some(true.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_range_formatting_provider: Some(true.into()),
        code_action_provider: client.takes_actions().then(|| actions(client).into()),
        diagnostic_provider: pulls(client, options).then(|| diagnostics(options).into()),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// Whether a client asks for diagnostics. One that does would ask after each change, whatever
/// the user wants.
pub(super) fn pulls(client: &Client, options: &Options) -> bool {
    client.pulls_diagnostics() && options.run == Run::OnType
}

fn actions(client: &Client) -> CodeActionOptions {
    let kinds = vec![CodeActionKind::QuickFix, FIX_ALL, CodeActionKind::RefactorRewrite];
    CodeActionOptions {
        code_action_kinds: Some(kinds),
        resolve_provider: client.resolves_actions().then_some(true),
        ..CodeActionOptions::default()
    }
}

fn diagnostics(options: &Options) -> DiagnosticOptions {
    DiagnosticOptions {
        identifier: Some("citelint".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: options.scope == Scope::Workspace,
        ..DiagnosticOptions::default()
    }
}
