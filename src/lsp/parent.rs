//! Whether the editor is still there.

/// Whether the process that started this one has ended. On systems other than Unix, the end of
/// standard input tells.
#[cfg(unix)]
pub(super) fn is_gone(parent: i32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let answer = Pid::from_raw(parent).map(test_kill_process);
    matches!(answer, Some(Err(Errno::SRCH)))
}

#[cfg(not(unix))]
pub(super) fn is_gone(_parent: i32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{self, Command};

    use super::is_gone;

    #[test]
    fn a_process_that_has_ended_is_gone() {
        assert!(!is_gone(process::id().cast_signed()));
        let mut child = Command::new("true").spawn().expect("`true` runs");
        let id = child.id().cast_signed();
        child.wait().expect("it ends");
        assert!(is_gone(id));
    }
}
