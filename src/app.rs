//! What every part of the running bot shares. It is built once, cheap to clone, and the only shared state.

use std::{future::Future, sync::Arc};

use tokio::sync::{Mutex, Notify};
use tokio_util::task::TaskTracker;

use crate::{
    clock::Clock,
    clock_check::ClockCheck,
    config::Config,
    domain::{ids::SlackUser, zone::Zones},
    drafts::Drafts,
    previews::Previews,
    slack::client::Slack,
    store::Db,
    turns::Turns,
};

/// The running bot.
#[derive(Clone)]
pub struct App {
    /// The file.
    pub db: Db,
    /// The Web API.
    pub slack: Slack,
    /// The only source of time.
    pub clock: Arc<dyn Clock>,
    /// Whether that clock may be believed.
    pub clock_check: Arc<ClockCheck>,
    /// The settings.
    pub config: Arc<Config>,
    /// The zone data.
    pub zones: Arc<Zones>,
    /// Work in flight: shutdown drains it and tests wait for it.
    pub tasks: TaskTracker,
    /// Woken after an act, because there may be something to say.
    pub poke: Arc<Notify>,
    /// Held by whoever reads threads again, so that nobody else does.
    pub reading: Arc<Mutex<()>>,
    /// Whose App Home is to be published next.
    pub homes: Turns<SlackUser>,
    /// What is being typed into forms.
    pub drafts: Drafts,
    /// Who waits to see what is ahead.
    pub previews: Previews,
}

impl App {
    /// Runs `work` beside the caller, counted by the tracker, so that a dropped connection cannot cancel it.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(work);
    }
}
