//! What can be done about what is found.
//!
//! Fixes are at hand. What takes longer to work out, such as fixing all, is worked out when it is
//! chosen, if the client can ask again then.

mod deed;
mod fixes;
mod turn_off;

use lsp_types::{
    Code, CodeAction, CodeActionContext, CodeActionKind, CodeActionResponse, Diagnostic,
};
use serde::Deserialize as _;

use super::diagnostics::diagnostic;
use super::format::layout_actions;
use crate::lint::{self, ABOUT_SUPPRESSIONS, Applicability, conversion};
use crate::lsp::page::Page;
use crate::text::Span;
use deed::{Data, Deed};

/// The kind of the action that applies all safe fixes.
pub(in crate::lsp) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.citelint");

/// What can be done about a part of a page.
pub(in crate::lsp) fn code_actions(
    page: &Page<'_>,
    part: Span,
    context: &CodeActionContext,
) -> Vec<CodeActionResponse> {
    if !page.client.takes_actions() {
        return Vec::new();
    }
    let asked = Asked { page, context };
    let touches = |it: &&lint::Diagnostic| it.span.start <= part.end && part.start <= it.span.end;
    let found: Vec<&lint::Diagnostic> = page.found().iter().filter(touches).collect();
    let mut actions = Vec::new();
    if asked.wants(&CodeActionKind::QuickFix) {
        actions.extend(fixes::quick_fixes(&asked, &found));
        actions.extend(silences(&asked, &found));
        actions.extend(turn_offs(&asked, &found));
    }
    let is_safe = |it: &lint::Diagnostic| {
        it.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
    };
    if asked.wants(&FIX_ALL) && page.found().iter().any(is_safe) {
        let title = "Fix all that citelint can fix safely".to_owned();
        actions.extend(asked.later(title, &FIX_ALL, Deed::FixAll, Vec::new()));
    }
    if asked.wants(&CodeActionKind::RefactorRewrite) {
        actions.extend(layout_actions(page, part));
    }
    if asked.wants(&CodeActionKind::RefactorRewrite)
        && let Some(fix) = conversion(page.doc)
    {
        let title = fixes::title(&fix);
        actions.push(CodeAction {
            kind: Some(CodeActionKind::RefactorRewrite),
            edit: Some(page.edit(fix.edits())),
            title,
            ..CodeAction::default()
        });
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

/// Works out what an action that was chosen does.
pub(in crate::lsp) fn resolve(page: &Page<'_>, action: CodeAction) -> Result<CodeAction, String> {
    let data = action.data.as_ref().ok_or("this action needs no more to be known")?;
    let data = Data::deserialize(data).map_err(|error| error.to_string())?;
    if data.version != page.version {
        return Err("the page has changed meanwhile".to_owned());
    }
    let edit = data.deed.edit(page)?;
    Ok(CodeAction { edit: Some(edit), ..action })
}

/// What is asked for.
struct Asked<'a> {
    page: &'a Page<'a>,
    context: &'a CodeActionContext,
}

impl Asked<'_> {
    /// Whether actions of a kind are asked for: that kind, or one that it is a part of.
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let Some(only) = &self.context.only else { return true };
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// An action whose edit is worked out when it is chosen. For a client that cannot ask then,
    /// it is worked out now, if that client asks for this kind of action.
    fn later(
        &self,
        title: String,
        kind: &CodeActionKind,
        deed: Deed,
        diagnostics: Vec<Diagnostic>,
    ) -> Option<CodeAction> {
        let action = CodeAction {
            kind: Some(kind.clone()),
            diagnostics: Some(diagnostics).filter(|it| !it.is_empty()),
            title,
            ..CodeAction::default()
        };
        if self.page.client.resolves_actions() {
            return Some(CodeAction { data: Some(Data::new(self.page, deed).value()), ..action });
        }
        let is_dear = *kind == FIX_ALL && self.context.only.is_none();
        let edit = (!is_dear).then(|| deed.edit(self.page).ok()).flatten()?;
        Some(CodeAction { edit: Some(edit), ..action })
    }

    /// The finding as the client has it, else as it would be sent.
    fn diagnostic(&self, it: &lint::Diagnostic) -> Diagnostic {
        let own = diagnostic(self.page, it);
        let is_it = |theirs: &&Diagnostic| {
            let same_rule =
                matches!(&theirs.code, Some(Code::String(rule)) if rule == it.rule.name);
            same_rule && theirs.range == own.range
        };
        self.context.diagnostics.iter().find(is_it).cloned().unwrap_or(own)
    }
}

/// A comment that silences a rule, for each finding.
fn silences(asked: &Asked<'_>, found: &[&lint::Diagnostic]) -> Vec<CodeAction> {
    let can_be_silenced = |it: &&&lint::Diagnostic| !ABOUT_SUPPRESSIONS.contains(&it.rule.name);
    let silence = |it: &&lint::Diagnostic| {
        let title = format!("Silence `{}` here, by a comment", it.rule.name);
        let deed = Deed::Silence { rule: it.rule.name.to_owned(), start: it.span.start };
        asked.later(title, &CodeActionKind::QuickFix, deed, vec![asked.diagnostic(it)])
    };
    found.iter().filter(can_be_silenced).filter_map(silence).collect()
}

/// A setting that turns a rule off, for each rule.
fn turn_offs(asked: &Asked<'_>, found: &[&lint::Diagnostic]) -> Vec<CodeAction> {
    let Some(file) = asked.page.settings_file else { return Vec::new() };
    if !file.is_file() && !turn_off::can_create(asked.page.client) {
        return Vec::new();
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut rules: Vec<&str> = found.iter().map(|it| it.rule.name).collect();
    rules.sort_unstable();
    rules.dedup();
    let turn_off = |rule: &str| {
        let title = format!("Turn `{rule}` off in {name}");
        let of_rule = found.iter().filter(|it| it.rule.name == rule);
        let diagnostics = of_rule.map(|it| asked.diagnostic(it)).collect();
        let deed = Deed::TurnOff { rule: rule.to_owned() };
        asked.later(title, &CodeActionKind::QuickFix, deed, diagnostics)
    };
    rules.into_iter().filter_map(turn_off).collect()
}
