//! Work of which only the newest state matters, done one piece at a time and not faster than its pace.
//!
//! Whoever asks again before their turn has come has asked once: the work reads the state when its turn begins. Nothing
//! here is kept over a restart, and nothing is tried again.

use std::{
    collections::HashSet,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OwnedMutexGuard;

use crate::{
    clock::{self, Clock},
    pace::{Meter, Pace},
};

/// Who waits, and the one turn.
#[derive(Debug, Clone)]
pub struct Turns<K> {
    pace: Pace,
    waiting: Arc<Mutex<HashSet<K>>>,
    turn: Arc<tokio::sync::Mutex<Meter>>,
}

impl<K: Clone + Eq + Hash> Turns<K> {
    /// Turns at this pace.
    pub fn new(pace: Pace) -> Self {
        Self { pace, waiting: Arc::default(), turn: Arc::default() }
    }

    /// A place in the queue; `None` when `key` waits already.
    pub fn ask(&self, key: K) -> Option<Place<K>> {
        let is_new = self.waiting().insert(key.clone());
        is_new.then(|| Place { turns: self.clone(), key })
    }

    fn waiting(&self) -> MutexGuard<'_, HashSet<K>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue.
#[derive(Debug)]
pub struct Place<K> {
    turns: Turns<K>,
    key: K,
}

/// A turn, which lasts as long as this lives.
#[derive(Debug)]
pub struct Turn {
    _held: OwnedMutexGuard<Meter>,
}

impl<K: Clone + Eq + Hash> Place<K> {
    /// Waits for the turn. From here on, asking again is a new turn, because its reason may be newer than the state that
    /// is read now.
    ///
    /// The pace is that of `clock`, or of real time if that clock stands still.
    pub async fn wait(self, clock: &dyn Clock) -> (K, Turn) {
        let mut meter = self.turns.turn.clone().lock_owned().await;
        let pace = self.turns.pace;
        let wait = meter.wait(pace, clock.monotonic()).min(pace.every);
        if !wait.is_zero() {
            clock::pause(clock, wait).await;
        }
        meter.take(pace, clock.monotonic());
        self.turns.waiting().remove(&self.key);
        (self.key, Turn { _held: meter })
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Waker},
    };

    use std::time::Duration;

    use jiff::Timestamp;

    use super::*;
    use crate::clock::ManualClock;

    const PACE: Pace = Pace { every: Duration::from_secs(3600), burst: 2 };

    #[tokio::test]
    async fn asks_once_until_the_turn_begins() {
        let clock = ManualClock::at(Timestamp::UNIX_EPOCH);
        let turns = Turns::new(PACE);
        let first = turns.ask("ada").unwrap();
        assert!(turns.ask("ada").is_none());
        let other = turns.ask("grace").unwrap();

        let (key, turn) = first.wait(&clock).await;
        assert_eq!(key, "ada");
        assert!(
            turns.ask("ada").is_some(),
            "what happens from now on may not be seen in this turn"
        );

        let mut waiting = pin!(other.wait(&clock));
        let mut context = Context::from_waker(Waker::noop());
        assert!(waiting.as_mut().poll(&mut context).is_pending(), "one at a time");
        drop(turn);
        assert_eq!(waiting.await.0, "grace");
    }

    #[tokio::test]
    async fn after_a_burst_turns_come_at_the_pace_of_the_clock() {
        let clock = ManualClock::at(Timestamp::UNIX_EPOCH);
        let turns = Turns::new(PACE);
        for key in ["ada", "grace"] {
            let (_, turn) = turns.ask(key).unwrap().wait(&clock).await;
            drop(turn);
        }
        let mut context = Context::from_waker(Waker::noop());
        let mut waiting = pin!(turns.ask("edsger").unwrap().wait(&clock));
        assert!(waiting.as_mut().poll(&mut context).is_pending());
        clock.advance(Duration::from_secs(3600));
        assert_eq!(waiting.await.0, "edsger");
    }
}
