//! The rooms of the gallery for steps towards standing alone, and for the end of a pair.

use std::num::NonZeroU8;

use jiff::civil::{Date, date};
use trellis::{
    domain::{
        ending::{Answered, Reason, Why},
        goal::areas,
        growth_record::Counts,
        ids::PairId,
        independence::{Picture, Trend},
        leave::ReasonReaders,
        pair::{Pair, PairState, Phase, Room, Side},
        person::Person,
        question::Kind,
        review,
        stats::Share,
        step::{Outcome, Talk, Wish, down, planned_on},
    },
    features::{
        bodies,
        ending::views::{early, graduation},
        phase::views::{self as phase, Seen},
    },
};

use crate::{cast, hanging::Gallery};

const FIRST: Date = date(2026, 11, 2);
const NOTICE: Date = date(2027, 4, 19);

fn trend(first: (usize, usize), last: (usize, usize)) -> Trend {
    Trend { first: share(first), last: share(last) }
}

fn share((part, of): (usize, usize)) -> Share {
    Share { part, of }
}

fn picture() -> Picture {
    Picture {
        kinds: [
            (Kind::Quick, trend((9, 12), (2, 9))),
            (Kind::Debug, trend((2, 12), (3, 9))),
            (Kind::Concept, trend((1, 12), (4, 9))),
        ],
        self_solved: trend((2, 10), (5, 9)),
        done_alone: trend((1, 3), (14, 20)),
        helped: 4,
        goals: share((2, 5)),
        confidence: vec![sure()],
    }
}

/// Somebody who was surer each time.
fn sure() -> review::Trend {
    let days = [FIRST, date(2026, 11, 30), date(2026, 12, 28)].into_iter();
    let ratings = days.zip([2, 2, 4]).map(|(on, said)| (on, said.try_into().unwrap())).collect();
    review::Trend { area: areas(Vec::new()).remove(0), ratings }
}

fn running(phase: Phase) -> Pair {
    let began_at = cast::at(cast::MONDAY);
    Pair { phase, ..cast::pair(PairState::Active { began_at }) }
}

fn seen<'a>(
    pair: &'a Pair,
    (side, reader, other): (Side, &'a Person, &'a Person),
    today: Date,
) -> Seen<'a> {
    Seen {
        pair,
        side,
        reader,
        other,
        first_on: FIRST,
        today,
        next_on: planned_on(pair.phase, FIRST),
        agreed: NonZeroU8::new(1),
        nth: 1,
        may_be_peers: pair.phase == Phase::AdHoc,
    }
}

/// Steps.
pub(crate) fn steps(gallery: &mut Gallery) {
    gallery.part("Steps towards standing alone");
    let (ines, noah) = (cast::ines(), cast::noah());
    let of_ines = (Side::Mentee, &ines, &noah);
    for of in [Phase::Weekly, Phase::Monthly, Phase::AdHoc] {
        let pair = running(of);
        gallery.view(phase::phase(of), &phase::page(&seen(&pair, of_ines, NOTICE), None));
        gallery.message("taken", &phase::taken(&seen(&pair, of_ines, NOTICE), None));
        let talk = Talk::noticed(1, of, NOTICE);
        gallery
            .message("the notice", &phase::asked(&seen(&pair, of_ines, NOTICE), &talk, &picture()));
    }
    gallery.sentence("no such step", &phase::no_such_step());
    gallery.sentence("nothing proposed", &phase::nothing_proposed());
    seldom(gallery, of_ines);
    let pair = running(Phase::Weekly);
    let next = Some(cast::at("2027-05-07T14:00:00Z"));
    gallery.message(
        "taken, by a mentor",
        &phase::taken(&seen(&pair, (Side::Mentor, &noah, &ines), NOTICE), next),
    );
    let seen = seen(&pair, of_ines, NOTICE);
    let down = Some(Wish::To(Phase::Monthly));
    let noticed = Talk::noticed(1, Phase::Weekly, NOTICE);
    let raised = Talk::raised(1, Phase::Weekly, NOTICE);
    for (name, talk) in [
        ("the other one has chosen", Talk { mentor: down, ..noticed.clone() }),
        ("both have", Talk { mentor: down, mentee: down, ..noticed.clone() }),
        ("brought up", Talk { mentor: down, ..raised.clone() }),
        ("peers, brought up", Talk { mentor: Some(Wish::Peers), ..raised.clone() }),
    ] {
        gallery.message(name, &phase::asked(&seen, &talk, &picture()));
        gallery.view(name, &phase::page(&seen, Some(&talk)));
    }
    for (name, outcome, mentor, mentee) in [
        ("taken since", Outcome::Taken, down, down),
        ("both stay", Outcome::Stays, Some(Wish::Stay), Some(Wish::Stay)),
        ("they differ", Outcome::Differs, down, Some(Wish::Stay)),
        ("asked anew since", Outcome::Lapsed, None, Some(Wish::Peers)),
        ("over since", Outcome::Over, None, None),
    ] {
        let talk = Talk { mentor, mentee, outcome: Some(outcome), ..noticed.clone() };
        gallery.message(name, &phase::asked(&seen, &talk, &picture()));
    }
    let late = Seen { today: noticed.from_on, next_on: None, ..seen };
    gallery.message("its day has come", &phase::asked(&late, &noticed, &picture()));
    gallery.view("nobody is asked", &phase::page(&late, None));
    gallery.message("differently, when noticed", &phase::differs(&noticed));
    gallery.message("differently, when brought up", &phase::differs(&raised));
    gallery.view("the whole picture", &phase::whole_picture(&ines, &picture()));
    gallery.sentence("how sure", &bodies::sure(&sure()).0);
    let none = trend((0, 0), (0, 0));
    let empty = Picture {
        kinds: picture().kinds.map(|(kind, _)| (kind, none)),
        self_solved: none,
        done_alone: none,
        helped: 0,
        goals: share((0, 0)),
        confidence: Vec::new(),
    };
    gallery.view("no picture yet", &phase::whole_picture(&ines, &empty));
    gallery.sentence("why", &phase::why());
    gallery.sentence("in no pair", &phase::no_pair());
    gallery.sentence("settled already", &phase::settled_already());
    gallery.message("in several", &phase::which(&[(PairId(1), noah), (PairId(2), cast::lena())]));
    gallery.view("peers", &phase::peers_now());
}

/// Steps of two who agreed on fewer check-ins than one a week.
fn seldom(gallery: &mut Gallery, of_ines: (Side, &Person, &Person)) {
    for (name, weeks) in [("every two weeks", 2), ("every four weeks", 4)] {
        for of in [Phase::Weekly, Phase::Monthly] {
            let pair = running(of);
            let seen = Seen { agreed: NonZeroU8::new(weeks), ..seen(&pair, of_ines, NOTICE) };
            gallery.view(name, &phase::page(&seen, None));
            gallery.message(name, &phase::taken(&seen, None));
            let to = down(of).map(Wish::To);
            let talk = Talk { mentor: to, mentee: to, ..Talk::noticed(1, of, NOTICE) };
            gallery.message(name, &phase::asked(&seen, &talk, &picture()));
        }
    }
}

/// A pair that is complete.
pub(crate) fn completed(gallery: &mut Gallery) {
    gallery.part("A pair that is complete");
    let (ines, noah) = (cast::ines(), cast::noah());
    let counts = Counts { checkins: 41, asked: 60, self_solved: 22, helped: 4, calls: 14 };
    let days = (FIRST, date(2027, 11, 1));
    gallery.message("in the room", &graduation::in_room((&noah, &ines), (days, counts)));
    gallery.message("to the mentee", &graduation::to_mentee(PairId(1), &noah));
    gallery.message("not brought", &graduation::lost(PairId(1)));
    gallery.message("to the mentor", &graduation::to_mentor(&ines));
    gallery.message("to the lead", &graduation::to_lead((&noah, &ines)));
    for answer in [None, Some(Answered::Mentor), Some(Answered::NotNow)] {
        gallery.message("would you mentor", &graduation::would_you_mentor(PairId(1), answer));
    }
    gallery.sentence("why", &graduation::why());
    gallery.message("somebody would", &graduation::would_mentor(&ines));
}

/// The end of a pair.
pub(crate) fn ends(gallery: &mut Gallery) {
    gallery.part("The end of a pair");
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let (open, refused) = (Room::Open("C1".into()), Room::Refused);
    let seen = early::Seen { reader: &ines, other: &noah, room: &open, lead: Some(&lena) };
    let alone = early::Seen { room: &refused, lead: None, ..seen };
    let why = |reason, readers, words| Why { reason, words, readers };
    let usual = why(
        Reason::Time,
        ReasonReaders::PartnerToo,
        Some(cast::words("Next month I go to the other office.")),
    );
    gallery.view("the form", &early::form(PairId(1), &seen));
    gallery.view("the form, no lead", &early::form(PairId(1), &alone));
    gallery.view("a second look", &early::second_look(PairId(1), &seen, &usual));
    gallery.view("a second look, no lead", &early::second_look(PairId(1), &alone, &usual));
    let longest =
        cast::words(&cast::worst().expose().chars().take(early::LONGEST).collect::<String>());
    let worst = why(Reason::Other, ReasonReaders::PartnerToo, Some(longest));
    gallery.strain_view("the longest", &early::second_look(PairId(1), &seen, &worst));
    gallery.view("it has ended", &early::ended(&seen));
    gallery.view("it has ended, no room", &early::ended(&alone));
    gallery.view("it had", &early::over_already());
    gallery.sentence("no reason", &early::no_reason());
    gallery.sentence("in no pair", &early::no_pair());
    gallery.message("in several", &early::which(&[(PairId(1), noah.clone()), (PairId(2), lena)]));
    gallery.message(
        "to whoever ended it",
        &early::to_who_ended_it((&ines, &noah), cast::at(cast::MONDAY)),
    );
    gallery.message("to the other one", &early::to_the_other((&noah, &ines), None));
    gallery.message(
        "to the other one, with a reason",
        &early::to_the_other((&noah, &ines), Some(&usual)),
    );
    gallery.strain("the longest reason", &early::to_the_other((&noah, &ines), Some(&worst)));
    let no_match = why(Reason::NoMatch, ReasonReaders::PartnerToo, None);
    gallery.message("no match", &early::to_the_other((&noah, &ines), Some(&no_match)));
    gallery.message("in the room", &early::in_room());
    for reason in Reason::ALL {
        gallery.sentence(early::reason(reason), early::reason_given(reason));
        gallery
            .message("to the lead", &early::to_lead((&noah, &ines), (Some(&ines), Some(reason))));
    }
    gallery.message("to the lead, of nobody's", &early::to_lead((&noah, &ines), (None, None)));
}
