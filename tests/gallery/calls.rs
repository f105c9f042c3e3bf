//! Calls: times that are found, proposed, answered, and agreed.

use trellis::{
    domain::{
        call::{About, Call, Length, Offer as Proposed, Purpose, State},
        ids::{CallId, PairId},
        overlap::{
            Burden, Minutes, NoSlot, Slot,
            offer::{Nothing, Offer},
        },
        pair::Side,
        text::Link,
        topic::Topic,
    },
    features::calls::{
        form::Filled,
        views as calls,
        views::{
            Seen, agreed,
            form::{self, Choices},
            offered,
        },
    },
    slack::action::call::{CallForm, CallRound},
};

use crate::{cast, hanging::Gallery};

const SIDES: [Side; 2] = [Side::Mentor, Side::Mentee];

/// Tuesday, 17 November, 15:00 in Lisbon and 10:00 in New York; earlier or later by these burdens.
fn slot(mentor: u16, mentee: u16) -> Slot {
    Slot {
        starts: cast::at("2026-11-17T15:00:00Z"),
        minutes: Minutes(30),
        mentor: Burden(mentor),
        mentee: Burden(mentee),
    }
}

fn proposed(by: Side) -> Proposed {
    Proposed { by, slot: slot(0, 0), at: cast::at(cast::FRIDAY) }
}

fn call(state: State) -> Call {
    let topics = vec![Topic::Career, Topic::Dilemmas];
    Call {
        id: CallId(5),
        pair: PairId(1),
        week: None,
        round: 2,
        about: Some(About { purpose: Purpose::Career, topics }),
        sequence: 0,
        state,
    }
}

/// Finding a time.
pub(crate) fn found(gallery: &mut Gallery) {
    gallery.part("Finding a time for a call");
    let (ines, noah) = (cast::ines(), cast::noah());
    let seen = Seen { reader: &ines, other: &noah, side: Side::Mentee };
    let mentors = Seen { reader: &noah, other: &ines, side: Side::Mentor };
    gallery.sentence("in no pair", &calls::no_pair());
    let partners = [(PairId(1), cast::ines()), (PairId(2), cast::lena())];
    gallery.message("in several pairs", &calls::with_whom(&partners));
    gallery.sentence("three open", &calls::enough_open());
    for purpose in Purpose::ALL {
        gallery.sentence("a purpose", calls::purpose(purpose));
    }
    let until = cast::at("2027-01-01T00:00:00Z");
    let filled = Filled { length: Some(Length::Thirty), ..Filled::default() };
    let offers = [
        ("comfortable", Offer::Comfortable(vec![slot(0, 0)])),
        ("early for the mentor", Offer::InTurn(Side::Mentor.into(), vec![slot(90, 0)])),
        (
            "late for both",
            Offer::InTurn(trellis::domain::fairness::Burdened::Both, vec![slot(15, 30)]),
        ),
        ("out of turn", Offer::OutOfTurn(Side::Mentee, vec![slot(0, 60)])),
        ("never", Offer::Nothing { why: Nothing::Never, next: None }),
        ("not soon", Offer::Nothing { why: Nothing::Away(Side::Mentor), next: Some(slot(0, 0)) }),
    ];
    for (name, offer) in &offers {
        let choices = Choices { offer, turn: Side::Mentor, until };
        let carries = CallForm::New(PairId(1));
        gallery.view(name, &form::form(&seen, (carries, &filled), (&choices, None)));
        gallery.sentence("the same for the mentor", &form::found(&mentors, &choices));
    }
    for why in [
        Nothing::Never,
        Nothing::NotThisWeek,
        Nothing::Passed,
        Nothing::Away(Side::Mentee),
        Nothing::Away(Side::Mentor),
        Nothing::BothAway,
        Nothing::Taken,
    ] {
        gallery.sentence("no time", &form::nothing(&seen, why));
    }
    let choices = Choices { offer: &offers[0].1, turn: Side::Mentor, until };
    let filled = Filled {
        purpose: Some(Purpose::Pairing),
        topics: vec![Topic::Skills],
        length: Some(Length::Fifteen),
        starts: Some(cast::at("2026-11-18T15:00:00Z")),
    };
    let carries = CallForm::Of(CallRound { call: CallId(5), round: 3 });
    let why = calls::vanished(&seen, (NoSlot::Away(Side::Mentor), slot(0, 0).starts));
    let shown = form::form(&seen, (carries, &filled), (&choices, Some(why)));
    gallery.view("another time, since the first one is gone", &shown);
    let opens = Some(cast::at(cast::MONDAY));
    gallery.view("sent", &form::sent(&seen, (slot(0, 0), opens), Side::Mentor));
    gallery.view("sent, out of turn", &form::sent(&seen, (slot(0, 60), None), Side::Mentor));
    gallery.sentence("no purpose", &form::no_purpose());
    gallery.sentence("no length", &form::no_length());
    gallery.sentence("no time", &form::no_time());
    let all =
        SIDES.map(|side| [NoSlot::Away(side), NoSlot::OutsideCallHours(side), NoSlot::Taken(side)]);
    for why in [NoSlot::Past, NoSlot::TooFar].into_iter().chain(all.concat()) {
        gallery.sentence("not then", &calls::no_slot(&seen, (why, slot(0, 0).starts)));
    }
}

/// Answering what was proposed.
pub(crate) fn answered(gallery: &mut Gallery) {
    gallery.part("Answering what was proposed");
    let (ines, noah) = (cast::ines(), cast::noah());
    let seen = Seen { reader: &noah, other: &ines, side: Side::Mentor };
    let offer = proposed(Side::Mentee);
    let first = call(State::Offered(offer));
    gallery.message("a first time", &offered::offered(&seen, (&first, offer), Side::Mentor));
    let counter = Call { round: 3, ..first.clone() };
    gallery.message("another time", &offered::offered(&seen, (&counter, offer), Side::Mentor));
    let moved = call(State::Agreed { slot: slot(0, 0), instead: Some(offer) });
    gallery.message("a move", &offered::offered(&seen, (&moved, offer), Side::Mentor));
    for turn in SIDES {
        for (mentor, mentee) in [(90, 0), (0, 90), (30, 30)] {
            let slot = slot(mentor, mentee);
            let cost = calls::cost(&seen, slot, turn).unwrap();
            gallery.sentence("what it costs", &cost);
            let settled = call(State::Agreed { slot, instead: None });
            let shown = agreed::agreed((&noah, &ines), (&settled, slot, turn), None);
            gallery.message("agreed, early or late", &shown);
        }
    }
    let states = [
        State::Choosing,
        State::Offered(offer),
        State::Offered(proposed(Side::Mentor)),
        State::Agreed { slot: slot(0, 0), instead: None },
        State::Agreed { slot: slot(0, 0), instead: Some(offer) },
        State::CalledOff { was: None },
        State::Lapsed,
    ];
    for state in states {
        let call = call(state);
        gallery.message("what became of it", &offered::became(&seen, &call));
        gallery.sentence("out of date", &calls::not_now(&seen, &call));
        gallery.sentence("what stands", &calls::stands(&seen, &call));
    }
    let at = slot(0, 0).starts;
    let off = call(State::CalledOff { was: None });
    gallery.message("turned down", &offered::turned_down(&seen, (&off, at)));
    let stays = call(State::Agreed { slot: slot(0, 0), instead: None });
    gallery.message("a move turned down", &offered::turned_down(&seen, (&stays, at)));
    let settled = Call { sequence: 1, ..stays };
    let link = Link::parse("https://meet.example.org/room").unwrap();
    let shown = agreed::agreed((&noah, &ines), (&settled, slot(0, 0), Side::Mentor), Some(&link));
    gallery.message("moved, with a link", &shown);
    let shown = Call { about: None, ..settled };
    let agreed = agreed::agreed((&noah, &ines), (&shown, slot(0, 0), Side::Mentor), None);
    gallery.strain("nothing said about it", &agreed);
    assert!(calls::about(&call(State::Lapsed).about.unwrap()).contains("Career"));
    assert!(calls::time(&seen, slot(0, 0)).contains("30 minutes"));
    gallery.strain(
        "where",
        &trellis::slack::blocks::Message::new("x").block(agreed::whereabouts(None)),
    );
}
