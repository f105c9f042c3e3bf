//! One newtype for each table and each kind of Slack name, so that a pair's id cannot be passed for a person's.
//!
//! An id in a payload only *selects*; who is speaking comes from the signed envelope (`domain::access`).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }
    )+};
}

row_id! {
    /// A programme: the cadence and defaults its pairs share.
    ProgrammeId,
    /// A person in the workspace the bot has met.
    PersonId,
    /// A mentor and a mentee.
    PairId,
    /// One week's written check-in of one pair.
    CheckinId,
    /// A question of a mentee's.
    QuestionId,
    /// What a pair publishes, or may.
    PublicationId,
    /// A mentor's reply to a check-in or a question.
    ReplyId,
    /// What a mentee sees differently about a reply.
    DifferenceId,
    /// Something one of a pair set out to do.
    FollowUpId,
    /// Something a pair decided and wants to find again.
    DecisionId,
    /// Something a pair wants to come back to.
    ResourceId,
    /// Something somebody typed to the bot.
    TypedId,
    /// A leave of somebody.
    LeaveId,
    /// A holiday of a programme.
    HolidayId,
    /// What somebody wrote for one reader alone.
    AsideId,
    /// A call of a pair.
    CallId,
    /// What one of a pair wrote for the agenda of a call.
    AgendaId,
    /// Office hours of a mentor that take place once.
    SessionId,
    /// Something a programme has to give its pairs for practice.
    ChallengeId,
    /// A challenge given to a pair.
    AssignmentId,
    /// Something a pair aims at.
    GoalId,
    /// What somebody wrote in their journal.
    EntryId,
    /// An entry of a journal that was shared.
    ShareId,
    /// A time at which a pair looks back.
    ReviewId,
    /// What one of the two says in one.
    ReviewAnswerId,
    /// The search for another mentor for the mentee of a pair.
    RematchId,
    /// People who start together.
    CohortId,
    /// A week a cohort is asked about.
    RoundId,
    /// What one of its members answered.
    RoundAnswerId,
    /// What one of its members says went well.
    WinId,
    /// The talk of a cohort in a month.
    DiscussionId,
    /// A time at which members of a cohort read each other's work.
    PeerReviewId,
    /// A row of the outbox.
    OutboxId,
}

macro_rules! slack_name {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as Slack writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(name: String) -> Self {
                Self(name)
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.to_owned())
            }
        }
    )+};
}

slack_name! {
    /// A Slack user id, `U…` or `W…`.
    SlackUser,
    /// A Slack conversation id: `C…`, `D…` or `G…`.
    SlackChannel,
    /// A Slack message's time stamp, unique in its conversation: `1712345678.000100`.
    SlackTs,
}

impl SlackUser {
    /// Reads a member id as somebody types it: `U` or `W` and more capital letters or digits.
    pub fn parse(id: &str) -> Option<Self> {
        let is_one = id.len() > 1
            && id.starts_with(['U', 'W'])
            && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        is_one.then(|| Self::from(id))
    }
}

impl SlackTs {
    /// The instant it stands for, by Slack's own clock; `None` if Slack wrote something else.
    pub fn instant(&self) -> Option<Timestamp> {
        let (seconds, micros) = self.0.split_once('.')?;
        Timestamp::new(seconds.parse().ok()?, micros.parse::<i32>().ok()?.checked_mul(1000)?).ok()
    }
}
