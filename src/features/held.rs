//! A question about how or why that goes along with the mentee's next check-in: when that will be, and letting it go.
//!
//! It is brought when a check-in is sent, and by itself a working day after one was due, so that no question waits for a
//! week that is skipped. The clock of its promise begins when it goes. Nothing is sent from here: a question that is let go
//! is posted like any other.

use jiff::{SignedDuration, Timestamp};

use super::{Cx, Error, PLANNED_AT_ONCE, agendas, owing, schedule, terms};
use crate::{
    domain::{
        ids::{PairId, QuestionId},
        outgoing::{Outgoing, Place},
        pair::Pair,
        person::Person,
        promise::Promise,
        question::{Question, State},
    },
    store::{
        Fault, held,
        outbox::{self, Timing},
        pairs, questions, weeks,
    },
    telemetry::field,
};

/// How long a question is put off whose rows cannot be read.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// What can be said of a question that goes along with the next check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Along {
    /// When that check-in is due; now, when it is due already.
    pub with: Timestamp,
    /// When the question goes by itself.
    pub until: Timestamp,
    /// The rule its answer is promised by: a check-in's.
    pub promise: Promise,
    /// By when the answer comes if the check-in is sent when it is due; `None` when the mentor never works.
    pub owed_by: Option<Timestamp>,
}

/// How a question would go along with the pair's next check-in; `None` when none is to come.
pub async fn find_next(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (mentor, mentee): (&Person, &Person),
) -> Result<Option<Along>, Error> {
    let waiting = weeks::list(cx.tx, pair.id, 1).await?.pop().filter(|asked| asked.state.is_open());
    let due = match waiting {
        Some(asked) => Some(asked.due_at),
        None => schedule::find_next_asked(cx, (pair, mentee)).await?,
    };
    let Some(with) = due.map(|due| due.max(cx.now)) else { return Ok(None) };
    let Some(until) = Promise::of_hours(24).owed_by(with, &mentee.availability) else {
        return Ok(None);
    };
    let promise = terms::of(cx, pair).await?.reply;
    let owed_by = promise.owed_by(with, &mentor.availability);
    Ok(Some(Along { with, until, promise, owed_by }))
}

/// Keeps a question back until the next check-in.
pub async fn hold(cx: &mut Cx<'_>, id: QuestionId, along: Along) -> Result<(), Error> {
    Ok(held::update(cx.tx, id, Some(along.until)).await?)
}

/// Lets one go before its check-in, under the promise of a question that did not wait.
pub async fn let_go_now(cx: &mut Cx<'_>, id: QuestionId, promise: Promise) -> Result<(), Error> {
    held::update_promise(cx.tx, id, promise).await?;
    let_go(cx, id).await
}

/// How many questions of a pair wait for the next check-in.
pub async fn count(cx: &mut Cx<'_>, pair: PairId) -> Result<usize, Error> {
    Ok(held::list(cx.tx, pair).await?.len())
}

/// A check-in was sent: whatever waited for it goes along.
pub async fn go_along(cx: &mut Cx<'_>, pair: PairId) -> Result<(), Error> {
    for id in held::list(cx.tx, pair).await? {
        let_go_or_put_off(cx, id).await?;
    }
    Ok(())
}

/// Lets everything go that has waited long enough. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = held::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for id in &due {
        let_go_or_put_off(cx, *id).await?;
    }
    Ok(!due.is_empty())
}

/// One row that cannot be read must not keep all others waiting, nor a check-in from being sent: it is tried again later.
async fn let_go_or_put_off(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    match let_go(cx, id).await {
        Err(Error::Fault(Fault::Unreadable(what))) => {
            tracing::error!({ field::REASON } = what, "a question waits longer than it should");
            let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
            Ok(held::update(cx.tx, id, Some(later)).await?)
        }
        other => other,
    }
}

/// Brings a question to the mentor, in their window, and starts the clock of its promise.
async fn let_go(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    held::update(cx.tx, id, None).await?;
    let question = questions::find(cx.tx, id).await?.ok_or(Fault::Unreadable("question"))?;
    let pair = pairs::find(cx.tx, question.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let waits = question.state() == State::Open;
    if !pair.is_active() || matches!(question.state(), State::Closed(_)) {
        return Ok(());
    }
    let mentor = cx.person(pair.mentor).await?;
    if waits {
        begin(cx, &question, &mentor).await?;
    }
    let open_at = mentor.availability.next_open(cx.now).unwrap_or(cx.now);
    let post = Outgoing::QuestionPost { question: id, to: Place::Room };
    outbox::insert(cx.tx, &post, Timing::from(open_at)).await?;
    let receipt = Outgoing::QuestionReceiptRefresh { question: id };
    outbox::insert(cx.tx, &receipt, Timing::now(cx.now)).await?;
    agendas::refresh_recent(cx, pair.id).await?;
    owing::reckon(cx, &mentor).await
}

async fn begin(cx: &mut Cx<'_>, question: &Question, mentor: &Person) -> Result<(), Error> {
    let owed = question.round.promise.owe(cx.now, &mentor.availability);
    questions::update_since(cx.tx, question.id, cx.now).await?;
    Ok(questions::update_owed(cx.tx, question.id, owed).await?)
}
