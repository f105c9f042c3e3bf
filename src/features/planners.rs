//! Every planner, and when the next of them has something to do.
//!
//! It decides nothing: what is due is a feature's own to know, and when to look is the scheduler's.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{
    Cx, Error, away, calls, challenges, checkin, digest, discussion, held, holidays, occasions,
    office_hours, owed, pairing, peer_review, round, signs, typed,
};
use crate::{
    domain::typed::KEPT,
    store::{
        Fault, calls as calls_kept, challenges as challenges_kept, discussions,
        held as waiting_questions, holidays as holidays_kept, leaves, occasions as occasions_kept,
        office_hours as offices, owed as debts, pairs, peer_reviews, rounds as rounds_kept,
        signs as signs_kept, typed as typed_kept, weeks,
    },
};

/// Plans what is due: at most one batch of each feature. True when something was planned, so there may be more.
///
/// Planners take no hint and keep no memory: a missed, doubled or restarted tick leaves the same rows.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let asked = checkin::prompt::plan(cx).await?;
    let told = away::notices::plan(cx).await?;
    let followed = holidays::plan(cx).await?;
    let owed = owed::plan(cx).await?;
    let let_go = held::plan(cx).await?;
    let office = office_hours::plan(cx).await?;
    let forgotten = typed::plan(cx).await?;
    let looked = signs::plan(cx).await?;
    let given = challenges::given::plan(cx).await?;
    let called = calls::ask::plan(cx).await?;
    let came = occasions::plan(cx).await?;
    let answered = round::plan::plan(cx).await?;
    let digested = digest::plan(cx).await?;
    let began = pairing::plan(cx).await?;
    let talked = discussion::plan::plan(cx).await?;
    let read = peer_review::plan(cx).await?;
    let done = [
        asked, told, followed, owed, let_go, office, forgotten, looked, given, called, came,
        answered, digested, began, talked, read,
    ];
    Ok(done.contains(&true))
}

/// The earliest instant at which one of these planners has something to do.
pub async fn next_planned(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let asked = weeks::find_earliest(tx).await?;
    let told = leaves::find_earliest(tx).await?;
    // Following has no time of its own: it is due until it is done.
    let followed = holidays_kept::find_following(tx).await?.map(|_| Timestamp::UNIX_EPOCH);
    let owed = debts::find_earliest(tx).await?;
    let let_go = waiting_questions::find_earliest(tx).await?;
    let kept = typed_kept::find_earliest(tx).await?;
    let forgotten = kept.map(|at| at.saturating_add(KEPT).unwrap_or(Timestamp::MAX));
    let office = offices::find_earliest(tx).await?;
    let looked = signs_kept::find_earliest(tx).await?;
    let given = challenges_kept::find_earliest(tx).await?;
    let called = calls_kept::find_earliest(tx).await?;
    let comes = occasions_kept::find_earliest(tx).await?;
    let rounds = rounds_kept::find_earliest(tx).await?;
    let begins = pairs::find_earliest(tx).await?;
    let talked = discussions::find_earliest(tx).await?;
    let read = peer_reviews::find_earliest(tx).await?;
    let all = [
        asked, told, followed, owed, let_go, office, forgotten, looked, given, called, comes,
        rounds, begins, talked, read,
    ];
    Ok(all.into_iter().flatten().min())
}
