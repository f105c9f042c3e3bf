//! The rules one by one, and random lives of a small programme in which people are suggested, say yes and no, end pairs
//! and leave.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;

fn at(minute: i64) -> Timestamp {
    "2026-11-09T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minute)
}

const OPEN: Facts = Facts { pair: Running::Yes, accounts: Accounts::Open, mentees: 1, capacity: 2 };

fn looking() -> Rematch {
    Rematch { id: RematchId(1), pair: PairId(1), round: 0, state: State::Looking }
}

fn suggested() -> Rematch {
    looking().suggest((PersonId(9), PersonId(8))).unwrap()
}

#[test]
fn it_begins_with_the_second_yes_whoever_says_it() {
    let mentor = suggested().mentor_says_yes(1, at(0)).unwrap();
    let mentee = suggested().mentee_says_yes(1, (at(1), vec![Brought::Goals])).unwrap();
    assert_eq!((mentor.decide(OPEN), mentee.decide(OPEN)), (None, None));
    let both = mentor.mentee_says_yes(1, (at(2), Vec::new())).unwrap();
    assert_eq!(both.decide(OPEN), Some(Outcome::Begun));
    assert_eq!(mentee.mentor_says_yes(1, at(3)).unwrap().decide(OPEN), Some(Outcome::Begun));
    assert_eq!(mentor.mentor_says_yes(1, at(9)).unwrap(), mentor, "twice is once");
}

#[test]
fn what_has_changed_meanwhile_comes_first() {
    let both = suggested().mentor_says_yes(1, at(0)).unwrap();
    let both = both.mentee_says_yes(1, (at(1), Vec::new())).unwrap();
    let full = Facts { mentees: 2, ..OPEN };
    let gone = Facts { accounts: Accounts::Closed, ..full };
    let over = Facts { pair: Running::No, ..gone };
    assert_eq!(both.decide(full), Some(Outcome::Full));
    assert_eq!(both.decide(gone), Some(Outcome::Gone));
    assert_eq!(both.decide(over), Some(Outcome::PairOver));
    assert_eq!(looking().decide(OPEN), None);
}

#[test]
fn a_no_settles_a_suggestion_and_a_lead_looks_on_unless_the_mentee_stays() {
    for outcome in Outcome::ALL {
        let after = suggested().settle(1, outcome).unwrap();
        let goes_on = matches!(
            outcome,
            Outcome::Declined | Outcome::TakenBack | Outcome::Full | Outcome::Gone
        );
        assert_eq!(after.is_open(), goes_on, "{outcome:?}");
        assert_eq!(after.settle(1, outcome), Err(Settled));
        assert_eq!(after.mentor_says_yes(1, at(0)), Err(Settled));
        assert_eq!(Outcome::read(outcome.as_str()), Some(outcome));
    }
    let again = suggested().settle(1, Outcome::Declined).unwrap();
    let again = again.suggest((PersonId(7), PersonId(8))).unwrap();
    assert_eq!(again.mentor_says_yes(1, at(0)), Err(Settled), "a stale button");
    assert_eq!(again.suggest((PersonId(9), PersonId(8))), Err(NotNow), "two leads at once");
    assert_eq!((again.close(), looking().close().unwrap().is_open()), (Err(NotNow), false));
}

#[test]
fn replies_travel_only_with_a_history_and_their_writers_yes() {
    for (brought, said, travel) in [
        (vec![Brought::History], Some(Replies::Travel), true),
        (vec![Brought::History], Some(Replies::Stay), false),
        (vec![Brought::History], None, false),
        (vec![Brought::Goals, Brought::Leave], Some(Replies::Travel), false),
    ] {
        let mut it = suggested().mentee_says_yes(1, (at(0), brought)).unwrap();
        if let Some(said) = said {
            it = it.about_replies(1, said).unwrap();
        }
        assert_eq!(it.suggestion(1).unwrap().replies_travel(), travel);
    }
}

#[test]
fn every_word_is_read_back() {
    for reason in Reason::ALL {
        assert_eq!(Reason::read(reason.key()), Some(reason));
    }
    for brought in Brought::ALL {
        assert_eq!(Brought::read(brought.key()), Some(brought));
    }
}

/// What may happen, to one of the mentees of the model.
#[derive(Debug, Clone)]
enum Event {
    Suggest { mentor: u8 },
    MentorYes { round: u32 },
    MenteeYes { round: u32, brought: Vec<Brought> },
    MentorNo { round: u32 },
    Stays { round: u32 },
    TakenBack { round: u32 },
    Replies { round: u32, replies: Replies },
    PairEnds,
    Closes,
}

fn event() -> impl Strategy<Value = Event> {
    let brought = proptest::sample::subsequence(Brought::ALL.to_vec(), 0..=4);
    let replies = prop_oneof![Just(Replies::Travel), Just(Replies::Stay)];
    prop_oneof![
        4 => (0..3_u8).prop_map(|mentor| Event::Suggest { mentor }),
        6 => (0..3_u32).prop_map(|round| Event::MentorYes { round }),
        6 => (0..3_u32, brought).prop_map(|(round, brought)| Event::MenteeYes { round, brought }),
        1 => (0..3_u32).prop_map(|round| Event::MentorNo { round }),
        1 => (0..3_u32).prop_map(|round| Event::Stays { round }),
        1 => (0..3_u32).prop_map(|round| Event::TakenBack { round }),
        1 => (0..3_u32, replies).prop_map(|(round, replies)| Event::Replies { round, replies }),
        1 => Just(Event::PairEnds),
        1 => Just(Event::Closes),
    ]
}

/// A mentee, their running pairs' mentors, and the search for another one.
#[derive(Debug, Clone)]
struct Life {
    running: Vec<u8>,
    rematch: Rematch,
    said: BTreeMap<u32, Said>,
}

/// Whether the new mentor said yes, what the mentee brings if they did, and what the mentor said of their replies.
type Said = (bool, Option<Vec<Brought>>, Option<Replies>);

const CAPACITY: i64 = 2;

fn mentees_of(lives: &[Life], mentor: u8) -> i64 {
    let running = lives.iter().flat_map(|life| &life.running);
    i64::try_from(running.filter(|it| **it == mentor).count()).unwrap()
}

/// One event, as the feature takes it; what travelled if the new pair began.
fn live(lives: &mut [Life], who: usize, event: &Event) -> Option<(Suggestion, u32)> {
    let life = lives[who].clone();
    let (rematch, is_running) = (life.rematch.clone(), !life.running.is_empty());
    let step = match event {
        Event::Suggest { mentor } => {
            let is_free = mentees_of(lives, *mentor) < CAPACITY;
            if !is_running || life.running.contains(mentor) || !is_free {
                return None;
            }
            rematch.suggest((PersonId(i64::from(*mentor)), PersonId(99))).ok()
        }
        Event::MentorYes { round } => rematch.mentor_says_yes(*round, at(1)).ok(),
        Event::MenteeYes { round, brought } => {
            rematch.mentee_says_yes(*round, (at(1), brought.clone())).ok()
        }
        Event::MentorNo { round } => rematch.settle(*round, Outcome::Declined).ok(),
        Event::Stays { round } => rematch.settle(*round, Outcome::Stays).ok(),
        Event::TakenBack { round } => rematch.settle(*round, Outcome::TakenBack).ok(),
        Event::Replies { round, replies } => rematch.about_replies(*round, *replies).ok(),
        Event::Closes => rematch.close().ok(),
        Event::PairEnds => {
            lives[who].running.clear();
            rematch.settle(rematch.round, Outcome::PairOver).or_else(|_| rematch.close()).ok()
        }
    };
    let next = step?;
    let said = lives[who].said.entry(next.round).or_default();
    match event {
        Event::MentorYes { .. } => said.0 = true,
        Event::MenteeYes { brought, .. } => said.1 = Some(brought.clone()),
        Event::Replies { replies, .. } => said.2 = Some(*replies),
        Event::Suggest { .. }
        | Event::MentorNo { .. }
        | Event::Stays { .. }
        | Event::TakenBack { .. }
        | Event::PairEnds
        | Event::Closes => {}
    }
    lives[who].rematch = next.clone();
    if !matches!(event, Event::MentorYes { .. } | Event::MenteeYes { .. }) {
        return None;
    }
    let suggestion = next.suggestion(next.round).unwrap().clone();
    let mentor = u8::try_from(suggestion.mentor.0).unwrap();
    let pair = if is_running { Running::Yes } else { Running::No };
    let facts = Facts {
        pair,
        accounts: Accounts::Open,
        mentees: mentees_of(lives, mentor),
        capacity: CAPACITY,
    };
    let outcome = next.decide(facts)?;
    lives[who].rematch = next.settle(next.round, outcome).unwrap();
    if outcome != Outcome::Begun {
        return None;
    }
    lives[who].running = vec![mentor];
    Some((suggestion, next.round))
}

proptest! {
    #[test]
    fn nothing_changes_without_both_and_nothing_travels_untold(
        events in proptest::collection::vec((0..4_usize, event()), 0..120)
    ) {
        let mut lives: Vec<Life> = (0..4_u8)
            .map(|who| Life { running: vec![who % 2], rematch: looking(), said: BTreeMap::new() })
            .collect();
        for (who, event) in &events {
            let before = lives.clone();
            let begun = live(&mut lives, *who, event);
            for (other, (was, is)) in before.iter().zip(&lives).enumerate() {
                prop_assert!(is.running.len() <= 1, "two running pairs for a mentee");
                let ended = *who == other && matches!(event, Event::PairEnds);
                let changed = was.running != is.running;
                prop_assert!(!changed || ended || (begun.is_some() && *who == other));
            }
            for mentor in 0..3 {
                prop_assert!(mentees_of(&lives, mentor) <= CAPACITY, "a mentor over capacity");
            }
            if let Some((suggestion, round)) = begun {
                let (mentor_said, mentee_said, replies) = &lives[*who].said[&round];
                prop_assert!(*mentor_said, "the new mentor said yes in this round");
                let ticked = mentee_said.clone().expect("the mentee said yes in this round");
                prop_assert_eq!(suggestion.brought(), &ticked[..]);
                let may = ticked.contains(&Brought::History) && *replies == Some(Replies::Travel);
                prop_assert_eq!(suggestion.replies_travel(), may);
                // A new search begins with the new pair.
                lives[*who].rematch = looking();
                lives[*who].said.clear();
            }
        }
    }
}
