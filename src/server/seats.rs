//! How many connections are open, and who has to leave when there is no room.
//!
//! A fixed number of seats alone would let whoever opens that many connections and says nothing keep Slack outside until
//! their time is up. So when a newcomer finds every seat taken, the connection that has been here longest without a
//! signed request in progress leaves for it. A connection with a signed request is never sent away.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// The seats of one server. Clones share them.
#[derive(Clone)]
pub(super) struct Seats {
    room: Arc<Room>,
}

struct Room {
    size: usize,
    taken: Mutex<Taken>,
    /// Rung when somebody left or finished work.
    changed: Notify,
}

#[derive(Default)]
struct Taken {
    /// In the order in which they came.
    guests: BTreeMap<u64, Guest>,
    /// The number of the next guest.
    next: u64,
}

struct Guest {
    leave: CancellationToken,
    is_working: bool,
}

/// A connection's seat, free again when dropped.
pub(super) struct Seat {
    room: Arc<Room>,
    number: u64,
    leave: CancellationToken,
}

/// Held while a signed request is in progress.
pub(super) struct Work(Arc<Seat>);

impl Seats {
    /// `size` free seats.
    pub(super) fn new(size: usize) -> Self {
        Self { room: Arc::new(Room { size, taken: Mutex::default(), changed: Notify::new() }) }
    }

    /// Takes a seat, waiting only while every guest is working.
    pub(super) async fn take(&self) -> Seat {
        loop {
            let changed = self.room.changed.notified();
            if let Some(seat) = self.try_take() {
                return seat;
            }
            changed.await;
        }
    }

    fn try_take(&self) -> Option<Seat> {
        let mut taken = self.room.taken();
        if taken.guests.len() >= self.room.size {
            let (&longest, _) = taken.guests.iter().find(|(_, guest)| !guest.is_working)?;
            if let Some(guest) = taken.guests.remove(&longest) {
                guest.leave.cancel();
            }
        }
        let (number, leave) = (taken.next, CancellationToken::new());
        taken.next += 1;
        taken.guests.insert(number, Guest { leave: leave.clone(), is_working: false });
        Some(Seat { room: self.room.clone(), number, leave })
    }
}

impl Room {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Ends when the seat was given to somebody else.
    pub(super) async fn taken_away(&self) {
        self.leave.cancelled().await;
    }

    /// Marks the seat's connection as working; `None` when the seat was given to somebody else a moment ago.
    pub(super) fn work(self: &Arc<Self>) -> Option<Work> {
        self.room.taken().guests.get_mut(&self.number)?.is_working = true;
        Some(Work(self.clone()))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.room.taken().guests.remove(&self.number);
        self.room.changed.notify_one();
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let Self(seat) = self;
        if let Some(guest) = seat.room.taken().guests.get_mut(&seat.number) {
            guest.is_working = false;
        }
        seat.room.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_longest_idle_guest_leaves_for_a_newcomer() {
        let seats = Seats::new(2);
        let first = Arc::new(seats.take().await);
        let second = seats.take().await;
        let work = first.work().unwrap();
        let third = seats.take().await;
        second.taken_away().await;
        assert!(!first.leave.is_cancelled(), "work is not interrupted");
        assert!(!third.leave.is_cancelled());
        drop(work);
        let _fourth = seats.take().await;
        first.taken_away().await;
        assert!(first.work().is_none(), "who has left does not begin to work");
    }

    #[tokio::test]
    async fn a_newcomer_waits_while_everybody_works() {
        let seats = Seats::new(1);
        let only = Arc::new(seats.take().await);
        let work = only.work().unwrap();
        assert!(seats.try_take().is_none());
        let (newcomer, ()) = tokio::join!(seats.take(), async { drop(work) });
        assert_eq!(newcomer.number, 1);
    }

    #[tokio::test]
    async fn a_seat_is_free_again_when_its_guest_goes() {
        let seats = Seats::new(1);
        drop(seats.take().await);
        let _next = seats.take().await;
        assert_eq!(seats.room.taken().guests.len(), 1);
    }
}
