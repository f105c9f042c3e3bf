//! The people, templates, check-ins and replies that stand model for the gallery.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trellis::{
    domain::{
        answerable::Answerable,
        aside::AsideKind,
        availability::Availability,
        checkin::{Answers, PlanOutcome, PlanReview, Question, QuestionKind},
        difference::Difference,
        follow_up::{FollowUp, FollowUps, Outcome},
        ids::{
            AsideId, CheckinId, DifferenceId, FollowUpId, PairId, PersonId, ProgrammeId, ReplyId,
            SlackUser,
        },
        pair::{Pair, PairState, Phase, Room, Side},
        person::{Account, Person, ZoneSource},
        programme::Programme,
        promise::Promise,
        reply::{
            AskedPart, Edition, Example, Reply, ReplyForm, ReplyPart, SaidReply, Standing, Told,
        },
        template::{self, Content, Need, Part, Template, Version},
        text::{Link, UserText},
        week::Week,
        working_hours::{DateRange, DayWindow, WorkingHours},
        zone::{Zone, Zones},
    },
    store::{
        asides::Aside, checkins::Checkin, differences::StoredDifference, replies::StoredReply,
    },
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
        call_window: DayWindow::STRETCHED,
        account: Account::Member,
        learns_by: None,
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

/// The programme as it begins.
pub(crate) fn programme() -> Programme {
    Programme {
        id: ProgrammeId(1),
        name: "Mentorship".to_owned(),
        zone: None,
        checkin_rule: "0 15 * * Fri".to_owned(),
        checkin_every_weeks: 1,
        reply_owed_hours: 48,
        mentor_capacity: 2,
    }
}

pub(crate) fn pair(state: PairState) -> Pair {
    Pair {
        id: PairId(1),
        programme: ProgrammeId(1),
        mentor: PersonId(2),
        mentee: PersonId(1),
        proposed_by: PersonId(3),
        state,
        starts_on: None,
        room: Room::Unopened,
        checkin_rule: None,
        phase: Phase::Weekly,
    }
}

/// What every programme begins with: it is read from the migration that brings it.
pub(crate) fn template() -> Template {
    let sql = include_str!("../../migrations/0003_template.sql");
    let json = sql.split("json('").nth(1).unwrap().split("}')").next().unwrap();
    let content = serde_json::from_str(&format!("{}}}", json.replace("''", "'"))).unwrap();
    Template { version: Version::FIRST, content }
}

/// As many questions as there can be, each as long as it can be, with words that would like to be more.
pub(crate) fn worst_template() -> Template {
    let long =
        |max: usize| -> String { "<!channel> *&* _`🎉`_ ".chars().cycle().take(max).collect() };
    let question = |i: usize| template::Question {
        name: format!("{i:x>width$}", width = template::MAX_NAME),
        label: long(template::MAX_LABEL),
        hint: Some(long(template::MAX_HINT)),
        need: Need::Required,
    };
    let part = |i| Part { title: long(template::MAX_TITLE), questions: vec![question(i)] };
    let back = template::MAX_QUESTIONS - template::MAX_PLANNED;
    let content = Content {
        looking_back: (0..back).map(part).collect(),
        looking_ahead: (back..template::MAX_QUESTIONS).map(part).collect(),
        reply: ReplyPart::ALL
            .map(|part| template::Question { name: part.name().to_owned(), ..question(97) })
            .to_vec(),
        monthly: vec![question(99)],
        monthly_reply: vec![question(98)],
    };
    Template { version: Version(u32::MAX), content }
}

fn under_names(answers: &[(&str, &str)]) -> BTreeMap<String, UserText> {
    answers.iter().map(|(name, text)| ((*name).to_owned(), words(text))).collect()
}

pub(crate) fn answers() -> Answers {
    let review = |item, outcome| PlanReview { item: words(item), outcome };
    Answers {
        last_plan: vec![
            review("Finish the import screen", Some(PlanOutcome::DoneAlone)),
            review("Read about iterators", None),
        ],
        said: under_names(&[
            ("tasks", "Finished the import screen.\nFixed the flaky date test."),
            ("learned", "How lifetimes tie a borrow to its owner."),
            ("tried", "Two ways to share the parser."),
            ("happened", "I cloned the string in the end."),
            ("primary", "Write the export screen"),
            ("secondary", "Read about traits"),
            ("stretch", "Show the import in the team meeting"),
        ]),
        blocked: true,
        questions: vec![
            Question { kind: QuestionKind::Technical, text: words("When is cloning fine?") },
            Question { kind: QuestionKind::Career, text: words("Should I give a talk?") },
        ],
        works_well: Some(words("Your examples.")),
        could_improve: Some(words("Sometimes I need two readings.")),
        one_line: None,
    }
}

/// Every field of the longest form at its longest.
pub(crate) fn worst_answers() -> Answers {
    let review = || PlanReview { item: worst(), outcome: Some(PlanOutcome::NotDone) };
    let question = || Question { kind: QuestionKind::Process, text: worst() };
    let content = worst_template().content;
    let asked = content.weekly().chain(&content.monthly);
    Answers {
        last_plan: vec![review(), review(), review()],
        said: asked.map(|asked| (asked.name.clone(), worst())).collect(),
        blocked: true,
        questions: vec![question(), question(), question()],
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
        promise: Promise::CHECKIN,
        owed_by: Some(at("2026-11-10T15:00:00Z")),
        replied_at: None,
        more_on: None,
        template: template(),
        answers,
    }
}

/// The longest check-in there can be.
pub(crate) fn worst_checkin() -> Checkin {
    Checkin { template: worst_template(), ..checkin(worst_answers()) }
}

pub(crate) fn reply() -> ReplyForm {
    ReplyForm {
        asked: asked(&template()),
        feedback: Some(words("The import screen does one thing, and does it well.")),
        example: Some(Example::Link(Link::parse("https://example.com/cow?a=1").unwrap())),
        question: Some(words("What would make the clone too slow?")),
        progress: Some(words("You asked before you were stuck.")),
        once_a_month: Some(told("A story from my own path", words("I cloned everything once."))),
    }
}

pub(crate) fn worst_reply() -> ReplyForm {
    let example = Some(Example::Words(worst()));
    let label = &worst_template().content.monthly_reply[0].label;
    ReplyForm {
        asked: asked(&worst_template()),
        feedback: Some(worst()),
        example,
        question: Some(worst()),
        progress: Some(worst()),
        once_a_month: Some(told(label, worst())),
    }
}

fn asked(template: &Template) -> Vec<AskedPart> {
    let asked = template.content.reply.iter().map(|asked| AskedPart {
        part: ReplyPart::read(&asked.name).unwrap(),
        label: asked.label.clone(),
    });
    asked.collect()
}

fn told(label: &str, text: UserText) -> Told {
    Told { label: label.to_owned(), text }
}

pub(crate) fn stored(content: Reply) -> StoredReply {
    StoredReply {
        id: ReplyId(4),
        to: Answerable::Checkin(CheckinId(7)),
        author: PersonId(2),
        said_at: at(MONDAY),
        version: 1,
        standing: Standing::Stands,
        edition: Edition::default(),
        content: Some(content),
    }
}

pub(crate) fn aside(kind: AsideKind, written: &str) -> Aside {
    Aside {
        id: AsideId(5),
        pair: PairId(1),
        author: PersonId(1),
        reader: PersonId(3),
        kind,
        words: None,
        link: None,
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

pub(crate) fn difference() -> StoredDifference {
    StoredDifference {
        id: DifferenceId(3),
        reply: ReplyId(4),
        checkin: CheckinId(7),
        author: PersonId(1),
        said_at: at(MONDAY),
        content: Difference {
            see: words("The copy costs nothing here."),
            would_like: Some(words("A number that shows it.")),
        },
    }
}

pub(crate) fn action(id: i64, owner: Side, text: &str) -> FollowUp {
    FollowUp { id: FollowUpId(id), place: 0, owner, words: words(text) }
}

/// What a check-in or a reply says about actions.
pub(crate) fn actions() -> FollowUps {
    let earlier = |id, text| action(id, Side::Mentee, text);
    FollowUps {
        became: vec![
            (earlier(1, "Read chapter four"), Outcome::Done),
            (earlier(2, "Measure the import"), Outcome::Still),
            (earlier(3, "Give a talk"), Outcome::Dropped),
        ],
        new: vec![
            action(4, Side::Mentee, "Ask Mia about traits"),
            action(5, Side::Mentor, "Find the old design document"),
        ],
    }
}

pub(crate) fn no_actions() -> FollowUps {
    FollowUps::default()
}
