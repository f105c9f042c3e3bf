//! The room of the gallery for what comes before a call: its agenda, written, posted and read again.

use trellis::{
    domain::{
        agenda::{ACTIONS, Apart, CHECKINS, Glimpse, Kind, Notes, Nth, Prompt, Recorded, Written},
        draft::{About, Draft, Entry},
        follow_up::FollowUp,
        goal::MOST_OPEN,
        ids::{AgendaId, CallId, FollowUpId, PersonId, QuestionId},
        overlap::{Burden, Minutes, Slot},
        pair::{Room, Side},
        person::Person,
        text::UserText,
    },
    features::agenda::views::{self as agenda, Begun, NotNow, Shown, Shows},
    store::drafts::Kept,
};

use crate::{cast, hanging::Gallery};

/// Thursday, 12 November, 15:00 in Lisbon.
fn slot() -> Slot {
    let starts = cast::at("2026-11-12T15:00:00Z");
    Slot { starts, minutes: Minutes(30), mentor: Burden(0), mentee: Burden(0) }
}

fn written(side: Side, notes: &[(Prompt, UserText)]) -> Written {
    Written {
        id: AgendaId(1),
        call: CallId(5),
        side,
        author: PersonId(1),
        version: 1,
        written_at: cast::at(cast::MONDAY),
        notes: notes.iter().cloned().collect::<Notes>(),
    }
}

fn short(max: usize) -> UserText {
    UserText::unfinished(cast::worst().expose(), max).unwrap()
}

fn action(owner: Side, words: UserText) -> FollowUp {
    FollowUp { id: FollowUpId(1), place: 0, owner, words }
}

fn recorded() -> Recorded {
    let glimpse = |label: Option<&str>, words| Glimpse {
        week: cast::week(),
        label: label.map(str::to_owned),
        words: cast::words(words),
    };
    Recorded {
        checkins: vec![
            glimpse(Some("Something that was hard, and what I tried"), "Lifetimes; I drew them."),
            glimpse(Some("What I learned"), "That borrowing is lending."),
        ],
        kept: vec![(QuestionId(3), cast::words("Why do we test?"))],
        actions: vec![
            action(Side::Mentee, cast::words("Read the guide to traits")),
            action(Side::Mentor, cast::words("Send the recording")),
        ],
        apart: Apart {
            gaps: crate::reviews::gaps(),
            goals: vec![cast::words("Give a talk"), cast::words("Lead a review")],
        },
        goals: vec![crate::goals::a_goal()],
        more_goals: 2,
    }
}

fn worst_recorded() -> Recorded {
    let glimpse = Glimpse {
        week: cast::week(),
        label: Some("x".repeat(150)),
        words: cast::worst().glimpse(160),
    };
    let each = usize::try_from(ACTIONS).unwrap();
    let of = |side| vec![action(side, short(300)); each];
    Recorded {
        checkins: vec![glimpse; 2 * CHECKINS],
        kept: (1..6).map(|id| (QuestionId(id), cast::worst().glimpse(160))).collect(),
        actions: [of(Side::Mentee), of(Side::Mentor)].concat(),
        apart: Apart { gaps: crate::reviews::gaps(), goals: vec![short(150); 20] },
        goals: vec![crate::goals::worst_goal(); MOST_OPEN],
        more_goals: 1,
    }
}

/// A call of two, with its agenda in every state it can be in.
fn shown<'a>(
    both: (&'a Person, &'a Person),
    (kind, nth): (Kind, Nth),
    (written, recorded): (&'a [Written], &'a Recorded),
) -> Shown<'a> {
    let call = CallId(5);
    Shown { call, slot: slot(), kind, nth, both, written, recorded, has_begun: Begun::No }
}

/// The agenda of a call.
pub(crate) fn before_a_call(gallery: &mut Gallery) {
    gallery.part("The agenda of a call");
    let (ines, noah) = (cast::ines(), cast::noah());
    let both = (&noah, &ines);
    let (usual, nothing) = ((Kind::Usual, Nth::Later), Recorded::default());
    let notes = [
        written(
            Side::Mentee,
            &[
                (Prompt::Worked, cast::words("Small steps")),
                (Prompt::Dilemma, cast::words("Stay or move on?")),
            ],
        ),
        written(Side::Mentor, &[(Prompt::Added, cast::words("The talk in March"))]),
    ];
    let recorded = recorded();
    let full = shown(both, usual, (&notes, &recorded));
    gallery.message("a day before", &agenda::post(&full));
    gallery.message("nothing on it", &agenda::post(&shown(both, usual, (&[], &nothing))));
    let begun = Shown { has_begun: Begun::Yes, ..full };
    gallery.message("once it has begun", &agenda::post(&begun));
    for (name, kind, nth) in [
        ("the first call", Kind::GetToKnow, Nth::First),
        ("the first, about something else", Kind::Usual, Nth::First),
        ("to get to know each other again", Kind::GetToKnow, Nth::Later),
        ("the goal review", Kind::GoalReview, Nth::Later),
    ] {
        let message = agenda::post(&shown(both, (kind, nth), (&[], &nothing)));
        gallery.message(name, &message);
    }
    let two = Recorded {
        kept: vec![
            (QuestionId(3), cast::words("Why do we test?")),
            (QuestionId(4), cast::words("Why do we review?")),
        ],
        ..Recorded::default()
    };
    gallery.message("two questions", &agenda::post(&shown(both, usual, (&[], &two))));
    gallery.message("moved", &agenda::moved(slot(), &ines));
    gallery.message("called off", &agenda::called_off());

    gallery.view("the mentee's form", &agenda::form(&full, Side::Mentee, None));
    gallery.view("the mentor's form", &agenda::form(&full, Side::Mentor, None));
    let review = shown(both, (Kind::GoalReview, Nth::Later), (&[], &nothing));
    gallery.view("of the goal review", &agenda::form(&review, Side::Mentee, None));
    let first = shown(both, (Kind::GetToKnow, Nth::First), (&[], &nothing));
    gallery.view("of the first call", &agenda::form(&first, Side::Mentee, None));
    let draft = Kept {
        about: About::Agenda(CallId(5)),
        draft: Draft::default().with("new", Some(Entry::from(&cast::words("Half a th")))),
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::MONDAY),
    };
    let from = Some((&draft, &ines));
    gallery.view("from a draft", &agenda::form(&review, Side::Mentee, from));
    for (name, room) in [("in the room", Room::Unopened), ("without a room", Room::Refused)] {
        for shows in [Shows::Now, Shows::From(cast::at("2026-11-11T15:00:00Z"))] {
            gallery.view(&format!("saved, {name}"), &agenda::saved(&room, (shows, &ines)));
        }
    }
    gallery.view("read again", &agenda::page(both, (Some(slot()), &notes)));
    gallery.view("nothing to read", &agenda::page(both, (None, &[])));
    gallery.sentence("a label", agenda::label(Prompt::Dilemma));
    let why = [("begun", NotNow::Begun), ("off", NotNow::Off), ("not agreed", NotNow::NotAgreed)];
    for (name, why) in why {
        gallery.sentence(name, &agenda::not_opened(why));
        gallery.sentence(&format!("{name}, when it is sent"), &agenda::not_taken(why));
    }
    gallery.view("a draft that was not sent", &agenda::unsent(NotNow::Begun, &draft));
    let everything = ["since_last_time", "worked", "did_not_work", "new", "dilemma"];
    let longest = everything.into_iter().fold(Draft::default(), |draft, field| {
        draft.with(field, Some(Entry::from(&cast::worst())))
    });
    let longest = Kept { draft: longest, ..draft };
    gallery.strain_view("a long one", &agenda::unsent(NotNow::Off, &longest));

    let every = Prompt::ALL.map(|prompt| (prompt, short(1000)));
    let usual_notes: Vec<_> = Kind::Usual.prompts().iter().map(|it| (*it, short(1000))).collect();
    let added = written(Side::Mentor, &[(Prompt::Added, short(1000))]);
    let worst = worst_recorded();
    for said in [&usual_notes[..], &every[..14]] {
        let both_wrote = [written(Side::Mentee, said), added.clone()];
        let longest = shown(both, (Kind::GoalReview, Nth::First), (&both_wrote, &worst));
        gallery.strain("the longest", &agenda::post(&longest));
        gallery.strain_view("the longest form", &agenda::form(&longest, Side::Mentee, None));
        gallery.strain_view("the mentor's", &agenda::form(&longest, Side::Mentor, None));
        gallery.strain_view("its page", &agenda::page(both, (Some(slot()), &both_wrote)));
    }
}
