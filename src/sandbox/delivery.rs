//! Requests to the bot: events, commands and interactions, signed as Slack signs them.
//!
//! An answer has three seconds of real time. Events leave in order, one after the other; when a failed one
//! is tried again is `retries.rs`' question. What an answer means is not decided here.

use std::{sync::Mutex, sync::PoisonError, time::Duration};

use http_body_util::{BodyExt, Full, Limited};
use hyper::{Method, Request, body::Bytes, header};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use jiff::Timestamp;
use ring::hmac;
use serde_json::{Value, json};

use super::{
    faults::Misbehaviour,
    observed::{Delivery, Outcome},
    retries::{Leaves, RETRIES},
    workspace::{APP, BOT_USER, State, TEAM, Workspace},
};

/// How long Slack waits for an answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most this workspace reads of an answer.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// Where the bot listens and how requests to it are signed.
pub(super) struct Wire {
    client: Client<HttpConnector, Full<Bytes>>,
    bot: Mutex<Option<Bot>>,
    /// The last command or interaction, for [`Workspace::repeat_last_request`].
    last: Mutex<Option<Parcel>>,
}

#[derive(Clone)]
struct Bot {
    url: String,
    key: hmac::Key,
}

/// A request, ready to be signed.
#[derive(Debug, Clone)]
pub(super) struct Parcel {
    path: &'static str,
    content_type: &'static str,
    body: String,
    /// Which attempt after the first it is, and why there is one.
    retry: Option<(u8, &'static str)>,
    /// When it was signed, by the workspace clock; a repetition carries the same instant.
    signed_at: Timestamp,
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) enum Answered {
    /// A 200 in time.
    Accepted(Body),
    /// Something else.
    Failed(Outcome),
}

/// The body of a 200.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) is_json: bool,
    pub(super) text: String,
}

/// An event on its way to the bot.
#[derive(Debug, Clone)]
pub(super) struct Event {
    id: String,
    kind: &'static str,
    inner: Value,
    at: Timestamp,
    retry: u8,
    /// Why the last attempt failed, in Slack's words.
    failed: &'static str,
    pub(super) leaves: Leaves,
}

impl Wire {
    pub(super) fn new() -> Self {
        // A bot that was killed and started again must not meet a connection of its former life.
        let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http();
        Self { client, bot: Mutex::new(None), last: Mutex::new(None) }
    }

    fn bot(&self) -> Option<Bot> {
        self.bot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn send(&self, parcel: &Parcel) -> Answered {
        let Some(bot) = self.bot() else { return Answered::Failed(Outcome::Unreachable) };
        let Some(request) = parcel.sign(&bot) else {
            return Answered::Failed(Outcome::Unreachable);
        };
        let exchange = async {
            let answer = self.client.request(request).await.map_err(drop)?;
            let status = answer.status();
            let kind = answer.headers().get(header::CONTENT_TYPE);
            let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
            let body =
                Limited::new(answer.into_body(), ANSWER_LIMIT).collect().await.map_err(drop)?;
            let text = String::from_utf8_lossy(&body.to_bytes()).into_owned();
            Ok::<_, ()>((status, Body { is_json, text }))
        };
        match tokio::time::timeout(PATIENCE, exchange).await {
            Err(_) => Answered::Failed(Outcome::TimedOut),
            Ok(Err(())) => Answered::Failed(Outcome::Unreachable),
            Ok(Ok((status, body))) if status.as_u16() == 200 => Answered::Accepted(body),
            Ok(Ok((status, _))) => Answered::Failed(Outcome::Status(status.as_u16())),
        }
    }
}

impl Parcel {
    fn sign(&self, bot: &Bot) -> Option<Request<Full<Bytes>>> {
        let time = self.signed_at.as_second();
        let tag = hmac::sign(&bot.key, format!("v0:{time}:{}", self.body).as_bytes());
        let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}{}", bot.url, self.path))
            .header(header::CONTENT_TYPE, self.content_type)
            .header("x-slack-request-timestamp", time)
            .header("x-slack-signature", format!("v0={hex}"));
        if let Some((number, reason)) = self.retry {
            request = request
                .header("x-slack-retry-num", u16::from(number))
                .header("x-slack-retry-reason", reason);
        }
        request.body(Full::new(Bytes::from(self.body.clone()))).ok()
    }
}

impl State {
    /// Queues an event for the bot.
    pub(super) fn tell(&mut self, kind: &'static str, inner: Value, now: Timestamp) {
        let id = format!("Ev0{:08}", self.number());
        self.events.push_back(Event {
            id,
            kind,
            inner,
            at: now,
            retry: 0,
            failed: "",
            leaves: Leaves::Now,
        });
    }

    fn next_event(&mut self, now: Timestamp) -> Option<Event> {
        let at = self.events.iter().position(|event| event.leaves.ready(now))?;
        self.events.remove(at)
    }
}

impl Event {
    fn envelope(&self) -> Value {
        json!({
            "token": "sandbox-verification-token",
            "team_id": TEAM,
            "context_team_id": TEAM,
            "api_app_id": APP,
            "event": self.inner,
            "type": "event_callback",
            "event_id": self.id,
            "event_time": self.at.as_second(),
            "authorizations": [{
                "enterprise_id": null,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": true,
                "is_enterprise_install": false,
            }],
            "is_ext_shared_channel": false,
            "event_context": format!("4-{}", self.id),
        })
    }
}

impl Workspace {
    /// Tells the workspace where the bot listens (`http://127.0.0.1:3000`, no slash at the end) and the signing
    /// secret they share.
    pub fn connect(&self, bot_url: &str, signing_secret: &str) {
        let key = hmac::Key::new(hmac::HMAC_SHA256, signing_secret.as_bytes());
        let url = bot_url.trim_end_matches('/').to_owned();
        let mut bot = self.inner.wire.bot.lock().unwrap_or_else(PoisonError::into_inner);
        *bot = Some(Bot { url, key });
    }

    /// Forgets where the bot listens: from now on nothing reaches it.
    pub fn disconnect(&self) {
        *self.inner.wire.bot.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Sends a command or an interaction and waits for the answer.
    pub(super) async fn deliver(&self, path: &'static str, form: &[(&str, String)]) -> Answered {
        let _busy = self.busy();
        if !self.look(|state| state.installed) {
            return Answered::Failed(Outcome::Unreachable);
        }
        let Ok(body) = serde_urlencoded::to_string(form) else {
            return Answered::Failed(Outcome::Unreachable);
        };
        let content_type = "application/x-www-form-urlencoded";
        let parcel = Parcel { path, content_type, body, retry: None, signed_at: self.now() };
        *self.inner.wire.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(parcel.clone());
        self.inner.wire.send(&parcel).await
    }

    /// Sends the last command or interaction once more, byte for byte, as a replaying middleman would.
    ///
    /// Gives how it went, or `None` when nothing was sent before.
    pub async fn repeat_last_request(&self) -> Option<Outcome> {
        let _busy = self.busy();
        let last = self.inner.wire.last.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        Some(match self.inner.wire.send(&last).await {
            Answered::Accepted(_) => Outcome::Accepted,
            Answered::Failed(outcome) => outcome,
        })
    }

    /// Sends queued events beside the caller.
    pub(super) fn deliver_events_soon(&self) {
        let now = self.now();
        if !self.look(|state| state.has_ready_event(now)) {
            return;
        }
        let workspace = self.clone();
        let busy = self.busy();
        self.inner.tasks.spawn(async move {
            workspace.deliver_events().await;
            drop(busy);
        });
    }

    /// Sends queued events, in order, until none is left that may leave now.
    pub async fn deliver_events(&self) {
        let _busy = self.busy();
        let _turn = self.inner.pumping.lock().await;
        while let Some(event) = self.change_unseen(|state| state.next_event(self.now())) {
            let farewell = matches!(event.kind, "app_uninstalled" | "tokens_revoked");
            let heard = farewell || self.look(|state| state.installed);
            if !heard || !self.inner.manifest.sends(event.kind) {
                continue;
            }
            match self.change_unseen(|state| state.faults.for_event(event.kind)) {
                Some(Misbehaviour::DropEvents) => self.note(&event, Outcome::Dropped),
                Some(Misbehaviour::ReorderEvents) => self.let_one_pass(event),
                Some(Misbehaviour::DuplicateEvents) => {
                    self.deliver_event(event.clone()).await;
                    self.deliver_event(event).await;
                }
                _ => self.deliver_event(event).await,
            }
        }
    }

    /// Puts the event behind the one that follows it; alone in the queue, it waits as a failed
    /// one would.
    fn let_one_pass(&self, mut event: Event) {
        let now = self.now();
        self.change_unseen(|state| {
            let alone = state.events.is_empty();
            event.leaves = if alone { state.retries.leaves(1, now) } else { Leaves::Now };
            let place = state.events.len().min(1);
            state.events.insert(place, event);
        });
    }

    async fn deliver_event(&self, mut event: Event) {
        let parcel = Parcel {
            path: "/slack/events",
            content_type: "application/json",
            body: event.envelope().to_string(),
            retry: Some((event.retry, event.failed)).filter(|(retry, _)| *retry > 0),
            signed_at: self.now(),
        };
        let outcome = match self.inner.wire.send(&parcel).await {
            Answered::Accepted(_) => Outcome::Accepted,
            Answered::Failed(outcome) => outcome,
        };
        self.note(&event, outcome);
        if outcome != Outcome::Accepted && event.retry < RETRIES {
            event.retry += 1;
            event.failed = match outcome {
                Outcome::TimedOut => "http_timeout",
                Outcome::Unreachable | Outcome::Dropped => "connection_failed",
                Outcome::Status(_) | Outcome::Accepted => "http_error",
            };
            let now = self.now();
            event.leaves = self.look(|state| state.retries.leaves(event.retry, now));
            self.queue_again(event);
        }
    }

    fn note(&self, event: &Event, outcome: Outcome) {
        let delivery = Delivery {
            at: self.now(),
            event_id: event.id.clone(),
            kind: event.kind.to_owned(),
            retry: event.retry,
            outcome,
        };
        self.change_unseen(|state| state.observed.deliveries.push(delivery));
    }

    /// Waits until no request is being answered, none to the bot is under way and no event is queued.
    ///
    /// Events that failed and are to be tried again later do not count.
    pub async fn quiet(&self) {
        let mut busy = self.watch_busy();
        loop {
            self.deliver_events().await;
            // The sender lives as long as `self`, so an error cannot come.
            drop(busy.wait_for(|n| *n == 0).await.map(|_| ()));
            let now = self.now();
            if !self.look(|state| state.has_ready_event(now)) {
                return;
            }
        }
    }
}
