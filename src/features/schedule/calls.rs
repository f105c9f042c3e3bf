//! What two people bring to a call: their hours, the calls they have already, and whose turn the early or late hour is; and
//! when they are asked to find a time for the next one.
//!
//! Call weeks are counted from the week in which a pair began, never by the numbers of weeks.
//!
//! What is proposed and agreed stands in `calls`; nothing is sent from here.

use jiff::{Timestamp, ToSpan};

use crate::{
    domain::{
        call::{Call, Rhythm, State, weeks},
        fairness::{Borne, Ledger},
        ids::{CallId, PairId},
        outgoing::{Outgoing, Place},
        overlap::{CallHours, Caller, Sides, Span, WEEKS_AHEAD, weekly::Suggested},
        pair::Pair,
        person::Person,
        week::Week,
    },
    features::{Cx, Error},
    store::{
        call_schedules::{self, Scheduled},
        calls, meetings,
        outbox::{self, Timing},
    },
};

/// So many call weeks are looked at for one in which the mentee is there to be asked.
const LOOK_AHEAD: u32 = 60;

/// The two of a pair, with everything the finder asks about them.
#[derive(Debug, Clone)]
pub struct Callers {
    mentor: CallHours,
    mentee: CallHours,
    mentor_busy: Vec<Span>,
    mentee_busy: Vec<Span>,
}

impl Callers {
    /// The two of a pair as they are now; the call that is being moved keeps nobody busy.
    pub async fn of(cx: &mut Cx<'_>, pair: &Pair, except: Option<CallId>) -> Result<Self, Error> {
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        // The last call that can be agreed begins after so many weeks, and does not last one.
        let span = Span::of_weeks(&mentee.zone, cx.now, WEEKS_AHEAD + 1);
        Ok(Self {
            mentor: mentor.call_hours(),
            mentee: mentee.call_hours(),
            mentor_busy: calls::list_busy(cx.tx, mentor.id, (span, except)).await?,
            mentee_busy: calls::list_busy(cx.tx, mentee.id, (span, except)).await?,
        })
    }

    /// As the finder takes them.
    pub fn sides(&self) -> Sides<'_> {
        Sides {
            mentor: Caller { hours: &self.mentor, busy: &self.mentor_busy },
            mentee: Caller { hours: &self.mentee, busy: &self.mentee_busy },
        }
    }
}

/// Who had the early and late hours of a pair so far, and whose turn it is; `except` is a call that is being arranged anew.
pub async fn ledger(
    cx: &mut Cx<'_>,
    (pair, except): (PairId, Option<CallId>),
) -> Result<Ledger, Error> {
    let agreed = calls::list_agreed(cx.tx, pair).await?;
    let missed = meetings::list_missed(cx.tx, pair).await?;
    let others = agreed.iter().filter(|call| Some(call.id) != except);
    Ok(Ledger::of(others.filter_map(|call| {
        let State::Agreed { slot, at, .. } = call.state else { return None };
        let became = missed.iter().find(|(id, _)| *id == call.id);
        // Who was not there had no early hour.
        if became.is_some_and(|(_, happened)| !happened.had_its_hour(slot)) {
            return None;
        }
        Some(Borne { agreed_at: at, starts: slot.starts, burdened: slot.burdened() })
    })))
}

/// How many minutes of calls took place in the month of the mentor's calendar in which `at` lies.
pub async fn held_this_month(
    cx: &mut Cx<'_>,
    (pair, mentor): (&Pair, &Person),
    at: Timestamp,
) -> Result<i64, Error> {
    Ok(meetings::count_minutes(cx.tx, pair.id, month(mentor, at)).await?)
}

/// The same with the calls of that month that are agreed and still to come, but `except`.
pub async fn taken_in_month(
    cx: &mut Cx<'_>,
    (pair, mentor): (&Pair, &Person),
    (at, except): (Timestamp, Option<CallId>),
) -> Result<i64, Error> {
    let span = month(mentor, at);
    let held = meetings::count_minutes(cx.tx, pair.id, span).await?;
    let coming = calls::list_coming(cx.tx, pair.id, cx.now).await?;
    let coming = coming.iter().filter(|call| Some(call.id) != except);
    let slots = coming.filter_map(Call::agreed).filter(|slot| slot.starts > cx.now);
    let slots = slots.filter(|slot| span.from <= slot.starts && slot.starts < span.to);
    Ok(held + slots.map(|slot| i64::from(slot.minutes.0)).sum::<i64>())
}

fn month(mentor: &Person, at: Timestamp) -> Span {
    let first = mentor.zone.date(at).first_of_month();
    let next = first.saturating_add(1.month());
    Span { from: mentor.zone.start_of(first), to: mentor.zone.start_of(next) }
}

/// Whether the call of this week is the one nearest a goal review.
pub async fn is_review(cx: &mut Cx<'_>, pair: &Pair, week: Week) -> Result<bool, Error> {
    let every = rhythm(cx, pair).await?.weeks();
    Ok(pair.began_on().zip(every).is_some_and(|(day, every)| weeks::is_review(day, (every, week))))
}

/// How often a pair meets, as it said itself or as the hours it shares suggest, and never more often than its phase asks
/// for check-ins.
pub async fn rhythm(cx: &mut Cx<'_>, pair: &Pair) -> Result<Rhythm, Error> {
    Ok(wanted(cx, pair).await?.in_phase(pair.phase))
}

async fn wanted(cx: &mut Cx<'_>, pair: &Pair) -> Result<Rhythm, Error> {
    let settings = calls::find_settings(cx.tx, pair.id).await?;
    if let Some(rhythm) = settings.rhythm {
        return Ok(rhythm);
    }
    let callers = Callers::of(cx, pair, None).await?;
    Ok(match Suggested::by(callers.sides().weekly_overlap(cx.now)) {
        Suggested::EveryTwoWeeks => Rhythm::TwoWeeks,
        Suggested::Monthly => Rhythm::Monthly,
    })
}

/// A pair has begun: its first call is asked for as soon as the planner has reckoned when.
pub async fn start(cx: &mut Cx<'_>, pair: PairId) -> Result<(), Error> {
    let next = Scheduled { pair, week: None, ask_at: cx.now };
    Ok(call_schedules::update_next(cx.tx, next).await?)
}

/// When the mentee is asked for a call in this week: when the first working day of the week before opens, or the next one
/// after that. `None` when none does before the week is over.
fn ask_at(mentee: &Person, week: Week) -> Option<Timestamp> {
    let zone = &mentee.zone;
    let opens = mentee.availability.next_open(zone.start_of(week.plus(-1).monday()))?;
    (opens < zone.start_of(week.next().monday())).then_some(opens)
}

/// Sets when a pair is asked next: for the first call week after `after` that is still to come and in which the mentee is
/// there to be asked.
pub async fn plan_next(cx: &mut Cx<'_>, pair: &Pair, after: Option<Week>) -> Result<(), Error> {
    let Some(began_on) = pair.began_on() else {
        return Ok(call_schedules::delete_next(cx.tx, pair.id).await?);
    };
    let Some(every) = rhythm(cx, pair).await?.weeks() else {
        return Ok(call_schedules::delete_next(cx.tx, pair.id).await?);
    };
    let mentee = cx.person(pair.mentee).await?;
    let present = Week::of(mentee.zone.date(cx.now));
    // Whoever was away while they should have been asked for this week is asked still.
    if after.is_none() && next_week(cx, pair).await? == Some(present) {
        return Ok(());
    }
    let after = after.map_or(present, |after| after.max(present));
    let mut week = weeks::next(began_on, (every, after));
    for _ in 0..LOOK_AHEAD {
        if let Some(at) = ask_at(&mentee, week) {
            let next = Scheduled { pair: pair.id, week: Some(week), ask_at: at.max(cx.now) };
            return Ok(call_schedules::update_next(cx.tx, next).await?);
        }
        week = week.plus(i32::from(every));
    }
    // Nobody is there for so long that it is reckoned again once they tell when they are.
    Ok(call_schedules::delete_next(cx.tx, pair.id).await?)
}

/// What became of leaving out the next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It is left out.
    Done,
    /// It is arranged already, and stays.
    IsArranged,
    /// There is none: the two want to be asked for no calls.
    IsNone,
}

/// The next call is left out: the one the mentee is asked about now, else the next they would be asked about. One that is
/// proposed or agreed is not touched.
pub async fn skip_next(cx: &mut Cx<'_>, pair: &Pair) -> Result<Skipped, Error> {
    let coming = calls::list_coming(cx.tx, pair.id, cx.now).await?;
    let is_arranged = |call: &Call| match call.state {
        State::Offered(_) | State::Agreed { .. } => true,
        State::Choosing | State::CalledOff { .. } | State::Lapsed => false,
    };
    if coming.iter().any(is_arranged) {
        return Ok(Skipped::IsArranged);
    }
    if let Some(call) = coming.into_iter().find(|call| call.state == State::Choosing) {
        if let Ok(off) = call.turn_down() {
            calls::update(cx.tx, &off, None).await?;
            let refresh = Outgoing::CallAskRefresh { pair: pair.id, call: call.id };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
        return Ok(Skipped::Done);
    }
    if next_week(cx, pair).await?.is_none() {
        plan_next(cx, pair, None).await?;
    }
    let Some(next) = next_week(cx, pair).await? else { return Ok(Skipped::IsNone) };
    plan_next(cx, pair, Some(next)).await?;
    Ok(Skipped::Done)
}

/// The week the pair is asked about next, once that is reckoned.
async fn next_week(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<Week>, Error> {
    Ok(call_schedules::find_next(cx.tx, pair.id).await?.and_then(|next| next.week))
}

/// Somebody's hours, zone or leave has changed: what is asked next follows.
pub async fn follow(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    match call_schedules::find_next(cx.tx, pair.id).await? {
        Some(Scheduled { week: Some(week), ask_at: before, .. }) if before > cx.now => {
            match ask_at(mentee, week) {
                Some(at) => {
                    let next =
                        Scheduled { pair: pair.id, week: Some(week), ask_at: at.max(cx.now) };
                    Ok(call_schedules::update_next(cx.tx, next).await?)
                }
                None => plan_next(cx, pair, Some(week)).await,
            }
        }
        // What is due is the planner's.
        Some(_) => Ok(()),
        // Nobody was there for long, or they want to be asked for none.
        None => plan_next(cx, pair, None).await,
    }
}

/// Both are told of each call they agreed to that falls on a day off of this person's now, once for each time of it; not
/// again when they know that it is one of the other's, too.
pub async fn tell_on_leave(cx: &mut Cx<'_>, pair: &Pair, person: &Person) -> Result<(), Error> {
    let Some(side) = pair.side(person.id) else { return Ok(()) };
    let other = cx.person(pair.person(side.other())).await?;
    for call in calls::list_coming(cx.tx, pair.id, cx.now).await? {
        let Some(slot) = call.agreed() else { continue };
        if person.availability.is_day_off(person.zone.date(slot.starts)) {
            let (call, sequence, to) = (call.id, call.sequence, Place::Room);
            let on_leave = |away| Outgoing::CallOnLeave { call, sequence, away, to };
            let known = outbox::find_stage(cx.tx, &on_leave(other.id)).await?.is_some();
            if known && other.availability.is_day_off(other.zone.date(slot.starts)) {
                continue;
            }
            let told = on_leave(person.id);
            let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(slot.starts) };
            outbox::insert(cx.tx, &told, timing).await?;
        }
    }
    Ok(())
}
