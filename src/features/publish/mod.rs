//! *Publish*: a question and its answer go to the programme, when both of the pair agree to the words.
//!
//! Either side proposes; each may shorten its own words and chooses whether its name stands there. The other one is asked
//! once, unasked, and a no is quiet. What both agreed to goes into the memory that everybody in the programme searches, and
//! into the help channel if there is one. Either side takes it back at any time. How it is said stands in `post`; how the
//! memory is searched is not known here.

use super::{Cx, Error, Reaction, RefreshHome, Who, access, bodies, channel, refused};
use crate::{
    domain::{
        access::Act,
        answerable::Answerable,
        ids::{PersonId, PublicationId, QuestionId, SlackChannel},
        outgoing::{Outgoing, Place},
        pair::{Pair, Side},
        person::Person,
        publication::{Agreed, MAX_ANSWERED, MAX_ASKED, Publication, State, made_of},
        question::{Content, MAX_PART, Part, Question},
        search::Shelf,
        text::UserText,
    },
    slack::{
        action::{publish::Shown, read_id},
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        outbox::{self, Timing},
        publications,
        records::{self, Item, Record},
        replies::{self, StoredReply},
    },
};

pub mod post;
pub mod views;

/// An answered question, as it can be published.
struct Material {
    pair: Pair,
    question: Question,
    answers: Vec<StoredReply>,
    person: Person,
    side: Side,
}

impl Material {
    fn made_of(&self) -> String {
        made_of(self.question.version, self.answers.iter().map(|it| (it.id, it.version)))
    }

    /// Everything the mentor answered, as one text.
    fn answer(&self) -> String {
        let texts = self.answers.iter().filter_map(|answer| answer.content.as_ref());
        texts.flat_map(|content| content.texts()).collect::<Vec<_>>().join("\n\n")
    }

    fn other(&self) -> PersonId {
        self.pair.person(self.side.other())
    }
}

async fn material(cx: &mut Cx<'_>, who: &Who, carried: &str) -> Result<Material, Error> {
    let id: QuestionId = read_id(carried).or_else(|_| refused(access::NOT_YOURS))?;
    let access = access::question(cx, who, (id, Act::Publish)).await?;
    let (pair, question) = access.object;
    let answers = replies::list(cx.tx, Answerable::Question(id)).await?;
    Ok(Material { pair, question, answers, person: access.person, side: access.side })
}

/// *Publish…*, and *Agree…* of the other one.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let material = material(cx, who, &click.value).await?;
    let known = known(cx, &material).await?;
    let other = cx.person(material.other()).await?;
    let help = help(cx, &material.pair).await?;
    let words = match material.side {
        Side::Mentee => views::Words::Asked(&material.question.content, &material.answer()),
        Side::Mentor => {
            let agreed = known.as_ref().and_then(|it| it.asked.as_ref());
            let asked = agreed.map_or(&material.question.content, |agreed| &agreed.words);
            views::Words::Answered(asked, &material.answer())
        }
    };
    let theirs = known.as_ref().and_then(|it| it.answered.as_ref());
    let carries =
        Shown { question: material.question.id, proposed: known.as_ref().map(|it| it.id) };
    let form = views::form(carries, (&other, help.as_ref()), (words, theirs));
    Ok(Reaction::open(form))
}

/// What was proposed of the same versions, if it still waits for this side.
async fn known(cx: &mut Cx<'_>, material: &Material) -> Result<Option<Publication>, Error> {
    if material.answers.is_empty() {
        return refused(views::nothing_answered());
    }
    let made_of = material.made_of();
    let known = publications::find_of(cx.tx, (material.question.id, &made_of)).await?;
    let Some(publication) = known else { return Ok(None) };
    match publication.state() {
        State::Proposed if publication.has(material.side) => {
            let other = cx.person(material.other()).await?;
            refused(views::waits(&other))
        }
        State::Proposed => Ok(Some(publication)),
        state @ (State::Declined | State::Published | State::TakenBack) => {
            refused(views::settled(state))
        }
    }
}

/// The help channel, while the bot can write there.
async fn help(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<SlackChannel>, Error> {
    Ok(channel::help(cx, pair).await?.map(|help| help.channel))
}

/// The form is sent: it is proposed, or, by the second of the two, published.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried: Result<Shown, _> = submit.view.private_metadata.parse();
    let shown = carried.or_else(|_| refused(access::NOT_YOURS))?;
    let material = material(cx, who, &shown.question.to_string()).await?;
    let known = match known(cx, &material).await {
        // Sent twice: what it came to stands already.
        Err(Error::Refused(sentence)) => {
            return Err(Error::Fields(vec![(first_field(material.side), sentence)]));
        }
        other => other?,
    };
    // Nobody agrees to words they were not shown.
    if known.as_ref().map(|it| it.id) != shown.proposed {
        let other = cx.person(material.other()).await?;
        return Err(field(&first_field(material.side), views::proposed_meanwhile(&other)));
    }
    let id = match &known {
        Some(publication) => publication.id,
        None => {
            let versions = (material.question.id, &*material.made_of());
            publications::insert(cx.tx, versions, material.person.id, cx.now).await?
        }
    };
    let named = is_named(&submit.view);
    match material.side {
        Side::Mentee => {
            let words = read_asked(&submit.view, &material.question.content)?;
            publications::update_asked(cx.tx, id, &Agreed { words, named }).await?;
        }
        Side::Mentor => {
            let words = UserText::parse(submit.view.typed(views::ANSWER), MAX_ANSWERED);
            let words = words.map_err(|it| field(views::ANSWER, bodies::problem(it)))?;
            publications::update_answered(cx.tx, id, &Agreed { words, named }).await?;
        }
    }
    let other = cx.person(material.other()).await?;
    let page = match known {
        Some(_) => {
            publish(cx, &material, id).await?;
            views::published(help(cx, &material.pair).await?.as_ref())
        }
        None => {
            let asked = Outgoing::PublishAsked { publication: id, to: other.id };
            outbox::insert(cx.tx, &asked, Timing::now(cx.now)).await?;
            views::proposed(&other)
        }
    };
    Ok(Reaction { answer: Answer::Replace(page), ..Reaction::done() })
}

/// Both have agreed: it can be found by everybody in the programme, and stands in the help channel if there is one.
async fn publish(cx: &mut Cx<'_>, material: &Material, id: PublicationId) -> Result<(), Error> {
    publications::update_published(cx.tx, id, cx.now).await?;
    let publication = post::find(cx, id).await?;
    index(cx, &material.pair, &publication).await?;
    let to = Place::Room;
    let mut messages = vec![Outgoing::PublishedNote { publication: id, to }];
    if help(cx, &material.pair).await?.is_some() {
        messages.push(Outgoing::Published { publication: id });
    }
    let reader = material.person.id;
    messages.push(Outgoing::PublishAnswered { publication: id, to: reader });
    for message in messages {
        outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// *No, thanks*: quiet, and final for these versions.
pub async fn decline(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (publication, pair, side) = own(cx, who, (&click.value, Act::Publish)).await?;
    if publication.proposed_by == pair.person(side) {
        return refused(access::NOT_YOURS);
    }
    match publication.state() {
        State::Proposed => {}
        state @ (State::Declined | State::Published | State::TakenBack) => {
            return refused(views::settled(state));
        }
    }
    publications::update_declined(cx.tx, publication.id, cx.now).await?;
    let answered = Outgoing::PublishAnswered { publication: publication.id, to: pair.person(side) };
    outbox::insert(cx.tx, &answered, Timing::now(cx.now)).await?;
    Ok(Reaction::done())
}

/// *Take it back*: out of the memory, and out of the channel, with every earlier version of it. The pair may be over.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (publication, _, _) = own(cx, who, (&click.value, Act::RemoveKept)).await?;
    match publication.state() {
        State::Published => {}
        State::TakenBack => return Ok(Reaction::open(views::taken_back())),
        state @ (State::Proposed | State::Declined) => return refused(views::settled(state)),
    }
    while let Some(standing) = publications::find_published(cx.tx, publication.question).await? {
        let id = standing.id;
        publications::update_taken_back(cx.tx, id, cx.now).await?;
        for message in [
            Outgoing::PublishedRefresh { publication: id },
            Outgoing::PublishedNoteRefresh { publication: id },
        ] {
            outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
        }
    }
    records::delete(cx.tx, Item::Published(publication.question)).await?;
    Ok(Reaction { refresh_home: RefreshHome::No, ..Reaction::open(views::taken_back()) })
}

/// It is found by what it says.
async fn index(cx: &mut Cx<'_>, pair: &Pair, publication: &Publication) -> Result<(), Error> {
    let Some((asked, answered)) = publication.both() else { return Ok(()) };
    let record = Record {
        shelf: Shelf::Programme(pair.programme),
        item: Item::Published(publication.question),
        author: pair.mentor,
        said_at: publication.published_at.unwrap_or(cx.now),
    };
    let texts = [asked.words.texts(), vec![answered.words.expose()]].concat();
    Ok(records::update(cx.tx, &record, &texts.join("\n")).await?)
}

/// *Read* of something published, for everybody in the programme.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: QuestionId = read_id(&click.value).or_else(|_| refused(access::NOT_YOURS))?;
    let (pair, publication) = access::published(cx, who, id).await?;
    let people = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    match views::page(&publication, (&people.0, &people.1)) {
        Some(page) => Ok(Reaction::open(page)),
        None => refused(access::NOT_YOURS),
    }
}

/// A publication of somebody's own pair, with the side they are on, for somebody who may do `act` to it.
async fn own(
    cx: &mut Cx<'_>,
    who: &Who,
    (carried, act): (&str, Act),
) -> Result<(Publication, Pair, Side), Error> {
    let id: PublicationId = read_id(carried).or_else(|_| refused(access::NOT_YOURS))?;
    let Some(publication) = publications::find(cx.tx, id).await? else {
        return refused(access::NOT_YOURS);
    };
    let access = access::question(cx, who, (publication.question, act)).await?;
    Ok((publication, access.object.0, access.side))
}

/// The mentee's words: only parts that were asked, each as it was or shortened.
fn read_asked(state: &ViewState, was: &Content) -> Result<Content, Error> {
    let mut problems = Vec::new();
    let mut read = |part: Part| -> Option<UserText> {
        was.part(part)?;
        let typed = UserText::parse_optional(state.typed(part.name()), MAX_PART);
        typed.unwrap_or_else(|problem| {
            problems.push((part.name().to_owned(), bodies::problem(problem)));
            None
        })
    };
    let asked = read(Part::Asked);
    let [tried, happened, theory] = [Part::Tried, Part::Happened, Part::Theory].map(&mut read);
    let first = Part::Asked.name();
    match asked {
        Some(asked) if problems.is_empty() => {
            let content = Content { asked, tried, happened, theory, blocked: None, ..was.clone() };
            let chars: usize = content.texts().iter().map(|text| text.chars().count()).sum();
            match chars > MAX_ASKED {
                true => Err(field(first, views::too_long(chars))),
                false => Ok(content),
            }
        }
        None if problems.is_empty() => Err(field(first, views::nothing_left())),
        Some(_) | None => Err(Error::Fields(problems)),
    }
}

fn is_named(state: &ViewState) -> bool {
    match state.fields.get(views::NAMED) {
        Some(Field::Choices(ticked)) => !ticked.is_empty(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => false,
    }
}

fn first_field(side: Side) -> String {
    match side {
        Side::Mentee => Part::Asked.name().to_owned(),
        Side::Mentor => views::ANSWER.to_owned(),
    }
}

fn field(name: &str, sentence: String) -> Error {
    Error::Fields(vec![(name.to_owned(), sentence)])
}
