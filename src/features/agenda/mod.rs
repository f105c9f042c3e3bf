//! The agenda of a call: the mentee writes it, the mentor may add to it, and a day before the call it stands in the room
//! with what the record has by itself.
//!
//! Nobody is reminded to write one, and a call without one takes place all the same. What came of a call is not known here.

use jiff::Timestamp;

use super::{
    Cx, Error, Reaction, RefreshHome, Who, access, agendas as shown, bodies, draft, refused,
};
use crate::{
    domain::{
        access::Act,
        agenda::{Kind, MAX_ITEM, Notes, Prompt, Written, posted_from},
        call::{About, Call, Purpose, State},
        draft::About as Draft,
        ids::CallId,
        overlap::Slot,
        pair::{Pair, Side},
        post::Subject,
        search::Shelf,
        text::UserText,
    },
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Click, Submit, ViewState},
    },
    store::{
        agendas::{self, NewAgenda},
        drafts, posts,
        records::{self, Item, Record},
    },
};
use scene::Scene;
use views::NotNow;

pub mod post;
mod scene;
pub mod views;

/// *Write the agenda*, or *Change the agenda*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::call(cx, who, (id(&click.value)?, Act::WriteAgenda)).await?;
    let about = Draft::Agenda(access.object.1.id);
    let kept = draft::find(cx, access.person.id, about).await?;
    let slot = match (coming(&access.object.1, cx.now), &kept) {
        (Ok(slot), _) => slot,
        // What was begun and not sent is still theirs to read.
        (Err(why), Some(kept)) => return Ok(Reaction::open(views::unsent(why, kept))),
        (Err(why), None) => return refused(views::not_opened(why)),
    };
    let scene = Scene::load(cx, access.object.1.id).await?;
    let from = kept.as_ref().map(|kept| (kept, &access.person));
    Ok(Reaction::open(views::form(&scene.shown(slot, cx.now), access.side, from)))
}

/// It is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = id(&submit.view.private_metadata)?;
    let access = access::call(cx, who, (id, Act::WriteAgenda)).await?;
    let (pair, call) = access.object;
    let slot = coming(&call, cx.now).or_else(|why| refused(views::not_taken(why)))?;
    let written = agendas::list(cx.tx, id).await?;
    let before = written.into_iter().find(|it| it.side == access.side);
    let notes = read(&submit.view, (access.side, before.as_ref().map(|it| &it.notes)))?;
    let new = NewAgenda { call: id, side: access.side, author: access.person.id };
    save(cx, (new, before), (&submit.view.id, &notes)).await?;
    drafts::delete(cx.tx, access.person.id, Draft::Agenda(id)).await?;
    index(cx, &pair, new).await?;
    post::reckon(cx, id).await?;
    shown::refresh(cx, (id, call.sequence)).await?;
    let stands = posts::list(cx.tx, &Subject::Agenda(id, call.sequence)).await?;
    let shows = match stands.first() {
        Some(_) => views::Shows::Now,
        None => views::Shows::From(posted_from(slot.starts, cx.now)),
    };
    let page = views::saved(&pair.room, (shows, &access.person));
    Ok(Reaction { answer: Answer::Replace(page), show: None, refresh_home: RefreshHome::Yes })
}

/// Saves what a modal says. The same form sent twice says what it says in the end.
async fn save(
    cx: &mut Cx<'_>,
    (new, before): (NewAgenda, Option<Written>),
    (view_id, notes): (&str, &Notes),
) -> Result<(), Error> {
    match (agendas::find_saved(cx.tx, view_id).await?, before) {
        (Some(saved), Some(before)) if saved == before.id => {
            Ok(agendas::update_version(cx.tx, view_id, notes).await?)
        }
        (Some(_), _) => refused(access::NOT_YOURS),
        (None, Some(before)) if before.notes == *notes => Ok(()),
        (None, Some(before)) => {
            Ok(agendas::update_notes(cx.tx, before.id, (view_id, notes), cx.now).await?)
        }
        (None, None) if notes.is_empty() => Ok(()),
        (None, None) => {
            agendas::insert(cx.tx, new, (view_id, notes), cx.now).await?;
            Ok(())
        }
    }
}

/// What stands now can be found.
async fn index(cx: &mut Cx<'_>, pair: &Pair, new: NewAgenda) -> Result<(), Error> {
    let written = agendas::list(cx.tx, new.call).await?;
    let Some(written) = written.into_iter().find(|it| it.side == new.side) else { return Ok(()) };
    let item = Item::Agenda(written.id);
    if written.notes.is_empty() {
        return Ok(records::delete(cx.tx, item).await?);
    }
    let (author, said_at) = (written.author, written.written_at);
    let record = Record { shelf: Shelf::Pair(pair.id), item, author, said_at };
    Ok(records::update(cx.tx, &record, &written.notes.texts().join("\n")).await?)
}

/// The agenda of a call, to be read.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::call(cx, who, (id(&click.value)?, Act::ReadRecord)).await?;
    let scene = Scene::load(cx, access.object.1.id).await?;
    let slot = scene.slot();
    Ok(Reaction::open(views::page((&scene.mentor, &scene.mentee), (slot, &scene.written))))
}

/// The time of a call that is still to come.
fn coming(call: &Call, now: Timestamp) -> Result<Slot, NotNow> {
    match call.state {
        State::Agreed { slot, .. } if now < slot.starts => Ok(slot),
        State::Agreed { .. } => Err(NotNow::Begun),
        State::Choosing | State::Offered(_) => Err(NotNow::NotAgreed),
        State::CalledOff { .. } | State::Lapsed => Err(NotNow::Off),
    }
}

fn kind(call: &Call) -> Kind {
    let purpose = |about: &About| about.purpose;
    Kind::of(call.about.as_ref().map_or(Purpose::ComplexTopic, purpose))
}

/// What a submission says to what its form asked, whatever the call has become since; what it did not ask for stays as it
/// was `before`.
fn read(state: &ViewState, (side, before): (Side, Option<&Notes>)) -> Result<Notes, Error> {
    let (mut said, mut problems) = (Vec::new(), Vec::new());
    for prompt in Prompt::ALL.into_iter().filter(|prompt| prompt.is_of(side)) {
        if !state.fields.contains_key(prompt.key()) {
            let kept = before.and_then(|notes| notes.to(prompt));
            said.extend(kept.map(|words| (prompt, words.clone())));
            continue;
        }
        match UserText::parse_optional(state.typed(prompt.key()), MAX_ITEM) {
            Ok(words) => said.extend(words.map(|words| (prompt, words))),
            Err(problem) => problems.push((prompt.key().to_owned(), bodies::problem(problem))),
        }
    }
    if problems.is_empty() { Ok(said.into_iter().collect()) } else { Err(Error::Fields(problems)) }
}

fn id(carried: &str) -> Result<CallId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}

/// What one side wrote.
fn of(written: &[Written], side: Side) -> Option<&Notes> {
    written.iter().find(|it| it.side == side).map(|it| &it.notes)
}
