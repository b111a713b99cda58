//! The numbers that end a run.

use std::fmt;
use std::ops::AddAssign;

use crate::lint::{Applicability, Diagnostic, Fix, Severity};

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
    /// Findings with a fix that is applied only on request.
    pub unsafely_fixable: usize,
    /// Findings that fixes have removed, or would remove.
    pub fixed: usize,
    /// Files that fixes have changed, or would change.
    pub files_fixed: usize,
}

impl Summary {
    /// The numbers of one file.
    pub fn of_file(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
        let fixes = || diagnostics.iter().filter_map(|it| it.fix.as_ref());
        let is_unsafe = |it: &&Fix| it.applicability == Applicability::Unsafe;
        Self {
            files: 1,
            files_with_findings: usize::from(!diagnostics.is_empty()),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            fixable: fixes().count(),
            unsafely_fixable: fixes().filter(is_unsafe).count(),
            fixed: 0,
            files_fixed: 0,
        }
    }

    /// The numbers of a file of whose findings fixes have removed so many, or would do so.
    pub fn of_fixed_file(fixed: usize, remaining: &[Diagnostic]) -> Self {
        Self { fixed, files_fixed: 1, ..Self::of_file(remaining) }
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
        self.unsafely_fixable += other.unsafely_fixable;
        self.fixed += other.fixed;
        self.files_fixed += other.files_fixed;
    }
}

/// A sentence such as `Found 3 errors and 1 warning in 2 of 41 files (1 fixable with `--fix`).`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = counted(self.files, "file", "files");
        if self.fixed > 0 {
            let problems = counted(self.fixed, "problem", "problems");
            let of = counted(self.files_fixed, "file", "files");
            write!(f, "Fixed {problems} in {of}; ")?;
        }
        let found = self.found();
        match (self.fixed > 0, &*found) {
            (false, "") if self.files == 0 => return f.write_str("No pages were checked."),
            (false, "") => return write!(f, "No problems found in {files}."),
            (true, "") => return f.write_str("none remain."),
            (false, found) => write!(f, "Found {found} in ")?,
            (true, found) => {
                let verb = if self.is_one() { "remains" } else { "remain" };
                write!(f, "{found} {verb} in ")?;
            }
        }
        if self.files_with_findings < self.files {
            write!(f, "{} of ", self.files_with_findings)?;
        }
        write!(f, "{files}{}.", self.fixable_note())
    }
}

impl Summary {
    /// What fixing would do: a sentence such as
    /// `Would fix 3 problems in 2 of 41 files, and 1 more with `--unsafe-fixes`.`
    pub fn of_diff(&self) -> String {
        let files = counted(self.files, "file", "files");
        let more = match (self.fixed > 0, self.unsafely_fixable) {
            (_, 0) => String::new(),
            (true, more) => format!(", and {more} more with `--unsafe-fixes`"),
            (false, more) => format!("; {more} with `--unsafe-fixes`"),
        };
        if self.fixed == 0 {
            return format!("Nothing to fix in {files}{more}.");
        }
        let of = if self.files_fixed < self.files {
            format!("{} of ", self.files_fixed)
        } else {
            String::new()
        };
        format!("Would fix {} in {of}{files}{more}.", counted(self.fixed, "problem", "problems"))
    }

    /// A list such as `3 errors and 1 warning`; empty if nothing was found.
    fn found(&self) -> String {
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
        match &*found {
            [] => String::new(),
            [one] => one.clone(),
            [others @ .., last] => format!("{} and {last}", others.join(", ")),
        }
    }

    fn is_one(&self) -> bool {
        self.errors + self.warnings + self.infos == 1
    }

    fn fixable_note(&self) -> String {
        let (safe, other) = (self.fixable - self.unsafely_fixable, self.unsafely_fixable);
        match (safe, other) {
            (0, 0) => String::new(),
            (safe, 0) => format!(" ({safe} fixable with `--fix`)"),
            (0, other) => format!(" ({other} fixable with `--unsafe-fixes`)"),
            (safe, other) => {
                format!(" ({safe} fixable with `--fix`, {other} more with `--unsafe-fixes`)")
            }
        }
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
        assert_eq!(Summary::default().to_string(), "No pages were checked.");
        let mut summary = Summary { files: 41, ..Summary::default() };
        assert_eq!(summary.to_string(), "No problems found in 41 files.");
        summary.files_with_findings = 2;
        summary.errors = 3;
        assert_eq!(summary.to_string(), "Found 3 errors in 2 of 41 files.");
        summary.warnings = 1;
        summary.fixable = 1;
        assert_eq!(
            summary.to_string(),
            "Found 3 errors and 1 warning in 2 of 41 files (1 fixable with `--fix`)."
        );
        let one = Summary {
            files: 1,
            files_with_findings: 1,
            errors: 1,
            warnings: 2,
            infos: 1,
            ..Summary::default()
        };
        assert_eq!(one.to_string(), "Found 1 error, 2 warnings and 1 note in 1 file.");
    }

    #[test]
    fn says_what_was_fixed_what_remains_and_what_more_could_be() {
        let mut summary = Summary { files: 41, fixed: 3, files_fixed: 2, ..Summary::default() };
        assert_eq!(summary.to_string(), "Fixed 3 problems in 2 files; none remain.");
        assert_eq!(summary.of_diff(), "Would fix 3 problems in 2 of 41 files.");
        summary = Summary {
            files_with_findings: 1,
            warnings: 1,
            fixable: 1,
            unsafely_fixable: 1,
            ..summary
        };
        assert_eq!(
            summary.to_string(),
            "Fixed 3 problems in 2 files; 1 warning remains in 1 of 41 files (1 fixable with \
             `--unsafe-fixes`)."
        );
        assert_eq!(
            summary.of_diff(),
            "Would fix 3 problems in 2 of 41 files, and 1 more with `--unsafe-fixes`."
        );
        summary.fixed = 0;
        assert_eq!(summary.of_diff(), "Nothing to fix in 41 files; 1 with `--unsafe-fixes`.");
        summary.fixable = 2;
        assert_eq!(
            summary.to_string(),
            "Found 1 warning in 1 of 41 files (1 fixable with `--fix`, 1 more with \
             `--unsafe-fixes`)."
        );
    }

    #[test]
    fn severities_reach_those_below_them() {
        let warned = Summary { warnings: 1, ..Summary::default() };
        assert!(warned.reaches(Severity::Info) && warned.reaches(Severity::Warning));
        assert!(!warned.reaches(Severity::Error));
    }
}
