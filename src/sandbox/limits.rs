//! Slack's rate limits, off unless a test switches them on.
//!
//! Per method and minute by Slack's tiers, and one message per second and channel. A `Retry-After` once
//! given is remembered: a call inside it is refused again and counted, because Slack counts it too. The
//! times are the workspace clock's.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::workspace::Workspace;

/// How many calls of a method fit into a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tier {
    Two,
    Three,
    Four,
    /// One message per second and channel.
    Posting,
    /// Hundreds a minute.
    Special,
}

impl Tier {
    fn per_minute(self) -> usize {
        match self {
            Self::Two => 20,
            Self::Three => 50,
            Self::Four => 100,
            Self::Posting | Self::Special => 600,
        }
    }
}

/// What was called when.
#[derive(Debug, Default)]
pub(super) struct Limits {
    pub(super) enforced: bool,
    recent: HashMap<String, VecDeque<Timestamp>>,
    /// When each channel was last posted to.
    posted: HashMap<String, Timestamp>,
    /// Until when each method, or posting to one channel, was told to wait.
    told_to_wait: HashMap<String, Timestamp>,
    inside_retry_after: usize,
}

impl Limits {
    /// Notes a `Retry-After` this method was given.
    pub(super) fn tell_to_wait(&mut self, method: &str, seconds: u64, now: Timestamp) {
        let span = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
        let until = now.saturating_add(span).unwrap_or(now);
        self.told_to_wait.insert(method.to_owned(), until);
    }

    /// Counts a call; gives the seconds to wait when it is one too many, or when it was told to wait before.
    ///
    /// What is told for one channel holds for posting to that channel, everything else for the whole method.
    pub(super) fn check(
        &mut self,
        method: &str,
        tier: Tier,
        channel: Option<&str>,
        now: Timestamp,
    ) -> Option<u64> {
        let channel = channel.filter(|_| tier == Tier::Posting);
        let posting = channel.map(|channel| format!("{method} {channel}"));
        let waiting = self.still_waiting(method, now);
        let waiting = waiting.or_else(|| self.still_waiting(posting.as_deref()?, now));
        if waiting.is_some() || !self.enforced {
            return waiting;
        }
        if let Some(posting) = posting {
            let next = self.posted.get(&posting).map(|at| after(*at, 1));
            if next.is_some_and(|next| next > now) {
                self.tell_to_wait(&posting, 1, now);
                return Some(1);
            }
            self.posted.insert(posting, now);
        }
        let seconds = self.count(method, tier, now)?;
        self.tell_to_wait(method, seconds, now);
        Some(seconds)
    }

    fn still_waiting(&mut self, key: &str, now: Timestamp) -> Option<u64> {
        let until = *self.told_to_wait.get(key)?;
        if until <= now {
            self.told_to_wait.remove(key);
            return None;
        }
        self.inside_retry_after += 1;
        Some(seconds_until(until, now))
    }

    fn count(&mut self, method: &str, tier: Tier, now: Timestamp) -> Option<u64> {
        let recent = self.recent.entry(method.to_owned()).or_default();
        while recent.front().is_some_and(|at| after(*at, 60) <= now) {
            recent.pop_front();
        }
        if let Some(oldest) = recent.front().filter(|_| recent.len() >= tier.per_minute()) {
            return Some(seconds_until(after(*oldest, 60), now));
        }
        recent.push_back(now);
        None
    }
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

/// Whole seconds, rounded up, at least one: what `Retry-After` can say.
fn seconds_until(until: Timestamp, now: Timestamp) -> u64 {
    let left = until.duration_since(now).as_millis().max(1);
    u64::try_from((left + 999) / 1000).unwrap_or(1)
}

impl Workspace {
    /// From now on Slack's rate limits hold.
    pub fn enforce_limits(&self) {
        self.change(|state| state.limits.enforced = true);
    }

    /// How many calls came before the `Retry-After` they were given had passed.
    pub fn calls_inside_retry_after(&self) -> usize {
        self.look(|state| state.limits.inside_retry_after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_772_442_000 + second).unwrap()
    }

    #[test]
    fn one_message_per_second_and_channel() {
        let mut limits = Limits { enforced: true, ..Limits::default() };
        let mut post = |channel, second| {
            limits.check("chat.postMessage", Tier::Posting, Some(channel), at(second))
        };
        assert_eq!(post("D1", 0), None);
        assert_eq!(post("D2", 0), None);
        assert_eq!(post("D1", 0), Some(1));
        assert_eq!(post("D2", 1), None, "another channel need not wait");
        assert_eq!(post("D1", 1), None);
    }

    #[test]
    fn a_tier_is_a_sliding_minute() {
        let mut limits = Limits { enforced: true, ..Limits::default() };
        for _ in 0..50 {
            assert_eq!(limits.check("chat.update", Tier::Three, None, at(0)), None);
        }
        assert_eq!(limits.check("chat.update", Tier::Three, None, at(10)), Some(50));
        assert_eq!(limits.check("chat.update", Tier::Three, None, at(60)), None);
    }

    #[test]
    fn a_call_inside_its_retry_after_is_refused_again_and_counted() {
        let mut limits = Limits::default();
        limits.tell_to_wait("views.open", 30, at(0));
        let mut open = |second| limits.check("views.open", Tier::Four, None, at(second));
        assert_eq!((open(29), open(30)), (Some(1), None));
        assert_eq!(limits.inside_retry_after, 1);
    }
}
