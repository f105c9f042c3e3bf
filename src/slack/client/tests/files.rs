//! The three steps of bringing a file, and where its bytes go.

use std::time::Duration;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{Double, json_answer, slack};
use crate::{
    domain::ids::{SlackChannel, SlackTs},
    slack::client::{
        Slack,
        files::{File, UploadPlace},
        outcome::{Cause, Outcome, Refusal},
    },
};

fn file() -> File {
    File { name: "call.ics", title: "A call", bytes: b"canary\r\n".to_vec() }
}

fn offer(url: &str) -> Value {
    json!({ "ok": true, "upload_url": url, "file_id": "F1" })
}

/// A double that offers a place on itself and then answers like this.
async fn offering(answers: impl IntoIterator<Item = Response>) -> (Double, Slack, UploadPlace) {
    let double = Double::answering([]).await;
    let url = format!("{}upload/v1/secret-canary", double.url.trim_end_matches("api"));
    double.then([json_answer(&offer(&url))]);
    double.then(answers);
    let slack = double.slack();
    let Outcome::Done(place) = slack.upload_place(&file()).await else { panic!("no place") };
    (double, slack, place)
}

#[tokio::test]
async fn a_file_is_asked_for_put_and_shared() {
    let ok = "OK - 8".into_response();
    let shared = json_answer(&json!({ "ok": true, "files": [{ "id": "F1", "title": "A call" }] }));
    let (double, slack, place) = offering([ok, shared]).await;
    assert_eq!(slack.upload(&place, &file()).await, Outcome::Done(()));
    let (channel, thread) = (SlackChannel::from("G1"), SlackTs::from("1.2"));
    assert_eq!(slack.share((&place, &file()), &channel, Some(&thread)).await, Outcome::Done(()));
    let heard = double.heard();
    assert_eq!(heard[0].path, "/api/files.getUploadURLExternal");
    assert_eq!(heard[0].query, "filename=call.ics&length=8");
    assert_eq!(
        (heard[1].path.as_str(), &heard[1].bytes[..]),
        ("/upload/v1/secret-canary", &b"canary\r\n"[..])
    );
    assert_eq!(heard[1].authorization, None, "the token stays with the Web API");
    assert_eq!(heard[2].path, "/api/files.completeUploadExternal");
    let told = json!({ "files": [{ "id": "F1", "title": "A call" }], "channel_id": "G1", "thread_ts": "1.2" });
    assert_eq!(heard[2].json, told);
    assert!(!format!("{place:?} {:?}", file()).contains("canary"));
}

#[tokio::test]
async fn bytes_go_to_slack_s_files_or_to_the_host_we_were_told_and_nowhere_else() {
    let secure = slack("https://slack.example/api");
    for taken in ["https://files.slack.com/upload/v1/x", "https://slack.example/upload/v1/x"] {
        assert!(secure.takes_files(taken).is_some(), "{taken}");
    }
    for foreign in [
        "https://files.slack.com.example.org/upload/v1/x",
        "https://files.slack.com:8443/upload/v1/x",
        "https://user:pass@files.slack.com/upload/v1/x",
        "https://files-origin.slack.com/upload/v1/x",
        "https://slack.example:8443/upload/v1/x",
        "https://evil.example/files.slack.com/",
        "http://files.slack.com/upload/v1/x",
        "http://slack.example/upload/v1/x",
        "http://127.0.0.1/upload/v1/x",
        "file:///etc/passwd",
        "//files.slack.com/x",
        "",
    ] {
        assert_eq!(secure.takes_files(foreign), None, "{foreign}");
    }
    let here = slack("http://127.0.0.1:9000/api");
    assert!(here.takes_files("http://127.0.0.1:9000/upload").is_some());
    for foreign in
        ["http://127.0.0.1:9001/upload", "http://localhost:9000/", "http://10.0.0.1:9000/"]
    {
        assert_eq!(here.takes_files(foreign), None, "{foreign}");
    }
}

#[tokio::test]
async fn not_a_byte_leaves_for_a_foreign_host() {
    let foreign = Double::answering([]).await;
    let double = Double::saying(&offer(&foreign.url)).await;
    let outcome = double.slack().upload_place(&file()).await;
    assert_eq!(outcome, Outcome::NotSent(Cause::BadAddress));
    assert_eq!((double.heard().len(), foreign.heard().len()), (1, 0));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Double::answering([]).await;
    let there = [(header::LOCATION, elsewhere.url.clone())];
    let moved = (StatusCode::TEMPORARY_REDIRECT, there).into_response();
    let (_double, slack, place) = offering([moved]).await;
    assert_eq!(slack.upload(&place, &file()).await, Outcome::Unknown(Cause::Status(307)));
    assert!(elsewhere.heard().is_empty());
}

#[tokio::test]
async fn each_step_says_how_it_ended() {
    let limited = || {
        (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "7")], "slow down").into_response()
    };
    let waits = Duration::from_secs(7);
    let broken = || StatusCode::BAD_GATEWAY.into_response();
    let no = |code| json_answer(&json!({ "ok": false, "error": code }));
    let (_double, slack, place) = offering([
        limited(),
        broken(),
        limited(),
        broken(),
        no("file_not_found"),
        no("file_update_failed"),
    ])
    .await;
    assert_eq!(slack.upload(&place, &file()).await, Outcome::RetryAfter(waits));
    assert_eq!(slack.upload(&place, &file()).await, Outcome::Unknown(Cause::Status(502)));
    let share = || async { slack.share((&place, &file()), &SlackChannel::from("G1"), None).await };
    assert_eq!(share().await, Outcome::RetryAfter(waits));
    assert_eq!(share().await, Outcome::Unknown(Cause::Status(502)));
    assert_eq!(share().await, Outcome::Refused(Refusal::FileNotFound));
    assert_eq!(share().await, Outcome::Unknown(Cause::Internal), "it may be shared by now");
    for unusable in [json!({ "ok": true }), json!({ "ok": true, "upload_url": "x", "file_id": "" })]
    {
        let double = Double::saying(&unusable).await;
        let outcome = double.slack().upload_place(&file()).await;
        assert_eq!(outcome, Outcome::Unknown(Cause::Unparsable));
    }
}
