//! Asking the mentee, a week ahead, to find a time for a call, and letting go of what nobody answered.
//!
//! A call week is asked about once. Nothing is asked while a call is being arranged, when there is one in that week
//! already, or when days off leave nothing; the next one is asked about when its time comes. When these weeks are stands
//! in `schedule::calls`.

use jiff::{SignedDuration, Timestamp};

use super::{
    AHEAD, Scene,
    form::Filled,
    form_of, not_yours,
    views::{
        self, Seen,
        asked::{self as words, Asked},
        changed,
    },
};
use crate::{
    domain::{
        call::{Call, NotNow, Rhythm, State},
        ids::{CallId, PairId},
        outgoing::Outgoing,
        overlap::{
            Span,
            openings::{Ask, Nothing, Openings},
            shifts::Weekly,
            weekly::Suggested,
        },
        pair::{Pair, Side},
        post::Subject,
        week::Week,
    },
    features::{
        Cx, Error, PLANNED_AT_ONCE, Reaction, Who,
        letter::{Destination, Letter, Verdict, change, outside_hours},
        schedule::{
            arranged,
            calls::{self as schedule, Callers},
        },
    },
    slack::{
        action::call::{CallForm, CallRound, CallSlot},
        inbound::Click,
    },
    store::{
        Fault, call_schedules as schedules, calls,
        outbox::{self, Timing},
        pairs,
    },
    telemetry::field,
};

/// How long a pair whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// Asks who is due, and lets lapse what is. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    // One row that cannot be read must not keep everybody else from being asked, nor what they proposed from lapsing.
    let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
    let due = schedules::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for pair in &due {
        match due_now(cx, *pair).await {
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::PAIR } = pair.0,
                    { field::REASON } = what,
                    "a pair was not asked for a call"
                );
                schedules::update_ask_at(cx.tx, *pair, later).await?;
            }
            other => other?,
        }
    }
    let lapsing = calls::list_lapsing(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for call in &lapsing {
        match lapse(cx, *call).await {
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::CALL } = call.0,
                    { field::REASON } = what,
                    "a call did not lapse"
                );
                calls::update_lapse_at(cx.tx, *call, later).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty() || !lapsing.is_empty())
}

async fn due_now(cx: &mut Cx<'_>, id: PairId) -> Result<(), Error> {
    let Some(next) = schedules::find_next(cx.tx, id).await? else { return Ok(()) };
    let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    if !pair.is_active() {
        return Ok(schedules::delete_next(cx.tx, pair.id).await?);
    }
    if let Some(week) = next.week {
        ask(cx, &pair, (week, next.ask_at)).await?;
    }
    schedule::plan_next(cx, &pair, next.week).await
}

/// Puts times of this week before the mentee, unless there is a reason not to.
async fn ask(cx: &mut Cx<'_>, pair: &Pair, (week, due_at): (Week, Timestamp)) -> Result<(), Error> {
    let mentee = cx.person(pair.mentee).await?;
    let span = Span::of_week(&mentee.zone, week);
    let coming = calls::list_coming(cx.tx, pair.id, cx.now).await?;
    let is_arranged = |call: &Call| match call.state {
        State::Choosing | State::Offered(_) => true,
        State::Agreed { slot, .. } => span.meets(slot.span()),
        State::CalledOff { .. } | State::Lapsed => false,
    };
    let Some(opens) = mentee.availability.next_open(cx.now).filter(|at| *at < span.to) else {
        return Ok(());
    };
    if coming.iter().any(is_arranged) {
        return Ok(());
    }
    let settings = calls::find_settings(cx.tx, pair.id).await?;
    let callers = Callers::of(cx, pair, None).await?;
    let turn = schedule::ledger(cx, (pair.id, None)).await?.turn();
    let from = opens.saturating_add(SignedDuration::from_hours(AHEAD)).unwrap_or(cx.now);
    let minutes = settings.length.minutes();
    let left = Span { from: span.from.max(from), to: span.to };
    let asked = Ask { now: cx.now, minutes, turn };
    let timing = Timing { due_at, ready_at: opens, expires_at: Some(span.to) };
    match callers.sides().openings(left, asked) {
        Openings::Nothing { why: Nothing::Never, .. } => {
            let never = Outgoing::CallNever { pair: pair.id };
            let timing = Timing { expires_at: None, ..timing };
            outbox::insert(cx.tx, &never, timing).await?;
        }
        Openings::Nothing { .. } => {}
        openings @ (Openings::Comfortable(_) | Openings::InTurn(..) | Openings::OutOfTurn(..)) => {
            let call = calls::insert(cx.tx, (pair.id, week), cx.now).await?;
            // Asked about before.
            let Some(call) = call else { return Ok(()) };
            calls::update_slots(cx.tx, &call, openings.slots()).await?;
            calls::update(cx.tx, &call, Some(span.to)).await?;
            let asks = Outgoing::CallAsk { pair: pair.id, call: call.id };
            outbox::insert(cx.tx, &asks, timing).await?;
        }
    }
    Ok(())
}

async fn lapse(cx: &mut Cx<'_>, id: CallId) -> Result<(), Error> {
    let call = calls::find(cx.tx, id).await?.ok_or(Fault::Unreadable("call"))?;
    let lapsed = call.lapse();
    calls::update(cx.tx, lapsed.as_ref().unwrap_or(&call), None).await?;
    let pair = pairs::find(cx.tx, call.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    if let Some(offer) = call.offer() {
        let told = Outgoing::CallLapsed {
            call: call.id,
            round: call.round,
            starts: offer.slot.starts,
            to: pair.person(offer.by),
        };
        outbox::insert(cx.tx, &told, Timing::now(cx.now)).await?;
    }
    arranged::refresh(cx, (&pair, &call)).await
}

/// One of the times that were put before the mentee: the form, with it chosen.
pub async fn choose(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let CallSlot { shown, nth } = click.value.parse().map_err(|_| not_yours())?;
    let (scene, call) = asked_of(cx, who, shown).await?;
    let slots = calls::list_slots(cx.tx, (call.id, call.round)).await?;
    let slot = usize::try_from(nth).ok().and_then(|nth| slots.get(nth)).ok_or_else(not_yours)?;
    let callers = Callers::of(cx, &scene.pair, Some(call.id)).await?;
    // A time that has gone since is not filled in: it would count before whatever they choose instead.
    let (starts, why) = match callers.sides().check((slot.starts, slot.minutes), cx.now) {
        Ok(_) => (Some(slot.starts), None),
        Err(why) => (None, Some(views::vanished(&scene.seen(), &call, (why, slot.starts)))),
    };
    let filled = Filled { starts, ..Filled::default() };
    Ok(Reaction::open(form_of(cx, &scene, (CallForm::Of(shown), filled, why)).await?))
}

/// *No call this time*.
pub async fn skip(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let shown: CallRound = click.value.parse().map_err(|_| not_yours())?;
    let (scene, call) = asked_of(cx, who, shown).await?;
    let off = call.turn_down().map_err(|why| scene.not_now(why))?;
    calls::update(cx.tx, &off, None).await?;
    arranged::refresh_asked(cx, &call).await?;
    Ok(Reaction::done())
}

/// What the mentee was asked, where it still stands.
async fn asked_of(cx: &mut Cx<'_>, who: &Who, shown: CallRound) -> Result<(Scene, Call), Error> {
    let scene = Scene::of(cx, who, CallForm::Of(shown)).await?;
    let call = scene.call.clone().filter(|_| scene.side == Side::Mentee).ok_or_else(not_yours)?;
    call.at_round(shown.round).map_err(|why| scene.not_now(why))?;
    match call.state {
        State::Choosing => Ok((scene, call)),
        State::Offered(_) | State::Agreed { .. } | State::CalledOff { .. } | State::Lapsed => {
            Err(scene.not_now(NotNow::Stale))
        }
    }
}

/// Renders what the mentee is asked, or what became of it.
pub async fn render(cx: &mut Cx<'_>, (pair, id): (PairId, CallId)) -> Result<Verdict, Error> {
    let Some((pair, call)) = load(cx, (pair, id)).await? else {
        return Ok(Verdict::Drop("over"));
    };
    if call.state != State::Choosing {
        return Ok(Verdict::Drop("chosen"));
    }
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    if let Some(not_now) = outside_hours(&mentee.availability, cx.now) {
        return Ok(not_now);
    }
    let callers = Callers::of(cx, &pair, None).await?;
    let sides = callers.sides();
    // Leave may have been told of since, or another call agreed.
    let mut slots = Vec::new();
    for (nth, slot) in calls::list_slots(cx.tx, (id, call.round)).await?.into_iter().enumerate() {
        if let Ok(slot) = sides.check((slot.starts, slot.minutes), cx.now) {
            slots.push((nth, slot));
        }
    }
    let Some((_, first)) = slots.first() else { return Ok(Verdict::Drop("no time is left")) };
    let weekly = Weekly::at(&mentee.zone, (Side::Mentee, first.starts));
    let ahead = Span { from: first.starts, to: sides.horizon(cx.now) };
    let rhythm = calls::find_settings(cx.tx, pair.id).await?.rhythm;
    let shared = sides.weekly_overlap(cx.now);
    let asked = Asked {
        call: &call,
        slots: &slots,
        turn: schedule::ledger(cx, (pair.id, None)).await?.turn(),
        shared: match (rhythm, Suggested::by(shared)) {
            (None, Suggested::Monthly) => Some(shared),
            (None, Suggested::EveryTwoWeeks) => None,
            (Some(Rhythm::TwoWeeks | Rhythm::Monthly | Rhythm::None), _) => None,
        },
        shifts: &sides.shifts(weekly, ahead),
    };
    let seen = Seen { reader: &mentee, other: &mentor, side: Side::Mentee };
    let message = words::asked(&seen, &asked);
    Ok(Verdict::Say(Letter { to: Destination::Person(mentee.id), message }))
}

/// Shows what became of it.
pub async fn render_refresh(
    cx: &mut Cx<'_>,
    (pair, id): (PairId, CallId),
) -> Result<Verdict, Error> {
    let original = Outgoing::CallAsk { pair, call: id };
    let Some((of, call)) = load(cx, (pair, id)).await? else {
        return change(cx, (&Subject::CallAsked(id), &original), changed::over()).await;
    };
    let (mentor, mentee) = (cx.person(of.mentor).await?, cx.person(of.mentee).await?);
    let seen = Seen { reader: &mentee, other: &mentor, side: Side::Mentee };
    change(cx, (&Subject::CallAsked(id), &original), words::answered(&seen, &call)).await
}

/// Tells the mentee that there is no minute in common.
pub async fn render_never(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let pair = pairs::find(cx.tx, id).await?.filter(Pair::is_active);
    let Some(pair) = pair else { return Ok(Verdict::Drop("over")) };
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    if let Some(not_now) = outside_hours(&mentee.availability, cx.now) {
        return Ok(not_now);
    }
    let seen = Seen { reader: &mentee, other: &mentor, side: Side::Mentee };
    let message = words::never(&seen);
    Ok(Verdict::Say(Letter { to: Destination::Person(mentee.id), message }))
}

async fn load(
    cx: &mut Cx<'_>,
    (pair, id): (PairId, CallId),
) -> Result<Option<(Pair, Call)>, Error> {
    let pair = pairs::find(cx.tx, pair).await?.filter(Pair::is_active);
    let call = calls::find(cx.tx, id).await?;
    Ok(pair.zip(call))
}
