//! `/mentor stats`: how long answers take in a pair, and how many promises were kept, for the two of them alone.
//!
//! A look: nothing is written. The figures are made of what was measured when the answers came. Leads see none of it, and
//! no pair is held against another.

use super::{Cx, Error, Reaction, Who, access, refused};
use crate::{
    domain::{access::Act, ids::PairId, pair::Pair, stats::Figures},
    slack::{action::read_id, inbound::Click},
    store::{pairs, stats},
};

pub mod views;

/// So many of the newest check-ins and rounds of questions are counted: years of them.
const COUNTED: i64 = 5_000;

/// `/mentor stats`: the newest pair's, with a choice when there are several.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let pairs = own_pairs(cx, who).await?;
    match pairs.iter().rev().find(|pair| pair.is_active()).or(pairs.last()) {
        Some(pair) => show(cx, who, pair.id).await,
        None => refused(views::no_pair()),
    }
}

/// The figures of one pair, from a button.
pub async fn choose(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair: PairId =
        read_id(&click.value).map_err(|_| Error::Refused(access::NOT_YOURS.to_owned()))?;
    show(cx, who, pair).await
}

async fn show(cx: &mut Cx<'_>, who: &Who, pair: PairId) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (pair, Act::ReadStats)).await?;
    let (pair, side) = (access.object, access.side);
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let mut others = Vec::new();
    for other in own_pairs(cx, who).await? {
        if other.id != pair.id
            && let Some(side) = other.side(access.person.id)
        {
            others.push((other.id, cx.person(other.person(side.other())).await?));
        }
    }
    let figures = figures(cx, pair.id).await?;
    let message = views::figures((side, &mentor, &mentee), &figures, &others);
    Ok(Reaction::tell(message))
}

/// What a pair's answers come to at this moment.
pub async fn figures(cx: &mut Cx<'_>, pair: PairId) -> Result<Figures, Error> {
    Ok(Figures::of(&stats::list(cx.tx, pair, (cx.now, COUNTED)).await?, cx.now))
}

async fn own_pairs(cx: &mut Cx<'_>, who: &Who) -> Result<Vec<Pair>, Error> {
    let person = who.person.as_ref().filter(|person| person.account.may_take_part());
    let Some(person) = person else { return Ok(Vec::new()) };
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(Pair::has_begun);
    Ok(pairs)
}
