//! The rooms of the gallery for what the two owe each other: replies, disagreement, and actions.

use trellis::{
    domain::{
        difference::Difference,
        follow_up::{ASKED_AT_ONCE, FollowUp, FollowUps, MAX_ACTION, Outcome},
        ids::{CheckinId, QuestionId, ReplyId},
        owed::{TimeLeft, WorkingTime},
        pair::{Room, Side},
    },
    features::{
        bodies, checkin::views::post, differently::views as differently, owed::views as owed,
        reply::views as reply,
    },
    slack::blocks::preview::preview,
};

use crate::{cast, hanging::Gallery};

fn item(id: i64, standing: owed::Standing) -> owed::Item {
    let thing = owed::Thing::Checkin(CheckinId(id), cast::week());
    owed::Item { thing, mentee: cast::ines(), standing }
}

fn asked(id: i64, standing: owed::Standing) -> owed::Item {
    let thing = owed::Thing::Question(QuestionId(id), cast::at(cast::FRIDAY));
    owed::Item { thing, mentee: cast::ines(), standing }
}

/// The list and the card of the replies that are owed.
pub(crate) fn owed(gallery: &mut Gallery) {
    let (noah, by) = (cast::noah(), cast::at("2026-11-10T15:05:00Z"));
    let day = jiff::civil::date(2026, 11, 12);
    let every = [
        owed::Standing::Owed(by, TimeLeft::Left(WorkingTime::Hours(5))),
        owed::Standing::Owed(by, TimeLeft::Now),
        owed::Standing::Owed(by, TimeLeft::Late(WorkingTime::Days(2))),
        owed::Standing::Open,
        owed::Standing::Later(day),
        owed::Standing::Since(day),
        owed::Standing::Today,
        owed::Standing::Answered,
    ];
    let all: Vec<owed::Item> = (1..).zip(every).map(|(id, standing)| item(id, standing)).collect();
    gallery.part("What a mentor owes");
    gallery.message("the card", &owed::card(&noah, &all));
    gallery.message("the card of one", &owed::card(&noah, &all[..1]));
    gallery.message("the card, answered", &owed::card(&noah, &all[7..]));
    let questions = [every[0], every[7], owed::Standing::BackBy(by), owed::Standing::LaterBy(by)];
    let questions: Vec<owed::Item> =
        (1..).zip(questions).map(|(id, standing)| asked(id, standing)).collect();
    gallery.message("the card, of questions", &owed::card(&noah, &questions));
    gallery.message("the card, of one question", &owed::card(&noah, &questions[..1]));
    let both = [all[0].clone(), questions[0].clone()];
    gallery.message("the card, of both", &owed::card(&noah, &both));
    gallery.view("the list, of questions", &owed::list(&noah, &questions));
    gallery.view("the list, of one question", &owed::list(&noah, &questions[..1]));
    gallery.view("the list, of both", &owed::list(&noah, &both));
    gallery.view("the list", &owed::list(&noah, &all[..5]));
    gallery.view("the list of one", &owed::list(&noah, &all[..1]));
    gallery.view("the list of nothing", &owed::list(&noah, &[]));
    let many: Vec<owed::Item> = (1..=60).map(|id| item(id, every[2])).collect();
    let longest = owed::card(&noah, &many);
    gallery.strain("the longest card", &longest);
    let text = preview(&longest);
    gallery.sentence("the longest card, nearly at its end", text.lines().nth_back(1).unwrap());
    gallery.strain_view("the longest list", &owed::list(&noah, &many));
    gallery.sentence("not a mentor", &owed::no_mentor());
    gallery.sentence("why the card", &owed::why());
}

/// What a mentee sees differently.
pub(crate) fn differently(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    gallery.part("I see it differently");
    gallery.view("the form", &differently::form(ReplyId(4), &noah));
    let words = cast::difference().content;
    gallery.message("in the thread", &differently::post(&ines, &words));
    let longest = Difference { see: cast::worst(), would_like: Some(cast::worst()) };
    gallery.strain("the longest", &differently::post(&ines, &longest));
    let monday = Some(cast::at(cast::MONDAY));
    let about = (&ines, CheckinId(7));
    gallery.view("saved", &differently::saved(&noah, about, None));
    gallery.view("saved, for later", &differently::saved(&noah, about, monday));
    assert_eq!(bodies::difference(&words).len(), 2);
}

/// Actions, in forms and where they are read.
pub(crate) fn actions(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let (checkin, form, said) = (cast::checkin(cast::answers()), cast::reply(), cast::actions());
    gallery.part("Actions");
    let open = [cast::action(5, Side::Mentor, "Find the old design document")];
    let seed = cast::template();
    let asking = (reply::Asking { template: &seed, monthly: None }, reply::Filled::default());
    let opening = reply::form((&checkin, &ines), &Room::Refused, asking, (None, &open));
    gallery.view("asked about in the reply form", &opening);
    let of_form = reply::Said::Form(&form);
    let whole = reply::Whole { id: ReplyId(4), said: of_form, actions: &said };
    gallery.message("in a reply", &reply::reply(&noah, &whole, reply::Below::Differ));
    let longest = FollowUp { words: cast::words(&"🎉".repeat(MAX_ACTION)), ..open[0].clone() };
    let many = FollowUps {
        became: vec![(longest.clone(), Outcome::Still); ASKED_AT_ONCE],
        new: vec![longest; 2],
    };
    let (worst, checkin) = (cast::worst_reply(), cast::checkin(cast::worst_answers()));
    let of_form = reply::Said::Form(&worst);
    let whole = reply::Whole { id: ReplyId(4), said: of_form, actions: &many };
    gallery.strain("the longest reply", &reply::reply(&noah, &whole, reply::Below::Differ));
    let last = reply::part(&whole, (1, reply::count_parts(&whole) - 1)).unwrap();
    gallery.strain("its last part", &last);
    let shown = post::Shown {
        checkin: &checkin,
        actions: &many,
        mentor: &noah,
        mentee: &ines,
        covers: &[],
        status: post::Status::Open,
        place: post::ReadIn::Room,
    };
    for i in 1..post::count_parts(&shown) {
        gallery.strain("a part of the longest check-in", &post::part(&shown, i).unwrap());
    }
    for (name, words) in [
        ("outcomes", Outcome::ALL.map(bodies::outcome).join(" / ")),
        (
            "whose",
            [Side::Mentee, Side::Mentor].map(|it| bodies::whose(Side::Mentee, it)).join(" / "),
        ),
        ("whose, for all", [Side::Mentee, Side::Mentor].map(bodies::owned).join(" / ")),
    ] {
        gallery.sentence(name, &words);
    }
    assert_eq!(bodies::follow_ups(&said).len(), 6);
}
