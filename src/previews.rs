//! Who waits to see what is ahead: a short queue between the door, where it is asked for, and [`crate::preview`], where it is
//! worked out.
//!
//! It lives in memory: a modal that waits for it does not outlive a restart either. Nothing is worked out here.

use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};

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
#[derive(Debug, Clone)]
pub struct Previews {
    ask: mpsc::Sender<Order>,
    asked: Arc<Mutex<mpsc::Receiver<Order>>>,
}

impl Default for Previews {
    fn default() -> Self {
        let (ask, asked) = mpsc::channel(WAITING);
        Self { ask, asked: Arc::new(Mutex::new(asked)) }
    }
}

impl Previews {
    /// Puts an order at the end; false when too many wait.
    pub fn ask(&self, order: Order) -> bool {
        self.ask.try_send(order).is_ok()
    }

    /// The next order, once there is one.
    pub async fn next(&self) -> Option<Order> {
        self.asked.lock().await.recv().await
    }

    /// The next order, if there is one.
    pub async fn next_now(&self) -> Option<Order> {
        self.asked.lock().await.try_recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::preview::{Days, Scope};

    #[tokio::test]
    async fn the_ninth_is_asked_to_try_again() {
        let previews = Previews::default();
        let wanted = Wanted { scope: Scope::Everybody, days: Days::USUAL, page: 0 };
        let order =
            |nth: usize| Order { user: "U1".into(), view: format!("V{nth}"), wanted, anew: true };
        for nth in 0..WAITING {
            assert!(previews.ask(order(nth)));
        }
        assert!(!previews.ask(order(WAITING)));
        assert_eq!(previews.next().await, Some(order(0)));
        assert!(previews.ask(order(WAITING)), "there is room again");
        assert_eq!(previews.next_now().await, Some(order(1)));
    }
}
