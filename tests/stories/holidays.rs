//! Holidays of a programme: a lead's list, an imported file, and what they do to prompts and promises.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{
    domain::zone::Zones,
    features::{Error, holidays::import},
    sandbox::{acting::Submitted, people::NewPerson},
};

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

/// Lena adds days; everybody's dates have followed when it returns.
async fn adds(world: &World, lines: &str) {
    world.types(&world.lena, "/mentor", "holidays").await;
    let sent = world.sends(&world.lena, json!({ "add": lines })).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
    world.minutes(1).await;
}

async fn refused(world: &World, values: Value) -> String {
    match world.sends(&world.lena, values).await {
        Submitted::FieldErrors(errors) => errors
            .iter()
            .map(|(field, words)| format!("{field}: {words}"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => panic!("{other:?}"),
    }
}

/// What the operator reads when they import a file.
async fn imports(world: &World, file: &[u8]) -> Result<String, String> {
    let mut tx = world.stage.bot.app.db.write().await.unwrap();
    match import(&mut tx, (&Zones::bundled(), world.now()), file).await {
        Ok(said) => {
            tx.commit().await.unwrap();
            world.minutes(1).await;
            Ok(said)
        }
        Err(Error::Refused(sentence)) => Err(sentence),
        Err(other) => panic!("{other:?}"),
    }
}

fn calendar(events: &str) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n").into_bytes()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n")
}

#[tokio::test]
async fn a_lead_keeps_the_list() {
    let world = World::with_a_pair().await;
    adds(&world, "2026-12-25 Christmas Day\n2026-12-31 2027-01-01 New Year").await;
    world.types(&world.lena, "/mentor", "holidays").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Holidays ==
        On these days everybody in the programme is left alone, each on their own calendar, and clocks stand still. Somebody's own days off are leave: `/mentor away`.
        • Fri 25 Dec 2026 – Christmas Day
        • Thu 31 Dec 2026 to Fri 1 Jan 2027 – New Year
        Add days, one line each: ____
        Take one off the list: ____
        Everybody in the programme can read this list, and leads change it. Whoever operates the server can import a calendar file into it.
        [[Save]]
        ");
    let change = json!({ "add": "2026-12-25 Christmas", "remove": "2" });
    world.sends(&world.lena, change).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Holidays ==
        Saved. Everybody's dates follow within a minute.
        • Fri 25 Dec 2026 – Christmas
        ");
    world.minutes(1).await;
    ends(world).await;
}

#[tokio::test]
async fn mentors_and_mentees_read_what_is_to_come_in_their_own_programme() {
    let world = World::with_three_mentors().await;
    world.changes_the_file("update programmes set name = 'Another programme' where id = 2").await;
    world.types(&world.noah, "/mentor", "holidays").await;
    assert!(world.modal(&world.noah).contains("*No holidays are on the list yet.*"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    adds(&world, "2026-11-04 A day of this week\n2026-12-25 Christmas Day").await;
    world.until(LISBON, "2026-11-05 10:00").await;
    world.types(&world.noah, "/mentor", "holidays").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Holidays ==
        On these days everybody in the programme is left alone, each on their own calendar, and clocks stand still. Your own days off are leave: `/mentor away`.
        • Fri 25 Dec 2026 – Christmas Day
        Is one missing? A lead of the programme can add it.
        ");
    world.types(&world.ines, "/mentor", "holidays").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Holidays ==
        On these days everybody in the programme is left alone, each on their own calendar, and clocks stand still. Your own days off are leave: `/mentor away`.
        # Mentorship
        • Fri 25 Dec 2026 – Christmas Day
        # Another programme
        *No holidays are on the list yet.*
        # Programme 3
        *No holidays are on the list yet.*
        Is one missing? A lead of the programme can add it.
        ");
    let tom = world.joins(NewPerson::named("Tom"));
    let no_pair = "You are in no running pair at the moment, so no programme's holidays are yours. `/mentor help` shows \
                   what you can do.";
    assert_eq!(world.types(&tom, "/mentor", "holidays").await, no_pair);
    world
        .changes_the_file("update pairs set state = 'ended', closed_at = 1, ending = 'early'")
        .await;
    assert_eq!(world.types(&world.noah, "/mentor", "holidays").await, no_pair);
    ends(world).await;
}

#[tokio::test]
async fn nobody_is_asked_on_a_holiday_and_the_answer_is_owed_a_day_later() {
    let world = World::with_a_pair().await;
    world.has_a_checkin(a_good_week()).await;
    let before = world.in_room().pop().unwrap();
    assert!(before.contains("@Noah answers by Wed 4 Nov"), "{before}");
    adds(&world, "2026-11-03 Election Day").await;
    let after = world.in_room().pop().unwrap();
    assert!(after.contains("@Noah answers by Thu 5 Nov"), "{after}");
    adds(&world, "2026-11-13 A long weekend").await;
    world.until(LISBON, "2026-11-16 10:00").await;
    assert_eq!(world.asked(LISBON).await, ["Mon 2026-11-16 09:00 prompt 2026-W46"]);
    ends(world).await;
}

#[tokio::test]
async fn a_holiday_is_a_day_on_everybodys_own_calendar() {
    let world = World::with_a_pair_on("2026-11-01T20:00:00Z", ("Pacific/Auckland", NEW_YORK)).await;
    adds(&world, "2026-11-06 A day off").await;
    // Friday afternoon in Auckland is Thursday evening in New York.
    world.until("Pacific/Auckland", "2026-11-09 10:00").await;
    let expected = ["Mon 2026-11-09 09:00 prompt 2026-W45"];
    assert_eq!(world.asked("Pacific/Auckland").await, expected);
    ends(world).await;
}

#[tokio::test]
async fn the_holiday_of_the_mentor_holds_the_post_back() {
    let world = World::with_a_pair_on("2026-11-01T20:00:00Z", ("Pacific/Auckland", NEW_YORK)).await;
    adds(&world, "2026-11-05 A day off").await;
    // Thursday in New York is a holiday while it is Friday in Auckland.
    world.until("Pacific/Auckland", "2026-11-06 15:00").await;
    assert_eq!(world.asked("Pacific/Auckland").await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(NEW_YORK, "2026-11-06 10:00").await;
    assert_eq!(world.posted(NEW_YORK).await, ["Fri 2026-11-06 09:00"]);
    let post = world.in_room().pop().unwrap();
    assert!(
        post.contains("@Noah answers by Wed 11 Nov, 03:00"),
        "Tuesday 09:00 in New York: {post}"
    );
    ends(world).await;
}

#[tokio::test]
async fn a_holiday_taken_off_the_list_is_an_ordinary_day_again() {
    let world = World::with_a_pair().await;
    adds(&world, "2026-11-06 A mistake").await;
    world.types(&world.lena, "/mentor", "holidays").await;
    world.sends(&world.lena, json!({ "remove": "1" })).await;
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn everybody_follows_even_after_a_restart_in_between() {
    let mut world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.changes_the_file("insert into holidays (programme_id, from_on, to_on, name, added_at) values (1, '2026-11-09', '2026-11-09', 'A day off', 0)").await;
    world.changes_the_file("update programmes set followed_pair = 0").await;
    world.bot_restarts().await;
    world.minutes(1).await;
    let post = world.in_room().pop().unwrap();
    assert!(post.contains("@Noah answers by Wed 11 Nov, 15:00"), "{post}");
    assert_eq!(world.value("select followed_pair from programmes").await, None);
    ends(world).await;
}

#[tokio::test]
async fn lines_that_are_no_holidays_are_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "holidays").await;
    let before = world.dump().await;
    let add = async |lines: &str| refused(&world, json!({ "add": lines })).await;
    assert_snapshot!(add("2026-12-25 Christmas\nNew Year").await, @"add: Line 2 begins with no date. Write year-month-day and a name, like 2026-12-25 Christmas Day; nothing has changed.");
    assert_snapshot!(add("2026-12-25").await, @"add: Line 1 has no name. Write one after the day, like Christmas Day; nothing has changed.");
    assert_snapshot!(add("2026-12-26 2026-12-24 Christmas").await, @"add: Line 1 ends before it starts. Put the first day first; nothing has changed.");
    assert_snapshot!(add("2025-12-25 Christmas").await, @"add: Line 1 is in the past. Check the year; nothing has changed.");
    assert_snapshot!(add("2026-12-01 2027-12-01 A year").await, @"add: Line 1 is longer than a month. Divide it, or let people take leave; nothing has changed.");
    assert_snapshot!(add(" ").await, @"add: Add a line, or choose a day to take off.");
    let first = jiff::civil::date(2027, 1, 1);
    let days: Vec<String> =
        first.series(jiff::Span::new().days(1)).take(201).map(|day| format!("{day} x")).collect();
    assert_snapshot!(add(&days.join("\n")).await, @"add: That would be more than 200 holidays to come. Leave out what is far away or only for some of you; nothing has changed.");
    assert_eq!(world.dump().await, before);
    ends(world).await;
}

#[tokio::test]
async fn a_calendar_file_fills_the_list() {
    let world = World::with_a_pair().await;
    let file = calendar(
        &[
            event("DTSTART;VALUE=DATE:20251106\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Founders' Day"),
            event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas"),
            event("DTSTART:20261210T180000Z\r\nDTEND:20261210T200000Z\r\nSUMMARY:Party"),
        ]
        .concat(),
    );
    let said = imports(&world, &file).await.unwrap();
    assert_snapshot!(said, @"4 holidays of the file are on the list now. Left out, because they are no whole days or longer than a month: 1. `/mentor holidays` shows them.");
    assert_eq!(imports(&world, &file).await.unwrap(), said, "a second time changes nothing");
    world.types(&world.lena, "/mentor", "holidays").await;
    let form = world.modal(&world.lena);
    let list: Vec<&str> = form.lines().filter(|line| line.starts_with('•')).collect();
    let expected = [
        "• Fri 6 Nov 2026 – Founders' Day",
        "• Thu 24 Dec 2026 to Sat 26 Dec 2026 – Christmas",
        "• Sat 6 Nov 2027 – Founders' Day",
        "• Mon 6 Nov 2028 – Founders' Day",
    ];
    assert_eq!(list, expected);
    world.until(LISBON, "2026-11-09 10:00").await;
    assert_eq!(world.asked(LISBON).await, ["Mon 2026-11-09 09:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn a_file_that_is_no_list_of_holidays_is_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    let before = world.dump().await;
    let refused = async |file: Vec<u8>| imports(&world, &file).await.unwrap_err();
    assert_snapshot!(refused(b"%PDF-1.7 \xff\xfe".to_vec()).await, @"The file is no calendar, or its end is missing. Export it again as iCalendar (.ics); nothing has changed.");
    assert_snapshot!(refused(vec![b'x'; 10_000_000]).await, @"The file is larger than 1 MiB, which is no list of holidays. Export one calendar with holidays only; nothing has changed.");
    let day = event("DTSTART;VALUE=DATE:20261224");
    assert_snapshot!(refused(calendar(&day.repeat(5000))).await, @"The file holds more than 1000 events. Export one calendar with holidays only; nothing has changed.");
    let weekly = event("DTSTART;VALUE=DATE:20261102\r\nRRULE:FREQ=WEEKLY");
    assert_snapshot!(refused(calendar(&format!("{day}{weekly}"))).await, @"Event 2 of the file repeats in a way other than every year on the same day. Write its days down one by one, or remove it; nothing has changed.");
    assert_snapshot!(refused(calendar(&event("DTSTART:whenever"))).await, @"Event 1 of the file cannot be read. Remove it, or export the calendar again; nothing has changed.");
    assert_snapshot!(refused(calendar("")).await, @"The file holds no whole day from today on. Check its year; nothing has changed.");
    let every_day: String = (0..300)
        .map(|i| event(&format!("DTSTART;VALUE=DATE:2027{:02}{:02}", i / 28 + 1, i % 28 + 1)))
        .collect();
    assert_snapshot!(refused(calendar(&every_day)).await, @"That would be more than 200 holidays to come. Leave out what is far away or only for some of you; nothing has changed.");
    assert_eq!(world.dump().await, before);
    ends(world).await;
}
