//! Every way a call can end, against a small server on this machine, and what exactly is sent.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use super::{
    messages::Post,
    outcome::{Cause, Outcome, Refusal, Verdict},
    *,
};
use crate::{
    domain::ids::{SlackChannel, SlackTs, SlackUser},
    slack::blocks::{Message, View, say, view::Home},
};

/// A token that must never be seen again, and words that must not either.
const TOKEN: &str = "xoxb-canary-token";

/// A server that answers requests in turn with what it was given, and remembers them.
struct Double {
    url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    _running: JoinSet<()>,
}

#[derive(Debug, Clone)]
struct Heard {
    path: String,
    query: String,
    authorization: Option<String>,
    json: Value,
}

#[derive(Clone)]
struct Script {
    answers: Arc<Mutex<Vec<Response>>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

async fn answer(
    State(script): State<Script>,
    (_, uri): (Method, Uri),
    headers: axum::http::HeaderMap,
    body: Bytes,
) -> Response {
    let authorization =
        headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned());
    script.heard.lock().unwrap().push(Heard {
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        authorization,
        json: serde_json::from_slice(&body).unwrap_or_default(),
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
        let script = Script { answers: Arc::new(Mutex::new(answers)), heard: Arc::clone(&heard) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api", listener.local_addr().unwrap());
        let app = Router::new().fallback(answer).with_state(script);
        let mut running = JoinSet::new();
        running.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, heard, _running: running }
    }

    async fn saying(answer: &Value) -> Self {
        Self::answering([json_answer(answer)]).await
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

/// What becomes of a post that is answered like this.
async fn outcome_of(response: Response) -> Outcome<SlackTs> {
    let double = Double::answering([response]).await;
    post(&double.slack()).await
}

#[tokio::test]
async fn a_post_carries_its_proof_and_turns_nothing_into_links() {
    let double =
        Double::saying(&json!({ "ok": true, "channel": "D1", "ts": "1700000000.000100" })).await;
    let channel = SlackChannel::from("D1");
    let thread = SlackTs::from("1690000000.000100");
    let message = message();
    let post = Post { channel: &channel, thread: Some(&thread), message: &message, proof: "k-1" };
    assert_eq!(double.slack().post(&post).await, Outcome::Done("1700000000.000100".into()));
    let heard = double.only();
    assert_eq!(heard.path, "/api/chat.postMessage");
    assert_eq!(heard.authorization.as_deref(), Some("Bearer xoxb-canary-token"));
    assert_eq!(
        heard.json,
        json!({
            "channel": "D1", "thread_ts": "1690000000.000100", "text": "A new week",
            "blocks": [{ "type": "section",
                "text": { "type": "mrkdwn", "text": "Time to write", "verbatim": true } }],
            "parse": "none", "link_names": false, "unfurl_links": false, "unfurl_media": false,
            "metadata": { "event_type": "trellis", "event_payload": { "k": "k-1" } },
        })
    );
}

#[tokio::test]
async fn a_definite_no_is_refused_with_its_code() {
    for code in Refusal::CODES {
        let answer =
            json!({ "ok": false, "error": code, "response_metadata": { "messages": ["canary"] } });
        let refusal = Refusal::from_code(code);
        assert_eq!(refusal.code(), *code);
        assert_eq!(outcome_of(json_answer(&answer)).await, Outcome::Refused(refusal));
    }
    for (code, verdict) in [
        ("restricted_action", Verdict::Permanent),
        ("token_revoked", Verdict::Workspace),
        ("invalid_blocks", Verdict::Ours),
        ("channel_not_found", Verdict::Gone),
        ("service_unavailable", Verdict::Later),
        ("expired_trigger_id", Verdict::Stale),
        ("an_error_of_next_year", Verdict::Ours),
    ] {
        assert_eq!(Refusal::from_code(code).verdict(), verdict, "{code}");
    }
}

#[tokio::test]
async fn too_fast_says_how_long_to_wait() {
    let limited = json!({ "ok": false, "error": "ratelimited" });
    let waits = |seconds| Outcome::RetryAfter(Duration::from_secs(seconds));
    let mut with_header = json_answer(&limited);
    *with_header.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    with_header.headers_mut().insert(header::RETRY_AFTER, "7".parse().unwrap());
    assert_eq!(outcome_of(with_header).await, waits(7));
    let plain = (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "9")], "slow down");
    assert_eq!(outcome_of(plain.into_response()).await, waits(9));
    assert_eq!(outcome_of(json_answer(&limited)).await, waits(30));
}

#[tokio::test]
async fn whatever_may_have_arrived_is_unknown() {
    for code in ["internal_error", "fatal_error"] {
        let answer = json_answer(&json!({ "ok": false, "error": code }));
        assert_eq!(outcome_of(answer).await, Outcome::Unknown(Cause::Internal));
    }
    let broken = (StatusCode::INTERNAL_SERVER_ERROR, "canary").into_response();
    assert_eq!(outcome_of(broken).await, Outcome::Unknown(Cause::Status(500)));
    let elsewhere =
        (StatusCode::FOUND, [(header::LOCATION, "http://127.0.0.1:1/")]).into_response();
    assert_eq!(outcome_of(elsewhere).await, Outcome::Unknown(Cause::Status(302)));
    let garbage = ([(header::CONTENT_TYPE, "application/json")], "<html>canary").into_response();
    assert_eq!(outcome_of(garbage).await, Outcome::Unknown(Cause::Unparsable));
    for answer in [
        json!({ "ok": true }),
        json!({ "ok": true, "ts": "" }),
        json!({ "ok": false }),
        json!({ "ts": "1.2" }),
        json!([]),
    ] {
        let outcome = outcome_of(json_answer(&answer)).await;
        assert_eq!(outcome, Outcome::Unknown(Cause::Unparsable), "{answer}");
    }
    assert_eq!(outcome_of("ok".into_response()).await, Outcome::Unknown(Cause::Unparsable));
}

#[tokio::test]
async fn silence_is_unknown_in_time() {
    let double = Double::answering([]).await;
    let slack = double.slack().with_timeout(Duration::from_millis(30));
    assert_eq!(post(&slack).await, Outcome::Unknown(Cause::Timeout));
    assert_eq!(slack.server_time().await, Outcome::Unknown(Cause::Timeout));
}

#[tokio::test]
async fn nobody_at_home_means_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let slack = slack(&format!("http://{address}/api"));
    assert_eq!(post(&slack).await, Outcome::NotSent(Cause::NoConnection));
    assert_eq!(slack.server_time().await, Outcome::NotSent(Cause::NoConnection));
    // Somebody is at home but does not speak TLS.
    let double = Double::answering([]).await;
    let secure = double.url.replace("http://", "https://");
    let outcome = double.slack().respond(&secure, &message()).await;
    assert_eq!(outcome, Outcome::NotSent(Cause::NoConnection));
}

#[tokio::test]
async fn a_connection_cut_after_the_request_is_unknown() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut running = JoinSet::new();
    running.spawn(async move {
        let (mut connection, _): (TcpStream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        // The request ends with the last brace of its JSON.
        while !request.ends_with(b"}") {
            connection.read_buf(&mut request).await.unwrap();
        }
    });
    let outcome = post(&slack(&format!("http://{address}/api"))).await;
    assert_eq!(outcome, Outcome::Unknown(Cause::Cut));
    running.join_next().await.unwrap().unwrap();
}

#[tokio::test]
async fn nothing_private_is_in_any_outcome_or_debug() {
    let canary = |status: StatusCode, body: &str| {
        (status, [(header::CONTENT_TYPE, "application/json")], body.to_owned()).into_response()
    };
    for response in [
        canary(StatusCode::OK, r#"{"ok":false,"error":"I am the canary"}"#),
        canary(StatusCode::OK, r#"{"ok":false,"error":"fatal_error","text":"canary"}"#),
        canary(StatusCode::OK, r#"{"ok":true,"text":"canary"}"#),
        canary(StatusCode::OK, "canary"),
        canary(StatusCode::BAD_GATEWAY, "canary"),
        canary(StatusCode::TOO_MANY_REQUESTS, r#"{"ok":false,"error":"canary"}"#),
    ] {
        let outcome = outcome_of(response).await;
        assert!(!format!("{outcome:?}").contains("canary"), "{outcome:?}");
    }
    let slack = slack("http://127.0.0.1:1/api");
    assert!(!format!("{slack:?}").contains("canary"), "{slack:?}");
}

#[tokio::test]
async fn an_update_replaces_and_a_deletion_is_named() {
    let double = Double::answering([
        json_answer(&json!({ "ok": true, "ts": "1.2" })),
        json_answer(&json!({ "ok": true })),
        json_answer(&json!({ "ok": true, "message_ts": "1.3" })),
    ])
    .await;
    let (slack, channel, ts) = (double.slack(), SlackChannel::from("D1"), SlackTs::from("1.2"));
    assert_eq!(
        slack.update(&channel, &ts, &Message::new("Done")).await,
        Outcome::Done("1.2".into())
    );
    assert_eq!(slack.delete(&channel, &ts).await, Outcome::Done(()));
    assert_eq!(slack.post_ephemeral(&channel, &"U1".into(), &message()).await, Outcome::Done(()));
    let heard = double.heard();
    let paths: Vec<&str> = heard.iter().map(|heard| heard.path.as_str()).collect();
    assert_eq!(paths, ["/api/chat.update", "/api/chat.delete", "/api/chat.postEphemeral"]);
    // An empty list takes old blocks away, and no metadata leaves the proof where it is.
    assert_eq!(heard[0].json["blocks"], json!([]));
    assert_eq!(heard[0].json.get("metadata"), None);
    assert_eq!(heard[2].json["user"], "U1");
}

#[tokio::test]
async fn views_open_update_and_publish() {
    let opened = json!({ "ok": true, "view": { "id": "V1", "hash": "1.a" } });
    let stale = json!({ "ok": false, "error": "hash_conflict" });
    let double = Double::answering([&opened, &stale, &opened].map(json_answer)).await;
    let slack = double.slack();
    let view = View::from(Home::new().block(say("Hello")));
    let outcome = slack.open_view("1.2.3", &view).await;
    let expected = views::Opened { view_id: "V1".to_owned(), hash: "1.a".to_owned() };
    assert_eq!(outcome, Outcome::Done(expected));
    let outcome = slack.update_view("V1", Some("0.a"), &view).await;
    assert_eq!(outcome, Outcome::Refused(Refusal::HashConflict));
    assert_eq!(slack.publish_home(&"U1".into(), &view).await, Outcome::Done(()));
    let heard = double.heard();
    assert_eq!(heard[0].json["trigger_id"], "1.2.3");
    assert_eq!((&heard[1].json["view_id"], &heard[1].json["hash"]), (&json!("V1"), &json!("0.a")));
    assert_eq!(
        (heard[2].path.as_str(), &heard[2].json["user_id"]),
        ("/api/views.publish", &json!("U1"))
    );
}

#[tokio::test]
async fn a_conversation_is_opened_with_everybody_in_it() {
    let double = Double::saying(&json!({ "ok": true, "channel": { "id": "G1" } })).await;
    let users = [SlackUser::from("U1"), SlackUser::from("U2")];
    assert_eq!(double.slack().open_conversation(&users).await, Outcome::Done("G1".into()));
    assert_eq!(double.only().json, json!({ "users": "U1,U2" }));
}

fn proof(ts: &str, event_type: &str, key: Value) -> Value {
    json!({ "ts": ts, "metadata": { "event_type": event_type, "event_payload": { "k": key } } })
}

#[tokio::test]
async fn a_proof_is_found_on_every_page_among_anybody_s_metadata() {
    let double = Double::answering([
        json_answer(&json!({
            "ok": true, "has_more": true, "response_metadata": { "next_cursor": "bmV4dA==" },
            "messages": [
                proof("3.000000", "trellis", "k-1".into()),
                proof("2.500000", "trellis", "k-2".into()),
                proof("2.400000", "trellis", 5.into()),
                proof("2.300000", "other", "k-1".into()),
                { "ts": "2.200000", "text": "k-1" }, null, 7,
            ],
        })),
        json_answer(&json!({
            "ok": true, "response_metadata": { "next_cursor": "" },
            "messages": [proof("2.000000", "trellis", "k-1".into())],
        })),
    ])
    .await;
    let oldest = Timestamp::from_microsecond(1_700_000_000_250_000).unwrap();
    let found = double.slack().find_by_proof(&"D1".into(), None, oldest, "k-1").await;
    assert_eq!(found, Outcome::Done(vec!["2.000000".into(), "3.000000".into()]));
    let heard = double.heard();
    assert_eq!(heard[0].path, "/api/conversations.history");
    let first =
        "channel=D1&oldest=1700000000.250000&inclusive=true&include_all_metadata=true&limit=200";
    assert_eq!(heard[0].query, first);
    assert_eq!(heard[1].query, format!("{first}&cursor=bmV4dA%3D%3D"));
}

#[tokio::test]
async fn a_lookup_in_a_thread_reads_the_thread_and_a_failed_page_fails_it_all() {
    let page = json!({
        "ok": true, "response_metadata": { "next_cursor": "a" },
        "messages": [proof("3.0", "trellis", "k-1".into())],
    });
    let refused = json!({ "ok": false, "error": "missing_scope" });
    let double = Double::answering([&page, &refused, &page, &page].map(json_answer)).await;
    let thread = SlackTs::from("1.0");
    let (slack, channel) = (double.slack(), SlackChannel::from("G1"));
    let found = slack.find_by_proof(&channel, Some(&thread), Timestamp::UNIX_EPOCH, "k-1").await;
    assert_eq!(found, Outcome::Refused(Refusal::MissingScope));
    assert_eq!(double.heard()[0].path, "/api/conversations.replies");
    assert!(double.heard()[0].query.contains("&ts=1.0&"));
    // A cursor that leads to itself must not be followed for ever.
    let found = slack.find_by_proof(&channel, Some(&thread), Timestamp::UNIX_EPOCH, "k-1").await;
    assert_eq!(found, Outcome::Unknown(Cause::Unparsable));
}

#[tokio::test]
async fn a_thread_is_read_by_the_same_rules_as_events() {
    let double = Double::saying(&json!({
        "ok": true, "messages": [
            { "type": "message", "ts": "1.0", "thread_ts": "1.0", "user": "UBOT", "bot_id": "B1", "text": "Q" },
            { "type": "message", "ts": "2.0", "thread_ts": "1.0", "user": "U1", "text": "A",
              "edited": { "user": "U1", "ts": "3.0" } },
        ],
    }))
    .await;
    let Outcome::Done(said) = double.slack().thread(&"G1".into(), &"1.0".into()).await else {
        panic!("not read")
    };
    assert_eq!((said[0].author.as_ref(), said[0].thread.as_ref()), (None, None));
    assert_eq!(
        (said[1].author.clone(), said[1].thread.clone()),
        (Some("U1".into()), Some("1.0".into()))
    );
    assert_eq!(said[1].edited, Some("3.0".into()));
}

#[tokio::test]
async fn people_and_the_bot_itself() {
    let double = Double::answering(
        [
            json!({ "ok": true, "user_id": "UBOT", "team_id": "T1", "bot_id": "B1" }),
            json!({ "ok": true, "user": { "id": "U1", "real_name": "Ana", "tz": "Asia/Kolkata" } }),
            json!({ "ok": true, "members": [{ "id": "U1" }], "response_metadata": { "next_cursor": "x" } }),
            json!({ "ok": true, "members": [{ "id": "U2", "deleted": true }, { "name": "no id" }] }),
        ]
        .iter()
        .map(json_answer),
    )
    .await;
    let slack = double.slack();
    let Outcome::Done(bot) = slack.auth_test().await else { panic!("no bot") };
    assert_eq!(
        (bot.user.as_str(), bot.team.as_str(), bot.bot_id.as_deref()),
        ("UBOT", "T1", Some("B1"))
    );
    let Outcome::Done(ana) = slack.person(&"U1".into()).await else { panic!("no person") };
    assert_eq!((ana.name.as_str(), ana.zone.as_deref()), ("Ana", Some("Asia/Kolkata")));
    let Outcome::Done(people) = slack.people().await else { panic!("no people") };
    assert_eq!(people.iter().map(|person| person.user.as_str()).collect::<Vec<_>>(), ["U1", "U2"]);
}

#[tokio::test]
async fn slack_s_own_time_is_in_the_date_header() {
    let mut dated = json_answer(&json!({ "ok": true }));
    dated.headers_mut().insert(header::DATE, "Fri, 20 Nov 2026 15:00:07 GMT".parse().unwrap());
    let double = Double::answering([dated]).await;
    let time = "2026-11-20T15:00:07Z".parse::<Timestamp>().unwrap();
    assert_eq!(double.slack().server_time().await, Outcome::Done(time));
    assert_eq!(double.only().path, "/api/auth.test");
}

#[tokio::test]
async fn a_response_address_is_answered_without_the_token() {
    let double = Double::answering([
        "ok".into_response(),
        (StatusCode::NOT_FOUND, "used_url").into_response(),
        (StatusCode::FOUND, [(header::LOCATION, "/stolen")]).into_response(),
    ])
    .await;
    let slack = double.slack();
    let address = double.url.replace("/api", "/commands/1");
    assert_eq!(slack.respond(&address, &message()).await, Outcome::Done(()));
    let gone = slack.respond(&address, &message()).await;
    assert_eq!(gone, Outcome::Refused(Refusal::ExpiredUrl));
    let moved = slack.respond(&address, &message()).await;
    assert_eq!(moved, Outcome::Unknown(Cause::Status(302)));
    let heard = double.heard();
    assert_eq!(heard.len(), 3, "a redirect was followed");
    assert_eq!(heard[0].authorization, None);
    assert_eq!(heard[0].json["response_type"], "ephemeral");
    assert_eq!(heard[0].json["replace_original"], false);
}

#[tokio::test]
async fn only_slack_s_own_addresses_are_answered() {
    let slack = slack("http://127.0.0.1:1/api");
    for address in [
        "",
        "not an address",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com.example.org/commands/1",
        "https://user@hooks.slack.com/commands/1",
        "https://hooks.slack.com:8443/commands/1",
        "http://127.0.0.2/latest",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
    ] {
        let outcome = slack.respond(address, &message()).await;
        assert_eq!(outcome, Outcome::NotSent(Cause::BadAddress), "{address}");
    }
}

#[test]
fn the_token_travels_encrypted_or_not_at_all() {
    for url in ["http://slack.com/api", "http://10.0.0.1/api", "http://[::2]/api"] {
        assert!(matches!(Slack::new(url, TOKEN.into()), Err(BadAddress::PlainHttp)), "{url}");
    }
    for url in ["", "slack.com/api", "ftp://slack.com/api", "unix:/run/slack"] {
        assert!(matches!(Slack::new(url, TOKEN.into()), Err(BadAddress::NotAnAddress)), "{url}");
    }
    for url in ["http://localhost:3000/api/", "http://127.0.0.1/api", "http://[::1]:80/api"] {
        assert!(Slack::new(url, TOKEN.into()).is_ok(), "{url}");
    }
}
