//! Takes what comes up in the life of a pair to the feature it belongs to.
//!
//! An occasion is gone once it has come; whatever comes again is set anew by its feature, in the same transaction.

use jiff::SignedDuration;

use super::{Cx, Error, PLANNED_AT_ONCE};
use crate::{
    domain::{
        ids::PairId,
        occasion::{Day, Occasion},
        pair::Pair,
    },
    store::{Fault, occasions, pairs},
    telemetry::field,
};

/// An occasion that cannot be read, or of a pair that cannot, is looked at again after this time.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(24);

/// Brings what is due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = occasions::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for each in &due {
        match each {
            Ok((pair, day)) => match come(cx, *pair, *day).await {
                // One row that cannot be read must not keep it from everybody else.
                Err(Error::Fault(Fault::Unreadable(what))) => {
                    put_off(cx, &(*pair, day.occasion.as_str().to_owned()), what).await?;
                }
                other => other?,
            },
            Err(key) => put_off(cx, key, "occasion").await?,
        }
    }
    Ok(!due.is_empty())
}

async fn come(cx: &mut Cx<'_>, id: PairId, day: Day) -> Result<(), Error> {
    let Some(pair) = pairs::find(cx.tx, id).await?.filter(Pair::is_active) else {
        return Ok(occasions::delete_all(cx.tx, id).await?);
    };
    occasions::delete(cx.tx, id, day.occasion).await?;
    bring(cx, &pair, day).await
}

async fn bring(_cx: &mut Cx<'_>, _pair: &Pair, day: Day) -> Result<(), Error> {
    match day.occasion {
        Occasion::Agreement
        | Occasion::Guide
        | Occasion::MenteeTip
        | Occasion::MentorTip
        | Occasion::Review
        | Occasion::Quarter
        | Occasion::Step => Ok(()),
    }
}

async fn put_off(cx: &mut Cx<'_>, key: &occasions::Key, what: &'static str) -> Result<(), Error> {
    tracing::error!(
        { field::PAIR } = key.0.0,
        { field::REASON } = what,
        "something that comes up for a pair could not be read"
    );
    let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
    Ok(occasions::update_due_at(cx.tx, key, later).await?)
}
