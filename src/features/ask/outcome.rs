//! What becomes of a question: the mentee says whether the answer helped, and may ask once more when the promised time is
//! over.
//!
//! Nobody else can say it, and nothing is settled by silence.

use super::{asked, not_now, not_yours, views::outcome as words};
use crate::{
    domain::{
        access::Act,
        answerable::Answerable,
        ids::QuestionId,
        outgoing::{Outgoing, Place},
        pair::Pair,
        person::Person,
        post::Subject,
        question::{Closed, Question, State},
    },
    features::{
        Cx, Error, Reaction, RefreshHome, Who, access, agendas, answering,
        letter::{Destination, Letter, Verdict, change, outside_hours, under},
        terms,
    },
    slack::{action::read_id, inbound::Click},
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, posts, questions,
    },
};

/// The question a mentee speaks of, with the people around it.
struct Spoken {
    question: Question,
    mentor: Person,
    mentee: Person,
}

async fn spoken(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Spoken, Error> {
    let id: QuestionId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::question(cx, who, (id, Act::AskQuestion)).await?;
    let (pair, question) = access.object;
    let mentor = cx.person(pair.mentor).await?;
    Ok(Spoken { question, mentor, mentee: access.person })
}

/// *Solved*, and *Solved it myself*.
pub async fn settle(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, closed): (&Click, Closed),
) -> Result<Reaction, Error> {
    let Spoken { question, mentor, mentee } = spoken(cx, who, click).await?;
    question.settle(closed).map_err(|why| not_now(why, (&mentor, &mentee)))?;
    close(cx, &question, closed).await?;
    Ok(Reaction::done())
}

/// Writes down how a question was settled, and shows it everywhere.
pub async fn close(cx: &mut Cx<'_>, question: &Question, closed: Closed) -> Result<(), Error> {
    questions::update_closed(cx.tx, question.id, (closed, cx.now)).await?;
    if question.held_until.is_some() {
        agendas::refresh_recent(cx, question.pair).await?;
    }
    answering::refresh(cx, &asked(question)).await
}

/// *Not yet*: the mentor is asked again, with a promise of its own.
pub async fn not_yet(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Spoken { question, mentor, mentee } = spoken(cx, who, click).await?;
    question.reopen().map_err(|why| not_now(why, (&mentor, &mentee)))?;
    let pair = pairs::find(cx.tx, question.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let promise = terms::of(cx, &pair).await?.promise(question.content.urgency());
    let owed = promise.owe(cx.now, &mentor.availability);
    questions::insert_round(cx.tx, question.id, owed, cx.now).await?;
    let round = question.round.nth.saturating_add(1);
    let told = Outgoing::Reopened { question: question.id, round, to: Place::Room };
    let open_at = mentor.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &told, Timing::from(open_at)).await?;
    answering::refresh(cx, &asked(&question)).await?;
    let page = words::asked_again(&mentor, (&mentee, owed.by));
    Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::open(page) })
}

/// *Follow up*: before the promised time is over it says until when to wait.
pub async fn follow_up(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Spoken { question, mentor, mentee } = spoken(cx, who, click).await?;
    question.follow_up(cx.now).map_err(|why| not_now(why, (&mentor, &mentee)))?;
    questions::update_followed_up(cx.tx, question.id, cx.now).await?;
    let round = question.round.nth;
    let more = Outgoing::FollowUp { question: question.id, round, to: Place::Room };
    let open_at = mentor.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &more, Timing::from(open_at)).await?;
    answering::refresh(cx, &asked(&question)).await?;
    Ok(Reaction::open(words::followed_up(&mentor, (&mentee, open_at, cx.now))))
}

/// Renders what is said about it under the question.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::FollowUp { question, round, to } => {
            let (id, round) = (*question, *round);
            let (question, pair) = load(cx, id).await?;
            let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
            if (question.state(), question.round.nth) != (State::Open, round) {
                return Ok(Verdict::Drop("answered"));
            }
            let words = words::follow_up(&mentor, (&mentee, &question));
            let alone = |to| Outgoing::FollowUp { question: id, round, to };
            to_mentor(cx, (id, &pair, &mentor), (*to, words), alone).await
        }
        Outgoing::Reopened { question, round, to } => {
            let (id, round) = (*question, *round);
            let (question, pair) = load(cx, id).await?;
            let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
            if (question.state(), question.round.nth) != (State::Open, round) {
                return Ok(Verdict::Drop("answered"));
            }
            let words = words::reopened(&mentor, (&mentee, &question));
            let alone = |to| Outgoing::Reopened { question: id, round, to };
            to_mentor(cx, (id, &pair, &mentor), (*to, words), alone).await
        }
        Outgoing::OutcomeAsked { question, round } => ask(cx, (*question, *round)).await,
        Outgoing::OutcomeRefresh { question, round } => refresh(cx, (*question, *round)).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn load(cx: &mut Cx<'_>, id: QuestionId) -> Result<(Question, Pair), Error> {
    let question = questions::find(cx.tx, id).await?.ok_or(Fault::Unreadable("question"))?;
    let pair = pairs::find(cx.tx, question.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    Ok((question, pair))
}

/// Under the question, in the mentor's window.
async fn to_mentor(
    cx: &mut Cx<'_>,
    (id, pair, mentor): (QuestionId, &Pair, &Person),
    (to, message): (Place, crate::slack::blocks::Message),
    alone: impl Fn(Place) -> Outgoing,
) -> Result<Verdict, Error> {
    if !pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    if let Some(not_now) = outside_hours(&mentor.availability, cx.now) {
        return Ok(not_now);
    }
    under(cx, (Answerable::Question(id), pair), (to, message), &[mentor.id], alone).await
}

/// Under what was typed in the thread, the mentee is asked whether it helped.
async fn ask(cx: &mut Cx<'_>, (id, round): (QuestionId, u32)) -> Result<Verdict, Error> {
    let (question, pair) = load(cx, id).await?;
    if (question.state(), question.round.nth) != (State::Answered, round) {
        return Ok(Verdict::Drop("settled"));
    }
    let mentee = cx.person(pair.mentee).await?;
    let posts = posts::list(cx.tx, &Subject::Question(id)).await?;
    let Some((channel, ts)) = posts.into_iter().next() else {
        return Ok(Verdict::Drop("never posted"));
    };
    let message = words::ask(&mentee, (&question, round));
    Ok(Verdict::Say(Letter { to: Destination::Thread(channel, ts), message }))
}

async fn refresh(cx: &mut Cx<'_>, (id, round): (QuestionId, u32)) -> Result<Verdict, Error> {
    let (question, pair) = load(cx, id).await?;
    let mentee = cx.person(pair.mentee).await?;
    let original = Outgoing::OutcomeAsked { question: id, round };
    let message = words::ask(&mentee, (&question, round));
    change(cx, (&Subject::Outcome(id, round), &original), message).await
}
