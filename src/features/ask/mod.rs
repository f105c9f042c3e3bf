//! `/ask`: a mentee asks their mentor something, with the context it takes and a time by which the answer comes.
//!
//! How the form looks stands in `form`, what it opens with in `brought`, what was answered before in `memory`, where a
//! question is read in `post`, and in the help channel in `commons`; what the mentor does with it in `answer`, what becomes
//! of it in `outcome`. An answer that is typed in the thread belongs to `reply`.

use jiff::{Timestamp, civil::Date};

use self::brought::Brought;
use super::{
    Cx, Error, Reaction, RefreshHome, Show, Who,
    access::{self, not_yours},
    agendas, answering, channel,
    draft::{
        self,
        views::{Around, Sent},
    },
    held::{self, Along},
    owing, own, refused, terms,
};
use crate::{
    domain::{
        access::Act,
        answerable::Answerable,
        draft::{About, Draft},
        help_channel::HelpChannel,
        ids::{PairId, QuestionId},
        outgoing::{Outgoing, Place},
        pair::Pair,
        person::Person,
        question::{Content, Kind, NotNow, Question, Urgency},
        search::Shelf,
        typed::TypedState,
    },
    slack::{
        action::{added::Added, question::QuestionForm, read_id},
        blocks::View,
        inbound::{Click, Submit},
    },
    store::{
        attention,
        drafts::{self, Kept},
        outbox::{self, Timing},
        pairs,
        questions::{self, NewQuestion},
        records::{self, Item, Record},
    },
};

pub mod answer;
pub mod brought;
pub mod commons;
pub mod form;
pub mod memory;
pub mod outcome;
pub mod post;
pub mod views;

/// `/ask`, or `/ask debug` where the kind is known.
pub async fn command(cx: &mut Cx<'_>, who: &Who, kind: Option<Kind>) -> Result<Reaction, Error> {
    let pair = pair_of(cx, who).await?;
    open(cx, who, (pair.id, kind.map_or(Brought::Nothing, Brought::Kind))).await
}

/// The pair in which whoever speaks is the mentee.
async fn pair_of(cx: &mut Cx<'_>, who: &Who) -> Result<Pair, Error> {
    let Some(person) = who.person.as_ref().filter(|it| it.account.may_take_part()) else {
        return refused(views::asking::no_mentor());
    };
    let pair = pairs::find_open_of_mentee(cx.tx, person.id).await?.filter(Pair::is_active);
    pair.ok_or_else(|| Error::Refused(views::asking::no_mentor()))
}

/// `/ask help`.
pub fn tips() -> Reaction {
    Reaction::say(views::asking::tips())
}

/// The *Ask a question* button.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    open(cx, who, (pair, Brought::Nothing)).await
}

async fn open(
    cx: &mut Cx<'_>,
    who: &Who,
    (pair, brought): (PairId, Brought),
) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (pair, Act::AskQuestion)).await?;
    let mentor = mentor(cx, &access.object).await?;
    let about = About::Question(pair, None);
    let kept = draft::find(cx, access.person.id, about).await?;
    let filled = kept.as_ref().map(|kept| kept.draft.clone()).unwrap_or_default();
    let laid = brought::lay(brought, (filled, added_to(kept.as_ref())))?;
    let from = kept.as_ref().map(|kept| (kept, &access.person));
    let mut around = draft::views::around(about, from, Sent::Never);
    around.top.extend(laid.said);
    let carries = QuestionForm { pair, edits: None, added: laid.added };
    let people = (&access.object, &mentor, &access.person);
    Ok(Reaction::open(new_form(cx, people, (carries, around, laid.filled)).await?))
}

/// The form of a new question, with the time by which the answer comes if it is sent now.
async fn new_form(
    cx: &mut Cx<'_>,
    (pair, mentor, mentee): (&Pair, &Person, &Person),
    (carries, around, filled): (QuestionForm, Around, Draft),
) -> Result<View, Error> {
    let along = held::find_next(cx, pair, (mentor, mentee)).await?;
    let help = channel::help(cx, pair).await?;
    let help = help.as_ref();
    let promised = would_be_owed_by(cx, (pair, mentor, mentee), (&filled, along, help)).await?;
    let away_until = away_until(cx, mentor);
    let opening =
        form::Opening { carries, mentor, around, promised, along, away_until, help, filled };
    Ok(form::view(&opening, mentee))
}

/// What was typed to the bot that stands in a draft.
fn added_to(kept: Option<&Kept>) -> Added {
    let begun: Option<QuestionForm> = kept.and_then(Kept::form);
    begun.map(|begun| begun.added).unwrap_or_default()
}

/// The *Edit* button of the writer's copy.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: QuestionId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::question(cx, who, (id, Act::AskQuestion)).await?;
    let (pair, question) = access.object;
    let mentor = mentor(cx, &pair).await?;
    question.edit().map_err(|why| not_now(why, (&mentor, &access.person)))?;
    let about = About::Question(pair.id, Some(id));
    let kept = draft::find(cx, access.person.id, about).await?;
    let filled = match &kept {
        Some(kept) => kept.draft.clone(),
        None => form::filled(&question.content),
    };
    let filled = form::as_urgent_as(filled, &question.content);
    let from = kept.as_ref().map(|kept| (kept, &access.person));
    let around = draft::views::around(about, from, Sent::Before);
    let carries = QuestionForm { pair: pair.id, edits: Some(id), added: added_to(kept.as_ref()) };
    let people = (&question, &mentor, &access.person);
    Ok(Reaction::open(edit_form(cx, people, (carries, around, filled)).await?))
}

/// The kind was chosen, or whether it is urgent: the form follows, and keeps what was typed.
pub async fn change(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Some(view) = &click.view else { return Err(not_yours()) };
    let carries: QuestionForm = view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (carries.pair, Act::AskQuestion)).await?;
    let mentor = mentor(cx, &access.object).await?;
    let filled = draft::read(view);
    let around = |sent| draft::views::around(carries.about(), None, sent);
    let Some(id) = carries.edits else {
        let people = (&access.object, &mentor, &access.person);
        let around = around(Sent::Never);
        return Ok(Reaction::replace(new_form(cx, people, (carries, around, filled)).await?));
    };
    let question = access::question(cx, who, (id, Act::AskQuestion)).await?.object.1;
    let (around, filled) = (around(Sent::Before), form::as_urgent_as(filled, &question.content));
    Ok(Reaction::replace(
        edit_form(cx, (&question, &mentor, &access.person), (carries, around, filled)).await?,
    ))
}

/// The form of a question that was sent, with the time its answer was promised by.
async fn edit_form(
    cx: &mut Cx<'_>,
    (question, mentor, mentee): (&Question, &Person, &Person),
    (carries, around, filled): (QuestionForm, Around, Draft),
) -> Result<View, Error> {
    let (promised, away_until) = (question.round.owed_by, away_until(cx, mentor));
    let help = commons::where_it_stands(cx, question.id).await?;
    let (along, help) = (None, help.as_ref());
    let opening =
        form::Opening { carries, mentor, around, promised, along, away_until, help, filled };
    Ok(form::view(&opening, mentee))
}

/// By when the answer would come if the form were sent now. Where others have the question first, that comes first.
async fn would_be_owed_by(
    cx: &mut Cx<'_>,
    (pair, mentor, mentee): (&Pair, &Person, &Person),
    (filled, along, help): (&Draft, Option<Along>, Option<&HelpChannel>),
) -> Result<Option<Timestamp>, Error> {
    if let Some(along) = along.filter(|_| form::goes_along(filled)) {
        return Ok(along.owed_by);
    }
    let sharing = form::sharing(filled, help);
    let since = commons::rises_at(cx, (sharing, help), mentee).unwrap_or(cx.now);
    let promise = terms::of(cx, pair).await?.promise(form::urgency(filled));
    Ok(promise.owed_by(since, &mentor.availability))
}

/// The last day off of somebody who is away now.
fn away_until(cx: &Cx<'_>, mentor: &Person) -> Option<Date> {
    mentor.availability.day_off_until(mentor.zone.date(cx.now))
}

/// A question is sent or saved again. It is written down before this returns; Slack is answered after the commit.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried: QuestionForm = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (carried.pair, Act::AskQuestion)).await?;
    let (pair, mentee) = (access.object, access.person);
    let mentor = mentor(cx, &pair).await?;
    let edited = match carried.edits {
        Some(id) => Some(access::question(cx, who, (id, Act::AskQuestion)).await?.object.1),
        None => None,
    };
    if edited.as_ref().is_some_and(|question| question.pair != pair.id) {
        return Err(not_yours());
    }
    let was = edited.as_ref().map(|question| &question.content);
    let content = form::read(&submit.view, was)?;
    own::used(cx, (mentee.id, &carried.added), TypedState::Question).await?;
    drafts::delete(cx.tx, mentee.id, carried.about()).await?;
    let saved = questions::find_saved(cx.tx, &submit.view.id).await?;
    match (saved, edited) {
        // The same form sent twice: what it says now is what it says, as long as nobody has answered.
        (Some((id, said)), _) => {
            let question = access::question(cx, who, (id, Act::AskQuestion)).await?.object.1;
            if said != content && question.edit().is_ok() {
                let version = (submit.view.id.as_str(), &content);
                questions::update_version(cx.tx, id, version, cx.now).await?;
                changed(cx, &question, &content).await?;
            }
        }
        (None, Some(question)) => {
            question.edit().map_err(|why| not_now(why, (&mentor, &mentee)))?;
            if question.content != content {
                let version = (submit.view.id.as_str(), &content);
                questions::update_content(cx.tx, question.id, version, cx.now).await?;
                changed(cx, &question, &content).await?;
            }
        }
        (None, None) => {
            let filled = draft::read(&submit.view);
            let along = along(cx, (&pair, &mentor, &mentee), &filled).await?;
            put(cx, (&pair, &mentor, along), (&submit.view.id, &content)).await?;
        }
    }
    Ok(Reaction::done())
}

/// The check-in that a new question goes along with; `None` when it goes at once.
async fn along(
    cx: &mut Cx<'_>,
    (pair, mentor, mentee): (&Pair, &Person, &Person),
    filled: &Draft,
) -> Result<Option<Along>, Error> {
    match form::goes_along(filled) {
        true => held::find_next(cx, pair, (mentor, mentee)).await,
        false => Ok(None),
    }
}

/// A new question, with everything that follows from it. One that goes along with a check-in is not posted yet.
async fn put(
    cx: &mut Cx<'_>,
    (pair, mentor, along): (&Pair, &Person, Option<Along>),
    (view_id, content): (&str, &Content),
) -> Result<(), Error> {
    let way = commons::way(cx, pair, content).await?;
    let since = way.rises_at.unwrap_or(cx.now);
    let owed = match along {
        Some(along) => along.promise.owe(along.with, &mentor.availability),
        None => {
            terms::of(cx, pair).await?.promise(content.urgency()).owe(since, &mentor.availability)
        }
    };
    let new = NewQuestion { pair: pair.id, author: pair.mentee };
    let id = questions::insert(cx.tx, new, (view_id, content, owed), cx.now).await?;
    commons::take(cx, (id, content), &way).await?;
    match along {
        Some(along) => {
            held::hold(cx, id, along).await?;
            agendas::refresh_recent(cx, pair.id).await?;
        }
        None => bring(cx, (id, content.urgency(), since), mentor).await?,
    }
    let receipt = Outgoing::QuestionReceipt { question: id };
    outbox::insert(cx.tx, &receipt, Timing::now(cx.now)).await?;
    let item = Item::Question(id);
    let record = Record { shelf: Shelf::Pair(pair.id), item, author: pair.mentee, said_at: cx.now };
    records::update(cx.tx, &record, &content.texts().join("\n")).await?;
    owing::reckon(cx, mentor).await
}

/// The question is posted when it is the mentor's and they can be disturbed.
async fn bring(
    cx: &mut Cx<'_>,
    (id, urgency, since): (QuestionId, Urgency, Timestamp),
    mentor: &Person,
) -> Result<(), Error> {
    let ready_at = match may_come_now(cx, (urgency, mentor)).await? {
        true => since,
        false => mentor.availability.next_open(since).unwrap_or(since),
    };
    let post = Outgoing::QuestionPost { question: id, to: Place::Room };
    outbox::insert(cx.tx, &post, Timing::from(ready_at)).await?;
    Ok(())
}

/// *Ask it now*, of a question that waits for the next check-in. One that has gone stays as it is.
pub async fn ask_now(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: QuestionId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::question(cx, who, (id, Act::AskQuestion)).await?;
    let (pair, question) = access.object;
    if question.held_until.is_some() {
        let promise = terms::of(cx, &pair).await?.promise(question.content.urgency());
        held::let_go_now(cx, id, promise).await?;
    }
    Ok(Reaction::done())
}

/// Whether a question may reach the mentor outside their window: it is urgent, and they allowed that.
async fn may_come_now(
    cx: &mut Cx<'_>,
    (urgency, mentor): (Urgency, &Person),
) -> Result<bool, Error> {
    Ok(match urgency {
        Urgency::Usual => false,
        Urgency::Urgent => attention::find(cx.tx, mentor.id).await?.urgent,
    })
}

/// What a question says has changed: it is found by it, and its messages show it.
async fn changed(cx: &mut Cx<'_>, question: &Question, content: &Content) -> Result<(), Error> {
    let item = Item::Question(question.id);
    let (author, said_at) = (question.author, question.asked_at);
    let record = Record { shelf: Shelf::Pair(question.pair), item, author, said_at };
    records::update(cx.tx, &record, &content.texts().join("\n")).await?;
    for refresh in Answerable::Question(question.id).refreshes() {
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    if question.held_until.is_some() {
        agendas::refresh_recent(cx, question.pair).await?;
    }
    answering::refresh_in_channel(cx, question.id).await?;
    commons::edited(cx, question.id).await?;
    post::edited(cx, question.id).await
}

/// *Solved it while writing*: the draft is closed, and it counts as a win. No word of it is kept.
pub async fn solved_writing(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about: About = click.value.parse().map_err(|_| not_yours())?;
    let About::Question(pair, None) = about else { return Err(not_yours()) };
    let access = access::pair(cx, who, (pair, Act::AskQuestion)).await?;
    drafts::delete(cx.tx, access.person.id, about).await?;
    let carried = click.view.as_ref().and_then(|it| it.private_metadata.parse().ok());
    if let Some(QuestionForm { added, .. }) = carried {
        own::used(cx, (access.person.id, &added), TypedState::Dropped).await?;
    }
    let form = click.view.as_ref().map_or(&click.action_ts, |view| &view.id);
    let whose = (pair, access.person.id);
    questions::insert_solved_while_writing(cx.tx, whose, form, cx.now).await?;
    let count = questions::count_solved_while_writing(cx.tx, pair).await?;
    let page = Show::Replace(views::asking::solved_writing(pair, count));
    Ok(Reaction { show: Some(page), refresh_home: RefreshHome::Yes, ..Reaction::nothing() })
}

/// The mentor of a pair, unless they are gone.
async fn mentor(cx: &mut Cx<'_>, pair: &Pair) -> Result<Person, Error> {
    let mentor = cx.person(pair.mentor).await?;
    match mentor.account.may_take_part() {
        true => Ok(mentor),
        false => refused(views::asking::mentor_gone(&mentor)),
    }
}

/// Why something is not done now, in a sentence.
fn not_now(why: NotNow, (mentor, mentee): (&Person, &Person)) -> Error {
    Error::Refused(views::outcome::not_now(why, (mentor, mentee)))
}

/// A question as something to be answered.
fn asked(question: &Question) -> answering::Asked {
    answering::Asked {
        what: Answerable::Question(question.id),
        pair: question.pair,
        since: question.round.since,
        posted_at: question.posted_at,
    }
}

/// What a draft says of the kind, so that the form opens with it.
fn kind_of(filled: &Draft) -> Kind {
    filled.chosen(form::KIND).and_then(Kind::read).unwrap_or(Kind::Quick)
}
