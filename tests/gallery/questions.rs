//! The rooms of the gallery for questions: while one is asked, where it is read, when it is answered, what becomes of it.

use trellis::{
    domain::{
        answer::{Answer, LinkKind, Linked},
        answerable::{Answerable, Measured},
        draft::{About, Draft, Entry},
        help_channel::Sharing,
        ids::{
            CheckinId, DecisionId, DifferenceId, PairId, PersonId, QuestionId, ReplyId, ResourceId,
        },
        learning::Learning,
        pair::Room,
        person::Person,
        promise::{Kept, Promise, WorkingMinutes},
        question::{Closed, Content, Kind, NotNow, Part, Question, Round, Seen},
        reply::Reply,
        search::Shelf,
        text::{Link, UserText},
        topic::Topic,
    },
    features::{
        ask::{
            form,
            views::{answer, asking, memory, outcome, shown},
        },
        bodies,
        draft::views::{Around, Sent, around},
        held::Along,
        record::views as record,
        reply::views as reply,
    },
    slack::{
        action::{added::Added, question::QuestionForm},
        blocks::{Message, preview::preview_view},
    },
    store::records::{Item, Record},
};

use crate::{cast, hanging::Gallery};

/// Monday, 9 November 2026, 15:00 in Lisbon: a day after the question.
const BY: &str = "2026-11-09T15:00:00Z";

/// A question of each kind.
pub(crate) fn content(kind: Kind) -> Content {
    let words = |text: &str| Some(cast::words(text));
    let only = |is_there: bool, text: &str| if is_there { words(text) } else { None };
    let (debug, quick) = (kind == Kind::Debug, kind == Kind::Quick);
    Content {
        kind,
        asked: cast::words("When is cloning fine?"),
        tried: only(debug, "Borrowing it instead."),
        happened: only(debug, "error[E0502]: cannot borrow `parser`"),
        theory: only(!quick, "The parser keeps a reference."),
        blocked: None,
        topics: Vec::new(),
        sharing: Sharing::Room,
    }
}

/// The longest there can be, with everything that would like to be more than words.
fn worst() -> Content {
    let worst = || Some(cast::worst());
    Content {
        kind: Kind::Debug,
        asked: cast::worst(),
        tried: worst(),
        happened: worst(),
        theory: worst(),
        blocked: worst(),
        topics: Topic::ALL.to_vec(),
        sharing: Sharing::Channel,
    }
}

fn question(content: Content) -> Question {
    Question {
        id: QuestionId(3),
        pair: PairId(1),
        author: PersonId(1),
        version: 1,
        asked_at: cast::at(cast::FRIDAY),
        edited_at: None,
        posted_at: None,
        held_until: None,
        content,
        round: Round {
            nth: 1,
            since: cast::at(cast::FRIDAY),
            promise: Promise::QUESTION,
            owed_by: Some(cast::at(BY)),
            seen: None,
            followed_up_at: None,
            answered: None,
        },
        closed: None,
    }
}

fn measured(taken: i64) -> Option<Measured> {
    let at = cast::at(cast::MONDAY);
    Some(Measured { at, taken: WorkingMinutes(taken), kept: Kept::Kept })
}

/// The longest question there can be.
pub(crate) fn longest() -> Question {
    question(worst())
}

/// A question in each state there is.
pub(crate) fn of_every_state() -> Vec<Question> {
    let open = question(content(Kind::Quick));
    let mut unpromised = Question { id: QuestionId(4), ..open.clone() };
    unpromised.round.owed_by = None;
    let mut seen = Question { id: QuestionId(5), ..open.clone() };
    seen.round.seen =
        Some(Seen { at: cast::at(cast::FRIDAY), back_by: cast::at("2026-11-10T16:00:00Z") });
    let mut answered = Question { id: QuestionId(6), ..open.clone() };
    answered.round.answered = measured(65);
    let closed = Some((Closed::Solved, cast::at(cast::MONDAY)));
    let settled = Question { id: QuestionId(7), closed, ..answered.clone() };
    vec![open, unpromised, seen, answered, settled]
}

/// While somebody asks.
pub(crate) fn asked(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    gallery.part("A question");
    let about = About::Question(PairId(1), None);
    let by = Some(cast::at(BY));
    let opening = |filled: Draft| form::Opening {
        carries: QuestionForm { pair: PairId(1), edits: None, added: Added::default() },
        mentor: &noah,
        around: Around::default(),
        promised: by,
        along: None,
        away_until: None,
        help: None,
        filled,
    };
    for kind in Kind::ALL {
        let filled = form::of_kind(&Draft::default(), kind);
        gallery.view(kind.key(), &form::view(&opening(filled), &ines));
        assert!(
            preview_view(&form::view(&opening(form::of_kind(&Draft::default(), kind)), &ines))
                .contains(asking::welcome(kind))
        );
        assert!(Part::ALL.iter().filter_map(|part| asking::hint(kind, *part)).count() < 5);
        assert!(!bodies::kind(kind).is_empty() && !bodies::part(kind, Part::Asked).is_empty());
    }
    let along = Along {
        with: cast::at(cast::FRIDAY),
        until: cast::at(cast::MONDAY),
        promise: Promise::CHECKIN,
        owed_by: by,
    };
    let concept = form::of_kind(&Draft::default(), Kind::Concept);
    let at_once = concept.clone().with("brought", Some(Entry::Chosen("now".to_owned())));
    for (name, filled) in [("goes along with a check-in", concept), ("at once", at_once)] {
        let waits = form::Opening { along: Some(along), ..opening(filled) };
        gallery.view(name, &form::view(&waits, &ines));
    }
    gallery.sentence("goes along", &asking::goes_along(&ines, (along.with, along.until)));
    let urgent = Draft::default().with("urgent", Some(Entry::Ticked(vec!["yes".to_owned()])));
    gallery.view("urgent", &form::view(&opening(urgent), &ines));
    let longest = form::Opening {
        around: around(about, None, Sent::Never),
        ..opening(form::as_urgent_as(form::filled(&worst()), &worst()))
    };
    gallery.strain_view("the longest form", &form::view(&longest, &ines));
    let edits = Some(QuestionId(3));
    let carries = QuestionForm { pair: PairId(1), edits, added: Added::default() };
    let edited = form::Opening { carries, ..opening(form::filled(&content(Kind::Debug))) };
    gallery.view("to be edited", &form::view(&edited, &ines));
    let switched = form::of_kind(&form::filled(&content(Kind::Debug)), Kind::Quick);
    gallery.view("a quick one that was to be debugged", &form::view(&opening(switched), &ines));
    let day = Some(jiff::civil::date(2026, 12, 4));
    gallery.sentence("promised, and away", &asking::promised(&noah, &ines, (by, day)));
    gallery.sentence("nothing promised", &asking::promised(&noah, &ines, (None, None)));
    gallery.sentence("who reads it", &asking::who_reads(&noah));
    gallery.message("how to ask", &asking::tips());
    answered_before(gallery);
    gallery.view("solved while writing", &asking::solved_writing(PairId(1), 1));
    gallery.view("solved while writing, again", &asking::solved_writing(PairId(1), 3));
    for (name, field, how) in [
        (
            "a message brought",
            (Kind::Quick, Part::Asked),
            (asking::Place::Alone, asking::Extent::Whole),
        ),
        (
            "a long message brought to a draft",
            (Kind::Debug, Part::Happened),
            (asking::Place::BelowDraft, asking::Extent::Beginning),
        ),
    ] {
        gallery.message(name, &Message::new(name).block(asking::brought(field, how)));
    }
    let no_words = Message::new("no words").block(asking::no_words());
    gallery.message("a message without words", &no_words);
    let field = (Kind::Quick, Part::Asked);
    let no_room = Message::new("no room").block(asking::no_room_beside_draft(field));
    gallery.message("no room for a message", &no_room);
    gallery.sentence("no room for what was typed", &asking::no_room());
    gallery.sentence("nobody to ask", &asking::no_mentor());
    gallery.sentence("the mentor has left", &asking::mentor_gone(&noah));
    for topic in Topic::ALL {
        gallery.sentence(topic.key(), bodies::topic(topic));
    }
}

/// Where it is read, and how it is answered.
pub(crate) fn answered(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let room = Room::Open("C1".into());
    let monday = Some(cast::at(cast::MONDAY));
    fn scene<'a>(question: &'a Question, room: &'a Room) -> shown::Shown<'a> {
        static PEOPLE: std::sync::LazyLock<(Person, Person)> =
            std::sync::LazyLock::new(|| (cast::noah(), cast::ines()));
        shown::Shown { question, mentor: &PEOPLE.0, mentee: &PEOPLE.1, room, there: None }
    }
    gallery.part("A question, read and answered");
    for kind in Kind::ALL {
        let question = question(content(kind));
        gallery.message(
            &format!("in the room: {}", kind.key()),
            &shown::post(&scene(&question, &room)),
        );
    }
    let mut urgent = question(content(Kind::Quick));
    urgent.content.blocked = Some(cast::words("The release."));
    urgent.content.topics = vec![Topic::Skills, Topic::Dilemmas];
    (urgent.version, urgent.edited_at) = (2, monday);
    gallery.message("in the room: urgent, edited", &shown::post(&scene(&urgent, &room)));
    for question in of_every_state() {
        let name = format!("{:?}", question.state());
        gallery.message(&format!("in the room: {name}"), &shown::post(&scene(&question, &room)));
        gallery.message(&format!("alone: {name}"), &shown::post(&scene(&question, &Room::Refused)));
        gallery.message(
            &format!("the copy: {name}"),
            &shown::receipt(&scene(&question, &room), monday),
        );
    }
    let held = Question { held_until: monday, ..question(content(Kind::Concept)) };
    gallery.message("the copy, while it waits", &shown::receipt(&scene(&held, &room), monday));
    let over = |anew| shown::unanswered(&scene(&held, &room), anew);
    gallery.message("the copy, once the pair is over", &over(None));
    gallery.message("the copy, asked anew of another mentor", &over(Some(&cast::lena())));
    gallery.message("in the room, once the pair is over", &shown::left(&scene(&held, &room)));
    let mut again = question(content(Kind::Quick));
    (again.round.nth, again.round.since, again.posted_at) = (2, cast::at(cast::MONDAY), monday);
    again.round.followed_up_at = monday;
    gallery.message("in the room, again", &shown::post(&scene(&again, &room)));
    gallery.message("the copy, again", &shown::receipt(&scene(&again, &room), None));
    gallery
        .message("the copy, without a room", &shown::receipt(&scene(&again, &Room::Refused), None));
    let mut at_once = again.clone();
    (at_once.posted_at, at_once.round.answered) = (None, measured(0));
    gallery.message("answered at once", &shown::post(&scene(&at_once, &room)));
    at_once.round.answered = None;
    gallery.message(
        "the copy, seen now",
        &shown::receipt(&scene(&at_once, &room), Some(at_once.asked_at)),
    );
    gallery.message("the copy, seen some time", &shown::receipt(&scene(&at_once, &room), None));
    let mut alone = at_once.clone();
    alone.closed = Some((Closed::SolvedAlone, cast::at(cast::MONDAY)));
    gallery.message("solved alone", &shown::post(&scene(&alone, &room)));
    gallery.message("seen", &shown::seen(&scene(&again, &room), cast::at(BY)));
    let longest = question(worst());
    gallery.strain("the longest", &shown::post(&scene(&longest, &room)));
    gallery.strain("the copy of the longest", &shown::receipt(&scene(&longest, &room), monday));
    let count = shown::count_parts(&scene(&longest, &room));
    assert!(count > 1);
    for version in [1, 2] {
        let longest = Question { version, ..longest.clone() };
        let part = shown::part(&scene(&longest, &room), count - 1).unwrap();
        gallery.strain("its last part", &part);
        gallery.sentence("in the thread", &part.text);
    }
    assert_eq!(bodies::question(&worst()).len(), 6);
    let debug = question(content(Kind::Debug));
    gallery.view("the form", &answer::form((&debug, &ines), &room, None));
    gallery.view("the form, without a room", &answer::form((&debug, &ines), &Room::Refused, None));
    for way in Learning::ALL {
        let ines = Person { learns_by: Some(way), ..ines.clone() };
        let title = format!("the form, for somebody who learns by {}", way.key());
        gallery.view(&title, &answer::form((&debug, &ines), &room, None));
        gallery.sentence(way.key(), bodies::learns_best(way));
    }
    let usual = Some("2026-11-09T17:00".parse().unwrap());
    gallery.view("when", &answer::when_form(&debug, &noah, usual));
    gallery.strain_view("when, no proposal", &answer::when_form(&debug, &noah, None));
    for (name, sentence) in [
        ("nothing written", answer::nothing_written()),
        ("a bad link", answer::bad_link()),
        ("a bad day", answer::bad_day()),
        ("no day", answer::no_day()),
        ("no time", answer::no_time()),
        ("a bad time", answer::bad_time()),
        ("nobody waits", answer::not_waiting()),
    ] {
        gallery.sentence(name, &sentence);
    }
}

/// What becomes of it.
pub(crate) fn settled(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let actions = cast::no_actions();
    gallery.part("A question, settled");
    let link = Link::parse("https://example.com/cow").unwrap();
    let short = Answer {
        words: Some(cast::words("When the string is short.")),
        link: Some(Linked { kind: LinkKind::Video, link }),
        question: Some(cast::words("How often is it called?")),
    };
    let whole = |answer| reply::Whole {
        id: ReplyId(4),
        said: reply::Said::Answer(answer),
        actions: &actions,
    };
    for (name, below) in [
        ("answered", reply::Below::Decide(QuestionId(3))),
        ("answered, solved", reply::Below::Closed(Closed::Solved)),
        ("answered, solved alone", reply::Below::Closed(Closed::SolvedAlone)),
        ("answered, not yet", reply::Below::NotYet),
    ] {
        gallery.message(name, &reply::reply(&noah, &whole(&short), below));
    }
    let longest =
        Answer { words: Some(cast::worst()), question: Some(cast::worst()), ..short.clone() };
    let below = reply::Below::Decide(QuestionId(3));
    gallery.strain("the longest answer", &reply::reply(&noah, &whole(&longest), below));
    assert_eq!(bodies::answer(&short).len(), 3);
    for kind in LinkKind::ALL {
        gallery.sentence(kind.key(), bodies::link_kind(kind));
    }
    for question in of_every_state() {
        gallery.message(&format!("{:?}", question.state()), &outcome::ask(&ines, (&question, 1)));
    }
    let mut again = question(content(Kind::Quick));
    again.round.nth = 2;
    gallery.message("asked again since", &outcome::ask(&ines, (&again, 1)));
    gallery.message("once more", &outcome::follow_up(&noah, (&ines, &again)));
    gallery.message("not yet", &outcome::reopened(&noah, (&ines, &again)));
    (again.round.owed_by, again.closed) = (None, None);
    gallery.message("once more, nothing promised", &outcome::follow_up(&noah, (&ines, &again)));
    gallery.message("not yet, nothing promised", &outcome::reopened(&noah, (&ines, &again)));
    let by = Some(cast::at(BY));
    gallery.view("asked again", &outcome::asked_again(&noah, (&ines, by)));
    gallery.view("asked again, nothing promised", &outcome::asked_again(&noah, (&ines, None)));
    let (now, at) = (cast::at(cast::FRIDAY), cast::at(cast::MONDAY));
    gallery.view("asked once more", &outcome::followed_up(&noah, (&ines, now, now)));
    gallery.view("asked once more, later", &outcome::followed_up(&noah, (&ines, at, now)));
    for why in [
        NotNow::Closed,
        NotNow::StillOpen,
        NotNow::Answered,
        NotNow::NotBefore(by),
        NotNow::NotBefore(None),
        NotNow::FollowedUp,
    ] {
        gallery.sentence(&format!("{why:?}"), &outcome::not_now(why, (&noah, &ines)));
    }
    assert!(!bodies::did_it_help(QuestionId(3)).clone().eq(&bodies::did_it_help(QuestionId(4))));
    gallery.sentence("settled", bodies::closed(Closed::Solved));
    let closed = Some((Closed::Solved, cast::at(cast::MONDAY)));
    let settled = Question { closed, ..question(content(Kind::Debug)) };
    let answers = [cast::stored(Reply::Answer(short)), cast::stored(cast::said())];
    gallery.view("read again", &record::question((&noah, &ines), &settled, &answers));
    gallery.view(
        "read, not answered",
        &record::question((&noah, &ines), &question(content(Kind::Quick)), &[]),
    );
    let many: Vec<_> = (0..60).map(|_| cast::stored(Reply::Answer(longest.clone()))).collect();
    gallery.strain_view(
        "read, of many answers",
        &record::question((&noah, &ines), &question(worst()), &many),
    );
}

/// What may answer a question before it is sent.
fn answered_before(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let when = memory::When { by: Some(cast::at(BY)), away_until: None, along: None };
    let offered = |item, author: &Person, opens| memory::Offered {
        record: Record {
            shelf: Shelf::Pair(PairId(1)),
            item,
            author: author.id,
            said_at: cast::at(cast::FRIDAY),
        },
        author: author.clone(),
        excerpt: cast::words("…both fought the borrow checker, so I cloned the string…"),
        opens,
    };
    let (checkin, question) =
        (Answerable::Checkin(CheckinId(7)), Answerable::Question(QuestionId(3)));
    let three = [
        offered(Item::Reply(ReplyId(4)), &noah, Some(question)),
        offered(Item::Reply(ReplyId(5)), &noah, Some(checkin)),
        offered(Item::Checkin(CheckinId(7)), &ines, Some(checkin)),
    ];
    let others = [
        offered(Item::Difference(DifferenceId(1)), &ines, Some(checkin)),
        offered(Item::Decision(DecisionId(1)), &noah, None),
        offered(Item::Resource(ResourceId(1)), &noah, None),
    ];
    let shared = [offered(Item::Published(QuestionId(8)), &noah, None)];
    let step = |found: &[_]| memory::step((PairId(1), found), (&ines, &noah), when);
    gallery.view("answered before", &step(&three));
    gallery.view("decided or kept before", &step(&others));
    let along = Some((cast::at(cast::FRIDAY), cast::at(BY)));
    let shared = memory::step((PairId(1), &shared), (&ines, &noah), memory::When { along, ..when });
    gallery.view("shared in the programme", &shared);
    let worst = Person { name: cast::worst().expose().to_owned(), ..noah.clone() };
    let long =
        UserText::from_stored(cast::worst().expose().chars().take(memory::EXCERPT).collect());
    let longest =
        three.map(|it| memory::Offered { author: worst.clone(), excerpt: long.clone(), ..it });
    let longest = memory::step((PairId(1), &longest), (&ines, &worst), when);
    gallery.strain_view("as much as there can be", &longest);
    gallery.view("solved by what was there", &memory::solved(1, Some(&noah)));
    gallery.view("solved by what was there, again", &memory::solved(3, None));
    gallery.sentence("not as it was shown", &memory::not_as_shown());
    gallery.sentence("sent already", &memory::sent_already());
}
