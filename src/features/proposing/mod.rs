//! The one way in which a pair is proposed, whoever asks for it and from wherever: both are asked, each in their own hours.
//!
//! Whether somebody may propose is decided before this; what becomes of the answers is `pairing`'s.

use jiff::{Timestamp, civil::Date};

use super::{Cx, Error, refused};
use crate::{
    domain::{
        ids::{PersonId, SlackUser},
        outgoing::Outgoing,
        person::Person,
    },
    store::{
        Fault,
        outbox::{self, Timing},
        pairs::{self, Proposal},
        people, programmes,
    },
};

pub mod views;

/// Proposes a pair for `lead`: both are asked whether they want to be one, and each is returned with the instant they are
/// asked at. The bot has met all three. With both yeses it begins at once, or on the day it is to start on.
///
/// # Errors
///
/// A sentence when the two are one, when one of them cannot take part, when the mentee has a mentor or is being asked
/// about one, or when the mentor has as many mentees as one takes here.
pub async fn propose(
    cx: &mut Cx<'_>,
    lead: PersonId,
    (mentor, mentee): (&SlackUser, &SlackUser),
    starts_on: Option<Date>,
) -> Result<Vec<(Person, Timestamp)>, Error> {
    if mentor == mentee {
        return refused(views::same_person());
    }
    let programme =
        programmes::find_first(cx.tx, cx.zones).await?.ok_or(Fault::Unreadable("programme"))?;
    let (mentor, mentee) = (participant(cx, mentor).await?, participant(cx, mentee).await?);
    if let Some(open) = pairs::find_open_of_mentee(cx.tx, mentee.id).await? {
        let other = cx.person(open.mentor).await?;
        return refused(views::has_a_pair((&mentee, &other), &open.state));
    }
    if pairs::count_of_mentor(cx.tx, mentor.id).await? >= programme.mentor_capacity {
        return refused(views::at_capacity(&mentor, programme.mentor_capacity));
    }
    let leading = cx.person(lead).await?;
    programmes::update_zone_if_unset(cx.tx, programme.id, &leading.zone).await?;
    let proposal = Proposal {
        programme: programme.id,
        mentor: mentor.id,
        mentee: mentee.id,
        proposed_by: lead,
        starts_on,
    };
    let pair = pairs::insert(cx.tx, proposal, cx.now).await?;
    let mut asked = Vec::new();
    for person in [mentor, mentee] {
        let ready_at = person.availability.next_open(cx.now).unwrap_or(cx.now);
        let consent = Outgoing::Consent { pair, person: person.id };
        outbox::insert(cx.tx, &consent, Timing::from(ready_at)).await?;
        asked.push((person, ready_at));
    }
    Ok(asked)
}

/// Somebody who can be in a pair.
async fn participant(cx: &mut Cx<'_>, user: &SlackUser) -> Result<Person, Error> {
    let person = people::find_by_user(cx.tx, cx.zones, user, cx.now)
        .await?
        .ok_or(Fault::Unreadable("person"))?;
    if person.account.may_take_part() {
        Ok(person)
    } else {
        refused(views::cannot_take_part(&person))
    }
}
