//! A cohort: people who start together, solve much for each other, and share one channel.
//!
//! Its members are mentees; their mentors may read along, as everybody in the workspace may. What is said there, and when,
//! is known by whoever says it; here it is only who belongs to it, where it is at home, and whether it runs.

use jiff::{Timestamp, civil::Date};

use super::{
    help_channel::Standing,
    ids::{CohortId, PersonId, ProgrammeId, SlackChannel},
    text::UserText,
    zone::Zone,
};

/// As many characters as the name of a cohort has at most: it stands in headings, with other words.
pub const MAX_NAME: usize = 60;

/// As many people as one cohort has at most: more than a dozen no longer know each other, and this is far beyond.
pub const MAX_MEMBERS: usize = 40;

/// How many people make a cohort in which everybody knows everybody.
pub const USUAL_SIZE: std::ops::RangeInclusive<usize> = 4..=12;

/// The name of a cohort: one line, as a lead wrote it. It stands in plain text, or escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortName(String);

/// Why something is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoName {
    /// Nothing that can be read.
    #[error("give the cohort a name, such as Autumn 2026")]
    Blank,
    /// More characters than fit.
    #[error("this has {0} characters and {MAX_NAME} fit; a short name reads better in a heading")]
    TooLong(usize),
}

impl CohortName {
    /// Reads a name: white space of every kind becomes one space, and what cannot be seen goes.
    ///
    /// # Errors
    ///
    /// When nothing is left, or more than [`MAX_NAME`] characters.
    pub fn parse(typed: &str) -> Result<Self, NoName> {
        let seen = UserText::unfinished(typed, typed.len()).ok_or(NoName::Blank)?;
        let name = seen.expose().split_whitespace().collect::<Vec<_>>().join(" ");
        let is_blank = !name.chars().any(char::is_alphanumeric);
        match name.chars().count() {
            _ if is_blank => Err(NoName::Blank),
            chars if chars > MAX_NAME => Err(NoName::TooLong(chars)),
            _ => Ok(Self(name)),
        }
    }

    /// A name that was read before and comes back from the store.
    pub fn from_stored(name: String) -> Self {
        Self(name)
    }

    /// The name, not escaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A cohort as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Our id.
    pub id: CohortId,
    /// The programme it belongs to.
    pub programme: ProgrammeId,
    /// What it is called.
    pub name: CohortName,
    /// Its first day, where it is at home.
    pub starts_on: Date,
    /// The lead who made it.
    pub created_by: PersonId,
    /// Its channel, while it has one.
    pub bound: Option<Bound>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// The channel of a cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The channel.
    pub channel: SlackChannel,
    /// The lead who chose it.
    pub by: PersonId,
    /// How many were bound to this cohort up to this one, from 1.
    pub nth: u32,
    /// How it stands, as far as the bot knows.
    pub standing: Standing,
}

impl Cohort {
    /// The channel, while the bot can write there as far as it knows.
    pub fn open_channel(&self) -> Option<&SlackChannel> {
        let bound = self.bound.as_ref().filter(|bound| bound.standing == Standing::Open)?;
        Some(&bound.channel)
    }

    /// Whether something regular is said in it on `today`, a date where it is at home.
    pub fn runs_on(&self, today: Date) -> bool {
        self.ended_at.is_none() && self.starts_on <= today
    }
}

/// Somebody and a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// How often they were added to it, from 1.
    pub nth: u32,
    /// Whether they are in it.
    pub belonging: Belonging,
}

/// Whether somebody is in a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belonging {
    /// They are asked: nobody is enrolled by somebody else.
    Asked,
    /// They are once the pair begins that was proposed together with it: to that they say yes or no.
    Expected,
    /// They are, since then.
    In(Timestamp),
    /// They are not, or no more.
    Out,
}

/// Where a cohort is at home: in the zone most of its members live in. Where two zones have as many, or nobody is in it
/// yet, it is at home where its programme is; where the programme is nowhere, in the first of these zones by name.
pub fn home<'a>(
    members: impl IntoIterator<Item = &'a Zone>,
    programme: Option<&'a Zone>,
) -> Option<&'a Zone> {
    let mut zones: Vec<(&Zone, usize)> = Vec::new();
    for zone in members {
        match zones.iter_mut().find(|(known, _)| known.name() == zone.name()) {
            Some((_, count)) => *count += 1,
            None => zones.push((zone, 1)),
        }
    }
    let most = zones.iter().map(|(_, count)| *count).max().unwrap_or_default();
    zones.retain(|(_, count)| *count == most);
    zones.sort_by_key(|(zone, _)| zone.name());
    match zones.as_slice() {
        [(only, _)] => Some(only),
        [] => programme,
        [(first, _), ..] => programme.or(Some(first)),
    }
}

#[cfg(test)]
mod tests;
