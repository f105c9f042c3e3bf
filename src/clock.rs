//! The only source of time.
//!
//! Four doors ask it (`features::dispatch`, `scheduler::tick`, `outbox::deliver` and the signature
//! check); everything below them takes `now` as an argument, so a whole mentorship year can be lived
//! through in a test. This file deliberately knows nothing of zones: an instant is all it gives.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use jiff::Timestamp;
use tokio::sync::watch;

/// A wait that ends when the clock says so.
pub type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Wall time and monotonic time, from one source.
pub trait Clock: Send + Sync + 'static {
    /// The current UTC instant.
    fn now(&self) -> Timestamp;

    /// Time since an arbitrary start; it never goes back and does not follow corrections of the wall clock.
    fn monotonic(&self) -> Duration;

    /// Waits until this clock's monotonic time has moved by `span`.
    fn wait(&self, span: Duration) -> Wait;
}

/// Waits for `span` on a clock, or in real time if that is sooner: a clock that stands still holds nobody up.
pub async fn pause(clock: &dyn Clock, span: Duration) {
    tokio::select! {
        () = clock.wait(span) => {}
        () = tokio::time::sleep(span) => {}
    }
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock whose monotonic time starts at zero now.
    #[expect(clippy::disallowed_methods, reason = "this is the place the other code is sent to")]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place the other code is sent to")]
fn system_now() -> Timestamp {
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        system_now()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn wait(&self, span: Duration) -> Wait {
        Box::pin(tokio::time::sleep(span))
    }
}

/// A clock that stands still until it is moved, or runs at a chosen speed.
///
/// The sandbox and every story test live by it. Clones share one time.
#[derive(Debug, Clone)]
pub struct ManualClock {
    face: Arc<Mutex<Face>>,
    moved: Arc<watch::Sender<u64>>,
}

#[derive(Debug)]
struct Face {
    /// What the clock showed at `since`.
    base: Timestamp,
    /// Monotonic time at `since`: the sum of everything that went by, jumps included.
    monotonic: Duration,
    /// Real time (from the Unix epoch) at which `base` was true.
    since: Duration,
    /// How many seconds pass on this clock in one real second; zero when it stands still.
    speed: u32,
}

impl Face {
    fn passed(&self) -> Duration {
        real_time().saturating_sub(self.since).saturating_mul(self.speed)
    }

    fn settle(&mut self) {
        let passed = self.passed();
        self.base = self.base.saturating_add(passed).unwrap_or(self.base);
        self.monotonic += passed;
        self.since = real_time();
    }
}

fn real_time() -> Duration {
    system_now().duration_since(Timestamp::UNIX_EPOCH).try_into().unwrap_or_default()
}

impl ManualClock {
    /// A clock that shows `now` and stands still.
    pub fn at(now: Timestamp) -> Self {
        Self::anchored(now, real_time(), 0)
    }

    /// A clock that showed `base` at the real time `since` (from the Unix epoch) and has run `speed` times as fast
    /// ever after. Two processes given the same numbers agree, which is how a killed and restarted
    /// process goes on in the same hour.
    pub fn anchored(base: Timestamp, since: Duration, speed: u32) -> Self {
        let face = Face { base, monotonic: Duration::ZERO, since, speed };
        Self { face: Arc::new(Mutex::new(face)), moved: Arc::new(watch::Sender::new(0)) }
    }

    fn change(&self, change: impl FnOnce(&mut Face)) {
        {
            let mut face = self.face.lock().unwrap_or_else(PoisonError::into_inner);
            face.settle();
            change(&mut face);
        }
        self.moved.send_modify(|n| *n += 1);
    }

    /// Moves wall and monotonic time forward by `span`.
    pub fn advance(&self, span: Duration) {
        self.change(|face| {
            face.base = face.base.saturating_add(span).unwrap_or(face.base);
            face.monotonic += span;
        });
    }

    /// Moves forward to `instant`; does nothing if that has gone by.
    pub fn advance_to(&self, instant: Timestamp) {
        let span = instant.duration_since(self.now());
        if let Ok(span) = Duration::try_from(span) {
            self.advance(span);
        }
    }

    /// Moves the wall clock alone, as a correction or a wrong battery would. Tests only.
    pub fn jump_wall_to(&self, instant: Timestamp) {
        self.change(|face| face.base = instant);
    }

    /// Sets how many seconds pass in one real second; zero stops the clock.
    pub fn run_at(&self, speed: u32) {
        self.change(|face| face.speed = speed);
    }

    /// How many seconds pass in one real second.
    pub fn speed(&self) -> u32 {
        self.face.lock().unwrap_or_else(PoisonError::into_inner).speed
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        let face = self.face.lock().unwrap_or_else(PoisonError::into_inner);
        face.base.saturating_add(face.passed()).unwrap_or(face.base)
    }

    fn monotonic(&self) -> Duration {
        let face = self.face.lock().unwrap_or_else(PoisonError::into_inner);
        face.monotonic + face.passed()
    }

    fn wait(&self, span: Duration) -> Wait {
        let clock = self.clone();
        let until = clock.monotonic() + span;
        Box::pin(async move {
            let mut moved = clock.moved.subscribe();
            loop {
                let left = until.saturating_sub(clock.monotonic());
                if left.is_zero() {
                    return;
                }
                match clock.speed() {
                    0 => drop(moved.changed().await),
                    speed => {
                        let real = left / speed + Duration::from_millis(1);
                        drop(tokio::time::timeout(real, moved.changed()).await);
                    }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_stands_still_until_it_is_moved() {
        let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = ManualClock::at(start);
        assert_eq!(clock.now(), start);
        clock.advance(Duration::from_secs(3600));
        assert_eq!(clock.now().to_string(), "2026-03-02T10:00:00Z");
        assert_eq!(clock.monotonic(), Duration::from_secs(3600));
        clock.advance_to(start);
        assert_eq!(clock.now().to_string(), "2026-03-02T10:00:00Z", "time does not go back");
    }

    #[test]
    fn a_wall_jump_leaves_the_monotonic_time_alone() {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        clock.jump_wall_to("2027-03-02T09:00:00Z".parse().unwrap());
        assert_eq!(clock.now().to_string(), "2027-03-02T09:00:00Z");
        assert_eq!(clock.monotonic(), Duration::ZERO);
    }

    #[tokio::test]
    async fn a_wait_ends_when_the_clock_is_moved() {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let wait = clock.wait(Duration::from_secs(60));
        clock.advance(Duration::from_secs(61));
        wait.await;
    }

    #[test]
    fn two_anchored_clocks_agree() {
        let base: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let since = real_time().saturating_sub(Duration::from_secs(10));
        let (one, two) =
            (ManualClock::anchored(base, since, 300), ManualClock::anchored(base, since, 300));
        let apart = two.now().duration_since(one.now()).unsigned_abs();
        assert!(apart < Duration::from_secs(300), "{apart:?}");
        assert!(one.now() >= base.saturating_add(Duration::from_secs(3000)).unwrap());
    }
}
