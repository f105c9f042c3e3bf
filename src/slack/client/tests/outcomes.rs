//! Every way a call can end, by the example of a post.

use std::time::Duration;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::json;
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use super::{Double, TOKEN, json_answer, message, post, slack};
use crate::{
    domain::ids::SlackTs,
    slack::{
        blocks::{View, view::Home},
        client::{
            BadAddress, Slack,
            outcome::{Cause, Outcome, Refusal, Verdict},
        },
    },
};

/// What becomes of a post that is answered like this.
async fn outcome_of(response: Response) -> Outcome<SlackTs> {
    let double = Double::answering([response]).await;
    post(&double.slack()).await
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

#[test]
fn the_token_travels_encrypted_or_not_at_all() {
    for url in ["http://slack.com/api", "http://10.0.0.1/api", "http://[::2]/api"] {
        assert!(matches!(Slack::new(url, TOKEN.into()), Err(BadAddress::PlainHttp)), "{url}");
    }
    for url in ["", "slack.com/api", "ftp://slack.com/api", "unix:/run/slack"] {
        assert!(matches!(Slack::new(url, TOKEN.into()), Err(BadAddress::NotAnAddress)), "{url}");
    }
    // A machine without certificate authorities is told so; anything else would be ours.
    let usual = Slack::new("https://slack.com/api", TOKEN.into());
    assert!(matches!(usual, Ok(_) | Err(BadAddress::Certificates(_))), "{usual:?}");
    for url in ["http://localhost:3000/api/", "http://127.0.0.1/api", "http://[::1]:80/api"] {
        assert!(Slack::new(url, TOKEN.into()).is_ok(), "{url}");
    }
}

#[test]
fn calls_can_be_made_by_spawned_tasks() {
    fn sendable<T: Send>(_: T) {}
    let (slack, channel, ts) = (slack("http://127.0.0.1:1/api"), "D1".into(), "1.0".into());
    let (message, view) = (message(), View::from(Home::new()));
    sendable(post(&slack));
    sendable(slack.update(&channel, &ts, &message));
    sendable(slack.respond("", &message));
    sendable(slack.open_view("", &view));
    sendable(slack.find_by_proof(&channel, Some(&ts), Timestamp::UNIX_EPOCH, ""));
    sendable(slack.thread(&channel, &ts));
    sendable(slack.people());
    sendable(slack.server_time());
}
