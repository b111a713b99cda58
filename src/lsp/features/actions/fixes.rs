//! The fix of a finding.

use lsp_types::{CodeAction, CodeActionKind};

use super::Asked;
use crate::lint::{Applicability, Diagnostic, Fix};

/// The fixes of findings, each once.
pub(super) fn quick_fixes(asked: &Asked<'_>, found: &[&Diagnostic]) -> Vec<CodeAction> {
    let mut fixes: Vec<(&Fix, Vec<&Diagnostic>)> = Vec::new();
    for it in found {
        let Some(fix) = &it.fix else { continue };
        match fixes.iter_mut().find(|(known, _)| *known == fix) {
            Some((_, mended)) => mended.push(it),
            None => fixes.push((fix, vec![it])),
        }
    }
    let action = |(fix, mended): (&Fix, Vec<&Diagnostic>)| CodeAction {
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(mended.iter().map(|it| asked.diagnostic(it)).collect()),
        is_preferred: (fix.applicability == Applicability::Safe).then_some(true),
        edit: Some(asked.page.edit(fix.edits())),
        title: title(fix),
        ..CodeAction::default()
    };
    fixes.into_iter().map(action).collect()
}

/// What a fix does, as an editor shows it. A person should look at what an unsafe one changes.
pub(super) fn title(fix: &Fix) -> String {
    let mut rest = fix.title.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let mark = if fix.applicability == Applicability::Unsafe { " (unsafe)" } else { "" };
    format!("{first}{}{mark}", rest.as_str())
}
