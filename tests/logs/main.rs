//! Nothing that anybody writes gets into a log line, the text of a notification, metadata or an error.
//!
//! A week is lived with a canary in every field, while everything that can go wrong does, and every line the bot logs
//! at its most talkative is read. It is a binary of its own because a process has one place for its lines.

#[path = "../stories/world/mod.rs"]
#[expect(dead_code, reason = "the world has more verbs than this one week needs")]
mod world;

mod aiming;
mod growing;
mod turning;

use std::{
    io,
    sync::{Arc, Mutex},
};

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;
use trellis::{
    domain::{call::Purpose, zone::Zones},
    sandbox::{acting::Forged, faults::Misbehaviour},
    telemetry,
};
use world::{
    World, calling, office,
    texts::{CHECKIN_FIELDS, REPLY_FIELDS},
};

/// Stands in everything anybody writes in this week, their names included.
const CANARY: &str = "Kanarienvogel";

/// What the bot holds and must not say either.
const SECRETS: [&str; 2] = ["xoxb-sandbox-trellis", "8f742231b10e8888abcd99yyyzzz85a5"];

/// Where the lines go.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Page;

    fn make_writer(&'a self) -> Page {
        self.clone()
    }
}

impl Page {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

fn canaries(fields: &[&str]) -> Value {
    fields.iter().map(|field| ((*field).to_owned(), json!(format!("{CANARY} {field}")))).collect()
}

#[tokio::test]
async fn no_line_repeats_what_anybody_wrote() {
    let page = Page::default();
    let lines = telemetry::json_lines(telemetry::filter("trace").unwrap(), page.clone());
    tracing::subscriber::set_global_default(lines).unwrap();
    let world = World::with_a_pair().await;
    write_everything(&world).await;
    stumble(&world).await;
    growing::write_for_oneself(&world).await;
    nothing_private_outside_the_blocks(&world);
    growing::step_down_and_end(&world).await;
    turning::lead(&world).await;
    telemetry::report_panics();
    world.stage.bot.app.spawn(async { panic!("{CANARY}") });
    world.stage.bot.app.tasks.wait().await;
    let _ = std::panic::take_hook();
    world.ends_unread().await;

    let text = page.text();
    for expected in [
        "a message was tried",
        "an act did not happen",
        "a task panicked",
        "was not understood",
        "a draft is written down later",
    ] {
        assert!(
            text.contains(expected),
            "the lines were not caught, or nothing went wrong: {expected}"
        );
    }
    let leaks: Vec<&str> = text
        .lines()
        .filter(|line| line.contains(CANARY) || SECRETS.iter().any(|secret| line.contains(secret)))
        .collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
}

/// Everything that can be written, once each.
async fn write_everything(world: &World) {
    let workspace = &world.stage.workspace;
    workspace.rename(&world.ines, CANARY).await.unwrap();
    meet(world).await;
    growing::look_back(world).await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    draft_everything(world).await;
    let mut checkin = canaries(&CHECKIN_FIELDS);
    checkin["action_0"] = json!(format!("{CANARY} sets out"));
    world.has_a_checkin(checkin).await;
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, json!({ "tasks": format!("{CANARY} edited") })).await;
    world.presses(&world.noah, "reply").await;
    let mut reply = canaries(&REPLY_FIELDS);
    reply["example"] = json!(format!("https://example.com/{CANARY}"));
    (reply["action_0"], reply["action_1"]) = (json!(CANARY), json!(CANARY));
    world.sends_well(&world.noah, reply).await;
    world.presses(&world.ines, "open_checkin").await;
    world.presses_in_modal(&world.ines, "see_differently").await;
    world.sends(&world.ines, json!({ "see": CANARY, "would_like": CANARY })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.noah, "/mentor", "owed").await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    let ts = world.writes_in_thread(&world.noah, &format!("{CANARY} typed")).await;
    world.edits(&world.noah, &ts, &format!("{CANARY} typed again")).await;
    world.takes_back(&world.noah, &ts).await;
    let said = world.says(&world.ines, &format!("{CANARY} said")).await;
    world.says_instead(&world.ines, &said, &format!("{CANARY} said again")).await;
    world.presses(&world.ines, "make_checkin").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "send_note").await;
    let said = world.says(&world.noah, &format!("{CANARY} said by the mentor")).await;
    world.unsays(&world.noah, &said).await;
    for text in ["search", "dance", "day", "hours", "away", "mute", "settings", "pair", ""] {
        world.types(&world.ines, "/mentor", &format!("{text} {CANARY}")).await;
        nothing_private_outside_the_blocks(world);
    }
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.noah, "/checkin", "history").await;
    world.presses_in_modal(&world.noah, "open_checkin").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    practise(world).await;
    world.until("Europe/Lisbon", "2026-11-13 15:00").await;
    world.presses(&world.ines, "skip").await;
    world.sends_well(&world.ines, json!({ "reason": CANARY })).await;
    world.home(&world.ines).await;
    write_notes(world).await;
    ask_and_answer(world).await;
    keep_and_find(world).await;
    aiming::aim(world).await;
    prepare_a_call(world).await;
    arrange_a_call(world).await;
    growing::agree_and_change(world).await;
}

/// A call, where it is held, and why it is off.
async fn arrange_a_call(world: &World) {
    let in_a_week = world.now().as_second() / 86_400 * 86_400 + 7 * 86_400 + 15 * 3600;
    let call = json!({ "purpose": "career", "minutes": "15", "exact": in_a_week });
    world.presses_at_calls(&world.ines, "call_settings").await;
    let link = json!({ "link": format!("https://example.com/{CANARY}") });
    world.sends_a_time(&world.ines, link).await;
    world.has_a_call(call).await;
    nothing_private_outside_the_blocks(world);
    world.presses(&world.noah, "call_off").await;
    world.sends_a_time(&world.noah, json!({ "reason": format!("{CANARY} called off") })).await;
    world.minutes(1).await;
    nothing_private_outside_the_blocks(world);
}

/// A challenge put on the list, given, and written up.
async fn practise(world: &World) {
    let workspace = &world.stage.workspace;
    let link = format!("https://example.com/{CANARY}");
    world.types(&world.noah, "/mentor", &format!("challenge add {link}")).await;
    nothing_private_outside_the_blocks(world);
    world.sends(&world.noah, canaries(&["title", "context"])).await;
    workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.noah, "/mentor", &format!("challenge {CANARY}")).await;
    world.types(&world.lena, "/mentor", "challenges").await;
    world.presses_in_modal(&world.lena, "edit_challenge").await;
    nothing_private_outside_the_blocks(world);
    world.sends(&world.lena, json!({ "labels": CANARY })).await;
    workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.lena, "/mentor", "challenges").await;
    world.sends(&world.lena, json!({ "on": ["yes"] })).await;
    workspace.close_all(&world.lena).await.unwrap();
    while world.find_block(&world.ines, "given_").is_none() {
        assert!(world.next().await, "no challenge was given");
    }
    nothing_private_outside_the_blocks(world);
    let mut said = canaries(&["tried", "narrowed", "differently"]);
    for link in ["http://", "https://example.com/"] {
        said["link"] = json!(format!("{link}{CANARY}"));
        world.presses(&world.ines, "write_up").await;
        world.sends(&world.ines, said.clone()).await;
        nothing_private_outside_the_blocks(world);
        workspace.close_all(&world.ines).await.unwrap();
    }
    world.presses(&world.ines, "write_up").await;
    world.sends(&world.ines, json!({ "tried": format!("{CANARY} edited") })).await;
    workspace.close_all(&world.ines).await.unwrap();
    world.days(3).await;
    world.presses(&world.ines, "open_write_up").await;
    nothing_private_outside_the_blocks(world);
    workspace.close_all(&world.ines).await.unwrap();
}

/// What is kept of a call, begun, sent and read again.
async fn meet(world: &World) {
    world.has_a_call(calling::a_call("2026-11-03T15:00:00Z")).await;
    world.until("Europe/Lisbon", "2026-11-03 15:31").await;
    world.presses(&world.noah, "it_happened").await;
    world.presses(&world.noah, "call_notes").await;
    world.pastes_into(&world.noah, "words", &format!("{CANARY} half")).await;
    let mut notes = canaries(&["words", "why", "action_0", "action_3"]);
    notes["lasted"] = json!("longer");
    world.sends_well(&world.noah, notes).await;
    world.minutes(1).await;
    nothing_private_outside_the_blocks(world);
    world.types(&world.ines, "/mentor", &format!("search {CANARY}")).await;
    world.presses_in_modal(&world.ines, "open_call_notes").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
}

/// A question with everything in it, edited, answered in both ways, and asked again.
async fn ask_and_answer(world: &World) {
    world.types(&world.ines, "/ask", &format!("{CANARY} in the command")).await;
    world.types(&world.ines, "/ask", "debug").await;
    world.pastes_into(&world.ines, "asked", &format!("{CANARY} half")).await;
    world.chooses_in_question("urgent", json!(["yes"])).await;
    nothing_private_outside_the_blocks(world);
    let fields = ["asked", "tried", "happened", "theory", "blocked"];
    world.asks_anyway(canaries(&fields)).await;
    world.days(3).await;
    world.presses(&world.ines, "edit_question").await;
    world.sends_well(&world.ines, json!({ "asked": format!("{CANARY} edited") })).await;
    world.presses(&world.noah, "answer").await;
    world.pastes_into(&world.noah, "words", &format!("{CANARY} half")).await;
    let mut answer = canaries(&["words", "question_back"]);
    answer["link"] = json!(format!("https://example.com/{CANARY}"));
    world.sends_well(&world.noah, answer).await;
    world.presses(&world.ines, "not_yet").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.writes_under_the_question(&world.noah, &format!("{CANARY} typed")).await;
    world.minutes(10).await;
    world.presses(&world.ines, "open_question").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/mentor", "stats").await;
    nothing_private_outside_the_blocks(world);
    world.presses(&world.ines, "solved").await;
    for (who, words) in [
        (&world.ines, canaries(&["asked"])),
        (&world.noah, json!({ "answer": format!("{CANARY} answers"), "named": ["yes"] })),
    ] {
        world.presses(who, "publish").await;
        world.sends(who, words).await;
        nothing_private_outside_the_blocks(world);
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.types(&world.ines, "/ask", "debug").await;
    world.sends(&world.ines, canaries(&fields[..4])).await;
    world.presses_in_modal(&world.ines, "change_question").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/ask", "debug").await;
    world.sends(&world.ines, canaries(&fields[..4])).await;
    world.presses_in_modal(&world.ines, "solved_by_memory").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.home(&world.noah).await;
    ask_in_the_open(world).await;
}

/// A question in the help channel, answered by everybody.
async fn ask_in_the_open(world: &World) {
    let commons = world.has_a_help_channel("4").await;
    world.types(&world.lena, "/mentor", &format!("questions {CANARY}")).await;
    let fields = ["asked", "tried", "happened", "theory"];
    world.asks_in("peers_first", canaries(&fields)).await;
    for who in [&world.lena, &commons.tom, &world.noah] {
        world.helps(who, &commons, &format!("{CANARY} helps")).await;
    }
    world.presses_there(&commons.tom, &commons, "solved_there").await;
    world.days(1).await;
    nothing_private_outside_the_blocks(world);
    world.presses_there(&world.ines, &commons, "solved_there").await;
    world.chooses_help_channel(json!({ "peers": "4", "office": ["yes"] })).await;
    world.sets_office_hours(office::on_thursdays()).await;
    while world.in_channel(&commons).len() < 2 {
        assert!(world.next().await, "the office hours never opened");
    }
    for who in [&world.ines, &commons.tom] {
        world.helps(who, &commons, &format!("{CANARY} in line")).await;
    }
    world.presses_there(&commons.tom, &commons, "call_next").await;
    world.presses_there(&world.noah, &commons, "call_next").await;
    world.hours(2).await;
    nothing_private_outside_the_blocks(world);
}

/// A message of the room used with every shortcut, and what is kept changed, found and removed.
async fn keep_and_find(world: &World) {
    let (workspace, room) = (&world.stage.workspace, world.room().unwrap());
    let text = format!("{CANARY} in the room https://example.com/{CANARY}");
    let ts = workspace.post(&world.noah, &room, &text, None).await.unwrap();
    let place = (room, ts);
    world.uses(&world.ines, "Ask my mentor about this", &place).await;
    nothing_private_outside_the_blocks(world);
    workspace.close_all(&world.ines).await.unwrap();
    world.uses(&world.ines, "Save as decision", &place).await;
    nothing_private_outside_the_blocks(world);
    let mut decision = canaries(&["title", "choice", "why"]);
    decision["link"] = json!(format!("https://example.com/{CANARY}"));
    world.sends(&world.ines, decision).await;
    workspace.close_all(&world.ines).await.unwrap();
    world.uses(&world.ines, "Save as resource", &place).await;
    world.sends(&world.ines, canaries(&["title", "tags", "note"])).await;
    workspace.close_all(&world.ines).await.unwrap();
    for kind in ["decision", "resource"] {
        let list = if kind == "decision" { "decisions" } else { "resource find" };
        world.types(&world.ines, "/mentor", &format!("{list} {CANARY}")).await;
        nothing_private_outside_the_blocks(world);
        world.presses_in_modal(&world.ines, &format!("open_{kind}")).await;
        nothing_private_outside_the_blocks(world);
        world.presses_in_modal(&world.ines, &format!("edit_{kind}")).await;
        world.sends(&world.ines, json!({ "title": format!("{CANARY} edited") })).await;
        let (action, value) = (format!("remove_{kind}"), "1".to_owned());
        workspace.forge(&world.ines, &Forged::Press { action, value }).await.unwrap();
        workspace.settle().await;
        workspace.close_all(&world.ines).await.unwrap();
    }
}

/// The agenda of a call that is tomorrow.
async fn prepare_a_call(world: &World) {
    let tomorrow = world.now() + SignedDuration::from_hours(20);
    let lisbon = Zones::bundled().find("Europe/Lisbon").unwrap();
    let at = lisbon.local(tomorrow).strftime("%Y-%m-%d %H:00").to_string();
    world.has_agreed_on(&at, Purpose::ComplexTopic).await;
    for (who, fields) in [
        (&world.ines, &["since_last_time", "worked", "did_not_work", "new", "dilemma"][..]),
        (&world.noah, &["added"]),
    ] {
        world.presses(who, "write_agenda").await;
        nothing_private_outside_the_blocks(world);
        world.types_into(who, fields[0], CANARY).await;
        world.sends(who, canaries(fields)).await;
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.types(&world.ines, "/mentor", &format!("search {CANARY} dilemma")).await;
    world.presses_in_modal(&world.ines, "open_agenda").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
}

/// A line, and what goes to one reader alone.
async fn write_notes(world: &World) {
    let press = |action: &str, value: &str| Forged::Press {
        action: action.to_owned(),
        value: value.to_owned(),
    };
    let workspace = &world.stage.workspace;
    workspace.forge(&world.ines, &press("one_line", "1/2026-W46")).await.unwrap();
    workspace.settle().await;
    world.sends_well(&world.ines, json!({ "line": format!("{CANARY} line") })).await;
    for to in ["partner", "lead"] {
        world.presses_at_home(&world.ines, "something_off").await;
        nothing_private_outside_the_blocks(world);
        let words = json!({ "to": to, "words": format!("{CANARY} off") });
        world.sends_well(&world.ines, words).await;
    }
    world.types(&world.ines, "/mentor", "rematch").await;
    let wish = json!({ "closest": "time", "words": format!("{CANARY} another") });
    world.sends_well(&world.ines, wish).await;
    workspace.forge(&world.noah, &press("ask_gently", "1")).await.unwrap();
    workspace.settle().await;
    world.sends_well(&world.noah, json!({ "words": format!("{CANARY} question") })).await;
    world.minutes(5).await;
    nothing_private_outside_the_blocks(world);
}

/// What is typed and not sent, in a form and in one that somebody only claims to have open.
async fn draft_everything(world: &World) {
    world.types(&world.ines, "/checkin", "").await;
    for field in ["tasks", "question_0", "action_0"] {
        world.pastes_into(&world.ines, field, &format!("{CANARY} half")).await;
    }
    let form = world.form_left_open(&world.ines);
    world.presses_in_modal(&world.ines, "save_draft").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let (later, texts) = (world.slack_time(9), [("tasks", CANARY)]);
    for who in [&world.ines, &world.noah, &world.lena, &CANARY.to_owned()] {
        world.types_left_open((who, &later), &form, &texts).await;
    }
    let lock = world.stage.bot.app.db.write().await.unwrap();
    world.types(&world.ines, "/checkin", "").await;
    world.pastes_into(&world.ines, "tasks", &format!("{CANARY} locked")).await;
    world.closes(&world.ines).await;
    drop(lock);
    world.home(&world.ines).await;
    nothing_private_outside_the_blocks(world);
}

/// Everything that can go wrong while somebody writes.
async fn stumble(world: &World) {
    let workspace = &world.stage.workspace;
    world.until("Europe/Lisbon", "2026-11-20 15:00").await;
    world.types(&world.ines, "/checkin", "").await;
    let lock = world.stage.bot.app.db.write().await.unwrap();
    workspace.post(&world.ines, &workspace.app_dm(&world.ines), CANARY, None).await.unwrap();
    workspace.submit(&world.ines, &canaries(&CHECKIN_FIELDS)).await.unwrap();
    drop(lock);
    for trouble in [
        Misbehaviour::ServerError(500),
        Misbehaviour::ErrorCode("internal_error"),
        Misbehaviour::ErrorCode("invalid_blocks"),
        Misbehaviour::ErrorCode("a_code_nobody_knows"),
        Misbehaviour::RateLimited(1),
        Misbehaviour::Garbage,
        Misbehaviour::CutBefore,
        Misbehaviour::CutAfter,
    ] {
        for method in ["chat.*", "views.*", "conversations.*"] {
            workspace.misbehave(trouble.clone(), method, 1);
        }
    }
    world.sends_well(&world.ines, canaries(&CHECKIN_FIELDS)).await;
    for _ in 0..6 {
        world.types(&world.ines, "/mentor", &format!("search {CANARY}")).await;
        world.home(&world.noah).await;
        world.minutes(10).await;
    }
    workspace.behave();
    world.days(1).await;
    for action in ["reply", CANARY] {
        let press = Forged::Press { action: action.to_owned(), value: CANARY.to_owned() };
        workspace.forge(&world.noah, &press).await.unwrap();
    }
    for form in ["reply", CANARY] {
        let values = json!({ CANARY: { CANARY: { "type": "plain_text_input", "value": CANARY } } });
        let (form, metadata) = (form.to_owned(), CANARY.to_owned());
        let forged = Forged::Submission { form, metadata, values };
        workspace.forge(&world.noah, &forged).await.unwrap();
    }
    workspace.forge_event("message.im", json!({ "type": "something_new", "text": CANARY })).await;
    workspace.forge_event("message.im", json!({ "type": "message", "text": CANARY })).await;
    workspace.settle().await;
}

/// What people wrote stands in blocks, which Slack shows to them alone; never in notifications or unseen words.
fn nothing_private_outside_the_blocks(world: &World) {
    for (place, shown) in world.everything_shown() {
        for unseen in ["text", "metadata", "private_metadata", "callback_id", "external_id"] {
            let text = shown[unseen].to_string();
            assert!(!text.contains(CANARY), "{place} {unseen}: {text}");
        }
    }
}
