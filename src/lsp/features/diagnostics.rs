//! What is wrong with a page.

use lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location,
};

use crate::lint::{self, Severity, Tag};
use crate::lsp::page::Page;

/// What is wrong with a page, as the protocol says it.
pub(in crate::lsp) fn diagnostics(page: &Page<'_>) -> Vec<Diagnostic> {
    page.found().iter().map(|it| diagnostic(page, it)).collect()
}

/// One finding as the protocol says it.
pub(super) fn diagnostic(page: &Page<'_>, it: &lint::Diagnostic) -> Diagnostic {
    let client = page.client;
    let related = it.related.iter().filter(|_| client.shows_related());
    let related: Vec<_> = related
        .map(|it| DiagnosticRelatedInformation {
            location: Location::new(page.uri.clone(), page.range(it.span)),
            message: it.message.clone(),
        })
        .collect();
    let tag = match it.rule.tag {
        Some(Tag::Unnecessary) => Some(DiagnosticTag::Unnecessary),
        Some(Tag::Deprecated) => Some(DiagnosticTag::Deprecated),
        None => None,
    };
    let tag = tag.filter(|tag| client.shows_tag(*tag));
    let link = client.shows_links().then(|| it.rule.url().parse().ok()).flatten();
    Diagnostic {
        range: page.range(it.span),
        severity: Some(match it.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(it.rule.name.to_owned())),
        code_description: link.map(CodeDescription::new),
        source: Some("citelint".to_owned()),
        message: message(it).into(),
        tags: tag.map(|tag| vec![tag]),
        related_information: Some(related).filter(|it| !it.is_empty()),
        data: None,
    }
}

/// What is wrong, and what to do.
fn message(it: &lint::Diagnostic) -> String {
    match &it.help {
        Some(help) => format!("{}\n{help}", it.message),
        None => it.message.clone(),
    }
}
