//! Check-ins and replies at their longest: nothing is cut, whatever it takes.

use serde_json::{Value, json};

use crate::world::{
    World,
    texts::{CHECKIN_FIELDS, REPLY_FIELDS},
};

/// A check-in in which every field holds as much as Slack takes, and begins and ends with its own words.
fn everything(mark: &str) -> Value {
    CHECKIN_FIELDS.into_iter().map(|field| (field.to_owned(), full(field, mark))).collect()
}

fn full(field: &str, mark: &str) -> Value {
    let (first, last) = (format!("{mark}-{field}-begins "), format!(" {mark}-{field}-ends"));
    json!(format!("{first}{}{last}", "é".repeat(3000 - first.len() - last.len())))
}

/// Every word of it stands in these messages, each field once and in order.
fn assert_whole(messages: &[String], mark: &str) {
    let all = messages.concat();
    let mut from = 0;
    for field in CHECKIN_FIELDS {
        let text = full(field, mark);
        let at = all[from..].find(text.as_str().unwrap());
        from += at.unwrap_or_else(|| panic!("{mark}-{field} is not there, whole and in order"));
    }
    assert_eq!(all.matches("-begins").count(), CHECKIN_FIELDS.len(), "nothing is said twice");
}

#[tokio::test]
async fn a_check_in_at_its_longest_is_posted_whole_in_numbered_parts() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(everything("one")).await;
    let mut said = vec![world.checkin_in_room()];
    assert!(said[0].contains("It goes on in the thread."));
    let parts = world.in_thread();
    let titles: Vec<&str> = parts.iter().filter_map(|part| part.lines().next()).collect();
    assert_eq!(titles, ["Check-in, part 2 of 4", "Check-in, part 3 of 4", "Check-in, part 4 of 4"]);
    said.extend(parts);
    assert_whole(&said, "one");

    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, everything("two")).await;
    let thread = world.in_thread();
    let titles: Vec<&str> = thread.iter().filter_map(|part| part.lines().next()).collect();
    assert_eq!(
        titles[3..],
        [
            "Edited check-in, part 2 of 4",
            "Edited check-in, part 3 of 4",
            "Edited check-in, part 4 of 4"
        ]
    );
    let mut said = vec![world.checkin_in_room()];
    said.extend(thread[3..].iter().cloned());
    assert_whole(&said, "two");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn the_record_shows_a_check_in_at_its_longest_whole() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(everything("one")).await;
    world.presses(&world.ines, "open_checkin").await;
    assert_whole(&[world.modal(&world.ines)], "one");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_reply_at_its_longest_is_posted_whole() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(crate::world::a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    let values: Value =
        REPLY_FIELDS.into_iter().map(|field| (field.to_owned(), full(field, "re"))).collect();
    world.sends_well(&world.noah, values.clone()).await;
    let thread = world.in_thread();
    assert_eq!(thread.len(), 2);
    assert!(thread[0].ends_with("It goes on in the next message."));
    assert!(thread[1].starts_with("Reply, part 2 of 2\n"));
    for field in REPLY_FIELDS {
        let text = values[field].as_str().unwrap();
        assert_eq!(thread.concat().matches(text).count(), 1, "{field}");
    }
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_long_reply_sent_again_with_other_words_says_its_further_parts_again() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(crate::world::a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    let form = world.form_left_open(&world.noah);
    let one: Value =
        REPLY_FIELDS.into_iter().map(|field| (field.to_owned(), full(field, "one"))).collect();
    world.sends_well(&world.noah, one).await;
    let two = REPLY_FIELDS.map(|field| full(field, "two"));
    let texts: Vec<(&str, &str)> = REPLY_FIELDS
        .into_iter()
        .zip(&two)
        .map(|(field, text)| (field, text.as_str().unwrap()))
        .collect();
    world.sends_left_open(&world.noah, &form, &texts).await;
    let thread = world.in_thread();
    let titles: Vec<&str> = thread.iter().filter_map(|part| part.lines().next()).collect();
    assert_eq!(titles, ["*@Noah replied*", "Reply, part 2 of 2", "Edited reply, part 2 of 2"]);
    let said = [&*thread[0], &*thread[2]].concat();
    for text in two {
        assert_eq!(said.matches(text.as_str().unwrap()).count(), 1);
    }
    world.everybody_reads();
    world.ends().await;
}
