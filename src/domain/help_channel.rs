//! The help channel of a programme: a public channel in which a question can be asked so that others can help, too.
//!
//! Only a public channel of this workspace alone will do. Who reads a private one changes unseen, and its name is itself
//! something private; a channel that is shared with another organisation has readers nobody here knows. The mentor owes
//! the answer all the same: nothing here promises anything for anybody else.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    availability::Availability,
    ids::{PersonId, QuestionId, SlackChannel, SlackTs},
    text::{Link, UserText},
};

/// How a channel stands, as far as the bot knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The bot is in it, and everybody in this workspace can read it.
    Open,
    /// The bot is not in it.
    Uninvited,
    /// Not everybody in this workspace can read it, or the bot cannot see it at all.
    NotPublic,
    /// Nobody writes there any more.
    Archived,
    /// People of another organisation read it, too, or soon will.
    SharedOutside,
    /// The bot could not write there when it tried.
    Gone,
}

impl Standing {
    const ALL: [Self; 6] = [
        Self::Open,
        Self::Uninvited,
        Self::NotPublic,
        Self::Archived,
        Self::SharedOutside,
        Self::Gone,
    ];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Uninvited => "uninvited",
            Self::NotPublic => "not_public",
            Self::Archived => "archived",
            Self::SharedOutside => "shared_outside",
            Self::Gone => "gone",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// For how many working hours of the mentee others have a question before it rises to the mentor: 1 to 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerHours(u8);

impl PeerHours {
    /// As many as is usual.
    pub const USUAL: Self = Self(4);
    /// As many as a lead can choose.
    pub const CHOICES: [Self; 4] = [Self(2), Self(4), Self(8), Self(16)];

    /// So many hours; `None` for none, or more than there may be.
    pub fn new(hours: u8) -> Option<Self> {
        (1..=16).contains(&hours).then_some(Self(hours))
    }

    /// So many.
    pub fn count(self) -> u8 {
        self.0
    }

    /// When a question that was asked at `asked_at` rises; at once for somebody who never works.
    pub fn rises_at(self, asked_at: Timestamp, mentee: &Availability) -> Timestamp {
        let minutes = i64::from(self.0) * 60;
        mentee.after_working_minutes(asked_at, minutes).unwrap_or(asked_at)
    }
}

/// The help channel of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpChannel {
    /// The channel.
    pub channel: SlackChannel,
    /// How it stands.
    pub standing: Standing,
    /// Whether others may have a question first, and for how long.
    pub peers_first: Option<PeerHours>,
}

/// Where a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Of the mentor alone.
    #[default]
    Room,
    /// Of the mentor, and in the help channel.
    Channel,
    /// In the help channel, and of the mentor when nobody there has solved it for a while.
    PeersFirst,
}

impl Sharing {
    /// Every one, in the order the form shows them.
    pub const ALL: [Self; 3] = [Self::Room, Self::Channel, Self::PeersFirst];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Channel => "channel",
            Self::PeersFirst => "peers_first",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The same as far as this help channel allows it; what it does not allow is asked of the mentor.
    pub fn within(self, help: Option<&HelpChannel>) -> Self {
        let Some(help) = help.filter(|it| it.standing == Standing::Open) else { return Self::Room };
        match (self, help.peers_first) {
            (Self::PeersFirst, None) => Self::Channel,
            (Self::Room | Self::Channel, _) | (Self::PeersFirst, Some(_)) => self,
        }
    }
}

/// A question that was taken to the help channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InChannel {
    /// The question.
    pub question: QuestionId,
    /// The channel.
    pub channel: SlackChannel,
    /// Slack's address of its message there, once that is known.
    pub link: Option<Link>,
    /// When it rises to the mentor, where others have it first.
    pub rises_at: Option<Timestamp>,
    /// When the channel turned out to be closed to the bot.
    pub lost_at: Option<Timestamp>,
}

/// What somebody who is not the mentor wrote under a question in the help channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerAnswer {
    /// The question.
    pub question: QuestionId,
    /// Where it stands.
    pub at: (SlackChannel, SlackTs),
    /// When it was said.
    pub said_at: Timestamp,
    /// Who, and what they wrote, if they are in the programme. Of anybody else nothing is kept.
    pub known: Option<(PersonId, Option<UserText>)>,
    /// Slack's stamp of the last edit of these words.
    pub edited: Option<SlackTs>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::Zones;

    fn help(standing: Standing, peers_first: Option<PeerHours>) -> HelpChannel {
        HelpChannel { channel: "C1".into(), standing, peers_first }
    }

    #[test]
    fn what_the_channel_does_not_allow_is_asked_of_the_mentor() {
        let open = help(Standing::Open, None);
        let first = help(Standing::Open, Some(PeerHours::USUAL));
        let gone = help(Standing::Gone, Some(PeerHours::USUAL));
        assert_eq!(Sharing::ALL.map(|it| it.within(Some(&first))), Sharing::ALL);
        assert_eq!(Sharing::PeersFirst.within(Some(&open)), Sharing::Channel);
        for nowhere in [Some(&gone), None] {
            assert_eq!(Sharing::ALL.map(|it| it.within(nowhere)), [Sharing::Room; 3]);
        }
    }

    #[test]
    fn the_hours_of_others_are_working_hours_of_the_mentee() {
        let lisbon = Zones::bundled().find("Europe/Lisbon").unwrap();
        let mentee = Availability::office_hours(lisbon);
        let friday: Timestamp = "2026-11-06T15:00:00Z".parse().unwrap();
        let rises = PeerHours::USUAL.rises_at(friday, &mentee);
        assert_eq!(rises, "2026-11-09T11:00:00Z".parse().unwrap(), "two on Friday, two on Monday");
        assert_eq!((PeerHours::new(0), PeerHours::new(17)), (None, None));
    }
}
