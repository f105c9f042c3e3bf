//! What the mentor does with a question: answer it with the form, or say by when they will.
//!
//! An answer typed in the thread counts the same; that stands in `reply`. *Seen, back by …* tells the mentee a time and
//! does not stop the clock.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};

use super::{asked, not_yours, views::answer as words};
use crate::{
    domain::{
        access::Act,
        answer::{Answer, LinkKind, Linked},
        availability::Availability,
        draft::About,
        ids::QuestionId,
        outgoing::{Outgoing, Place},
        person::Person,
        promise::time_taken,
        question::{Question, Seen, State},
        reply::Reply,
        text::{Link, UserText},
    },
    features::{Cx, Error, Reaction, Who, access, answering, bodies, draft, refused},
    slack::{
        action::read_id,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        drafts,
        outbox::{self, Timing},
        questions,
        replies::{self, NewReply, Source},
    },
};

/// How far ahead a mentor may say they will be back, in days.
const LONGEST_WAIT_DAYS: i32 = 31;

/// *Answer*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::question(cx, who, (id(&click.value)?, Act::AnswerQuestion)).await?;
    let (pair, question) = access.object;
    let mentee = cx.person(pair.mentee).await?;
    let kept = draft::find(cx, access.person.id, About::Answer(question.id)).await?;
    let from = kept.as_ref().map(|kept| (kept, &access.person));
    Ok(Reaction::open(words::form((&question, &mentee), &pair.room, from)))
}

/// The answer is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = id(&submit.view.private_metadata)?;
    let access = access::question(cx, who, (id, Act::AnswerQuestion)).await?;
    let (_, question) = access.object;
    let content = Reply::Answer(read(&submit.view)?);
    drafts::delete(cx.tx, access.person.id, About::Answer(id)).await?;
    let asked = asked(&question);
    let new = NewReply {
        to: asked.what,
        author: access.person.id,
        said_at: cx.now,
        taken: time_taken(asked.since, cx.now, &access.person.availability),
        source: Source::Form(submit.view.id.clone()),
    };
    match replies::insert(cx.tx, &new, Some(&content), cx.now).await? {
        Some(reply) => {
            let record = answering::record(&asked, reply, (new.author, new.said_at));
            answering::stands(cx, &record, (&asked, &content)).await?;
            let post = Outgoing::ReplyPost { reply, to: Place::Room };
            outbox::insert(cx.tx, &post, Timing::now(cx.now)).await?;
        }
        None => sent_again(cx, (&asked, &new), (&submit.view.id, &content)).await?,
    }
    Ok(Reaction::done())
}

/// The same form sent twice: what it says now is what it says. A replay says nothing new and changes nothing.
async fn sent_again(
    cx: &mut Cx<'_>,
    (asked, new): (&answering::Asked, &NewReply),
    (view_id, content): (&str, &Reply),
) -> Result<(), Error> {
    let Some(known) = replies::find_by_view(cx.tx, view_id).await? else { return Ok(()) };
    if (known.to, known.author) != (new.to, new.author) {
        return Err(not_yours());
    }
    if known.content.as_ref() != Some(content) {
        replies::update_content(cx.tx, known.id, content, cx.now).await?;
        let record = answering::record(asked, known.id, (known.author, known.said_at));
        answering::index(cx, &record, content).await?;
        let refresh = Outgoing::ReplyRefresh { reply: known.id };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// What a submission answers.
fn read(state: &ViewState) -> Result<Answer, Error> {
    let mut problems = Vec::new();
    let mut text = |field: &str| {
        UserText::parse_optional(state.typed(field), words::MAX).unwrap_or_else(|problem| {
            problems.push((field.to_owned(), bodies::problem(problem)));
            None
        })
    };
    let (said, address, question) =
        (text(words::WORDS), text(words::LINK), text(words::QUESTION_BACK));
    let link = address.and_then(|typed| match Link::parse(typed.expose()) {
        Ok(link) => Some(Linked { kind: kind(state), link }),
        Err(_) => {
            problems.push((words::LINK.to_owned(), words::bad_link()));
            None
        }
    });
    let answer = Answer { words: said, link, question };
    if problems.is_empty() && answer.is_empty() {
        problems.push((words::WORDS.to_owned(), words::nothing_written()));
    }
    if problems.is_empty() { Ok(answer) } else { Err(Error::Fields(problems)) }
}

fn kind(state: &ViewState) -> LinkKind {
    match state.fields.get(words::LINK_KIND) {
        Some(Field::Choice(Some(kind))) => LinkKind::read(kind).unwrap_or(LinkKind::Doc),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            LinkKind::Doc
        }
    }
}

/// *Seen, back by …*.
pub async fn ask_when(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::question(cx, who, (id(&click.value)?, Act::AnswerQuestion)).await?;
    let (_, question) = access.object;
    is_waiting(&question)?;
    let usual = end_of_day(cx.now, &access.person.availability);
    let usual = usual.map(|at| access.person.zone.local(at));
    Ok(Reaction::open(words::when_form(&question, &access.person, usual)))
}

/// The end of the window that is open, else of the next one.
fn end_of_day(now: Timestamp, mentor: &Availability) -> Option<Timestamp> {
    mentor.closes_at(now).or_else(|| mentor.closes_at(mentor.next_working_day_open(now)?))
}

/// The mentor says by when they are back.
pub async fn seen(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = id(&submit.view.private_metadata)?;
    let access = access::question(cx, who, (id, Act::AnswerQuestion)).await?;
    let (_, question) = access.object;
    is_waiting(&question)?;
    let back_by = read_when(&submit.view, (&access.person, cx.now))?;
    questions::update_seen(cx.tx, id, Seen { at: cx.now, back_by }).await?;
    let said = Outgoing::QuestionSeen { question: id, back_by, to: Place::Room };
    outbox::insert(cx.tx, &said, Timing::now(cx.now)).await?;
    answering::refresh(cx, &asked(&question)).await?;
    Ok(Reaction::done())
}

/// Nobody needs to be told when an answer comes that is there already.
fn is_waiting(question: &Question) -> Result<(), Error> {
    match question.state() {
        State::Open => Ok(()),
        State::Answered | State::Closed(_) => refused(words::not_waiting()),
    }
}

fn read_when(state: &ViewState, (mentor, now): (&Person, Timestamp)) -> Result<Timestamp, Error> {
    let problem = |field: &str, sentence| Error::Fields(vec![(field.to_owned(), sentence)]);
    let day = match state.fields.get(words::DAY) {
        Some(Field::Date(Some(day))) => day.parse::<Date>().ok(),
        Some(_) | None => None,
    };
    let time = match state.fields.get(words::TIME) {
        Some(Field::Choice(Some(time))) => time.parse::<Time>().ok(),
        Some(_) | None => None,
    };
    let Some(day) = day else { return Err(problem(words::DAY, words::no_day())) };
    let Some(time) = time else { return Err(problem(words::TIME, words::no_time())) };
    let today = mentor.zone.date(now);
    if today.until(day).map_or(i32::MAX, |span| span.get_days()) > LONGEST_WAIT_DAYS {
        return Err(problem(words::DAY, words::bad_day()));
    }
    match mentor.zone.instant(day.to_datetime(time)) {
        at if at > now => Ok(at),
        _ if day < today => Err(problem(words::DAY, words::bad_day())),
        _ => Err(problem(words::TIME, words::bad_time())),
    }
}

fn id(carried: &str) -> Result<QuestionId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}
