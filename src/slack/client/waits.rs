//! What Slack asked us to leave alone: a method that was told to wait is not called until then.
//!
//! It lives in memory and follows the monotonic clock. What has to survive a restart is kept on disk by the outbox; this
//! is for everything else, above all for what people do: they press again, and must not make a 429 worse by it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::clock::Clock;

/// Methods to be left alone, and until when on the monotonic clock.
pub(super) struct Waits {
    clock: Arc<dyn Clock>,
    until: Mutex<HashMap<String, Duration>>,
}

impl Waits {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, until: Mutex::default() }
    }

    /// How long this method is still to be left alone; `None` when it may be called.
    pub(super) fn left(&self, method: &str) -> Option<Duration> {
        let mut waits = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        let left = waits.get(method)?.saturating_sub(self.clock.monotonic());
        if left.is_zero() {
            waits.remove(method);
            return None;
        }
        Some(left)
    }

    /// Slack asked to leave this method alone for so long.
    pub(super) fn told(&self, method: &str, wait: Duration) {
        let until = self.clock.monotonic() + wait;
        let mut waits = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        waits.insert(method.to_owned(), until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn a_method_is_left_alone_for_as_long_as_slack_asked() {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let waits = Waits::new(Arc::new(clock.clone()));
        waits.told("views.open", Duration::from_secs(30));
        assert_eq!(waits.left("views.publish"), None);
        clock.advance(Duration::from_secs(29));
        assert_eq!(waits.left("views.open"), Some(Duration::from_secs(1)));
        clock.advance(Duration::from_secs(1));
        assert_eq!(waits.left("views.open"), None);
    }
}
