//! The Web API as a client meets it: over real HTTP.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::{Request, body::Bytes};
use hyper_util::{
    client::legacy::{Client, Error, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use super::*;
use crate::{clock::ManualClock, sandbox::people::NewPerson};

/// A workspace on a loopback port with Ana in it, and a client of its API.
struct Fixture {
    workspace: Workspace,
    client: Client<HttpConnector, Full<Bytes>>,
    ana: String,
}

impl Fixture {
    async fn start() -> Self {
        Self::with(Manifest::shipped().unwrap()).await
    }

    async fn with(manifest: Manifest) -> Self {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let workspace = Workspace::start_with(clock, TaskTracker::new(), manifest);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        workspace.serve(listener).unwrap();
        let ana = workspace.add_person(NewPerson::named("Ana").zone("Europe/Lisbon"));
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { workspace, client, ana }
    }

    async fn raw(&self, method: &str, body: &Value) -> Result<(u16, HeaderMap, String), Error> {
        let request = Request::post(format!("{}/{method}", self.workspace.api_url()))
            .header("authorization", format!("Bearer {BOT_TOKEN}"))
            .header("content-type", "application/json; charset=utf-8")
            .body(Full::new(Bytes::from(body.to_string())))
            .unwrap();
        let response = self.client.request(request).await?;
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Ok((parts.status.as_u16(), parts.headers, text))
    }

    async fn call(&self, method: &str, body: Value) -> Value {
        serde_json::from_str(&self.raw(method, &body).await.unwrap().2).unwrap()
    }

    async fn error(&self, method: &str, body: Value) -> String {
        self.call(method, body).await["error"].as_str().unwrap_or("none").to_owned()
    }

    async fn say(&self, channel: &str, text: &str) -> String {
        let said = self.call("chat.postMessage", json!({ "channel": channel, "text": text })).await;
        said["ts"].as_str().unwrap().to_owned()
    }

    fn trigger(&self) -> String {
        let now = self.workspace.now();
        self.workspace.change(|state| state.trigger(&self.ana, None, now))
    }
}

fn modal(title: &str) -> Value {
    json!({ "type": "modal", "title": { "type": "plain_text", "text": title }, "blocks": [] })
}

#[tokio::test]
async fn the_token_decides_who_may_call() {
    let fixture = Fixture::start().await;
    let url = format!("{}/auth.test", fixture.workspace.api_url());
    let ask = |token: Option<&'static str>| {
        let mut request = Request::post(&url);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        fixture.client.request(request.body(Full::default()).unwrap())
    };
    for (token, code) in [(None, "not_authed"), (Some("xoxb-other"), "invalid_auth")] {
        let body = ask(token).await.unwrap().into_body().collect().await.unwrap().to_bytes();
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["error"], code);
    }
    assert_eq!(fixture.call("auth.test", json!({})).await["user_id"], "U0TRELLIS");
    assert_eq!(fixture.error("chat.scheduleMessage", json!({})).await, "unknown_method");
    fixture.workspace.uninstall().await;
    assert_eq!(fixture.error("auth.test", json!({})).await, "account_inactive");
}

#[tokio::test]
async fn a_scope_that_is_not_granted_is_named() {
    let manifest = Manifest::shipped().unwrap().without_scope("im:history");
    let fixture = Fixture::with(manifest).await;
    let dm = fixture.workspace.app_dm(&fixture.ana);
    let refused = fixture.call("conversations.history", json!({ "channel": dm })).await;
    assert_eq!(refused["error"], "missing_scope");
    assert_eq!(refused["needed"], "im:history");
    assert!(refused["provided"].as_str().unwrap().contains("chat:write"));
}

#[tokio::test]
async fn an_address_finds_whoever_has_it_while_they_are_here() {
    let fixture = Fixture::start().await;
    let new = NewPerson::named("Bo").email("Bo@example.com");
    let bo = fixture.workspace.add_person(new);
    let find = |email: &str| fixture.call("users.lookupByEmail", json!({ "email": email }));
    let found = find("bo@EXAMPLE.com").await;
    assert_eq!(
        (&found["user"]["id"], &found["user"]["profile"]["email"]),
        (&json!(bo), &json!("Bo@example.com"))
    );
    assert_eq!(find("ana@example.com").await["error"], "users_not_found");
    assert_eq!(fixture.error("users.lookupByEmail", json!({})).await, "invalid_arguments");
    fixture.workspace.deactivate(&bo).await.unwrap();
    assert_eq!(find("bo@example.com").await["error"], "users_not_found");

    let fixture =
        Fixture::with(Manifest::shipped().unwrap().without_scope("users:read.email")).await;
    let bo = fixture.workspace.add_person(NewPerson::named("Bo").email("bo@example.com"));
    let refused = fixture.call("users.lookupByEmail", json!({ "email": "bo@example.com" })).await;
    assert_eq!(
        (&refused["error"], &refused["needed"]),
        (&json!("missing_scope"), &json!("users:read.email"))
    );
    let told = fixture.call("users.info", json!({ "user": bo })).await;
    assert_eq!(told["user"]["profile"].get("email"), None, "nor is it shown");
}

#[tokio::test]
async fn the_same_people_always_meet_in_the_same_conversation() {
    let fixture = Fixture::start().await;
    let bo = fixture.workspace.add_person(NewPerson::named("Bo"));
    let open = |users: String| fixture.call("conversations.open", json!({ "users": users }));
    let (one, two) = (open(fixture.ana.clone()).await, open(fixture.ana.clone()).await);
    assert_eq!(one["channel"]["id"], two["channel"]["id"]);
    assert_eq!(two["already_open"], true);
    let room = open(format!("{},{bo}", fixture.ana)).await;
    let again = open(format!("{bo},{}", fixture.ana)).await;
    assert_eq!(room["channel"]["id"], again["channel"]["id"]);
    assert_ne!(room["channel"]["id"], one["channel"]["id"]);
    for (users, code) in [
        ("", "users_list_not_supplied"),
        ("U0NOBODY", "user_not_found"),
        ("U0TRELLIS", "cannot_dm_bot"),
    ] {
        assert_eq!(fixture.error("conversations.open", json!({ "users": users })).await, code);
    }
    fixture.workspace.deactivate(&bo).await.unwrap();
    assert_eq!(fixture.error("conversations.open", json!({ "users": bo })).await, "user_disabled");
}

#[tokio::test]
async fn history_has_parents_only_and_replies_have_one_thread() {
    let fixture = Fixture::start().await;
    let dm = fixture.workspace.app_dm(&fixture.ana);
    let parent = fixture.say(&dm, "parent").await;
    let reply = json!({ "channel": dm, "text": "reply", "thread_ts": parent,
        "metadata": { "event_type": "k", "event_payload": { "k": "1" } } });
    let reply = fixture.call("chat.postMessage", reply).await;
    let newer = fixture.say(&dm, "newer").await;

    let history = fixture.call("conversations.history", json!({ "channel": dm, "limit": 1 })).await;
    assert_eq!(history["messages"][0]["ts"], newer, "newest first");
    let cursor = &history["response_metadata"]["next_cursor"];
    let next = json!({ "channel": dm, "limit": 1, "cursor": cursor });
    let page = fixture.call("conversations.history", next).await;
    assert_eq!(page["messages"][0]["ts"], parent);
    assert_eq!(page["has_more"], false);

    let ask = json!({ "channel": dm, "ts": parent, "include_all_metadata": true });
    let thread = fixture.call("conversations.replies", ask).await;
    assert_eq!(thread["messages"][0]["ts"], parent);
    assert_eq!(thread["messages"][0]["reply_count"], 1);
    assert_eq!(thread["messages"][1]["metadata"]["event_payload"]["k"], "1");
    let ask = json!({ "channel": dm, "ts": parent });
    let thread = fixture.call("conversations.replies", ask).await;
    assert_eq!(thread["messages"][1]["metadata"], json!({ "event_type": "k" }));

    let deeper = json!({ "channel": dm, "text": "x", "thread_ts": reply["ts"] });
    assert_eq!(fixture.error("chat.postMessage", deeper).await, "thread_not_found");
    let edges = json!({ "channel": dm, "oldest": parent, "latest": newer });
    let between = fixture.call("conversations.history", edges).await;
    assert_eq!(between["messages"], json!([]), "the edges belong to it only when inclusive");
}

#[tokio::test]
async fn posting_refuses_what_slack_refuses() {
    let fixture = Fixture::start().await;
    let dm = fixture.workspace.app_dm(&fixture.ana);
    let channel = fixture.workspace.add_channel("general", &[&fixture.ana]);
    let odd = json!([{ "type": "section" }]);
    for (body, code) in [
        (json!({ "channel": "D0NOWHERE", "text": "x" }), "channel_not_found"),
        (json!({ "channel": channel, "text": "x" }), "not_in_channel"),
        (json!({ "channel": dm, "text": "  " }), "no_text"),
        (json!({ "channel": dm, "text": "x", "blocks": odd }), "invalid_blocks"),
        (json!({ "channel": dm, "text": "x".repeat(40_001) }), "msg_too_long"),
        (
            json!({ "channel": dm, "text": "x", "metadata": { "event_type": "k" } }),
            "invalid_metadata_format",
        ),
        (json!({ "channel": dm, "text": "x", "thread_ts": "1.000000" }), "thread_not_found"),
    ] {
        assert_eq!(fixture.error("chat.postMessage", body).await, code);
    }
    assert!(fixture.workspace.posts().is_empty());
    let ts = fixture.workspace.post(&fixture.ana, &dm, "mine", None).await.unwrap();
    let theirs = json!({ "channel": dm, "ts": ts, "text": "yours" });
    assert_eq!(fixture.error("chat.update", theirs).await, "cant_update_message");
    let gone = json!({ "channel": dm, "ts": "1.000000", "text": "x" });
    assert_eq!(fixture.error("chat.update", gone).await, "message_not_found");
    fixture.workspace.deactivate(&fixture.ana).await.unwrap();
    let closed = json!({ "channel": dm, "text": "x" });
    assert_eq!(fixture.error("chat.postMessage", closed).await, "user_disabled");
    assert_eq!(fixture.workspace.problems(), []);
}

#[tokio::test]
async fn a_trigger_lives_three_seconds_and_works_once() {
    let fixture = Fixture::start().await;
    let open = |trigger: String| {
        fixture.error("views.open", json!({ "trigger_id": trigger, "view": modal("One") }))
    };
    let trigger = fixture.trigger();
    assert_eq!(open(trigger.clone()).await, "none");
    assert_eq!(open(trigger).await, "exchanged_trigger_id");
    assert_eq!(open("1.2.x".to_owned()).await, "invalid_trigger_id");
    let trigger = fixture.trigger();
    fixture.workspace.clock().advance(Duration::from_secs(4));
    assert_eq!(open(trigger).await, "expired_trigger_id");
    fixture.workspace.expire_triggers(1);
    assert_eq!(open(fixture.trigger()).await, "expired_trigger_id");
    let pushed = json!({ "trigger_id": fixture.trigger(), "view": modal("Two") });
    assert_eq!(fixture.error("views.push", pushed).await, "invalid_trigger_id");
}

#[tokio::test]
async fn an_outdated_hash_is_refused() {
    let fixture = Fixture::start().await;
    let ask = json!({ "trigger_id": fixture.trigger(), "view": modal("One") });
    let view = fixture.call("views.open", ask).await["view"].clone();
    let update =
        |hash: &Value| json!({ "view_id": view["id"], "hash": hash, "view": modal("Two") });
    assert_eq!(fixture.error("views.update", update(&view["hash"])).await, "none");
    assert_eq!(fixture.error("views.update", update(&view["hash"])).await, "hash_conflict");
    let absent = json!({ "view_id": "V0NONE", "view": modal("Two") });
    assert_eq!(fixture.error("views.update", absent).await, "not_found");

    let home = json!({ "type": "home", "blocks": [] });
    let publish = |hash: Value| json!({ "user_id": fixture.ana, "view": home, "hash": hash });
    let first = fixture.call("views.publish", publish(Value::Null)).await["view"].clone();
    let second = fixture.call("views.publish", publish(first["hash"].clone())).await;
    assert_eq!(second["view"]["id"], first["id"]);
    assert_eq!(
        fixture.error("views.publish", publish(first["hash"].clone())).await,
        "hash_conflict"
    );
}

#[tokio::test]
async fn a_cut_connection_is_seen_as_an_end_and_not_as_a_status() {
    let fixture = Fixture::start().await;
    let dm = fixture.workspace.app_dm(&fixture.ana);
    let body = json!({ "channel": dm, "text": "hello" });
    fixture.workspace.misbehave(Misbehaviour::CutBefore, "chat.postMessage", 1);
    assert!(fixture.raw("chat.postMessage", &body).await.is_err());
    assert!(fixture.workspace.messages(&dm).is_empty());
    fixture.workspace.misbehave(Misbehaviour::CutAfter, "chat.postMessage", 1);
    assert!(fixture.raw("chat.postMessage", &body).await.is_err());
    assert_eq!(fixture.workspace.messages(&dm).len(), 1);
    assert_eq!(fixture.workspace.calls("chat.postMessage"), 2);
}

#[tokio::test]
async fn a_late_accept_appears_when_its_time_has_come() {
    let fixture = Fixture::start().await;
    let dm = fixture.workspace.app_dm(&fixture.ana);
    let late = Misbehaviour::LateAccept(Duration::from_secs(45));
    fixture.workspace.misbehave(late, "chat.postMessage", 1);
    let body = json!({ "channel": dm, "text": "hello" });
    assert!(fixture.raw("chat.postMessage", &body).await.is_err());
    fixture.workspace.clock().advance(Duration::from_secs(44));
    assert!(fixture.workspace.messages(&dm).is_empty());
    fixture.workspace.clock().advance(Duration::from_secs(60));
    assert_eq!(fixture.workspace.messages(&dm).len(), 1);
    assert_eq!(fixture.workspace.posts()[0].at.to_string(), "2026-03-02T09:00:45Z");
}

#[tokio::test]
async fn a_retry_after_must_be_waited_for() {
    let fixture = Fixture::start().await;
    fixture.workspace.misbehave(Misbehaviour::RateLimited(30), "users.info", 1);
    let body = json!({ "user": fixture.ana });
    let (status, headers, _) = fixture.raw("users.info", &body).await.unwrap();
    assert_eq!((status, headers["retry-after"].to_str().unwrap()), (429, "30"));
    let (status, _, _) = fixture.raw("users.info", &body).await.unwrap();
    assert_eq!(status, 429);
    assert_eq!(fixture.workspace.calls_inside_retry_after(), 1);
    fixture.workspace.clock().advance(Duration::from_secs(30));
    assert_eq!(fixture.error("users.info", body).await, "none");
}

#[tokio::test]
async fn the_date_header_is_the_workspace_clock() {
    let fixture = Fixture::start().await;
    let (_, headers, _) = fixture.raw("auth.test", &json!({})).await.unwrap();
    assert_eq!(headers["date"], "Mon, 02 Mar 2026 09:00:00 GMT");
    fixture.workspace.skew_date(SignedDuration::from_secs(600));
    let (_, headers, _) = fixture.raw("auth.test", &json!({})).await.unwrap();
    assert_eq!(headers["date"], "Mon, 02 Mar 2026 09:10:00 GMT");
}

#[tokio::test]
async fn users_are_listed_in_pages() {
    let fixture = Fixture::start().await;
    for n in 0..5 {
        fixture.workspace.add_person(NewPerson::named(&format!("Person {n}")));
    }
    let (mut seen, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let page = fixture.call("users.list", json!({ "limit": 3, "cursor": cursor })).await;
        seen.extend(page["members"].as_array().unwrap().iter().map(|m| m["id"].clone()));
        cursor = page["response_metadata"]["next_cursor"].clone();
        if cursor == "" {
            break;
        }
    }
    assert_eq!(seen.len(), 8, "six people, the bot and Slackbot");
}

impl Fixture {
    async fn place(&self, length: usize) -> (String, String) {
        let named = json!({ "filename": "call.ics", "length": length });
        let place = self.call("files.getUploadURLExternal", named).await;
        let word = |key: &str| place[key].as_str().unwrap().to_owned();
        (word("file_id"), word("upload_url"))
    }

    async fn put(&self, address: &str, bytes: &'static str) -> u16 {
        let request = Request::post(address).body(Full::new(Bytes::from(bytes))).unwrap();
        self.client.request(request).await.unwrap().status().as_u16()
    }

    async fn finish(&self, file: &str, channel: &str, thread: Option<&str>) -> String {
        let mut told =
            json!({ "files": [{ "id": file, "title": "A call" }], "channel_id": channel });
        if let Some(thread) = thread {
            told["thread_ts"] = thread.into();
        }
        self.error("files.completeUploadExternal", told).await
    }
}

#[tokio::test]
async fn a_file_is_put_as_announced_and_shared_once() {
    let fixture = Fixture::start().await;
    let dm = fixture.workspace.app_dm(&fixture.ana);
    let parent = fixture.say(&dm, "Agreed").await;
    let (file, address) = fixture.place(4).await;
    assert_eq!(fixture.finish(&file, &dm, None).await, "file_not_found", "nothing was put yet");
    assert_eq!(fixture.put(&address, "too long").await, 400);
    assert_eq!(fixture.put(&address, "1234").await, 200);
    assert_eq!(fixture.put(&address, "1234").await, 404, "a place takes one file");
    assert_eq!(fixture.finish("F0", &dm, None).await, "file_not_found");
    assert_eq!(fixture.finish(&file, "D0", None).await, "channel_not_found");
    assert_eq!(fixture.finish(&file, &dm, Some("1.000000")).await, "thread_not_found");
    assert_eq!(fixture.workspace.file(&file), None, "nobody sees it before it is shared");
    assert_eq!(fixture.finish(&file, &dm, Some(&parent)).await, "none");
    assert_eq!(fixture.finish(&file, &dm, Some(&parent)).await, "file_not_found");
    let asked = json!({ "channel": dm, "ts": parent, "include_all_metadata": true });
    let thread = fixture.call("conversations.replies", asked).await;
    let said = &thread["messages"][1];
    assert_eq!((&said["subtype"], &said["user"]), (&json!("file_share"), &json!("U0TRELLIS")));
    assert_eq!(
        (&said["files"][0]["title"], &said["files"][0]["size"]),
        (&json!("A call"), &json!(4))
    );
    assert_eq!(said.get("metadata"), None);
    assert_eq!(fixture.workspace.file(&file).as_deref(), Some(&b"1234"[..]));
    let history = fixture.call("conversations.history", json!({ "channel": dm })).await;
    assert_eq!(history["messages"].as_array().unwrap().len(), 1, "it stands in the thread alone");
}

#[tokio::test]
async fn a_file_is_refused_where_a_message_would_be() {
    let fixture = Fixture::start().await;
    for (told, code) in [
        (json!({ "filename": "call.ics" }), "missing_argument"),
        (json!({ "filename": "call.ics", "length": 0 }), "missing_argument"),
        (json!({ "filename": "call.ics", "length": "x" }), "invalid_arguments"),
        (json!({ "length": 4 }), "missing_argument"),
    ] {
        assert_eq!(fixture.error("files.getUploadURLExternal", told).await, code);
    }
    let help = fixture.workspace.add_channel("help", &[&fixture.ana]);
    let (file, address) = fixture.place(4).await;
    assert_eq!(fixture.put(&address, "1234").await, 200);
    assert_eq!(fixture.finish(&file, &help, None).await, "not_in_channel");
    let manifest = Manifest::shipped().unwrap().without_scope("files:write");
    let fixture = Fixture::with(manifest).await;
    let refused = fixture.call("files.getUploadURLExternal", json!({})).await;
    assert_eq!(
        (&refused["error"], &refused["needed"]),
        (&json!("missing_scope"), &json!("files:write"))
    );
}

#[tokio::test]
async fn the_place_for_files_misbehaves_like_a_method() {
    let fixture = Fixture::start().await;
    let (_, address) = fixture.place(4).await;
    fixture.workspace.misbehave(Misbehaviour::RateLimited(20), "upload", 1);
    assert_eq!(fixture.put(&address, "1234").await, 429);
    assert_eq!(fixture.put(&address, "1234").await, 429, "it was told to wait");
    fixture.workspace.clock().advance(Duration::from_secs(20));
    fixture.workspace.misbehave(Misbehaviour::ServerError(502), "upload", 1);
    assert_eq!(fixture.put(&address, "1234").await, 502);
    assert_eq!(fixture.put(&address, "1234").await, 200);
    assert_eq!(fixture.workspace.calls("upload"), 4);
}
