//! Calls: times that are found, proposed, answered, and agreed.

use trellis::{
    domain::{
        agreement::rules::Budget,
        call::{About, Call, Length, NotNow, Notice, Offer, Purpose, Rhythm, State},
        fairness::{Borne, Burdened, Ledger},
        ids::{CallId, PairId},
        invitation::{Invitation, Standing, Uid},
        overlap::{
            Burden, Minutes, NoSlot, Slot,
            openings::{Nothing, Openings},
            shifts::{Changed, Shift},
            weekly::Suggested,
        },
        pair::{Phase, Side},
        text::Link,
        topic::Topic,
    },
    features::calls::{
        budget::Beyond,
        form::Filled,
        views as calls,
        views::{
            Seen, agreed, asked, changed,
            form::{self, Choices, Moves},
            offered, page,
        },
    },
    slack::action::call::{CallForm, CallRound},
    store::{
        call_changes::{Asked, Change},
        calls::Settings,
    },
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

fn proposed(by: Side) -> Offer {
    Offer { by, slot: slot(0, 0), at: cast::at(cast::FRIDAY) }
}

fn invitation(slot: Slot, link: Option<Link>) -> Invitation {
    Invitation {
        uid: Uid::of("salt", CallId(5)),
        sequence: 0,
        starts: slot.starts,
        minutes: slot.minutes,
        link,
        standing: Standing::Confirmed,
        stamped_at: cast::at(cast::FRIDAY),
    }
}

fn call(state: State) -> Call {
    let topics = vec![Topic::Career, Topic::Dilemmas];
    Call {
        id: CallId(5),
        pair: PairId(1),
        week: None,
        round: 2,
        about: Some(About { purpose: Purpose::Career, topics }),
        instead_about: None,
        sequence: 0,
        state,
    }
}

fn asked_late() -> Asked {
    Asked {
        sequence: 0,
        change: Change::Moved,
        by: Side::Mentee,
        at: cast::at(cast::FRIDAY),
        starts: slot(0, 0).starts,
        notice: Notice::Late,
        reason: Some(cast::words("A fever.")),
    }
}

/// Being asked for a time a week ahead.
pub(crate) fn asked_for(gallery: &mut Gallery) {
    gallery.part("A week ahead of a call");
    let (ines, noah) = (cast::ines(), cast::noah());
    let seen = Seen { reader: &ines, other: &noah, side: Side::Mentee };
    let call = Call { round: 1, about: None, ..call(State::Choosing) };
    let at = |text: &str| cast::at(text);
    let shift = Shift {
        at: at("2027-03-14T07:00:00Z"),
        changed: Changed::Mentor,
        first: at("2027-03-16T15:00:00Z"),
        later: 60,
    };
    let shifts = [shift, Shift { later: -60, changed: Changed::Both, ..shift }];
    for (name, one) in [
        ("comfortable", slot(0, 0)),
        ("early for the mentor", slot(90, 0)),
        ("out of turn", slot(0, 90)),
        ("late for both", slot(30, 30)),
    ] {
        let later = Slot { starts: at("2026-11-19T16:00:00Z"), ..one };
        let slots = [(0, one), (2, later)];
        let shown = asked::Asked {
            call: &call,
            slots: &slots,
            turn: Side::Mentor,
            shared: (one != slot(0, 0)).then_some(40),
            shifts: &shifts,
        };
        gallery.message(name, &asked::asked(&seen, &shown));
    }
    for minutes in [0, 1, 90] {
        gallery.sentence("every four weeks", &asked::monthly(minutes));
    }
    for later in [30, 120, -45] {
        let shift = Shift { later, ..shift };
        gallery.sentence("clocks", &asked::shift(&seen, (&shift, &[(0, slot(0, 0))])));
    }
    gallery.message("answered", &asked::answered(&seen, &call));
    gallery.message("never", &asked::never(&seen));
    gallery.sentence("why", &asked::why(Some(&noah)));
    gallery.sentence("why", &asked::why(None));
}

/// The page of calls, and how they meet.
pub(crate) fn shown(gallery: &mut Gallery) {
    gallery.part("The page of calls");
    let (ines, noah) = (cast::ines(), cast::noah());
    let seen = Seen { reader: &ines, other: &noah, side: Side::Mentee };
    let partners = [(PairId(1), cast::ines()), (PairId(2), cast::lena())];
    gallery.message("in several pairs", &page::whose(&partners));
    let settled = State::Agreed { slot: slot(0, 0), at: cast::at(cast::MONDAY), instead: None };
    let coming = [
        call(settled),
        call(State::Agreed {
            slot: slot(0, 0),
            at: cast::at(cast::MONDAY),
            instead: Some(proposed(Side::Mentor)),
        }),
        call(State::Offered(proposed(Side::Mentee))),
        call(State::Choosing),
    ];
    let days = ["2026-10-06T15:00:00Z", "2026-10-20T15:00:00Z", "2026-11-03T15:00:00Z"];
    let burdened = [Burdened::Mentor, Burdened::Mentor, Burdened::Both];
    let borne = days.into_iter().zip(burdened).map(|(at, burdened)| (cast::at(at), burdened));
    let borne = borne.chain([(slot(0, 0).starts, Burdened::Mentee)]);
    let borne = borne.map(|(at, burdened)| Borne { agreed_at: at, starts: at, burdened });
    let (none, some) = (Ledger::of([]), Ledger::of(borne));
    let place = Link::parse("https://meet.example.org/room").unwrap();
    let set = Settings { rhythm: Some(Rhythm::TwoWeeks), link: Some(place), ..Settings::default() };
    let now = cast::at(cast::MONDAY);
    for (name, coming, ledger, settings) in [
        ("nothing yet", &coming[..0], &none, &Settings::default()),
        ("everything", &coming[..], &some, &set),
    ] {
        let shown = page::Shown {
            pair: PairId(1),
            coming,
            ledger,
            settings,
            phase: Phase::Weekly,
            agreed_at: None,
            suggested: (Suggested::Monthly, 40),
            now,
        };
        gallery.view(name, &page::page(&seen, &shown));
        gallery.view("how they meet", &page::settings(&seen, (PairId(1), settings), None));
    }
    let mentors = Seen { reader: &noah, other: &ines, side: Side::Mentor };
    let agreed_at = Some(cast::at(cast::FRIDAY));
    let shown = page::Shown {
        pair: PairId(1),
        coming: &[],
        ledger: &some,
        settings: &set,
        phase: Phase::Weekly,
        agreed_at,
        suggested: (Suggested::Monthly, 40),
        now,
    };
    for seen in [&seen, &mentors] {
        let beyond = Beyond { taken: 160, budget: Budget::USUAL };
        gallery.sentence("beyond the budget", &calls::beyond(seen, beyond));
    }
    gallery.message(
        "beyond the budget, to the mentor",
        &trellis::slack::blocks::Message::new("A call")
            .block(offered::beyond(Beyond { taken: 160, budget: Budget::USUAL })),
    );
    gallery.view("as agreed", &page::page(&seen, &shown));
    gallery.view("as agreed", &page::settings(&seen, (PairId(1), &set), agreed_at));
    assert_eq!(page::ledger(&mentors, (&some, now)).len(), 2);
    for rhythm in [None, Some(Rhythm::TwoWeeks), Some(Rhythm::Monthly), Some(Rhythm::None)] {
        let suggested = [(Suggested::EveryTwoWeeks, 300), (Suggested::Monthly, 60)];
        for suggested in suggested {
            gallery.sentence("how often", &page::rhythm(rhythm, suggested, Phase::Weekly));
        }
        let saved = Settings { rhythm, ..Settings::default() };
        gallery.view("saved", &page::saved(&saved, Phase::Weekly));
    }
    for phase in [Phase::Monthly, Phase::AdHoc] {
        let suggested = (Suggested::EveryTwoWeeks, 300);
        gallery.sentence("how often, stepped down", &page::rhythm(None, suggested, phase));
        let saved = Settings { rhythm: None, ..Settings::default() };
        gallery.view("saved, stepped down", &page::saved(&saved, phase));
    }
    gallery.sentence("not chosen", &page::not_chosen());
    gallery.sentence("no link", &page::no_link());
}

/// Moving and calling off.
pub(crate) fn changed(gallery: &mut Gallery) {
    gallery.part("Moving a call and calling it off");
    let (ines, noah) = (cast::ines(), cast::noah());
    let seen = Seen { reader: &ines, other: &noah, side: Side::Mentee };
    let shown = CallRound { call: CallId(5), round: 3 };
    for notice in [Notice::Free, Notice::Late] {
        let form = changed::off_form(&seen, (shown, slot(0, 0), notice));
        gallery.view("calling off", &form);
        let why = cast::words("A fever.");
        for reason in [None, Some(&why)] {
            let told = changed::called_off((&noah, &ines), slot(0, 0), (notice, reason));
            gallery.message("called off", &told);
        }
    }
    gallery.message("off with the pair", &changed::off_with_the_pair(&ines, slot(0, 0)));
    gallery.message("asked, the pair is over", &changed::over());
    gallery.view("it is off", &changed::is_off(&seen));
    gallery.sentence("no reason", &changed::why_so_late());
    let told = changed::falls_on_leave((&noah, &ines), (CallId(5), slot(0, 0)));
    gallery.message("on a leave", &told);
    let worst = cast::worst();
    let blocks = changed::told(Notice::Late, Some(&worst));
    let message = trellis::slack::blocks::Message::new("x").blocks(blocks);
    gallery.strain("a reason", &message.block(changed::change(CallId(5))));
    let why = changed::reason(Notice::Late);
    let modal = trellis::slack::blocks::view::Modal::new("x", "x").submit("x").block(why);
    gallery.strain_view("a reason", &modal.into());
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
    let openings = [
        ("comfortable", Openings::Comfortable(vec![slot(0, 0)])),
        ("early for the mentor", Openings::InTurn(Side::Mentor.into(), vec![slot(90, 0)])),
        ("late for both", Openings::InTurn(Burdened::Both, vec![slot(15, 30)])),
        ("out of turn", Openings::OutOfTurn(Side::Mentee, vec![slot(0, 60)])),
        ("never", Openings::Nothing { why: Nothing::Never, next: None }),
        (
            "not soon",
            Openings::Nothing { why: Nothing::Away(Side::Mentor), next: Some(slot(0, 0)) },
        ),
    ];
    for (name, openings) in &openings {
        let choices = Choices { openings, chosen: None, turn: Side::Mentor, until };
        let carries = CallForm::New(PairId(1));
        gallery.view(name, &form::form(&seen, (carries, &filled), (&choices, None, None)));
        gallery.sentence("the same for the mentor", &form::found(&mentors, openings, Side::Mentor));
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
    let choices = Choices { openings: &openings[0].1, chosen: None, turn: Side::Mentor, until };
    let filled = Filled {
        purpose: Some(Purpose::Pairing),
        topics: vec![Topic::Skills],
        length: Some(Length::Fifteen),
        starts: Some(cast::at("2026-11-18T15:00:00Z")),
    };
    let carries = CallForm::Of(CallRound { call: CallId(5), round: 3 });
    let gone = (NoSlot::Away(Side::Mentor), slot(0, 0).starts);
    let why = calls::vanished(&seen, &call(State::Choosing), gone);
    let shown = form::form(&seen, (carries, &filled), (&choices, None, Some(why)));
    gallery.view("another time, since the first one is gone", &shown);
    for (name, notice) in [("a move, late", Some(Notice::Late)), ("an answer to a move", None)] {
        let moves = Some(Moves { from: slot(0, 0), notice });
        let shown = form::form(&seen, (carries, &filled), (&choices, moves, None));
        gallery.view(name, &shown);
    }
    let opens = Some(cast::at(cast::MONDAY));
    let now = cast::at(cast::FRIDAY);
    let sent = form::sent(&seen, (slot(0, 0), Side::Mentor), (opens, now));
    gallery.view("sent", &sent);
    let sent = form::sent(&seen, (slot(0, 0), Side::Mentor), (Some(now), now));
    gallery.view("sent while they are at work", &sent);
    let sent = form::sent(&seen, (slot(0, 60), Side::Mentor), (None, now));
    gallery.view("sent, out of turn", &sent);
    gallery.sentence("no purpose", &calls::no_purpose());
    gallery.sentence("no length", &calls::no_length());
    gallery.sentence("no time", &calls::no_time());
    gallery.sentence("too soon", &calls::too_soon(&seen));
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
    gallery
        .message("a first time", &offered::offered(&seen, (&first, offer), (Side::Mentor, None)));
    let counter = Call { round: 3, ..first.clone() };
    gallery
        .message("another time", &offered::offered(&seen, (&counter, offer), (Side::Mentor, None)));
    let moved =
        call(State::Agreed { slot: slot(0, 0), at: cast::at(cast::MONDAY), instead: Some(offer) });
    let late = asked_late();
    let change = (Side::Mentor, Some(&late));
    gallery.message("a move", &offered::offered(&seen, (&moved, offer), change));
    let worst = Asked { reason: Some(cast::worst()), ..asked_late() };
    let change = (Side::Mentor, Some(&worst));
    gallery.strain("a move", &offered::offered(&seen, (&moved, offer), change));
    for turn in SIDES {
        for (mentor, mentee) in [(90, 0), (0, 90), (30, 30)] {
            let slot = slot(mentor, mentee);
            let cost = calls::cost(&seen, slot, turn).unwrap();
            gallery.sentence("what it costs", &cost);
            let settled = call(State::Agreed { slot, at: cast::at(cast::MONDAY), instead: None });
            let shown = agreed::agreed(
                (&noah, &ines),
                (&settled, slot, turn),
                (&invitation(slot, None), None),
            );
            gallery.message("agreed, early or late", &shown);
        }
    }
    let states = [
        State::Choosing,
        State::Offered(offer),
        State::Offered(proposed(Side::Mentor)),
        State::Agreed { slot: slot(0, 0), at: cast::at(cast::MONDAY), instead: None },
        State::Agreed { slot: slot(0, 0), at: cast::at(cast::MONDAY), instead: Some(offer) },
        State::CalledOff { was: None },
        State::Lapsed,
    ];
    for state in states {
        let call = call(state);
        gallery.message("what became of it", &offered::became(&seen, &call));
        gallery.sentence("out of date", &calls::not_now(&seen, (NotNow::Stale, &call)));
        gallery.sentence("what stands", &calls::stands(&seen, &call));
    }
    let settled =
        call(State::Agreed { slot: slot(0, 0), at: cast::at(cast::MONDAY), instead: None });
    for why in [NotNow::Begun, NotNow::Agreed] {
        gallery.sentence("not any more", &calls::not_now(&seen, (why, &settled)));
    }
    gallery.sentence("not any more", &calls::not_now(&seen, (NotNow::Over, &call(State::Lapsed))));
    let gone = (NoSlot::Past, slot(0, 0).starts);
    gallery.sentence("a move that is gone", &calls::vanished(&seen, &settled, gone));
    let at = slot(0, 0).starts;
    let off = call(State::CalledOff { was: None });
    gallery.message("turned down", &offered::turned_down(&seen, (&off, at)));
    let stays = call(State::Agreed { slot: slot(0, 0), at: cast::at(cast::MONDAY), instead: None });
    gallery.message("a move turned down", &offered::turned_down(&seen, (&stays, at)));
    gallery.message("lapsed", &offered::lapsed(&seen, (&call(State::Lapsed), at)));
    gallery.message("a move lapsed", &offered::lapsed(&seen, (&stays, at)));
    let off = call(State::CalledOff { was: Some(slot(0, 0)) });
    gallery.message("what was agreed before", &agreed::overtaken(&ines, &stays));
    gallery.message("what was agreed before", &agreed::overtaken(&ines, &off));
    let settled = Call { sequence: 1, ..stays };
    let link = Link::parse("https://meet.example.org/room").unwrap();
    let shown = agreed::agreed(
        (&noah, &ines),
        (&settled, slot(0, 0), Side::Mentor),
        (&invitation(slot(0, 0), Some(link)), None),
    );
    gallery.message("moved, with a link", &shown);
    let shown = Call { about: None, ..settled };
    let agreed = agreed::agreed(
        (&noah, &ines),
        (&shown, slot(0, 0), Side::Mentor),
        (&invitation(slot(0, 0), None), Some(&noah)),
    );
    gallery.strain("nothing said about it", &agreed);
    assert!(calls::about(&call(State::Lapsed).about.unwrap()).contains("Career"));
    assert!(calls::time(&seen, slot(0, 0)).contains("30 minutes"));
}
