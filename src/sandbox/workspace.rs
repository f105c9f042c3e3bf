//! The workspace itself: one handle, one lock, one clock.
//!
//! [`Workspace`] is a cheap clone over everything a small Slack knows. The lock is never held across an
//! `await`; whatever takes time (a request to the bot) happens between two short visits to the state. The
//! rules of Slack do not stand here: they are with the methods in `web_api/` and the verbs in `acting/`.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    conversations::{Conversation, Ephemeral, Ts},
    delivery::{Event, Wire},
    faults::Faults,
    files::Stored,
    limits::Limits,
    manifest::{Manifest, ManifestError},
    observed::{Observed, Problem},
    people::Person,
    respond::Answerable,
    retries::Retries,
    time_machine::TimeTravel,
    views::{Trigger, Views},
    web_api::LateCall,
};
use crate::clock::{Clock, ManualClock};

/// The workspace's id.
pub const TEAM: &str = "T0SANDBOX";
/// The app's id.
pub const APP: &str = "A0TRELLIS";
/// The bot's id, which stands in `bot_id` of its messages.
pub const BOT: &str = "B0TRELLIS";
/// The bot's user id, which stands in `user` of its messages and in conversations.
pub const BOT_USER: &str = "U0TRELLIS";
/// The only token this workspace accepts.
pub const BOT_TOKEN: &str = "xoxb-sandbox-trellis";

/// A small Slack workspace in memory. Clones share it.
#[derive(Clone)]
pub struct Workspace {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    state: Mutex<State>,
    pub(super) manifest: Manifest,
    pub(super) clock: ManualClock,
    pub(super) tasks: TaskTracker,
    pub(super) wire: Wire,
    /// Grows with every change a screen could show; the page waits on it.
    version: watch::Sender<u64>,
    /// Requests being answered and requests to the bot under way; `quiet` waits for zero.
    busy: watch::Sender<usize>,
    /// Events leave in order, so only one task sends them at a time.
    pub(super) pumping: tokio::sync::Mutex<()>,
    pub(super) stopped: CancellationToken,
    pub(super) time_travel: Mutex<Option<Arc<dyn TimeTravel>>>,
}

/// Everything the workspace knows, behind one lock.
pub(super) struct State {
    pub(super) people: BTreeMap<String, Person>,
    pub(super) conversations: BTreeMap<String, Conversation>,
    /// Direct messages and rooms by their sorted members: the same people always meet in the same place.
    pub(super) direct: HashMap<Vec<String>, String>,
    pub(super) ephemerals: Vec<Ephemeral>,
    pub(super) views: Views,
    pub(super) triggers: HashMap<String, Trigger>,
    pub(super) answerables: HashMap<String, Answerable>,
    pub(super) events: VecDeque<Event>,
    pub(super) retries: Retries,
    pub(super) faults: Faults,
    pub(super) limits: Limits,
    pub(super) observed: Observed,
    /// False after an uninstall: every token is dead and nothing is delivered.
    pub(super) installed: bool,
    /// How far the `Date` header of answers is from the workspace clock.
    pub(super) date_skew: SignedDuration,
    /// Where the listener can be reached, `http://127.0.0.1:…`; empty before [`Workspace::serve`].
    pub(super) origin: String,
    /// Where else bytes of files are to go, on request.
    pub(super) uploads_at: Option<String>,
    /// Files by their id.
    pub(super) files: HashMap<String, Stored>,
    /// Where the clock is going while it is being moved.
    pub(super) travelling_to: Option<Timestamp>,
    /// Calls whose connection was cut and which will be carried out later.
    pub(super) late: Vec<LateCall>,
    next_id: u64,
    last_ts: i64,
}

impl Workspace {
    /// A workspace with the bot installed and nobody else in it, granting what `manifest.yml` grants.
    ///
    /// # Errors
    /// When the manifest compiled in cannot be read.
    pub fn start(clock: ManualClock, tasks: TaskTracker) -> Result<Self, ManifestError> {
        Ok(Self::start_with(clock, tasks, Manifest::shipped()?))
    }

    /// A workspace that grants what this manifest grants.
    pub fn start_with(clock: ManualClock, tasks: TaskTracker, manifest: Manifest) -> Self {
        let mut state = State::empty();
        state.people.insert(BOT_USER.to_owned(), Person::bot(manifest.bot_name()));
        state.people.insert("USLACKBOT".to_owned(), Person::slackbot());
        let inner = Inner {
            state: Mutex::new(state),
            manifest,
            clock,
            tasks,
            wire: Wire::new(),
            version: watch::Sender::new(1),
            busy: watch::Sender::new(0),
            pumping: tokio::sync::Mutex::new(()),
            stopped: CancellationToken::new(),
            time_travel: Mutex::new(None),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The token the bot must present.
    pub fn bot_token(&self) -> &'static str {
        BOT_TOKEN
    }

    /// The bot's user id.
    pub fn bot_user(&self) -> &'static str {
        BOT_USER
    }

    /// Where the bot finds the Web API: with the path and without a slash at the end, as `SLACK_API_URL` wants it.
    pub fn api_url(&self) -> String {
        self.look(|state| format!("{}/api", state.origin))
    }

    pub(super) fn set_origin(&self, address: SocketAddr) {
        self.change(|state| state.origin = format!("http://{address}"));
    }

    /// The clock the workspace lives by.
    pub fn clock(&self) -> &ManualClock {
        &self.inner.clock
    }

    /// Ends the listener and refuses nothing else: what was said can still be read.
    pub fn stop(&self) {
        self.inner.stopped.cancel();
    }

    /// Sets how far the `Date` header of Web API answers is from the workspace clock.
    pub fn skew_date(&self, skew: SignedDuration) {
        self.change(|state| state.date_skew = skew);
    }

    /// Anything the workspace saw that real Slack would have refused or a person would have stumbled over.
    ///
    /// A test asserts that it is empty.
    pub fn problems(&self) -> Vec<Problem> {
        self.look(|state| state.observed.problems.clone())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Reads the state.
    pub(super) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.lock())
    }

    /// Changes the state and tells whoever watches it.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.touch();
        result
    }

    /// Changes what no screen shows, so that nobody is woken for it.
    pub(super) fn change_unseen<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.lock())
    }

    /// Tells the screens that something they show may have moved (the clock, for one).
    pub(super) fn touch(&self) {
        self.inner.version.send_modify(|version| *version += 1);
    }

    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.inner.version.subscribe()
    }

    /// Marks the workspace as busy until the guard is dropped.
    pub(super) fn busy(&self) -> Busy {
        self.inner.busy.send_modify(|n| *n += 1);
        Busy { inner: Arc::clone(&self.inner) }
    }

    pub(super) fn watch_busy(&self) -> watch::Receiver<usize> {
        self.inner.busy.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held while a request is being worked on.
pub(super) struct Busy {
    inner: Arc<Inner>,
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.inner.busy.send_modify(|n| *n = n.saturating_sub(1));
    }
}

impl State {
    fn empty() -> Self {
        Self {
            people: BTreeMap::new(),
            conversations: BTreeMap::new(),
            direct: HashMap::new(),
            ephemerals: Vec::new(),
            views: Views::default(),
            triggers: HashMap::new(),
            answerables: HashMap::new(),
            events: VecDeque::new(),
            retries: Retries::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            observed: Observed::default(),
            installed: true,
            date_skew: SignedDuration::ZERO,
            origin: String::new(),
            uploads_at: None,
            files: HashMap::new(),
            travelling_to: None,
            late: Vec::new(),
            next_id: 0,
            last_ts: 0,
        }
    }

    /// A fresh number, for ids of every kind.
    pub(super) fn number(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// A fresh id that looks like Slack's: a letter for the kind, then capitals and digits.
    pub(super) fn id(&mut self, kind: char) -> String {
        format!("{kind}0{:08}", self.number())
    }

    /// A message time stamp: the workspace clock, made unique and increasing for the whole workspace.
    pub(super) fn ts(&mut self, now: Timestamp) -> Ts {
        self.last_ts = now.as_microsecond().max(self.last_ts + 1);
        Ts::from_microseconds(self.last_ts)
    }

    /// Notes that something happened which strict Slack would not have let pass quietly.
    pub(super) fn problem(&mut self, at: Timestamp, what: impl Into<String>) {
        self.observed.problems.push(Problem { at, what: what.into() });
    }
}

/// A JSON object's member as a string slice, or the empty string.
pub(super) fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
