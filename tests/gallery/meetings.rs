//! The rooms of the gallery for what happens at a call and afterwards.

use trellis::{
    domain::{
        call::{About, Call, Purpose, Rhythm, State},
        call_signs::{CallSign, CallStep},
        draft::{About as Drafted, Draft, Entry},
        follow_up::{FollowUp, FollowUps},
        ids::{CallId, FollowUpId, PairId},
        meeting::{Account, Happened, Lasted, Meeting, Notes, OfBoth, Presence, Worth},
        overlap::{Burden, Minutes, Slot},
        pair::{Pair, PairState, Side},
        text::{Link, UserText},
    },
    features::meeting::{
        Scene,
        kept::Kept,
        views::{
            self as meeting, after,
            line::{self, After, Place, Shown},
            notes::{self, Filled},
            sign::{self, Meets},
        },
    },
    slack::action::meeting::SignSince,
    store::{drafts, meetings::StoredNotes},
};

use crate::{cast, hanging::Gallery};

/// Tuesday, 10 November, 16:00 in Lisbon and 11:00 in New York, for half an hour.
fn slot() -> Slot {
    let starts = cast::at("2026-11-10T16:00:00Z");
    Slot { starts, minutes: Minutes(30), mentor: Burden(0), mentee: Burden(0) }
}

fn pair() -> Pair {
    cast::pair(PairState::Active { began_at: cast::at(cast::FRIDAY) })
}

fn scene(meeting: Meeting) -> Scene {
    let about = About { purpose: Purpose::Career, topics: Vec::new() };
    let call = Call {
        id: CallId(5),
        pair: pair().id,
        week: None,
        round: 3,
        about: Some(about),
        instead_about: None,
        sequence: 1,
        state: State::Agreed { slot: slot(), at: slot().starts, instead: None },
    };
    let (mentor, mentee) = (cast::noah(), cast::ines());
    Scene { call, slot: slot(), pair: pair(), mentor, mentee, meeting }
}

fn there(mentor: Option<Presence>, mentee: Option<Presence>) -> Meeting {
    Meeting { presence: OfBoth { mentor, mentee }, ..Meeting::default() }
}

fn said(said: &[(Side, Happened)]) -> Meeting {
    let account = |(by, happened): &(Side, Happened)| Account {
        by: *by,
        happened: *happened,
        at: cast::at("2026-11-10T17:00:00Z"),
    };
    Meeting { accounts: said.iter().map(account).collect(), ..Meeting::default() }
}

fn kept(words: UserText, action: &UserText) -> Kept {
    let notes =
        Notes { words: Some(words), lasted: Some(Lasted::Longer), why: Some(action.clone()) };
    let new = |place: usize, owner| FollowUp {
        id: FollowUpId(i64::try_from(place).unwrap()),
        place,
        owner,
        words: action.clone(),
    };
    let actions = [(0, Side::Mentee), (1, Side::Mentee), (2, Side::Mentee)].into_iter();
    let actions = actions.chain([(3, Side::Mentor), (4, Side::Mentor), (5, Side::Mentor)]);
    let saved_at = cast::at("2026-11-10T17:05:00Z");
    Kept {
        author: cast::noah(),
        stored: StoredNotes {
            author: cast::noah().id,
            saved_at,
            version: 2,
            view_id: "V7".to_owned(),
            notes,
        },
        actions: FollowUps {
            became: Vec::new(),
            new: actions.map(|(place, owner)| new(place, owner)).collect(),
        },
    }
}

/// When a call begins.
pub(crate) fn begins(gallery: &mut Gallery) {
    use Presence::{CannotCome, Here, Late};
    gallery.part("When a call begins");
    let (ines, noah) = (cast::ines(), cast::noah());
    let link = Link::parse("https://meet.example.org/room").unwrap();
    let in_room = Shown { place: Place::Room, link: None, after: After::NotOver };
    let with_link = Shown { link: Some(&link), ..in_room };
    gallery.message("nobody yet", &line::line(&scene(Meeting::default()), with_link));
    gallery.message("no link", &line::line(&scene(Meeting::default()), in_room));
    let alone = Shown { place: Place::Alone(noah.id), ..in_room };
    gallery.message("no room", &line::line(&scene(Meeting::default()), alone));
    let waits = scene(there(Some(Here), Some(Late)));
    gallery.message("one waits", &line::line(&waits, in_room));
    gallery.message("both are there", &line::line(&scene(there(Some(Here), Some(Here))), in_room));
    let told = scene(there(Some(Here), Some(CannotCome)));
    gallery.message("could not make it", &line::line(&told, in_room));
    let missing = scene(said(&[(Side::Mentor, Happened::NoShow(Side::Mentee))]));
    gallery.message("nobody came", &line::line(&missing, in_room));
    let no_show = (Side::Mentor, Happened::NoShow(Side::Mentee));
    let late = scene(said(&[no_show, (Side::Mentee, Happened::Held)]));
    let ordinary = kept(cast::words("We drew the parser."), &cast::words("Draw the export too"));
    let after = Shown { after: After::Here(Some(&ordinary)), ..in_room };
    gallery.message("put right after the question was due", &line::line(&late, after));
    let held = scene(said(&[(Side::Mentee, Happened::Held)]));
    gallery.message("it took place, and is not over", &line::line(&held, in_room));
    let elsewhere = Shown { after: After::Elsewhere, ..in_room };
    gallery.message("asked about in a message of its own", &line::line(&held, elsewhere));
    gallery.message("moved", &line::moved(&waits));
    gallery.message("called off", &line::called_off());
    gallery.sentence("it is off", &meeting::off());
    gallery.sentence("it was moved", &meeting::moved(&ines, slot()));
    gallery.sentence("not begun", &meeting::not_begun(&noah, slot()));
    gallery.sentence("over", &meeting::over());
    gallery.sentence("not here oneself", &meeting::say_you_are_here());
    gallery.sentence("the other one is here", &meeting::they_are_here(&ines));
    let from = cast::at("2026-11-10T16:10:00Z");
    gallery.sentence("too early", &meeting::too_early((&noah, &ines), from));
    gallery.sentence("settled", &meeting::settled());
    gallery.sentence("not told in time", &meeting::not_told(&ines));
}

/// What became of it.
pub(crate) fn after_it(gallery: &mut Gallery) {
    gallery.part("After a call");
    gallery.message("the question", &after::after(&scene(Meeting::default()), None));
    let held = (Side::Mentee, Happened::Held);
    let ordinary = kept(cast::words("We drew the parser."), &cast::words("Draw the export too"));
    let one =
        Meeting { worth: OfBoth { mentor: None, mentee: Some(Worth::Written) }, ..said(&[held]) };
    gallery.message("it happened", &after::after(&scene(one), Some(&ordinary)));
    let worth = OfBoth { mentor: Some(Worth::Call), mentee: Some(Worth::Written) };
    let both = Meeting { worth, ..said(&[held, (Side::Mentor, Happened::Held)]) };
    gallery.message("both say so", &after::after(&scene(both), None));
    let other = (Side::Mentor, Happened::DidNotMeet);
    gallery.message("they differ", &after::after(&scene(said(&[held, other])), None));
    let no_show = (Side::Mentor, Happened::NoShow(Side::Mentee));
    let corrected = scene(said(&[no_show, held]));
    gallery.message("put right", &after::after(&corrected, None));
    gallery.sentence("what became of it", &after::became(&corrected).unwrap());
    assert_eq!(after::became(&scene(Meeting::default())), None);
    assert!(!after::body(&ordinary).is_empty() && after::long(Lasted::Fifteen) == "15 minutes");
    let most = cast::worst();
    let action = UserText::unfinished(most.expose(), 300).unwrap();
    let strained = scene(said(&[held]));
    gallery.strain("the longest notes", &after::after(&strained, Some(&kept(most, &action))));
    gallery.view("how it was", &notes::how_it_was(&corrected));
    gallery.sentence("nothing chosen", &meeting::not_chosen());
    gallery.sentence("it did not take place", &meeting::was_not_held());
    gallery.sentence("too long ago", &meeting::too_long_ago());
    written(gallery, &ordinary);
    signs(gallery);
}

fn written(gallery: &mut Gallery, ordinary: &Kept) {
    let (ines, held) = (cast::ines(), scene(said(&[(Side::Mentee, Happened::Held)])));
    gallery.view("notes and actions", &notes::form(&held, (None, Filled::Kept)));
    gallery.view("changed", &notes::form(&held, (Some(ordinary), Filled::Kept)));
    let draft = |words: &UserText| drafts::Kept {
        about: Drafted::Notes(CallId(5)),
        draft: Draft::default().with(notes::WORDS, Some(Entry::from(words))),
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let half = draft(&cast::words("We dr"));
    gallery.view("a draft", &notes::form(&held, (None, Filled::Drafted(&half, &ines))));
    let most = kept(cast::worst(), &UserText::unfinished(cast::worst().expose(), 300).unwrap());
    let longest = draft(&cast::worst());
    gallery
        .strain_view("a long draft", &notes::form(&held, (None, Filled::Drafted(&longest, &ines))));
    let old = notes::form(&held, (Some(ordinary), Filled::Drafted(&half, &ines)));
    gallery.view("a draft older than what is kept", &old);
    let typed = notes::form(&held, (Some(ordinary), Filled::Typed(&half.draft)));
    gallery.view("saved in between", &typed);
    let both = notes::form(&held, (Some(&most), Filled::Drafted(&longest, &ines)));
    gallery.strain_view("long words saved in between", &both);
    gallery.view("read again", &notes::page(&held, (&ines, ordinary)));
    gallery.sentence("nothing written", &notes::nothing_written());
    gallery.sentence("nothing kept", &notes::nothing_kept());
}

fn signs(gallery: &mut Gallery) {
    let noah = cast::noah();
    let agreed = Meets { rhythm: Rhythm::TwoWeeks, is_agreed: true };
    for (name, it, step) in [
        ("many calls", CallSign::Often, CallStep::SkipNext),
        ("could have been written", CallSign::Written, CallStep::SkipNext),
        ("go monthly", CallSign::Written, CallStep::GoMonthly),
        ("nothing written for", CallSign::Empty, CallStep::SkipNext),
    ] {
        let since = SignSince { call: CallId(5), sign: it };
        if step == CallStep::SkipNext {
            // Many calls are found in one rhythm alone.
            let rhythms = if it == CallSign::Often { &Rhythm::ALL[..1] } else { &Rhythm::ALL };
            for rhythm in rhythms.iter().copied() {
                let meets = Meets { rhythm, is_agreed: false };
                gallery.message(name, &sign::sign((PairId(1), since), meets, None));
            }
        }
        if it == CallSign::Empty {
            gallery
                .message("as often as they agreed", &sign::sign((PairId(1), since), agreed, None));
        }
        gallery.message(
            &format!("{name}, decided"),
            &sign::sign((PairId(1), since), agreed, Some((step, &noah))),
        );
    }
    gallery.sentence("of some time ago", &sign::overtaken());
    gallery.sentence("decided", &sign::decided());
    gallery.sentence("arranged already", &sign::is_arranged());
    gallery.sentence("none to skip", &sign::none_to_skip());
    gallery.sentence("agreed", &sign::is_agreed());
    gallery.sentence("not so often", &sign::less_often_already());
}
