//! The HTTP door: what Slack posts, and what an operator asks.
//!
//! `POST /slack/events`, `/slack/commands` and `/slack/interactivity` each take their kind, `POST /slack` takes all
//! three. `GET /healthz` says that the process runs, `GET /readyz` that it can do its work. Whoever sends, a request
//! costs little before it has proved to be Slack's: its headers are looked at first, then at most a mebibyte of its
//! body is read within a time limit, then the signature over the raw bytes is checked, and only then is it parsed.
//!
//! Nothing here knows what a command means, and nothing remembers a request: Slack's retries and somebody's replays go
//! on to [`features::dispatch`], where each thing that happened has one effect. TLS is left
//! to a proxy in front.

mod connections;
mod readiness;
mod receive;
mod seats;
mod signed;
pub mod views;

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use axum::{Router, routing};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use self::readiness::Readiness;
use crate::{
    app::App,
    features,
    slack::{answer::Answer, inbound::Inbound},
};

/// How much of the process a peer may use up.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a request's head may take to arrive, and how long an idle connection is kept.
    pub head: Duration,
    /// How long a request's body may take to arrive.
    pub body: Duration,
    /// The largest body, in bytes.
    pub body_bytes: usize,
    /// How long Slack is kept waiting for an answer; it gives up after three seconds itself.
    pub answer: Duration,
    /// How many connections are open at once.
    pub connections: usize,
    /// How long requests in progress have to end when the server stops.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            body: Duration::from_secs(5),
            body_bytes: 1024 * 1024,
            answer: Duration::from_millis(2500),
            connections: 512,
            drain: Duration::from_secs(4),
        }
    }
}

/// What takes a thing that happened to whoever deals with it.
pub type Dispatch =
    Arc<dyn Fn(App, Inbound) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync>;

/// What the server needs beside the [`App`].
#[derive(Clone)]
pub struct Door {
    /// How much a peer may use up.
    pub limits: Limits,
    /// What `/readyz` answers from.
    pub readiness: Readiness,
    /// Where signed requests go: to [`features::dispatch`], but for tests that need a slow or a broken one.
    pub dispatch: Dispatch,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            readiness: Readiness::default(),
            dispatch: Arc::new(|app, inbound| {
                Box::pin(async move { features::dispatch::dispatch(app, inbound).await })
            }),
        }
    }
}

/// Serves until `shutdown`, then lets requests in progress end.
///
/// Work they started on the tracker of `app` may still go on when this returns; waiting for it is the caller's part.
pub async fn serve(app: App, listener: TcpListener, door: Door, shutdown: CancellationToken) {
    let limits = door.limits.clone();
    connections::serve(listener, router(app, door), limits, shutdown).await;
}

fn router(app: App, door: Door) -> Router {
    Router::new()
        .route("/slack/events", routing::post(receive::events))
        .route("/slack/commands", routing::post(receive::command))
        .route("/slack/interactivity", routing::post(receive::interaction))
        .route("/slack", routing::post(receive::any))
        .route("/healthz", routing::get(async || "ok\n"))
        .route("/readyz", routing::get(readiness::report))
        .with_state(receive::Desk { app, door })
}
