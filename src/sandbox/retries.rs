//! When an event that failed is tried again.
//!
//! Slack tries at once, after a minute and after five. A story test wants to say itself when that happens, so
//! it asks with [`Workspace::redeliver`]; the sandbox people play with has nobody to ask and lets the clock do
//! it. What an attempt is stands in `delivery.rs`.

use jiff::{SignedDuration, Timestamp};

use super::{
    delivery::Event,
    workspace::{State, Workspace},
};
use crate::clock::Clock;

/// How often Slack tries again.
pub(super) const RETRIES: u8 = 3;

/// Who decides when a failed event is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Retries {
    /// Whoever calls [`Workspace::redeliver`].
    #[default]
    WhenAsked,
    /// The workspace clock, at Slack's intervals.
    AsSlackDoes,
}

/// When an event may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaves {
    Now,
    At(Timestamp),
    WhenAsked,
}

impl Retries {
    /// When the retry of this number leaves, counted from one.
    pub(super) fn leaves(self, retry: u8, now: Timestamp) -> Leaves {
        let after = |minutes| now.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(now);
        match (self, retry) {
            (Self::WhenAsked, _) => Leaves::WhenAsked,
            (Self::AsSlackDoes, 0 | 1) => Leaves::Now,
            (Self::AsSlackDoes, 2) => Leaves::At(after(1)),
            (Self::AsSlackDoes, _) => Leaves::At(after(5)),
        }
    }
}

impl Leaves {
    pub(super) fn ready(self, now: Timestamp) -> bool {
        match self {
            Self::Now => true,
            Self::At(at) => at <= now,
            Self::WhenAsked => false,
        }
    }
}

impl State {
    /// Whether an event could be sent now.
    pub(super) fn has_ready_event(&self, now: Timestamp) -> bool {
        self.events.iter().any(|event| event.leaves.ready(now))
    }

    fn next_retry(&self) -> Option<Timestamp> {
        let at = |event: &Event| match event.leaves {
            Leaves::At(at) => Some(at),
            Leaves::Now | Leaves::WhenAsked => None,
        };
        self.events.iter().filter_map(at).min()
    }
}

impl Workspace {
    /// From now on failed events are tried again by themselves: at once, a minute later, and five minutes after
    /// that, by the workspace clock. Without this they wait for [`Workspace::redeliver`].
    pub fn retry_as_slack_does(&self) {
        self.change_unseen(|state| state.retries = Retries::AsSlackDoes);
    }

    /// Tries every event once more that failed, up to Slack's three retries.
    pub async fn redeliver(&self) {
        self.change_unseen(|state| {
            state.events.iter_mut().for_each(|event| event.leaves = Leaves::Now);
        });
        self.deliver_events().await;
    }

    /// When the next failed event is tried again by itself.
    pub(super) fn next_retry(&self) -> Option<Timestamp> {
        self.look(State::next_retry)
    }

    /// Puts a failed event back into the queue and, if it has an hour to leave at, waits for that beside the caller.
    pub(super) fn queue_again(&self, event: Event) {
        let leaves = event.leaves;
        self.change_unseen(|state| state.events.push_back(event));
        let Leaves::At(at) = leaves else { return };
        let Ok(wait) = at.duration_since(self.now()).try_into() else { return };
        let (workspace, wait) = (self.clone(), self.inner.clock.wait(wait));
        self.inner.tasks.spawn(async move {
            tokio::select! {
                () = workspace.inner.stopped.cancelled() => {}
                () = wait => workspace.deliver_events().await,
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use tokio_util::task::TaskTracker;

    use crate::{
        clock::ManualClock,
        sandbox::{people::NewPerson, workspace::Workspace},
    };

    /// Minutes after the first attempt at which attempts were made, with nobody listening.
    async fn attempts(prepare: impl FnOnce(&Workspace)) -> Vec<(u8, i64)> {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let workspace = Workspace::start(clock, TaskTracker::new()).unwrap();
        prepare(&workspace);
        workspace.add_person(NewPerson::named("Ana"));
        workspace.advance(SignedDuration::from_hours(1)).await;
        let deliveries = workspace.deliveries();
        let first = deliveries[0].at;
        let minutes = |at: jiff::Timestamp| at.duration_since(first).as_mins();
        deliveries.iter().map(|delivery| (delivery.retry, minutes(delivery.at))).collect()
    }

    #[tokio::test]
    async fn slack_tries_at_once_then_after_one_minute_then_after_five() {
        let seen = attempts(Workspace::retry_as_slack_does).await;
        assert_eq!(seen, [(0, 0), (1, 0), (2, 1), (3, 6)]);
    }

    #[tokio::test]
    async fn a_test_decides_itself() {
        assert_eq!(attempts(|_| {}).await, [(0, 0)]);
    }
}
