//! What a control carries beside its id, as text there and back: a pair and a week, a page, something typed.
//!
//! It only *selects*; text that is not ours is refused as [`Foreign`].

use std::{fmt, str::FromStr};

use crate::domain::{
    attention::Kind,
    ids::{PairId, TypedId},
    template::Version,
    week::Week,
};

/// A pair and one of its weeks, as a control carries them: `12/2026-W47`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairWeek {
    /// The pair.
    pub pair: PairId,
    /// The week.
    pub week: Week,
}

/// A page of a pair's history, as a control carries it: `12+10` leaves out the ten newest weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairPage {
    /// The pair.
    pub pair: PairId,
    /// How many of the newest weeks to leave out.
    pub skip: u32,
}

/// Something typed and what it shall go to, as a control carries them: `5>12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedTo<T> {
    /// What was typed.
    pub typed: TypedId,
    /// What it goes to: a pair, or a check-in.
    pub to: T,
}

/// What helped before a question was asked in a pair, as a control carries it: `12>reply/4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helped {
    /// The pair.
    pub pair: PairId,
    /// What kind of thing it is, as the record names it.
    pub subject: String,
    /// Which one of its kind.
    pub id: i64,
}

/// A kind of unasked message to switch off or on, as a control carries it: `off/reminder/reminder/12/2026-W47`; the rest
/// is the key of the message it was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchKind {
    /// The kind.
    pub kind: Kind,
    /// Which way.
    pub turn: Turn,
    /// The key of the message.
    pub about: String,
}

/// Which way a switch is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is wanted.
    On,
    /// It is not.
    Off,
}

/// Something that carries ids did not carry ids of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not something this bot wrote")]
pub struct Foreign;

impl fmt::Display for PairWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pair, self.week)
    }
}

impl FromStr for PairWeek {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, week) = text.split_once('/').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, week: week.parse().map_err(|_| Foreign)? })
    }
}

/// The version of a template in what a form carries.
pub fn read_version(text: &str) -> Result<Version, Foreign> {
    text.parse().map(Version).map_err(|_| Foreign)
}

impl fmt::Display for PairPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.pair, self.skip)
    }
}

impl FromStr for PairPage {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, skip) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, skip: skip.parse().map_err(|_| Foreign)? })
    }
}

impl<T: fmt::Display> fmt::Display for TypedTo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.typed, self.to)
    }
}

impl<T: From<i64>> FromStr for TypedTo<T> {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (typed, to) = text.split_once('>').ok_or(Foreign)?;
        Ok(Self { typed: read_id(typed)?, to: read_id(to)? })
    }
}

impl fmt::Display for Helped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}/{}", self.pair, self.subject, self.id)
    }
}

impl FromStr for Helped {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, what) = text.split_once('>').ok_or(Foreign)?;
        let (subject, id) = what.split_once('/').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, subject: subject.to_owned(), id: read_id(id)? })
    }
}

impl fmt::Display for SwitchKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turn = match self.turn {
            Turn::On => "on",
            Turn::Off => "off",
        };
        write!(f, "{turn}/{}/{}", self.kind.as_str(), self.about)
    }
}

impl FromStr for SwitchKind {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (turn, rest) = text.split_once('/').ok_or(Foreign)?;
        let (kind, about) = rest.split_once('/').ok_or(Foreign)?;
        let turn = match turn {
            "on" => Turn::On,
            "off" => Turn::Off,
            _ => return Err(Foreign),
        };
        Ok(Self { kind: Kind::read(kind).ok_or(Foreign)?, turn, about: about.to_owned() })
    }
}

/// The id of one of our rows in what a control carries.
pub fn read_id<T: From<i64>>(text: &str) -> Result<T, Foreign> {
    // What was carried is read in the one way it was written.
    if text.starts_with('+') {
        Err(Foreign)
    } else {
        text.parse::<i64>().map(T::from).map_err(|_| Foreign)
    }
}
