//! What each call sends, and what it reads from the answer.

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Double, json_answer, message, slack};
use crate::{
    domain::ids::{SlackChannel, SlackTs, SlackUser},
    slack::{
        blocks::{Message, View, say, view::Home},
        client::{
            messages::Post,
            outcome::{Cause, Outcome, Refusal},
            views,
        },
    },
};

fn proof(ts: &str, event_type: &str, key: Value) -> Value {
    json!({ "ts": ts, "metadata": { "event_type": event_type, "event_payload": { "k": key } } })
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
        json_answer(&json!({ "ok": false, "error": "invalid_blocks" })),
        Response::new(Body::from("ok")),
    ])
    .await;
    let slack = double.slack();
    let address = double.url.replace("/api", "/commands/1");
    assert_eq!(slack.respond(&address, &message()).await, Outcome::Done(()));
    let gone = slack.respond(&address, &message()).await;
    assert_eq!(gone, Outcome::Refused(Refusal::ExpiredUrl));
    let moved = slack.respond(&address, &message()).await;
    assert_eq!(moved, Outcome::Unknown(Cause::Status(302)));
    let refused = slack.respond(&address, &message()).await;
    assert_eq!(refused, Outcome::Refused(Refusal::InvalidBlocks));
    assert_eq!(slack.respond(&address, &message()).await, Outcome::Done(()), "of no type");
    let heard = double.heard();
    assert_eq!(heard.len(), 5, "a redirect was followed");
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
