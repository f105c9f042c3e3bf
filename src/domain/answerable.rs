//! What a mentor answers: a check-in, or a question.
//!
//! Both stand in the pair's room with a thread of their own, both are owed an answer by a promised time, and an answer to
//! either comes with a form or is simply typed. What one of them says, and what becomes of it, is not known here.

use std::fmt;

use jiff::Timestamp;

use super::{
    ids::{CheckinId, QuestionId},
    outgoing::{Outgoing, Place},
    post::Subject,
    promise::{Kept, WorkingMinutes},
};

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answerable {
    /// A week's check-in.
    Checkin(CheckinId),
    /// A question.
    Question(QuestionId),
}

impl Answerable {
    /// What its message in the room shows.
    pub fn subject(self) -> Subject {
        match self {
            Self::Checkin(checkin) => Subject::Checkin(checkin),
            Self::Question(question) => Subject::Question(question),
        }
    }

    /// What a message shows, if answers belong under it.
    pub fn shown_by(subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Checkin(checkin) => Some(Self::Checkin(*checkin)),
            Subject::Question(question) | Subject::ChannelQuestion(question) => {
                Some(Self::Question(*question))
            }
            Subject::Prompt(..)
            | Subject::Receipt(_)
            | Subject::QuestionReceipt(_)
            | Subject::Office(_)
            | Subject::Outcome(..)
            | Subject::Reply(_)
            | Subject::Consent(_)
            | Subject::Greeting(_)
            | Subject::Difference(_)
            | Subject::OwedCard(..)
            | Subject::PublishAsked(_)
            | Subject::Published(_)
            | Subject::PublishedNote(_)
            | Subject::Offer(_)
            | Subject::Challenge(..)
            | Subject::WriteUp(_)
            | Subject::CallAsked(_)
            | Subject::Agenda(..)
            | Subject::CallOffered(..)
            | Subject::Call(..)
            | Subject::CallLine(..)
            | Subject::CallAfter(..)
            | Subject::CallSign(..)
            | Subject::AgreementAsked(..)
            | Subject::AgreementProposed(..)
            | Subject::FirstWeek(..)
            | Subject::JournalShare(_)
            | Subject::ReviewAsked(..)
            | Subject::ReviewResult(_)
            | Subject::RematchAsked(..)
            | Subject::RematchSuggested(..)
            | Subject::RematchBrought(_)
            | Subject::Step(..)
            | Subject::Ended(..)
            | Subject::CohortHello(..)
            | Subject::CohortInvited(..)
            | Subject::Round(_)
            | Subject::RoundAnswer(_)
            | Subject::Digest(..)
            | Subject::Win(_)
            | Subject::DiscussionTurn(..)
            | Subject::DiscussionSwap(..)
            | Subject::Discussion(_)
            | Subject::DiscussionNote(_)
            | Subject::PeerTask(..)
            | Subject::MentorAsked(_)
            | Subject::Card(..) => None,
        }
    }

    /// The message that shows it where the mentor reads it.
    pub fn post(self, to: Place) -> Outgoing {
        match self {
            Self::Checkin(checkin) => Outgoing::CheckinPost { checkin, to },
            Self::Question(question) => Outgoing::QuestionPost { question, to },
        }
    }

    /// The changes that bring its message and its writer's copy up to date.
    pub fn refreshes(self) -> [Outgoing; 2] {
        match self {
            Self::Checkin(checkin) => {
                [Outgoing::CheckinRefresh { checkin }, Outgoing::ReceiptRefresh { checkin }]
            }
            Self::Question(question) => [
                Outgoing::QuestionRefresh { question },
                Outgoing::QuestionReceiptRefresh { question },
            ],
        }
    }

    /// The ids it is stored under: of the check-in, and of the question; one of them is there.
    pub fn ids(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Checkin(checkin) => (Some(checkin.0), None),
            Self::Question(question) => (None, Some(question.0)),
        }
    }

    /// Reads what [`ids`](Self::ids) wrote.
    pub fn read(checkin: Option<i64>, question: Option<i64>) -> Option<Self> {
        match (checkin, question) {
            (Some(checkin), None) => Some(Self::Checkin(checkin.into())),
            (None, Some(question)) => Some(Self::Question(question.into())),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

/// The first answer, against what was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// When it came.
    pub at: Timestamp,
    /// How much of the mentor's working time that took.
    pub taken: WorkingMinutes,
    /// Whether the promise was kept.
    pub kept: Kept,
}

/// An answer that came at `at` and took so long, against its deadline.
pub fn measure(owed_by: Option<Timestamp>, (at, taken): (Timestamp, WorkingMinutes)) -> Measured {
    Measured { at, taken, kept: Kept::of(owed_by, at) }
}

impl fmt::Display for Answerable {
    /// `7`, or `q7` for a question.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkin(checkin) => checkin.fmt(f),
            Self::Question(question) => write!(f, "q{question}"),
        }
    }
}
