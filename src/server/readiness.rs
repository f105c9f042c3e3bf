//! Whether the bot can do its work, for whoever restarts or routes to it.
//!
//! Being alive and being ready are two questions: a Slack that does not answer is no reason to restart the process.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::receive::Desk;

/// Whether Slack knows the bot's token. Clones share one answer, which is "not yet" at first.
#[derive(Debug, Clone, Default)]
pub struct Readiness {
    known: Arc<AtomicBool>,
}

impl Readiness {
    /// Slack accepted the token.
    pub fn slack_accepts(&self) {
        self.known.store(true, Ordering::Relaxed);
    }

    /// Slack refused the token.
    pub fn slack_refuses(&self) {
        self.known.store(false, Ordering::Relaxed);
    }

    fn is_accepted(&self) -> bool {
        self.known.load(Ordering::Relaxed)
    }
}

/// `GET /readyz`: 200, or 503 with the reason.
pub(super) async fn report(State(desk): State<Desk>) -> Response {
    let unready = |reason| (StatusCode::SERVICE_UNAVAILABLE, reason).into_response();
    if !desk.door.readiness.is_accepted() {
        return unready("Slack has not accepted the bot's token yet\n");
    }
    if !desk.app.db.answers().await {
        return unready("the database does not answer\n");
    }
    "ready\n".into_response()
}
