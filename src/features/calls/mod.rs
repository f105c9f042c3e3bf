//! Calls: finding a time for one, and agreeing on it.
//!
//! Either side proposes a time, from those the finder names or any other that both take calls at; the other side
//! confirms, proposes another one, or does not want it. Every press and form carries the round it was shown in, so that
//! whatever was proposed in between is never agreed to by accident; *Move* and *Call off* name what both agreed to, and look
//! at it anew. What follows from an agreement stands in
//! `schedule::arranged`; what is said at and after a call is not known here.

use jiff::{Timestamp, ToSpan};

use super::{
    Cx, Error, Reaction, Who,
    access::{self, not_yours},
    partners,
    schedule::{
        arranged,
        calls::{self as found, Callers},
        meetings,
    },
};
use crate::{
    domain::{
        access::Act,
        call::{About, Call, Length, NotNow, Notice, Purpose},
        outgoing::Outgoing,
        overlap::{Slot, Span, openings::Ask},
        pair::{Pair, Side},
        person::Person,
    },
    slack::{
        action::call::{CallForm, CallRound, Proposal},
        answer::Answer,
        blocks::View,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        call_changes::{self, Change},
        calls,
        outbox::{self, Timing},
    },
};
use form::{Filled, Sent};
use views::{
    Seen,
    form::{Choices, Moves},
};

pub mod agree;
pub mod ask;
pub mod budget;
pub mod change;
pub mod form;
pub mod page;
pub mod post;
pub mod views;

/// So many calls of a pair may be open at once.
const MOST_OPEN: usize = 3;

/// Times are proposed from so many hours ahead on, which leaves the other side a day to answer.
const AHEAD: i64 = 24;

/// Times are looked for in so many weeks.
const WEEKS: i32 = 2;

/// `/mentor call`: the form, or with whom.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, views::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => open(cx, who, (CallForm::New(*pair), Filled::default())).await,
        several => Ok(Reaction::say(views::with_whom(several))),
    }
}

/// *Arrange a call*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Proposal { pair, preset } = click.value.parse().map_err(|_| not_yours())?;
    let filled = Filled {
        purpose: preset.map(|(purpose, _)| purpose),
        length: preset.map(|(_, length)| length),
        ..Filled::default()
    };
    open(cx, who, (CallForm::New(pair), filled)).await
}

/// *Another time*.
pub async fn other_time(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let shown: CallRound = click.value.parse().map_err(|_| not_yours())?;
    open(cx, who, (CallForm::Of(shown), Filled::default())).await
}

/// What a form or a button is about, for somebody who may arrange it.
struct Scene {
    pair: Pair,
    /// The call, if there is one yet.
    call: Option<Call>,
    reader: Person,
    other: Person,
    side: Side,
}

impl Scene {
    async fn of(cx: &mut Cx<'_>, who: &Who, carries: CallForm) -> Result<Self, Error> {
        let (pair, call, reader, side) = match carries {
            CallForm::New(pair) => {
                let access = access::pair(cx, who, (pair, Act::ArrangeCall)).await?;
                (access.object, None, access.person, access.side)
            }
            CallForm::Of(shown) => {
                let access = access::call(cx, who, (shown.call, Act::ArrangeCall)).await?;
                (access.object.0, Some(access.object.1), access.person, access.side)
            }
        };
        let other = cx.person(pair.person(side.other())).await?;
        Ok(Self { pair, call, reader, other, side })
    }

    fn seen(&self) -> Seen<'_> {
        Seen { reader: &self.reader, other: &self.other, side: self.side }
    }

    /// Says what stands instead of what somebody meant; what nobody showed them is not theirs.
    fn not_now(&self, why: NotNow) -> Error {
        match (why, &self.call) {
            (NotNow::NothingToAnswer, _) | (_, None) => not_yours(),
            (NotNow::Stale | NotNow::Agreed | NotNow::Begun | NotNow::Over, Some(call)) => {
                Error::Refused(views::not_now(&self.seen(), (why, call)))
            }
        }
    }
}

async fn open(
    cx: &mut Cx<'_>,
    who: &Who,
    (carries, filled): (CallForm, Filled),
) -> Result<Reaction, Error> {
    let scene = Scene::of(cx, who, carries).await?;
    if let (CallForm::Of(shown), Some(call)) = (carries, &scene.call) {
        call.at_round(shown.round).map_err(|why| scene.not_now(why))?;
        if !call.is_open(cx.now) {
            let why = if call.agreed().is_some() { NotNow::Begun } else { NotNow::Over };
            return Err(scene.not_now(why));
        }
    }
    Ok(Reaction::open(form_of(cx, &scene, (carries, filled, None)).await?))
}

/// The form with times as they are found now; `why` is said above them.
async fn form_of(
    cx: &mut Cx<'_>,
    scene: &Scene,
    (carries, filled, why): (CallForm, Filled, Option<String>),
) -> Result<View, Error> {
    let settings = calls::find_settings(cx.tx, scene.pair.id).await?;
    let mut filled = filled.or(scene.call.as_ref(), settings.length);
    filled.purpose = match filled.purpose {
        Some(purpose) => Some(purpose),
        None => preset(cx, scene).await?,
    };
    let except = scene.call.as_ref().map(|call| call.id);
    let callers = Callers::of(cx, &scene.pair, except).await?;
    let turn = found::ledger(cx, (scene.pair.id, except)).await?.turn();
    let minutes = filled.length.unwrap_or(settings.length).minutes();
    let to = Span::of_weeks(&scene.reader.zone, cx.now, WEEKS).to;
    // Who is asked reads it once they are at work. When that is later than all of this, the reason is found below.
    let read_at = scene.other.availability.next_open(cx.now).filter(|at| *at < to);
    let from = read_at.unwrap_or(cx.now).saturating_add(AHEAD.hours()).unwrap_or(cx.now);
    let sides = callers.sides();
    let openings = sides.openings(Span { from, to }, Ask { now: cx.now, minutes, turn });
    let chosen = filled.starts.and_then(|at| sides.check((at, minutes), cx.now).ok());
    let choices = Choices { openings: &openings, chosen, turn, until: sides.horizon(cx.now) };
    let agreed = scene.call.as_ref().and_then(Call::agreed);
    let answers = scene.call.as_ref().is_some_and(|call| call.asks(scene.side));
    let moves = agreed.map(|slot| Moves {
        from: slot,
        notice: (!answers).then(|| Notice::of(slot.starts, cx.now)),
    });
    let why = match why {
        Some(why) => Some(why),
        None => match chosen.as_ref().or_else(|| openings.slots().first()) {
            Some(slot) => {
                let beyond = budget::beyond(cx, (&scene.pair, except), *slot).await?;
                beyond.map(|it| views::beyond(&scene.seen(), it))
            }
            None => None,
        },
    };
    Ok(views::form::form(&scene.seen(), (carries, &filled), (&choices, moves, why)))
}

/// What a call is for, before anybody has said so: the first one is for getting to know each other, and the one nearest a
/// goal review for that.
async fn preset(cx: &mut Cx<'_>, scene: &Scene) -> Result<Option<Purpose>, Error> {
    if meetings::list_talks(cx, scene.pair.id).await?.is_empty() {
        return Ok(Some(Purpose::GetToKnow));
    }
    let week = scene.call.as_ref().and_then(|call| call.week);
    let Some(week) = week else { return Ok(None) };
    let is_review = found::is_review(cx, &scene.pair, week).await?;
    Ok(is_review.then_some(Purpose::GoalReview))
}

/// A time is proposed.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carries: CallForm = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let scene = Scene::of(cx, who, carries).await?;
    let sent = form::read(&submit.view)?;
    let call = match (carries, &scene.call) {
        (CallForm::Of(shown), Some(call)) => {
            call.at_round(shown.round).map_err(|why| scene.not_now(why))?;
            call.clone()
        }
        (CallForm::Of(_), None) => return Err(not_yours()),
        (CallForm::New(pair), _) => {
            let new = calls::insert_proposed(cx.tx, (pair, &submit.view.id), cx.now).await?;
            // The same form once more: what it said is done.
            let Some(new) = new else { return Ok(Reaction::done()) };
            if calls::list_coming(cx.tx, pair, cx.now).await?.len() > MOST_OPEN {
                return Err(under(&sent.field, views::enough_open()));
            }
            new
        }
    };
    let slot = check(cx, &scene, (&call, &sent)).await?;
    let opens = match call.agreed() {
        // What both agreed to is theirs already, and they are told at once.
        Some(_) => Some(cx.now),
        None => scene.other.availability.next_open(cx.now),
    };
    if opens.is_some_and(|at| at >= slot.starts) {
        return Err(under(&sent.field, views::too_soon(&scene.seen())));
    }
    let change = change::asked(cx, &submit.view, (&call, scene.side, Change::Moved))?;
    if let Some(change) = change {
        call_changes::insert(cx.tx, call.id, &change).await?;
    }
    let about = About { purpose: sent.purpose, topics: sent.topics.clone() };
    let proposed =
        call.propose(scene.side, (slot, about), cx.now).map_err(|why| scene.not_now(why))?;
    // Once the call has begun there is nothing left to move.
    let until = call.agreed().map_or(slot.starts, |agreed| agreed.starts.min(slot.starts));
    put(cx, &scene.pair, (&call, &proposed, until)).await?;
    let turn = found::ledger(cx, (scene.pair.id, Some(call.id))).await?.turn();
    let answer = Answer::Replace(views::form::sent(&scene.seen(), (slot, turn), (opens, cx.now)));
    Ok(Reaction { answer, ..Reaction::done() })
}

/// The time somebody wants as it is found to be now.
async fn check(
    cx: &mut Cx<'_>,
    scene: &Scene,
    (call, sent): (&Call, &Sent),
) -> Result<Slot, Error> {
    let callers = Callers::of(cx, &scene.pair, Some(call.id)).await?;
    let time = (sent.starts, sent.length.minutes());
    let checked = callers.sides().check(time, cx.now);
    checked.map_err(|why| under(&sent.field, views::no_slot(&scene.seen(), (why, sent.starts))))
}

/// Writes down what is proposed, puts it before the other side in their window, and shows in what was proposed before
/// that it does not stand any more.
async fn put(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (before, proposed, until): (&Call, &Call, Timestamp),
) -> Result<(), Error> {
    calls::update(cx.tx, proposed, Some(until)).await?;
    let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(until) };
    let offered = Outgoing::CallOffered { call: proposed.id, round: proposed.round };
    outbox::insert(cx.tx, &offered, timing).await?;
    arranged::refresh(cx, (pair, before)).await
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}

/// What was chosen in a field.
fn chosen_in<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(chosen))) => Some(chosen),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// The length of what is proposed or agreed.
fn length_of(slot: Slot) -> Option<Length> {
    Length::read(slot.minutes.0)
}
