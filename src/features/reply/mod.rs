//! What the mentor does with a check-in: reply with the form, or say when they will.
//!
//! A reply typed in the thread counts the same; that stands in `thread`. *Read, more on …* tells the mentee something
//! and does not stop the clock.

use jiff::civil::Date;

use super::{
    Cx, Error, Reaction, Who, access, answering, bodies, draft, follow_ups, own, refused, terms,
};
use crate::{
    domain::{
        access::Act,
        answerable::Answerable,
        draft::{About, Draft, Entry},
        follow_up::{FollowUps, Source},
        hints::{self, Hint},
        ids::{CheckinId, TypedId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Side},
        person::Person,
        promise::time_taken,
        reply::{AskedPart, Example, Reply, ReplyForm, ReplyPart, Told},
        template::{Question, Template, once_a_month, turn_of},
        text::{Link, UserText},
        typed::{TypedState, join},
    },
    slack::{
        action::{self, read_id},
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        Fault,
        checkins::{self, Checkin},
        drafts::{self, Kept},
        outbox::{self, Timing},
        replies::{self, NewReply, Source as Origin},
        templates,
    },
};

mod peers;
pub mod post;
pub mod thread;
pub mod typed;
pub mod views;

/// How far ahead a mentor may say they will write more, in days.
const LONGEST_WAIT_DAYS: i32 = 31;

/// *Reply*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::checkin(cx, who, (checkin_id(&click.value)?, Act::ReplyToCheckin)).await?;
    let (pair, checkin) = access.object;
    open(cx, (&pair, &checkin, &access.person), None).await
}

/// Opens the form, with something typed in it if there is any.
async fn open(
    cx: &mut Cx<'_>,
    (pair, checkin, mentor): (&Pair, &Checkin, &Person),
    typed: Option<(TypedId, &UserText)>,
) -> Result<Reaction, Error> {
    let mentee = cx.person(pair.mentee).await?;
    let kept = draft::find(cx, mentor.id, About::Reply(checkin.id)).await?;
    // A draft goes on in the form it was begun in, whatever the form would ask by now.
    let begun: Option<action::ReplyForm> = kept.as_ref().and_then(Kept::form);
    let begun = match begun {
        Some(begun) => templates::find(cx.tx, pair.programme, begun.template).await?,
        None => templates::find_newest(cx.tx, pair.programme).await?,
    };
    let template = begun.ok_or(Fault::Unreadable("template"))?;
    let was_asked = kept.as_ref().is_some_and(|it| it.draft.text(views::ONCE_A_MONTH).is_some());
    let monthly = monthly(cx, (pair, checkin), (&template, was_asked)).await?;
    let asking = views::Asking { template: &template, monthly };
    let from = kept.as_ref().map(|kept| (kept, mentor));
    let added = match typed {
        Some((id, text)) => Some((id, with_words((&kept, asking), text)?)),
        None => None,
    };
    let hint = hint(cx, checkin, &template).await?;
    let actions = follow_ups::asked(cx, (pair.id, Side::Mentor), &FollowUps::default()).await?;
    let filled = views::Filled { from, added: added.as_ref() };
    let form = views::form((checkin, &mentee), &pair.room, (asking, filled), (hint, &actions));
    Ok(Reaction::open(form))
}

/// What a form is filled with, and something typed in the first answer that has room for it.
fn with_words(
    (kept, asking): (&Option<Kept>, views::Asking<'_>),
    text: &UserText,
) -> Result<Draft, Error> {
    let filled = kept.as_ref().map(|kept| kept.draft.clone()).unwrap_or_default();
    let mut asked = asking.template.content.reply.iter();
    let joined = asked.find_map(|it| Some((&it.name, join(filled.text(&it.name), text)?)));
    match joined {
        Some((name, joined)) => Ok(filled.with(name, Some(Entry::from(&joined)))),
        None => refused(views::no_room()),
    }
}

/// What may be gently said to the mentor about their replies to this mentee; it is kept nowhere.
async fn hint(
    cx: &mut Cx<'_>,
    checkin: &Checkin,
    template: &Template,
) -> Result<Option<Hint>, Error> {
    let limit = i64::try_from(hints::LOOK_BACK).unwrap_or(i64::MAX);
    let mut said = Vec::new();
    for answered in replies::list_answered(cx.tx, checkin.pair, (checkin.id, limit)).await? {
        let replies = replies::list(cx.tx, Answerable::Checkin(answered)).await?;
        said.push(replies.into_iter().filter_map(|reply| reply.content).collect());
    }
    Ok(hints::due(&said, &template.content.reply))
}

/// What a version of the template asks once a month, if the turn is this check-in's week's. What was asked before is asked
/// still, even if the two have agreed on other weeks since.
async fn monthly<'a>(
    cx: &mut Cx<'_>,
    (pair, checkin): (&Pair, &Checkin),
    (template, was_asked): (&'a Template, bool),
) -> Result<Option<&'a Question>, Error> {
    let turns = &template.content.monthly_reply;
    if was_asked {
        return Ok(turn_of(turns, checkin.week));
    }
    let every = terms::of(cx, pair).await?.weeks();
    Ok(once_a_month(turns, checkin.week, every.get()))
}

/// *Read, more on …*.
pub async fn ask_when(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::checkin(cx, who, (checkin_id(&click.value)?, Act::ReplyToCheckin)).await?;
    let mentor = &access.person;
    let next = mentor.availability.next_working_day_open(cx.now).map(|at| mentor.zone.date(at));
    Ok(Reaction::open(views::when_form(&access.object.1, next)))
}

/// The reply form is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried: action::ReplyForm =
        submit.view.private_metadata.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let id = carried.checkin;
    let access = access::checkin(cx, who, (id, Act::ReplyToCheckin)).await?;
    let (pair, checkin) = access.object;
    // A form that was open while the template changed is read by what it asked.
    let template = templates::find(cx.tx, pair.programme, carried.template).await?;
    let template = template.ok_or_else(|| Error::Refused(access::NOT_YOURS.to_owned()))?;
    let was_asked = submit.view.fields.contains_key(views::ONCE_A_MONTH);
    let monthly = monthly(cx, (&pair, &checkin), (&template, was_asked)).await?;
    let asking = views::Asking { template: &template, monthly };
    let content = Reply::Form(read(&submit.view, asking)?);
    let actions = follow_ups::read(&submit.view, Side::Mentor)?;
    own::used(cx, (access.person.id, &carried.added), TypedState::Reply).await?;
    drafts::delete(cx.tx, access.person.id, About::Reply(id)).await?;
    let new = NewReply {
        to: Answerable::Checkin(id),
        author: access.person.id,
        said_at: cx.now,
        taken: time_taken(checkin.submitted_at, cx.now, &access.person.availability),
        source: Origin::Form(submit.view.id.clone()),
    };
    match replies::insert(cx.tx, &new, Some(&content), cx.now).await? {
        Some(reply) => {
            let source = Source::Reply(reply);
            let nothing = FollowUps::default();
            follow_ups::save(cx, (checkin.pair, source), (&nothing, &actions)).await?;
            let asked = asked(&checkin);
            let record = answering::record(&asked, reply, (new.author, new.said_at));
            answering::stands(cx, &record, (&asked, &content)).await?;
            let post = Outgoing::ReplyPost { reply, to: Place::Room };
            outbox::insert(cx.tx, &post, Timing::now(cx.now)).await?;
        }
        None => sent_again(cx, &checkin, (&new, &content, &actions)).await?,
    }
    Ok(Reaction::done())
}

/// The same form sent twice: what it says now is what it says. A replay says nothing new and changes nothing.
async fn sent_again(
    cx: &mut Cx<'_>,
    checkin: &Checkin,
    (new, content, actions): (&NewReply, &Reply, &follow_ups::Read),
) -> Result<(), Error> {
    let Origin::Form(view_id) = &new.source else { return Ok(()) };
    let Some(known) = replies::find_by_view(cx.tx, view_id).await? else { return Ok(()) };
    if (known.to, known.author) != (new.to, new.author) {
        return refused(access::NOT_YOURS);
    }
    let source = Source::Reply(known.id);
    let before = follow_ups::find(cx, source).await?;
    let said = follow_ups::save(cx, (checkin.pair, source), (&before, actions)).await?;
    if known.content.as_ref() != Some(content) || said != before {
        replies::update_content(cx.tx, known.id, content, cx.now).await?;
        let record = answering::record(&asked(checkin), known.id, (known.author, known.said_at));
        answering::index(cx, &record, content).await?;
        post::edited(cx, &known).await?;
    }
    Ok(())
}

/// The mentor says when they will write more.
pub async fn acknowledge(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = checkin_id(&submit.view.private_metadata)?;
    let access = access::checkin(cx, who, (id, Act::ReplyToCheckin)).await?;
    let (_, checkin) = access.object;
    let day = match submit.view.fields.get(views::DAY) {
        Some(Field::Date(Some(day))) => day.parse::<Date>().ok(),
        Some(_) | None => None,
    };
    let today = access.person.zone.date(cx.now);
    let far = |day: Date| today.until(day).map_or(i32::MAX, |span| span.get_days());
    match day {
        Some(day) if day >= today && far(day) <= LONGEST_WAIT_DAYS => {
            checkins::update_acknowledged(cx.tx, checkin.id, day, cx.now).await?;
            let said = Outgoing::Acknowledged { checkin: id, more_on: day, to: Place::Room };
            outbox::insert(cx.tx, &said, Timing::now(cx.now)).await?;
            answering::refresh(cx, &asked(&checkin)).await?;
            Ok(Reaction::done())
        }
        Some(_) => Err(Error::Fields(vec![(views::DAY.to_owned(), views::bad_day())])),
        None => Err(Error::Fields(vec![(views::DAY.to_owned(), views::no_day())])),
    }
}

/// What a submission says to what the form asked.
fn read(state: &ViewState, asking: views::Asking<'_>) -> Result<ReplyForm, Error> {
    let mut problems = Vec::new();
    let mut text = |field: &str| {
        let typed = state.typed(field);
        UserText::parse_optional(typed, views::MAX).unwrap_or_else(|problem| {
            problems.push((field.to_owned(), bodies::problem(problem)));
            None
        })
    };
    let mut form = ReplyForm::default();
    for question in &asking.template.content.reply {
        let Some(part) = ReplyPart::read(&question.name) else { continue };
        form.asked.push(AskedPart { part, label: question.label.clone() });
        let text = text(part.name());
        match part {
            ReplyPart::Feedback => form.feedback = text,
            ReplyPart::Example => form.example = text.map(example),
            ReplyPart::Question => form.question = text,
            ReplyPart::Progress => form.progress = text,
        }
    }
    if let Some(question) = asking.monthly {
        let label = question.label.clone();
        form.once_a_month = text(views::ONCE_A_MONTH).map(|text| Told { label, text });
    }
    if problems.is_empty() && form.is_empty() {
        let first = form.asked.first().map_or(views::ONCE_A_MONTH, |asked| asked.part.name());
        problems.push((first.to_owned(), views::nothing_written()));
    }
    if problems.is_empty() { Ok(form) } else { Err(Error::Fields(problems)) }
}

/// One https address is a link; everything else is words.
fn example(text: UserText) -> Example {
    match Link::parse(text.expose()) {
        Ok(link) => Example::Link(link),
        Err(_) => Example::Words(text),
    }
}

fn asked(checkin: &Checkin) -> answering::Asked {
    answering::Asked {
        what: Answerable::Checkin(checkin.id),
        pair: checkin.pair,
        since: checkin.submitted_at,
        posted_at: checkin.posted_at,
    }
}

fn checkin_id(carried: &str) -> Result<CheckinId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}
