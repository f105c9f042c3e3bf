//! The Web API: `/api/{method}`, `/respond/{token}` and `/upload/v1/{place}`.
//!
//! This file is the way in: reading arguments, the token, limits, faults, and Slack's envelope around every
//! answer. What a method does stands in `users.rs`, `conversations.rs`, `chat.rs`, `files.rs` and `views.rs`; the
//! list of methods with their scopes and tiers is in `methods.rs`.
//!
//! Slack's codes used here: `unknown_method`, `not_authed`, `invalid_auth`, `account_inactive`,
//! `missing_scope`, `ratelimited`.

mod arguments;
mod chat;
mod conversations;
mod files;
mod methods;
mod users;
mod views;

use std::time::Duration;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, RawQuery, State as Shared},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::{any, post},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

pub(super) use self::arguments::Arguments;
use self::methods::Method;
use super::{
    block_kit::{self, Malformed},
    faults::Misbehaviour,
    listener::cut,
    manifest::Manifest,
    workspace::{BOT_TOKEN, State, Workspace},
};
use crate::clock::Clock;

/// One call, with everything a method may look at.
pub(super) struct Call<'a> {
    pub(super) state: &'a mut State,
    pub(super) manifest: &'a Manifest,
    pub(super) arguments: &'a Arguments,
    /// How fast the workspace clock runs; triggers need it.
    pub(super) speed: u32,
    pub(super) now: Timestamp,
}

/// The `ok: true` answer without its `ok`.
pub(super) type Reply = Result<Value, Refusal>;

/// The `ok: false` answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refusal {
    pub(super) code: &'static str,
    /// `response_metadata.messages`
    messages: Vec<String>,
    /// `needed`, for `missing_scope`
    needed: Option<String>,
}

impl From<&'static str> for Refusal {
    fn from(code: &'static str) -> Self {
        Self { code, messages: Vec::new(), needed: None }
    }
}

impl From<Malformed> for Refusal {
    fn from(malformed: Malformed) -> Self {
        Self { code: malformed.code, messages: malformed.messages, needed: None }
    }
}

impl Call<'_> {
    /// Refuses with `missing_scope` unless the manifest grants this scope.
    fn need(&self, scope: &str) -> Result<(), Refusal> {
        if self.manifest.grants(scope) {
            return Ok(());
        }
        let needed = Some(scope.to_owned());
        Err(Refusal { code: "missing_scope", messages: Vec::new(), needed })
    }
}

/// A call whose connection was cut and which the workspace carries out later.
#[derive(Debug)]
pub(super) struct LateCall {
    due: Timestamp,
    method: Method,
    arguments: Arguments,
}

/// Routes of the Web API.
pub(super) fn routes() -> Router<Workspace> {
    Router::new()
        .route("/api/{method}", any(api))
        .route("/respond/{token}", post(respond))
        .route("/upload/v1/{place}", post(files::upload))
}

async fn api(
    Shared(workspace): Shared<Workspace>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let _busy = workspace.busy();
    workspace.carry_out_late_calls();
    workspace.change_unseen(|state| *state.observed.calls.entry(name.clone()).or_default() += 1);
    let arguments = Arguments::read(&headers, query.as_deref().unwrap_or_default(), &body);
    let answer = match Method::parse(&name) {
        Some(method) => workspace.call(method, arguments).await,
        None => workspace.refuse(&"unknown_method".into()),
    };
    workspace.deliver_events_soon();
    answer
}

impl Workspace {
    async fn call(&self, method: Method, arguments: Arguments) -> Response<Body> {
        if let Err(code) = self.token_code(&arguments) {
            return self.refuse(&code.into());
        }
        if let Some(seconds) = self.limit(method, &arguments) {
            return self.too_many(seconds);
        }
        match self.change(|state| state.faults.for_call(method.name())) {
            Some(fault) => self.go_wrong(fault, method, arguments).await,
            None => self.answer(&self.carry_out(method, &arguments, self.now())),
        }
    }

    fn token_code(&self, arguments: &Arguments) -> Result<(), &'static str> {
        match arguments.token() {
            None => Err("not_authed"),
            Some(token) if token != BOT_TOKEN => Err("invalid_auth"),
            Some(_) if self.look(|state| !state.installed) => Err("account_inactive"),
            Some(_) => Ok(()),
        }
    }

    fn limit(&self, method: Method, arguments: &Arguments) -> Option<u64> {
        let (now, channel) = (self.now(), arguments.text("channel"));
        self.change_unseen(|state| {
            state.limits.check(method.name(), method.tier(), channel.as_deref(), now)
        })
    }

    async fn go_wrong(
        &self,
        fault: Misbehaviour,
        method: Method,
        arguments: Arguments,
    ) -> Response<Body> {
        let now = self.now();
        let done = || self.carry_out(method, &arguments, now);
        match fault {
            Misbehaviour::RateLimited(seconds) => {
                self.change(|state| state.limits.tell_to_wait(method.name(), seconds, now));
                self.too_many(seconds)
            }
            Misbehaviour::ServerError(status) => self.broken(status),
            Misbehaviour::ServerErrorAfter(status) => {
                drop(done());
                self.broken(status)
            }
            Misbehaviour::ErrorCode(code) => self.refuse(&code.into()),
            Misbehaviour::ErrorCodeAfter(code) => {
                drop(done());
                self.refuse(&code.into())
            }
            Misbehaviour::CutBefore => cut(),
            Misbehaviour::CutAfter => {
                drop(done());
                cut()
            }
            Misbehaviour::LateAccept(delay) => {
                self.accept_late(method, arguments, delay);
                cut()
            }
            Misbehaviour::Slow(real) => {
                tokio::time::sleep(real).await;
                self.answer(&done())
            }
            Misbehaviour::Garbage => {
                drop(done());
                self.dated(Response::new(Body::from("<html>upstream</html>")))
            }
            Misbehaviour::DuplicateEvents
            | Misbehaviour::ReorderEvents
            | Misbehaviour::DropEvents
            | Misbehaviour::CloseWithoutValues
            | Misbehaviour::RefuseCharts => self.answer(&done()),
        }
    }

    fn carry_out(&self, method: Method, arguments: &Arguments, now: Timestamp) -> Reply {
        let speed = self.inner.clock.speed();
        self.change(|state| {
            let manifest = &self.inner.manifest;
            method.carry_out(&mut Call { state, manifest, arguments, speed, now })
        })
    }

    fn accept_late(&self, method: Method, arguments: Arguments, delay: Duration) {
        let delay_signed = SignedDuration::try_from(delay).unwrap_or(SignedDuration::MAX);
        let due = self.now().saturating_add(delay_signed).unwrap_or(Timestamp::MAX);
        self.change(|state| state.late.push(LateCall { due, method, arguments }));
        let (workspace, wait) = (self.clone(), self.inner.clock.wait(delay));
        self.inner.tasks.spawn(async move {
            tokio::select! {
                () = workspace.inner.stopped.cancelled() => {}
                () = wait => {
                    workspace.carry_out_late_calls();
                    workspace.deliver_events_soon();
                }
            }
        });
    }

    /// Carries out every late call whose time has come, each at the instant it was due.
    pub(super) fn carry_out_late_calls(&self) {
        let now = self.now();
        loop {
            let next = self.change_unseen(|state| {
                let first = (0..state.late.len()).min_by_key(|at| state.late[*at].due)?;
                (state.late[first].due <= now).then(|| state.late.remove(first))
            });
            let Some(LateCall { due, method, arguments }) = next else { return };
            drop(self.carry_out(method, &arguments, due));
        }
    }

    /// When the next late call is due.
    pub(super) fn next_late_call(&self) -> Option<Timestamp> {
        self.look(|state| state.late.iter().map(|late| late.due).min())
    }

    fn answer(&self, reply: &Reply) -> Response<Body> {
        match reply {
            Ok(value) => {
                let mut value = value.clone();
                value["ok"] = json!(true);
                self.json(&value)
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn refuse(&self, refusal: &Refusal) -> Response<Body> {
        let mut body = json!({ "ok": false, "error": refusal.code });
        if !refusal.messages.is_empty() {
            body["response_metadata"] = json!({ "messages": refusal.messages });
        }
        if let Some(needed) = &refusal.needed {
            body["needed"] = json!(needed);
            body["provided"] = json!(self.inner.manifest.scopes());
        }
        self.json(&body)
    }

    fn too_many(&self, seconds: u64) -> Response<Body> {
        let mut response = self.json(&json!({ "ok": false, "error": "ratelimited" }));
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    fn broken(&self, status: u16) -> Response<Body> {
        let mut response = self.dated(Response::new(Body::from("upstream error")));
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response
    }

    fn json(&self, body: &Value) -> Response<Body> {
        let mut response = self.dated(Response::new(Body::from(body.to_string())));
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    }

    /// Puts the workspace's time on the answer: the bot learns from it how wrong its own clock is.
    fn dated(&self, mut response: Response<Body>) -> Response<Body> {
        let skew = self.look(|state| state.date_skew);
        let date = self.now().saturating_add(skew).ok().and_then(|at| {
            let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at);
            HeaderValue::try_from(text.ok()?).ok()
        });
        if let Some(date) = date {
            response.headers_mut().insert(header::DATE, date);
        }
        response
    }
}

/// `response_url`: a 200 with `ok`, or a 404 with Slack's word.
async fn respond(
    Shared(workspace): Shared<Workspace>,
    Path(token): Path<String>,
    body: Bytes,
) -> Response<Body> {
    let _busy = workspace.busy();
    workspace.carry_out_late_calls();
    let now = workspace.now();
    let refused = |body: &Value| {
        block_kit::has_chart(&body["blocks"]) && workspace.change(|state| state.faults.for_chart())
    };
    let outcome = match serde_json::from_slice::<Value>(&body) {
        Ok(body) if refused(&body) => {
            let body = json!({ "ok": false, "error": "invalid_blocks" });
            return workspace.json(&body);
        }
        Ok(body) => workspace.change(|state| state.respond(&token, &body, now)),
        Err(_) => Err("invalid_payload"),
    };
    workspace.deliver_events_soon();
    match outcome {
        Ok(()) => {
            let mut response = workspace.dated(Response::new(Body::from("ok")));
            let html = HeaderValue::from_static("text/html");
            response.headers_mut().insert(header::CONTENT_TYPE, html);
            response
        }
        Err(code) => {
            workspace.change(|state| state.problem(now, format!("response_url refused: {code}")));
            let mut response = workspace.json(&json!({ "ok": false, "error": code }));
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    }
}

#[cfg(test)]
mod tests;
