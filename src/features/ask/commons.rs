//! A question in the help channel: taken there when its asker chose that, kept up to date, and settled by its asker alone.
//!
//! It comes to the mentor as every question does, and the promise is theirs; what stands in the channel names neither. It
//! is posted at once, because a channel disturbs nobody who did not want it. When the channel turns out to be closed to
//! the bot, the question is in the room anyway, and its asker is told once.

use jiff::Timestamp;

use super::{not_now, not_yours, outcome, post, views::commons as words};
use crate::{
    app::App,
    domain::{
        access::Act,
        answerable::Answerable,
        help_channel::{HelpChannel, Sharing, Standing},
        ids::{QuestionId, SlackChannel},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        post::Subject,
        question::{Content, Question, State, solved_there},
    },
    features::{
        Cx, Error, Reaction, Who, access,
        channel::{self, Sight},
        letter::{Destination, Letter, Verdict, change, wait_for},
        refused,
    },
    slack::{action::read_id, client::outcome::Outcome, inbound::Click},
    store::{
        Fault, channels,
        outbox::{self, Timing},
        pairs, posts, questions,
    },
    telemetry::field,
};

/// Where a question that was sent stands besides its room.
pub async fn where_it_stands(
    cx: &mut Cx<'_>,
    id: QuestionId,
) -> Result<Option<HelpChannel>, Error> {
    let there = channels::find_question(cx.tx, id).await?.filter(|it| it.lost_at.is_none());
    Ok(there.map(|there| HelpChannel {
        channel: there.channel,
        standing: Standing::Open,
        peers_first: None,
    }))
}

/// When a question rises to the mentor that is asked like this now; `None` when it is theirs from the beginning.
pub fn rises_at(
    cx: &Cx<'_>,
    (sharing, help): (Sharing, Option<&HelpChannel>),
    mentee: &Person,
) -> Option<Timestamp> {
    match (sharing, help?.peers_first) {
        (Sharing::PeersFirst, Some(hours)) => Some(hours.rises_at(cx.now, &mentee.availability)),
        (Sharing::Room | Sharing::Channel, _) | (Sharing::PeersFirst, None) => None,
    }
}

/// Which way a new question goes.
#[derive(Debug, Clone)]
pub struct Way {
    sharing: Sharing,
    help: Option<HelpChannel>,
    /// When it rises to the mentor, where others have it first.
    pub rises_at: Option<Timestamp>,
}

/// The way of a new question: the one its asker chose, as far as it is open now.
pub async fn way(cx: &mut Cx<'_>, pair: &Pair, content: &Content) -> Result<Way, Error> {
    let help = channel::help(cx, pair).await?;
    let sharing = content.sharing.within(help.as_ref());
    let mentee = cx.person(pair.mentee).await?;
    let rises_at = rises_at(cx, (sharing, help.as_ref()), &mentee);
    Ok(Way { sharing, help, rises_at })
}

/// Sends a new question on its way to the channel, if it goes there; if it should and cannot, its asker is told.
pub async fn take(
    cx: &mut Cx<'_>,
    (id, content): (QuestionId, &Content),
    way: &Way,
) -> Result<(), Error> {
    let message = match (way.sharing, &way.help, content.sharing) {
        (Sharing::Channel | Sharing::PeersFirst, Some(help), _) => {
            channels::insert_question(cx.tx, (id, &help.channel), way.rises_at).await?;
            if let Some(at) = way.rises_at {
                questions::update_since(cx.tx, id, at).await?;
            }
            Outgoing::ChannelPost { question: id }
        }
        (_, _, Sharing::Channel | Sharing::PeersFirst) => Outgoing::ChannelLost { question: id },
        (_, _, Sharing::Room) => return Ok(()),
    };
    outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    Ok(())
}

/// *Solved*, pressed in the channel, where anybody can press it.
pub async fn solved(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: QuestionId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = match access::question(cx, who, (id, Act::AskQuestion)).await {
        Err(Error::Refused(_)) if is_here(cx, id, click).await? => {
            return refused(words::only_the_asker());
        }
        other => other?,
    };
    let (pair, question) = access.object;
    let mentor = cx.person(pair.mentor).await?;
    let others = channels::list_answers(cx.tx, id).await?.len();
    let closed = solved_there(question.state(), u32::try_from(others).unwrap_or(u32::MAX));
    match (question.state(), others) {
        // An answer of somebody else is one that may have helped.
        (State::Open, 1..) => {}
        (_, _) => {
            question.settle(closed).map_err(|why| not_now(why, (&mentor, &access.person)))?;
        }
    }
    outcome::close(cx, &question, closed).await?;
    Ok(Reaction::done())
}

/// Whether somebody pressed where this question stands, so that they know of it.
async fn is_here(cx: &mut Cx<'_>, id: QuestionId, click: &Click) -> Result<bool, Error> {
    let stands = posts::list(cx.tx, &Subject::ChannelQuestion(id)).await?;
    Ok(click.message.as_ref().is_some_and(|here| stands.contains(here)))
}

/// Renders what is said in the channel, or about it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::ChannelPost { question } => say(cx, *question).await,
        Outgoing::ChannelPart { question, version, part } => {
            go_on(cx, *question, (*version, *part)).await
        }
        Outgoing::ChannelRefresh { question } => {
            let (id, (question, mentee)) = (*question, load(cx, *question).await?);
            let original = Outgoing::ChannelPost { question: id };
            let message = words::post(&mentee, &question);
            change(cx, (&Subject::ChannelQuestion(id), &original), message).await
        }
        Outgoing::ChannelLost { question } => {
            let (question, mentee) = load(cx, *question).await?;
            let pair = pairs::find(cx.tx, question.pair).await?;
            let pair = pair.ok_or(Fault::Unreadable("pair"))?;
            let mentor = cx.person(pair.mentor).await?;
            let there = channels::find_question(cx.tx, question.id).await?;
            let message = words::lost(&mentor, there.as_ref().map(|there| &there.channel));
            Ok(Verdict::Say(Letter { to: Destination::Person(mentee.id), message }))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn load(cx: &mut Cx<'_>, id: QuestionId) -> Result<(Question, Person), Error> {
    let question = questions::find(cx.tx, id).await?.ok_or(Fault::Unreadable("question"))?;
    let mentee = cx.person(question.author).await?;
    Ok((question, mentee))
}

/// The channel a question was taken to.
pub async fn place(cx: &mut Cx<'_>, id: QuestionId) -> Result<Option<SlackChannel>, Error> {
    Ok(channels::find_question(cx.tx, id).await?.map(|there| there.channel))
}

async fn say(cx: &mut Cx<'_>, id: QuestionId) -> Result<Verdict, Error> {
    let (question, mentee) = load(cx, id).await?;
    if let State::Closed(_) = question.state() {
        return Ok(Verdict::Drop("solved"));
    }
    let there = channels::find_question(cx.tx, id).await?.ok_or(Fault::Unreadable("channel"))?;
    match channel::find(cx, &there.channel).await? {
        Sight::Stale => Ok(Verdict::ReadFirst),
        Sight::Open => {
            let message = words::post(&mentee, &question);
            Ok(Verdict::Say(Letter { to: Destination::Conversation(there.channel), message }))
        }
        Sight::Closed => Ok(Verdict::Drop("its channel is closed")),
    }
}

async fn go_on(
    cx: &mut Cx<'_>,
    id: QuestionId,
    (version, part): (u32, u32),
) -> Result<Verdict, Error> {
    let (question, _) = load(cx, id).await?;
    if question.version != version {
        return Ok(Verdict::Drop("edited since"));
    }
    let before = part.saturating_sub(1);
    let before = Outgoing::ChannelPart { question: id, version, part: before };
    if let Some(wait) = wait_for(cx, &before).await? {
        return Ok(wait);
    }
    let stands = posts::list(cx.tx, &Subject::ChannelQuestion(id)).await?;
    match (stands.into_iter().next(), words::part(&question, part)) {
        (Some((channel, ts)), Some(message)) => {
            Ok(Verdict::Say(Letter { to: Destination::Thread(channel, ts), message }))
        }
        (None, _) => Ok(Verdict::Drop("never posted")),
        (_, None) => Ok(Verdict::Drop("shorter now")),
    }
}

/// It stands in the channel: the rest of a long one follows in its thread.
pub async fn delivered(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    let (question, _) = load(cx, id).await?;
    enqueue_parts(cx, &question).await
}

/// An edit of a long question that stands there already says its further parts again.
pub async fn edited(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    match posts::list(cx.tx, &Subject::ChannelQuestion(id)).await?.is_empty() {
        true => Ok(()),
        false => delivered(cx, id).await,
    }
}

async fn enqueue_parts(cx: &mut Cx<'_>, question: &Question) -> Result<(), Error> {
    for part in 1..words::count_parts(question) {
        let part = Outgoing::ChannelPart { question: question.id, version: question.version, part };
        outbox::insert(cx.tx, &part, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// It never came to the channel. The mentor has it now, whoever should have had it first, and its asker is told.
pub async fn undelivered(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    let (question, _) = load(cx, id).await?;
    channels::update_lost(cx.tx, id, cx.now).await?;
    if let State::Closed(_) = question.state() {
        return Ok(());
    }
    let lost = Outgoing::ChannelLost { question: id };
    outbox::insert(cx.tx, &lost, Timing::now(cx.now)).await?;
    for refresh in Answerable::Question(id).refreshes() {
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    post::rise_now(cx, &question).await
}

/// Asks Slack where people find a question's message in the channel, so that the two can be led there.
pub async fn ask_for_link(app: &App, id: QuestionId) {
    if let Err(error) = keep_link(app, id).await {
        tracing::warn!({ field::ERROR } = ?error, "where a question stands is not known");
    }
}

async fn keep_link(app: &App, id: QuestionId) -> Result<(), Error> {
    let mut tx = app.db.read().await?;
    let stands = posts::list(&mut tx, &Subject::ChannelQuestion(id)).await?;
    drop(tx);
    let Some((channel, ts)) = stands.into_iter().next() else { return Ok(()) };
    let Outcome::Done(Some(link)) = app.slack.permalink(&channel, &ts).await else {
        return Ok(());
    };
    let mut tx = app.db.write().await?;
    let cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
    channels::update_link(cx.tx, id, &link).await?;
    for refresh in Answerable::Question(id).refreshes() {
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}
