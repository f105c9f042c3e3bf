//! Whether a channel that something is posted in still is what its readers were told: public, of this workspace alone, and
//! with the bot in it.
//!
//! Who reads a channel can change without a word to the bot, so what Slack said is trusted for minutes only, and asked again
//! before the next thing is posted. What is posted, and what follows when it cannot be, is not known here.

use std::time::Duration;

use jiff::SignedDuration;

use super::{
    Cx, Error,
    letter::{Destination, Letter, Verdict as Said},
    schedule::cohorts,
};
use crate::{
    app::App,
    domain::{
        cohort::Cohort,
        help_channel::{HelpChannel, Standing},
        ids::{SlackChannel, SlackTs},
        outgoing::Outgoing,
        pair::Pair,
    },
    slack::{
        blocks::Message,
        client::outcome::{Outcome, Refusal, Verdict},
    },
    store::{Fault, cards, channels, cohorts as kept},
};

pub mod views;

/// What Slack said is trusted for so long.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// How long Slack may take to say how a channel stands: a lead may be waiting for a form.
const PATIENCE: Duration = Duration::from_millis(1200);

/// What is known of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// It can be posted in.
    Open,
    /// It cannot.
    Closed,
    /// It could the last time; Slack is to be asked first.
    Stale,
}

/// What is known of a channel at this moment.
pub async fn find(cx: &mut Cx<'_>, channel: &SlackChannel) -> Result<Sight, Error> {
    Ok(match channels::find_standing(cx.tx, channel).await? {
        Some((Standing::Open, at)) if cx.now.duration_since(at) <= FRESH => Sight::Open,
        Some((Standing::Open, _)) => Sight::Stale,
        Some(_) | None => Sight::Closed,
    })
}

/// The help channel of a pair's programme, while it can be posted in as far as the bot knows.
pub async fn help(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<HelpChannel>, Error> {
    let help = channels::find_help(cx.tx, pair.programme).await?;
    Ok(help.filter(|help| help.standing == Standing::Open))
}

/// Asks Slack how a channel stands; `None` while it does not say.
pub async fn ask(app: &App, channel: &SlackChannel) -> Option<Standing> {
    match tokio::time::timeout(PATIENCE, app.slack.channel(channel)).await {
        Ok(Outcome::Done(standing)) => Some(standing),
        // A channel of another kind needs a scope of its own, which the bot does not have.
        Ok(Outcome::Refused(Refusal::MissingScope)) => Some(Standing::NotPublic),
        Ok(Outcome::Refused(refusal)) if refusal.verdict() == Verdict::Gone => {
            Some(Standing::NotPublic)
        }
        Ok(
            Outcome::Refused(_)
            | Outcome::RetryAfter(_)
            | Outcome::NotSent(_)
            | Outcome::Unknown(_),
        )
        | Err(_) => None,
    }
}

/// Asks Slack before `message` is posted there, and lets it go on its way. While Slack does not say, it waits.
pub async fn look(app: &App, channel: &SlackChannel, message: &Outgoing) -> Result<(), Error> {
    let Some(standing) = ask(app, channel).await else { return Ok(()) };
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    cohorts::stands(&mut cx, (channel, standing)).await?;
    cards::update_ready(&mut tx, message, now).await?;
    tx.commit().await.map_err(Fault::from)?;
    app.poke.notify_one();
    Ok(())
}

/// Something happened to a channel. If it is one that a cohort meets in, Slack is asked how it stands now.
pub async fn happened(app: &App, channel: &SlackChannel) -> Result<(), Error> {
    let mut tx = app.db.read().await?;
    let is_ours = kept::find_by_channel(&mut tx, channel).await?.is_some();
    drop(tx);
    if !is_ours {
        return Ok(());
    }
    let Some(standing) = ask(app, channel).await else { return Ok(()) };
    let mut tx = app.db.write().await?;
    let mut cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
    cohorts::stands(&mut cx, (channel, standing)).await?;
    tx.commit().await.map_err(Fault::from)?;
    app.poke.notify_one();
    Ok(())
}

/// In the channel of a cohort, once Slack has said that it still is what its readers were told.
pub async fn in_cohort(cx: &mut Cx<'_>, cohort: &Cohort, message: Message) -> Result<Said, Error> {
    let Some(bound) = cohort.bound.as_ref().filter(|_| cohort.ended_at.is_none()) else {
        return Ok(Said::Drop("no channel"));
    };
    match find(cx, &bound.channel).await? {
        Sight::Stale => Ok(Said::ReadFirst),
        Sight::Closed => Ok(Said::Drop("its channel is closed")),
        Sight::Open => {
            let to = Destination::Conversation(bound.channel.clone());
            Ok(Said::Say(Letter { to, message }))
        }
    }
}

/// In the thread of what stands in a channel, under the same condition.
pub async fn in_thread(
    cx: &mut Cx<'_>,
    stands: Option<(SlackChannel, SlackTs)>,
    message: Message,
) -> Result<Said, Error> {
    let Some((channel, ts)) = stands else { return Ok(Said::Drop("never posted")) };
    match find(cx, &channel).await? {
        Sight::Stale => Ok(Said::ReadFirst),
        Sight::Closed => Ok(Said::Drop("its channel is closed")),
        Sight::Open => Ok(Said::Say(Letter { to: Destination::Thread(channel, ts), message })),
    }
}

/// Lets `message` go on its way as if Slack had said that nothing has changed in the channel: where it cannot be asked.
pub async fn take_as_seen(
    app: &App,
    channel: &SlackChannel,
    message: &Outgoing,
) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    if let Some((standing, _)) = channels::find_standing(&mut tx, channel).await? {
        channels::update_standing(&mut tx, (channel, standing), now).await?;
    }
    cards::update_ready(&mut tx, message, now).await?;
    Ok(tx.commit().await.map_err(Fault::from)?)
}
