//! Whatever is typed into whatever field: taken whole or refused with a sentence, and never more than words.

use serde_json::{Value, json};
use trellis::{
    domain::text::UserText,
    sandbox::acting::{Forged, Press, Submitted},
};

use crate::world::{
    World, a_good_week,
    texts::{CHECKIN_FIELDS, MARKER, REPLY_FIELDS, hostile},
};

fn clean(text: &str) -> String {
    UserText::parse(text, 3000).unwrap().expose().to_owned()
}

/// Every field of a form with the same text, after the field's own name.
fn all(fields: &[&str], text: &str) -> Value {
    fields.iter().map(|field| ((*field).to_owned(), json!(format!("{field} {text}")))).collect()
}

/// The mentor reads the check-in, the mentee the record, and both search: everywhere words come up again.
async fn everybody_looks(world: &World) {
    world.assert_inert(MARKER);
    for who in [&world.ines, &world.noah] {
        for (command, text) in [("/checkin", "history"), ("/mentor", "search zq7")] {
            world.types(who, command, text).await;
            world.assert_inert(MARKER);
            world.presses_in_modal(who, "open_checkin").await;
            world.assert_inert(MARKER);
            world.stage.workspace.close_all(who).await.unwrap();
        }
        world.home(who).await;
    }
    world.home(&world.lena).await;
    world.assert_inert(MARKER);
}

#[tokio::test]
async fn hostile_words_are_kept_whole_and_do_nothing_in_check_ins_and_replies() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    for text in hostile() {
        // So many changes of one message in a minute are more than Slack allows.
        world.minutes(2).await;
        world.presses(&world.ines, "edit_checkin").await;
        world.sends_well(&world.ines, all(&CHECKIN_FIELDS, &text)).await;
        world.presses(&world.ines, "edit_checkin").await;
        world.assert_inert(MARKER);
        world.sends_well(&world.ines, json!({})).await;
        world.presses(&world.noah, "reply").await;
        world.sends_well(&world.noah, all(&REPLY_FIELDS, &text)).await;
        let shown = [world.checkin_in_room(), world.in_thread().pop().unwrap()].concat();
        let shown = shown.replace("\n> ", "\n");
        for field in CHECKIN_FIELDS.iter().chain(&REPLY_FIELDS) {
            let expected = clean(&format!("{field} {text}")).replace("\n> ", "\n");
            assert!(shown.contains(&expected), "{field} is not there whole: {expected:?}");
        }
        world.writes_in_thread(&world.noah, &text).await;
        everybody_looks(&world).await;
    }
    world.ends_unread().await;
}

#[tokio::test]
async fn hostile_words_are_kept_whole_and_do_nothing_as_a_reason_for_skipping() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    for text in hostile() {
        world.days(7).await;
        let reason: String = text.chars().take(500).collect();
        world.presses(&world.ines, "skip").await;
        world.sends_well(&world.ines, json!({ "reason": reason })).await;
        world.types(&world.noah, "/checkin", "history").await;
        assert!(
            world
                .modal(&world.noah)
                .replace("\n> ", "\n")
                .contains(&clean(&reason).replace("\n> ", "\n"))
        );
        world.assert_inert(MARKER);
        world.stage.workspace.close_all(&world.noah).await.unwrap();
    }
    world.ends_unread().await;
}

#[tokio::test]
async fn hostile_words_after_a_slash_change_nothing_and_do_nothing() {
    let world = World::with_a_pair().await;
    let before = world.dump().await;
    for text in hostile() {
        for word in ["", "search", "pair", "day", "hours", "away", "history", "help"] {
            let text = format!("{word} {text}");
            world.types(&world.ines, "/mentor", &text).await;
            world.assert_inert(MARKER);
            world.types_raw(&world.ines, "/mentor", &text).await;
            world.assert_inert(MARKER);
            while world.stage.workspace.modal(&world.ines).is_some() {
                world.stage.workspace.close_all(&world.ines).await.unwrap();
            }
        }
        world.types_raw(&world.ines, "/checkin", &text).await;
        world.assert_inert(MARKER);
    }
    assert_eq!(world.dump().await, before);
    world.ends().await;
}

/// What the bot answers to a form that Slack's client would not have sent.
async fn forges(world: &World, who: &str, (form, about): (&str, &str), values: &Value) -> Value {
    let field = |(block, text): (&String, &Value)| {
        (block.clone(), json!({ "value": { "type": "plain_text_input", "value": text } }))
    };
    let values = values.as_object().unwrap().iter().map(field).collect();
    let forged = Forged::Submission { form: form.to_owned(), metadata: about.to_owned(), values };
    let answer = world.stage.workspace.forge(who, &forged).await.unwrap();
    world.stage.workspace.settle().await;
    answer["errors"].clone()
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused_under_its_own_field_and_nothing_is_kept() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.until("Europe/Lisbon", "2026-11-13 15:00").await;
    let (checkin, week) = ("1", "1/2026-W46");
    let before = world.dump_of_what_was_sent().await;
    let forms = [
        (&world.ines, ("checkin", week), CHECKIN_FIELDS.as_slice(), 3000),
        (&world.noah, ("reply", checkin), REPLY_FIELDS.as_slice(), 3000),
        (&world.ines, ("skip", week), ["reason"].as_slice(), 500),
    ];
    for (who, form, fields, max) in forms {
        for field in fields {
            let mut values =
                if form.0 == "checkin" { all(&CHECKIN_FIELDS, "fine") } else { json!({}) };
            values[*field] = json!("🎉".repeat(10_000));
            let problem = format!(
                "This is {} characters too long (10000 of {max}). Nothing is lost: shorten it and send again.",
                10_000 - max
            );
            assert_eq!(forges(&world, who, form, &values).await, json!({ *field: problem }));
        }
    }
    assert_eq!(world.dump_of_what_was_sent().await, before, "it is a draft at most");
    world.ends_unread().await;
}

#[tokio::test]
async fn blanks_are_no_answer_where_one_is_needed_and_none_where_it_is_not() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    let before = world.dump().await;
    let blank = "Write a few words here; one honest sentence is enough.";
    let blanks = " \t\r\n\u{200b}\u{2060}\u{3164}\u{2800}\u{feff}\0";
    let values = CHECKIN_FIELDS.iter().map(|field| ((*field).to_owned(), json!(blanks))).collect();
    let required: Value = ["tasks", "learned", "tried", "primary"]
        .map(|f| (f.to_owned(), json!(blank)))
        .into_iter()
        .collect();
    let errors = forges(&world, &world.ines, ("checkin", "1/2026-W45"), &values).await;
    assert_eq!(errors, required);
    let nothing = forges(&world, &world.ines, ("checkin", "1/2026-W45"), &json!({})).await;
    assert_eq!(nothing, required, "fields that are not there at all");
    assert_eq!(world.dump().await, before);

    world.types(&world.ines, "/checkin", "").await;
    let mut values = values;
    for field in ["tasks", "learned", "tried", "primary"] {
        values[field] = json!(format!("  {field} \t\r\n\u{200b}\u{feff}\0"));
    }
    world.sends_well(&world.ines, values).await;
    assert_eq!(
        world.checkin_in_room().lines().take(14).collect::<Vec<_>>(),
        [
            "*Check-in of @Inês, week of 2–8 Nov*  for @Noah",
            "# Accomplished",
            "Tasks I finished or moved forward",
            "tasks",
            "What I learned",
            "learned",
            "# Struggled",
            "Something that was hard, and what I tried",
            "tried",
            "# Next week",
            "The one thing that matters most",
            "primary",
            "---",
            "[Reply] [Read, more on …]",
        ]
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn slacks_own_client_keeps_a_form_that_is_too_long_open() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.types(&world.ines, "/checkin", "").await;
    let mut week = a_good_week();
    week["tried"] = json!("🎉".repeat(10_000));
    let Submitted::ClientErrors(errors) = world.sends(&world.ines, week).await else {
        panic!("Slack's client let it pass");
    };
    assert_eq!(errors["tried"], "Must be less than 3000 characters");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_name_can_neither_hide_nor_reorder_the_words_beside_it() {
    use trellis::sandbox::people::NewPerson;
    let world = World::with_a_pair().await;
    let hostile = format!("{MARKER}\u{202e}<!channel>\u{0}*x*");
    let other = world.joins(NewPerson::named(&hostile).zone("Europe/Lisbon"));
    world.types_raw(&world.lena, "/mentor", &format!("pair <@{}> <@{other}>", world.noah)).await;
    for who in [&other, &world.noah] {
        while !world.sees(who, "join") {
            assert!(world.next().await);
        }
        world.presses(who, "join").await;
    }
    world.types(&world.noah, "/checkin", "history").await;
    let view = world.stage.workspace.modal(&world.noah).unwrap();
    let options = &view["blocks"][1]["element"]["options"];
    assert_eq!(options[0]["text"]["text"], "Inês Duarte");
    assert_eq!(options[1]["text"]["text"], format!("{MARKER}<!channel>*x*"));
    assert_eq!(options[1]["text"]["type"], "plain_text", "which Slack shows as it stands");
    let other_pair = options[1]["value"].as_str().unwrap().to_owned();
    let id = view["id"].as_str().unwrap();
    let choose = Press::in_view(id, "history_of").choosing(other_pair);
    world.stage.workspace.click(&world.noah, choose).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.modal(&world.noah).contains(&format!("You and @{other}.")));
    world.ends_unread().await;
}

#[tokio::test]
async fn hostile_words_in_the_template_are_only_words_wherever_they_are_asked_or_answered() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-27 10:05").await;
    let label = format!("{MARKER} <!channel> <@U000000001> *b* `c` &lt; :tada:");
    let template = json!({
        "looking_back": format!("# {label}\n* learned: {label} | {label}"),
        "looking_ahead": format!("# {label}\nprimary: {label}"),
        "reply": format!("feedback: {label} | {label}"),
        "monthly": format!("risk: {label}"),
        "monthly_reply": format!("story: {label}"),
    });
    world.types(&world.lena, "/mentor", "template").await;
    let saved = world.sends(&world.lena, template).await;
    assert!(matches!(saved, Submitted::Replaced(_)), "{saved:?}");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.lena, "/mentor", "template").await;
    world.presses(&world.ines, "write_checkin").await;
    assert_only_words(&world);
    world.sends_well(&world.ines, all(&["learned", "primary", "risk"], "x")).await;
    world.minutes(1).await;
    world.presses(&world.noah, "reply").await;
    assert_only_words(&world);
    world.sends_well(&world.noah, all(&["feedback", "once_a_month"], "x")).await;
    assert!(world.in_thread().concat().matches("<!channel>").count() == 2, "the labels are whole");
    world.types(&world.noah, "/checkin", "history").await;
    world.presses_in_modal(&world.noah, "open_checkin").await;
    assert_only_words(&world);
    world.ends_unread().await;
}

/// Where a lead's words stand, Slack reads them as text: plain, or a text element of rich text, or their own box.
fn assert_only_words(world: &World) {
    fn walk(value: &Value, found: &mut usize) {
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    let Some(words) = member.as_str().filter(|it| it.contains(MARKER)) else {
                        walk(member, found);
                        continue;
                    };
                    let kind = members["type"].as_str().unwrap();
                    let is_text = key == "text" && ["plain_text", "text"].contains(&kind);
                    let is_box = ["initial_value", "value"].contains(&key.as_str());
                    assert!(is_text || is_box, "{kind} {key}: {words}");
                    *found += 1;
                }
            }
            Value::Array(members) => members.iter().for_each(|member| walk(member, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut found = 0;
    world.everything_shown().iter().for_each(|(_, json)| walk(json, &mut found));
    assert!(found > 5, "the words were not found");
}
