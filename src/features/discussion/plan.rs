//! When anything is to be done about a discussion: somebody is asked two weeks ahead, reminded two days before, named in
//! the channel on its day, and asked a week later what came of it.
//!
//! What was missed while the bot was away is not made up for.

use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::{
    domain::{
        discussion::{
            AHEAD_DAYS, Answer, Discussion, LEAST_DAYS, State, asked_at, before, day_in,
            reminded_at,
        },
        ids::{CohortId, DiscussionId, PersonId},
        outgoing::{Outgoing, cohort::CohortNews},
    },
    features::{
        Cx, Error, PLANNED_AT_ONCE,
        schedule::{
            discussions,
            turns::{self, Ground},
        },
    },
    store::{
        Fault, discussions as kept,
        outbox::{self, Timing},
    },
    telemetry::field,
};

/// How long a row that cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(24);

/// So long after its hour it is still opened.
const STILL_NOW: SignedDuration = SignedDuration::from_hours(6);

/// So long after it the question what came of it is still asked.
const STILL_REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Does what is due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let cohorts = kept::list_rotations_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for cohort in &cohorts {
        match ask(cx, *cohort).await {
            Err(Error::Fault(Fault::Unreadable(what))) => {
                let later = put_off(cx, what);
                if let Some((on, _)) = kept::find_rotation(cx.tx, *cohort).await? {
                    kept::update_rotation(cx.tx, *cohort, (on, later)).await?;
                }
            }
            other => other?,
        }
    }
    let due = kept::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for id in &due {
        match go_on(cx, *id).await {
            Err(Error::Fault(Fault::Unreadable(what))) => {
                put_off(cx, what);
                kept::update_state(cx.tx, *id, (State::Over, None)).await?;
            }
            other => other?,
        }
    }
    Ok(!cohorts.is_empty() || !due.is_empty())
}

/// Says that one could not be read; it must not keep everybody else from meeting.
fn put_off(cx: &Cx<'_>, what: &'static str) -> Timestamp {
    tracing::error!({ field::REASON } = what, "a discussion could not be planned");
    cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now)
}

/// Somebody is asked to lead the next one, and the one after it is planned.
async fn ask(cx: &mut Cx<'_>, id: CohortId) -> Result<(), Error> {
    let Some((on, _)) = kept::find_rotation(cx.tx, id).await? else { return Ok(()) };
    let ground = turns::ground(cx, id).await?;
    let is_holiday = |day| ground.is_holiday(day);
    // Holidays may have come up since: then it is a later day, and two weeks before that is still to come.
    if let Some(day) = day_in(on, &is_holiday)
        && before(&ground.home, day, AHEAD_DAYS) > cx.now
    {
        let at = before(&ground.home, day, AHEAD_DAYS);
        return Ok(kept::update_rotation(cx.tx, id, (day, at)).await?);
    }
    let earliest = ground.today.saturating_add(LEAST_DAYS.days());
    if let Some(day) = day_in(on, &is_holiday).filter(|day| *day >= earliest)
        && ground.meets()
        && kept::find_ahead(cx.tx, id).await?.is_none()
    {
        let at = reminded_at(&ground.home, day, &is_holiday);
        if let Some(new) = kept::insert(cx.tx, (id, day), at).await? {
            discussions::ask_next(cx, &ground, new).await?;
        }
    }
    let next = discussions::coming(&ground, on.first_of_month().saturating_add(1.month()));
    Ok(kept::update_rotation(cx.tx, id, next).await?)
}

async fn go_on(cx: &mut Cx<'_>, id: DiscussionId) -> Result<(), Error> {
    let talk = discussions::find(cx, id).await?;
    let ground = turns::ground(cx, talk.cohort).await?;
    match talk.state {
        State::Ahead => remind(cx, &ground, &talk).await,
        State::Near => open(cx, &ground, &talk).await,
        State::Held => ask_what_came(cx, &ground, &talk).await,
        State::Asked | State::Noted | State::Over => {
            Ok(kept::update_state(cx.tx, id, (talk.state, None)).await?)
        }
    }
}

async fn remind(cx: &mut Cx<'_>, ground: &Ground, talk: &Discussion) -> Result<(), Error> {
    let opens = before(&ground.home, talk.on, 0);
    if let (Some(turn), Some(to)) = (talk.turn, talk.leader())
        && cx.now < opens
    {
        let news = CohortNews::LeaderReminded { discussion: talk.id, nth: turn.nth, to };
        discussions::tell(cx, ground, (talk.on, news, to)).await?;
    }
    Ok(kept::update_state(cx.tx, talk.id, (State::Near, Some(opens))).await?)
}

/// Its hour has come. Whoever was asked and has not said a word has had their turn, so that they keep nobody waiting.
async fn open(cx: &mut Cx<'_>, ground: &Ground, talk: &Discussion) -> Result<(), Error> {
    let late = cx.now.duration_since(before(&ground.home, talk.on, 0));
    let silent = talk.turn.filter(|turn| turn.answer.is_none()).map(|turn| turn.person);
    let there = ground.there(talk.on);
    match talk.leader().filter(|leader| there.contains(leader)) {
        Some(leader) if late <= STILL_NOW && ground.meets() => {
            had(cx, (talk, leader)).await?;
            kept::update_led(cx.tx, talk.id, leader).await?;
            let is_holiday = |day| ground.is_holiday(day);
            let next = asked_at(&ground.home, talk.on, &is_holiday);
            kept::update_state(cx.tx, talk.id, (State::Held, Some(next))).await?;
            let until = cx.now.saturating_add(STILL_NOW).unwrap_or(cx.now);
            let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(until) };
            let news = CohortNews::Discussion { discussion: talk.id };
            outbox::insert(cx.tx, &Outgoing::Cohort(news), timing).await?;
            if let Some(turn) = talk.turn {
                discussions::show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
            }
            Ok(())
        }
        Some(_) | None => {
            if let Some(person) = silent.filter(|_| late <= STILL_NOW) {
                had(cx, (talk, person)).await?;
            }
            discussions::drop_it(cx, talk.id).await
        }
    }
}

async fn had(cx: &mut Cx<'_>, (talk, person): (&Discussion, PersonId)) -> Result<(), Error> {
    let mut line = kept::find_line(cx.tx, talk.cohort).await?;
    line.had(person);
    Ok(kept::update_line(cx.tx, talk.cohort, &line).await?)
}

async fn ask_what_came(cx: &mut Cx<'_>, ground: &Ground, talk: &Discussion) -> Result<(), Error> {
    let is_holiday = |day| ground.is_holiday(day);
    let late = cx.now.duration_since(asked_at(&ground.home, talk.on, &is_holiday));
    let is_in = |leader: &PersonId| ground.members.iter().any(|person| person.id == *leader);
    let leads = talk.led_by.filter(is_in).filter(|_| late <= STILL_REMEMBERED);
    let Some(to) = leads.filter(|_| ground.cohort.ended_at.is_none()) else {
        return Ok(kept::update_state(cx.tx, talk.id, (State::Over, None)).await?);
    };
    let reader = cx.person(to).await?;
    let ready_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
    let news = CohortNews::NoteAsked { discussion: talk.id, to };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::from(ready_at)).await?;
    Ok(kept::update_state(cx.tx, talk.id, (State::Asked, None)).await?)
}

/// Whether a turn may still be taken.
pub fn is_open(talk: &Discussion, nth: u32) -> bool {
    let open = talk.turn.filter(|turn| turn.nth == nth && talk.is_ahead());
    match open.map(|turn| turn.answer) {
        Some(None | Some(Answer::Yes)) => true,
        Some(Some(Answer::Skipped | Answer::Swapped | Answer::Passed)) | None => false,
    }
}
