//! What happened at a call both had agreed to: who was there, whether it took place, and what came of it.
//!
//! Either of the two says how it was, and either corrects it for a week; the last word stands, and both see who said what.
//! That somebody did not come is written down only when they were told of the call in time. Nothing here is counted about
//! a person; which signs follow stands in `call_signs`.

use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{overlap::Slot, pair::Side, text::UserText, zone::Zone};

/// So long before a call both are told of it once more.
pub const LINE_BEFORE: SignedDuration = SignedDuration::from_mins(10);

/// Somebody who is not there so long after the beginning did not come.
pub const LATE_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// How many days after a call what was said about it can still be put right.
const CORRECTED_WITHIN_DAYS: i32 = 7;

/// At most so many characters fit in the notes of a call.
pub const MAX_NOTES: usize = 3000;

/// At most so many characters fit in the reason why a call took longer.
pub const MAX_WHY: usize = 300;

/// What somebody says of themselves when a call begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// They are there.
    Here,
    /// They are on their way.
    Late,
    /// They could not make it.
    CannotCome,
}

impl Presence {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Here, Self::Late, Self::CannotCome];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Late => "late",
            Self::CannotCome => "cannot_come",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It took place.
    Held,
    /// This side could not make it, and said so.
    Told(Side),
    /// This side did not come.
    NoShow(Side),
    /// The two did not meet, whyever.
    DidNotMeet,
}

impl Happened {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Told(_) => "told",
            Self::NoShow(_) => "no_show",
            Self::DidNotMeet => "did_not_meet",
        }
    }

    /// The side that was missing, where one was.
    pub fn missing(self) -> Option<Side> {
        match self {
            Self::Told(side) | Self::NoShow(side) => Some(side),
            Self::Held | Self::DidNotMeet => None,
        }
    }

    /// Whether whoever's early or late hour it was had it: not when the two did not meet, nor when it was they who were
    /// missing.
    pub fn had_its_hour(self, slot: Slot) -> bool {
        match self {
            Self::Held => true,
            Self::Told(side) | Self::NoShow(side) => slot.burden(side).is_none(),
            Self::DidNotMeet => false,
        }
    }

    /// Reads what [`as_str`](Self::as_str) and [`missing`](Self::missing) say.
    pub fn read(word: &str, missing: Option<Side>) -> Option<Self> {
        match (word, missing) {
            ("held", None) => Some(Self::Held),
            ("told", Some(side)) => Some(Self::Told(side)),
            ("no_show", Some(side)) => Some(Self::NoShow(side)),
            ("did_not_meet", None) => Some(Self::DidNotMeet),
            (_, _) => None,
        }
    }
}

/// What one of the two said about a call afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Who says so.
    pub by: Side,
    /// What.
    pub happened: Happened,
    /// When.
    pub at: Timestamp,
}

/// Whether a call was worth one. Each side's own answer; it is shown to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// It was.
    Call,
    /// It could have been written.
    Written,
}

impl Worth {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Written => "written",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Call, Self::Written].into_iter().find(|it| it.as_str() == word)
    }
}

/// Something of each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfBoth<T> {
    /// The mentor's.
    pub mentor: T,
    /// The mentee's.
    pub mentee: T,
}

impl<T: Copy> OfBoth<T> {
    /// One side's.
    pub fn of(&self, side: Side) -> T {
        match side {
            Side::Mentor => self.mentor,
            Side::Mentee => self.mentee,
        }
    }
}

/// What was said about a call so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meeting {
    /// Who said that they are there, late, or not coming.
    pub presence: OfBoth<Option<Presence>>,
    /// What each said afterwards: the newest of each side, in the order in which they said it.
    pub accounts: Vec<Account>,
    /// Whether it was worth a call.
    pub worth: OfBoth<Option<Worth>>,
}

/// Why somebody cannot say that the other one did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMissing {
    /// Whoever says so has not said that they are there.
    #[error("whoever says so has not said that they are there")]
    NotHereOneself,
    /// The other one has.
    #[error("the other one has said that they are there")]
    Here,
    /// It is settled what became of the call.
    #[error("it is settled what became of the call")]
    Settled,
    /// They may be a little late until this minute.
    #[error("it is too early to say")]
    TooEarly(Timestamp),
}

impl Meeting {
    /// What became of the call, as it stands. Whoever says that they could not make it did not fail to come, even when
    /// they say so late.
    pub fn happened(&self) -> Option<Happened> {
        let told = |side: Side| self.presence.of(side) == Some(Presence::CannotCome);
        match self.accounts.last().map(|account| account.happened) {
            Some(Happened::NoShow(side)) if told(side) => Some(Happened::Told(side)),
            Some(happened) => Some(happened),
            None => match (told(Side::Mentor), told(Side::Mentee)) {
                (true, true) => Some(Happened::DidNotMeet),
                (true, false) => Some(Happened::Told(Side::Mentor)),
                (false, true) => Some(Happened::Told(Side::Mentee)),
                (false, false) => None,
            },
        }
    }

    /// Whether it took place: somebody said so, or nobody said otherwise and both were there.
    pub fn was_held(&self) -> bool {
        match self.happened() {
            Some(happened) => happened == Happened::Held,
            None => self.are_both_here(),
        }
    }

    /// Whether both said that they are there.
    pub fn are_both_here(&self) -> bool {
        [Side::Mentor, Side::Mentee].iter().all(|it| self.presence.of(*it) == Some(Presence::Here))
    }

    /// Whether both said whether it was worth a call.
    pub fn have_both_said(&self) -> bool {
        [Side::Mentor, Side::Mentee].iter().all(|it| self.worth.of(*it).is_some())
    }

    /// The side that waits for the other, if one does.
    pub fn waits(&self) -> Option<Side> {
        let here = |side: Side| self.presence.of(side) == Some(Presence::Here);
        [Side::Mentor, Side::Mentee].into_iter().find(|it| here(*it) && !here(it.other()))
    }

    /// What it comes to when `side` says that nobody came. Whoever was not `told` of the call before it began did not fail
    /// to come: then the two did not meet.
    ///
    /// # Errors
    ///
    /// When it cannot be said, or not yet.
    pub fn nobody_came(
        &self,
        (side, told): (Side, Delivered),
        (slot, now): (Slot, Timestamp),
    ) -> Result<Happened, NotMissing> {
        let from = missing_from(slot);
        if self.happened().is_some() {
            Err(NotMissing::Settled)
        } else if self.presence.of(side) != Some(Presence::Here) {
            Err(NotMissing::NotHereOneself)
        } else if self.presence.of(side.other()) == Some(Presence::Here) {
            Err(NotMissing::Here)
        } else if now < from {
            Err(NotMissing::TooEarly(from))
        } else {
            Ok(match told {
                Delivered::InTime => Happened::NoShow(side.other()),
                Delivered::NotInTime => Happened::DidNotMeet,
            })
        }
    }
}

/// Whether somebody was told of a call before it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// They were.
    InTime,
    /// Too late, or never, or nobody knows.
    NotInTime,
}

/// From when somebody who is not there did not come.
pub fn missing_from(slot: Slot) -> Timestamp {
    slot.starts.saturating_add(LATE_AFTER).unwrap_or(Timestamp::MAX)
}

/// When both are told once more that it begins.
pub fn line_at(slot: Slot) -> Timestamp {
    slot.starts.saturating_sub(LINE_BEFORE).unwrap_or(Timestamp::MIN)
}

/// Until when what was said about a call can be put right: for a week, on the mentee's wall clock.
pub fn corrected_until(slot: Slot, mentee: &Zone) -> Timestamp {
    mentee.instant(mentee.local(slot.span().to).saturating_add(CORRECTED_WITHIN_DAYS.days()))
}

/// How long a call took, when somebody says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasted {
    /// A quarter of an hour.
    Fifteen,
    /// Twenty minutes.
    Twenty,
    /// Twenty-five minutes.
    TwentyFive,
    /// Half an hour.
    Thirty,
    /// Longer than a call should take.
    Longer,
}

impl Lasted {
    /// Every one, shortest first.
    pub const ALL: [Self; 5] =
        [Self::Fifteen, Self::Twenty, Self::TwentyFive, Self::Thirty, Self::Longer];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fifteen => "15",
            Self::Twenty => "20",
            Self::TwentyFive => "25",
            Self::Thirty => "30",
            Self::Longer => "longer",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What the two keep of a call, besides its actions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Notes {
    /// What was said.
    pub words: Option<UserText>,
    /// How long it took.
    pub lasted: Option<Lasted>,
    /// Why longer than half an hour.
    pub why: Option<UserText>,
}

impl Notes {
    /// Whether they say nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every piece of text in them, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        [&self.words, &self.why].into_iter().flatten().map(UserText::expose).collect()
    }
}

#[cfg(test)]
mod tests;
