//! When a mentor's office hours come next and where, for whoever shows them; they follow when the mentor moves.
//!
//! What happens in them stands in `office_hours`; nothing is sent from here.

use crate::{
    domain::{
        ids::{ProgrammeId, SlackChannel},
        office_hours::Span,
        person::Person,
    },
    features::{Cx, Error},
    store::{
        office_hours::{self, Ground},
        pairs,
    },
};

/// Whether there can be office hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// In this channel.
    Here(SlackChannel),
    /// They are allowed, and the programme has no help channel the bot can write in.
    Nowhere,
    /// No lead has turned them on.
    Off,
}

/// Whether there can be office hours in one of these programmes.
pub async fn place(cx: &mut Cx<'_>, programmes: &[ProgrammeId]) -> Result<Where, Error> {
    let mut place = Where::Off;
    for programme in programmes {
        match office_hours::find_ground(cx.tx, *programme).await? {
            Ground { is_on: true, channel: Some(channel) } => return Ok(Where::Here(channel)),
            Ground { is_on: true, channel: None } => place = Where::Nowhere,
            Ground { is_on: false, .. } => {}
        }
    }
    Ok(place)
}

/// Whether a mentor can hold office hours now: in a programme in which they have a mentee.
pub async fn place_of(cx: &mut Cx<'_>, mentor: &Person) -> Result<Where, Error> {
    if !mentor.account.may_take_part() {
        return Ok(Where::Off);
    }
    let pairs = pairs::list_of(cx.tx, mentor.id).await?;
    let theirs = pairs.into_iter().filter(|pair| pair.is_active() && pair.mentor == mentor.id);
    let programmes: Vec<ProgrammeId> = theirs.map(|pair| pair.programme).collect();
    place(cx, &programmes).await
}

/// Office hours to look forward to, or that are open now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// When.
    pub span: Span,
    /// Where.
    pub channel: SlackChannel,
}

/// The next office hours of a mentor that take place.
pub async fn coming(cx: &mut Cx<'_>, mentor: &Person) -> Result<Option<Coming>, Error> {
    let Some((hours, _)) = office_hours::find(cx.tx, mentor.id).await? else { return Ok(None) };
    let Where::Here(channel) = place_of(cx, mentor).await? else { return Ok(None) };
    let span = hours.coming(&mentor.availability, cx.now);
    Ok(span.map(|span| Coming { span, channel }))
}

/// A mentor's zone may have changed: the ones still to come are planned again on the wall clock they have now.
pub async fn follow(cx: &mut Cx<'_>, person: &Person) -> Result<(), Error> {
    let found = office_hours::find(cx.tx, person.id).await?;
    let Some((hours, Some((week, at)))) = found else { return Ok(()) };
    if at <= cx.now {
        return Ok(());
    }
    let next = hours.moved(&person.zone, (week, cx.now)).map(|due| (due.week, due.at));
    Ok(office_hours::update_next(cx.tx, person.id, next).await?)
}
