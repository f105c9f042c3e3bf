//! What people type to the bot itself, in their own conversation with it, is never ignored and never lost.

use serde_json::{Value, json};
use trellis::sandbox::{acting::Press, people::NewPerson};

use crate::world::{World, a_good_week};

const KEPT: &str =
    "If you don't decide, I forget it after 30 days. `/mentor help` shows everything you can type.";

/// Friday, 10:05 in New York and 15:05 in Lisbon: both are there.
pub(crate) async fn on_friday() -> World {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.everybody_reads();
    world
}

/// What Inês reads when she has typed one thing.
pub(crate) fn offer() -> String {
    format!(
        "*What shall I make of it?* I have kept what you wrote, and nobody else has seen it.\n[Make it my check-in] \
         [Ask it in my check-in] [Make it a question]\n[Send it to Noah Reed as a note]\n[Never mind]\n{KEPT}"
    )
}

/// Four things are typed, in this order: by Inês, by Noah, by Inês again, and by somebody else as a note to a mentor who is
/// not there.
pub(crate) async fn everybody_types(world: &World, (mentee, mentor): (&str, &str)) {
    world.says(&world.ines, "What the mentee typed").await;
    world.says(&world.noah, "What the mentor typed").await;
    world.hours(2).await;
    world.says(&world.ines, "What the mentee typed later").await;
    world.types(mentor, "/mentor", "hours Sun 09:00-10:00").await;
    world.says(mentee, "What another mentee typed").await;
    world.presses(mentee, "send_note").await;
}

/// Presses the button of somebody's newest offer in this row of buttons.
async fn presses_row(world: &World, who: &str, (action, row): (&str, &str)) {
    let (channel, ts) = world.find(who, action).unwrap();
    let press = Press::in_message(&channel, &ts, action).in_block(row);
    world.stage.workspace.click(who, press).await.unwrap();
    world.stage.workspace.settle().await;
}

#[tokio::test]
async fn what_a_mentee_types_becomes_their_check_in() {
    let world = on_friday().await;
    world.says(&world.ines, "Finished the <T> import & fixed a test.").await;
    assert_eq!(world.reads(&world.ines), [offer()]);
    world.presses(&world.ines, "make_checkin").await;
    let form = world.modal(&world.ines);
    let tasks = "Tasks I finished or moved forward*: Finished the <T> import & fixed a test.";
    assert!(form.contains(tasks), "{form}");
    let mut week = a_good_week();
    week.as_object_mut().unwrap().remove("tasks");
    world.sends_well(&world.ines, week).await;
    assert!(world.checkin_in_room().contains("Finished the <T> import & fixed a test."));
    assert!(world.dm(&world.ines).contains(&"It went into your check-in.".to_owned()));
    let kept = world.value("select content from typed_messages").await;
    assert_eq!(kept, None, "it stands in the check-in, and is not kept here as well");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_stands_in_the_check_in_already_stays_there() {
    let world = on_friday().await;
    world.has_a_checkin(a_good_week()).await;
    world.says(&world.ines, "And the release went out.").await;
    world.presses(&world.ines, "make_checkin").await;
    let form = world.modal(&world.ines);
    let both = "Finished the import screen (#214) and fixed the flaky date test.\n\nAnd the release went out.";
    assert!(form.contains(both), "{form}");
    world.sends_well(&world.ines, json!({})).await;
    assert!(world.checkin_in_room().contains(both));
    world.everybody_reads();

    world.says(&world.ines, "When is a lifetime elided?").await;
    world.presses(&world.ines, "ask_in_checkin").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Question 1: When is cloning fine?"), "{form}");
    assert!(form.contains("Question 2: When is a lifetime elided?"), "{form}");
    world.sends_well(&world.ines, json!({ "question_2": "And a third?" })).await;
    world.everybody_reads();

    world.says(&world.ines, "A fourth question?").await;
    world.presses(&world.ines, "ask_in_checkin").await;
    assert_eq!(
        world.whisper(&world.ines),
        "Your check-in holds 3 questions already, so this one has no place. Send it as a note, or ask it next week."
    );
    world.presses(&world.ines, "never_mind").await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_draft_is_extended_and_remembers_what_it_holds() {
    let world = on_friday().await;
    world.types(&world.ines, "/checkin", "").await;
    world.types_into(&world.ines, "tasks", "Half of the import").await;
    world.closes(&world.ines).await;
    world.says(&world.ines, "And the release went out.").await;
    world.presses(&world.ines, "make_checkin").await;
    let both = "Half of the import\n\nAnd the release went out.";
    assert_eq!(world.in_field(&world.ines, "tasks"), both, "what was begun stays");
    world.types_into(&world.ines, "learned", "To read before I write.").await;
    world.closes(&world.ines).await;
    world.presses(&world.ines, "make_checkin").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), both, "once");
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), both);
    world.sends_well(&world.ines, json!({ "tried": "x", "primary": "y" })).await;
    assert_eq!(world.value("select state from typed").await.as_deref(), Some("checkin"));
    world.everybody_reads();

    world.presses(&world.noah, "reply").await;
    world.types_into(&world.noah, "feedback", "The import").await;
    world.closes(&world.noah).await;
    world.says(&world.noah, "is good.").await;
    world.presses(&world.noah, "make_reply").await;
    assert_eq!(world.in_field(&world.noah, "feedback"), "The import\n\nis good.");
    world.types_into(&world.noah, "progress", "You asked early.").await;
    world.closes(&world.noah).await;
    world.presses(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({})).await;
    assert_eq!(world.last_dm(&world.noah), "It went into your reply.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn everything_added_to_one_form_is_used_when_it_is_sent() {
    let world = on_friday().await;
    for (words, button) in [
        ("Finished the import.", "make_checkin"),
        ("When is cloning fine?", "ask_in_checkin"),
        ("And the release went out.", "make_checkin"),
    ] {
        world.says(&world.ines, words).await;
        world.presses(&world.ines, button).await;
        world.types_into(&world.ines, "learned", words).await;
        world.closes(&world.ines).await;
        world.hours(2).await;
    }
    world.says(&world.ines, "Something else.").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, json!({ "tried": "x", "primary": "y" })).await;
    world.minutes(1).await;
    let went = "It went into your check-in.".to_owned();
    assert_eq!(world.dm(&world.ines).iter().filter(|it| **it == went).count(), 3);
    let sees_nothing = world.value("select count(*) from typed_messages where content is not null");
    assert_eq!(sees_nothing.await.as_deref(), Some("1"), "what was not added is still kept");

    while !world.sees(&world.noah, "reply") {
        assert!(world.next().await);
    }
    for words in ["Good work.", "Keep at it."] {
        world.says(&world.noah, words).await;
        world.presses(&world.noah, "make_reply").await;
        world.types_into(&world.noah, "progress", words).await;
        world.closes(&world.noah).await;
        world.hours(2).await;
    }
    world.presses(&world.noah, "reply").await;
    assert_eq!(world.in_field(&world.noah, "feedback"), "Good work.\n\nKeep at it.");
    world.sends_well(&world.noah, json!({})).await;
    world.minutes(1).await;
    let went = "It went into your reply.".to_owned();
    assert_eq!(world.dm(&world.noah).iter().filter(|it| **it == went).count(), 2);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_field_without_room_gives_way_to_the_next() {
    let world = on_friday().await;
    let mut week = a_good_week();
    week["tasks"] = "é".repeat(2_990).into();
    world.has_a_checkin(week.clone()).await;
    world.says(&world.ines, "And the release went out.").await;
    world.presses(&world.ines, "make_checkin").await;
    let both = "How lifetimes tie a borrow to its owner.\n\nAnd the release went out.";
    assert!(world.modal(&world.ines).contains(both));
    for field in ["learned", "tried", "happened"] {
        week[field] = "é".repeat(2_990).into();
    }
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, week).await;
    world.presses(&world.ines, "make_checkin").await;
    assert!(
        world.whisper(&world.ines).starts_with("One field of a check-in takes 3000 characters")
    );
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_mentor_replies_and_writes_notes_the_same_way() {
    let mut world = on_friday().await;
    world.has_a_checkin(a_good_week()).await;
    world.says(&world.noah, "Cloning a short string is fine.").await;
    let offer = format!(
        "*What shall I make of it?* I have kept what you wrote, and nobody else has seen it.\n[Make it my reply to the \
         week of 2–8 Nov]\n[Send it to Inês Duarte as a note]\n[Never mind]\n{KEPT}"
    );
    assert_eq!(world.reads(&world.noah), [offer]);
    world.presses(&world.noah, "make_reply").await;
    let form = world.modal(&world.noah);
    assert!(form.contains("Feedback on the work: Cloning a short string is fine."), "{form}");
    world.sends_well(&world.noah, json!({ "progress": "You asked early." })).await;
    let reply = "*@Noah replied*\nFeedback on the work\nCloning a short string is fine.\nProgress I noticed\n\
                 You asked early.\n[I see it differently]";
    assert_eq!(world.in_thread(), [reply]);
    assert_eq!(world.last_dm(&world.noah), "It went into your reply.");
    world.everybody_reads();

    let bruno = NewPerson::named("Bruno Faria").zone("Europe/Lisbon");
    let bruno = world.mentors_too(bruno, "Bruno Faria").await;
    world.until("Europe/Lisbon", "2026-11-09 15:00").await;
    world.says(&world.noah, "I am travelling on Wednesday.").await;
    presses_row(&world, &world.noah, ("send_note", "typed_note_2")).await;
    assert!(world.reads(&bruno)[0].starts_with("Noah Reed wrote:\nI am travelling"));
    assert_eq!(world.last_dm(&world.noah), format!("@{bruno} has it, as a note."));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn somebody_who_is_both_sees_both() {
    let world = on_friday().await;
    world.has_a_checkin(a_good_week()).await;
    world.types(&world.lena, "/mentor", "pair @Lena Vogt @Noah Reed").await;
    for person in [&world.noah, &world.lena] {
        world.presses(person, "join").await;
    }
    world.everybody_reads();
    world.says(&world.noah, "A thought.").await;
    let said = world.reads(&world.noah);
    let buttons = "[Make it my check-in] [Ask it in my check-in] [Make it a question]\n[Make it my reply to Inês Duarte, 2–8 Nov]\n\
                   [Send it to Inês Duarte as a note]\n[Send it to Lena Vogt as a note]\n[Never mind]";
    assert!(said[0].contains(buttons), "{said:?}");
    presses_row(&world, &world.noah, ("send_note", "typed_note_2")).await;
    assert!(
        world.reads(&world.lena).iter().any(|it| it.starts_with("Noah Reed wrote:\nA thought."))
    );
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn messages_in_a_row_are_decided_about_together() {
    let world = on_friday().await;
    let one = world.says(&world.ines, "One.").await;
    world.says(&world.ines, "Two.").await;
    world.minutes(50).await;
    let three = world.says(&world.ines, "Three.").await;
    let dm = world.dm(&world.ines);
    let quiet = "This goes together with what you wrote below.";
    assert_eq!(dm.iter().filter(|it| *it == quiet).count(), 2, "{dm:#?}");
    let together = "*What shall I make of these 3 messages?* I have kept them together, and nobody else has seen them.";
    assert!(dm.last().unwrap().starts_with(together));
    world.says_instead(&world.ines, &one, "First.").await;
    world.unsays(&world.ines, &three).await;
    assert!(world.last_dm(&world.ines).starts_with("*What shall I make of these 2 messages?*"));
    world.presses(&world.ines, "send_note").await;
    assert!(
        world.last_dm(&world.noah).is_empty() || !world.last_dm(&world.noah).contains("First.")
    );
    assert!(world.in_room().last().unwrap().starts_with("Inês Duarte wrote:\nFirst.\n\nTwo.\n"));
    world.hours(2).await;
    world.says(&world.ines, "Something else.").await;
    assert_eq!(world.last_dm(&world.ines), offer());
    world.hours(2).await;
    world.says(&world.ines, "And again.").await;
    assert_eq!(world.last_dm(&world.ines), offer(), "two hours later it is another matter");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_is_typed_in_a_thread_is_answered_in_it() {
    let world = on_friday().await;
    let (channel, thread) = world.find(&world.ines, "write_checkin").unwrap();
    let workspace = &world.stage.workspace;
    workspace.post(&world.ines, &channel, "I have no time today.", Some(&thread)).await.unwrap();
    workspace.settle().await;
    let answers = workspace.thread(&channel, &thread);
    assert_eq!(answers.len(), 3, "the request, her words, the offer");
    let offer = answers[2]["ts"].as_str().unwrap().to_owned();
    world.presses_in(&world.ines, (channel, offer), "send_note".to_owned()).await;
    assert!(world.in_room().last().unwrap().contains("I have no time today."));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_stranger_is_told_what_this_is_and_nothing_is_kept() {
    let world = on_friday().await;
    let tom = world.joins(NewPerson::named("Tom Hale").zone("Europe/Lisbon"));
    world.says(&tom, "Is anybody there? zebracrossing").await;
    world.says(&tom, "Hello?").await;
    let hello = "Hello, I'm Trellis. I look after mentorship here: a mentee writes a short check-in every week, and \
                 their mentor answers it in writing. You are in no running pair at the moment, so there is nobody I could \
                 bring this to, and I have kept nothing of it. `/mentor help` shows what you can do.";
    assert_eq!(world.reads(&tom), [hello], "once in an hour");
    world.says(&world.lena, "I lead and am in no pair.").await;
    assert_eq!(world.reads(&world.lena), [hello]);
    assert_eq!(world.dump().await["typed"].len(), 0);
    assert!(!world.is_kept("zebracrossing").await);
    world.hours(2).await;
    world.says(&tom, "And now?").await;
    assert_eq!(world.reads(&tom), [hello]);
    let guest = json!({ "type": "user_change", "user": { "id": world.ines, "is_restricted": true,
        "profile": { "real_name": "Inês Duarte" }, "tz": "Europe/Lisbon" } });
    world.stage.workspace.forge_event("user_change", guest).await;
    world.stage.workspace.settle().await;
    world.says(&world.ines, "Am I still here?").await;
    assert_eq!(world.last_dm(&world.ines), hello);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn never_mind_and_thirty_days_forget_it() {
    let world = on_friday().await;
    let dropped = world.says(&world.ines, "The zebracrossing.").await;
    world.presses(&world.ines, "never_mind").await;
    let forgotten = "All right, I've forgotten it. It still stands here, where you wrote it.";
    assert_eq!(world.last_dm(&world.ines), forgotten);
    world.says_instead(&world.ines, &dropped, "The zebracrossing again.").await;
    assert!(!world.is_kept("zebracrossing").await);
    world.says(&world.ines, "A hedgehog.").await;
    world.days(29).await;
    assert!(world.is_kept("hedgehog").await);
    world.days(2).await;
    assert!(!world.is_kept("hedgehog").await);
    let expired =
        "That was 30 days ago, so I've forgotten it. It still stands here, where you wrote it.";
    assert!(world.dm(&world.ines).contains(&expired.to_owned()));
    world.ends_unread().await;
}

#[tokio::test]
async fn events_that_come_twice_or_in_another_order_change_nothing() {
    let world = on_friday().await;
    let dm = world.stage.workspace.app_dm(&world.ines);
    let message = |ts: &str, text: &str, edited: Option<&str>| {
        let mut said = json!({ "type": "message", "user": world.ines, "ts": ts, "text": text });
        if let Some(edited) = edited {
            said["edited"] = json!({ "user": world.ines, "ts": edited });
        }
        said
    };
    let event = |ts: &str, more: Value| {
        let mut event =
            json!({ "type": "message", "channel": dm, "channel_type": "im", "event_ts": ts });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    };
    let changed = |told: &str, now: Value, before: Value| {
        event(
            told,
            json!({ "subtype": "message_changed", "message": now, "previous_message": before }),
        )
    };
    let ts = "1793977500.000100";
    let first = message(ts, "First", None);
    let second = message(ts, "Second", Some("1793977501.000000"));
    let third = message(ts, "Third", Some("1793977502.000000"));
    let later = changed("1793977502.000100", third.clone(), second.clone());
    let earlier = changed("1793977501.000100", second, first.clone());
    let deleted = |ts: &str| json!({ "subtype": "message_deleted", "deleted_ts": ts });
    let gone = "1793977600.000100";
    let workspace = &world.stage.workspace;
    for event in [
        later.clone(),
        event(ts, first.clone()),
        earlier,
        later,
        event(ts, first),
        event("1793977601.000100", deleted(gone)),
        event(gone, message(gone, "Deleted before it was heard of", None)),
        event(
            "1793977700.000100",
            json!({ "bot_id": "B1", "user": world.ines, "text": "A bot",
            "ts": "1793977700.000100" }),
        ),
        event(
            "1793977700.000200",
            json!({ "subtype": "channel_topic", "user": world.ines,
            "text": "A notice", "ts": "1793977700.000200" }),
        ),
    ] {
        workspace.forge_event("message.im", event).await;
        workspace.settle().await;
    }
    assert_eq!(world.reads(&world.ines), [offer()], "one offer");
    let kept = world.value("select group_concat(content, '|') from typed_messages").await;
    assert_eq!(kept.as_deref(), Some("Third"), "the newest text, and nothing that is gone");
    let blank = message(ts, "\u{200b} ", Some("1793977503.000000"));
    workspace.forge_event("message.im", changed("1793977503.000100", blank, third)).await;
    workspace.settle().await;
    assert_eq!(world.last_dm(&world.ines), "You took it back, so I've forgotten it.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_locked_database_is_told_and_nothing_is_lost() {
    let world = on_friday().await;
    let lock = world.stage.bot.app.db.write().await.unwrap();
    let dm = world.stage.workspace.app_dm(&world.ines);
    world.stage.workspace.post(&world.ines, &dm, "The release went out.", None).await.unwrap();
    drop(lock);
    world.stage.workspace.settle().await;
    assert_eq!(
        world.whisper(&world.ines),
        "I couldn't take that in just now. Nothing is lost: it still stands here, where you wrote it. Please send it \
         again in a moment."
    );
    world.says(&world.ines, "The release went out.").await;
    assert_eq!(world.last_dm(&world.ines), offer());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn it_is_decided_once_and_found_by_nobody() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 15:05").await;
    world.says(&world.ines, "The zebracrossing is down.").await;
    world.types(&world.ines, "/mentor", "search zebracrossing").await;
    assert!(world.modal(&world.ines).contains("Nothing found"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "make_checkin").await;
    world.presses(&world.ines, "never_mind").await;
    let again = "You've decided about that already, so nothing has changed. Type it again to make something else of it.";
    for (action, value) in [
        ("send_note", "1>1"),
        ("make_checkin", "1>1"),
        ("never_mind", "1"),
        ("take_note_back", "1"),
    ] {
        let press = trellis::sandbox::acting::Forged::Press {
            action: action.to_owned(),
            value: value.to_owned(),
        };
        world.stage.workspace.forge(&world.ines, &press).await.unwrap();
        world.stage.workspace.settle().await;
        assert_eq!(world.whisper(&world.ines), again, "{action}");
    }
    // A form that was open meanwhile is sent all the same; its words are hers.
    world.sends_well(&world.ines, a_good_week()).await;
    assert_eq!(world.value("select state from typed").await.as_deref(), Some("dropped"));
    world.everybody_reads();
    world.ends().await;
}
