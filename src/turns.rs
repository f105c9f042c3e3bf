//! Work of which only the newest state matters, done one piece at a time.
//!
//! Whoever asks again before their turn has come has asked once: the work reads the state when its turn begins. Nothing
//! here is kept over a restart, and nothing is tried again.

use std::{
    collections::HashSet,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OwnedMutexGuard;

/// Who waits, and the one turn.
#[derive(Debug, Clone)]
pub struct Turns<K> {
    waiting: Arc<Mutex<HashSet<K>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl<K> Default for Turns<K> {
    fn default() -> Self {
        Self { waiting: Arc::default(), turn: Arc::default() }
    }
}

impl<K: Clone + Eq + Hash> Turns<K> {
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

impl<K: Clone + Eq + Hash> Place<K> {
    /// Waits for the turn, which lasts as long as the guard lives. From here on, asking again is a new turn, because its
    /// reason may be newer than the state that is read now.
    pub async fn wait(self) -> (K, OwnedMutexGuard<()>) {
        let turn = self.turns.turn.clone().lock_owned().await;
        self.turns.waiting().remove(&self.key);
        (self.key, turn)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Waker},
    };

    use super::*;

    #[tokio::test]
    async fn asks_once_until_the_turn_begins() {
        let turns = Turns::default();
        let first = turns.ask("ada").unwrap();
        assert!(turns.ask("ada").is_none());
        let other = turns.ask("grace").unwrap();

        let (key, turn) = first.wait().await;
        assert_eq!(key, "ada");
        assert!(
            turns.ask("ada").is_some(),
            "what happens from now on may not be seen in this turn"
        );

        let mut waiting = pin!(other.wait());
        let mut context = Context::from_waker(Waker::noop());
        assert!(waiting.as_mut().poll(&mut context).is_pending(), "one at a time");
        drop(turn);
        assert_eq!(waiting.await.0, "grace");
    }
}
