//! What an agreement says in choices, each of which the bot does or holds somebody to.
//!
//! What it says in words, and who signed it, is not known here.

use serde::{Deserialize, Serialize};

use crate::domain::{
    call::{Length, Rhythm},
    learning::Learning,
    programme::Programme,
    promise::Promise,
    terms::Terms,
};

/// How often a check-in is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Every week.
    Week,
    /// Every second week.
    TwoWeeks,
    /// Every fourth week.
    FourWeeks,
}

/// Within which time of the mentor's an answer is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// Four working hours.
    FourHours,
    /// One working day.
    OneDay,
    /// Two working days.
    TwoDays,
    /// Three working days.
    ThreeDays,
}

/// What becomes of an urgent question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgent {
    /// It is answered within four working hours.
    FourHours,
    /// It is answered like every other one.
    LikeOthers,
}

/// How much working time a month a mentor has for this mentee, in whole hours: 1 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Budget(u8);

/// What may be told to others. People keep it; where nothing may be told, what somebody saves is offered to the two alone
/// first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Between {
    /// Nothing, unless both say so.
    UsTwo,
    /// What was learned, and never who said it.
    NoNames,
    /// Everything that neither of the two calls private.
    Open,
}

/// What an agreement says in choices: what the bot does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How often a check-in is asked for.
    pub every: Every,
    /// What a check-in is promised.
    pub reply: Within,
    /// What a question is promised.
    pub question: Within,
    /// What an urgent one is.
    pub urgent: Urgent,
    /// The mentor's time.
    pub budget: Budget,
    /// What may be told to others.
    pub between: Between,
    /// How often the two meet; `None` leaves it to the hours they share.
    pub rhythm: Option<Rhythm>,
    /// For how long, usually.
    pub length: Length,
    /// How the mentee learns best; `None` when that depends.
    pub learns: Option<Learning>,
}

impl Every {
    /// Each, the most often first.
    pub const ALL: [Self; 3] = [Self::Week, Self::TwoWeeks, Self::FourWeeks];

    /// In weeks.
    pub fn weeks(self) -> u8 {
        match self {
            Self::Week => 1,
            Self::TwoWeeks => 2,
            Self::FourWeeks => 4,
        }
    }

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::TwoWeeks => "two_weeks",
            Self::FourWeeks => "four_weeks",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.key() == key)
    }

    /// The one that asks as often as every so many weeks, or the next one that asks less.
    fn of_weeks(weeks: u8) -> Self {
        Self::ALL.into_iter().find(|every| every.weeks() >= weeks).unwrap_or(Self::FourWeeks)
    }
}

impl Within {
    /// What can be promised for a check-in.
    pub const FOR_CHECKINS: [Self; 3] = [Self::OneDay, Self::TwoDays, Self::ThreeDays];

    /// What can be promised for a question.
    pub const FOR_QUESTIONS: [Self; 3] = [Self::FourHours, Self::OneDay, Self::TwoDays];

    const ALL: [Self; 4] = [Self::FourHours, Self::OneDay, Self::TwoDays, Self::ThreeDays];

    /// The promise.
    pub fn promise(self) -> Promise {
        match self {
            Self::FourHours => Promise::URGENT,
            Self::OneDay => Promise::of_hours(24),
            Self::TwoDays => Promise::of_hours(48),
            Self::ThreeDays => Promise::of_hours(72),
        }
    }

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::FourHours => "four_hours",
            Self::OneDay => "one_day",
            Self::TwoDays => "two_days",
            Self::ThreeDays => "three_days",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|within| within.key() == key)
    }

    fn of(promise: Promise) -> Option<Self> {
        Self::ALL.into_iter().find(|within| within.promise() == promise)
    }
}

impl Urgent {
    /// Both.
    pub const ALL: [Self; 2] = [Self::FourHours, Self::LikeOthers];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::FourHours => "four_hours",
            Self::LikeOthers => "like_others",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }
}

impl Budget {
    /// What most mentors have.
    pub const USUAL: Self = Self(3);

    /// The most.
    pub const MOST: Self = Self(10);

    /// So many hours a month; `None` for none, and for more than the most.
    pub fn new(hours: u8) -> Option<Self> {
        (1..=Self::MOST.0).contains(&hours).then_some(Self(hours))
    }

    /// So many hours a month.
    pub fn hours(self) -> u8 {
        self.0
    }
}

/// The number is no budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a budget of 1 to 10 hours")]
pub struct NotABudget;

impl TryFrom<u8> for Budget {
    type Error = NotABudget;

    fn try_from(hours: u8) -> Result<Self, NotABudget> {
        Self::new(hours).ok_or(NotABudget)
    }
}

impl From<Budget> for u8 {
    fn from(budget: Budget) -> Self {
        budget.0
    }
}

impl Between {
    /// Each, the closest first.
    pub const ALL: [Self; 3] = [Self::UsTwo, Self::NoNames, Self::Open];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::UsTwo => "us_two",
            Self::NoNames => "no_names",
            Self::Open => "open",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|between| between.key() == key)
    }
}

impl Rules {
    /// What a programme offers its pairs until they agree on something else, as far as an agreement can say it.
    pub fn of(programme: &Programme) -> Self {
        let terms = Terms::of(programme);
        Self {
            every: Every::of_weeks(terms.weeks().get()),
            reply: Within::of(terms.reply).unwrap_or(Within::TwoDays),
            question: Within::of(terms.question).unwrap_or(Within::OneDay),
            urgent: Urgent::FourHours,
            budget: Budget::USUAL,
            between: Between::UsTwo,
            rhythm: None,
            length: Length::Thirty,
            learns: None,
        }
    }
}
