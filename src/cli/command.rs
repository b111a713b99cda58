//! The command that is meant where none is named.

use std::ffi::OsString;

use clap::CommandFactory as _;

use super::args::Cli;

/// Puts `check` before the arguments unless they name a command.
pub(super) fn with_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    const GLOBAL: [&str; 3] = ["--config=", "--color=", "--dialect="];
    let mut rest = arguments.iter().skip(1).filter_map(|it| it.to_str().or(Some("")));
    let first = loop {
        match rest.next() {
            // Global options may stand before the command.
            Some("--config" | "--color" | "--dialect") => drop(rest.next()),
            Some("--isolated") => {}
            Some(it) if GLOBAL.iter().any(|option| it.starts_with(option)) => {}
            other => break other,
        }
    };
    let about_itself = ["-h", "--help", "-V", "--version", "help"];
    let named = first.is_none_or(|it| about_itself.contains(&it) || is_command(it));
    if !named {
        arguments.insert(1, "check".into());
    }
    arguments
}

/// Whether there is a command of that name.
fn is_command(name: &str) -> bool {
    Cli::command().get_subcommands().any(|command| command.get_name() == name)
}

/// The names of all commands.
pub(super) fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::with_command;

    #[test]
    fn check_is_the_command_where_none_is_named() {
        let completed = |line: &str| {
            let words = line.split(' ').map(OsString::from).collect();
            with_command(words).join(" ".as_ref()).into_string().expect("UTF-8")
        };
        assert_eq!(completed("citelint a.wiki"), "citelint check a.wiki");
        assert_eq!(completed("citelint -"), "citelint check -");
        assert_eq!(completed("citelint -q rules"), "citelint check -q rules");
        assert_eq!(completed("citelint --color never a"), "citelint check --color never a");
        for named in [
            "citelint",
            "citelint --help",
            "citelint rules",
            "citelint --color=never --config a=b parse x",
        ] {
            assert_eq!(completed(named), named);
        }
    }
}
