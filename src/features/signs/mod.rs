//! Signs that something in a pair's questions and answers could go better: told to the mentor, with one thing to try.
//!
//! Each pair is looked at when the mentee's week has turned, so a look costs what is due. What a sign is stands in
//! `domain::stats`, when it is told in `domain::signs`; each is looked at again before it is said. Weeks in which nothing
//! was written are no silence of questions: those belong to missed weeks. Nothing that anybody wrote is repeated.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;

use super::{
    Cx, Error, PLANNED_AT_ONCE, access,
    letter::{Destination, Letter, Verdict, outside_hours},
    schedule,
};
use crate::{
    domain::{
        attention::Kind,
        delivery::Stage,
        ids::{PairId, PersonId},
        outgoing::Outgoing,
        pair::{Pair, PairState},
        person::Person,
        question,
        signs::{self, Facts, Sign, Step, Told, leads_turn, was_there},
        stats::{self, Asked, Pace, Share},
        week::Week,
    },
    store::{
        Fault, attention, checkins,
        outbox::{self, Timing},
        pairs, signs as kept, stats as measured,
    },
    telemetry::field,
};

pub mod views;

/// How long a pair whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// At most so many of the newest questions and answers are looked at: more than fit in eight weeks.
const MOST: i64 = 500;

/// Looks at the pairs that are due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = kept::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for pair in &due {
        match look_at(cx, *pair).await {
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::PAIR } = pair.0,
                    { field::REASON } = what,
                    "a pair could not be looked at"
                );
                let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
                kept::update_next(cx.tx, *pair, later).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

async fn look_at(cx: &mut Cx<'_>, id: PairId) -> Result<(), Error> {
    let Some(seen) = see(cx, id).await? else { return Ok(kept::delete_next(cx.tx, id).await?) };
    if seen.mentor.account.may_take_part() {
        for sign in Sign::ALL {
            follow(cx, &seen, sign).await?;
        }
    }
    Ok(kept::update_next(cx.tx, id, schedule::next_look(&seen.mentee, cx.now)).await?)
}

/// What follows from one sign, whether it holds or not.
async fn follow(cx: &mut Cx<'_>, seen: &Seen, sign: Sign) -> Result<(), Error> {
    let holds = seen.facts(sign).is_some();
    let told = kept::find(cx.tx, seen.pair.id, sign).await?;
    match signs::step(holds, told.as_ref(), (&seen.mentee.zone, cx.now)) {
        Step::Tell => tell(cx, seen, sign).await,
        Step::Goes => match told {
            Some(told) => go_on(cx, seen, (sign, told)).await,
            None => Ok(()),
        },
        Step::Over => Ok(kept::update_over(cx.tx, (seen.pair.id, sign), cx.now).await?),
        Step::Nothing => Ok(()),
    }
}

/// The mentor is told before the next look. Whoever does not work before that is left alone until then.
async fn tell(cx: &mut Cx<'_>, seen: &Seen, sign: Sign) -> Result<(), Error> {
    let next_look = schedule::next_look(&seen.mentee, cx.now);
    let open_at = seen.mentor.availability.next_open(cx.now).filter(|at| *at < next_look);
    let Some(ready_at) = open_at else { return Ok(()) };
    let message = Outgoing::SignToMentor { pair: seen.pair.id, sign, week: seen.this_week };
    let timing = Timing { due_at: cx.now, ready_at, expires_at: Some(next_look) };
    outbox::insert(cx.tx, &message, timing).await?;
    Ok(kept::update_told(cx.tx, (seen.pair.id, sign), (seen.this_week, cx.now)).await?)
}

/// It still holds. A mentor whom it has not reached is told now; of slow answers the leads are told in their turn.
async fn go_on(cx: &mut Cx<'_>, seen: &Seen, (sign, told): (Sign, Told)) -> Result<(), Error> {
    let pair = seen.pair.id;
    let to_mentor = Outgoing::SignToMentor { pair, sign, week: told.week };
    let since = match outbox::find_stage(cx.tx, &to_mentor).await? {
        Some((Stage::Ready | Stage::Sending | Stage::Unknown, _)) => return Ok(()),
        Some((Stage::Sent, at)) => at,
        Some((Stage::Skipped | Stage::Dead, _)) | None => {
            let allowed = attention::find(cx.tx, seen.mentor.id).await?;
            // Who does not want to hear it had their turn.
            if allowed.weekly.count() > 0 && !allowed.off.contains(&Kind::Sign) {
                tell(cx, seen, sign).await?;
                // The leads hear once of what lasts.
                if let Some(at) = told.leads_told_at {
                    kept::update_leads_told(cx.tx, (pair, sign), at).await?;
                }
                return Ok(());
            }
            told.told_at
        }
    };
    if sign != Sign::Slow || told.leads_told_at.is_some() {
        return Ok(());
    }
    let Some(turn) = leads_turn(since, (&seen.mentee.zone, cx.now)) else { return Ok(()) };
    for lead in access::known_leads(cx, &[seen.pair.mentor, seen.pair.mentee]).await? {
        let message = Outgoing::SlowToLead { pair, week: told.week, lead: lead.id };
        let from = turn.max(cx.now);
        let open_at = lead.availability.next_open(from).unwrap_or(from);
        outbox::insert(cx.tx, &message, Timing::from(open_at)).await?;
        kept::update_leads_told(cx.tx, (pair, sign), cx.now).await?;
    }
    Ok(())
}

/// What there is to see of a pair's last weeks.
struct Seen {
    pair: Pair,
    mentor: Person,
    mentee: Person,
    /// The mentee's present week, which is not over.
    this_week: Week,
    /// The whole weeks that count, oldest first: both were there, and something was written.
    weeks: Vec<Week>,
    /// Questions asked with `/ask`.
    asked: BTreeMap<Week, Asked>,
    /// These, and the questions in check-ins.
    raised: BTreeMap<Week, Asked>,
    /// The answers that came, in their order.
    paces: Vec<Pace>,
}

/// Looks at a pair; `None` when it is not a pair now.
async fn see(cx: &mut Cx<'_>, id: PairId) -> Result<Option<Seen>, Error> {
    let Some(pair) = pairs::find(cx.tx, id).await? else { return Ok(None) };
    let PairState::Active { began_at } = pair.state else { return Ok(None) };
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let this_week = Week::of(mentee.zone.date(cx.now));
    let since = mentee.zone.start_of(this_week.plus(-signs::LOOK_BACK).monday());
    let mut asked: BTreeMap<Week, Asked> = BTreeMap::new();
    for (at, kind) in measured::list_asked(cx.tx, id, (since, MOST)).await? {
        let week = asked.entry(Week::of(mentee.zone.date(at))).or_default();
        week.all += 1;
        week.quick += usize::from(kind == question::Kind::Quick);
    }
    let mut raised = asked.clone();
    let mut written: BTreeSet<Week> = asked.keys().copied().collect();
    for checkin in checkins::list_recent(cx.tx, id, since).await? {
        raised.entry(checkin.week).or_default().all += checkin.answers.questions.len();
        written.insert(checkin.week);
    }
    let counts = |week: &Week| {
        let both = [&mentor, &mentee];
        written.contains(week) && both.iter().all(|it| was_there(*week, &it.availability))
    };
    let weeks = signs::weeks(&mentee.zone, began_at, cx.now).into_iter().filter(counts).collect();
    let mut answers: Vec<_> = measured::list(cx.tx, id, (cx.now, MOST))
        .await?
        .iter()
        .filter_map(|item| Some((item.answer?.0, item.pace()?)))
        .filter(|(at, _)| *at >= since)
        .collect();
    answers.sort_by_key(|(at, _)| *at);
    let paces = answers.into_iter().map(|(_, pace)| pace).collect();
    Ok(Some(Seen { pair, mentor, mentee, this_week, weeks, asked, raised, paces }))
}

impl Seen {
    /// The facts of a sign, if it holds. What has happened since the week turned can only end it.
    fn facts(&self, sign: Sign) -> Option<Facts> {
        let lately =
            |of: &BTreeMap<Week, Asked>| of.get(&self.this_week).copied().unwrap_or_default();
        match sign {
            Sign::Slow => {
                let by = stats::slow(&self.paces)?;
                let part = self.paces.iter().filter(|pace| pace.is_over()).count();
                Some(Facts::Slow { late: Share { part, of: self.paces.len() }, by })
            }
            Sign::MostlyQuick => {
                let lately = lately(&self.asked);
                let share = stats::mostly_quick(&self.weeks, &self.asked)?;
                (lately.quick == lately.all).then_some(Facts::MostlyQuick(share))
            }
            Sign::Silent => {
                let is_silent = stats::silent(&self.weeks, &self.raised);
                let weeks = self.weeks.iter().rev().take(stats::SILENT_WEEKS).rev().copied();
                let weeks: Vec<Week> = weeks.collect();
                // A question in a week that does not count, as one of leave, was no silence either.
                let since = weeks.first().copied()?;
                let is_quiet = self.raised.range(since..).all(|(_, asked)| asked.all == 0);
                (is_silent && is_quiet).then_some(Facts::Silent(weeks))
            }
        }
    }
}

/// Renders what the mentor or a lead is told.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    let (pair, sign, lead) = match message {
        Outgoing::SignToMentor { pair, sign, .. } => (*pair, *sign, None),
        Outgoing::SlowToLead { pair, week, lead } => {
            // It waited for the lead while it was over, and the mentor has heard of it anew: the turn is not theirs yet.
            let told = kept::find(cx.tx, *pair, Sign::Slow).await?;
            if told.is_none_or(|told| told.week != *week || told.over_at.is_some()) {
                return Ok(Verdict::Drop("better since"));
            }
            (*pair, Sign::Slow, Some(*lead))
        }
        _ => return Ok(Verdict::Drop("not ours")),
    };
    let Some(seen) = see(cx, pair).await? else { return Ok(Verdict::Drop("over")) };
    let Some(facts) = seen.facts(sign) else { return Ok(Verdict::Drop("better since")) };
    let reader = match reader(cx, &seen, lead).await? {
        Some(reader) if reader.account.may_take_part() => reader,
        Some(_) | None => return Ok(Verdict::Drop("left")),
    };
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let both = (&seen.mentor, &seen.mentee);
    let message = match lead {
        None => views::to_mentor(pair, both, &facts),
        Some(_) => views::to_lead(both, &facts),
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(reader.id), message }))
}

/// The mentor, or this lead while they are one.
async fn reader(
    cx: &mut Cx<'_>,
    seen: &Seen,
    lead: Option<PersonId>,
) -> Result<Option<Person>, Error> {
    let Some(lead) = lead else { return Ok(Some(seen.mentor.clone())) };
    let leads = access::known_leads(cx, &[seen.pair.mentor, seen.pair.mentee]).await?;
    Ok(leads.into_iter().find(|it| it.id == lead))
}

/// Which rule it comes from.
pub fn why(message: &Outgoing) -> Result<String, Error> {
    match message {
        Outgoing::SignToMentor { sign, .. } => Ok(views::why_the_mentor(*sign)),
        Outgoing::SlowToLead { .. } => Ok(views::why_the_leads()),
        _ => Err(Fault::Unreadable("sign").into()),
    }
}
