//! Looking back every four weeks: what each of the two says about their goals and about working together, and what comes
//! of it.
//!
//! The days are counted from the first day of a pair on the mentee's calendar, never from when somebody answered. Each
//! answers for themselves. A goal is settled by it only if both say so, and what one of them says is never held against
//! the other: of the statements they answer blind, those are shown on which they are far apart, to both at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    goal::{Area, Reached},
    ids::{GoalId, PairId, PersonId, ReviewAnswerId, ReviewId},
    meeting::OfBoth,
    pair::Side,
    text::{Link, UserText},
};

/// A pair looks back every so many days.
pub const EVERY: i64 = 28;

/// Whoever has not answered is reminded, once, so many days after they were asked.
pub const REMINDED_AFTER: i64 = 5;

/// The most characters of the door a mentor can open.
pub const MAX_DOOR: usize = 1000;

/// The most characters of why a goal is dropped.
pub const MAX_WHY: usize = 300;

/// So many goals stand on one page of the form.
pub const GOALS_ON_A_PAGE: usize = 10;

/// On a statement the two are far apart from so many steps on.
pub const GAP: u8 = 2;

/// The day of a pair's first review.
pub fn first(began_on: Date) -> Date {
    began_on.saturating_add(EVERY.days())
}

/// One of a pair's reviews: its first day, and the day on which the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first day.
    pub begins_on: Date,
    /// The first day of the next.
    pub ends_on: Date,
}

impl Turn {
    /// The last day on which it is open.
    pub fn last_day(self) -> Date {
        self.ends_on.yesterday().unwrap_or(self.ends_on)
    }
}

/// The review whose turn it is on this day, where one was due on `due`: that one, or a later one of the same count if
/// nobody looked for so long.
pub fn turn(due: Date, today: Date) -> Turn {
    let days = due.duration_until(today).as_hours() / 24;
    let gone_by = (days / EVERY).max(0) * EVERY;
    let begins_on = due.saturating_add(gone_by.days());
    Turn { begins_on, ends_on: begins_on.saturating_add(EVERY.days()) }
}

/// Whether something that is asked once in a calendar month is asked again, when it was answered last on a day.
pub fn asks_again(last: Option<Date>, today: Date) -> bool {
    last.is_none_or(|last| (last.year(), last.month()) != (today.year(), today.month()))
}

/// How far somebody agrees, how sure they are, or how good something is: 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

impl Rating {
    /// Every one, the least first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// As a number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Reads a number as it is written.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.0.to_string() == text)
    }
}

/// A number that is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rating is a number from 1 to 5")]
pub struct NoRating;

impl TryFrom<u8> for Rating {
    type Error = NoRating;

    fn try_from(number: u8) -> Result<Self, NoRating> {
        Self::ALL.into_iter().find(|it| it.0 == number).ok_or(NoRating)
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

/// A closed list of answers with the words they are stored and sent under.
macro_rules! answers {
    ($($(#[$doc:meta])* $list:ident { $($(#[$what:meta])* $name:ident => $key:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $list {
            $($(#[$what])* #[serde(rename = $key)] $name,)+
        }

        impl $list {
            /// Every one, in the order a form shows them.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$name),+];

            /// The word it is stored and sent under.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// Reads what [`key`](Self::key) wrote.
            pub fn read(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.key() == key)
            }
        }
    )+};
}

answers! {
    /// How ambitious a goal has turned out to be.
    Fit {
        /// It asks for too little.
        TooEasy => "too_easy",
        /// It asks for what can be done.
        Right => "right",
        /// It asks for too much.
        TooHard => "too_hard",
    }

    /// What shall become of a goal.
    Verdict {
        /// It stays.
        Keep => "keep",
        /// It stays, and shall say something else.
        Change => "change",
        /// It is reached, and the mentor helped.
        Done => "done",
        /// It is reached without the mentor.
        DoneAlone => "done_alone",
        /// It is not aimed at any more.
        Drop => "drop",
    }

    /// What both are asked, each for themselves, how far they agree with.
    Statement {
        /// The two know what they are working towards.
        Direction => "direction",
        /// Answers come soon enough.
        Answers => "answers",
        /// Feedback can be acted on.
        Feedback => "feedback",
        /// Calls are worth their time.
        Calls => "calls",
        /// It is fine to say what is wrong.
        Candour => "candour",
    }

    /// Whether something helps.
    Helps {
        /// It does.
        Yes => "yes",
        /// In part.
        Partly => "partly",
        /// It does not.
        No => "no",
    }
}

/// What one of the two says about a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfGoal {
    /// How ambitious it is.
    pub fit: Fit,
    /// What shall become of it.
    pub verdict: Verdict,
    /// Why it is dropped, if they say.
    pub why: Option<UserText>,
}

/// What a mentee says about the format: the two taps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// Whether the structure helps.
    pub structure: Helps,
    /// Whether it is worth the time.
    pub worth: Helps,
}

/// How a mentor rates a bug report of the mentee's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BugReport {
    /// How good it is.
    pub rating: Rating,
    /// Where it stands, if they say.
    pub link: Option<Link>,
}

/// What is asked beside the goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// How far they agree with each statement.
    pub statements: BTreeMap<Statement, Rating>,
    /// How sure a mentee is in each area, as far as they say.
    pub confidence: Vec<(Area, Rating)>,
    /// The door a mentor can open.
    pub door: Option<UserText>,
    /// What a mentee says about the format, when they were asked.
    pub format: Option<Format>,
    /// How a mentor rates a bug report, when they do.
    pub bug_report: Option<BugReport>,
}

/// Everything one of the two says in a review, as far as they have come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answers {
    /// About each goal.
    pub goals: BTreeMap<GoalId, OfGoal>,
    /// About the rest, which is asked last: with it they have answered.
    pub together: Option<Together>,
}

impl Answers {
    /// The same after another page of the form was sent: what it says stands.
    #[must_use]
    pub fn with(mut self, page: Self) -> Self {
        self.goals.extend(page.goals);
        Self { together: page.together.or(self.together), ..self }
    }

    /// Whether they have come to the end of the form.
    pub fn is_whole(&self) -> bool {
        self.together.is_some()
    }

    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let why = self.goals.values().filter_map(|it| it.why.as_ref());
        let door = self.together.iter().filter_map(|it| it.door.as_ref());
        why.chain(door).map(UserText::expose).collect()
    }
}

/// A review of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// Our id.
    pub id: ReviewId,
    /// Whose it is.
    pub pair: PairId,
    /// When it is, on the mentee's calendar.
    pub turn: Turn,
    /// When both had answered, or the next one began; `None` while it is open.
    pub closed_at: Option<Timestamp>,
}

/// What one of the two said in a review.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Our id.
    pub id: ReviewAnswerId,
    /// On which side they are.
    pub side: Side,
    /// Who.
    pub author: PersonId,
    /// When they said it last.
    pub said_at: Timestamp,
    /// The modal in which they sent the last page.
    pub view_id: Option<String>,
    /// What they said.
    pub answers: Answers,
}

/// What each of the two has said to the end; nobody has who has not come so far.
pub type Both<'a> = OfBoth<Option<&'a Answers>>;

/// What counts of what was said: the answers of whoever has come to the end of the form.
pub fn whole(said: &[Said]) -> Both<'_> {
    let of = |side: Side| {
        let found = said.iter().find(|it| it.side == side).map(|it| &it.answers);
        found.filter(|answers| answers.is_whole())
    };
    OfBoth { mentor: of(Side::Mentor), mentee: of(Side::Mentee) }
}

/// Whether both have answered, so that nothing changes any more.
pub fn is_complete(both: Both<'_>) -> bool {
    both.mentor.is_some() && both.mentee.is_some()
}

/// What comes of what the two say about a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It was reached.
    Met(Reached),
    /// It is dropped.
    Dropped,
    /// One of the two sees it settled and the other does not, so nothing changes.
    Differ,
    /// It stays.
    Stays,
}

/// What comes of two verdicts. A goal is settled only if both say so; it was reached alone only if both say that, too.
/// One of the two alone settles nothing.
pub fn effect(mentor: Option<Verdict>, mentee: Option<Verdict>) -> Effect {
    use Verdict::{Change, Done, DoneAlone, Drop, Keep};
    match (mentor, mentee) {
        (None, _) | (_, None) => Effect::Stays,
        (Some(DoneAlone), Some(DoneAlone)) => Effect::Met(Reached::Alone),
        (Some(Done | DoneAlone), Some(Done | DoneAlone)) => Effect::Met(Reached::Together),
        (Some(Drop), Some(Drop)) => Effect::Dropped,
        (Some(Keep | Change), Some(Keep | Change)) => Effect::Stays,
        (Some(Done | DoneAlone | Drop), Some(Keep | Change))
        | (Some(Keep | Change), Some(Done | DoneAlone | Drop))
        | (Some(Done | DoneAlone), Some(Drop))
        | (Some(Drop), Some(Done | DoneAlone)) => Effect::Differ,
    }
}

/// What the two say about one goal, and what comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed<'a> {
    /// The goal.
    pub goal: GoalId,
    /// What each says of it.
    pub said: OfBoth<Option<&'a OfGoal>>,
    /// What comes of it.
    pub effect: Effect,
}

/// Every goal that was spoken of, in the order of their ids. A goal that only one of them was asked about stays.
pub fn weigh(both: Both<'_>) -> Vec<Weighed<'_>> {
    let spoken_of = [both.mentor, both.mentee].into_iter().flatten();
    let goals: BTreeSet<GoalId> = spoken_of.flat_map(|it| it.goals.keys().copied()).collect();
    let weighed = |goal: GoalId| {
        let of = |side: Side| both.of(side).and_then(|answers| answers.goals.get(&goal));
        let said = OfBoth { mentor: of(Side::Mentor), mentee: of(Side::Mentee) };
        let verdict = |it: Option<&OfGoal>| it.map(|it| it.verdict);
        let effect = effect(verdict(said.mentor), verdict(said.mentee));
        Weighed { goal, said, effect }
    };
    goals.into_iter().map(weighed).collect()
}

/// A statement on which the two are far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The statement.
    pub statement: Statement,
    /// How far the mentor agrees.
    pub mentor: Rating,
    /// How far the mentee does.
    pub mentee: Rating,
}

/// The statements on which the two are far apart. None before both have answered: until then nobody sees anything of what
/// the other one said, and what they are close on nobody ever sees.
pub fn gaps(both: Both<'_>) -> Vec<Gap> {
    let of = |side: Side| both.of(side).and_then(|answers| answers.together.as_ref());
    let (Some(mentor), Some(mentee)) = (of(Side::Mentor), of(Side::Mentee)) else {
        return Vec::new();
    };
    let gap = |statement: Statement| {
        let said = |it: &Together| it.statements.get(&statement).copied();
        let (mentor, mentee) = (said(mentor)?, said(mentee)?);
        let is_far = mentor.get().abs_diff(mentee.get()) >= GAP;
        is_far.then_some(Gap { statement, mentor, mentee })
    };
    Statement::ALL.into_iter().filter_map(gap).collect()
}

/// How sure a mentee said they are, once in a review.
pub type Confidence = (Date, Vec<(Area, Rating)>);

/// How sure a mentee was in one area over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The area.
    pub area: Area,
    /// Each time they said, the oldest first.
    pub ratings: Vec<(Date, Rating)>,
}

/// The same by area, in the order in which areas were first spoken of; what was `said` has the oldest first.
pub fn trends(said: &[Confidence]) -> Vec<Trend> {
    let mut trends: Vec<Trend> = Vec::new();
    for (on, areas) in said {
        for (area, rating) in areas {
            match trends.iter_mut().find(|trend| trend.area == *area) {
                Some(trend) => trend.ratings.push((*on, *rating)),
                None => {
                    trends.push(Trend { area: area.clone(), ratings: vec![(*on, *rating)] });
                }
            }
        }
    }
    trends
}

#[cfg(test)]
mod tests;
