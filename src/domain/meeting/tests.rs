//! Who says what when, and what stands then.

use super::*;
use crate::domain::{
    overlap::{Burden, Minutes},
    zone::Zones,
};

fn at(time: &str) -> Timestamp {
    format!("2026-11-10T{time}:00Z").parse().unwrap()
}

fn slot() -> Slot {
    Slot { starts: at("16:00"), minutes: Minutes(30), mentor: Burden(0), mentee: Burden(0) }
}

fn meeting(mentor: Option<Presence>, mentee: Option<Presence>) -> Meeting {
    Meeting { presence: OfBoth { mentor, mentee }, ..Meeting::default() }
}

fn says(by: Side, happened: Happened, time: &str) -> Account {
    Account { by, happened, at: at(time) }
}

#[test]
fn nobody_came_is_said_from_ten_minutes_on_by_whoever_is_there() {
    use Presence::{CannotCome, Here, Late};
    let say = |meeting: &Meeting, told, time| {
        meeting.nobody_came((Side::Mentor, told), (slot(), at(time)))
    };
    let waits = meeting(Some(Here), None);
    let told = Delivered::InTime;
    assert_eq!(say(&waits, told, "16:09"), Err(NotMissing::TooEarly(at("16:10"))));
    assert_eq!(say(&waits, told, "16:10"), Ok(Happened::NoShow(Side::Mentee)));
    assert_eq!(say(&waits, Delivered::NotInTime, "16:10"), Ok(Happened::DidNotMeet));
    let late = meeting(Some(Here), Some(Late));
    assert_eq!(say(&late, told, "16:10"), Ok(Happened::NoShow(Side::Mentee)));
    assert_eq!(say(&meeting(None, None), told, "16:10"), Err(NotMissing::NotHereOneself));
    assert_eq!(say(&meeting(Some(Here), Some(Here)), told, "16:10"), Err(NotMissing::Here));
    assert_eq!(
        say(&meeting(Some(Here), Some(CannotCome)), told, "16:10"),
        Err(NotMissing::Settled)
    );
}

#[test]
fn the_last_word_stands_and_whoever_told_is_never_missing() {
    let mut it = meeting(Some(Presence::Here), None);
    assert_eq!((it.happened(), it.waits()), (None, Some(Side::Mentor)));
    it.accounts.push(says(Side::Mentor, Happened::NoShow(Side::Mentee), "16:10"));
    assert_eq!(it.happened(), Some(Happened::NoShow(Side::Mentee)));
    it.presence.mentee = Some(Presence::CannotCome);
    assert_eq!(it.happened(), Some(Happened::Told(Side::Mentee)), "told late is told");
    it.accounts.push(says(Side::Mentee, Happened::Held, "17:00"));
    assert_eq!(it.happened(), Some(Happened::Held));
    assert!(it.was_held());
    let told = meeting(None, Some(Presence::CannotCome));
    assert_eq!(told.happened(), Some(Happened::Told(Side::Mentee)));
    assert!(!told.was_held());
    let both = meeting(Some(Presence::CannotCome), Some(Presence::CannotCome));
    assert_eq!(both.happened(), Some(Happened::DidNotMeet));
}

#[test]
fn an_early_hour_is_had_by_whoever_came() {
    let early = Slot { mentor: Burden(60), ..slot() };
    assert!(Happened::Held.had_its_hour(early));
    assert!(!Happened::DidNotMeet.had_its_hour(early));
    assert!(!Happened::NoShow(Side::Mentor).had_its_hour(early));
    assert!(!Happened::Told(Side::Mentor).had_its_hour(early));
    assert!(Happened::NoShow(Side::Mentee).had_its_hour(early), "the mentor was there");
}

#[test]
fn a_call_both_came_to_was_held_unless_somebody_says_otherwise() {
    let mut it = meeting(Some(Presence::Here), Some(Presence::Here));
    assert!(it.was_held() && it.happened().is_none() && it.waits().is_none());
    it.accounts.push(says(Side::Mentor, Happened::DidNotMeet, "17:00"));
    assert!(!it.was_held());
    assert!(!Meeting::default().was_held());
}

#[test]
fn what_was_said_can_be_put_right_for_a_week_of_wall_time() {
    let zone = Zones::bundled().find("America/New_York").unwrap();
    // The clocks go back on 1 November.
    let slot = Slot { starts: "2026-10-30T19:00:00Z".parse().unwrap(), ..slot() };
    assert_eq!(corrected_until(slot, &zone).to_string(), "2026-11-06T20:30:00Z");
}

#[test]
fn what_is_stored_reads_back() {
    for side in [Side::Mentor, Side::Mentee] {
        for it in
            [Happened::Held, Happened::DidNotMeet, Happened::Told(side), Happened::NoShow(side)]
        {
            assert_eq!(Happened::read(it.as_str(), it.missing()), Some(it));
        }
    }
    for it in Presence::ALL {
        assert_eq!(Presence::read(it.as_str()), Some(it));
    }
    for it in [Worth::Call, Worth::Written] {
        assert_eq!(Worth::read(it.as_str()), Some(it));
    }
    for it in Lasted::ALL {
        assert_eq!(Lasted::read(it.key()), Some(it));
    }
    assert_eq!(Happened::read("held", Some(Side::Mentor)), None);
}

#[test]
fn notes_show_nobody_their_words() {
    let words = UserText::from_stored("about lifetimes".to_owned());
    let notes = Notes { words: Some(words), lasted: Some(Lasted::Longer), why: None };
    assert_eq!(notes.texts(), ["about lifetimes"]);
    assert!(!format!("{notes:?}").contains("lifetimes") && !notes.is_empty());
    assert!(Notes::default().is_empty());
}
