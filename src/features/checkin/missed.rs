//! What follows when weeks are missed in a row: the mentee is offered one line, then the mentor is told, then the leads.
//!
//! It is found when the next week falls due, so it costs what is due. Each step is said once for a run of missed weeks,
//! names the weeks, and is looked at again before it is said: somebody who has written since is not talked about.

use super::views::missed as words;
use crate::{
    domain::{
        ids::PersonId,
        missed::{self, FOR_THE_LEADS, FOR_THE_MENTOR},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        rhythm::Lived,
        week::Week,
    },
    features::{
        Cx, Error, access,
        letter::{Destination, Letter, Verdict, outside_hours},
    },
    store::{
        Fault, lived,
        outbox::{self, Timing},
        pairs,
    },
};

/// So many weeks back a run is followed.
const WEEKS: i64 = 60;

/// Plans the next step for a pair whose next check-in has just fallen due. One step at a time, so that nobody is talked
/// about with the leads before their mentor was.
pub(super) async fn plan(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    let (_, run) = run(cx, pair, mentee).await?;
    let Some(first) = run.first().copied() else { return Ok(()) };
    if run.len() >= FOR_THE_MENTOR {
        let mentor = cx.person(pair.mentor).await?;
        let told = Outgoing::MissedToMentor { pair: pair.id, first };
        if put_out(cx, &told, &mentor).await? {
            return Ok(());
        }
    }
    if run.len() >= FOR_THE_LEADS {
        for lead in access::known_leads(cx, &[pair.mentor, pair.mentee]).await? {
            let told = Outgoing::MissedToLead { pair: pair.id, first, lead: lead.id };
            put_out(cx, &told, &lead).await?;
        }
    }
    Ok(())
}

async fn put_out(cx: &mut Cx<'_>, told: &Outgoing, reader: &Person) -> Result<bool, Error> {
    let open_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
    Ok(outbox::insert(cx.tx, told, Timing::from(open_at)).await?)
}

/// The weeks a pair has lived, and those missed in a row at this moment.
async fn run(
    cx: &mut Cx<'_>,
    pair: &Pair,
    mentee: &Person,
) -> Result<(Vec<Lived>, Vec<Week>), Error> {
    let lived = lived::list_lived(cx.tx, pair.id, WEEKS).await?;
    let run = missed::in_a_row(&lived, &mentee.availability, cx.now);
    Ok((lived, run))
}

/// The missed weeks that make the request for `week` offer one line; `None` when it is a request like any other.
pub(super) async fn offer(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    week: Week,
) -> Result<Option<Vec<Week>>, Error> {
    let (lived, run) = run(cx, pair, mentee).await?;
    Ok(missed::offers_one_line(&lived, &run, week).then_some(run))
}

/// Renders what the mentor or a lead is told.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    let (pair, first, lead) = match message {
        Outgoing::MissedToMentor { pair, first } => (*pair, *first, None),
        Outgoing::MissedToLead { pair, first, lead } => (*pair, *first, Some(*lead)),
        _ => return Ok(Verdict::Drop("not ours")),
    };
    let Some(pair) = pairs::find(cx.tx, pair).await?.filter(Pair::is_active) else {
        return Ok(Verdict::Drop("over"));
    };
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let (_, run) = run(cx, &pair, &mentee).await?;
    let needed = if lead.is_some() { FOR_THE_LEADS } else { FOR_THE_MENTOR };
    if run.first() != Some(&first) || run.len() < needed {
        return Ok(Verdict::Drop("written since"));
    }
    let reader = match reader(cx, &pair, lead).await? {
        Some(reader) if reader.account.may_take_part() => reader,
        Some(_) | None => return Ok(Verdict::Drop("left")),
    };
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let message = match lead {
        None => words::to_mentor(pair.id, &mentee, &run),
        Some(_) => words::to_lead((&mentor, &mentee), &run),
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(reader.id), message }))
}

/// Which rule it comes from, and which week it counts from.
pub fn why(message: &Outgoing) -> Result<String, Error> {
    match message {
        Outgoing::MissedToMentor { first, .. } => Ok(words::why_the_mentor(*first)),
        Outgoing::MissedToLead { first, .. } => Ok(words::why_the_leads(*first)),
        _ => Err(Fault::Unreadable("missed weeks").into()),
    }
}

/// The mentor, or this lead while they are one.
async fn reader(
    cx: &mut Cx<'_>,
    pair: &Pair,
    lead: Option<PersonId>,
) -> Result<Option<Person>, Error> {
    match lead {
        None => Ok(Some(cx.person(pair.mentor).await?)),
        Some(lead) => {
            let leads = access::known_leads(cx, &[pair.mentor, pair.mentee]).await?;
            Ok(leads.into_iter().find(|it| it.id == lead))
        }
    }
}
