//! What a mentor owes, check-ins and questions, over all their pairs, and what follows when that changes: the next card is
//! computed again, and the cards that stand show it.
//!
//! How the list and the cards look, and how they are sent, belongs to `owed`. Nothing is sent from here.

use jiff::Timestamp;

use super::{Cx, Error};
use crate::{
    domain::{
        answerable::Answerable,
        ids::{PairId, PersonId},
        outgoing::Outgoing,
        owed::{Back, Debt, next_card},
        pair::Pair,
        person::Person,
        question::Question,
    },
    store::{
        Fault,
        checkins::{self, Checkin},
        outbox::{self, Timing},
        owed::{self, Asking},
        pairs, questions,
    },
};

/// So many of the newest cards that show something follow it; older ones have scrolled away.
const CARDS: i64 = 10;

/// Something somebody owes an answer.
#[derive(Debug, Clone)]
pub enum Owed {
    /// A check-in.
    Checkin(Box<Checkin>),
    /// A question.
    Question(Box<Question>),
}

impl Owed {
    /// What it is.
    pub fn what(&self) -> Answerable {
        match self {
            Self::Checkin(checkin) => Answerable::Checkin(checkin.id),
            Self::Question(question) => Answerable::Question(question.id),
        }
    }

    /// By when the answer is promised.
    pub fn owed_by(&self) -> Option<Timestamp> {
        match self {
            Self::Checkin(it) => it.owed_by,
            Self::Question(it) => it.round.owed_by,
        }
    }

    /// When the mentor said they would be back.
    pub fn back(&self) -> Option<Back> {
        match self {
            Self::Checkin(it) => it.more_on.map(Back::On),
            Self::Question(it) => it.round.seen.map(|seen| Back::By(seen.back_by)),
        }
    }
}

/// Everything somebody owes an answer, the longest waiting first.
pub async fn list(cx: &mut Cx<'_>, mentor: PersonId) -> Result<Vec<(Pair, Owed)>, Error> {
    let mut owed = Vec::new();
    for pair in pairs::list_of(cx.tx, mentor).await? {
        if pair.is_active() && pair.mentor == mentor {
            let checkins = checkins::list_unanswered(cx.tx, pair.id).await?.into_iter();
            let questions = questions::list_unanswered(cx.tx, pair.id).await?.into_iter();
            let questions = questions.filter(|it| it.has_risen(cx.now));
            let waiting = checkins.map(|it| Owed::Checkin(Box::new(it)));
            let waiting = waiting.chain(questions.map(|it| Owed::Question(Box::new(it))));
            owed.extend(waiting.map(|it| (pair.clone(), it)));
        }
    }
    owed.sort_by_key(|(_, it)| {
        let by = it.owed_by();
        (by.is_none(), by, it.what())
    });
    Ok(owed)
}

/// One thing that is or was owed an answer, with its pair.
pub async fn find(cx: &mut Cx<'_>, what: Answerable) -> Result<Option<(Pair, Owed)>, Error> {
    let owed = match what {
        Answerable::Checkin(id) => {
            checkins::find(cx.tx, id).await?.map(|it| (it.pair, Owed::Checkin(Box::new(it))))
        }
        Answerable::Question(id) => {
            questions::find(cx.tx, id).await?.map(|it| (it.pair, Owed::Question(Box::new(it))))
        }
    };
    let Some((pair, owed)) = owed else { return Ok(None) };
    Ok(pairs::find(cx.tx, pair).await?.map(|pair| (pair, owed)))
}

/// When this mentor is next asked is computed again. An instant that has come stays: the planner is about to look.
pub async fn reckon(cx: &mut Cx<'_>, mentor: &Person) -> Result<(), Error> {
    let asking = owed::find(cx.tx, mentor.id).await?;
    match asking.next {
        Some(at) if at <= cx.now => Ok(()),
        Some(_) | None => plan(cx, mentor, asking).await,
    }
}

/// Sets the next instant at which this mentor is asked, after a card was made.
pub async fn plan_next(cx: &mut Cx<'_>, mentor: &Person) -> Result<(), Error> {
    let asking = owed::find(cx.tx, mentor.id).await?;
    plan(cx, mentor, asking).await
}

async fn plan(cx: &mut Cx<'_>, mentor: &Person, asking: Asking) -> Result<(), Error> {
    let debts = owed::list_debts(cx.tx, mentor.id).await?;
    let debts: Vec<Debt> = debts.into_iter().map(|(_, debt)| debt).collect();
    let at = next_card(&debts, (cx.now, asking.last), &mentor.availability);
    if at != asking.next {
        owed::update_next(cx.tx, mentor.id, at).await?;
    }
    Ok(())
}

/// Something was answered, put off, or waits again.
pub async fn changed(cx: &mut Cx<'_>, (pair, what): (PairId, Answerable)) -> Result<(), Error> {
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let mentor = cx.person(pair.mentor).await?;
    reckon(cx, &mentor).await?;
    for (mentor, on, nth) in owed::list_with(cx.tx, what, CARDS).await? {
        let refresh = Outgoing::OwedCardRefresh { mentor, on, nth };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}
