//! What a cohort does in turn, as far as it is still to come: computed again when somebody comes or goes, is away, or moves,
//! and told to whoever wants to say what is ahead.
//!
//! Each rotation is reckoned in a file of its own beside this one.

use jiff::civil::Date;

use super::{cohorts, discussions, peer_reviews};
use crate::{
    domain::{
        cohort::Cohort,
        discussion::Topic,
        holidays::KnownHoliday,
        ids::{CohortId, PersonId},
        person::Person,
        zone::Zone,
    },
    features::{Cx, Error},
    store::{discussions as talks, holidays},
};

/// What everything in turn is reckoned by: who is in a cohort, where it is at home, and the holidays there.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The cohort.
    pub cohort: Cohort,
    /// Who is in it, in the order in which they were added.
    pub members: Vec<Person>,
    /// Where it is at home.
    pub home: Zone,
    /// The day it is there.
    pub today: Date,
    holidays: Vec<KnownHoliday>,
}

impl Ground {
    /// Whether the programme rests on this day.
    pub fn is_holiday(&self, day: Date) -> bool {
        self.holidays.iter().any(|known| known.holiday.range.contains(day))
    }

    /// Who of its members is not away on this day, by their own calendar.
    pub fn there(&self, on: Date) -> Vec<PersonId> {
        let there = self.members.iter().filter(|person| !person.availability.is_day_off(on));
        there.map(|person| person.id).collect()
    }

    /// Whether something can be said in its channel, and to more than one.
    pub fn meets(&self) -> bool {
        let is_open = self.cohort.open_channel().is_some();
        self.cohort.ended_at.is_none() && is_open && self.members.len() > 1
    }
}

/// What everything in turn of a cohort is reckoned by.
pub async fn ground(cx: &mut Cx<'_>, id: CohortId) -> Result<Ground, Error> {
    let cohort = cohorts::find(cx, id).await?;
    let members = cohorts::members(cx, id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    let today = home.date(cx.now);
    let holidays = holidays::list_from(cx.tx, cohort.programme, today).await?;
    Ok(Ground { cohort, members, home, today, holidays })
}

/// A cohort has changed.
pub async fn follow(cx: &mut Cx<'_>, id: CohortId) -> Result<(), Error> {
    let ground = ground(cx, id).await?;
    discussions::follow(cx, &ground).await?;
    peer_reviews::follow(cx, &ground).await
}

/// Something of a cohort that is ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ahead {
    /// Somebody leads the next discussion, and has said so.
    NextDiscussion {
        /// Who.
        who: PersonId,
        /// Its day, where the cohort is at home.
        on: Date,
        /// What it is about, once that is chosen.
        topic: Option<Topic>,
    },
}

/// What is ahead in a cohort.
pub async fn ahead(cx: &mut Cx<'_>, cohort: &Cohort) -> Result<Vec<Ahead>, Error> {
    let Some(id) = talks::find_ahead(cx.tx, cohort.id).await? else { return Ok(Vec::new()) };
    let found = talks::find(cx.tx, id).await?;
    let next = found.and_then(|it| {
        let who = it.leader()?;
        Some(Ahead::NextDiscussion { who, on: it.on, topic: it.topic })
    });
    Ok(next.into_iter().collect())
}
