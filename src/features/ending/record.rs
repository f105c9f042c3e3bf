//! The growth record, put together from what there is at the moment it is sent. It is kept nowhere.

use jiff::civil::Date;

use crate::{
    domain::{
        growth_record::{Counts, GrowthRecord},
        pair::{Pair, PairState},
        person::Person,
        question::{Closed, Part},
    },
    features::{Cx, Error, schedule::meetings},
    store::{
        Fault, challenges, checkins, decisions, goals, independence, publications, stats, write_ups,
    },
};

/// So many of each at most.
const MOST: i64 = 500;

/// The first and the last day of a pair that is over, on the mentee's calendar.
pub fn days(pair: &Pair, mentee: &Person) -> Result<(Date, Date), Error> {
    match pair.state {
        PairState::Ended { began_at, at, .. } => {
            Ok((mentee.zone.date(began_at), mentee.zone.date(at)))
        }
        PairState::Proposed { .. } | PairState::Active { .. } | PairState::Declined => {
            Err(Fault::Unreadable("pair").into())
        }
    }
}

/// What there was, in counts.
pub async fn counts(cx: &mut Cx<'_>, pair: &Pair) -> Result<Counts, Error> {
    let PairState::Ended { began_at, at, .. } = pair.state else {
        return Err(Fault::Unreadable("pair").into());
    };
    let checkins = checkins::list_between(cx.tx, pair.id, ((began_at, at), MOST)).await?;
    let settled = independence::list_settled(cx.tx, pair.id).await?;
    let alone = settled.iter().filter(|(_, closed)| *closed == Closed::SolvedAlone).count();
    let writing = independence::list_solved_while_writing(cx.tx, pair.id).await?;
    let helped = independence::count_helped(cx.tx, pair.mentee, (began_at, at)).await?;
    Ok(Counts {
        checkins: checkins.len(),
        asked: stats::list_asked(cx.tx, pair.id, (began_at, MOST)).await?.len() + writing.len(),
        self_solved: alone + writing.len(),
        helped: usize::try_from(helped).unwrap_or(0),
        calls: meetings::list_talks(cx, pair.id).await?.len(),
    })
}

/// Everything the mentee of a pair that is complete takes along.
pub async fn of(cx: &mut Cx<'_>, pair: &Pair) -> Result<GrowthRecord, Error> {
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let mut practised = Vec::new();
    for (assignment, challenge) in challenges::list_given(cx.tx, pair.id, MOST).await? {
        if let Some(written) = write_ups::find(cx.tx, assignment.id).await? {
            practised.push((challenge.content, written.content));
        }
    }
    practised.reverse();
    let mut published = Vec::new();
    for publication in publications::list_published(cx.tx, pair.id, MOST).await? {
        if let Some((asked, answered)) = publication.asked.zip(publication.answered) {
            let asked = [asked.words.part(Part::Asked), asked.words.part(Part::Tried)];
            published.push((asked.into_iter().flatten().cloned().collect(), answered.words));
        }
    }
    let open = goals::list_open(cx.tx, pair.id, MOST).await?;
    let mut goals = goals::list_settled(cx.tx, pair.id, (MOST, 0)).await?;
    goals.extend(open);
    goals.sort_by_key(|goal| goal.id);
    let goals = goals.into_iter().map(|goal| (goal.aim, goal.state)).collect();
    let decisions = decisions::list(cx.tx, pair.id, MOST).await?.into_iter().rev();
    let theirs = decisions.filter(|decision| decision.author == pair.mentee);
    let decisions = theirs.map(|it| (mentee.zone.date(it.saved_at), it.content)).collect();
    Ok(GrowthRecord {
        days: days(pair, &mentee)?,
        counts: counts(cx, pair).await?,
        goals,
        challenges: practised,
        published,
        decisions,
        mentee: mentee.name,
        mentor: mentor.name,
    })
}
