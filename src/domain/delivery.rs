//! How one message is delivered exactly once over an API that has no idempotency keys.
//!
//! The rule: write down the intent, send once with an opaque key in the metadata, and when the outcome is not known,
//! stay quiet for a while and then *look* whether the message is there, before sending again. Marking before sending
//! loses messages, marking after sending doubles them, and looking without waiting doubles them too.
//!
//! A file carries no key and cannot be found again. It is brought in steps that nobody sees until the last one, so the
//! intent is written down before that step, and when nobody knows how it ended the file is given up and not repeated.
//!
//! This file holds the decisions only; the `outbox` claims, sends, looks and records.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long to wait, after a send whose outcome is unknown, before looking for the message: a request that was cut
/// off may still be accepted in this time.
pub const QUIET_PERIOD: SignedDuration = SignedDuration::from_secs(90);

/// When a message that took more than one attempt is looked at once more, in case an earlier attempt was accepted
/// after the quiet period.
pub const LAST_LOOK: SignedDuration = SignedDuration::from_mins(10);

/// How long a message that is never pointless is looked for when Slack does not let us look. After that it is given
/// up: one that is missing is better than one that is said twice.
pub const GIVE_UP: SignedDuration = SignedDuration::from_hours(72);

/// How long nothing is asked of a workspace that refuses everything.
pub const CLOSED: SignedDuration = SignedDuration::from_mins(10);

/// How far before the first attempt a look begins, to allow for clocks that disagree.
pub const LOOK_BACK: SignedDuration = SignedDuration::from_mins(5);

/// The reason a file carries from the moment at which it is about to be shared; from then on people may see it.
pub const SHARING: &str = "sharing";

/// Why a file ended of which nobody knows whether it was shared. It is not looked for, because it carries no proof.
pub const UNKNOWN_UPLOAD: &str = "unknown_upload";

/// Where a message is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Waiting for its time.
    Ready,
    /// The intent is on disk; a request may be under way.
    Sending,
    /// A request was made and nobody knows what became of it.
    Unknown,
    /// It stands in Slack.
    Sent,
    /// It was not needed, or too late.
    Skipped,
    /// It can never be sent.
    Dead,
}

impl Stage {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Sent => "sent",
            Self::Skipped => "skipped",
            Self::Dead => "dead",
        }
    }
}

/// What sort of call says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// A new message: said once.
    Post,
    /// A change of a message to the present state: may be repeated freely.
    Refresh,
    /// A file: until it is shared nobody sees it and it may be brought anew; sharing is never repeated.
    Upload,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Slack took it.
    Accepted,
    /// Slack asked to wait so long.
    RetryAfter(SignedDuration),
    /// It never left: no connection was made.
    NotSent,
    /// Slack refused and will go on refusing; the word is Slack's code.
    Refused(&'static str),
    /// Slack refuses everything from this app at present.
    WorkspaceClosed,
    /// Anything else.
    Uncertain,
}

/// What a look at the conversation found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// The message is there.
    Found,
    /// It is not.
    Absent,
    /// Slack could not be asked, or not now.
    NotNow,
    /// Slack does not let us look.
    NotAllowed,
}

/// What a message's row says before the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Progress {
    /// How many requests have been made, the present one included.
    pub attempt: u32,
    /// How it is said.
    pub manner: Manner,
    /// Whether it is a file that was about to be shared.
    pub sharing: bool,
    /// After this instant it is pointless; `None` if it never is.
    pub expires_at: Option<Timestamp>,
    /// When the first request was made.
    pub first_tried_at: Option<Timestamp>,
}

/// What a message's row says after the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The new stage.
    pub stage: Stage,
    /// Why it ended without being sent; empty otherwise.
    pub reason: &'static str,
    /// The earliest instant of the next attempt, when `stage` is ready.
    pub ready_at: Option<Timestamp>,
    /// When to look for it.
    pub look_at: Option<Timestamp>,
}

impl Step {
    fn ended(stage: Stage, reason: &'static str) -> Self {
        Self { stage, reason, ready_at: None, look_at: None }
    }

    fn retry(at: Timestamp) -> Self {
        Self { stage: Stage::Ready, reason: "", ready_at: Some(at), look_at: None }
    }
}

/// What follows from a request's outcome.
pub fn after_request(progress: Progress, outcome: Outcome, now: Timestamp) -> Step {
    match (outcome, progress.manner) {
        (Outcome::Accepted, Manner::Post) if progress.attempt > 1 => {
            Step { look_at: Some(later(now, LAST_LOOK)), ..Step::ended(Stage::Sent, "") }
        }
        (Outcome::Accepted, _) => Step::ended(Stage::Sent, ""),
        (Outcome::RetryAfter(wait), _) => unless_expired(progress, later(now, wait)),
        (Outcome::NotSent, _) => unless_expired(progress, later(now, backoff(progress.attempt))),
        (Outcome::WorkspaceClosed, _) => unless_expired(progress, later(now, CLOSED)),
        (Outcome::Refused(code), _) => Step::ended(Stage::Dead, code),
        (Outcome::Uncertain, Manner::Upload) if progress.sharing => {
            Step::ended(Stage::Skipped, UNKNOWN_UPLOAD)
        }
        (Outcome::Uncertain, Manner::Refresh | Manner::Upload) => {
            unless_expired(progress, later(now, backoff(progress.attempt)))
        }
        (Outcome::Uncertain, Manner::Post) => interrupted(now),
    }
}

/// Until when calls like this one are to be left alone after this outcome, whatever becomes of the message itself.
pub fn pause_after(outcome: Outcome, now: Timestamp) -> Option<Timestamp> {
    match outcome {
        Outcome::RetryAfter(wait) => Some(later(now, wait)),
        Outcome::WorkspaceClosed => Some(later(now, CLOSED)),
        Outcome::Accepted | Outcome::NotSent | Outcome::Refused(_) | Outcome::Uncertain => None,
    }
}

/// What follows when the place of a message is gone and there is another for it: it is made again, for that place.
pub fn said_elsewhere(now: Timestamp) -> Step {
    Step::retry(now)
}

/// The reason a message carries while it waits to be said outside the thread it was made for.
pub const THREAD_GONE: &str = "thread_not_found";

/// What follows when the parent of a thread was deleted: what belonged under it is said on its own, in the same
/// conversation, because somebody waits for it.
pub fn said_on_its_own(now: Timestamp) -> Step {
    Step { reason: THREAD_GONE, ..Step::retry(now) }
}

/// What follows when the process stopped, or lost its answer, while a request may have been under way.
pub fn interrupted(now: Timestamp) -> Step {
    Step {
        stage: Stage::Unknown,
        reason: "",
        ready_at: None,
        look_at: Some(later(now, QUIET_PERIOD)),
    }
}

/// A look that is not allowed is tried again after a quarter of the time it has been wanted, at most an hour: somebody
/// may grant the scope.
fn ask_again(progress: Progress, now: Timestamp) -> Step {
    let wanted_for = now.duration_since(progress.first_tried_at.unwrap_or(now));
    let wait = (wanted_for / 4).clamp(QUIET_PERIOD, SignedDuration::from_hours(1));
    Step { look_at: Some(later(now, wait)), ..interrupted(now) }
}

/// What follows for something that was under way when the process stopped.
pub fn after_restart(progress: Progress, now: Timestamp) -> Step {
    match progress.manner {
        Manner::Post => interrupted(now),
        Manner::Upload if progress.sharing => Step::ended(Stage::Skipped, UNKNOWN_UPLOAD),
        Manner::Refresh | Manner::Upload => Step::retry(now),
    }
}

/// What follows from the one further look at something that stands: it is over, unless Slack could not be asked.
pub fn after_last_look(look: Look, now: Timestamp) -> Step {
    match look {
        Look::Found | Look::Absent | Look::NotAllowed => Step::ended(Stage::Sent, ""),
        Look::NotNow => {
            Step { look_at: Some(later(now, QUIET_PERIOD)), ..Step::ended(Stage::Sent, "") }
        }
    }
}

/// What follows from a look after the quiet period.
pub fn after_look(progress: Progress, look: Look, now: Timestamp) -> Step {
    match look {
        Look::Found if progress.attempt > 1 => {
            Step { look_at: Some(later(now, LAST_LOOK)), ..Step::ended(Stage::Sent, "") }
        }
        Look::Found => Step::ended(Stage::Sent, ""),
        Look::Absent if expired(progress, now) => Step::ended(Stage::Skipped, "uncertain"),
        Look::Absent => Step::retry(now),
        Look::NotNow | Look::NotAllowed if given_up(progress, now) => {
            Step::ended(Stage::Skipped, "uncertain")
        }
        Look::NotNow => interrupted(now),
        Look::NotAllowed => ask_again(progress, now),
    }
}

/// How long to wait before trying again after the `attempt`-th request did not leave: 5 s, doubling to 10 min.
pub fn backoff(attempt: u32) -> SignedDuration {
    let doublings = attempt.saturating_sub(1).min(7);
    SignedDuration::from_secs(5).saturating_mul(1 << doublings).min(SignedDuration::from_mins(10))
}

fn unless_expired(progress: Progress, next: Timestamp) -> Step {
    if expired(progress, next) { Step::ended(Stage::Skipped, "late") } else { Step::retry(next) }
}

fn expired(progress: Progress, at: Timestamp) -> bool {
    progress.expires_at.is_some_and(|expires| at > expires)
}

/// Whether a message nobody can look for is looked for no longer.
fn given_up(progress: Progress, now: Timestamp) -> bool {
    let tried_at = progress.first_tried_at.unwrap_or(now);
    expired(progress, now) || (progress.expires_at.is_none() && now > later(tried_at, GIVE_UP))
}

fn later(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod model;
#[cfg(test)]
mod upload;
