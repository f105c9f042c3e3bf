//! What every part of the running bot shares.

use std::{future::Future, sync::Arc};

use tokio_util::task::TaskTracker;

use crate::{clock::Clock, config::Config, slack::client::Slack, store::Db};

/// The only shared state: built once, cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The file.
    pub db: Db,
    /// The Web API.
    pub slack: Slack,
    /// The only source of time.
    pub clock: Arc<dyn Clock>,
    /// The settings.
    pub config: Arc<Config>,
    /// Work in flight: shutdown drains it and tests wait for it.
    pub tasks: TaskTracker,
}

impl App {
    /// Runs `work` beside the caller, counted by the tracker, so that a dropped connection cannot cancel it.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(work);
    }
}
