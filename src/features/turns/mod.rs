//! What a cohort does in turn, for a lead: the discussion and peer review are off until they are turned on here.
//!
//! What follows from that is reckoned in `schedule`, and said by the features themselves.

use super::{
    Cx, Error, Reaction, Who, access,
    schedule::{
        discussions, peer_reviews,
        turns::{self, Ground},
    },
};
use crate::{
    domain::ids::CohortId,
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Click, Field, Submit},
    },
    store::{discussions as talks, peer_reviews as reviews},
};

pub mod views;

use views::On;

/// *What it does in turn*: the form as it stands.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: CohortId = read_id(&click.value).map_err(|_| access::not_yours())?;
    let cohort = access::cohorts::kept(cx, who, id).await?;
    let ground = turns::ground(cx, id).await?;
    let on = on(cx, &ground).await?;
    Ok(Reaction::open(views::form(&cohort, on)))
}

/// It is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried = &submit.view.private_metadata;
    let id: CohortId = read_id(carried).map_err(|_| access::not_yours())?;
    access::cohorts::kept(cx, who, id).await?;
    let ground = turns::ground(cx, id).await?;
    let ticked = match submit.view.fields.get(views::TURNS) {
        Some(Field::Choices(ticked)) => ticked.as_slice(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => &[],
    };
    match ticked.iter().any(|it| it == views::DISCUSSION) {
        true => discussions::begin(cx, &ground).await?,
        false => discussions::stop(cx, &ground).await?,
    }
    match ticked.iter().any(|it| it == views::PEER_REVIEW) {
        true => peer_reviews::begin(cx, &ground).await?,
        false => peer_reviews::stop(cx, &ground).await?,
    }
    let page = views::saved(&ground.cohort, on(cx, &ground).await?);
    Ok(Reaction { answer: Answer::Replace(page.into()), ..Reaction::done() })
}

async fn on(cx: &mut Cx<'_>, ground: &Ground) -> Result<On, Error> {
    let id = ground.cohort.id;
    Ok(On {
        discussion: talks::find_rotation(cx.tx, id).await?.map(|(on, _)| on),
        peer_review: reviews::find_rotation(cx.tx, id).await?.map(|(on, _)| on),
    })
}
