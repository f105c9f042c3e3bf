//! Takes what comes up in the life of a pair to the feature it belongs to.
//!
//! An occasion is gone once it has come; whatever comes again is set anew by its feature, in the same transaction.

use jiff::{SignedDuration, Timestamp};

use super::{Cx, Error, PLANNED_AT_ONCE, agreement, goals, guide, phase, review, tips};
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
                    let later = put_off(cx, *pair, what);
                    occasions::update_next(cx.tx, *pair, (*day, later)).await?;
                }
                other => other?,
            },
            Err(key) => {
                let later = put_off(cx, key.0, "occasion");
                occasions::update_due_at(cx.tx, key, later).await?;
            }
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

async fn bring(cx: &mut Cx<'_>, pair: &Pair, day: Day) -> Result<(), Error> {
    match day.occasion {
        Occasion::Agreement => agreement::ask::bring(cx, pair, day).await,
        Occasion::Guide => guide::first_week::bring(cx, pair).await,
        Occasion::FirstGoal => goals::quarter::begin(cx, pair).await,
        Occasion::MenteeTip | Occasion::MentorTip => tips::bring(cx, pair, day).await,
        Occasion::Review => review::ask::come(cx, pair, day).await,
        Occasion::Quarter => goals::quarter::over(cx, pair).await,
        Occasion::Step => phase::come(cx, pair, day.on).await,
    }
}

/// Says that an occasion of a pair could not be read, and when it is looked at again.
fn put_off(cx: &Cx<'_>, pair: PairId, what: &'static str) -> Timestamp {
    tracing::error!(
        { field::PAIR } = pair.0,
        { field::REASON } = what,
        "something that comes up for a pair could not be read"
    );
    cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now)
}
