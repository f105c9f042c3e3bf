//! Who waits to see what is ahead: a short queue between the door, where it is asked for, and [`crate::preview`], where it is
//! worked out.
//!
//! It lives in memory: a modal that waits for it does not outlive a restart either. Nothing is worked out here.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;

use crate::domain::{ids::SlackUser, preview::Wanted};

/// So many may wait; more are asked to try again.
const WAITING: usize = 8;

/// A page that somebody waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Who.
    pub user: SlackUser,
    /// Slack's id of the modal it is to stand in.
    pub view: String,
    /// Which page of what.
    pub wanted: Wanted,
    /// Whether it is worked out anew: a command asks for what is ahead now, a page for more of the same.
    pub anew: bool,
}

/// The queue. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Previews {
    waiting: Arc<Mutex<VecDeque<Order>>>,
    asked: Arc<Notify>,
}

impl Previews {
    /// Puts an order at the end, in the place of an older one of the same person; false when too many people wait.
    pub fn ask(&self, order: Order) -> bool {
        let mut waiting = self.lock();
        waiting.retain(|it| it.user != order.user);
        if waiting.len() == WAITING {
            return false;
        }
        waiting.push_back(order);
        self.asked.notify_one();
        true
    }

    /// The next order, once there is one.
    pub async fn next(&self) -> Order {
        loop {
            if let Some(order) = self.next_now() {
                return order;
            }
            self.asked.notified().await;
        }
    }

    /// The next order, if there is one.
    pub fn next_now(&self) -> Option<Order> {
        self.lock().pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Order>> {
        // Whoever held it and broke off had only moved orders about.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::preview::{Days, Scope};

    #[tokio::test]
    async fn the_ninth_is_asked_to_try_again_and_nobody_waits_twice() {
        let previews = Previews::default();
        let wanted = Wanted { scope: Scope::Everybody, days: Days::USUAL, page: 0 };
        let order = |nth: usize, view: &str| Order {
            user: format!("U{nth}").as_str().into(),
            view: view.to_owned(),
            wanted,
            anew: true,
        };
        for nth in 0..WAITING {
            assert!(previews.ask(order(nth, "V1")));
        }
        assert!(!previews.ask(order(WAITING, "V1")));
        assert!(previews.ask(order(0, "V2")), "in the place of their own");
        assert_eq!(previews.next().await, order(1, "V1"));
        assert!(previews.ask(order(WAITING, "V1")), "there is room again");
        let left: Vec<Order> = std::iter::from_fn(|| previews.next_now()).collect();
        assert_eq!(left.iter().filter(|it| it.user.as_str() == "U0").count(), 1);
        assert_eq!((left.len(), &left[WAITING - 2]), (WAITING, &order(0, "V2")));
    }
}
