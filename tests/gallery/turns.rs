//! The rooms of the gallery for what a cohort does in turn: its discussion, and peer review.

use jiff::civil::date;
use trellis::{
    domain::{
        cohort::Cohort,
        discussion::{
            Answer, Discussion, MAX_NOTE, MAX_TOPIC, State, Swap, SwapAnswer, Topic, Turn,
        },
        help_channel::Standing,
        ids::{CohortId, DiscussionId, PeerReviewId, PersonId},
        peer_review::{PeerReview, Read, ReadAnswer},
        text::Link,
    },
    features::{
        discussion::views as discussion,
        peer_review::views as peer_review,
        turns::views::{self as turns, On},
    },
    slack::action::discussion::DiscussionTurn,
};

use crate::{cast, cohorts::autumn, hanging::Gallery};

fn asked(answer: Option<Answer>) -> Turn {
    Turn { nth: 1, person: PersonId(1), answer }
}

fn talk(topic: Option<Topic>) -> Discussion {
    Discussion {
        id: DiscussionId(5),
        cohort: CohortId(1),
        on: date(2026, 12, 1),
        state: State::Ahead,
        topic,
        note: None,
        led_by: None,
        turn: Some(asked(None)),
        swap: None,
    }
}

fn topic() -> Topic {
    let link = Link::parse("https://example.org/errors").ok();
    Topic { words: cast::words("Errors as values, and when to panic"), link }
}

fn worst(chars: usize) -> trellis::domain::text::UserText {
    cast::worst().glimpse(chars - 1)
}

/// What a lead turns on.
pub(crate) fn switched(gallery: &mut Gallery) {
    gallery.part("What a cohort does in turn, for a lead");
    let open = autumn(Standing::Open);
    let off = On { discussion: None, peer_review: None };
    let on = On { discussion: Some(date(2026, 12, 1)), peer_review: Some(date(2026, 11, 16)) };
    gallery.view("nothing is on", &turns::form(&open, off).into());
    gallery.view("both are on", &turns::form(&open, on).into());
    gallery.view("saved, off", &turns::saved(&open, off).into());
    gallery.view("saved, on", &turns::saved(&open, on).into());
    let unbound = Cohort { bound: None, ..autumn(Standing::Open) };
    gallery.view("saved, without a channel", &turns::saved(&unbound, on).into());
}

/// The discussion of a cohort.
pub(crate) fn discussed(gallery: &mut Gallery) {
    gallery.part("The discussion of a cohort");
    let (ines, noah) = (cast::ines(), cast::noah());
    let open = autumn(Standing::Open);
    let (plain, chosen) = (talk(None), talk(Some(topic())));
    let yes = Some(Answer::Yes);
    gallery.message("asked", &discussion::turn(&open, (&plain, asked(None)), None));
    gallery.message("swap asked", &discussion::turn(&open, (&plain, asked(None)), Some(&noah)));
    gallery.message("taken", &discussion::turn(&open, (&plain, asked(yes)), None));
    gallery.message("chosen", &discussion::turn(&open, (&chosen, asked(yes)), None));
    let topic = Topic { words: worst(MAX_TOPIC), link: None };
    let strained = talk(Some(topic));
    gallery.strain("a long topic", &discussion::turn(&open, (&strained, asked(yes)), None));
    for answer in [None, yes, Some(Answer::Skipped), Some(Answer::Swapped), Some(Answer::Passed)] {
        let message = discussion::turn_over((&plain, asked(answer)), None);
        gallery.message(&format!("over: {answer:?}"), &message);
    }
    let held = Discussion { led_by: Some(PersonId(1)), state: State::Held, ..talk(None) };
    gallery.message("held", &discussion::turn_over((&held, asked(yes)), None));
    let swapped = asked(Some(Answer::Swapped));
    gallery.message("swapped", &discussion::turn_over((&plain, swapped), Some(&noah)));
    let swap = |answer| Swap { nth: 1, turn: 1, person: PersonId(2), answer };
    gallery.message("asked to swap", &discussion::swap_asked(&open, (&plain, swap(None)), &ines));
    for answer in [SwapAnswer::Yes, SwapAnswer::No, SwapAnswer::Over] {
        let swap = swap(Some(answer));
        let settled = discussion::swap_settled((&plain, swap), &ines);
        gallery.message(&format!("settled: {answer:?}"), &settled);
        let answered = discussion::swap_answered((&plain, swap), &noah);
        gallery.message(&format!("answered: {answer:?}"), &answered);
    }
    let carries = DiscussionTurn { discussion: DiscussionId(5), nth: 1 };
    gallery.message("reminder", &discussion::reminder(&open, (&plain, &carries)));
    gallery.message("reminder, chosen", &discussion::reminder(&open, (&chosen, &carries)));
    gallery.message("in the channel", &discussion::opens(&chosen, &ines));
    gallery.message("in the channel, no topic", &discussion::opens(&plain, &ines));
    gallery.strain("in the channel, a long topic", &discussion::opens(&strained, &ines));
    gallery.message("what came of it", &discussion::note_asked(&held));
    gallery.message("it is kept", &discussion::note_kept(&held));
    gallery
        .message("in the thread", &discussion::note(&cast::words("We use two kinds now."), &ines));
    gallery.strain("a long note", &discussion::note(&worst(MAX_NOTE), &ines));
    gallery.view("whom to swap with", &discussion::swap_form(&carries, (&open, &plain)).into());
    gallery.view("a topic", &discussion::topic_form(&carries, None).into());
    gallery.view("another topic", &discussion::topic_form(&carries, chosen.topic.as_ref()).into());
    gallery.view("a note", &discussion::note_form(&held).into());
    gallery.sentence("why", &discussion::why());
    gallery.sentence("no member", &discussion::not_a_member());
    gallery.sentence("oneself", &discussion::oneself());
    gallery.sentence("away", &discussion::is_away());
    gallery.sentence("no link", &discussion::bad_link());
    gallery.sentence("over", &discussion::is_over());
    gallery.sentence("noted", &discussion::is_noted());
}

/// Peer review.
pub(crate) fn read(gallery: &mut Gallery) {
    gallery.part("Peer review in a cohort");
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let groups = [vec![&ines, &noah], vec![&lena, &ines, &noah]];
    for away in [0, 1, 4] {
        gallery.message(&format!("{away} away"), &peer_review::opens(&groups, away));
    }
    let read = |answer| Read { reader: PersonId(1), author: PersonId(2), together: 1, answer };
    let review = PeerReview {
        id: PeerReviewId(1),
        cohort: CohortId(1),
        on: date(2026, 11, 9),
        away: 0,
        reads: vec![read(None)],
    };
    let task = |answer, by| peer_review::task(&review, read(answer), (&noah, by));
    gallery.message("each other's", &task(None, Some(&noah)));
    gallery.message("in a ring", &task(None, Some(&lena)));
    gallery.message("the other has left", &task(None, None));
    gallery.message("done", &task(Some(ReadAnswer::Done), Some(&noah)));
    gallery.message("not this time", &task(Some(ReadAnswer::NotNow), Some(&noah)));
    gallery.sentence("why", &peer_review::why());
}
