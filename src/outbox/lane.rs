//! Kinds of calls that Slack may ask to leave alone, and what it has asked.
//!
//! A pause is kept on disk, so a restart does not forget it. How fast the bot goes by itself is the limiter's business.

use jiff::Timestamp;

use crate::{
    domain::{delivery::Manner, ids::SlackTs},
    store::{Fault, Tx, outbox},
};

/// One kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lane {
    /// Every call.
    Everything,
    /// New messages.
    Posts,
    /// Changes of messages.
    Changes,
    /// Bringing files, with all its steps.
    Uploads,
    /// Opening conversations.
    Openings,
    /// Looking through a conversation.
    History,
    /// Looking through a thread.
    Threads,
}

impl Lane {
    /// The lane something is said in.
    pub(super) fn of(manner: Manner) -> Self {
        match manner {
            Manner::Post => Self::Posts,
            Manner::Refresh => Self::Changes,
            Manner::Upload => Self::Uploads,
        }
    }

    /// The lane in which a message sent to `thread` is looked for.
    pub(super) fn of_look(thread: Option<&SlackTs>) -> Self {
        match thread {
            Some(_) => Self::Threads,
            None => Self::History,
        }
    }

    /// The word it is stored under: Slack's method, or `*`.
    fn as_str(self) -> &'static str {
        match self {
            Self::Everything => "*",
            Self::Posts => "chat.postMessage",
            Self::Changes => "chat.update",
            Self::Uploads => "files.completeUploadExternal",
            Self::Openings => "conversations.open",
            Self::History => "conversations.history",
            Self::Threads => "conversations.replies",
        }
    }
}

/// The lanes to be left alone at one instant.
#[derive(Debug)]
pub(super) struct Pauses(Vec<(String, Timestamp)>);

impl Pauses {
    /// Reads them.
    pub(super) async fn list(tx: &mut Tx, now: Timestamp) -> Result<Self, Fault> {
        Ok(Self(outbox::list_pauses(tx, now).await?))
    }

    /// Until when this lane is to be left alone; `None` when it may be used.
    pub(super) fn until(&self, lane: Lane) -> Option<Timestamp> {
        let concerns =
            |paused: &str| paused == lane.as_str() || paused == Lane::Everything.as_str();
        self.0.iter().filter(|(paused, _)| concerns(paused)).map(|(_, until)| *until).max()
    }
}

/// Leaves a lane alone until `until`, over a restart too.
pub(super) async fn pause(tx: &mut Tx, lane: Lane, until: Timestamp) -> Result<(), Fault> {
    outbox::update_pause(tx, lane.as_str(), until).await
}
