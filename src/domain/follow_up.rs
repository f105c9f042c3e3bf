//! Actions: what one of a pair set out to do, so that advice is followed through.
//!
//! An action is written down with a check-in, a reply or the notes of a call, and has an owner. Its owner is asked about it
//! with every check-in (the mentee) or reply (the mentor) that follows, until it is done or dropped. Nobody else is asked,
//! and nobody counts.

use serde::{Deserialize, Serialize};

use super::{
    ids::{CallId, CheckinId, FollowUpId, RematchId, ReplyId},
    pair::Side,
    text::UserText,
};

/// At most so many characters fit in an action: it is a line, not a letter.
pub const MAX_ACTION: usize = 300;

/// At most so many actions are asked about at once, the oldest first.
pub const ASKED_AT_ONCE: usize = 5;

/// What an action was written down with, asked about in, or brought along by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A check-in.
    Checkin(CheckinId),
    /// A reply made with the form.
    Reply(ReplyId),
    /// The notes of a call.
    Call(CallId),
    /// The pair before, from which it was brought along.
    Rematch(RematchId),
}

impl Source {
    /// The word it is stored under.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Checkin(_) => "checkin",
            Self::Reply(_) => "reply",
            Self::Call(_) => "call",
            Self::Rematch(_) => "rematch",
        }
    }

    /// The number it is stored under.
    pub fn id(self) -> i64 {
        match self {
            Self::Checkin(checkin) => checkin.0,
            Self::Reply(reply) => reply.0,
            Self::Call(call) => call.0,
            Self::Rematch(rematch) => rematch.0,
        }
    }

    /// Who writes it, and so whose actions it asks about; `None` when it asks nobody.
    pub fn writer(self) -> Option<Side> {
        match self {
            Self::Checkin(_) => Some(Side::Mentee),
            Self::Reply(_) => Some(Side::Mentor),
            Self::Call(_) | Self::Rematch(_) => None,
        }
    }
}

/// Who does each of the actions that can be written down with the notes of a call, by its place.
pub const OF_A_CALL: [Side; 6] =
    [Side::Mentee, Side::Mentee, Side::Mentee, Side::Mentor, Side::Mentor, Side::Mentor];

/// How many actions can be written down with what `writer` writes.
pub fn room(writer: Side) -> usize {
    match writer {
        Side::Mentee => 1,
        Side::Mentor => 2,
    }
}

/// An action to be written down.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAction {
    /// Its place among those of the same source, from 0.
    pub place: usize,
    /// Who does it.
    pub owner: Side,
    /// What there is to do.
    pub words: UserText,
}

/// An action as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// Our id.
    pub id: FollowUpId,
    /// Its place among those of the same source, from 0.
    pub place: usize,
    /// Who does it.
    pub owner: Side,
    /// What there is to do.
    pub words: UserText,
}

impl FollowUp {
    /// Whether `new` would say nothing new in its place.
    pub fn says(&self, new: &NewAction) -> bool {
        (self.place, self.owner, &self.words) == (new.place, new.owner, &new.words)
    }
}

/// What somebody says about an action of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done.
    Done,
    /// They are still on it, and are asked again.
    Still,
    /// It is not worth doing any more.
    Dropped,
}

impl Outcome {
    /// Every outcome, in the order the form shows them.
    pub const ALL: [Self; 3] = [Self::Done, Self::Still, Self::Dropped];

    /// The word it travels and is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Still => "still",
            Self::Dropped => "dropped",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    /// The state an action is in after this was said last; nothing said leaves it open.
    pub fn state(said: Option<Self>) -> State {
        match said {
            Some(Self::Done) => State::Done,
            Some(Self::Dropped) => State::Dropped,
            Some(Self::Still) | None => State::Open,
        }
    }
}

/// Where an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its owner is asked about it.
    Open,
    /// It was done.
    Done,
    /// It was dropped.
    Dropped,
}

impl State {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// Everything a check-in or a reply says about actions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FollowUps {
    /// What became of earlier ones, the oldest first.
    pub became: Vec<(FollowUp, Outcome)>,
    /// What was set out to do.
    pub new: Vec<FollowUp>,
}

impl FollowUps {
    /// Every piece of new text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        self.new.iter().map(|action| action.words.expose()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_asked_about_until_it_is_done_or_dropped() {
        assert_eq!(Outcome::state(None), State::Open);
        assert_eq!(Outcome::state(Some(Outcome::Still)), State::Open);
        assert_eq!(Outcome::state(Some(Outcome::Done)), State::Done);
        assert_eq!(Outcome::state(Some(Outcome::Dropped)), State::Dropped);
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::read(outcome.key()), Some(outcome));
        }
    }

    #[test]
    fn each_is_asked_about_their_own_where_they_write() {
        assert_eq!(Source::Checkin(CheckinId(1)).writer(), Some(Side::Mentee));
        assert_eq!(Source::Reply(ReplyId(1)).writer(), Some(Side::Mentor));
        assert_eq!(Source::Call(CallId(1)).writer(), None);
        assert_eq!((room(Side::Mentee), room(Side::Mentor)), (1, 2));
    }
}
