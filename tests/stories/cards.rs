//! Several unasked messages as one card, and what has no room on its day.
//!
//! Times are Inês's, in Lisbon, where she works from 09:00 to 17:00, Monday to Friday. Where a story
//! needs more than one thing at once she is a mentee in several programmes.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    sandbox::{acting::Press, faults::Misbehaviour, people::NewPerson},
    store::programmes::{self, NewProgramme},
};

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const DUE: &str = "2026-11-06 15:00";
const ALWAYS: usize = 100_000;

impl World {
    /// Inês is a mentee of Lena's and of Mia's too, each in a programme of its own that asks on Fridays at 15:00.
    pub(crate) async fn with_three_mentors() -> Self {
        Self::with_three_mentors_on("2026-11-02T09:00:00Z").await
    }

    async fn with_three_mentors_on(monday: &str) -> Self {
        let world = Self::with_a_pair_on(monday, (LISBON, "America/New_York")).await;
        let mia = world.joins(NewPerson::named("Mia").zone(LISBON));
        world.types_raw(&world.lena, "/mentor", &format!("pair <@{mia}> <@{}>", world.noah)).await;
        for (number, mentor) in [(2, &world.lena), (3, &mia)] {
            assert_eq!(world.has_a_programme(&format!("Programme {number}")).await, number);
            for sql in [
                format!("delete from pairs where id = {number}"),
                format!(
                    "insert into pairs (id, programme_id, mentor_id, mentee_id, state, proposed_by, proposed_at, \
                     began_at) select {number}, {number}, (select id from people where slack_user = '{mentor}'), \
                     mentee_id, state, proposed_by, proposed_at, began_at from pairs where id = 1"
                ),
                format!(
                    "insert into schedules select {number}, kind, week, due_at from schedules where pair_id = 1"
                ),
            ] {
                world.changes_the_file(&sql).await;
            }
        }
        world
            .changes_the_file("delete from outbox where key like 'consent/%' and state = 'ready'")
            .await;
        world
    }

    /// A programme like the first one is begun; returns its number.
    async fn has_a_programme(&self, name: &str) -> i64 {
        let app = &self.stage.bot.app;
        let mut tx = app.db.write().await.unwrap();
        let first = programmes::find_first(&mut tx, &app.zones).await.unwrap().unwrap();
        let new = NewProgramme {
            name: name.to_owned(),
            zone: first.zone,
            checkin_rule: first.checkin_rule,
            checkin_every_weeks: first.checkin_every_weeks,
            reply_owed_hours: first.reply_owed_hours,
            mentor_capacity: first.mentor_capacity,
        };
        let id = programmes::insert(&mut tx, &new, self.now()).await.unwrap();
        tx.commit().await.unwrap();
        id.0
    }

    /// Inês presses something in one of the things on her newest card.
    async fn presses_on_card(&self, action: &str, block: &str) {
        let (channel, ts) = self.find(&self.ines, action).expect("there is no card");
        let press = Press::in_message(&channel, &ts, action).in_block(block);
        self.stage.workspace.click(&self.ines, press).await.unwrap();
        self.stage.workspace.settle().await;
    }
}

async fn ends(world: World) {
    world.everybody_reads();
    let counts = world.counts().await;
    let all = counts.sent + counts.skipped + counts.dead + counts.in_flight;
    assert_eq!(all, i64::try_from(world.ledger().await.len()).unwrap(), "{counts:?}");
    world.ends().await;
}

#[tokio::test]
async fn three_at_once_are_one_card_whose_buttons_work() {
    let world = World::with_three_mentors().await;
    world.until(LISBON, DUE).await;
    assert_eq!(world.reads(&world.ines).len(), 1);
    assert_snapshot!(world.last_dm(&world.ines), @r"
        *3 things in one message*, so that I don't write to you more often than you want.
        ---
        *How was your week of 2–8 Nov?* Fifteen minutes of writing now, and @Noah answers it in writing.
        [Write check-in] [Later today] [Skip this week]
        @Noah reads it and answers; leads see that you wrote, never the words.
        *Asking, 1 of 3.* Half an hour of being stuck is long enough. `/ask quick` takes one line, and a small question is a good question.
        ---
        *How was your week of 2–8 Nov?* Fifteen minutes of writing now, and @Lena answers it in writing.
        [Write check-in] [Later today] [Skip this week]
        @Lena reads it and answers; leads see that you wrote, never the words.
        *Asking, 1 of 3.* Half an hour of being stuck is long enough. `/ask quick` takes one line, and a small question is a good question.
        ---
        *How was your week of 2–8 Nov?* Fifteen minutes of writing now, and @U000000059 answers it in writing.
        [Write check-in] [Later today] [Skip this week]
        @U000000059 reads it and answers; leads see that you wrote, never the words.
        *Asking, 1 of 3.* Half an hour of being stuck is long enough. `/ask quick` takes one line, and a small question is a good question.
        ---
        [Why am I seeing this?]
        ");
    let settled: Vec<_> =
        world.ledger().await.into_iter().filter(|entry| entry.asks()).map(|it| it.state).collect();
    assert_eq!(settled, ["sent", "sent", "sent"]);

    world.presses_on_card("write_checkin", "prompt_0").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.presses_on_card("skip", "prompt_1").await;
    world.sends_well(&world.ines, json!({})).await;
    let card = world.find(&world.ines, "later").expect("the third is still open");
    let shown = |world: &World| {
        let (channel, ts) = card.clone();
        world.message_at(&channel, &ts)
    };
    assert_snapshot!(shown(&world), @r"
        *3 things in one message*, so that I don't write to you more often than you want.
        ---
        Your check-in for the week of 2–8 Nov is sent. Thank you.
        ---
        You skipped the week of 2–8 Nov. That's fine, it doesn't count as missed. I'll ask again when the next one is due.
        [Write it after all]
        ---
        *How was your week of 2–8 Nov?* Fifteen minutes of writing now, and @U000000059 answers it in writing.
        [Write check-in] [Later today] [Skip this week]
        @U000000059 reads it and answers; leads see that you wrote, never the words.
        *Asking, 1 of 3.* Half an hour of being stuck is long enough. `/ask quick` takes one line, and a small question is a good question.
        ---
        [Why am I seeing this?]
        ");
    // Her window is closed when she looks at the last of them.
    world.until(LISBON, "2026-11-06 20:00").await;
    world.presses_in(&world.ines, card.clone(), "later".to_owned()).await;
    assert_snapshot!(shown(&world), @r"
        *3 things in one message*, so that I don't write to you more often than you want.
        ---
        Your check-in for the week of 2–8 Nov is sent. Thank you.
        ---
        You skipped the week of 2–8 Nov. That's fine, it doesn't count as missed. I'll ask again when the next one is due.
        [Write it after all]
        ---
        All right: I'll ask again on Mon 9 Nov, 09:00 about the week of 2–8 Nov.
        [Write it now] [Skip this week]
        ");
    ends(world).await;
}

#[tokio::test]
async fn two_at_once_are_two_messages_and_what_no_room_is_left_for_waits() {
    let world = World::with_three_mentors().await;
    world
        .changes_the_file(
            "update pairs set state = 'ended', closed_at = 1, ending = 'early' where id = 3",
        )
        .await;
    world.until(LISBON, "2026-11-09 18:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    assert_eq!(world.not_asked().await, ["last 2026-W45: late", "last 2026-W45: late"]);
    ends(world).await;
}

#[tokio::test]
async fn a_day_is_a_day_when_clocks_change_in_it() {
    // Sunday has 25 hours in October and 23 in March.
    for (monday, thursday, sunday, tuesday) in [
        ("2026-10-19T08:00:00Z", "Thu 2026-10-22", "Sun 2026-10-25", "2026-10-27"),
        ("2026-03-23T09:00:00Z", "Thu 2026-03-26", "Sun 2026-03-29", "2026-03-31"),
    ] {
        let world = World::with_three_mentors_on(monday).await;
        world
            .changes_the_file(
                "update pairs set state = 'ended', closed_at = 1, ending = 'early' where id = 3",
            )
            .await;
        world.changes_the_file("update pairs set checkin_rule = '0 15 * * THU'").await;
        world.ines_types("hours Sun-Thu 09:00-17:00").await;
        world.until(LISBON, &format!("{tuesday} 12:00")).await;
        let week =
            &world.ledger().await.iter().find(|entry| entry.asks()).unwrap().key[9..17].to_owned();
        let (prompt, reminder) =
            (format!("{thursday} 15:00 prompt {week}"), format!("{sunday} 09:00 reminder {week}"));
        assert_eq!(world.asked(LISBON).await, [&*prompt, &*prompt, &*reminder, &*reminder]);
        let late = format!("last {week}: late");
        assert_eq!(world.not_asked().await, [&*late, &*late]);
        ends(world).await;
    }
}

#[tokio::test]
async fn what_piles_up_while_the_bot_is_down_is_one_card() {
    let world = World::with_three_mentors().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    world.down_until(LISBON, "2026-11-09 10:00");
    world.up_again().await;
    world.minutes(1).await;
    assert_eq!(world.reads(&world.ines).len(), 1);
    assert_eq!(world.asked(LISBON).await, ["Mon 2026-11-09 10:00 prompt 2026-W45"; 3]);
    world.until(LISBON, "2026-11-10 09:30").await;
    assert_eq!(world.reads(&world.ines).len(), 1, "three reminders are one card too");
    ends(world).await;
}

#[tokio::test]
async fn a_card_of_which_nobody_knows_whether_it_arrived_is_looked_for_and_stands_once() {
    for what in [
        Misbehaviour::CutAfter,
        Misbehaviour::CutBefore,
        Misbehaviour::ServerErrorAfter(500),
        Misbehaviour::RateLimited(30),
        Misbehaviour::Garbage,
    ] {
        let mut world = World::with_three_mentors().await;
        world.until(LISBON, "2026-11-06 14:59").await;
        world.stage.workspace.misbehave(what.clone(), "chat.postMessage", 1);
        world.until(LISBON, DUE).await;
        world.bot_restarts().await;
        world.until(LISBON, "2026-11-06 15:30").await;
        assert_eq!(world.reads(&world.ines).len(), 1, "{what:?}");
        assert_eq!(world.asked(LISBON).await.len(), 3, "{what:?}");
        world.presses_on_card("skip", "prompt_2").await;
        world.sends_well(&world.ines, json!({})).await;
        assert!(world.last_dm(&world.ines).contains("You skipped the week"), "{what:?}");
        ends(world).await;
    }
}

#[tokio::test]
async fn a_card_that_cannot_go_on_its_day_is_made_again_on_the_next() {
    let world = World::with_three_mentors().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    world.stage.workspace.misbehave(Misbehaviour::ServerError(503), "chat.postMessage", ALWAYS);
    world.until(LISBON, "2026-11-06 16:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-06 18:00").await;
    world.stage.workspace.behave();
    world.until(LISBON, "2026-11-09 09:30").await;
    let asked = world.asked(LISBON).await;
    let expected = ["Mon 2026-11-09 09:00 prompt 2026-W45"; 2];
    assert_eq!(asked, expected, "what she has written meanwhile is not on it");
    assert_eq!(world.not_asked().await, ["prompt 2026-W45: answered"]);
    ends(world).await;
}

#[tokio::test]
async fn a_card_that_may_stand_already_is_not_said_again_in_pieces() {
    let world = World::with_three_mentors().await;
    world.changes_the_file("update pairs set checkin_rule = '59 16 * * FRI'").await;
    world.ines_types("hours Mon-Fri 09:00-17:00").await;
    let late = Misbehaviour::LateAccept(Duration::from_secs(200));
    world.until(LISBON, "2026-11-06 16:58").await;
    world.stage.workspace.misbehave(late, "chat.postMessage", 1);
    world.until(LISBON, "2026-11-06 18:00").await;
    assert_eq!(world.reads(&world.ines).len(), 1, "Slack took it after it had been looked for");
    world.until(LISBON, "2026-11-09 09:05").await;
    assert_eq!(world.reads(&world.ines).len(), 1, "the same card, and nothing beside it");
    world.until(LISBON, "2026-11-09 09:30").await;
    let cards = world.dm(&world.ines).iter().filter(|it| it.contains("3 things")).count();
    assert_eq!(cards, 1, "the first was taken away");
    world.ends_with_a_copy_taken_away().await;
}

#[tokio::test]
async fn one_thing_that_cannot_be_made_does_not_keep_the_others_back() {
    let world = World::with_three_mentors().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    world
        .changes_the_file("update people set working_hours = 'sometimes' where name = 'Mia'")
        .await;
    world.until(LISBON, "2026-11-06 15:05").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"; 2]);
    world.changes_the_file("update people set working_hours = null where name = 'Mia'").await;
    world.until(LISBON, "2026-11-09 09:30").await;
    assert_eq!(world.asked(LISBON).await.len(), 5, "the third, and two reminders, on one card");
    ends(world).await;
}
