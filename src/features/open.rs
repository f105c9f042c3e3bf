//! Which weeks of a pair can be written at this moment: from four days before one is due to fourteen days after.
//!
//! The days are the mentee's own; `domain::checkin` holds the two rules. Nothing is offered or refused from here.

use jiff::Timestamp;

use super::{Cx, Error, schedule};
use crate::{
    domain::{
        checkin::{open_since, opens_at},
        pair::{Pair, Phase},
        person::Person,
        week::Week,
    },
    store::weeks::{self, AskedState},
};

/// Whether a check-in for a week is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// It is not a week of this pair.
    Foreign,
    /// It has not opened yet.
    Ahead,
    /// It is taken.
    Open,
    /// It was due too long ago.
    Over,
}

/// Whether a check-in for this week is taken now. What is written stays open to its writer's edits.
pub async fn find(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    week: Week,
) -> Result<Openness, Error> {
    if let Some(asked) = weeks::find(cx.tx, pair.id, week).await? {
        let is_late = asked.due_at < open_since(cx.now, &mentee.availability);
        let is_over = is_late && asked.state != AskedState::Written;
        return Ok(if is_over { Openness::Over } else { Openness::Open });
    }
    if voluntary(cx, (pair, mentee)).await? == Some(week) {
        return Ok(Openness::Open);
    }
    Ok(match weeks::find_next(cx.tx, pair.id).await? {
        Some(next) if next.week == week && has_opened(cx, next.due_at, mentee) => Openness::Open,
        Some(next) if next.week <= week => Openness::Ahead,
        Some(_) | None => Openness::Foreign,
    })
}

/// The weeks of a pair that can be written and are not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Those that were asked for, oldest first.
    pub asked: Vec<Week>,
    /// The coming one, once it is open.
    pub early: Option<Week>,
    /// The newest week of which something is known.
    newest: Option<Week>,
}

impl Waiting {
    /// All of them, oldest first.
    pub fn all(&self) -> Vec<Week> {
        self.asked.iter().chain(&self.early).copied().collect()
    }

    /// The week that somebody who simply wants to write means: the oldest that waits, else the newest of which something
    /// is known, which is edited then. `None` when nothing is open.
    pub fn to_write(&self) -> Option<Week> {
        self.asked.first().copied().or(self.early).or(self.newest)
    }
}

/// The weeks of a pair that can be written and are not.
pub async fn list(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person)) -> Result<Waiting, Error> {
    let since = open_since(cx.now, &mentee.availability);
    let known = weeks::list_due_since(cx.tx, pair.id, since).await?;
    let waits = known.iter().filter(|asked| asked.state.is_open());
    let early = match weeks::find_coming(cx.tx, pair.id).await? {
        Some((next, is_known)) if !is_known && has_opened(cx, next.due_at, mentee) => {
            Some(next.week)
        }
        Some(_) | None => voluntary(cx, (pair, mentee)).await?,
    };
    Ok(Waiting {
        asked: waits.map(|asked| asked.week).collect(),
        early,
        newest: known.last().map(|newest| newest.week),
    })
}

/// The mentee's present week, where nobody is asked for any and something may be written all the same.
async fn voluntary(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
) -> Result<Option<Week>, Error> {
    if pair.phase != Phase::AdHoc {
        return Ok(None);
    }
    let week = Week::of(mentee.zone.date(cx.now));
    let is_known = weeks::find(cx.tx, pair.id, week).await?.is_some();
    Ok((!is_known).then_some(week))
}

/// When the next check-in opens that has not been written before its time.
pub async fn find_next_opening(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
) -> Result<Option<Timestamp>, Error> {
    let next = schedule::find_next_asked(cx, (pair, mentee)).await?;
    Ok(next.map(|due_at| opens_at(due_at, &mentee.availability)))
}

fn has_opened(cx: &Cx<'_>, due_at: Timestamp, mentee: &Person) -> bool {
    cx.now >= opens_at(due_at, &mentee.availability)
}
