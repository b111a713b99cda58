//! What a rule reports.

use super::fix::Fix;
use super::rule::RuleMeta;
use crate::text::Span;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look.
    Info,
    /// Most experienced editors would change it.
    Warning,
    /// Readers see something broken, or a fact in a citation is impossible.
    Error,
}

impl Severity {
    /// The word for it in reports: `info`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One problem at one place, with all that helps to understand and mend it.
///
/// Reports convert it; it knows no format.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// How much it matters; the rule's own severity unless the rule said otherwise.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong and why it matters, one line, without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// The key of the message that MediaWiki itself shows for it.
    pub mediawiki: Option<&'static str>,
    /// Edits that mend it.
    pub fix: Option<Fix>,
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is there.
    pub message: String,
}

impl Diagnostic {
    pub(super) fn new(rule: &'static RuleMeta, span: Span, message: String) -> Self {
        let severity = rule.severity;
        Self {
            rule,
            severity,
            span,
            message,
            help: None,
            related: Vec::new(),
            mediawiki: None,
            fix: None,
        }
    }

    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that explains the problem.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Names the message key that MediaWiki shows.
    pub fn mediawiki(&mut self, key: &'static str) -> &mut Self {
        self.mediawiki = Some(key);
        self
    }

    /// Departs from the rule's own severity, for instance where the page leaves room for doubt.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Offers edits that mend it.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}
