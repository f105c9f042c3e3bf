//! `/mentor preview`: what the bot would say in the coming days, to whom and when.
//!
//! A lead looks ahead at anybody's messages or at everybody's, and everybody else at their own. What is ahead is worked out
//! beside the acknowledgement by [`crate::preview`], on a copy; here it is only asked for and put into words. Words that
//! anybody wrote are no part of it.

use jiff::Timestamp;

use super::{Cx, Error, Reaction, Who, access, refused};
use crate::{
    domain::{
        access::Act,
        ids::{PersonId, SlackChannel, SlackUser},
        outgoing::Outgoing,
        person::Person,
        preview::{Days, Scope, Wanted},
        zone::Zone,
    },
    slack::inbound::Click,
    store::people,
};

pub mod views;

/// What would be said.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Whose messages these are, if they are one person's.
    pub reader: Option<Person>,
    /// Over how many days.
    pub days: Days,
    /// When they are over.
    pub until: Timestamp,
    /// Every new message, in the order in which they would be sent.
    pub expected: Vec<Expected>,
    /// How many messages that stand already would be changed.
    pub changes: u32,
    /// How far it goes.
    pub end: End,
}

/// How far a forecast goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// To the last of its days.
    Reached,
    /// To this instant, because there was too much.
    TooMuch(Timestamp),
}

/// A message that would be sent.
#[derive(Debug, Clone)]
pub struct Expected {
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub to: To,
    /// What it says; several things when it is a card.
    pub says: Vec<Outgoing>,
    /// Why not when it was deserved.
    pub delay: Delay,
    /// What tells it from every other message.
    pub key: String,
}

/// Whether a message would be sent when it is deserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// It would.
    None,
    /// It was deserved then, and waited for the hours of whoever reads it, or for what it hangs on.
    Waited(Timestamp),
    /// It was deserved then, and waited for room among what its reader takes.
    Held(Timestamp),
}

/// Who would read it.
#[derive(Debug, Clone)]
pub enum To {
    /// One person alone.
    Person(Person),
    /// Both of a pair, in their room.
    Room {
        /// The mentor.
        mentor: Person,
        /// The mentee.
        mentee: Person,
    },
    /// Everybody in a channel, where days are counted in this zone.
    Channel(SlackChannel, Zone),
}

impl To {
    /// Whether somebody reads it by name.
    pub fn reaches(&self, person: PersonId) -> bool {
        match self {
            Self::Person(reader) => reader.id == person,
            Self::Room { mentor, mentee } => mentor.id == person || mentee.id == person,
            Self::Channel(..) => false,
        }
    }

    /// The zone in which its day is counted: the reader's own, the mentee's in a room.
    pub fn zone(&self) -> &Zone {
        match self {
            Self::Person(reader) => &reader.zone,
            Self::Room { mentee, .. } => &mentee.zone,
            Self::Channel(_, zone) => zone,
        }
    }
}

/// `/mentor preview [@somebody] [days]`.
pub async fn command(
    cx: &mut Cx<'_>,
    who: &Who,
    (somebody, days): (Option<&SlackUser>, Option<u32>),
) -> Result<Reaction, Error> {
    let days = match days {
        None => Days::USUAL,
        Some(days) => Days::new(days).ok_or_else(|| Error::Refused(views::bad_days()))?,
    };
    let leads = access::lead(cx.config, who, Act::Oversee).is_ok();
    let scope = match somebody {
        None if leads => Scope::Everybody,
        None => Scope::One(access::participant(who)?.id),
        Some(user) => {
            let found = people::find_by_user(cx.tx, cx.zones, user, cx.now).await?;
            match found {
                Some(person) if leads || *user == who.user => Scope::One(person.id),
                Some(_) | None if !leads => return refused(access::NO_LEAD),
                Some(_) | None => return refused(views::unknown(user)),
            }
        }
    };
    Ok(Reaction::work_out(views::working(), may_see(cx, who, Wanted { scope, days, page: 0 })?))
}

/// Another page, from a button.
pub async fn page(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let wanted = click.value.parse().map_err(|_| access::not_yours())?;
    let wanted = may_see(cx, who, wanted).map_err(|_| access::not_yours())?;
    if let Scope::One(id) = wanted.scope
        && people::find(cx.tx, cx.zones, id, cx.now).await?.is_none()
    {
        return Err(access::not_yours());
    }
    Ok(Reaction::work_out(views::working(), wanted))
}

/// What is wanted, if whoever wants it may see it: a lead everything, others their own.
fn may_see(cx: &Cx<'_>, who: &Who, wanted: Wanted) -> Result<Wanted, Error> {
    match wanted.scope {
        Scope::One(id) if access::participant(who).is_ok_and(|person| person.id == id) => {}
        Scope::One(_) | Scope::Everybody => {
            access::lead(cx.config, who, Act::Oversee)?;
        }
    }
    Ok(wanted)
}
