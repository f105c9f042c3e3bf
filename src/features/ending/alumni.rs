//! What comes after a pair is complete: the record its mentee takes along, and whether they would mentor others.

use super::{pair_id, record, views::graduation};
use crate::{
    domain::{
        access::Act,
        delivery::Stage,
        ending::Answered,
        growth_record::Format,
        ids::PairId,
        outgoing::Outgoing,
        pair::{Ending, Pair, PairState},
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error, Reaction, Who, access,
        letter::{Destination, Letter, Parcel, Verdict, change, outside_hours},
        refused,
    },
    slack::{client::files::File, inbound::Click},
    store::{
        Fault, endings,
        outbox::{self, Timing},
        pairs,
    },
};

/// Renders what comes after it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::GrowthRecord { pair, format, press } => bring(cx, *pair, (*format, *press)).await,
        Outgoing::GrowthRecordLost { pair, .. } => lost(cx, *pair).await,
        Outgoing::MentorAsked { pair } => ask(cx, *pair).await,
        Outgoing::MentorAnswered { pair } => answered(cx, *pair).await,
        Outgoing::MentorToLead { pair } => to_lead(cx, *pair).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The pair, if it is complete.
async fn complete(cx: &mut Cx<'_>, id: PairId) -> Result<Option<Pair>, Error> {
    let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    let is_complete = matches!(pair.state, PairState::Ended { how: Ending::Completed, .. });
    Ok(is_complete.then_some(pair))
}

async fn bring(
    cx: &mut Cx<'_>,
    id: PairId,
    (format, press): (Format, u32),
) -> Result<Verdict, Error> {
    let Some(pair) = complete(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let mentee = cx.person(pair.mentee).await?;
    let opens = mentee.availability.next_open(cx.now).filter(|at| *at > cx.now);
    // Whoever pressed for it is there.
    if let Some(at) = opens.filter(|_| press == 0) {
        return Ok(Verdict::Wait(at));
    }
    let bytes = record::of(cx, &pair).await?.file(format).into_bytes();
    let (name, title) = match format {
        Format::Markdown => ("growth-record.md", "Your growth record, as a text"),
        Format::Html => ("growth-record.html", "Your growth record, as a page"),
    };
    let to = Destination::Person(mentee.id);
    Ok(Verdict::Bring(Parcel { to, file: File { name, title, bytes } }))
}

/// It did not get through: they are told, with the way to have it sent again.
pub async fn undelivered(cx: &mut Cx<'_>, (pair, press): (PairId, u32)) -> Result<(), Error> {
    let lost = Outgoing::GrowthRecordLost { pair, press };
    outbox::insert(cx.tx, &lost, Timing::now(cx.now)).await?;
    Ok(())
}

async fn lost(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let Some(pair) = complete(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let to = Destination::Person(pair.mentee);
    Ok(Verdict::Say(Letter { to, message: graduation::lost(id) }))
}

/// *Send it again*. What is on its way already is not joined by another.
pub async fn send_again(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (pair_id(&click.value)?, Act::AnswerAsAlumnus)).await?;
    let Some(pair) = complete(cx, access.object.id).await? else {
        return refused(access::NOT_YOURS);
    };
    for format in Format::ALL {
        for press in 0.. {
            let record = Outgoing::GrowthRecord { pair: pair.id, format, press };
            match outbox::find_stage(cx.tx, &record).await? {
                Some((Stage::Ready | Stage::Sending | Stage::Unknown, _)) => break,
                Some((Stage::Sent | Stage::Skipped | Stage::Dead, _)) => {}
                None => {
                    outbox::insert(cx.tx, &record, Timing::now(cx.now)).await?;
                    break;
                }
            }
        }
    }
    Ok(Reaction::nothing())
}

async fn ask(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let Some(pair) = complete(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let mentee = cx.person(pair.mentee).await?;
    if !mentee.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    if let Some(not_now) = outside_hours(&mentee.availability, cx.now) {
        return Ok(not_now);
    }
    let answer = endings::find_answer(cx.tx, id).await?;
    let message = graduation::would_you_mentor(id, answer);
    Ok(Verdict::Say(Letter { to: Destination::Person(mentee.id), message }))
}

async fn answered(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let answer = endings::find_answer(cx.tx, id).await?;
    let message = graduation::would_you_mentor(id, answer);
    let original = Outgoing::MentorAsked { pair: id };
    change(cx, (&Subject::MentorAsked(id), &original), message).await
}

/// The lead who hears that somebody would mentor others, unless they are that lead themselves.
async fn lead(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<Person>, Error> {
    Ok(access::lead_of(cx, pair).await?.filter(|lead| lead.id != pair.mentee))
}

async fn to_lead(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let Some(pair) = complete(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let Some(lead) = lead(cx, &pair).await? else { return Ok(Verdict::Drop("no lead")) };
    if let Some(at) = lead.availability.next_open(cx.now).filter(|at| *at > cx.now) {
        return Ok(Verdict::Wait(at));
    }
    let mentee = cx.person(pair.mentee).await?;
    let message = graduation::would_mentor(&mentee);
    Ok(Verdict::Say(Letter { to: Destination::Person(lead.id), message }))
}

/// *I'd like to mentor*, and *Not now*.
pub async fn answer(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, answer): (&Click, Answered),
) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (pair_id(&click.value)?, Act::AnswerAsAlumnus)).await?;
    let Some(pair) = complete(cx, access.object.id).await? else {
        return refused(access::NOT_YOURS);
    };
    endings::update_answer(cx.tx, (pair.id, answer), cx.now).await?;
    let shown = Outgoing::MentorAnswered { pair: pair.id };
    outbox::insert(cx.tx, &shown, Timing::now(cx.now)).await?;
    if answer == Answered::Mentor && lead(cx, &pair).await?.is_some() {
        let told = Outgoing::MentorToLead { pair: pair.id };
        outbox::insert(cx.tx, &told, Timing::now(cx.now)).await?;
    }
    Ok(Reaction::done())
}

/// The change that shows what the question has become.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::MentorAsked { pair } => Some(Outgoing::MentorAnswered { pair: *pair }),
        _ => None,
    }
}
