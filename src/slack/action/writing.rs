//! What the forms of a check-in and of a reply carry: what they are about, and what they asked and showed.

use std::{fmt, str::FromStr};

use super::{Foreign, PairWeek, added::Added, read_id, read_version};
use crate::domain::{ids::CheckinId, template::Version};

/// What a check-in's form carries: `12/2026-W47/3` asked what the third version of the template asks. Without a version
/// it is the first. `12/2026-W47/3@31.2` showed at its top the plan in the second version of check-in 31.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckinForm {
    /// For whom and when it opened, unless another week is chosen in it.
    pub about: PairWeek,
    /// What it asked.
    pub template: Version,
    /// Where the plan at its top stands.
    pub plan: Option<PlanSource>,
    /// What somebody had typed to the bot that stands in it: `…~5.8`.
    pub added: Added,
}

/// A version of a check-in, whose plan a form shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanSource {
    /// The check-in.
    pub checkin: CheckinId,
    /// Its version, from 1.
    pub version: u32,
}

/// What a reply's form carries: `7/3` asked what the third version of the template asks. Without a version it is the
/// first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyForm {
    /// What is replied to.
    pub checkin: CheckinId,
    /// What it asked.
    pub template: Version,
    /// What somebody had typed to the bot that stands in it: `…~5.8`.
    pub added: Added,
}
impl fmt::Display for CheckinForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.about, self.template)?;
        if let Some(plan) = self.plan {
            write!(f, "@{}.{}", plan.checkin, plan.version)?;
        }
        self.added.fmt(f)
    }
}

impl FromStr for CheckinForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (carried, added) = Added::split(text)?;
        let (asked, plan) = match carried.split_once('@') {
            Some((asked, plan)) => (asked, Some(read_plan(plan)?)),
            None => (carried, None),
        };
        let (about, template) = match asked.rsplit_once('/') {
            Some((about, version)) if about.contains('/') => (about, read_version(version)?),
            Some(_) | None => (asked, Version::FIRST),
        };
        Ok(Self { about: about.parse()?, template, plan, added })
    }
}

fn read_plan(text: &str) -> Result<PlanSource, Foreign> {
    let (checkin, version) = text.split_once('.').ok_or(Foreign)?;
    let version = version.parse().map_err(|_| Foreign)?;
    Ok(PlanSource { checkin: read_id(checkin)?, version })
}

impl fmt::Display for ReplyForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.checkin, self.template)?;
        self.added.fmt(f)
    }
}

impl FromStr for ReplyForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (carried, added) = Added::split(text)?;
        let (checkin, template) = match carried.split_once('/') {
            Some((checkin, version)) => (checkin, read_version(version)?),
            None => (carried, Version::FIRST),
        };
        Ok(Self { checkin: read_id(checkin)?, template, added })
    }
}
