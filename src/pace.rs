//! A pace: so much at once, then one every so often.
//!
//! It counts on whatever monotonic time it is given and waits for nothing itself. What Slack asks to wait is another
//! matter, which the outbox keeps on disk.

use std::time::Duration;

/// So much, then one every so often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The steady distance.
    pub every: Duration,
    /// How many may come at once after a silence.
    pub burst: u32,
}

/// One thing that has a pace: the instant at which it would be quite idle again.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meter {
    idle_at: Duration,
}

impl Meter {
    /// How long to wait at `now` before the next one; zero when it may go.
    pub fn wait(self, pace: Pace, now: Duration) -> Duration {
        let credit = pace.every * pace.burst.saturating_sub(1);
        self.idle_at.saturating_sub(credit).saturating_sub(now)
    }

    /// Whether it was quiet for long enough at `now` to be forgotten.
    pub fn is_idle(self, now: Duration) -> bool {
        self.idle_at <= now
    }

    /// One goes at `now`.
    pub fn take(&mut self, pace: Pace, now: Duration) {
        self.idle_at = self.idle_at.max(now) + pace.every;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_goes_at_once_and_the_rest_at_the_pace() {
        let pace = Pace { every: Duration::from_secs(2), burst: 3 };
        let (mut meter, mut now, mut went) = (Meter::default(), Duration::ZERO, Vec::new());
        while went.len() < 5 {
            now += meter.wait(pace, now);
            meter.take(pace, now);
            went.push(now.as_secs());
        }
        assert_eq!(went, [0, 0, 0, 2, 4]);
        now += Duration::from_mins(1);
        assert_eq!(meter.wait(pace, now), Duration::ZERO, "and a silence allows a burst again");
    }
}
