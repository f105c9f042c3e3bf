//! `/mentor review`: what is open, what came of it before, and how sure the mentee was over time; for the two alone.

use super::{Scene, not_yours, result::Outcome, views, views::page as words};
use crate::{
    domain::{
        access::Act,
        ids::{PairId, ReviewId},
        review::trends,
    },
    features::{Cx, Error, Reaction, Who, access, partners, refused},
    slack::{
        action::{Form, PairPage, read_id},
        blocks::View,
        inbound::Click,
    },
    store::reviews,
};

/// So many reviews stand on a page.
const PAGE: usize = 10;

/// `/mentor review`: the page, or whose.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running_or_last(cx, who, words::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => first(cx, who, *pair).await,
        several => Ok(Reaction::say(words::whose(several))),
    }
}

async fn first(cx: &mut Cx<'_>, who: &Who, pair: PairId) -> Result<Reaction, Error> {
    Ok(Reaction::open(page(cx, who, PairPage { pair, skip: 0 }).await?))
}

/// A page was opened or turned.
pub async fn turn(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let asked: PairPage = click.value.parse().map_err(|_| not_yours())?;
    let view = page(cx, who, asked).await?;
    let is_inside = click.view.as_ref().is_some_and(|view| view.callback_id == Form::Page.id());
    Ok(if is_inside { Reaction::replace(view) } else { Reaction::open(view) })
}

async fn page(cx: &mut Cx<'_>, who: &Who, asked: PairPage) -> Result<View, Error> {
    let access = access::pair(cx, who, (asked.pair, Act::ReadRecord)).await?;
    let (pair, side) = (access.object, access.side);
    let wanted = (i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1), asked.skip.into());
    let mut found = reviews::list(cx.tx, pair.id, wanted).await?;
    let is_more = found.len() > PAGE;
    found.truncate(PAGE);
    let mut scenes = Vec::new();
    for review in found {
        scenes.push(Scene::of(cx, (pair.clone(), review)).await?);
    }
    let skip = asked.skip.saturating_add(u32::try_from(PAGE).unwrap_or(0));
    let shown = words::Shown {
        partner: &cx.person(pair.person(side.other())).await?,
        side,
        scenes: &scenes,
        trends: &trends(&reviews::list_confidence(cx.tx, pair.id).await?),
        older: is_more.then_some(PairPage { skip, ..asked }),
    };
    Ok(words::page(&shown))
}

/// What came of a review, read again.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: ReviewId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::reviews::review(cx, who, (id, Act::ReadRecord)).await?;
    let mut scene = Scene::of(cx, access.object).await?;
    // Until it is closed nobody reads what the other one said; where the pair ended first, nobody ever does.
    if scene.review.closed_at.is_none() {
        if scene.pair.is_active() {
            return refused(words::still_open());
        }
        scene.said.retain(|said| said.side == access.side);
        if !scene.has_answered(access.side) {
            return refused(words::cut_off());
        }
    }
    let outcome = Outcome::of(cx, scene).await?;
    Ok(Reaction::open(views::result::page(&outcome)))
}
