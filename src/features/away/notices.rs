//! What is said about a leave: to the other one of a pair before it begins and when it is over, and to whoever is back.
//!
//! All of it waits for its reader's own window. What a leave that was taken back or ended early left unsaid is dropped
//! when it would be sent.

use jiff::{SignedDuration, ToSpan};

use super::views;
use crate::{
    domain::{
        ids::{LeaveId, PersonId},
        leave::{Leave, LeaveState, Notice, Step, is_old_news},
        nudge,
        outgoing::Outgoing,
        pair::{Pair, Side},
        person::Person,
    },
    features::{
        Cx, Error, PLANNED_AT_ONCE,
        letter::{Destination, Letter, Verdict, outside_hours},
        schedule,
    },
    store::{
        Fault, checkins, leaves,
        outbox::{self, Timing},
        pairs, questions, weeks,
    },
    telemetry::field,
};

/// How long a leave whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// Leaves with less than so many days off between them can end in one return.
const ONE_RETURN_DAYS: i32 = 60;

/// How many of the newest weeks of a pair are looked at for what waits.
const WEEKS: i64 = 4;

/// Plans what is to be said. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = leaves::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for read in &due {
        match read {
            Ok(leave) => match plan_one(cx, leave).await {
                Err(Error::Fault(Fault::Unreadable(what))) => put_off(cx, leave.id, what).await?,
                other => other?,
            },
            Err(leave) => put_off(cx, *leave, "leave").await?,
        }
    }
    Ok(!due.is_empty())
}

/// One row that cannot be read must not keep everybody else's leave from being told; it is tried again later.
async fn put_off(cx: &mut Cx<'_>, leave: LeaveId, what: &str) -> Result<(), Error> {
    tracing::error!({ field::REASON } = what, "leave {leave} could not be told");
    let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
    Ok(leaves::update_next_at(cx.tx, leave, later).await?)
}

async fn plan_one(cx: &mut Cx<'_>, leave: &Leave) -> Result<(), Error> {
    let person = cx.person(leave.person).await?;
    let Some((step, _)) = leave.next else { return Ok(()) };
    match step {
        Step::Ahead if !leave.has_begun(&person.zone, cx.now) => {
            for (reader, at) in schedule::leaves::to_remind(cx, (leave, &person)).await? {
                if at <= cx.now {
                    tell(cx, (leave.id, &reader), Notice::Ahead).await?;
                }
            }
            let next = schedule::leaves::next(cx, (leave, &person)).await?;
            Ok(leaves::update_next(cx.tx, leave.id, next).await?)
        }
        Step::Ahead | Step::Back => plan_return(cx, (leave, &person)).await,
    }
}

/// They are back, unless their first working day has moved away.
async fn plan_return(cx: &mut Cx<'_>, (leave, person): (&Leave, &Person)) -> Result<(), Error> {
    let Some(back_at) = leave.back_at(&person.availability) else {
        return Ok(leaves::update_over(cx.tx, leave.id).await?);
    };
    if back_at > cx.now {
        let next = Some((Step::Back, back_at));
        return Ok(leaves::update_next(cx.tx, leave.id, next).await?);
    }
    let first = leave.range.first();
    let around = first.checked_sub(ONE_RETURN_DAYS.days()).unwrap_or(first);
    let all = leaves::list_from(cx.tx, person.id, around).await?;
    if leave.is_return_announced(&all, &person.availability, (back_at, cx.now)) {
        if let Some(times) = nudge::prompt_times(cx.now, &person.availability) {
            let timing = Timing {
                due_at: cx.now,
                ready_at: times.ready_at,
                expires_at: Some(times.expires_at),
            };
            outbox::insert(cx.tx, &Outgoing::WelcomeBack { leave: leave.id }, timing).await?;
        }
        for reader in schedule::leaves::partners(cx, person).await? {
            tell(cx, (leave.id, &reader), Notice::Back).await?;
        }
    }
    Ok(leaves::update_over(cx.tx, leave.id).await?)
}

/// Puts something about a leave on its way to a reader, for their window.
pub async fn tell(
    cx: &mut Cx<'_>,
    (leave, reader): (LeaveId, &Person),
    notice: Notice,
) -> Result<(), Error> {
    let about = Outgoing::AboutLeave { leave, to: reader.id, notice };
    let ready_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &about, Timing::from(ready_at)).await?;
    Ok(())
}

/// Renders what is said about a leave.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::AboutLeave { leave, to, notice } => about(cx, (*leave, *to), *notice).await,
        Outgoing::WelcomeBack { leave } => welcome_back(cx, *leave).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn about(
    cx: &mut Cx<'_>,
    (leave, to): (LeaveId, PersonId),
    notice: Notice,
) -> Result<Verdict, Error> {
    let mut leave = leaves::find(cx.tx, leave).await?.ok_or(Fault::Unreadable("leave"))?;
    let (person, reader) = (cx.person(leave.person).await?, cx.person(to).await?);
    let Some(side) = side_of(cx, (&person, &reader)).await? else {
        return Ok(Verdict::Drop("over"));
    };
    if let Some(reason) = is_pointless(cx, (&leave, &person), notice) {
        return Ok(Verdict::Drop(reason));
    }
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    // What was shared with somebody before them is theirs only if it was brought along.
    if !leaves::is_told(cx.tx, leave.id, reader.id).await? {
        leave.reason = None;
    }
    let message = match notice {
        Notice::Entered | Notice::Ahead => views::partner_away((&person, side), &leave),
        Notice::Off => views::partner_stays((&person, side), leave.range),
        Notice::Back => views::partner_back((&person, side)),
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(reader.id), message }))
}

/// Why something about a leave was said.
pub async fn why(cx: &mut Cx<'_>, message: &Outgoing) -> Result<String, Error> {
    let (id, words): (_, fn(&Person, &Leave) -> String) = match message {
        Outgoing::AboutLeave { leave, .. } => (*leave, views::why_told),
        Outgoing::WelcomeBack { leave } => (*leave, views::why_welcomed),
        _ => return Err(Fault::Unreadable("notice").into()),
    };
    let leave = leaves::find(cx.tx, id).await?.ok_or(Fault::Unreadable("leave"))?;
    Ok(words(&cx.person(leave.person).await?, &leave))
}

/// On which side somebody is in a running pair with the reader.
async fn side_of(
    cx: &mut Cx<'_>,
    (person, reader): (&Person, &Person),
) -> Result<Option<Side>, Error> {
    let pairs = pairs::list_of(cx.tx, person.id).await?;
    let mut shared = pairs.iter().filter(|pair| pair.is_active() && pair.side(reader.id).is_some());
    Ok(shared.next().and_then(|pair| pair.side(person.id)))
}

/// Why what was to be said about a leave is not said any more.
fn is_pointless(
    cx: &Cx<'_>,
    (leave, person): (&Leave, &Person),
    notice: Notice,
) -> Option<&'static str> {
    match (notice, leave.state) {
        (Notice::Entered | Notice::Ahead, LeaveState::TakenBack) => Some("taken back"),
        (Notice::Entered | Notice::Ahead, LeaveState::Stands) => {
            leave.is_over(&person.zone, cx.now).then_some("over")
        }
        // Somebody who is away again is not back.
        (Notice::Back, _) => {
            let is_away = person.availability.is_day_off(person.zone.date(cx.now));
            match leave.back_at(&person.availability) {
                Some(at) if is_old_news(at, cx.now) => Some("no news"),
                Some(_) | None => is_away.then_some("away again"),
            }
        }
        (Notice::Off, _) => None,
    }
}

async fn welcome_back(cx: &mut Cx<'_>, leave: LeaveId) -> Result<Verdict, Error> {
    let leave = leaves::find(cx.tx, leave).await?.ok_or(Fault::Unreadable("leave"))?;
    let person = cx.person(leave.person).await?;
    if !person.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    if let Some(not_now) = outside_hours(&person.availability, cx.now) {
        return Ok(not_now);
    }
    let mut waiting = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if pair.is_active() {
            waiting.extend(waits(cx, (&person, &pair)).await?);
        }
    }
    let message = views::welcome_back(&person, &waiting);
    Ok(Verdict::Say(Letter { to: Destination::Person(person.id), message }))
}

/// What waits for somebody in one of their pairs: replies they owe, or weeks they have not written.
async fn waits(
    cx: &mut Cx<'_>,
    (person, pair): (&Person, &Pair),
) -> Result<Vec<views::Waiting>, Error> {
    if pair.mentee == person.id {
        let weeks = weeks::list(cx.tx, pair.id, WEEKS).await?;
        let open = weeks.into_iter().rev().filter(|asked| asked.state.is_open());
        return Ok(open.map(|asked| views::Waiting::Checkin(asked.week)).collect());
    }
    let mentee = cx.person(pair.mentee).await?;
    let to = &mentee.user;
    let owed = checkins::list_unanswered(cx.tx, pair.id).await?.into_iter().map(|checkin| {
        views::Waiting::Reply { to: to.clone(), week: checkin.week, by: checkin.owed_by }
    });
    let asked = questions::list_unanswered(cx.tx, pair.id).await?.into_iter();
    let asked = asked.filter(|question| question.has_risen(cx.now));
    let asked = asked.map(|question| views::Waiting::Answer {
        to: to.clone(),
        asked_at: question.asked_at,
        by: question.round.owed_by,
    });
    Ok(owed.chain(asked).collect())
}
