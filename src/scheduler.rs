//! The second door that asks for the time: runs every planner, then sleeps until the next thing is due.
//!
//! A tick takes no hint and keeps no memory, so a missed, a doubled and a restarted tick leave the same rows. What it
//! costs depends on what is due, never on how many pairs there are. It sends nothing; that is the outbox's work.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    domain::ids::PairId,
    features::{self, Cx, Error},
    store::{
        Fault, drafts, inbox,
        instance::{self, Fact},
        outbox,
    },
    telemetry::field,
};

/// The longest sleep: a clock that was set, or a machine that was asleep, is noticed within this time.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);

/// A silence this long means that Slack's events may have been lost.
const GAP: SignedDuration = SignedDuration::from_mins(10);

/// What was taken in is remembered for this long; Slack repeats for minutes.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(72);

/// Runs until `shutdown`.
pub async fn run(app: App, shutdown: CancellationToken) {
    if let Err(error) = follow_zone_data(&app).await {
        tracing::error!({ field::ERROR } = ?error, "due instants may be computed with old zone data");
    }
    // Whatever happened while nobody listened: at every start, however short the silence was.
    if let Err(error) = miss(&app).await {
        tracing::error!({ field::ERROR } = ?error, "threads are not read again");
    }
    loop {
        if let Err(error) = mind_the_gap(&app).await {
            tracing::error!({ field::ERROR } = ?error, "a silence could not be looked at");
        }
        if let Err(error) = read_threads(&app).await {
            tracing::error!({ field::ERROR } = ?error, "threads could not be read again");
        }
        if let Err(error) = tick(&app).await {
            tracing::error!({ field::ERROR } = ?error, "a tick failed; the next one does its work");
        }
        let planned = match app.db.read().await {
            Ok(mut tx) => features::planners::next_planned(&mut tx).await.ok().flatten(),
            Err(_) => None,
        };
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(until_next(planned, app.clock.now())) => {}
        }
    }
}

/// Writes down what people are typing, until `shutdown`. It waits for nothing that a tick may have to wait for.
pub async fn run_drafts(app: App, shutdown: CancellationToken) {
    loop {
        keep_drafts(&app).await;
        tokio::select! {
            () = shutdown.cancelled() => return keep_all_drafts(&app).await,
            () = tokio::time::sleep(LONGEST_SLEEP) => {}
        }
    }
}

/// Writes down the forms that are due: each at most once a second.
pub async fn keep_drafts(app: &App) {
    if let Err(error) = features::draft::keep(app, app.drafts.due(app.clock.monotonic())).await {
        tracing::warn!({ field::ERROR } = ?error, "drafts are written down later");
    }
}

/// Writes down everything that people were typing when the process was asked to end.
pub async fn keep_all_drafts(app: &App) {
    if let Err(error) = features::draft::keep(app, app.drafts.all_unwritten()).await {
        tracing::error!({ field::ERROR } = ?error, "what was typed in the last moment is lost");
    }
}

/// How long to sleep before what is planned next. What is due and was left undone, because the clock is in doubt or the
/// file in trouble, is no reason to hurry.
fn until_next(planned: Option<Timestamp>, now: Timestamp) -> Duration {
    let ahead = planned.filter(|at| *at > now).map(|at| at.duration_since(now));
    let ahead = ahead.and_then(|span| Duration::try_from(span).ok());
    ahead.map_or(LONGEST_SLEEP, |ahead| ahead.min(LONGEST_SLEEP))
}

/// Computes every due instant again when the zone data is not what they were computed with: a government has decided
/// something since.
pub async fn follow_zone_data(app: &App) -> Result<(), Error> {
    let data = app.zones.description();
    let mut tx = app.db.read().await?;
    let known = instance::find(&mut tx, Fact::ZoneData).await?;
    drop(tx);
    if known.as_ref() == Some(&data) {
        return Ok(());
    }
    let now = app.clock.now();
    // A file that has never been told has nothing that was computed with other data.
    let mut after = known.map(|_| PairId(0));
    if after.is_none() {
        let mut tx = app.db.write().await?;
        instance::update(&mut tx, Fact::ZoneData, &data).await?;
        tx.commit().await.map_err(Fault::from)?;
    }
    while let Some(last) = after {
        let mut tx = app.db.write().await?;
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        after = features::schedule::follow_zone_data(&mut cx, last).await?;
        if after.is_none() {
            features::schedule::cohorts::follow_zone_data(&mut cx).await?;
            instance::update(&mut tx, Fact::ZoneData, &data).await?;
        }
        tx.commit().await.map_err(Fault::from)?;
    }
    Ok(())
}

/// Plans everything that is due, unless this machine's clock is in doubt: what was planned for a wrong time would have
/// to be taken back. True when something was planned.
pub async fn tick(app: &App) -> Result<bool, Error> {
    if app.clock_check.agrees(&*app.clock, &app.slack).await.is_err() {
        return Ok(false);
    }
    let now = app.clock.now();
    let mut planned = false;
    while is_due(app, now).await? {
        let mut tx = app.db.write().await?;
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        let more = features::planners::plan(&mut cx).await?;
        tx.commit().await.map_err(Fault::from)?;
        planned |= more;
        if !more {
            break;
        }
    }
    if planned {
        app.poke.notify_one();
    }
    Ok(planned)
}

/// An idle tick only reads, so that the writer stays free.
async fn is_due(app: &App, now: Timestamp) -> Result<bool, Error> {
    let mut tx = app.db.read().await?;
    Ok(features::planners::next_planned(&mut tx).await?.is_some_and(|at| at <= now))
}

/// After a long silence the threads are to be read again: their events may have been lost.
pub async fn mind_the_gap(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let last = {
        let mut tx = app.db.read().await?;
        instance::find_instant(&mut tx, Fact::LastTick).await?
    };
    let silence = last.map(|last| now.duration_since(last));
    let is_fresh = silence.is_some_and(|silence| silence.abs() < SignedDuration::from_mins(1));
    if is_fresh {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    instance::update_instant(&mut tx, Fact::LastTick, now).await?;
    inbox::delete_before(&mut tx, now.saturating_sub(REMEMBERED).unwrap_or(now), 50).await?;
    drafts::delete_before(&mut tx, features::draft::oldest(now), 50).await?;
    if silence.is_some_and(|silence| silence.abs() >= GAP) {
        instance::update_missed(&mut tx, now).await?;
        tracing::info!("threads are read again after a silence");
    }
    Ok(tx.commit().await.map_err(Fault::from)?)
}

async fn miss(app: &App) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    instance::update_missed(&mut tx, app.clock.now()).await?;
    Ok(tx.commit().await.map_err(Fault::from)?)
}

/// Starts reading the threads again when events may have been missed, as tracked work. That they are to be read stays on
/// disk until all were, and is tried again less and less often. True when it was started.
pub async fn read_threads(app: &App) -> Result<bool, Error> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let missed = instance::find_instant(&mut tx, Fact::ThreadsMissedAt).await?;
    let next = instance::find_instant(&mut tx, Fact::ThreadsNextAt).await?;
    drop(tx);
    let Some(missed) = missed.filter(|_| next.is_none_or(|next| next <= now)) else {
        return Ok(false);
    };
    let Ok(turn) = app.reading.clone().try_lock_owned() else { return Ok(false) };
    let mut tx = app.db.write().await?;
    let again = now.saturating_add(read_wait(now.duration_since(missed))).unwrap_or(now);
    instance::update_instant(&mut tx, Fact::ThreadsNextAt, again).await?;
    tx.commit().await.map_err(Fault::from)?;
    let away = app.clone();
    app.spawn(async move {
        if features::reply::thread::catch_up(&away).await
            && let Err(error) = forget_missed(&away, missed).await
        {
            tracing::error!({ field::ERROR } = ?error, "threads were read and will be read again");
        }
        drop(turn);
    });
    Ok(true)
}

/// A quarter of the time it has been wanted, so that a long trouble costs little and a short one delays little.
fn read_wait(wanted_for: SignedDuration) -> SignedDuration {
    (wanted_for / 4).clamp(SignedDuration::from_mins(1), SignedDuration::from_hours(1))
}

/// Threads are read; what has been missed since is still to be.
async fn forget_missed(app: &App, missed: Timestamp) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    if instance::find_instant(&mut tx, Fact::ThreadsMissedAt).await? == Some(missed) {
        instance::delete(&mut tx, Fact::ThreadsMissedAt).await?;
        instance::delete(&mut tx, Fact::ThreadsNextAt).await?;
    }
    Ok(tx.commit().await.map_err(Fault::from)?)
}

/// The earliest instant at which there is something to plan, say, look for or read again: what a clock that is moved by hand must
/// not pass over.
pub async fn next_due(app: &App) -> Result<Option<Timestamp>, Error> {
    let mut tx = app.db.read().await?;
    let planned = features::planners::next_planned(&mut tx).await?;
    let said = outbox::find_earliest(&mut tx).await?;
    let read = instance::find_instant(&mut tx, Fact::ThreadsNextAt).await?;
    Ok([planned, said, read].into_iter().flatten().min())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_planner_sleeps_until_what_it_planned_and_does_not_spin_on_what_it_may_not_plan() {
        let now: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let at = |millis| now.checked_add(SignedDuration::from_millis(millis)).ok();
        assert_eq!(until_next(at(300), now), Duration::from_millis(300));
        assert_eq!(until_next(at(3_600_000), now), LONGEST_SLEEP);
        assert_eq!(until_next(None, now), LONGEST_SLEEP);
        assert_eq!(until_next(at(0), now), LONGEST_SLEEP);
        assert_eq!(until_next(at(-5_000), now), LONGEST_SLEEP);
    }
}
