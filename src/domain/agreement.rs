//! What the two of a pair agree on, in versions: either proposes one and signs it, the other signs it or proposes another.
//!
//! The newest version that both signed is in force, and is what the bot does. A signature is for the version that was
//! shown and for no other. A lead knows whether there is one, and none of its words. What is done when a version comes into
//! force is not known here.

pub mod due;
pub mod rules;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::rules::Rules;
use super::{learning::Learning, pair::Side, text::UserText};

/// The most characters of what the two work on.
pub const MAX_SCOPE: usize = 1500;

/// The most characters of what else stays between them.
pub const MAX_CONFIDENCE: usize = 500;

/// What an agreement says in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What the two work on, and what not.
    pub scope: UserText,
    /// What else they say about what stays between them.
    pub confidence: Option<UserText>,
}

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// In words.
    pub words: Words,
    /// In choices.
    pub rules: Rules,
}

/// How things stand before a version comes into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stands {
    /// What was agreed in words; `None` while nothing was agreed.
    pub words: Option<Words>,
    /// What is done.
    pub rules: Rules,
}

/// One point of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// What the two work on.
    Scope,
    /// How often a check-in is asked for.
    Every,
    /// What it is promised.
    Reply,
    /// What a question is promised.
    Question,
    /// What an urgent one is.
    Urgent,
    /// How often they meet.
    Rhythm,
    /// For how long.
    Length,
    /// The mentor's time.
    Budget,
    /// What may be told to others.
    Between,
    /// In words of their own.
    Confidence,
    /// How the mentee learns best.
    Learns,
}

/// When each of the two signed a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signed {
    /// The mentor.
    pub mentor: Option<Timestamp>,
    /// The mentee.
    pub mentee: Option<Timestamp>,
}

/// A version of a pair's agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Which one, from 1.
    pub number: u32,
    /// Who proposed it.
    pub by: Side,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub content: Content,
    /// Who signed it.
    pub signed: Signed,
    /// How things stood when it came into force; `None` for one that did not.
    pub before: Option<Stands>,
}

/// Where a pair's agreement is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    /// The newest version that both signed.
    pub in_force: Option<Version>,
    /// A newer one that not both signed.
    pub open: Option<Version>,
}

/// What a proposal or a signature has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A new version, which waits for the other one.
    Proposed(Version),
    /// A version that both have signed now.
    Agreed(Version),
}

/// Why nothing was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// Another version than the one that was shown is the newest.
    #[error("another version is the newest")]
    Changed,
    /// They have signed it already.
    #[error("signed already")]
    Signed,
    /// It says what stands already.
    #[error("nothing is different")]
    Same,
    /// There is no such version.
    #[error("no such version")]
    Unknown,
}

impl Point {
    /// Every point, in the order people read them.
    pub const ALL: [Self; 11] = [
        Self::Scope,
        Self::Every,
        Self::Reply,
        Self::Question,
        Self::Urgent,
        Self::Rhythm,
        Self::Length,
        Self::Budget,
        Self::Between,
        Self::Confidence,
        Self::Learns,
    ];
}

impl Content {
    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let Words { scope, confidence } = &self.words;
        std::iter::once(scope).chain(confidence).map(UserText::expose).collect()
    }
}

impl From<&Content> for Stands {
    fn from(content: &Content) -> Self {
        Self { words: Some(content.words.clone()), rules: content.rules }
    }
}

impl Stands {
    /// The points in which a version says something else. What was never agreed on is no point: there is nothing it could
    /// differ from.
    pub fn changes(&self, to: &Content) -> Vec<Point> {
        let (old, new) = (&self.rules, &to.rules);
        let words = |differs: fn(&Words, &Words) -> bool| {
            self.words.as_ref().is_some_and(|words| differs(words, &to.words))
        };
        let is_agreed = self.words.is_some();
        let differs = |point: &Point| match point {
            Point::Scope => words(|old, new| old.scope != new.scope),
            Point::Every => old.every != new.every,
            Point::Reply => old.reply != new.reply,
            Point::Question => old.question != new.question,
            Point::Urgent => old.urgent != new.urgent,
            Point::Rhythm => old.rhythm != new.rhythm,
            Point::Length => old.length != new.length,
            Point::Budget => is_agreed && old.budget != new.budget,
            Point::Between => is_agreed && old.between != new.between,
            Point::Confidence => words(|old, new| old.confidence != new.confidence),
            Point::Learns => old.learns != new.learns,
        };
        Point::ALL.into_iter().filter(differs).collect()
    }
}

impl Signed {
    /// By one of the two, and by nobody else yet.
    fn by(side: Side, at: Timestamp) -> Self {
        Self::default().and(side, at)
    }

    fn and(mut self, side: Side, at: Timestamp) -> Self {
        match side {
            Side::Mentor => self.mentor = Some(at),
            Side::Mentee => self.mentee = Some(at),
        }
        self
    }

    /// When one of the two signed.
    pub fn at(&self, side: Side) -> Option<Timestamp> {
        match side {
            Side::Mentor => self.mentor,
            Side::Mentee => self.mentee,
        }
    }

    /// When the second of both signed.
    pub fn by_both(&self) -> Option<Timestamp> {
        self.mentor.zip(self.mentee).map(|(mentor, mentee)| mentor.max(mentee))
    }
}

impl Agreement {
    /// Where it is, by all of its versions or by those that matter.
    pub fn of(versions: impl IntoIterator<Item = Version>) -> Self {
        let mut agreement = Self::default();
        let mut versions: Vec<Version> = versions.into_iter().collect();
        versions.sort_by_key(|version| version.number);
        for version in versions {
            match version.signed.by_both() {
                Some(_) => agreement = Self { in_force: Some(version), open: None },
                None => agreement.open = Some(version),
            }
        }
        agreement
    }

    /// The same as it stands now that the mentee says how they learn best, which is theirs to say at any time: what is in
    /// force follows, and so does what a mentor proposed, unless they have not said it yet.
    #[must_use]
    pub fn with_learning(mut self, learns: Option<Learning>) -> Self {
        if let Some(in_force) = &mut self.in_force {
            in_force.content.rules.learns = learns;
        }
        if let Some(open) = self.open.as_mut().filter(|open| open.by == Side::Mentor) {
            open.content.rules.learns = learns.or(open.content.rules.learns);
        }
        self
    }

    /// The number of the newest version; 0 while there is none.
    pub fn newest(&self) -> u32 {
        self.open.as_ref().or(self.in_force.as_ref()).map_or(0, |version| version.number)
    }

    /// Whether a version waits for this side.
    pub fn waits_for(&self, side: Side) -> Option<&Version> {
        self.open.as_ref().filter(|version| version.signed.at(side).is_none())
    }

    /// What `by` proposes and signs, who was shown the version `seen`, or 0 for none. Whoever proposes what already waits for
    /// them signs that.
    ///
    /// # Errors
    ///
    /// When another version has come since, or nothing is different.
    pub fn propose(
        &self,
        by: Side,
        (content, seen): (Content, u32),
        at: Timestamp,
    ) -> Result<Step, NotNow> {
        if self.newest() != seen {
            return Err(NotNow::Changed);
        }
        match (&self.open, &self.in_force) {
            (Some(open), _) if open.content == content => match self.sign(by, open.number, at) {
                Err(NotNow::Signed) => Err(NotNow::Same),
                done => done,
            },
            (None, Some(in_force)) if in_force.content == content => Err(NotNow::Same),
            (_, _) => {
                let (number, signed) = (seen.saturating_add(1), Signed::by(by, at));
                Ok(Step::Proposed(Version { number, by, at, content, signed, before: None }))
            }
        }
    }

    /// What becomes of the version with this number when `by` signs it.
    ///
    /// # Errors
    ///
    /// When it is not the newest, or they have signed it.
    pub fn sign(&self, by: Side, number: u32, at: Timestamp) -> Result<Step, NotNow> {
        if number == 0 || number > self.newest() {
            return Err(NotNow::Unknown);
        }
        if number < self.newest() {
            return Err(NotNow::Changed);
        }
        let open = self.waits_for(by).ok_or(NotNow::Signed)?;
        // Whoever proposed it has signed it, so this is the second signature.
        Ok(Step::Agreed(Version { signed: open.signed.and(by, at), ..open.clone() }))
    }
}
