//! A member who simply writes in the thread of the weekly question has answered it.
//!
//! Their words stay in the thread and nowhere else: only that they answered, and where, is kept. A message of a bot, of
//! somebody who is no member, or of nothing but emoji is no answer, and nothing of it is kept.

use jiff::Timestamp;

use crate::{
    app::App,
    domain::{
        cohort::Belonging,
        ids::{SlackChannel, SlackTs, SlackUser},
        post::Subject,
        round::{Digest, Round},
        text::is_emoji_only,
    },
    features::{
        Cx, Error,
        schedule::rounds::{answered, changed, find},
    },
    slack::{
        client::outcome::Outcome,
        inbound::{Message, MessageChange, deletion_key},
    },
    store::{Fault, cohorts, inbox, people, posts, rounds as kept},
    telemetry::field,
};

/// Something was written, edited or deleted where the bot can hear it. True when somebody answered a weekly question.
pub async fn heard(cx: &mut Cx<'_>, message: &Message) -> Result<bool, Error> {
    let said = &message.said;
    let place = (&message.channel, &said.ts);
    let says_something =
        said.files > 0 || !(said.text.trim().is_empty() || is_emoji_only(&said.text));
    match message.change {
        MessageChange::Posted | MessageChange::Edited if says_something => {
            let (Some(thread), Some(author)) = (&said.thread, &said.author) else {
                return Ok(false);
            };
            match posts::find_subject(cx.tx, &message.channel, thread).await? {
                Some(Subject::Round(id)) => {
                    let round = find(cx, id).await?;
                    said_by(cx, (&round, author), place).await
                }
                Some(_) | None => Ok(false),
            }
        }
        MessageChange::Posted => Ok(false),
        MessageChange::Edited | MessageChange::Deleted => gone(cx, place).await,
    }
}

async fn said_by(
    cx: &mut Cx<'_>,
    (round, author): (&Round, &SlackUser),
    (channel, ts): (&SlackChannel, &SlackTs),
) -> Result<bool, Error> {
    let said_at = ts.instant().unwrap_or(cx.now);
    if !round.is_open(said_at) {
        return Ok(false);
    }
    let Some(author) = people::find_by_user(cx.tx, cx.zones, author, cx.now).await? else {
        return Ok(false);
    };
    let member = cohorts::find_member(cx.tx, (round.cohort, author.id)).await?;
    if !matches!(member.map(|member| member.belonging), Some(Belonging::In(_))) {
        return Ok(false);
    }
    // Events overtake each other: this one may be about a message that is gone already.
    if let Some(key) = deletion_key(channel, ts)
        && inbox::find(cx.tx, &key).await?
    {
        return Ok(false);
    }
    let place = (channel, ts);
    match kept::insert_typed(cx.tx, (round.id, author.id), place, said_at).await? {
        Some(answer) => {
            answered(cx, round, (answer, true)).await?;
            Ok(true)
        }
        None => Ok(false),
    }
}

async fn gone(cx: &mut Cx<'_>, place: (&SlackChannel, &SlackTs)) -> Result<bool, Error> {
    if let Some(id) = kept::delete_typed(cx.tx, place).await? {
        let round = find(cx, id).await?;
        changed(cx, &round).await?;
    }
    Ok(false)
}

/// Asks Slack where people find what somebody answered, so that the digest can lead there; without an answer it only says
/// that it is in the thread.
pub fn find_link(app: &App, message: &Message) {
    let (away, channel, ts) = (app.clone(), message.channel.clone(), message.said.ts.clone());
    app.spawn(async move {
        if let Err(error) = keep_link(&away, (&channel, &ts)).await {
            tracing::warn!({ field::ERROR } = ?error, "where an answer stands is not known");
        }
    });
}

async fn keep_link(app: &App, (channel, ts): (&SlackChannel, &SlackTs)) -> Result<(), Error> {
    let Outcome::Done(Some(link)) = app.slack.permalink(channel, ts).await else { return Ok(()) };
    let now: Timestamp = app.clock.now();
    let mut tx = app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    if let Some(id) = kept::update_link(cx.tx, (channel, ts), &link).await? {
        let round = find(&mut cx, id).await?;
        if round.digest == Digest::Said {
            changed(&mut cx, &round).await?;
        }
    }
    tx.commit().await.map_err(|error| Error::Fault(Fault::from(error)))?;
    app.poke.notify_one();
    Ok(())
}
