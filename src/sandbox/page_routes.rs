//! The page's own routes: the files, the snapshot, and the acts.
//!
//! The page can do anything to anybody, so other web pages must not reach it: requests are taken only
//! under a loopback `Host` (which stops DNS rebinding), and acts only as JSON from the same origin
//! (which stops forms and scripts of other sites).

use std::time::Duration;

use axum::{
    Json, Router,
    extract::{Query, Request, State as Shared},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    acting::{NotPossible, Press, Target},
    faults,
    screen::Wanted,
    workspace::Workspace,
};

/// How long a snapshot waits for something new, in real time.
const LONG_POLL: Duration = Duration::from_secs(20);

const INDEX: &str = include_str!("page/index.html");
const SCRIPT: &str = include_str!("page/app.js");
const STYLE: &str = include_str!("page/style.css");

pub(super) fn routes() -> Router<Workspace> {
    Router::new()
        .route("/", get(|| file("text/html; charset=utf-8", INDEX)))
        .route("/app.js", get(|| file("text/javascript; charset=utf-8", SCRIPT)))
        .route("/style.css", get(|| file("text/css; charset=utf-8", STYLE)))
        .route("/ui/screen", get(screen))
        .route("/ui/act", post(act))
        .route_layer(middleware::from_fn(only_this_page))
}

async fn file(kind: &'static str, text: &'static str) -> Response {
    let policy = "default-src 'self'; img-src 'self' data: https:; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, text).into_response()
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
    method == Method::GET || (same_origin && is_json)
}

async fn screen(Shared(workspace): Shared<Workspace>, Query(wanted): Query<Wanted>) -> Json<Value> {
    let mut version = workspace.watch();
    let since = wanted.since;
    // After the wait the page gets a snapshot either way, so that its clock stays right.
    drop(tokio::time::timeout(LONG_POLL, version.wait_for(|version| *version != since)).await);
    Json(workspace.screen(&wanted).await)
}

/// One act of one person.
#[derive(Debug, Deserialize)]
struct Act {
    #[serde(rename = "as")]
    me: String,
    #[serde(flatten)]
    what: Deed,
}

/// What the page can do.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Deed {
    Post {
        conversation: String,
        text: String,
        thread: Option<String>,
    },
    Command {
        conversation: String,
        text: String,
        thread: Option<String>,
    },
    Click {
        message: Option<MessagePlace>,
        view_id: Option<String>,
        block_id: Option<String>,
        action_id: String,
        #[serde(default)]
        value: Value,
    },
    Submit {
        view_id: String,
        values: Value,
    },
    Close {
        view_id: String,
    },
    Home,
    Read {
        conversation: String,
    },
    Edit {
        conversation: String,
        ts: String,
        text: String,
    },
    Delete {
        conversation: String,
        ts: String,
    },
    Clock {
        advance_s: Option<i64>,
        next: Option<bool>,
        pause: Option<bool>,
        run: Option<u32>,
    },
    Fault {
        id: String,
        times: usize,
    },
}

#[derive(Debug, Deserialize)]
struct MessagePlace {
    conversation: String,
    ts: String,
}

async fn act(Shared(workspace): Shared<Workspace>, Json(act): Json<Act>) -> Json<Value> {
    match workspace.act(&act.me, act.what).await {
        Ok(()) => Json(json!({ "ok": true })),
        Err(why) => Json(json!({ "ok": false, "error": why.to_string() })),
    }
}

impl Workspace {
    async fn act(&self, me: &str, deed: Deed) -> Result<(), NotPossible> {
        match deed {
            Deed::Post { conversation, text, thread } => {
                self.post(me, &conversation, &text, thread.as_deref()).await.map(drop)
            }
            Deed::Command { conversation, text, thread } => {
                let (name, rest) =
                    text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
                match thread {
                    Some(_) => self.command_in_thread(me, &conversation, name).map(drop),
                    None => self.command(me, &conversation, name, rest).await.map(drop),
                }
            }
            Deed::Click { message, view_id, block_id, action_id, value } => {
                let target = match (message, view_id) {
                    (Some(at), _) => Target::Message { channel: at.conversation, ts: at.ts },
                    (None, Some(id)) => Target::View(id),
                    (None, None) => Target::Home,
                };
                let press = Press::at(target, &action_id).choosing(value);
                let press = block_id.iter().fold(press, |press, block| press.in_block(block));
                self.click(me, press).await.map(drop)
            }
            Deed::Submit { view_id, values } => {
                self.still_on_top(me, &view_id)?;
                self.submit(me, &values).await.map(drop)
            }
            Deed::Close { view_id } => {
                self.still_on_top(me, &view_id)?;
                self.close(me).await
            }
            Deed::Home => self.open_home(me).await,
            Deed::Read { conversation } => {
                self.mark_read(me, &conversation);
                Ok(())
            }
            Deed::Edit { conversation, ts, text } => self.edit(me, &conversation, &ts, &text).await,
            Deed::Delete { conversation, ts } => self.delete(me, &conversation, &ts).await,
            Deed::Clock { advance_s, next, pause, run } => {
                self.turn_clock(advance_s, next, pause.map(|_| 0).or(run)).await
            }
            Deed::Fault { id, times } => {
                let known = faults::CATALOGUE.iter().find(|known| known.id == id);
                let known =
                    known.ok_or_else(|| NotPossible("there is no such fault".to_owned()))?;
                self.misbehave(known.what.clone(), known.pattern, times);
                Ok(())
            }
        }
    }

    fn still_on_top(&self, me: &str, view_id: &str) -> Result<(), NotPossible> {
        let on_top = self.look(|state| state.top(me).is_some_and(|top| top.id == view_id));
        if on_top { Ok(()) } else { Err(NotPossible("that form is no longer open".to_owned())) }
    }

    async fn turn_clock(
        &self,
        advance_s: Option<i64>,
        next: Option<bool>,
        speed: Option<u32>,
    ) -> Result<(), NotPossible> {
        if let Some(seconds) = advance_s {
            // Longer journeys would keep the page waiting for minutes.
            if !(0..=366 * 86_400).contains(&seconds) {
                return Err(NotPossible(
                    "the clock goes forward, at most a year at once".to_owned(),
                ));
            }
            self.advance(SignedDuration::from_secs(seconds)).await;
        }
        if next == Some(true) && !self.advance_to_next().await {
            return Err(NotPossible("nothing is planned".to_owned()));
        }
        if let Some(speed) = speed {
            self.inner.clock.run_at(speed);
            self.touch();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::{clock::ManualClock, sandbox::people::NewPerson};

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

    fn workspace() -> (Workspace, String, String) {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let workspace = Workspace::start(clock, TaskTracker::new()).unwrap();
        let ana =
            workspace.add_person(NewPerson::named("Ana").zone("Europe/Lisbon").role("mentee"));
        let dm = workspace.app_dm(&ana);
        (workspace, ana, dm)
    }

    async fn do_it(workspace: &Workspace, act: Value) -> Result<(), String> {
        let act: Act = serde_json::from_value(act).unwrap();
        workspace.act(&act.me, act.what).await.map_err(|why| why.to_string())
    }

    #[tokio::test]
    async fn acts_arrive_as_the_page_writes_them() {
        let (workspace, ana, dm) = workspace();
        let post =
            json!({ "as": ana, "do": "post", "conversation": dm, "text": "hi", "thread": null });
        assert_eq!(do_it(&workspace, post).await, Ok(()));
        let ts = workspace.messages(&dm)[0]["ts"].clone();
        let edit = json!({ "as": ana, "do": "edit", "conversation": dm, "ts": ts, "text": "ho" });
        assert_eq!(do_it(&workspace, edit).await, Ok(()));
        let clock = json!({ "as": ana, "do": "clock", "advance_s": 3600 });
        assert_eq!(do_it(&workspace, clock).await, Ok(()));
        let run = json!({ "as": ana, "do": "clock", "next": true });
        assert_eq!(do_it(&workspace, run).await, Err("nothing is planned".to_owned()));
        let fault = json!({ "as": ana, "do": "fault", "id": "cut_after", "times": 2 });
        assert_eq!(do_it(&workspace, fault).await, Ok(()));
        let click = json!({ "as": ana, "do": "click", "view_id": "V0", "action_id": "a" });
        assert!(do_it(&workspace, click).await.is_err());
        let command =
            json!({ "as": ana, "do": "command", "conversation": dm, "text": "/checkin history" });
        assert_eq!(do_it(&workspace, command).await, Ok(()));
        assert_eq!(workspace.now().to_string(), "2026-03-02T10:00:00Z");

        let query = format!(
            "http://x/ui/screen?as={ana}&conversation={dm}&thread={}",
            ts.as_str().unwrap()
        );
        let Query(wanted) = Query::<Wanted>::try_from_uri(&query.parse().unwrap()).unwrap();
        let screen = workspace.screen(&wanted).await;
        assert_eq!(screen["messages"][0]["text"], "ho");
        assert_eq!(screen["messages"][0]["edited"], true);
        assert_eq!(screen["thread"].as_array().map(Vec::len), Some(1));
        assert_eq!(screen["conversations"][0]["is_app_dm"], true);
        assert_eq!(screen["conversations"][0]["name"], "Trellis");
        assert_eq!(screen["clock"]["paused"], true);
        assert_eq!(screen["commands"][0]["command"], "/checkin");
        assert!(screen["notices"][0]["text"].as_str().unwrap().contains("dispatch_failed"));
        let armed = |fault: &&Value| fault["id"] == "cut_after";
        let faults = screen["faults"].as_array().unwrap();
        assert_eq!(faults.iter().find(armed).unwrap()["armed"], 2);
    }

    #[tokio::test]
    async fn looking_does_not_make_anything_new_to_see() {
        let (workspace, ana, _) = workspace();
        let wanted = Wanted { me: ana, ..Wanted::default() };
        let (first, second) = (workspace.screen(&wanted).await, workspace.screen(&wanted).await);
        assert_eq!(first["version"], second["version"]);
    }

    #[tokio::test]
    async fn somebody_else_does_not_see_the_conversation() {
        let (workspace, ana, dm) = workspace();
        workspace.post(&ana, &dm, "private", None).await.unwrap();
        let bo = workspace.add_person(NewPerson::named("Bo"));
        let query = format!("http://x/ui/screen?as={bo}&conversation={dm}");
        let Query(wanted) = Query::<Wanted>::try_from_uri(&query.parse().unwrap()).unwrap();
        assert_eq!(workspace.screen(&wanted).await["messages"], json!([]));
    }
}
