//! When the members of a cohort next read each other's work.

use super::turns::Ground;
use crate::{
    domain::peer_review::{at, first_day},
    features::{Cx, Error},
    store::peer_reviews as kept,
};

/// A lead turns it on: the first time is the next Monday.
pub async fn begin(cx: &mut Cx<'_>, ground: &Ground) -> Result<(), Error> {
    if kept::find_rotation(cx.tx, ground.cohort.id).await?.is_some() {
        return Ok(());
    }
    let on = first_day(&ground.home, ground.cohort.starts_on, cx.now);
    Ok(kept::update_rotation(cx.tx, ground.cohort.id, (on, at(&ground.home, on))).await?)
}

/// A lead turns it off, or the cohort ends.
pub async fn stop(cx: &mut Cx<'_>, ground: &Ground) -> Result<(), Error> {
    Ok(kept::delete_rotation(cx.tx, ground.cohort.id).await?)
}

/// The cohort has changed: the same day at ten where it is at home now, unless that would be over.
pub async fn follow(cx: &mut Cx<'_>, ground: &Ground) -> Result<(), Error> {
    if ground.cohort.ended_at.is_some() {
        return stop(cx, ground).await;
    }
    let id = ground.cohort.id;
    let Some((on, was)) = kept::find_rotation(cx.tx, id).await? else { return Ok(()) };
    let on = if on < ground.cohort.starts_on {
        first_day(&ground.home, ground.cohort.starts_on, cx.now)
    } else {
        on
    };
    let next = at(&ground.home, on);
    if was > cx.now && next > cx.now {
        kept::update_rotation(cx.tx, id, (on, next)).await?;
    }
    Ok(())
}
