//! The people, check-ins and replies that stand model for the gallery.

use jiff::Timestamp;
use trellis::{
    domain::{
        availability::Availability,
        checkin::{Answers, PlanOutcome, PlanReview, Question, QuestionKind},
        ids::{CheckinId, NoteId, PairId, PersonId, ProgrammeId, ReplyId, SlackUser},
        note::NoteKind,
        pair::{Pair, PairState, Room},
        person::{Account, Person, ZoneSource},
        reply::{Edition, Example, Reply, ReplyForm, SaidReply, Standing},
        text::{Link, UserText},
        week::Week,
        working_hours::{DateRange, WorkingHours},
        zone::{Zone, Zones},
    },
    store::{checkins::Checkin, notes::Note, replies::StoredReply},
};

use crate::texts::hostile;

/// Friday, 6 November 2026, 15:00 in Lisbon.
pub(crate) const FRIDAY: &str = "2026-11-06T15:00:00Z";
/// Monday after that, 09:00 in New York.
pub(crate) const MONDAY: &str = "2026-11-09T14:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn week() -> Week {
    "2026-W45".parse().unwrap()
}

pub(crate) fn words(text: &str) -> UserText {
    UserText::parse(text, 3000).unwrap()
}

/// As long as a field takes, with everything in it that would like to be more than words.
pub(crate) fn worst() -> UserText {
    let hostile = hostile().join("\n");
    words(&format!("{hostile}{}", "🎉".repeat(3000 - hostile.chars().count())))
}

fn person(id: i64, user: &str, (name, zone): (&str, &str)) -> Person {
    let zone = Zones::bundled().find(zone).unwrap();
    Person {
        id: PersonId(id),
        user: SlackUser::from(user),
        name: name.to_owned(),
        availability: Availability::office_hours(zone.clone()),
        zone,
        zone_source: ZoneSource::Profile,
        account: Account::Member,
    }
}

pub(crate) fn ines() -> Person {
    person(1, "U0INES", ("Inês Duarte", "Europe/Lisbon"))
}

pub(crate) fn noah() -> Person {
    person(2, "U0NOAH", ("Noah Reed", "America/New_York"))
}

pub(crate) fn lena() -> Person {
    person(3, "U0LENA", ("Lena Vogt", "Europe/Berlin"))
}

pub(crate) fn pair(state: PairState) -> Pair {
    Pair {
        id: PairId(1),
        programme: ProgrammeId(1),
        mentor: PersonId(2),
        mentee: PersonId(1),
        proposed_by: PersonId(3),
        state,
        room: Room::Unopened,
        checkin_rule: None,
    }
}

pub(crate) fn answers() -> Answers {
    let review = |item, outcome| PlanReview { item: words(item), outcome };
    Answers {
        last_plan: vec![
            review("Finish the import screen", Some(PlanOutcome::DoneAlone)),
            review("Read about iterators", None),
        ],
        tasks: words("Finished the import screen.\nFixed the flaky date test."),
        learned: words("How lifetimes tie a borrow to its owner."),
        tried: words("Two ways to share the parser."),
        happened: Some(words("I cloned the string in the end.")),
        blocked: true,
        questions: vec![
            Question { kind: QuestionKind::Technical, text: words("When is cloning fine?") },
            Question { kind: QuestionKind::Career, text: words("Should I give a talk?") },
        ],
        primary: words("Write the export screen"),
        secondary: Some(words("Read about traits")),
        stretch: Some(words("Show the import in the team meeting")),
        works_well: Some(words("Your examples.")),
        could_improve: Some(words("Sometimes I need two readings.")),
        one_line: None,
    }
}

/// Every field at its longest.
pub(crate) fn worst_answers() -> Answers {
    let review = || PlanReview { item: worst(), outcome: Some(PlanOutcome::NotDone) };
    let question = || Question { kind: QuestionKind::Process, text: worst() };
    Answers {
        last_plan: vec![review(), review(), review()],
        tasks: worst(),
        learned: worst(),
        tried: worst(),
        happened: Some(worst()),
        blocked: true,
        questions: vec![question(), question(), question()],
        primary: worst(),
        secondary: Some(worst()),
        stretch: Some(worst()),
        works_well: Some(worst()),
        could_improve: Some(worst()),
        one_line: None,
    }
}

pub(crate) fn checkin(answers: Answers) -> Checkin {
    Checkin {
        id: CheckinId(7),
        pair: PairId(1),
        week: week(),
        author: PersonId(1),
        version: 1,
        submitted_at: at(FRIDAY),
        edited_at: None,
        posted_at: None,
        owed_by: Some(at("2026-11-10T15:00:00Z")),
        replied_at: None,
        more_on: None,
        answers,
    }
}

pub(crate) fn reply() -> ReplyForm {
    ReplyForm {
        feedback: Some(words("The import screen does one thing, and does it well.")),
        example: Some(Example::Link(Link::parse("https://example.com/cow?a=1").unwrap())),
        question: Some(words("What would make the clone too slow?")),
        progress: Some(words("You asked before you were stuck.")),
    }
}

pub(crate) fn worst_reply() -> ReplyForm {
    let example = Some(Example::Words(worst()));
    ReplyForm { feedback: Some(worst()), example, question: Some(worst()), progress: Some(worst()) }
}

pub(crate) fn stored(content: Reply) -> StoredReply {
    StoredReply {
        id: ReplyId(4),
        checkin: CheckinId(7),
        author: PersonId(2),
        said_at: at(MONDAY),
        version: 1,
        standing: Standing::Stands,
        edition: Edition::default(),
        content: Some(content),
    }
}

pub(crate) fn note(kind: NoteKind, written: &str) -> Note {
    Note {
        id: NoteId(5),
        pair: PairId(1),
        author: PersonId(1),
        reader: PersonId(3),
        kind,
        words: None,
        written_at: at(written),
    }
}

/// Somebody who never works.
pub(crate) fn never(zone: &Zone) -> Availability {
    let away = DateRange::new(jiff::civil::date(2026, 1, 1), jiff::civil::date(2030, 1, 1));
    Availability::new(zone.clone(), WorkingHours::default(), vec![away.unwrap()])
}

pub(crate) fn said() -> Reply {
    Reply::Said(SaidReply { text: Some(words("Cloning is fine here.")), files: 1 })
}
