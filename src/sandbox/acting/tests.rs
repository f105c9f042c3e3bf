//! People acting on a scripted bot: what it is sent, and what people see of its answers.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use ring::hmac;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use super::*;
use crate::{
    clock::ManualClock,
    sandbox::{faults::Misbehaviour, manifest::Manifest},
};

const SECRET: &str = "a secret both know";

/// A bot that writes down what it is sent and answers what it was told to, else an empty 200.
#[derive(Clone, Default)]
struct Bot {
    seen: Arc<Mutex<Vec<Seen>>>,
    answers: Arc<Mutex<VecDeque<(u16, Value)>>>,
}

struct Seen {
    path: String,
    headers: HeaderMap,
    body: String,
}

impl Seen {
    fn form(&self) -> BTreeMap<String, String> {
        serde_urlencoded::from_str(&self.body).unwrap()
    }

    /// The event, or the interaction's payload.
    fn payload(&self) -> Value {
        match self.path.as_str() {
            "/slack/events" => serde_json::from_str::<Value>(&self.body).unwrap()["event"].clone(),
            _ => serde_json::from_str(&self.form()["payload"]).unwrap(),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn take(State(bot): State<Bot>, uri: Uri, headers: HeaderMap, body: String) -> Response {
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let time = headers["x-slack-request-timestamp"].to_str().unwrap();
    let tag = hmac::sign(&key, format!("v0:{time}:{body}").as_bytes());
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(headers["x-slack-signature"].to_str().unwrap(), format!("v0={hex}"));
    bot.seen.lock().unwrap().push(Seen { path: uri.path().to_owned(), headers, body });
    match bot.answers.lock().unwrap().pop_front() {
        None => StatusCode::OK.into_response(),
        Some((status, Value::Null)) => StatusCode::from_u16(status).unwrap().into_response(),
        Some((_, Value::String(text))) => text.into_response(),
        Some((status, json)) => {
            (StatusCode::from_u16(status).unwrap(), axum::Json(json)).into_response()
        }
    }
}

struct Fixture {
    workspace: Workspace,
    bot: Bot,
    ana: String,
    dm: String,
}

impl Fixture {
    async fn start() -> Self {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let (bot, tasks) = (Bot::default(), TaskTracker::new());
        let workspace = Workspace::start_with(clock, tasks.clone(), Manifest::shipped().unwrap());
        let ana = workspace.add_person(NewPerson::named("Ana Reis").zone("Europe/Lisbon"));
        workspace.quiet().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(take).with_state(bot.clone());
        tasks.spawn(async move { axum::serve(listener, router).await });
        workspace.connect(&url, SECRET);
        let dm = workspace.app_dm(&ana);
        // Ana joined before anybody listened; that event is history.
        workspace.change(|state| state.events.clear());
        Self { workspace, bot, ana, dm }
    }

    fn answer(&self, answer: Value) {
        self.bot.answers.lock().unwrap().push_back((200, answer));
    }

    fn fail(&self, status: u16) {
        self.bot.answers.lock().unwrap().push_back((status, Value::Null));
    }

    /// What the bot was sent since the last time somebody asked.
    fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.bot.seen.lock().unwrap())
    }

    fn seen_one(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1);
        seen.remove(0)
    }

    /// The bot shows something, past the Web API.
    fn bot_posts(&self, blocks: Value) -> String {
        let now = self.workspace.now();
        let draft = crate::sandbox::posting::Draft {
            text: "fallback".to_owned(),
            blocks,
            ..Default::default()
        };
        self.workspace.change(|state| state.post_as(BOT_USER, &self.dm, draft, now)).to_string()
    }

    fn bot_opens(&self, view: Value) -> String {
        let now = self.workspace.now();
        self.workspace.change(|state| state.lay(&self.ana, view, now))
    }

    async fn command(&self, text: &str) -> Saw {
        self.workspace.command(&self.ana, &self.dm, "/checkin", text).await.unwrap()
    }
}

fn plain(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text })
}

fn form(title: &str) -> Value {
    json!({
        "type": "modal", "callback_id": "c", "private_metadata": "m", "notify_on_close": true,
        "title": plain(title), "submit": plain("Send"),
        "blocks": [
            { "type": "input", "block_id": "done", "label": plain("Done"),
              "element": { "type": "plain_text_input", "action_id": "text", "max_length": 20 } },
            { "type": "input", "block_id": "kind", "label": plain("Kind"), "optional": true,
              "element": { "type": "static_select", "action_id": "pick",
                  "options": [{ "text": plain("A"), "value": "a" }] } },
        ],
    })
}

#[tokio::test]
async fn a_command_arrives_signed_with_mentions_as_ids() {
    let fixture = Fixture::start().await;
    fixture.answer(json!({ "response_type": "ephemeral", "text": "Only for you" }));
    let saw = fixture.command(" pair @Ana Reis & <b> https://a.example/x ").await;
    assert_eq!(saw, Saw::Message { text: "Only for you".into(), blocks: json!([]) });
    let seen = fixture.seen_one();
    let sent = seen.form();
    assert_eq!(seen.path, "/slack/commands");
    assert_eq!(seen.header("x-slack-request-timestamp"), "1772442000");
    let ana = &fixture.ana;
    let text = format!("pair <@{ana}|ana.reis> &amp; &lt;b&gt; <https://a.example/x>");
    assert_eq!(
        (sent["text"].as_str(), sent["channel_name"].as_str()),
        (text.as_str(), "directmessage")
    );
    assert_eq!(fixture.workspace.ephemerals(ana).len(), 1);
    assert!(fixture.workspace.messages(&fixture.dm).is_empty());
}

#[tokio::test]
async fn a_command_that_cannot_work_is_answered_by_slack_itself() {
    let fixture = Fixture::start().await;
    let (workspace, ana, dm) = (&fixture.workspace, &fixture.ana, &fixture.dm);
    let unknown = workspace.command(ana, dm, "/nope", "").await.unwrap();
    assert_eq!(unknown, Saw::Notice("/nope is not a valid command.".into()));
    let threaded = workspace.command_in_thread(ana, dm, "/checkin").unwrap();
    assert!(matches!(threaded, Saw::Notice(text) if text.contains("not supported in threads")));
    assert!(fixture.seen().is_empty());
    fixture.fail(500);
    assert!(matches!(fixture.command("").await, Saw::Notice(_)));
    fixture.answer(json!({ "blocks": [{ "type": "section" }] }));
    assert!(matches!(fixture.command("").await, Saw::Notice(_)));
    assert_eq!(workspace.problems().len(), 1);
    workspace.disconnect();
    let lost = fixture.command("").await;
    assert_eq!(lost, Saw::Notice("/checkin failed with the error \"dispatch_failed\"".into()));
}

#[tokio::test]
async fn a_press_says_where_what_and_by_whom() {
    let fixture = Fixture::start().await;
    let button =
        json!({ "type": "button", "action_id": "write", "value": "7", "text": plain("Write") });
    let ts =
        fixture.bot_posts(json!([{ "type": "actions", "block_id": "b", "elements": [button] }]));
    fixture.workspace.quiet().await;
    assert_eq!(fixture.seen_one().payload()["bot_id"], "B0TRELLIS", "the bot hears itself");

    let press = Press::in_message(&fixture.dm, &ts, "write");
    assert_eq!(fixture.workspace.click(&fixture.ana, press).await, Ok(Saw::Nothing));
    let payload = fixture.seen_one().payload();
    assert_eq!(payload["type"], "block_actions");
    assert_eq!(payload["user"]["id"], fixture.ana.as_str());
    assert_eq!(payload["container"]["message_ts"], ts);
    assert_eq!(payload["message"]["blocks"][0]["block_id"], "b");
    assert_eq!(payload["actions"][0]["value"], "7");
    assert!(payload["response_url"].as_str().unwrap().contains("/respond/"));
    let absent = Press::in_message(&fixture.dm, &ts, "other");
    assert!(fixture.workspace.click(&fixture.ana, absent).await.is_err());
    let bo = fixture.workspace.add_person(NewPerson::named("Bo"));
    let foreign = Press::in_message(&fixture.dm, &ts, "write");
    assert!(fixture.workspace.click(&bo, foreign).await.is_err(), "Bo does not see the message");
}

#[tokio::test]
async fn slack_checks_a_form_before_the_bot_does() {
    let fixture = Fixture::start().await;
    fixture.bot_opens(form("One"));
    let submit = |values: Value| {
        let (workspace, ana) = (fixture.workspace.clone(), fixture.ana.clone());
        async move { workspace.submit(&ana, &values).await }
    };
    let refused = submit(json!({ "done": "x".repeat(21) })).await.unwrap();
    assert!(matches!(refused, Submitted::ClientErrors(errors) if errors.contains_key("done")));
    assert!(submit(json!({ "kind": "never offered" })).await.is_err());
    assert!(submit(json!({ "nowhere": "x" })).await.is_err());
    assert!(fixture.seen().is_empty());

    assert_eq!(submit(json!({ "done": "It works", "kind": "a" })).await, Ok(Submitted::Closed));
    let view = fixture.seen_one().payload()["view"].clone();
    assert_eq!(view["state"]["values"]["done"]["text"]["value"], "It works");
    assert_eq!(view["state"]["values"]["kind"]["pick"]["selected_option"]["text"], plain("A"));
    assert_eq!((&view["callback_id"], &view["private_metadata"]), (&json!("c"), &json!("m")));
    assert_eq!(fixture.workspace.modal(&fixture.ana), None);
}

#[tokio::test]
async fn the_answer_to_a_submission_is_followed_or_refused() {
    let fixture = Fixture::start().await;
    let (workspace, ana) = (&fixture.workspace, &fixture.ana);
    fixture.bot_opens(form("One"));
    let values = json!({ "done": "typed" });

    fixture.answer(json!({ "response_action": "errors", "errors": { "done": "Too short." } }));
    let errors = BTreeMap::from([("done".to_owned(), "Too short.".to_owned())]);
    assert_eq!(workspace.submit(ana, &values).await, Ok(Submitted::FieldErrors(errors)));
    assert_eq!(workspace.modal_errors(ana)["done"], "Too short.");

    fixture.answer(json!({ "response_action": "update", "view": form("Two") }));
    let replaced = workspace.submit(ana, &values).await.unwrap();
    assert!(matches!(replaced, Submitted::Replaced(view) if view["title"]["text"] == "Two"));
    let kept = workspace.modal(ana).unwrap();
    assert_eq!(kept["state"]["values"]["done"]["text"]["value"], "typed");
    assert_eq!(workspace.problems(), []);

    for wrong in [
        json!({ "response_action": "errors", "errors": { "elsewhere": "No." } }),
        json!({ "response_action": "update", "view": { "type": "modal" } }),
        json!({ "response_action": "explode" }),
        json!("not declared as JSON"),
    ] {
        let before = workspace.problems().len();
        fixture.answer(wrong);
        let saw = workspace.submit(ana, &values).await.unwrap();
        assert!(matches!(saw, Submitted::Trouble(_)), "{saw:?}");
        assert_eq!(workspace.problems().len(), before + 1);
        assert!(workspace.modal(ana).is_some(), "the text stays with the person");
    }
    for depth in 2..=3 {
        fixture.answer(json!({ "response_action": "push", "view": form("More") }));
        let pushed = workspace.submit(ana, &values).await.unwrap();
        assert!(matches!(pushed, Submitted::Pushed(_)), "{depth} views");
    }
    fixture.answer(json!({ "response_action": "push", "view": form("More") }));
    assert!(matches!(workspace.submit(ana, &values).await, Ok(Submitted::Trouble(_))));
    fixture.answer(json!({ "response_action": "clear" }));
    assert_eq!(workspace.submit(ana, &values).await, Ok(Submitted::Closed));
    assert_eq!(workspace.modal(ana), None);
}

#[tokio::test]
async fn a_closed_form_is_reported_where_it_asks_for_it() {
    let fixture = Fixture::start().await;
    fixture.bot_opens(form("One"));
    fixture.bot_opens(form("Two"));
    fixture.workspace.close(&fixture.ana).await.unwrap();
    let payload = fixture.seen_one().payload();
    assert_eq!((&payload["type"], &payload["is_cleared"]), (&json!("view_closed"), &json!(false)));
    assert_eq!(payload["view"]["title"]["text"], "Two");
    fixture.bot_opens(form("Three"));
    fixture.workspace.close_all(&fixture.ana).await.unwrap();
    let payload = fixture.seen_one().payload();
    assert_eq!(payload["is_cleared"], true);
    assert_eq!(payload["view"]["title"]["text"], "One", "the cross reports the view at the bottom");
}

#[tokio::test]
async fn a_closed_form_may_come_without_what_stood_in_it() {
    let fixture = Fixture::start().await;
    let workspace = &fixture.workspace;
    workspace.misbehave(Misbehaviour::CloseWithoutValues, "view_closed", 1);
    for expected in [json!(null), json!("half")] {
        fixture.bot_opens(form("One"));
        workspace.type_into(&fixture.ana, "done", "half").await.unwrap();
        workspace.close(&fixture.ana).await.unwrap();
        // The field does not dispatch, so that nothing is told before.
        let payload = fixture.seen_one().payload();
        assert_eq!(payload["view"]["state"]["values"]["done"]["text"]["value"], expected);
    }
}

#[tokio::test]
async fn a_field_that_asks_for_it_tells_every_character_with_the_whole_form() {
    let fixture = Fixture::start().await;
    let mut view = form("One");
    view["blocks"][0]["dispatch_action"] = json!(true);
    let config = json!({ "trigger_actions_on": ["on_character_entered"] });
    view["blocks"][0]["element"]["dispatch_action_config"] = config;
    fixture.bot_opens(view);
    fixture.workspace.fill(&fixture.ana, &json!({ "kind": "a" })).unwrap();
    fixture.workspace.type_into(&fixture.ana, "done", "né!").await.unwrap();
    let payloads: Vec<Value> = fixture.seen().iter().map(Seen::payload).collect();
    let typed: Vec<&Value> = payloads.iter().map(|it| &it["actions"][0]["value"]).collect();
    assert_eq!(typed, ["n", "né", "né!"]);
    for payload in &payloads {
        let held = &payload["view"]["state"]["values"];
        assert_eq!(held["done"]["text"]["value"], payload["actions"][0]["value"]);
        assert_eq!(held["kind"]["pick"]["selected_option"]["value"], "a");
    }
    assert!(fixture.workspace.type_into(&fixture.ana, "kind", "a").await.is_err());
}

#[tokio::test]
async fn what_people_type_change_and_take_back_becomes_events() {
    let fixture = Fixture::start().await;
    let (workspace, ana, dm) = (&fixture.workspace, &fixture.ana, &fixture.dm);
    let typed = "1 < 2 @Ana Reis <https://a.example/?b&c>.";
    let ts = workspace.post(ana, dm, typed, None).await.unwrap();
    let said = fixture.seen_one().payload();
    let link = "<https://a.example/?b&amp;c>";
    assert_eq!(said["text"], format!("1 &lt; 2 <@{ana}> &lt;{link}&gt;."));
    assert_eq!((&said["channel_type"], &said["ts"]), (&json!("im"), &json!(ts)));
    workspace.post(ana, dm, "reply", Some(&ts)).await.unwrap();
    assert_eq!(fixture.seen_one().payload()["thread_ts"], ts);
    workspace.edit(ana, dm, &ts, "2 > 1").await.unwrap();
    let changed = fixture.seen_one().payload();
    assert_eq!(changed["subtype"], "message_changed");
    assert_eq!(changed["message"]["text"], "2 &gt; 1");
    assert_eq!(changed["previous_message"]["ts"], ts);
    workspace.delete(ana, dm, &ts).await.unwrap();
    let deleted = fixture.seen_one().payload();
    assert_eq!(
        (&deleted["subtype"], &deleted["deleted_ts"]),
        (&json!("message_deleted"), &json!(ts))
    );
    assert_eq!(workspace.messages(dm)[0]["subtype"], "tombstone", "its thread has a reply");
    let channel = workspace.add_channel("general", &[ana]);
    workspace.post(ana, &channel, "not for the bot", None).await.unwrap();
    assert!(fixture.seen().is_empty());
}

#[tokio::test]
async fn events_can_fail_double_swap_and_vanish() {
    let fixture = Fixture::start().await;
    let (workspace, ana, dm) = (&fixture.workspace, &fixture.ana, &fixture.dm);
    let texts = |seen: Vec<Seen>| -> Vec<String> {
        seen.iter().map(|s| s.payload()["text"].as_str().unwrap().to_owned()).collect()
    };
    fixture.fail(500);
    workspace.post(ana, dm, "one", None).await.unwrap();
    let first = fixture.seen_one();
    workspace.redeliver().await;
    let again = fixture.seen_one();
    assert_eq!(
        (again.header("x-slack-retry-num"), again.header("x-slack-retry-reason")),
        ("1", "http_error")
    );
    assert_eq!(first.body, again.body, "the same event_id, so that it can be recognised");
    workspace.redeliver().await;
    assert!(fixture.seen().is_empty(), "accepted events are not sent again");

    workspace.misbehave(Misbehaviour::DuplicateEvents, "message.im", 1);
    workspace.post(ana, dm, "two", None).await.unwrap();
    assert_eq!(texts(fixture.seen()), ["two", "two"]);
    workspace.misbehave(Misbehaviour::ReorderEvents, "message.im", 1);
    workspace.post(ana, dm, "three", None).await.unwrap();
    workspace.post(ana, dm, "four", None).await.unwrap();
    workspace.redeliver().await;
    assert_eq!(texts(fixture.seen()), ["four", "three"]);
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
    workspace.post(ana, dm, "five", None).await.unwrap();
    workspace.redeliver().await;
    assert!(fixture.seen().is_empty());
}

#[tokio::test]
async fn after_an_uninstall_nothing_is_sent() {
    let fixture = Fixture::start().await;
    fixture.workspace.uninstall().await;
    let kinds: Vec<Value> = fixture.seen().iter().map(|s| s.payload()["type"].clone()).collect();
    assert_eq!(kinds, ["tokens_revoked", "app_uninstalled"]);
    fixture.workspace.change_zone(&fixture.ana, Some("Asia/Kolkata")).await.unwrap();
    assert!(matches!(fixture.command("").await, Saw::Notice(_)));
    assert!(fixture.seen().is_empty());
}

#[tokio::test]
async fn a_replayed_request_is_the_same_to_the_byte() {
    let fixture = Fixture::start().await;
    assert_eq!(fixture.workspace.repeat_last_request().await, None);
    fixture.command("help").await;
    fixture.workspace.clock().advance(std::time::Duration::from_secs(600));
    fixture.workspace.repeat_last_request().await.unwrap();
    let seen = fixture.seen();
    assert_eq!(seen[0].body, seen[1].body);
    assert_eq!(seen[0].header("x-slack-signature"), seen[1].header("x-slack-signature"));
}
