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

/// The first step when something due stays due: perhaps the bot does only what lies before its clock.
const SHORTEST_STEP: SignedDuration = SignedDuration::from_millis(1);
/// The step when it still stays due, for example because Slack is told to fail.
const STUBBORN_STEP: SignedDuration = SignedDuration::from_secs(60);
/// How many such steps may follow one another before it is called a problem.
const STUBBORN_STEPS: u32 = 120;
/// The step from then on, so that a bot that is stuck costs a year only some thousand steps.
const HOPELESS_STEP: SignedDuration = SignedDuration::from_hours(1);

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
        self.advance_to(after(self.now(), span)).await;
    }

    /// Lives through the time until `target`, stopping at everything that falls due before.
    ///
    /// Every step moves the clock, so this ends even when the bot leaves undone what is due; after 120 steps in
    /// which nothing was done about it, that is noted as a problem.
    pub async fn advance_to(&self, target: Timestamp) {
        let _journey = self.depart(target);
        self.settle().await;
        let mut overdue = 0;
        while self.now() < target && !self.inner.stopped.is_cancelled() {
            let now = self.now();
            let due = self.next_due().await.unwrap_or(target);
            overdue = if due > now { 0 } else { overdue + 1 };
            if overdue == STUBBORN_STEPS + 1 {
                let what = format!("what was due at {due} was not done in {STUBBORN_STEPS} steps");
                self.change(|state| state.problem(now, what));
            }
            self.inner.clock.advance_to(step(due, now, overdue).min(target));
            self.touch();
            self.settle().await;
        }
    }

    /// Moves to the next due instant; false when nothing is planned.
    pub async fn advance_to_next(&self) -> bool {
        self.settle().await;
        let Some(due) = self.next_due().await else { return false };
        let now = self.now();
        // What is overdue after settling could not be done; there is another chance a minute later.
        self.advance_to(if due > now { due } else { after(now, STUBBORN_STEP) }).await;
        true
    }

    /// Tells the screens where the clock is going until the guard is dropped.
    fn depart(&self, target: Timestamp) -> Journey {
        self.change(|state| state.travelling_to = Some(target));
        Journey { workspace: self.clone() }
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

    /// The next instant at which something happens unasked, late calls and retries included.
    pub(super) async fn next_due(&self) -> Option<Timestamp> {
        let late = self.next_late_call();
        let bot = match self.time_travel() {
            Some(bot) => bot.next_due().await,
            None => None,
        };
        late.into_iter().chain(self.next_retry()).chain(bot).min()
    }

    fn time_travel(&self) -> Option<Arc<dyn TimeTravel>> {
        self.inner.time_travel.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Held while the clock is being moved, also by a caller that is dropped on the way.
struct Journey {
    workspace: Workspace,
}

impl Drop for Journey {
    fn drop(&mut self) {
        self.workspace.change(|state| state.travelling_to = None);
    }
}

/// Where to stop next; `overdue` counts the steps in which what was due stayed undone.
fn step(due: Timestamp, now: Timestamp, overdue: u32) -> Timestamp {
    match overdue {
        0 => due.max(after(now, SHORTEST_STEP)),
        1 => after(now, SHORTEST_STEP),
        2..=STUBBORN_STEPS => after(now, STUBBORN_STEP),
        _ => after(now, HOPELESS_STEP),
    }
}

fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
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

    /// A bot that never gets done what was due at the start.
    struct Stuck(Timestamp);

    impl TimeTravel for Stuck {
        fn next_due(&self) -> Later<'_, Option<Timestamp>> {
            Box::pin(async { Some(self.0) })
        }

        fn settle(&self) -> Later<'_, ()> {
            Box::pin(async {})
        }
    }

    #[tokio::test]
    async fn a_bot_that_is_stuck_does_not_stop_the_clock() {
        let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = ManualClock::at(start);
        let workspace = Workspace::start(clock.clone(), TaskTracker::new()).unwrap();
        workspace.set_time_travel(Arc::new(Stuck(start)));
        workspace.advance(SignedDuration::from_hours(1)).await;
        assert_eq!(workspace.problems(), [], "an hour of trouble is nothing unusual");
        assert!(workspace.advance_to_next().await);
        assert_eq!(clock.now().duration_since(start).as_mins(), 61, "the button always moves it");
        workspace.advance(SignedDuration::from_hours(24 * 366)).await;
        assert_eq!(workspace.problems().len(), 1, "{:?}", workspace.problems());
        assert_eq!(workspace.look(|state| state.travelling_to), None);
    }
}
