//! The life of a call, step by step. Which times there are is tested with `overlap`.

use super::*;
use crate::domain::overlap::Burden;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn slot(starts: &str) -> Slot {
    let (mentor, mentee) = (Burden(60), Burden::NONE);
    Slot { starts: at(starts), minutes: Minutes(30), mentor, mentee }
}

const NOW: &str = "2026-11-16T09:00:00Z";
const FIRST: &str = "2026-11-24T15:00:00Z";
const OTHER: &str = "2026-11-26T15:00:00Z";

fn about() -> About {
    About { purpose: Purpose::Career, topics: vec![Topic::Career] }
}

fn choosing() -> Call {
    Call {
        id: CallId(1),
        pair: PairId(1),
        week: None,
        round: 1,
        about: None,
        instead_about: None,
        sequence: 0,
        state: State::Choosing,
    }
}

fn offered() -> Call {
    choosing().propose(Side::Mentee, (slot(FIRST), about()), at(NOW)).unwrap()
}

fn agreed() -> Call {
    offered().confirm(Side::Mentor, slot(FIRST), at(NOW)).unwrap()
}

/// Whose answer it waits for.
fn waits_for(call: &Call) -> Option<Side> {
    call.offer().map(|offer| offer.by.other())
}

#[test]
fn the_mentee_chooses_and_the_mentor_confirms() {
    assert_eq!(waits_for(&choosing()), None, "for a choice, and for no answer");
    let call = offered();
    assert_eq!((waits_for(&call), call.round), (Some(Side::Mentor), 2));
    let call = agreed();
    assert_eq!((waits_for(&call), call.round, call.sequence), (None, 3, 0));
    assert_eq!(call.agreed(), Some(slot(FIRST)));
}

#[test]
fn a_counter_offer_waits_for_the_other_side() {
    let call = offered().propose(Side::Mentor, (slot(OTHER), about()), at(NOW)).unwrap();
    assert_eq!(waits_for(&call), Some(Side::Mentee));
    assert_eq!(call.confirm(Side::Mentor, slot(OTHER), at(NOW)), Err(NotNow::NothingToAnswer));
    let call = call.confirm(Side::Mentee, slot(OTHER), at(NOW)).unwrap();
    assert_eq!((call.agreed(), call.sequence), (Some(slot(OTHER)), 0));
}

#[test]
fn what_was_put_before_somebody_earlier_is_stale() {
    let call = offered();
    assert_eq!(call.at_round(2), Ok(()));
    let call = call.propose(Side::Mentor, (slot(OTHER), about()), at(NOW)).unwrap();
    assert_eq!(call.at_round(2), Err(NotNow::Stale));
}

#[test]
fn the_first_time_stands_until_both_want_another() {
    let call = agreed().propose(Side::Mentee, (slot(OTHER), about()), at(NOW)).unwrap();
    assert_eq!((call.agreed(), waits_for(&call)), (Some(slot(FIRST)), Some(Side::Mentor)));
    assert_eq!(call.turn_down().unwrap().agreed(), Some(slot(FIRST)));
    assert_eq!(call.lapse().unwrap().agreed(), Some(slot(FIRST)));
    let moved = call.confirm(Side::Mentor, slot(OTHER), at(NOW)).unwrap();
    assert_eq!((moved.agreed(), moved.sequence), (Some(slot(OTHER)), 1));
    assert_eq!(moved.turn_down(), Err(NotNow::Agreed));
    assert_eq!(moved.lapse(), None);
}

#[test]
fn what_it_would_be_about_counts_once_both_want_it() {
    let review = About { purpose: Purpose::GoalReview, topics: Vec::new() };
    let proposal = (slot(OTHER), review.clone());
    let call = agreed().propose(Side::Mentee, proposal, at(NOW)).unwrap();
    assert_eq!((call.about.clone(), call.offered_about()), (Some(about()), Some(&review)));
    let moved = call.confirm(Side::Mentor, slot(OTHER), at(NOW)).unwrap();
    assert_eq!((moved.about.clone(), moved.instead_about), (Some(review), None));
    let (off, _) = call.call_off(at(NOW)).unwrap();
    for call in [call.turn_down().unwrap(), call.lapse().unwrap(), off] {
        assert_eq!((call.about, call.instead_about), (Some(about()), None));
    }
}

#[test]
fn calling_off_a_day_before_is_free_and_later_it_is_late() {
    let notice = |now: &str| agreed().call_off(at(now)).map(|(_, notice)| notice);
    assert_eq!(notice("2026-11-23T15:00:00Z"), Ok(Notice::Free));
    assert_eq!(notice("2026-11-23T15:00:01Z"), Ok(Notice::Late));
    assert_eq!(notice(FIRST), Err(NotNow::Begun));
    let (off, _) = agreed().call_off(at(NOW)).unwrap();
    assert_eq!((off.sequence, off.agreed()), (1, None));
    assert_eq!(off.state, State::CalledOff { was: Some(slot(FIRST)) });
}

#[test]
fn nothing_is_done_with_a_call_that_is_off() {
    let off = offered().turn_down().unwrap();
    assert_eq!(off.state, State::CalledOff { was: None });
    let lapsed = offered().lapse().unwrap();
    for call in [off, lapsed] {
        assert!(!call.is_open(at(NOW)));
        assert_eq!(call.propose(Side::Mentee, (slot(FIRST), about()), at(NOW)), Err(NotNow::Over));
        assert_eq!(call.confirm(Side::Mentor, slot(FIRST), at(NOW)), Err(NotNow::Over));
        assert_eq!(call.turn_down(), Err(NotNow::Over));
        assert_eq!(call.call_off(at(NOW)), Err(NotNow::Over));
        assert_eq!(call.lapse(), None);
    }
}

#[test]
fn nothing_is_moved_once_it_has_begun() {
    let call = agreed().propose(Side::Mentee, (slot(OTHER), about()), at(NOW)).unwrap();
    let began = at(FIRST);
    assert!(!call.is_open(began));
    assert_eq!(call.propose(Side::Mentee, (slot(OTHER), about()), began), Err(NotNow::Begun));
    assert_eq!(call.confirm(Side::Mentor, slot(OTHER), began), Err(NotNow::Begun));
}

#[test]
fn a_call_lasts_thirty_minutes_at_most() {
    let longest = Length::ALL.into_iter().max();
    assert_eq!(longest.map(Length::minutes), Some(Minutes(30)));
    assert_eq!(Length::read(45), None);
    for length in Length::ALL {
        assert_eq!(Length::read(length.minutes().0), Some(length));
    }
}
