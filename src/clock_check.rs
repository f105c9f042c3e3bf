//! Whether this machine's clock may be believed: a wrong one would ask people at the wrong hour, and look for messages
//! in the wrong place.
//!
//! Doubt comes from three sides: the start, a wall clock that parts from the monotonic one, and Slack's own time
//! stamps. In doubt Slack is asked for its time once. If it agrees (a laptop woke up) everything goes on; if it does
//! not, nothing is planned or sent until it does. Nothing is lost by that: what is due stays due. This file never sets
//! a clock, and it does not measure drift.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::{
    clock::Clock,
    slack::client::{Slack, outcome::Outcome},
    telemetry::field,
};

/// How far the wall clock may part from the monotonic one between two looks.
const JUMP: SignedDuration = SignedDuration::from_mins(10);

/// How far this machine's time may be from Slack's.
const APART: SignedDuration = SignedDuration::from_secs(60);

/// How often Slack is asked again while the clock is wrong, or nobody answers.
const ASK_AGAIN: Duration = Duration::from_secs(60);

/// What is known of the clock. One for the whole process.
#[derive(Debug, Default)]
pub struct ClockCheck {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// What both clocks showed when they were last looked at.
    last: Option<(Timestamp, Duration)>,
    standing: Standing,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Standing {
    /// Slack has to be asked before anything is done by this clock.
    #[default]
    Doubted,
    /// Slack agreed, and nothing has spoken against the clock since.
    Believed,
    /// Slack did not agree or did not answer; it is asked again at this monotonic instant.
    Frozen(Duration),
}

impl ClockCheck {
    /// For a clock that is set on purpose, where nobody's time has to agree with it.
    pub fn believing() -> Self {
        Self { known: Mutex::new(Known { last: None, standing: Standing::Believed }) }
    }

    /// Whether the clock may be acted on. Slack is asked only when there is doubt.
    ///
    /// # Errors
    /// How long to wait before it is worth asking again.
    pub async fn agrees(&self, clock: &dyn Clock, slack: &Slack) -> Result<(), Duration> {
        let mut known = self.known.lock().await;
        let (wall, monotonic) = (clock.now(), clock.monotonic());
        if known.last.is_some_and(|last| has_jumped(last, (wall, monotonic))) {
            tracing::warn!("the clock has jumped; Slack is asked for the time");
            known.standing = Standing::Doubted;
        }
        known.last = Some((wall, monotonic));
        match known.standing {
            Standing::Believed => return Ok(()),
            Standing::Frozen(until) if monotonic < until => return Err(until - monotonic),
            Standing::Frozen(_) | Standing::Doubted => {}
        }
        let answer = slack.server_time().await;
        if is_confirmed(&answer, clock.now()) {
            known.standing = Standing::Believed;
            return Ok(());
        }
        known.standing = Standing::Frozen(monotonic + ASK_AGAIN);
        Err(ASK_AGAIN)
    }

    /// How long until Slack is asked again, while nothing is done by this clock; `None` while it is believed.
    pub async fn asks_again_in(&self, clock: &dyn Clock) -> Option<Duration> {
        match self.known.lock().await.standing {
            Standing::Frozen(until) => Some(until.saturating_sub(clock.monotonic())),
            Standing::Believed | Standing::Doubted => None,
        }
    }

    /// Slack's own time stamp on something it did just now: one that is far from this machine's time is a reason to ask.
    pub async fn saw(&self, slack_time: Timestamp, now: Timestamp) {
        let mut known = self.known.lock().await;
        if known.standing == Standing::Believed && !is_near(slack_time, now) {
            known.standing = Standing::Doubted;
        }
    }
}

fn has_jumped((wall, monotonic): (Timestamp, Duration), now: (Timestamp, Duration)) -> bool {
    let passed = SignedDuration::try_from(now.1.saturating_sub(monotonic)).unwrap_or_default();
    now.0.duration_since(wall).saturating_sub(passed).abs() > JUMP
}

fn is_near(one: Timestamp, other: Timestamp) -> bool {
    one.duration_since(other).abs() <= APART
}

fn is_confirmed(answer: &Outcome<Timestamp>, now: Timestamp) -> bool {
    match answer {
        Outcome::Done(slack_time) if is_near(*slack_time, now) => true,
        Outcome::Done(slack_time) => {
            let seconds = now.duration_since(*slack_time).as_secs();
            tracing::error!(
                seconds,
                "this machine's clock is not Slack's; nothing is sent until they agree. Set the clock."
            );
            false
        }
        Outcome::RetryAfter(_)
        | Outcome::NotSent(_)
        | Outcome::Refused(_)
        | Outcome::Unknown(_) => {
            let reason = answer.kind();
            tracing::warn!(
                { field::REASON } = reason,
                "Slack did not say what time it is; it is asked again"
            );
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall: i64, monotonic: u64) -> (Timestamp, Duration) {
        (Timestamp::from_second(1_800_000_000 + wall).unwrap(), Duration::from_secs(monotonic))
    }

    #[test]
    fn only_clocks_that_part_have_jumped() {
        assert!(
            !has_jumped(at(0, 0), at(86_400, 86_400)),
            "a long pause of the process is no jump"
        );
        assert!(!has_jumped(at(0, 0), at(600, 0)));
        assert!(has_jumped(at(0, 0), at(601, 0)), "forward, or the machine was asleep");
        assert!(has_jumped(at(0, 0), at(-601, 0)), "backward");
    }

    #[test]
    fn a_minute_apart_is_near() {
        assert!(is_near(at(0, 0).0, at(-60, 0).0));
        assert!(!is_near(at(0, 0).0, at(61, 0).0));
    }
}
