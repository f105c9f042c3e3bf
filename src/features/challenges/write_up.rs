//! How a mentee went about a challenge, in their own words, for their mentor.
//!
//! It is posted in the room when the mentor is at work, stands in the pair's record, and can be edited as long as the pair
//! runs. It owes no reply, starts no clock, and is counted by nobody.

use super::{
    assignment_id, challenge, given,
    views::{given::Given, list::bad_link, write_up as words},
};
use crate::{
    domain::{
        access::Act,
        challenge::{Assignment, Challenge, MAX_PART, Process, State, WriteUp},
        draft::About,
        ids::{AssignmentId, PersonId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
        post::Subject,
        search::Shelf,
        text::{Link, TextProblem, UserText},
    },
    features::{
        Cx, Error, Reaction, Who, access, bodies, draft,
        letter::{Destination, Letter, Verdict, change_of_missing},
    },
    slack::{
        answer::Answer,
        blocks::Message,
        inbound::{Click, Submit, ViewState},
    },
    store::{
        Fault, challenges as kept, drafts,
        outbox::{self, Timing},
        pairs, people, posts,
        records::{self, Item, Record},
        write_ups,
    },
};

/// *Write up how I went about it*, and *Edit*.
pub async fn write(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id = assignment_id(&click.value)?;
    let access = access::challenges::assignment(cx, who, (id, Act::WriteUp)).await?;
    let (pair, assignment) = access.object;
    let (mentor, challenge) = (cx.person(pair.mentor).await?, challenge(cx, &assignment).await?);
    let known = write_ups::find(cx.tx, id).await?;
    let drafted = draft::find(cx, access.person.id, About::WriteUp(id)).await?;
    let from = drafted.as_ref().map(|kept| (kept, &access.person));
    let filled = (known.as_ref().map(|it| &it.content), from);
    Ok(Reaction::open(words::form(id, (&challenge, &mentor), filled)))
}

/// A challenge with what was written about it, for the two of the pair.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id = assignment_id(&click.value)?;
    let access = access::challenges::assignment(cx, who, (id, Act::ReadRecord)).await?;
    let (pair, assignment) = access.object;
    let challenge = challenge(cx, &assignment).await?;
    let write_up = write_ups::find(cx.tx, id).await?;
    let mentee = cx.person(pair.mentee).await?;
    let is_theirs = pair.is_active() && access.person.id == pair.mentee;
    let given = Given { assignment, challenge, is_written: write_up.is_some() };
    let edits = if is_theirs { words::Edits::Theirs } else { words::Edits::Nobodys };
    let readers = (&mentee, &access.person);
    Ok(Reaction::open(words::page(&given, (write_up.as_ref(), edits), readers)))
}

/// It is sent, or sent again.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = assignment_id(&submit.view.private_metadata)?;
    let access = access::challenges::assignment(cx, who, (id, Act::WriteUp)).await?;
    let (pair, assignment) = access.object;
    let content = read(&submit.view)?;
    let written = (&*submit.view.id, &content);
    let mentor = cx.person(pair.mentor).await?;
    let open_at = mentor.availability.next_open(cx.now);
    let known = write_ups::find(cx.tx, id).await?;
    match &known {
        None => {
            write_ups::insert(cx.tx, (id, access.person.id), written, cx.now).await?;
            let post = Outgoing::WriteUpPost { assignment: id, to: Place::Room };
            outbox::insert(cx.tx, &post, Timing::from(open_at.unwrap_or(cx.now))).await?;
        }
        Some(known) if known.content != content => {
            write_ups::update(cx.tx, id, written, cx.now).await?;
            let refresh = Outgoing::WriteUpRefresh { assignment: id };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
        Some(_) => {}
    }
    let said_at = known.as_ref().map_or(cx.now, |known| known.said_at);
    let (shelf, item) = (Shelf::Pair(pair.id), Item::WriteUp(id));
    let record = Record { shelf, item, author: access.person.id, said_at };
    records::update(cx.tx, &record, &content.texts().join("\n")).await?;
    if assignment.state == State::Declined {
        kept::update_state(cx.tx, id, State::Given).await?;
    }
    drafts::delete(cx.tx, access.person.id, About::WriteUp(id)).await?;
    given::changed(cx, &assignment).await?;
    let waits = open_at.filter(|at| *at > cx.now);
    let said = match known {
        None => words::saved(&mentor, &access.person, waits),
        Some(_) => words::saved_again(&mentor),
    };
    Ok(Reaction { answer: Answer::Replace(said), ..Reaction::done() })
}

/// What a submission says.
fn read(state: &ViewState) -> Result<Process, Error> {
    let mut problems = Vec::new();
    let mut problem = |field: &str, words: String| problems.push((field.to_owned(), words));
    let part = |field: &str| UserText::parse_optional(state.typed(field), MAX_PART);
    let mut wrong = |field: &str, it: TextProblem| problem(field, bodies::problem(it));
    let tried = UserText::parse(state.typed(words::TRIED), MAX_PART);
    let tried = tried.map_err(|it| wrong(words::TRIED, it));
    let narrowed = part(words::NARROWED).map_err(|it| wrong(words::NARROWED, it));
    let differently = part(words::DIFFERENTLY).map_err(|it| wrong(words::DIFFERENTLY, it));
    let typed = state.typed(words::LINK).trim();
    let link = (!typed.is_empty()).then(|| Link::parse(typed)).transpose();
    let link = link.map_err(|it| problem(words::LINK, bad_link(it)));
    match (tried, narrowed, differently, link) {
        (Ok(tried), Ok(narrowed), Ok(differently), Ok(link)) => {
            Ok(Process { tried, narrowed, differently, link })
        }
        (_, _, _, _) => Err(Error::Fields(problems)),
    }
}

/// A write-up with everything around it.
struct Scene {
    pair: Pair,
    mentee: Person,
    mentor: PersonId,
    challenge: Challenge,
    write_up: WriteUp,
}

impl Scene {
    async fn load(cx: &mut Cx<'_>, id: AssignmentId) -> Result<Self, Error> {
        let assignment: Assignment =
            kept::find_assignment(cx.tx, id).await?.ok_or(Fault::Unreadable("assignment"))?;
        let pair = pairs::find(cx.tx, assignment.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        Ok(Self {
            mentee: cx.person(pair.mentee).await?,
            mentor: pair.mentor,
            challenge: challenge(cx, &assignment).await?,
            write_up: write_ups::find(cx.tx, id).await?.ok_or(Fault::Unreadable("write-up"))?,
            pair,
        })
    }

    fn message(&self) -> Message {
        words::post(&self.mentee, (&self.challenge, &self.write_up))
    }
}

/// Renders it for the mentor.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::WriteUpPost { assignment, to } => post(cx, *assignment, *to).await,
        Outgoing::WriteUpRefresh { assignment } => refresh(cx, *assignment).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn post(cx: &mut Cx<'_>, id: AssignmentId, to: Place) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let mentor = cx.person(scene.mentor).await?;
    let to = match (to, &scene.pair.room) {
        (Place::Room, Room::Refused) => {
            let to = Place::Alone(mentor.id);
            return Ok(Verdict::Instead(vec![Outgoing::WriteUpPost { assignment: id, to }]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Destination::Room(scene.pair.id),
        (Place::Alone(person), _) => Destination::Person(person),
    };
    match mentor.availability.next_open(cx.now) {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) | None => Ok(Verdict::Say(Letter { to, message: scene.message() })),
    }
}

async fn refresh(cx: &mut Cx<'_>, id: AssignmentId) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    let original = |to| Outgoing::WriteUpPost { assignment: id, to };
    let Some((channel, ts)) = posts::list(cx.tx, &Subject::WriteUp(id)).await?.into_iter().next()
    else {
        return change_of_missing(cx, &original(Place::Room)).await;
    };
    let is_gone = scene.pair.room == Room::Refused
        && people::find_dm(cx.tx, scene.mentor).await?.as_ref() != Some(&channel);
    if is_gone {
        return Ok(Verdict::Instead(vec![original(Place::Alone(scene.mentor))]));
    }
    let to = Destination::Change(channel, ts);
    Ok(Verdict::Say(Letter { to, message: scene.message() }))
}
