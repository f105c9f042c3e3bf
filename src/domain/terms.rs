//! What is in force between the two of a pair: how often a check-in is asked for, and within which time an answer is
//! promised.
//!
//! It is put together from the programme's defaults, what the two agreed, and the phase they are in. What was asked
//! before keeps the promise it was asked under.

use std::num::NonZeroU8;

use super::{
    agreement::rules::{Rules, Urgent},
    pair::Phase,
    programme::Programme,
    promise::Promise,
    question::Urgency,
};

/// In the monthly phase a check-in is asked for every so many weeks.
pub const MONTHLY: NonZeroU8 = NonZeroU8::new(4).unwrap();

/// What is in force for a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Every how many weeks a check-in is asked for; `None` while none is.
    pub checkin_every: Option<NonZeroU8>,
    /// When a check-in is due, as a cron expression on the mentee's local calendar.
    pub checkin_rule: String,
    /// What a check-in is owed.
    pub reply: Promise,
    /// What a question is owed.
    pub question: Promise,
    /// What an urgent question is owed.
    pub urgent: Promise,
}

/// Every how many weeks a check-in is asked for in a phase, where two agreed on so many.
pub fn every_in(phase: Phase, agreed: Option<NonZeroU8>) -> Option<NonZeroU8> {
    match phase {
        Phase::Weekly => agreed,
        Phase::Monthly => agreed.map(|every| every.max(MONTHLY)),
        Phase::AdHoc => None,
    }
}

impl Terms {
    /// What a programme offers its pairs until they agree on something else.
    pub fn of(programme: &Programme) -> Self {
        Self {
            checkin_every: NonZeroU8::new(programme.checkin_every_weeks),
            checkin_rule: programme.checkin_rule.clone(),
            reply: Promise::of_hours(programme.reply_owed_hours),
            question: Promise::QUESTION,
            urgent: Promise::URGENT,
        }
    }

    /// The same as the two agreed on it. When a check-in is due stays as it is: the mentee moves that by themselves.
    #[must_use]
    pub fn agreed(self, rules: &Rules) -> Self {
        let question = rules.question.promise();
        let urgent = match rules.urgent {
            Urgent::FourHours => Promise::URGENT,
            Urgent::LikeOthers => question,
        };
        Self {
            checkin_every: NonZeroU8::new(rules.every.weeks()),
            reply: rules.reply.promise(),
            question,
            urgent,
            ..self
        }
    }

    /// The same in a phase: less is asked for with each, and never more than was agreed.
    #[must_use]
    pub fn in_phase(self, phase: Phase) -> Self {
        Self { checkin_every: every_in(phase, self.checkin_every), ..self }
    }

    /// Every how many weeks somebody writes who is not asked: what they write belongs to a week all the same.
    pub fn weeks(&self) -> NonZeroU8 {
        self.checkin_every.unwrap_or(NonZeroU8::MIN)
    }

    /// The rule a question is answered by.
    pub fn promise(&self, urgency: Urgency) -> Promise {
        match urgency {
            Urgency::Usual => self.question,
            Urgency::Urgent => self.urgent,
        }
    }
}
