//! A call: three times are offered, one is agreed on, moved, prepared, held, and something comes of it.

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType};

use crate::visitor::Visitor;

const MENTEE: &str = "Inês Duarte";
const MENTOR: &str = "Noah Reed";
const ROOM: &str = "Room with";
const BOT: &str = "Trellis";

/// A line of a calendar file that another program takes for one event.
fn line<'a>(file: &'a str, name: &str) -> &'a str {
    let calendar = ICalendar::parse(file).unwrap();
    let is_event = |it: &&ICalendarComponent| it.component_type == ICalendarComponentType::VEvent;
    assert_eq!(calendar.components.iter().filter(is_event).count(), 1, "{file}");
    let mut found = file.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let value = found.next().unwrap_or_else(|| panic!("no {name} in {file}"));
    assert_eq!(found.next(), None, "{name} stands there twice");
    value
}

#[tokio::test]
async fn two_people_agree_on_a_call_move_it_meet_and_keep_what_came_of_it() {
    let Some(visitor) = Visitor::arrives().await else { return };
    visitor.clicks("welcome-close").await;
    visitor.clicks("clock-pause").await;
    sets_where_they_meet(&visitor).await;
    agree(&visitor).await;
    let first = reads_when_it_is(&visitor).await;
    move_it(&visitor).await;
    let second = reads_when_it_is_now(&visitor).await;
    assert_eq!(line(&first, "UID"), line(&second, "UID"));
    assert_eq!((line(&first, "SEQUENCE"), line(&second, "SEQUENCE")), ("0", "1"));
    prepare(&visitor).await;
    meet(&visitor).await;
    keep(&visitor).await;
    visitor.leaves().await;
}

async fn sets_where_they_meet(visitor: &Visitor) {
    visitor.turns_to((MENTOR, BOT)).await;
    visitor.types_command("/mentor calls").await;
    visitor.presses_in_form("call_settings").await;
    visitor.reads_in_form("This holds for you and").await;
    visitor.types_into("link", "https://meet.example.org/ines-noah").await;
    visitor.picture("call-settings").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("Saved.").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// Monday morning: times for the week after. Noah is asked when his day begins in New York.
async fn agree(visitor: &Visitor) {
    visitor.turns_to((MENTEE, BOT)).await;
    visitor.lets_pass_until("Mon 30 Nov, 14:00").await;
    visitor.reads("Fri 4 Dec, 15:00").await;
    visitor.picture("call-offered").await;
    visitor.presses_saying("Mon 30 Nov, 14:00").await;
    visitor.reads_in_form("These times lie inside the working hours of both of you.").await;
    visitor.chooses("purpose", "career").await;
    visitor.picture("call-form").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("You proposed Monday, November 30th at 14:00").await;
    visitor.picture("call-proposed").await;
    visitor.clicks("modal-close").await;
    visitor.is_back().await;
    visitor.turns_to((MENTOR, BOT)).await;
    visitor.lets_pass_until("would like a call with you").await;
    visitor.reads("Monday, November 30th at 09:00").await;
    visitor.picture("call-asked").await;
    visitor.presses("confirm_call").await;
    visitor.reads("You two agreed on").await;
    visitor.picture("call-confirmed").await;
}

/// The room says it in each reader's time, and has links for calendars and the file, which is returned.
async fn reads_when_it_is(visitor: &Visitor) -> String {
    visitor.enters(ROOM).await;
    visitor.reads("Your call is agreed: Monday, November 30th at 09:00, 30 minutes.").await;
    visitor.turns_to((MENTEE, ROOM)).await;
    visitor.reads("Your call is agreed: Monday, November 30th at 14:00, 30 minutes.").await;
    visitor.reads("https://meet.example.org/ines-noah").await;
    visitor.picture("call-agreed").await;
    let link = visitor.finds_link("Google Calendar").await;
    assert!(link.starts_with("https://calendar.google.com/"), "{link}");
    assert!(link.contains("20261130T140000Z%2F20261130T143000Z"), "{link}");
    let file = takes_file(visitor, "Your call is agreed:").await;
    assert_eq!(line(&file, "DTSTART"), "20261130T140000Z");
    assert_eq!(line(&file, "LOCATION"), "https://meet.example.org/ines-noah");
    visitor.presses("send_call_file").await;
    visitor.enters(BOT).await;
    visitor.reads("mentorship-call.ics").await;
    visitor.picture("call-file-alone").await;
    visitor.enters(ROOM).await;
    file
}

async fn takes_file(visitor: &Visitor, under: &str) -> String {
    let (name, file) = visitor.takes_file_under(under).await;
    assert_eq!(name, "mentorship-call.ics");
    file
}

/// Days ahead nobody owes a reason; the time is picked by hand, on the mentee's own clock.
async fn move_it(visitor: &Visitor) {
    visitor.presses("move_call").await;
    visitor.reads_in_form("It stands until").await;
    visitor.types_moment("exact", ("12012026", "0330PM")).await;
    visitor.picture("call-moving").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("You proposed Tuesday, December 1st at 15:30").await;
    visitor.clicks("modal-close").await;
    visitor.is_back().await;
    visitor.turns_to((MENTOR, BOT)).await;
    visitor.reads("would like to move your call of").await;
    visitor.reads("Tuesday, December 1st at 10:30").await;
    visitor.picture("call-asked-to-move").await;
    visitor.presses("confirm_call").await;
    visitor.reads("You two agreed on Tuesday, December 1st at 10:30").await;
}

/// The room says the other time, with a file of its own, which is returned.
async fn reads_when_it_is_now(visitor: &Visitor) -> String {
    visitor.turns_to((MENTEE, ROOM)).await;
    visitor
        .reads("Your call is moved. It is now Tuesday, December 1st at 15:30, 30 minutes.")
        .await;
    visitor.picture("call-moved").await;
    let file = takes_file(visitor, "Your call is moved.").await;
    assert_eq!(line(&file, "DTSTART"), "20261201T153000Z");
    file
}

/// A day ahead the agenda stands in the room, and a line is written on it.
async fn prepare(visitor: &Visitor) {
    for _ in 0..6 {
        visitor.moves_the_clock("clock-day").await;
    }
    visitor.lets_pass_until("The agenda of your call").await;
    visitor.picture("call-agenda-empty").await;
    visitor.presses("write_agenda").await;
    visitor.reads_in_form("A line or two to any of these is enough.").await;
    visitor.types_into("dilemma", "Stay with the export, or move on to the parser?").await;
    visitor.picture("call-agenda-form").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("It is saved.").await;
    visitor.clicks("modal-close").await;
    visitor.is_back().await;
    visitor.clicks("tab-home").await;
    visitor.reads_at_home("Next call: tomorrow at 15:30").await;
    visitor.picture("call-at-home").await;
    visitor.turns_to((MENTOR, ROOM)).await;
    visitor.reads("Stay with the export, or move on to the parser?").await;
    visitor.picture("call-agenda").await;
}

/// Ten minutes before, where and when; both are there.
async fn meet(visitor: &Visitor) {
    visitor.lets_pass_until("Your call: today").await;
    visitor.reads("Your call: today at 10:30, 30 minutes.").await;
    visitor.picture("call-line").await;
    visitor.presses("here").await;
    visitor.reads("@Noah Reed is here.").await;
    visitor.turns_to((MENTEE, ROOM)).await;
    visitor.reads("Your call: today at 15:30, 30 minutes.").await;
    visitor.presses("here").await;
    visitor.reads("@Inês Duarte is here. @Noah Reed is here.").await;
    visitor.picture("call-both-here").await;
}

/// Afterwards: it happened, it was worth a call, and what was said and set out to do is kept and found again.
async fn keep(visitor: &Visitor) {
    visitor.lets_pass_until("How was your call").await;
    visitor.picture("call-after").await;
    visitor.presses("it_happened").await;
    visitor.reads("It took place, says @Inês Duarte.").await;
    visitor.presses("worth_a_call").await;
    visitor.reads("@Inês Duarte has answered.").await;
    visitor.turns_to((MENTOR, ROOM)).await;
    visitor.presses("worth_a_call").await;
    visitor.reads("You have both said whether it was worth a call").await;
    visitor.presses("call_notes").await;
    visitor.reads_in_form("What was said, what was decided, what comes next").await;
    visitor.types_into("words", "Move on: the zebracrossing parser needs her.").await;
    visitor.types_into("action_0", "Hand the export over to Arjun").await;
    visitor.picture("call-notes-form").await;
    visitor.clicks("modal-submit").await;
    visitor.is_back().await;
    visitor.reads("Move on: the zebracrossing parser needs her.").await;
    visitor.picture("call-notes").await;
    visitor.turns_to((MENTEE, ROOM)).await;
    visitor.reads("Hand the export over to Arjun").await;
    visitor.types_command("/mentor search zebracrossing").await;
    visitor.presses_in_form("open_call_notes").await;
    visitor.reads_in_form("Hand the export over to Arjun").await;
    visitor.picture("call-found").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
    visitor.enters(BOT).await;
    visitor.presses("write_checkin").await;
    visitor.reads_in_form("Hand the export over to Arjun").await;
    visitor.picture("call-action-asked").await;
}
