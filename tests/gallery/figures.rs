//! The rooms of the gallery for figures: how long answers take, and the signs in them.

use trellis::{
    domain::{
        ids::PairId,
        pair::Side,
        promise::{Kept, Measured, Promise, WorkingMinutes},
        signs::{Facts, Sign},
        stats::{Figures, Item, Share, Type},
    },
    features::{signs::views as signs, stats::views as stats},
};

use crate::{cast, hanging::Gallery};

/// Items of a type, answered after so many minutes; what took over eight hours was late.
fn items(of: Type, minutes: &[i64]) -> Vec<Item> {
    let one = |minutes: &i64| {
        let kept = if *minutes > 480 { Kept::Missed } else { Kept::Kept };
        let taken = WorkingMinutes(*minutes);
        let measured = Measured { promise: Promise::QUESTION, taken, kept };
        let (at, allowed) = (cast::at(cast::FRIDAY), Some(WorkingMinutes(480)));
        Item { of, owed_by: Some(at), allowed, answer: Some((at, measured)) }
    };
    minutes.iter().map(one).collect()
}

fn waiting(of: Type, owed_by: &str) -> Item {
    Item { of, owed_by: Some(cast::at(owed_by)), allowed: None, answer: None }
}

/// `/mentor stats`.
pub(crate) fn stats(gallery: &mut Gallery) {
    let (ines, noah, now) = (cast::ines(), cast::noah(), cast::at(cast::FRIDAY));
    let (mentor, mentee) = ((Side::Mentor, &noah, &ines), (Side::Mentee, &noah, &ines));
    let of = |items: &[Item]| Figures::of(items, now);
    gallery.part("How long answers take");
    let mut some = items(Type::Checkin, &[30, 125, 240, 300, 480, 600]);
    some.extend(items(Type::Quick, &[5, 10, 45, 60, 200]));
    some.extend(items(Type::Debug, &[90, 100]));
    some.push(waiting(Type::Debug, "2026-01-01T00:00:00Z"));
    some.push(waiting(Type::Urgent, "2030-01-01T00:00:00Z"));
    gallery.message("a mentee's", &stats::figures(mentee, &of(&some), &[]));
    let others = [(PairId(2), cast::noah())];
    gallery.message("a mentor's", &stats::figures(mentor, &of(&some), &others));
    let early = items(Type::Quick, &[10, 20]);
    gallery.message("too early", &stats::figures(mentee, &of(&early), &[]));
    gallery.message("nothing asked", &stats::figures(mentee, &of(&[]), &[]));
    let late: Vec<Item> = (0..5).map(|_| waiting(Type::Quick, "2026-01-01T00:00:00Z")).collect();
    gallery.message("nothing answered", &stats::figures(mentee, &of(&late), &[]));
    let mut unpromised = items(Type::Concept, &[10, 20, 30, 40, 50]);
    for item in &mut unpromised {
        if let Some((_, measured)) = &mut item.answer {
            measured.kept = Kept::NothingOwed;
        }
    }
    gallery.message("nothing promised", &stats::figures(mentee, &of(&unpromised), &[]));
    let all: Vec<Item> = Type::ALL.into_iter().flat_map(|it| items(it, &[599_999; 5])).collect();
    let many: Vec<_> = (1..=30).map(|id| (PairId(id), cast::ines())).collect();
    let most = stats::figures(mentor, &of(&all), &many);
    gallery.strain("the longest", &most);
    gallery.message("where charts are refused", &most.without_charts());
    gallery.sentence("nobody's", &stats::no_pair());
}

/// What is told of a pair's questions and answers.
pub(crate) fn signs(gallery: &mut Gallery) {
    let (ines, noah, week) = (cast::ines(), cast::noah(), cast::week());
    let both = (&noah, &ines);
    gallery.part("Signs");
    let slow = Facts::Slow { late: Share { part: 4, of: 6 }, by: WorkingMinutes(125) };
    let every = [
        slow.clone(),
        Facts::MostlyQuick(Share { part: 9, of: 10 }),
        Facts::Silent(vec![week.plus(-2), week.plus(-1), week]),
    ];
    for facts in &every {
        gallery.message("to the mentor", &signs::to_mentor(PairId(1), both, facts));
    }
    gallery.message("to a lead", &signs::to_lead(both, &slow));
    for sign in Sign::ALL {
        gallery.sentence(sign.as_str(), &signs::why_the_mentor(sign));
    }
    gallery.sentence("why a lead", &signs::why_the_leads());
}
