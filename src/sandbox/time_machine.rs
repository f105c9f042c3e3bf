//! Moving the clock so that nothing due in between is passed over.
//!
//! The workspace cannot know what the bot has planned; whoever runs both gives it a [`TimeTravel`]. A span
//! is lived through from one due instant to the next, and the bot comes to rest at each.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

use super::workspace::Workspace;

/// Something that will be known later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The smallest step when what was due stays due, for example because Slack is told to fail.
const STUBBORN_STEP: SignedDuration = SignedDuration::from_secs(60);

/// What the time machine must know of the bot.
pub trait TimeTravel: Send + Sync {
    /// The instant of the next thing the bot is going to do unasked.
    fn next_due(&self) -> Later<'_, Option<Timestamp>>;

    /// Waits until the bot has done everything that is due now.
    fn settle(&self) -> Later<'_, ()>;
}

impl Workspace {
    /// Says who knows what is due next.
    pub fn set_time_travel(&self, bot: Arc<dyn TimeTravel>) {
        *self.inner.time_travel.lock().unwrap_or_else(PoisonError::into_inner) = Some(bot);
    }

    /// Lives through a span, stopping at everything that falls due in it.
    pub async fn advance(&self, span: SignedDuration) {
        let now = self.now();
        self.advance_to(now.saturating_add(span).unwrap_or(now)).await;
    }

    /// Lives through the time until `target`, stopping at everything that falls due before.
    pub async fn advance_to(&self, target: Timestamp) {
        self.settle().await;
        while self.now() < target {
            let now = self.now();
            let due = self.next_due().await.unwrap_or(target);
            let step =
                if due > now { due } else { now.saturating_add(STUBBORN_STEP).unwrap_or(target) };
            self.inner.clock.advance_to(step.min(target));
            self.touch();
            self.settle().await;
        }
    }

    /// Moves to the next due instant; false when nothing is planned.
    pub async fn advance_to_next(&self) -> bool {
        self.settle().await;
        let Some(due) = self.next_due().await else { return false };
        self.advance_to(due).await;
        true
    }

    /// Waits until the bot and the workspace have nothing left to do now.
    pub async fn settle(&self) {
        self.carry_out_late_calls();
        self.quiet().await;
        if let Some(bot) = self.time_travel() {
            bot.settle().await;
            self.quiet().await;
        }
    }

    /// The next instant at which something happens unasked, late calls included.
    pub(super) async fn next_due(&self) -> Option<Timestamp> {
        let late = self.next_late_call();
        let bot = match self.time_travel() {
            Some(bot) => bot.next_due().await,
            None => None,
        };
        late.into_iter().chain(bot).min()
    }

    fn time_travel(&self) -> Option<Arc<dyn TimeTravel>> {
        self.inner.time_travel.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::clock::{Clock, ManualClock};

    /// A bot that has something planned every hour and says when it was woken.
    struct Hourly {
        clock: ManualClock,
        done: Mutex<Vec<Timestamp>>,
    }

    impl TimeTravel for Hourly {
        fn next_due(&self) -> Later<'_, Option<Timestamp>> {
            let hour = SignedDuration::from_hours(1);
            let last = *self.done.lock().unwrap().last().unwrap();
            Box::pin(async move { Some(last + hour) })
        }

        fn settle(&self) -> Later<'_, ()> {
            let (now, mut done) = (self.clock.now(), self.done.lock().unwrap());
            if now.duration_since(*done.last().unwrap()) >= SignedDuration::from_hours(1) {
                done.push(now);
            }
            Box::pin(async {})
        }
    }

    #[tokio::test]
    async fn the_time_machine_stops_at_everything_that_is_due() {
        let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = ManualClock::at(start);
        let workspace = Workspace::start(clock.clone(), TaskTracker::new()).unwrap();
        let bot = Arc::new(Hourly { clock, done: Mutex::new(vec![start]) });
        workspace.set_time_travel(bot.clone());
        workspace.advance(SignedDuration::from_mins(150)).await;
        assert!(workspace.advance_to_next().await);
        let hours: Vec<i64> =
            bot.done.lock().unwrap().iter().map(|at| at.duration_since(start).as_mins()).collect();
        assert_eq!(hours, [0, 60, 120, 180]);
    }
}
