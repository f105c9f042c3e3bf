//! What a mentor answers, whichever it is: found, marked as answered or as waiting again, and shown as it stands.
//!
//! Where an answer comes from, and how either looks, is not known here: a check-in belongs to `checkin` and `reply`, a
//! question to `ask`.

use jiff::{SignedDuration, Timestamp};

use super::{Cx, Error, follow_ups, owing};
use crate::{
    domain::{
        answerable::{Answerable, measure},
        follow_up::{FollowUps, Source},
        ids::{PairId, PersonId, QuestionId, ReplyId},
        outgoing::{Outgoing, Place},
        question::State,
        reply::{Reply, Standing},
        search::Shelf,
    },
    store::{
        channels, checkins,
        outbox::{self, Timing},
        questions,
        records::{self, Item, Record},
        replies::{self, StoredReply},
    },
};

/// A mentor who types often types more than one line, so the mentee is asked a little later whether it helped.
const TYPES_ON: SignedDuration = SignedDuration::from_mins(5);

/// One of the two, as far as an answer is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What it is.
    pub what: Answerable,
    /// The pair.
    pub pair: PairId,
    /// Since when an answer is owed.
    pub since: Timestamp,
    /// When the mentor could first see it.
    pub posted_at: Option<Timestamp>,
}

/// Finds what is answered; `None` when it is not there.
pub async fn find(cx: &mut Cx<'_>, what: Answerable) -> Result<Option<Asked>, Error> {
    Ok(match what {
        Answerable::Checkin(id) => checkins::find(cx.tx, id).await?.map(|it| Asked {
            what,
            pair: it.pair,
            since: it.submitted_at,
            posted_at: it.posted_at,
        }),
        Answerable::Question(id) => questions::find(cx.tx, id).await?.map(|it| Asked {
            what,
            pair: it.pair,
            since: it.round.since,
            posted_at: it.posted_at,
        }),
    })
}

/// Since when whoever answered at `at` was waited for. What is found late may belong to an earlier round of a question.
pub async fn since(cx: &mut Cx<'_>, asked: &Asked, at: Timestamp) -> Result<Timestamp, Error> {
    Ok(match asked.what {
        Answerable::Checkin(_) => asked.since,
        Answerable::Question(id) => {
            questions::find_since(cx.tx, id, at).await?.unwrap_or(asked.since)
        }
    })
}

/// Where a reply stands in the record.
pub fn record(asked: &Asked, reply: ReplyId, (author, said_at): (PersonId, Timestamp)) -> Record {
    Record { shelf: Shelf::Pair(asked.pair), item: Item::Reply(reply), author, said_at }
}

/// A reply stands: the clock stops, and it can be found.
pub async fn stands(
    cx: &mut Cx<'_>,
    record: &Record,
    (asked, content): (&Asked, &Reply),
) -> Result<(), Error> {
    index(cx, record, content).await?;
    reckon(cx, asked).await?;
    if let (Answerable::Question(id), Reply::Said(_)) = (asked.what, content) {
        ask_for_outcome(cx, id).await?;
    }
    refresh(cx, asked).await
}

/// What a reply said is forgotten, and the clock runs again unless another one stands.
pub async fn stands_no_more(
    cx: &mut Cx<'_>,
    known: &StoredReply,
    standing: Standing,
) -> Result<(), Error> {
    replies::delete_content(cx.tx, known.id, standing).await?;
    records::delete(cx.tx, Item::Reply(known.id)).await?;
    match find(cx, known.to).await? {
        Some(asked) => {
            reckon(cx, &asked).await?;
            refresh(cx, &asked).await
        }
        None => Ok(()),
    }
}

/// What a reply says can be found.
pub async fn index(cx: &mut Cx<'_>, record: &Record, content: &Reply) -> Result<(), Error> {
    let said = match record.item {
        Item::Reply(reply) => follow_ups::find(cx, Source::Reply(reply)).await?,
        Item::Checkin(_)
        | Item::Question(_)
        | Item::Difference(_)
        | Item::Decision(_)
        | Item::Resource(_)
        | Item::WriteUp(_)
        | Item::Agenda(_)
        | Item::Goal(_)
        | Item::Agreement(_)
        | Item::Notes(_)
        | Item::Review(_)
        | Item::Published(_) => FollowUps::default(),
    };
    let texts = [content.texts(), said.texts()].concat();
    Ok(records::update(cx.tx, record, &texts.join("\n")).await?)
}

/// When it was answered first is computed again from the replies that stand. A question's earlier rounds stay measured as
/// they were.
async fn reckon(cx: &mut Cx<'_>, asked: &Asked) -> Result<(), Error> {
    match asked.what {
        Answerable::Checkin(id) => {
            let Some(checkin) = checkins::find(cx.tx, id).await? else { return Ok(()) };
            let first = replies::find_first(cx.tx, asked.what, Timestamp::UNIX_EPOCH).await?;
            let measured = first.map(|first| measure(checkin.owed_by, first));
            checkins::update_replied(cx.tx, id, measured).await?;
        }
        Answerable::Question(id) => {
            let Some(question) = questions::find(cx.tx, id).await? else { return Ok(()) };
            // A mentor may answer before it rises to them.
            let from = match question.round.nth {
                1 => question.asked_at,
                _ => question.round.since,
            };
            let first = replies::find_first(cx.tx, asked.what, from).await?;
            // What is said after it was settled is welcome, and was not owed.
            let in_time = |at| question.closed.is_none_or(|(_, closed_at)| at <= closed_at);
            let first = first.filter(|(at, _)| in_time(*at));
            let measured = first.map(|first| measure(question.round.owed_by, first));
            questions::update_answered(cx.tx, id, measured).await?;
        }
    }
    Ok(())
}

/// Whoever typed in the thread left no buttons there; the mentee is asked once a round, and what was asked follows.
async fn ask_for_outcome(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    let Some(question) = questions::find(cx.tx, id).await? else { return Ok(()) };
    if question.state() == State::Answered {
        let ask = Outgoing::OutcomeAsked { question: id, round: question.round.nth };
        let later = cx.now.saturating_add(TYPES_ON).unwrap_or(cx.now);
        outbox::insert(cx.tx, &ask, Timing::from(later)).await?;
    }
    Ok(())
}

/// Its message and the writer's copy show how it stands, and so does what the mentor owes.
pub async fn refresh(cx: &mut Cx<'_>, asked: &Asked) -> Result<(), Error> {
    let what = asked.what;
    if asked.posted_at.is_none() {
        outbox::update_ready_by_key(cx.tx, &what.post(Place::Room).key(), cx.now).await?;
    }
    for message in what.refreshes() {
        outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    }
    if let Answerable::Question(id) = what {
        refresh_in_channel(cx, id).await?;
        refresh_answers(cx, id).await?;
    }
    owing::changed(cx, (asked.pair, what)).await
}

/// What stands in the help channel shows it, too.
pub async fn refresh_in_channel(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    let there = channels::find_question(cx.tx, id).await?;
    if there.is_some_and(|there| there.lost_at.is_none()) {
        let refresh = Outgoing::ChannelRefresh { question: id };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// What asks the mentee about the answers of a question shows what became of it.
async fn refresh_answers(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    let Some(question) = questions::find(cx.tx, id).await? else { return Ok(()) };
    for round in 1..=question.round.nth {
        let ask = Outgoing::OutcomeAsked { question: id, round };
        if outbox::find_stage(cx.tx, &ask).await?.is_some() {
            let refresh = Outgoing::OutcomeRefresh { question: id, round };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    for reply in replies::list(cx.tx, Answerable::Question(id)).await? {
        if matches!(reply.content, Some(Reply::Answer(_))) {
            let refresh = Outgoing::ReplyRefresh { reply: reply.id };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    Ok(())
}
