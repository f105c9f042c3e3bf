//! A small server on this machine that says what it is told to, and what the client makes of it.

mod calls;
mod files;
mod outcomes;

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinSet};

use super::{Slack, messages::Post, outcome::Outcome};
use crate::{
    domain::ids::{SlackChannel, SlackTs},
    slack::blocks::{Message, say},
};

/// A token that must never be seen again, and words that must not either.
const TOKEN: &str = "xoxb-canary-token";

/// A server that answers requests in turn with what it was given, and remembers them.
struct Double {
    url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    answers: Arc<Mutex<Vec<Response>>>,
    _running: JoinSet<()>,
}

#[derive(Debug, Clone)]
struct Heard {
    path: String,
    query: String,
    authorization: Option<String>,
    json: Value,
    bytes: Bytes,
}

#[derive(Clone)]
struct Script {
    answers: Arc<Mutex<Vec<Response>>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

async fn answer(
    State(script): State<Script>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let authorization =
        headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned());
    script.heard.lock().unwrap().push(Heard {
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        authorization,
        json: serde_json::from_slice(&body).unwrap_or_default(),
        bytes: body,
    });
    let next = script.answers.lock().unwrap().pop();
    match next {
        Some(response) => response,
        // Nothing left to say: silence, as from a server that hangs.
        None => std::future::pending().await,
    }
}

impl Double {
    async fn answering(answers: impl IntoIterator<Item = Response>) -> Self {
        let mut answers: Vec<Response> = answers.into_iter().collect();
        answers.reverse();
        let heard = Arc::default();
        let answers = Arc::new(Mutex::new(answers));
        let script = Script { answers: Arc::clone(&answers), heard: Arc::clone(&heard) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api", listener.local_addr().unwrap());
        let app = Router::new().fallback(answer).with_state(script);
        let mut running = JoinSet::new();
        running.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, heard, answers, _running: running }
    }

    async fn saying(answer: &Value) -> Self {
        Self::answering([json_answer(answer)]).await
    }

    /// Answers with these once it has said everything else.
    fn then(&self, next: impl IntoIterator<Item = Response>) {
        let mut next: Vec<Response> = next.into_iter().collect();
        next.reverse();
        let mut answers = self.answers.lock().unwrap();
        answers.splice(0..0, next);
    }

    fn slack(&self) -> Slack {
        slack(&self.url)
    }

    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    fn only(&self) -> Heard {
        let heard = self.heard();
        assert_eq!(heard.len(), 1, "{heard:?}");
        heard.into_iter().next().unwrap()
    }
}

fn slack(url: &str) -> Slack {
    Slack::new(url, TOKEN.into()).unwrap()
}

fn json_answer(answer: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], answer.to_string())
        .into_response()
}

fn message() -> Message {
    Message::new("A new week").block(say("Time to write"))
}

/// Posts to whoever answers there.
async fn post(slack: &Slack) -> Outcome<SlackTs> {
    let channel = SlackChannel::from("D1");
    let message = message();
    let post = Post { channel: &channel, thread: None, message: &message, proof: "k-1" };
    slack.post(&post).await
}
