//! Which feature answers which request.

use lsp_server::ErrorCode;
use lsp_types::{
    CodeActionRequest, CodeLensRequest, CompletionRequest, DefinitionRequest,
    DocumentDiagnosticRequest, DocumentHighlightRequest, DocumentLinkRequest,
    DocumentRangeFormattingRequest, DocumentSymbolRequest, FoldingRangeRequest, HoverRequest,
    InlayHintRequest, LspRequestMethod as Method, PrepareRenameRequest, ReferencesRequest,
    RenameRequest, Request, SelectionRangeRequest, SemanticTokensRangeRequest,
    SemanticTokensRequest, SignatureHelpRequest, TextDocumentIdentifier, Uri,
    WorkspaceDiagnosticParams, WorkspaceSymbolParams,
};
use serde::Deserialize;
use serde_json::Value;

use super::features as on;
use super::page::Page;
use super::pull::document_report;

/// Where a request leads.
pub(super) enum Route {
    /// To a question about one page.
    Page(Uri, Question),
    /// To a question about each page; the answers are joined.
    AllPages(QuestionToAll),
    /// To what is wrong with the pages of the workspace.
    Diagnostics(WorkspaceDiagnosticParams),
}

/// What is asked of a page. The error tells the user why there is no answer.
pub(super) type Question = Box<dyn FnOnce(&Page<'_>) -> Result<Value, String> + Send>;

/// What is asked of every page.
pub(super) type QuestionToAll = Box<dyn Fn(&Page<'_>) -> Vec<Value> + Send>;

/// Why a request leads nowhere.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

/// Finds what answers a request.
pub(super) fn route(method: &str, params: Value) -> Result<Route, Refusal> {
    match Method::from(method) {
        Method::TextDocumentHover => page::<HoverRequest>(params, |page, it| {
            on::hover(page, page.offset(it.text_document_position_params.position))
        }),
        Method::TextDocumentCompletion => page::<CompletionRequest>(params, |page, it| {
            let at = page.offset(it.text_document_position_params.position);
            on::completion(page, at, it.context.as_ref())
        }),
        Method::TextDocumentDefinition => page::<DefinitionRequest>(params, |page, it| {
            on::definition(page, page.offset(it.text_document_position_params.position))
        }),
        Method::TextDocumentReferences => page::<ReferencesRequest>(params, |page, it| {
            let at = page.offset(it.text_document_position_params.position);
            Some(on::references(page, at, it.context.include_declaration))
        }),
        Method::TextDocumentSignatureHelp => page::<SignatureHelpRequest>(params, |page, it| {
            on::signature_help(page, page.offset(it.text_document_position_params.position))
        }),
        Method::TextDocumentDocumentHighlight => {
            page::<DocumentHighlightRequest>(params, |page, it| {
                let at = page.offset(it.text_document_position_params.position);
                Some(on::document_highlights(page, at))
            })
        }
        Method::TextDocumentPrepareRename => {
            page_or_error::<PrepareRenameRequest>(params, |page, it| {
                on::prepare_rename(page, page.offset(it.text_document_position_params.position))
            })
        }
        Method::TextDocumentRename => page_or_error::<RenameRequest>(params, |page, it| {
            let at = page.offset(it.text_document_position_params.position);
            on::rename(page, at, &it.new_name)
        }),
        Method::TextDocumentDocumentSymbol => {
            page::<DocumentSymbolRequest>(params, |page, _| Some(on::document_symbols(page)))
        }
        Method::TextDocumentFoldingRange => {
            page::<FoldingRangeRequest>(params, |page, _| Some(on::folding_ranges(page)))
        }
        Method::TextDocumentSelectionRange => page::<SelectionRangeRequest>(params, |page, it| {
            let ranges = it.positions.iter().map(|&at| on::selection_range(page, page.offset(at)));
            Some(ranges.collect())
        }),
        Method::TextDocumentSemanticTokensFull => {
            page::<SemanticTokensRequest>(params, |page, _| Some(on::semantic_tokens(page, None)))
        }
        Method::TextDocumentSemanticTokensRange => {
            page::<SemanticTokensRangeRequest>(params, |page, it| {
                Some(on::semantic_tokens(page, Some(page.span(it.range))))
            })
        }
        Method::TextDocumentDocumentLink => {
            page::<DocumentLinkRequest>(params, |page, _| Some(on::document_links(page)))
        }
        Method::TextDocumentInlayHint => page::<InlayHintRequest>(params, |page, it| {
            Some(on::inlay_hints(page, page.span(it.range)))
        }),
        Method::TextDocumentCodeLens => {
            page::<CodeLensRequest>(params, |page, _| Some(on::code_lenses(page)))
        }
        Method::TextDocumentRangeFormatting => {
            page::<DocumentRangeFormattingRequest>(params, |page, it| {
                Some(on::formatting(page, page.span(it.range)))
            })
        }
        Method::TextDocumentCodeAction => page::<CodeActionRequest>(params, |page, it| {
            Some(on::actions::code_actions(page, page.span(it.range), &it.context))
        }),
        Method::CodeActionResolve => {
            let uri = uri(params.get("data").unwrap_or(&Value::Null))?;
            let action = read(params)?;
            Ok(Route::Page(
                uri,
                Box::new(move |page| Ok(value(&on::actions::resolve(page, action)?))),
            ))
        }
        Method::TextDocumentDiagnostic => page::<DocumentDiagnosticRequest>(params, |page, it| {
            document_report(on::diagnostics(page), it.previous_result_id.as_deref())
        }),
        Method::WorkspaceDiagnostic => Ok(Route::Diagnostics(read(params)?)),
        Method::Custom("citelint/refs") => of_our_own(&params, |page| value(&on::footnotes(page))),
        Method::Custom("citelint/report") => of_our_own(&params, |page| value(&on::report(page))),
        #[cfg(test)]
        Method::Custom("citelint/panic") => of_our_own(&params, |_| panic!("as the test asked")),
        Method::WorkspaceSymbol => {
            let WorkspaceSymbolParams { query, .. } = read(params)?;
            Ok(Route::AllPages(Box::new(move |page| {
                on::workspace_symbols(page, &query).iter().map(value).collect()
            })))
        }
        _ => Err(Refusal {
            code: ErrorCode::MethodNotFound,
            message: format!("there is no method `{method}`"),
        }),
    }
}

/// A question about the page that the parameters name.
fn page<R: Request>(
    params: Value,
    ask: impl FnOnce(&Page<'_>, R::Params) -> R::Result + Send + 'static,
) -> Result<Route, Refusal> {
    page_or_error::<R>(params, |page, params| Ok(ask(page, params)))
}

/// A question that may have no answer.
fn page_or_error<R: Request>(
    params: Value,
    ask: impl FnOnce(&Page<'_>, R::Params) -> Result<R::Result, String> + Send + 'static,
) -> Result<Route, Refusal> {
    let uri = uri(&params)?;
    let params: R::Params = read(params)?;
    Ok(Route::Page(uri, Box::new(move |page| Ok(value(&ask(page, params)?)))))
}

/// A question that the protocol does not know.
fn of_our_own(
    params: &Value,
    ask: impl FnOnce(&Page<'_>) -> Value + Send + 'static,
) -> Result<Route, Refusal> {
    Ok(Route::Page(uri(params)?, Box::new(|page| Ok(ask(page)))))
}

/// The page that the parameters of a request name.
fn uri(params: &Value) -> Result<Uri, Refusal> {
    let page = params.get("textDocument").ok_or_else(|| malformed("no `textDocument`"))?;
    Ok(TextDocumentIdentifier::deserialize(page).map_err(malformed)?.uri)
}

fn read<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(malformed)
}

fn malformed(error: impl std::fmt::Display) -> Refusal {
    Refusal { code: ErrorCode::InvalidParams, message: error.to_string() }
}

fn value(result: &impl serde::Serialize) -> Value {
    serde_json::to_value(result).expect("the protocol's types are plain data")
}
