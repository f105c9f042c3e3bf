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
        Fault, inbox,
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
    let away = app.clone();
    app.spawn(async move { features::reply::thread::catch_up(&away).await });
    loop {
        if let Err(error) = mind_the_gap(&app).await {
            tracing::error!({ field::ERROR } = ?error, "a silence could not be looked at");
        }
        if let Err(error) = tick(&app).await {
            tracing::error!({ field::ERROR } = ?error, "a tick failed; the next one does its work");
        }
        let sleep = match next_due(&app).await {
            Ok(Some(at)) => {
                Duration::try_from(at.duration_since(app.clock.now())).unwrap_or_default()
            }
            Ok(None) | Err(_) => LONGEST_SLEEP,
        };
        let sleep = sleep.clamp(Duration::from_millis(20), LONGEST_SLEEP);
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(sleep) => {}
        }
    }
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
        let more = features::plan(&mut cx).await?;
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
    Ok(features::next_planned(&mut tx).await?.is_some_and(|at| at <= now))
}

/// After a long silence, at the start above all, the threads are read again: their events may have been lost.
pub async fn mind_the_gap(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let last = {
        let mut tx = app.db.read().await?;
        instance::find(&mut tx, Fact::LastTick).await?
    };
    let last =
        last.and_then(|ms| ms.parse().ok()).and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let silence = last.map(|last| now.duration_since(last));
    let is_fresh = silence.is_some_and(|silence| silence.abs() < SignedDuration::from_mins(1));
    if is_fresh {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    instance::update(&mut tx, Fact::LastTick, &now.as_millisecond().to_string()).await?;
    inbox::delete_before(&mut tx, now.saturating_sub(REMEMBERED).unwrap_or(now), 50).await?;
    tx.commit().await.map_err(Fault::from)?;
    if silence.is_some_and(|silence| silence.abs() >= GAP) {
        tracing::info!("threads are read again after a silence");
        let away = app.clone();
        app.spawn(async move { features::reply::thread::catch_up(&away).await });
    }
    Ok(())
}

/// The earliest instant at which there is something to plan, say or look for.
pub async fn next_due(app: &App) -> Result<Option<Timestamp>, Error> {
    let mut tx = app.db.read().await?;
    let planned = features::next_planned(&mut tx).await?;
    let said = outbox::find_earliest(&mut tx).await?;
    Ok([planned, said].into_iter().flatten().min())
}
