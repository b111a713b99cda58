//! The numbers that end a run.

use std::fmt;
use std::ops::AddAssign;

use crate::lint::{Diagnostic, Severity};

/// How much was found in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were linted.
    pub files: usize,
    /// Files in which something was found.
    pub files_with_findings: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are only worth a look.
    pub infos: usize,
    /// Findings with a fix.
    pub fixable: usize,
}

impl Summary {
    /// The numbers of one file.
    pub fn of_file(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
        Self {
            files: 1,
            files_with_findings: usize::from(!diagnostics.is_empty()),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            fixable: diagnostics.iter().filter(|it| it.fix.is_some()).count(),
        }
    }

    /// Whether anything was found that is at least this severe.
    pub fn reaches(&self, severity: Severity) -> bool {
        let counts = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Info, self.infos),
        ];
        counts.iter().any(|&(of, count)| of >= severity && count > 0)
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.files_with_findings += other.files_with_findings;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixable += other.fixable;
    }
}

/// A sentence such as `Found 3 errors and 1 warning in 2 of 41 files (1 fixable).`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.infos, "note", "notes"),
        ];
        let found: Vec<String> = kinds
            .into_iter()
            .filter(|&(count, ..)| count > 0)
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        let files = counted(self.files, "file", "files");
        let Some((last, others)) = found.split_last() else {
            return write!(f, "No problems found in {files}.");
        };
        f.write_str("Found ")?;
        if !others.is_empty() {
            write!(f, "{} and ", others.join(", "))?;
        }
        write!(f, "{last} in ")?;
        if self.files_with_findings < self.files {
            write!(f, "{} of ", self.files_with_findings)?;
        }
        f.write_str(&files)?;
        if self.fixable > 0 {
            write!(f, " ({} fixable)", self.fixable)?;
        }
        f.write_str(".")
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::lint::Severity;

    #[test]
    fn reads_as_a_sentence() {
        let mut summary = Summary { files: 41, ..Summary::default() };
        assert_eq!(summary.to_string(), "No problems found in 41 files.");
        summary.files_with_findings = 2;
        summary.errors = 3;
        assert_eq!(summary.to_string(), "Found 3 errors in 2 of 41 files.");
        summary.warnings = 1;
        summary.fixable = 1;
        assert_eq!(
            summary.to_string(),
            "Found 3 errors and 1 warning in 2 of 41 files (1 fixable)."
        );
        let one = Summary {
            files: 1,
            files_with_findings: 1,
            errors: 1,
            warnings: 2,
            infos: 1,
            fixable: 0,
        };
        assert_eq!(one.to_string(), "Found 1 error, 2 warnings and 1 note in 1 file.");
    }

    #[test]
    fn severities_reach_those_below_them() {
        let warned = Summary { warnings: 1, ..Summary::default() };
        assert!(warned.reaches(Severity::Info) && warned.reaches(Severity::Warning));
        assert!(!warned.reaches(Severity::Error));
    }
}
