//! How a check-in is asked for: when it is due, when it is asked for again, and when the bot falls silent.
//!
//! The planner reads what is due and puts it in the outbox; before anything is sent it is looked at again, because by
//! then it may be written, skipped, or outside the mentee's window.

use jiff::{SignedDuration, Timestamp};

use super::{missed, views::prompt as words};
use crate::{
    domain::{
        ids::{PairId, SlackChannel, SlackTs},
        nudge::{self, Nudge},
        outgoing::Outgoing,
        pair::{Pair, Phase},
        person::Person,
        post::Subject,
        week::Week,
    },
    features::{
        Cx, Error, PLANNED_AT_ONCE,
        letter::{Destination, Letter, Verdict, outside_hours},
        open, schedule,
    },
    slack::action::PairWeek,
    store::{
        Fault, checkins, lived,
        outbox::{self, Timing},
        pairs, posts,
        weeks::{self, AskedState, AskedWeek, Scheduled, WeekKey},
    },
    telemetry::field,
};

/// How long a pair whose row cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// Plans what is due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = weeks::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for read in &due {
        match read {
            Ok(scheduled) => match plan_prompt(cx, *scheduled).await {
                Err(Error::Fault(Fault::Unreadable(what))) => {
                    put_off(cx, scheduled.pair, what).await?
                }
                other => other?,
            },
            Err(pair) => put_off(cx, *pair, "schedule").await?,
        }
    }
    let nudges = weeks::list_nudges(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for read in &nudges {
        match read {
            Ok((pair, week)) => match plan_nudge(cx, *pair, *week).await {
                Err(Error::Fault(Fault::Unreadable(what))) => {
                    put_nudge_off(cx, &(*pair, week.to_string()), what).await?
                }
                other => other?,
            },
            Err(key) => put_nudge_off(cx, key, "week").await?,
        }
    }
    Ok(!due.is_empty() || !nudges.is_empty())
}

/// One row that cannot be read must not keep everybody else from being asked; it is tried again later.
async fn put_off(cx: &mut Cx<'_>, pair: PairId, what: &str) -> Result<(), Error> {
    tracing::error!(
        { field::PAIR } = pair.0,
        { field::REASON } = what,
        "a pair could not be asked"
    );
    Ok(weeks::update_next_at(cx.tx, pair, later(cx.now)).await?)
}

async fn put_nudge_off(cx: &mut Cx<'_>, key: &WeekKey, what: &str) -> Result<(), Error> {
    tracing::error!(
        { field::PAIR } = key.0.0,
        { field::REASON } = what,
        "a nudge could not be planned"
    );
    Ok(weeks::update_nudge_at(cx.tx, key, later(cx.now)).await?)
}

fn later(now: Timestamp) -> Timestamp {
    now.saturating_add(PUT_OFF).unwrap_or(now)
}

async fn plan_prompt(cx: &mut Cx<'_>, scheduled: Scheduled) -> Result<(), Error> {
    let pair = pairs::find(cx.tx, scheduled.pair).await?.filter(Pair::is_active);
    let Some(pair) = pair else { return Ok(weeks::delete_next(cx.tx, scheduled.pair).await?) };
    let mentee = cx.person(pair.mentee).await?;
    let times = nudge::prompt_times(scheduled.due_at, &mentee.availability);
    let state = if times.is_some() { AskedState::Asking } else { AskedState::NotAsked };
    if weeks::insert(cx.tx, scheduled, state).await?
        && let Some(times) = times
    {
        weeks::delete_reminders_before(cx.tx, pair.id, scheduled.week).await?;
        let prompt = Outgoing::Prompt { pair: pair.id, week: scheduled.week, nth: 0 };
        let timing = Timing {
            due_at: scheduled.due_at,
            ready_at: times.ready_at,
            expires_at: Some(times.expires_at),
        };
        outbox::insert(cx.tx, &prompt, timing).await?;
    }
    match missed::plan(cx, &pair, &mentee).await {
        // Whoever cannot be told is no reason not to ask.
        Err(Error::Fault(Fault::Unreadable(what))) => tracing::error!(
            { field::PAIR } = pair.id.0,
            { field::REASON } = what,
            "nobody could be told of missed weeks"
        ),
        other => other?,
    }
    schedule::plan_next(cx, (&pair, &mentee), scheduled.week).await
}

async fn plan_nudge(cx: &mut Cx<'_>, pair: PairId, week: Week) -> Result<(), Error> {
    let Some(mut asked) = weeks::find(cx.tx, pair, week).await? else { return Ok(()) };
    let Some(nudge) = asked.nudge.take() else { return Ok(()) };
    if asked.state.is_open() {
        put_nudge_out(cx, &asked, nudge).await?;
    }
    Ok(weeks::update(cx.tx, &asked).await?)
}

async fn put_nudge_out(
    cx: &mut Cx<'_>,
    asked: &AskedWeek,
    (nudge, at): (Nudge, Timestamp),
) -> Result<(), Error> {
    let (pair, week) = (asked.pair, asked.week);
    let worth = at.checked_add(nudge::REMINDER_WORTH).ok();
    let (message, expires_at) = match nudge {
        Nudge::Again => {
            let pair_row = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
            let mentee = cx.person(pair_row.mentee).await?;
            let times = nudge::prompt_times(at, &mentee.availability);
            let again = Outgoing::Prompt { pair, week, nth: asked.times_snoozed };
            (again, times.map(|times| times.expires_at))
        }
        Nudge::Reminder => (Outgoing::Reminder { pair, week }, worth),
        Nudge::Last => (Outgoing::LastReminder { pair, week }, worth),
    };
    outbox::insert(cx.tx, &message, Timing { due_at: at, ready_at: at, expires_at }).await?;
    Ok(())
}

/// Renders what asks for a check-in, or what that has turned into.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    let (pair, week, kind) = match message {
        Outgoing::Prompt { pair, week, nth: 0 } => (*pair, *week, Request::First),
        // A repeat is an answer to the mentee, so a newer week does not take its place.
        Outgoing::Prompt { pair, week, .. } => {
            return ask(cx, (*pair, *week), Request::Again).await;
        }
        Outgoing::Reminder { pair, week } => (*pair, *week, Request::Reminder),
        Outgoing::LastReminder { pair, week } => (*pair, *week, Request::LastReminder),
        Outgoing::PromptAnswered { pair, week, channel, ts } => {
            let to = Destination::Change(channel.clone(), ts.clone());
            return answered(cx, PairWeek { pair: *pair, week: *week }, to).await;
        }
        _ => return Ok(Verdict::Drop("not ours")),
    };
    match is_overtaken(cx, (pair, week)).await? {
        true => Ok(Verdict::Drop("overtaken")),
        false => ask(cx, (pair, week), kind).await,
    }
}

/// Enough of the newest weeks to know whether a pair is in its first ones, which bring a tip.
const TIPS: i64 = 4;

/// What a message that asks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Request {
    First,
    Again,
    Reminder,
    LastReminder,
}

async fn ask(
    cx: &mut Cx<'_>,
    (pair, week): (PairId, Week),
    kind: Request,
) -> Result<Verdict, Error> {
    let Some(pair) = pairs::find(cx.tx, pair).await?.filter(Pair::is_active) else {
        return Ok(Verdict::Drop("over"));
    };
    if !weeks::find(cx.tx, pair.id, week).await?.is_some_and(|asked| asked.state.is_open()) {
        return Ok(Verdict::Drop("answered"));
    }
    if pair.phase == Phase::AdHoc && kind != Request::Again {
        return Ok(Verdict::Drop("not asked any more"));
    }
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    if !mentee.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    if let Some(not_now) = outside_hours(&mentee.availability, cx.now) {
        return Ok(not_now);
    }
    let about = PairWeek { pair: pair.id, week };
    if matches!(kind, Request::Reminder | Request::LastReminder)
        && is_asked_today(cx, (&mentee, about)).await?
    {
        return Ok(Verdict::Drop("asked today"));
    }
    let later = nudge::later(cx.now, &mentee.availability);
    let message = match kind {
        Request::First => {
            if let Some(at) = another_day(cx, (&mentee, about)).await? {
                return Ok(Verdict::Wait(at));
            }
            let message = match missed::offer(cx, (&pair, &mentee), week).await? {
                Some(run) => words::one_line(about, (&mentor.user, &run), later),
                None => {
                    let nth = weeks::list(cx.tx, pair.id, TIPS).await?.len();
                    words::prompt(about, &mentor.user, later).blocks(words::tip(nth))
                }
            };
            let mut open = open::list(cx, (&pair, &mentee)).await?.asked;
            open.retain(|earlier| *earlier < week);
            if open.is_empty() { message } else { message.block(words::two_in_one(&open)) }
        }
        Request::Again => words::again(about, &mentor.user, later),
        Request::Reminder => words::reminder(about, &mentor.user, later),
        Request::LastReminder => words::last_reminder(about, &mentor.user, later),
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(mentee.id), message }))
}

/// When a first request waits, because another week of the pair was asked for on the same day of the mentee's. What
/// several pairs ask of one mentee is kept apart by how much is said unasked, not here.
async fn another_day(
    cx: &mut Cx<'_>,
    (mentee, about): (&Person, PairWeek),
) -> Result<Option<Timestamp>, Error> {
    let last = lived::find_last_asked(cx.tx, (about.pair, about.week)).await?;
    let today = mentee.zone.date(cx.now);
    let is_today = last.is_some_and(|at| mentee.zone.date(at) >= today);
    Ok(if is_today { mentee.availability.next_working_day_open(cx.now) } else { None })
}

/// Whether the next week is asked for later on this day of the mentee's: one request a day is enough, and that one names
/// the weeks before it that are still open.
async fn is_asked_today(
    cx: &mut Cx<'_>,
    (mentee, about): (&Person, PairWeek),
) -> Result<bool, Error> {
    let Some((coming, is_known)) = weeks::find_coming(cx.tx, about.pair).await? else {
        return Ok(false);
    };
    let times = nudge::prompt_times(coming.due_at, &mentee.availability);
    let today = mentee.zone.date(cx.now);
    Ok(!is_known && times.is_some_and(|times| mentee.zone.date(times.ready_at) == today))
}

/// Whether a newer week is being asked for: somebody who was away for weeks is asked for one of them, not for each. The
/// others stay open in App Home and in the form.
async fn is_overtaken(cx: &mut Cx<'_>, (pair, week): (PairId, Week)) -> Result<bool, Error> {
    let newest = weeks::list(cx.tx, pair, 1).await?;
    Ok(newest.iter().any(|newer| {
        newer.week > week && matches!(newer.state, AskedState::Asking | AskedState::Asked)
    }))
}

async fn answered(cx: &mut Cx<'_>, about: PairWeek, to: Destination) -> Result<Verdict, Error> {
    let asked =
        weeks::find(cx.tx, about.pair, about.week).await?.ok_or(Fault::Unreadable("week"))?;
    let pair = pairs::find(cx.tx, about.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let mentee = cx.person(pair.mentee).await?;
    if asked.state.is_open() && !pair.is_active() {
        return Ok(Verdict::Say(Letter { to, message: words::over(about.week) }));
    }
    let message = match (asked.state, asked.nudge) {
        (AskedState::Written, _) => words::written(about.week),
        (AskedState::Skipped, _) => words::skipped(about),
        (AskedState::Covered(by), _) => {
            let by = checkins::find(cx.tx, by).await?.ok_or(Fault::Unreadable("check-in"))?;
            words::covered(about.week, by.week)
        }
        (
            AskedState::Asking | AskedState::Asked | AskedState::NotAsked,
            Some((Nudge::Again, at)),
        ) => words::postponed(about, at, &mentee),
        (AskedState::Asking | AskedState::Asked | AskedState::NotAsked, _) => {
            return Ok(Verdict::Drop("open"));
        }
    };
    Ok(Verdict::Say(Letter { to, message }))
}

/// Every message that asked for a week shows what became of it.
pub async fn refresh(cx: &mut Cx<'_>, about: PairWeek) -> Result<(), Error> {
    for (channel, ts) in posts::list(cx.tx, &Subject::Prompt(about.pair, about.week)).await? {
        let refresh = Outgoing::PromptAnswered { pair: about.pair, week: about.week, channel, ts };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// A request stands in the mentee's DM since `at`; what comes next is counted from there.
pub async fn delivered(cx: &mut Cx<'_>, message: &Outgoing, at: Timestamp) -> Result<(), Error> {
    let Some((pair, week, nudge)) = request(cx, message).await? else { return Ok(()) };
    let Some(mut asked) = weeks::find(cx.tx, pair, week).await? else { return Ok(()) };
    if !asked.state.is_open() {
        return refresh(cx, PairWeek { pair, week }).await;
    }
    asked.state = AskedState::Asked;
    if matches!(message, Outgoing::Prompt { .. }) {
        asked.asked_at = Some(at);
    }
    follow(cx, asked, (nudge, at)).await
}

/// A request did not come through. A prompt nobody saw is not followed by anything; a reminder or a repeat leaves its
/// place empty, and what comes after it is counted from now.
pub async fn undelivered(cx: &mut Cx<'_>, message: &Outgoing) -> Result<(), Error> {
    let Some((pair, week, nudge)) = request(cx, message).await? else { return Ok(()) };
    let Some(mut asked) = weeks::find(cx.tx, pair, week).await? else { return Ok(()) };
    match asked.state {
        AskedState::Asking => {
            asked.state = AskedState::NotAsked;
            Ok(weeks::update(cx.tx, &asked).await?)
        }
        AskedState::Asked => follow(cx, asked, (nudge, cx.now)).await,
        AskedState::Written
        | AskedState::Skipped
        | AskedState::NotAsked
        | AskedState::Covered(_) => Ok(()),
    }
}

/// Plans what follows when nothing is written after a request of `at`, unless a newer week is asked for by now.
async fn follow(
    cx: &mut Cx<'_>,
    mut asked: AskedWeek,
    (nudge, at): (Option<Nudge>, Timestamp),
) -> Result<(), Error> {
    // A repeat the mentee has asked for in the meantime stands.
    if asked.nudge.is_none() && !is_overtaken(cx, (asked.pair, asked.week)).await? {
        let pair = pairs::find(cx.tx, asked.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        let mentee = cx.person(pair.mentee).await?;
        asked.nudge = nudge::next(nudge, at, &mentee.availability);
    }
    Ok(weeks::update(cx.tx, &asked).await?)
}

/// For which week a message asks, and how far the reminders have come with it; `None` when it does not ask.
async fn request(
    cx: &mut Cx<'_>,
    message: &Outgoing,
) -> Result<Option<(PairId, Week, Option<Nudge>)>, Error> {
    Ok(match message {
        Outgoing::Prompt { pair, week, .. } => {
            Some((*pair, *week, furthest_nudge(cx, (*pair, *week)).await?))
        }
        Outgoing::Reminder { pair, week } => Some((*pair, *week, Some(Nudge::Reminder))),
        Outgoing::LastReminder { pair, week } => Some((*pair, *week, Some(Nudge::Last))),
        _ => None,
    })
}

/// Why a request came: when it was due, or asked for before.
pub async fn why(cx: &mut Cx<'_>, message: &Outgoing) -> Result<String, Error> {
    let (pair, week, _) = request(cx, message).await?.ok_or(Fault::Unreadable("request"))?;
    let asked = weeks::find(cx.tx, pair, week).await?.ok_or(Fault::Unreadable("week"))?;
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let (mentee, mentor) = (cx.person(pair.mentee).await?, cx.person(pair.mentor).await?);
    let people = (&mentee, &mentor.user);
    Ok(match message {
        Outgoing::Reminder { .. } | Outgoing::LastReminder { .. } => {
            words::why_reminded(week, asked.asked_at.unwrap_or(asked.due_at), people)
        }
        _ => words::why_asked(week, asked.due_at, people),
    })
}

/// The change that shows what became of a request that stands here.
pub fn became(message: &Outgoing, (channel, ts): (&SlackChannel, &SlackTs)) -> Option<Outgoing> {
    match message {
        Outgoing::Prompt { pair, week, .. }
        | Outgoing::Reminder { pair, week }
        | Outgoing::LastReminder { pair, week } => Some(Outgoing::PromptAnswered {
            pair: *pair,
            week: *week,
            channel: channel.clone(),
            ts: ts.clone(),
        }),
        _ => None,
    }
}

/// How far the reminders of a week have come: a repeat that was asked for goes on from there and does not begin anew.
async fn furthest_nudge(
    cx: &mut Cx<'_>,
    (pair, week): (PairId, Week),
) -> Result<Option<Nudge>, Error> {
    let (first, last) = (Outgoing::Reminder { pair, week }, Outgoing::LastReminder { pair, week });
    if outbox::find_stage(cx.tx, &last).await?.is_some() {
        return Ok(Some(Nudge::Last));
    }
    let reminded = outbox::find_stage(cx.tx, &first).await?.is_some();
    Ok(reminded.then_some(Nudge::Reminder))
}
