//! The areas in which the pairs of a programme set goals, chosen by its leads: `/mentor areas`.
//!
//! A goal keeps the area it was set in, whatever becomes of the list.

use super::{not_yours, under, views::areas as words};
use crate::{
    domain::{
        access::Act,
        goal::{areas, lines},
        ids::ProgrammeId,
    },
    features::{Cx, Error, Reaction, Who, access},
    slack::{action::read_id, answer::Answer, inbound::Submit},
    store::{Fault, goals, programmes},
};

/// `/mentor areas`.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetAreas)?;
    let programme = programme(cx).await?;
    let areas = areas(goals::list_areas(cx.tx, programme).await?);
    Ok(Reaction::open(words::form(programme, &areas)))
}

/// They are saved.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetAreas)?;
    let id: ProgrammeId = read_id(&submit.view.private_metadata).map_err(|_| not_yours())?;
    if id != programme(cx).await? {
        return Err(not_yours());
    }
    let areas = lines::read_areas(submit.view.typed(words::AREAS))
        .map_err(|problem| under(words::AREAS, words::problem(problem)))?;
    goals::update_areas(cx.tx, id, &areas).await?;
    Ok(Reaction { answer: Answer::Replace(words::saved()), ..Reaction::nothing() })
}

async fn programme(cx: &mut Cx<'_>) -> Result<ProgrammeId, Error> {
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    Ok(programme.ok_or(Fault::Unreadable("programme"))?.id)
}
