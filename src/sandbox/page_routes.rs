//! The page's own routes: the snapshot, the acts, and who may ask for them.
//!
//! The page can do anything to anybody, so other web pages must not reach it: requests are taken only
//! under a loopback `Host` (which stops DNS rebinding), and acts only as JSON from the same origin
//! (which stops forms and scripts of other sites).

use std::time::Duration;

use axum::{
    Json, Router,
    extract::{Path, Query, Request, State as Shared},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    page_acts::{Act, Unsuccessful},
    page_files,
    screen::Wanted,
    workspace::Workspace,
};

/// How long a snapshot waits for something new, in real time.
const LONG_POLL: Duration = Duration::from_secs(20);

/// Changes come in bursts (a press, its message, its receipt); a snapshot waits this long for the rest of one.
const BURST: Duration = Duration::from_millis(20);

pub(super) fn routes() -> Router<Workspace> {
    Router::new()
        .merge(page_files::routes())
        .route("/ui/screen", get(screen))
        .route("/ui/act", post(act))
        .route("/files/{id}/{name}", get(file))
        .route_layer(middleware::from_fn(only_this_page))
}

async fn only_this_page(request: Request, next: Next) -> Response {
    if is_this_page(request.method(), request.headers()) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn is_this_page(method: &Method, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !["127.0.0.1", "localhost", "[::1]"].contains(&name) {
        return false;
    }
    let same_origin = text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"));
    let is_json = text(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json")
    });
    let reads = [Method::GET, Method::HEAD].contains(method);
    reads || (same_origin && is_json)
}

/// A snapshot, or a 404 when the address names a person, a place or a thread this workspace does not have.
async fn screen(Shared(workspace): Shared<Workspace>, Query(wanted): Query<Wanted>) -> Response {
    let mut version = workspace.watch();
    let since = wanted.since;
    if *version.borrow() == since {
        // After the wait the page gets a snapshot either way, so that its clock stays right.
        drop(tokio::time::timeout(LONG_POLL, version.wait_for(|version| *version != since)).await);
        tokio::time::sleep(BURST).await;
    }
    match workspace.screen(&wanted).await {
        Some(screen) => ([(header::CACHE_CONTROL, "no-store")], Json(screen)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A file somebody takes from the page: handed over to be saved, never shown.
async fn file(
    Shared(workspace): Shared<Workspace>,
    Path((id, _)): Path<(String, String)>,
) -> Response {
    let Some(bytes) = workspace.file(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, bytes).into_response()
}

async fn act(Shared(workspace): Shared<Workspace>, Json(act): Json<Act>) -> Json<Value> {
    Json(match workspace.act(act).await {
        Ok(()) => json!({ "ok": true }),
        // Slack itself has told the person already; the page must not say it twice.
        Err(Unsuccessful::Noticed) => json!({ "ok": false, "noticed": true }),
        Err(Unsuccessful::NotPossible(why)) => json!({ "ok": false, "error": why.to_string() }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value): &(&'static str, &'static str)| {
            (name.parse::<header::HeaderName>().unwrap(), value.parse().unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn only_the_page_itself_can_act() {
        let json = ("content-type", "application/json");
        let own = headers(&[("host", "127.0.0.1:4000"), ("origin", "http://127.0.0.1:4000"), json]);
        let bare = headers(&[("host", "localhost:4000"), json]);
        assert!(is_this_page(&Method::POST, &own));
        assert!(is_this_page(&Method::POST, &bare));
        for wrong in [
            headers(&[("host", "evil.example:4000"), json]),
            headers(&[("host", "127.0.0.1:4000"), ("origin", "http://evil.example"), json]),
            headers(&[("host", "127.0.0.1:4000"), ("origin", "null"), json]),
            headers(&[("host", "127.0.0.1:4000"), ("content-type", "text/plain")]),
        ] {
            assert!(!is_this_page(&Method::POST, &wrong), "{wrong:?}");
        }
        assert!(!is_this_page(&Method::GET, &headers(&[("host", "rebound.example")])));
    }
}
