//! When a pair is asked for its check-ins, and what follows when somebody's clock or calendar changes.
//!
//! What is still to come is computed again from the same local rules; what has been stays. Nothing is sent from here.

pub mod arranged;
pub mod calls;
pub mod challenges;
pub mod cohorts;
pub mod discussions;
pub mod ending;
pub mod leaves;
pub mod meetings;
pub mod occasions;
pub mod office;
pub mod peer_reviews;
pub mod rematches;
pub mod reviews;
pub mod rounds;
pub mod standing;
pub mod steps;
pub mod turns;

use jiff::{SignedDuration, Timestamp};

use super::{Cx, Error, owing, terms};
use crate::{
    domain::{
        answerable::Answerable,
        cadence::Rule,
        checkin::opens_at,
        ids::{PairId, ProgrammeId},
        nudge::{self, Nudge},
        outgoing::{Outgoing, Place},
        pair::Pair,
        person::Person,
        question::{Question, Urgency},
        terms::Terms,
        week::Week,
    },
    store::{
        Fault, attention,
        checkins::{self, Checkin},
        differences,
        outbox::{self, Timing},
        pairs, programmes, questions, signs,
        weeks::{self, AskedWeek, Scheduled},
        write_ups,
    },
    telemetry::field,
};

/// What has waited longer for its reader's window than this is left where it is; it is looked at again when it is sent.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24 * 60);

/// How many pairs are computed again in one transaction.
const PAGE: i64 = 50;

/// The same where both people of each pair are followed, with everything that hangs on them.
const HOLIDAY_PAGE: i64 = 10;

/// When a pair's check-ins are due, on the mentee's own calendar.
pub async fn rule(cx: &mut Cx<'_>, pair: &Pair) -> Result<Rule, Error> {
    let terms = terms::of(cx, pair).await?;
    read_rule(pair, &terms)
}

/// When a pair's mentee is next asked: a week that is written before its time is not asked for.
pub async fn find_next_asked(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
) -> Result<Option<Timestamp>, Error> {
    let Some((next, is_known)) = weeks::find_coming(cx.tx, pair.id).await? else {
        return Ok(None);
    };
    if !pair.is_active() || !is_known {
        return Ok(Some(next.due_at));
    }
    let after = rule(cx, pair).await?.next_after_week(&mentee.zone, next.week);
    Ok(after.map(|due| due.at))
}

/// The check-in after the one of `week` is scheduled, if the pair is still asked for any.
pub async fn plan_next(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    week: Week,
) -> Result<(), Error> {
    let terms = terms::of(cx, pair).await?;
    let asks = terms.checkin_every.is_some();
    match read_rule(pair, &terms)?.next_after_week(&mentee.zone, week).filter(|_| asks) {
        Some(due) => {
            let next = Scheduled { pair: pair.id, week: due.week, due_at: due.at };
            Ok(weeks::update_next(cx.tx, next).await?)
        }
        None => Ok(weeks::delete_next(cx.tx, pair.id).await?),
    }
}

/// How often a pair is asked has changed with the instant `since`: its next check-in is the first one still to come by the
/// new rule. A week that opened before that may be half written, so it is still asked for, and the rule begins after it.
pub async fn plan_anew(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    since: Timestamp,
) -> Result<(), Error> {
    let terms = terms::of(cx, pair).await?;
    if terms.checkin_every.is_none() {
        return Ok(weeks::delete_next(cx.tx, pair.id).await?);
    }
    if let Some((next, is_known)) = weeks::find_coming(cx.tx, pair.id).await?
        && (is_known || opens_at(next.due_at, &mentee.availability) < since)
    {
        return Ok(());
    }
    match read_rule(pair, &terms)?.first_due(&mentee.zone, cx.now) {
        Some(due) => {
            let next = Scheduled { pair: pair.id, week: due.week, due_at: due.at };
            Ok(weeks::update_next(cx.tx, next).await?)
        }
        None => Ok(weeks::delete_next(cx.tx, pair.id).await?),
    }
}

/// Weeks are counted from the day the pair began.
fn read_rule(pair: &Pair, terms: &Terms) -> Result<Rule, Error> {
    let anchor = pair.began_on().ok_or(Fault::Unreadable("pair"))?;
    let rule = Rule::parse(&terms.checkin_rule, terms.weeks().get(), anchor);
    Ok(rule.map_err(|_| Fault::Unreadable("check-in rule"))?)
}

/// A pair has begun: its first check-in is scheduled.
pub async fn start(cx: &mut Cx<'_>, pair: &Pair, began_at: Timestamp) -> Result<(), Error> {
    let mentee = cx.person(pair.mentee).await?;
    if let Some(due) = rule(cx, pair).await?.first_due(&mentee.zone, began_at) {
        let first = Scheduled { pair: pair.id, week: due.week, due_at: due.at };
        weeks::update_next(cx.tx, first).await?;
    }
    signs::update_next(cx.tx, pair.id, next_look(&mentee, began_at)).await?;
    calls::start(cx, pair.id).await?;
    occasions::start(cx, (pair, &mentee), began_at).await?;
    cohorts::pair_begins(cx, &mentee).await?;
    challenges::look_again(cx, pair, &mentee).await
}

/// When a pair is next looked at for signs: when the mentee's week has turned.
pub fn next_look(mentee: &Person, now: Timestamp) -> Timestamp {
    mentee.zone.start_of(Week::of(mentee.zone.date(now)).next().monday())
}

/// The zone data has changed: the next due instant of a page of pairs is computed again. Returns the last of them.
pub async fn follow_zone_data(cx: &mut Cx<'_>, after: PairId) -> Result<Option<PairId>, Error> {
    let page = pairs::list_running_after(cx.tx, after, PAGE).await?;
    for id in &page {
        match follow_for(cx, *id).await {
            // One row that cannot be read must not keep everybody else at the old hour.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::PAIR } = id.0,
                    { field::REASON } = what,
                    "a pair stays where the old zone data put it"
                );
            }
            other => other?,
        }
    }
    Ok(page.last().copied())
}

async fn follow_for(cx: &mut Cx<'_>, id: PairId) -> Result<(), Error> {
    match pairs::find(cx.tx, id).await?.filter(Pair::is_active) {
        Some(pair) => {
            let mentee = cx.person(pair.mentee).await?;
            reschedule(cx, &pair, &mentee).await?;
            calls::follow(cx, &pair, &mentee).await?;
            let mentor = cx.person(pair.mentor).await?;
            owing::reckon(cx, &mentor).await
        }
        None => Ok(()),
    }
}

/// Somebody's zone, hours, leave or rule has changed: what is still to come is computed again, what has been stays.
pub async fn moved(cx: &mut Cx<'_>, person: &Person) -> Result<(), Error> {
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if let Some(day) = pair.starts_on.filter(|_| pair.state.awaits_its_day())
            && pair.mentee == person.id
        {
            pairs::update_starts_at(cx.tx, pair.id, person.zone.start_of(day)).await?;
        }
        if !pair.is_active() {
            continue;
        }
        match pair.mentee == person.id {
            true => {
                reschedule(cx, &pair, person).await?;
                calls::follow(cx, &pair, person).await?;
            }
            false => {
                for checkin in checkins::list_unanswered(cx.tx, pair.id).await? {
                    move_reply(cx, &checkin, person).await?;
                }
                for question in questions::list_unanswered(cx.tx, pair.id).await? {
                    move_answer(cx, &question, person).await?;
                }
                move_differences(cx, &pair, person).await?;
                move_write_ups(cx, &pair, person).await?;
            }
        }
        calls::tell_on_leave(cx, &pair, person).await?;
        reviews::follow(cx, &pair, person).await?;
        steps::follow(cx, &pair, person).await?;
    }
    owing::reckon(cx, person).await?;
    office::follow(cx, person).await?;
    cohorts::moved(cx, person.id).await?;
    leaves::follow(cx, person).await?;
    for partner in leaves::partners(cx, person).await? {
        leaves::follow(cx, &partner).await?;
    }
    Ok(())
}

/// The holidays, the zone or the rhythm of a programme have changed: a page of its pairs follows. Returns the last of them.
pub async fn follow_holidays(
    cx: &mut Cx<'_>,
    programme: ProgrammeId,
    after: PairId,
) -> Result<Option<PairId>, Error> {
    let page = pairs::list_active_of(cx.tx, programme, (after, HOLIDAY_PAGE)).await?;
    let rhythm_since = programmes::find_rhythm_since(cx.tx, programme).await?;
    for id in &page {
        match both_moved(cx, *id, rhythm_since).await {
            // One row that cannot be read must not keep everybody else at work on a holiday.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::PAIR } = id.0,
                    { field::REASON } = what,
                    "a pair does not follow its programme"
                );
            }
            other => other?,
        }
    }
    Ok(page.last().copied())
}

async fn both_moved(
    cx: &mut Cx<'_>,
    id: PairId,
    rhythm_since: Option<Timestamp>,
) -> Result<(), Error> {
    let Some(pair) = pairs::find(cx.tx, id).await? else { return Ok(()) };
    if let Some(since) = rhythm_since {
        let mentee = cx.person(pair.mentee).await?;
        plan_anew(cx, (&pair, &mentee), since).await?;
    }
    for person in [pair.mentee, pair.mentor] {
        let person = cx.person(person).await?;
        moved(cx, &person).await?;
    }
    Ok(())
}

async fn reschedule(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    // A due time that would already be over stays where it was: the week is asked for once, and nothing is late because
    // somebody moved.
    if let Some(next) = weeks::find_next(cx.tx, pair.id).await?
        && let Some(due) = rule(cx, pair).await?.due_in(&mentee.zone, next.week)
        && due.at > cx.now
    {
        weeks::update_next(cx.tx, Scheduled { due_at: due.at, ..next }).await?;
    }
    for (pair, week) in weeks::list_nudged_of(cx.tx, mentee.id).await? {
        let Some(asked) = weeks::find(cx.tx, pair, week).await? else { continue };
        move_nudge(cx, asked, mentee).await?;
    }
    for asked in weeks::list(cx.tx, pair.id, 2).await? {
        move_prompt(cx, &asked, mentee).await?;
    }
    occasions::follow(cx, pair, mentee).await?;
    challenges::follow(cx, pair, mentee).await
}

/// A reminder still to come is counted again from what was delivered; a repeat stays where the mentee wanted it.
async fn move_nudge(cx: &mut Cx<'_>, mut asked: AskedWeek, mentee: &Person) -> Result<(), Error> {
    let (Some((next, _)), Some(asked_at)) = (asked.nudge, asked.asked_at) else { return Ok(()) };
    let first = Outgoing::Reminder { pair: asked.pair, week: asked.week };
    let (after, delivered_at) = match next {
        Nudge::Again => return Ok(()),
        Nudge::Reminder => (None, asked_at),
        Nudge::Last => {
            let reminded = outbox::find_stage(cx.tx, &first).await?;
            let reminded_at = reminded.map_or(asked_at, |(_, at)| at.max(asked_at));
            (Some(Nudge::Reminder), reminded_at)
        }
    };
    asked.nudge = nudge::next(after, delivered_at, &mentee.availability);
    Ok(weeks::update(cx.tx, &asked).await?)
}

/// A prompt that waits for the window goes out when it now opens, and is late a working day after that.
async fn move_prompt(cx: &mut Cx<'_>, asked: &AskedWeek, mentee: &Person) -> Result<(), Error> {
    let nth = asked.times_snoozed;
    let deserved_at = if nth == 0 { asked.due_at } else { cx.now };
    if let Some(times) = nudge::prompt_times(deserved_at, &mentee.availability) {
        let prompt = Outgoing::Prompt { pair: asked.pair, week: asked.week, nth };
        let times = (times.ready_at.max(cx.now), times.expires_at);
        outbox::update_timing_by_key(cx.tx, &prompt.key(), times).await?;
    }
    Ok(())
}

/// A check-in that waits for the mentor follows them: when they see it, and by when they owe the reply, by the rule it was
/// sent under. A promise whose time is over stays as it was given.
async fn move_reply(cx: &mut Cx<'_>, checkin: &Checkin, mentor: &Person) -> Result<(), Error> {
    for to in [Place::Room, Place::Alone(mentor.id)] {
        retime(cx, &Outgoing::CheckinPost { checkin: checkin.id, to }, mentor).await?;
    }
    let mut shows_something_else = checkin.posted_at.is_none();
    if checkin.owed_by.is_none_or(|at| at > cx.now) {
        let owed = checkin.promise.owe(checkin.submitted_at, &mentor.availability);
        checkins::update_owed(cx.tx, checkin.id, owed).await?;
        shows_something_else |= owed.by != checkin.owed_by;
    }
    // A holiday next year must not bring every room's messages up to date.
    if !shows_something_else {
        return Ok(());
    }
    if checkin.posted_at.is_some() {
        let post = Outgoing::CheckinRefresh { checkin: checkin.id };
        outbox::insert(cx.tx, &post, Timing::now(cx.now)).await?;
    }
    let receipt = Outgoing::ReceiptRefresh { checkin: checkin.id };
    outbox::insert(cx.tx, &receipt, Timing::now(cx.now)).await?;
    Ok(())
}

/// The same for a question, by the rule it was asked under.
async fn move_answer(cx: &mut Cx<'_>, question: &Question, mentor: &Person) -> Result<(), Error> {
    let (id, round) = (question.id, &question.round);
    for to in [Place::Room, Place::Alone(mentor.id)] {
        let under = [
            Outgoing::Reopened { question: id, round: round.nth, to },
            Outgoing::FollowUp { question: id, round: round.nth, to },
        ];
        for message in under {
            retime(cx, &message, mentor).await?;
        }
        let takes_urgent = attention::find(cx.tx, mentor.id).await?.urgent;
        if question.content.urgency() == Urgency::Usual || !takes_urgent {
            retime(cx, &Outgoing::QuestionPost { question: id, to }, mentor).await?;
        }
    }
    let mut shows_something_else = question.posted_at.is_none();
    if round.owed_by.is_none_or(|at| at > cx.now) {
        let owed = round.promise.owe(round.since, &mentor.availability);
        questions::update_owed(cx.tx, id, owed).await?;
        shows_something_else |= owed.by != round.owed_by;
    }
    if shows_something_else {
        for refresh in Answerable::Question(id).refreshes() {
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    Ok(())
}

async fn move_differences(cx: &mut Cx<'_>, pair: &Pair, mentor: &Person) -> Result<(), Error> {
    let since = cx.now.saturating_sub(LONGEST_WAIT).unwrap_or(Timestamp::MIN);
    for difference in differences::list_recent(cx.tx, pair.id, since).await? {
        for to in [Place::Room, Place::Alone(mentor.id)] {
            retime(cx, &Outgoing::DifferencePost { difference, to }, mentor).await?;
        }
    }
    Ok(())
}

async fn move_write_ups(cx: &mut Cx<'_>, pair: &Pair, mentor: &Person) -> Result<(), Error> {
    let since = cx.now.saturating_sub(LONGEST_WAIT).unwrap_or(Timestamp::MIN);
    for assignment in write_ups::list_recent(cx.tx, pair.id, since).await? {
        for to in [Place::Room, Place::Alone(mentor.id)] {
            retime(cx, &Outgoing::WriteUpPost { assignment, to }, mentor).await?;
        }
    }
    Ok(())
}

/// Something that waits for its reader's window waits for the window they have now.
async fn retime(cx: &mut Cx<'_>, message: &Outgoing, reader: &Person) -> Result<(), Error> {
    if let Some(at) = reader.availability.next_open(cx.now) {
        outbox::update_ready_by_key(cx.tx, &message.key(), at).await?;
    }
    Ok(())
}
