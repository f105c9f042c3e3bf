//! A pair is over: whatever runs for it stops, and both, and a lead, are told.
//!
//! What the two wrote stays as it is. What is said stands in the feature; what was on its way for the pair finds, when it
//! is rendered, that it is not needed any more, and what stands already follows in `standing`.

use super::{arranged, rematches, standing};
use crate::{
    domain::{
        answerable::Answerable,
        ending::Parting,
        growth_record::Format,
        outgoing::{Outgoing, Place},
        pair::{Ending, Pair, Side},
        person::Person,
        step::{Outcome, Talk},
    },
    features::{Cx, Error, access, owing},
    store::{
        Fault, call_schedules, challenges, checkins, endings, held, occasions,
        outbox::{self, Timing},
        pairs, questions, signs, steps, weeks,
    },
};

/// Ends a running pair.
pub async fn end(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (how, parting): (Ending, &Parting),
) -> Result<(), Error> {
    let state = pair.state.end(how, cx.now).map_err(|_| Fault::Unreadable("pair"))?;
    let pair = Pair { state, ..pair.clone() };
    pairs::update_state(cx.tx, &pair, cx.now).await?;
    endings::insert(cx.tx, pair.id, parting).await?;
    // Of two who both said that they go on as peers, nobody called anything off.
    let by = match how {
        Ending::Early => parting.by,
        Ending::Completed => None,
    };
    stop(cx, &pair, by).await?;
    tell(cx, &pair).await?;
    match how {
        Ending::Early => Ok(()),
        Ending::Completed => send_off(cx, &pair).await,
    }
}

/// Whoever stands alone now takes their record along, and is asked a working day later whether they would mentor others.
async fn send_off(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let mentee = cx.person(pair.mentee).await?;
    let open_at = mentee.availability.next_open(cx.now).unwrap_or(cx.now);
    for format in Format::ALL {
        let record = Outgoing::GrowthRecord { pair: pair.id, format, press: 0 };
        outbox::insert(cx.tx, &record, Timing::from(open_at)).await?;
    }
    let later = mentee.availability.next_working_day_open(cx.now).unwrap_or(open_at);
    let asked = Outgoing::MentorAsked { pair: pair.id };
    outbox::insert(cx.tx, &asked, Timing::from(later)).await?;
    Ok(())
}

/// Ends a running pair whose mentee goes on with another mentor: early, by nobody's decision alone. What is said about it
/// is the rematch's own.
pub async fn hand_over(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let state = pair.state.end(Ending::Early, cx.now).map_err(|_| Fault::Unreadable("pair"))?;
    let pair = Pair { state, ..pair.clone() };
    pairs::update_state(cx.tx, &pair, cx.now).await?;
    endings::insert(cx.tx, pair.id, &Parting { by: None, why: None }).await?;
    stop(cx, &pair, None).await
}

/// Nothing is asked, counted or expected for this pair any more.
async fn stop(cx: &mut Cx<'_>, pair: &Pair, by: Option<Side>) -> Result<(), Error> {
    weeks::delete_next(cx.tx, pair.id).await?;
    weeks::delete_nudges(cx.tx, pair.id).await?;
    call_schedules::delete_next(cx.tx, pair.id).await?;
    challenges::delete_next(cx.tx, pair.id).await?;
    signs::delete_next(cx.tx, pair.id).await?;
    occasions::delete_all(cx.tx, pair.id).await?;
    rematches::stop(cx, pair).await?;
    if let Some(talk) = steps::find_newest(cx.tx, pair.id).await?.filter(|it| it.outcome.is_none())
    {
        let over = Talk { outcome: Some(Outcome::Over), ..talk };
        steps::update(cx.tx, (pair.id, &over), cx.now).await?;
        for to in [pair.mentor, pair.mentee] {
            let refresh = Outgoing::StepRefresh { pair: pair.id, nth: over.nth, to };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    for question in held::list(cx.tx, pair.id).await? {
        held::update(cx.tx, question, None).await?;
    }
    arranged::call_all_off(cx, (pair, by)).await?;
    // Nobody owes the other an answer: the list, its cards and the next of them follow.
    let mentor = cx.person(pair.mentor).await?;
    owing::reckon(cx, &mentor).await?;
    for checkin in checkins::list_unanswered(cx.tx, pair.id).await? {
        owing::changed(cx, (pair.id, Answerable::Checkin(checkin.id))).await?;
    }
    for question in questions::list_unanswered(cx.tx, pair.id).await? {
        owing::changed(cx, (pair.id, Answerable::Question(question.id))).await?;
    }
    standing::follow(cx, pair).await
}

async fn tell(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let both = [pair.mentor, pair.mentee];
    let each = both.map(|person| Outgoing::Ended { pair: pair.id, to: Place::Alone(person) });
    let in_room = Outgoing::Ended { pair: pair.id, to: Place::Room };
    for message in each.into_iter().chain([in_room]) {
        outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    }
    // Whoever leads and is one of the two is told as such.
    match access::lead_of(cx, pair).await? {
        Some(lead) if pair.side(lead.id).is_none() => tell_lead(cx, pair, &lead).await,
        Some(_) | None => Ok(()),
    }
}

async fn tell_lead(cx: &mut Cx<'_>, pair: &Pair, lead: &Person) -> Result<(), Error> {
    let open_at = lead.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &Outgoing::EndedToLead { pair: pair.id }, Timing::from(open_at)).await?;
    Ok(())
}
