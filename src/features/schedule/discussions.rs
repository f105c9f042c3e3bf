//! When the next discussion of a cohort is, and who is asked to lead it: the one whose turn it is among those who are there
//! on that day.
//!
//! What they are asked with, and what they answer, is not known here.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::turns::Ground;
use crate::{
    domain::{
        discussion::{
            AHEAD_DAYS, Answer, Discussion, LEAST_DAYS, State, SwapAnswer, before, day_in,
            next_day, reminded_at,
        },
        ids::{DiscussionId, PersonId},
        outgoing::{Outgoing, cohort::CohortNews},
    },
    features::{Cx, Error},
    store::{
        Fault, discussions as kept,
        outbox::{self, Timing},
    },
};

/// A discussion that must be there because a row refers to it.
pub async fn find(cx: &mut Cx<'_>, id: DiscussionId) -> Result<Discussion, Error> {
    Ok(kept::find(cx.tx, id).await?.ok_or(Fault::Unreadable("discussion"))?)
}

/// A lead turns them on: the first one is the next of which somebody can be told in time.
pub async fn begin(cx: &mut Cx<'_>, ground: &Ground) -> Result<(), Error> {
    if kept::find_rotation(cx.tx, ground.cohort.id).await?.is_some() {
        return Ok(());
    }
    let next = coming(ground, ground.today);
    Ok(kept::update_rotation(cx.tx, ground.cohort.id, next).await?)
}

/// A lead turns them off, or the cohort ends: nothing more comes of what was ahead.
pub async fn stop(cx: &mut Cx<'_>, ground: &Ground) -> Result<(), Error> {
    kept::delete_rotation(cx.tx, ground.cohort.id).await?;
    match kept::find_ahead(cx.tx, ground.cohort.id).await? {
        Some(id) => drop_it(cx, id).await,
        None => Ok(()),
    }
}

/// The next one from a day on, and when somebody is asked to lead it.
pub fn coming(ground: &Ground, from: Date) -> (Date, Timestamp) {
    let is_holiday = |day: Date| ground.is_holiday(day);
    let from = from.max(ground.cohort.starts_on);
    // A year in which every Monday and Tuesday is a holiday is looked at again when it is over.
    let on =
        next_day(ground.today, from, &is_holiday).unwrap_or_else(|| from.saturating_add(1.year()));
    (on, before(&ground.home, on, AHEAD_DAYS))
}

/// The cohort has changed: what is still to come follows, and a turn nobody can take any more passes on.
pub async fn follow(cx: &mut Cx<'_>, ground: &Ground) -> Result<(), Error> {
    if ground.cohort.ended_at.is_some() {
        return stop(cx, ground).await;
    }
    let id = ground.cohort.id;
    if let Some((on, at)) = kept::find_rotation(cx.tx, id).await?
        && at > cx.now
    {
        let is_holiday = |day: Date| ground.is_holiday(day);
        let on = day_in(on, &is_holiday).filter(|day| *day >= ground.cohort.starts_on);
        let next = match on {
            Some(on) => (on, before(&ground.home, on, AHEAD_DAYS)),
            None => coming(ground, ground.today),
        };
        kept::update_rotation(cx.tx, id, next).await?;
    }
    let Some(ahead) = kept::find_ahead(cx.tx, id).await? else { return Ok(()) };
    let talk = find(cx, ahead).await?;
    let at = match talk.state {
        State::Ahead => reminded_at(&ground.home, talk.on, &|day| ground.is_holiday(day)),
        State::Near | State::Held | State::Asked | State::Noted | State::Over => {
            before(&ground.home, talk.on, 0)
        }
    };
    kept::update_state(cx.tx, ahead, (talk.state, Some(at))).await?;
    follow_turn(cx, ground, &talk).await
}

async fn follow_turn(cx: &mut Cx<'_>, ground: &Ground, talk: &Discussion) -> Result<(), Error> {
    let there = ground.there(talk.on);
    let Some(turn) = talk.turn else { return Ok(()) };
    if !there.contains(&turn.person) {
        pass_on(cx, ground, (talk, Answer::Passed)).await?;
    } else if let Some(swap) = talk.open_swap().filter(|swap| !there.contains(&swap.person)) {
        close_swap(cx, talk).await?;
        tell_answer(cx, ground, (talk, (swap.nth, turn.person))).await?;
    }
    Ok(())
}

/// Whoever has the turn does not lead it: the next one is asked.
pub async fn pass_on(
    cx: &mut Cx<'_>,
    ground: &Ground,
    (talk, answer): (&Discussion, Answer),
) -> Result<(), Error> {
    let Some(turn) = talk.turn else { return Ok(()) };
    kept::update_turn(cx.tx, (talk.id, turn.nth), answer).await?;
    kept::delete_topic(cx.tx, talk.id).await?;
    close_swap(cx, talk).await?;
    show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
    ask_next(cx, ground, talk.id).await
}

/// Asks the one whose turn it is among those who are there on its day and were not asked for it yet.
pub async fn ask_next(cx: &mut Cx<'_>, ground: &Ground, id: DiscussionId) -> Result<(), Error> {
    let talk = find(cx, id).await?;
    let members: Vec<PersonId> = ground.members.iter().map(|person| person.id).collect();
    let mut line = kept::find_line(cx.tx, talk.cohort).await?;
    line.follow(&members);
    kept::update_line(cx.tx, talk.cohort, &line).await?;
    let asked = kept::list_asked(cx.tx, id).await?;
    let mut there = ground.there(talk.on);
    there.retain(|person| !asked.contains(person));
    // Later than this nobody could prepare it.
    let is_time = ground.today.saturating_add(LEAST_DAYS.days()) <= talk.on;
    let next = line.next(&there).filter(|_| ground.meets() && is_time);
    let Some(person) = next else {
        return Ok(kept::update_state(cx.tx, id, (State::Over, None)).await?);
    };
    let nth = kept::insert_turn(cx.tx, id, (person, None)).await?;
    let news = CohortNews::TurnAsked { discussion: id, nth, to: person };
    tell(cx, ground, (talk.on, news, person)).await
}

/// Nothing more comes of it.
pub async fn drop_it(cx: &mut Cx<'_>, id: DiscussionId) -> Result<(), Error> {
    let talk = find(cx, id).await?;
    kept::update_state(cx.tx, id, (State::Over, None)).await?;
    // Whoever leads it after all chooses what it is about.
    kept::delete_topic(cx.tx, id).await?;
    close_swap(cx, &talk).await?;
    match talk.turn {
        Some(turn) => show_turn(cx, id, (turn.nth, turn.person)).await,
        None => Ok(()),
    }
}

/// A swap that waits is not open any more.
pub async fn close_swap(cx: &mut Cx<'_>, talk: &Discussion) -> Result<(), Error> {
    let Some(swap) = talk.open_swap() else { return Ok(()) };
    kept::update_swap(cx.tx, (talk.id, swap.nth), SwapAnswer::Over).await?;
    show_swap(cx, talk.id, (swap.nth, swap.person)).await
}

/// Tells whoever has the turn what became of their wish to swap.
pub async fn tell_answer(
    cx: &mut Cx<'_>,
    ground: &Ground,
    (talk, (nth, to)): (&Discussion, (u32, PersonId)),
) -> Result<(), Error> {
    if let Some(turn) = talk.turn {
        show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
    }
    let news = CohortNews::SwapAnswered { discussion: talk.id, nth, to };
    tell(cx, ground, (talk.on, news, to)).await
}

/// Says something to one person in their own hours, as long as the discussion is ahead.
pub async fn tell(
    cx: &mut Cx<'_>,
    ground: &Ground,
    (on, news, to): (Date, CohortNews, PersonId),
) -> Result<(), Error> {
    let reader = cx.person(to).await?;
    let ready_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
    let expires_at = Some(before(&ground.home, on, 0));
    let timing = Timing { due_at: cx.now, ready_at, expires_at };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), timing).await?;
    Ok(())
}

/// Shows somebody who was asked what became of it.
pub async fn show_turn(
    cx: &mut Cx<'_>,
    discussion: DiscussionId,
    (nth, to): (u32, PersonId),
) -> Result<(), Error> {
    let news = CohortNews::TurnRefresh { discussion, nth, to };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::now(cx.now)).await?;
    Ok(())
}

/// The same for somebody who was asked to take a turn.
pub async fn show_swap(
    cx: &mut Cx<'_>,
    discussion: DiscussionId,
    (nth, to): (u32, PersonId),
) -> Result<(), Error> {
    let news = CohortNews::SwapRefresh { discussion, nth, to };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::now(cx.now)).await?;
    Ok(())
}
