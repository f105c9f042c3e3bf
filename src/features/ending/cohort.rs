//! Whether the cohort of somebody who stands alone now hears of it: only where both of the pair want that.

use super::{pair_id, views::graduation};
use crate::{
    domain::{
        access::Act,
        cohort::{Belonging, Cohort},
        ids::{PairId, SlackChannel},
        outgoing::{Outgoing, cohort::CohortNews},
        pair::{Ending, Pair, PairState, Side},
    },
    features::{
        Cx, Error, Reaction, Who, access, channel::in_cohort, letter::Verdict, refused,
        schedule::cohorts,
    },
    slack::{blocks::Block, inbound::Click},
    store::{
        Fault, cohorts as kept,
        outbox::{self, Timing},
        pairs,
    },
};

/// *Tell our cohort*. It is said once both want it.
pub async fn tell(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id = pair_id(&click.value)?;
    let pair = access::pair(cx, who, (id, Act::TellCohort)).await?;
    if of(cx, &pair.object).await?.is_none() {
        return refused(graduation::nobody_to_tell());
    }
    kept::update_graduation(cx.tx, (id, pair.side), cx.now).await?;
    if agreed(cx, id).await?.len() == 2 {
        let news = Outgoing::Cohort(CohortNews::Graduated { pair: id });
        outbox::insert(cx.tx, &news, Timing::now(cx.now)).await?;
    }
    for to in [pair.object.mentor, pair.object.mentee] {
        let refresh = Outgoing::EndedRefresh { pair: id, to };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(Reaction::done())
}

/// What stands about it under what tells `side` that they go on as peers; nothing where there is no cohort to tell.
pub async fn asked(cx: &mut Cx<'_>, pair: &Pair, side: Side) -> Result<Vec<Block>, Error> {
    let Some(cohort) = of(cx, pair).await? else { return Ok(Vec::new()) };
    let agreed = agreed(cx, pair.id).await?;
    let other = cx.person(pair.person(side.other())).await?;
    Ok(graduation::tell_cohort((pair.id, &cohort), (&other, side), &agreed))
}

async fn agreed(cx: &mut Cx<'_>, pair: PairId) -> Result<Vec<Side>, Error> {
    Ok(kept::list_graduation(cx.tx, pair).await?)
}

/// The running cohort, with a channel that is open, in which the mentee of a complete pair is.
async fn of(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<Cohort>, Error> {
    if !matches!(pair.state, PairState::Ended { how: Ending::Completed, .. }) {
        return Ok(None);
    }
    match kept::find_of(cx.tx, pair.mentee).await? {
        Some((id, member)) if matches!(member.belonging, Belonging::In(_)) => {
            let cohort = cohorts::find(cx, id).await?;
            Ok(cohort.open_channel().is_some().then_some(cohort))
        }
        Some(_) | None => Ok(None),
    }
}

/// Renders what the cohort reads.
pub async fn render(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    let Some(cohort) = of(cx, &pair).await? else { return Ok(Verdict::Drop("in no cohort")) };
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    in_cohort(cx, &cohort, graduation::in_cohort(&mentor, &mentee)).await
}

/// The channel in which it reads that.
pub async fn place(cx: &mut Cx<'_>, id: PairId) -> Result<Option<SlackChannel>, Error> {
    let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    Ok(of(cx, &pair).await?.and_then(|cohort| cohort.bound).map(|bound| bound.channel))
}
