//! Panics that end one page and not the run.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Where the step that runs on this thread has panicked; `None` where none runs.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs a step that shares nothing that it changes with others.
///
/// # Errors
/// If it panics: what the panic says, and where.
pub(super) fn guarded<T>(step: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_ours = PLACE.with_borrow_mut(|place| {
                let place = place.as_mut()?;
                *place = info.location().map(ToString::to_string).unwrap_or_default();
                Some(())
            });
            if is_ours.is_none() {
                others(info);
            }
        }));
    });
    PLACE.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(step));
    let place = PLACE.take().unwrap_or_default();
    result.map_err(|payload| format!("{} ({place})", text(&*payload)))
}

fn text(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("it panicked")
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_told_and_the_next_step_runs() {
        let error = guarded(|| assert_eq!(1 + 1, 3, "sums")).expect_err("it panics");
        assert!(error.contains("sums") && error.contains("guard.rs:"), "{error}");
        assert_eq!(guarded(|| 3), Ok(3));
    }
}
