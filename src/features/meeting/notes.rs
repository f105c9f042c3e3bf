//! *Notes and actions*: what the two keep of a call, in the record and in search.
//!
//! Both write, the last version stands, and it says whose it is. Nobody writes over what they have not seen: whoever saves
//! a form that was filled before the other one saved theirs is shown both. The actions are asked about like all others,
//! with the next check-in or reply of whoever set out to do them.

use super::{
    Scene, begun, in_time,
    kept::{self, Kept},
    not_yours, post, tell,
    views::notes::{self as words, Filled},
};
use crate::{
    domain::{
        access::Act,
        draft::About,
        follow_up::Source,
        ids::CallId,
        meeting::{Happened, Lasted, MAX_NOTES, MAX_WHY, Notes},
        search::Shelf,
        text::UserText,
    },
    features::{Cx, Error, Reaction, RefreshHome, Who, access, bodies, draft, follow_ups, refused},
    slack::{
        action::{meeting::CallVersion, read_id},
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        drafts,
        meetings::{self, StoredNotes},
        records::{self, Item, Record},
    },
};

/// *Notes and actions*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: CallId = read_id(&click.value).map_err(|_| not_yours())?;
    let (scene, side) = begun(cx, who, id).await?;
    let reader = scene.person(side);
    let about = About::Notes(scene.call.id);
    let drafted = draft::find(cx, reader.id, about).await?;
    let filled = drafted.as_ref().map_or(Filled::Kept, |kept| Filled::Drafted(kept, reader));
    let kept = kept::find(cx, &scene).await?;
    Ok(Reaction::open(words::form(&scene, (kept.as_ref(), filled))))
}

/// They are saved.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let CallVersion { call: id, version: seen } =
        submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let (mut scene, side) = begun(cx, who, id).await?;
    let notes = read(&submit.view)?;
    let actions = follow_ups::read_of_call(&submit.view)?;
    let before = kept::find(cx, &scene).await?;
    if before.is_none() && notes.is_empty() && actions.is_silent() {
        return Err(Error::Fields(vec![(words::WORDS.to_owned(), words::nothing_written())]));
    }
    // What this form has saved itself, its writer knows.
    let is_newer =
        |kept: &&Kept| kept.stored.version > seen && kept.stored.view_id != submit.view.id;
    if let Some(newer) = before.as_ref().filter(is_newer) {
        let typed = draft::read(&submit.view);
        let form = words::form(&scene, (Some(newer), Filled::Typed(&typed)));
        let answer = Answer::Replace(form);
        return Ok(Reaction { answer, show: None, refresh_home: RefreshHome::No });
    }
    let author = scene.person(side).id;
    drafts::delete(cx.tx, author, About::Notes(id)).await?;
    let had = before.as_ref().map(|kept| kept.actions.clone()).unwrap_or_default();
    let source = Source::Call(id);
    let has = follow_ups::save(cx, (scene.pair.id, source), (&had, &actions)).await?;
    let was = before.map(|kept| kept.stored);
    if was.as_ref().is_some_and(|was| was.notes == notes) && has == had {
        return Ok(Reaction::done());
    }
    let version = was.map_or(1, |was| was.version + 1);
    let view_id = submit.view.id.clone();
    let stored = StoredNotes { author, saved_at: cx.now, version, view_id, notes };
    meetings::insert_notes(cx.tx, id, &stored).await?;
    let shelf = Shelf::Pair(scene.pair.id);
    let record = Record { shelf, item: Item::Notes(id), author, said_at: cx.now };
    let texts = [stored.notes.texts(), has.texts()].concat();
    records::update(cx.tx, &record, &texts.join("\n")).await?;
    if took_place(cx, &scene, &stored.notes) {
        tell(cx, &mut scene, (side, Happened::Held)).await?;
    }
    post::refresh(cx, scene.agreed()).await?;
    Ok(Reaction::done())
}

/// Whether what is kept answers what became of the call, which nobody has said: both said that they were there, or it is
/// written down how long it took. Notes alone may be of a call that never was, and after a week the question is closed.
fn took_place(cx: &Cx<'_>, scene: &Scene, notes: &Notes) -> bool {
    scene.meeting.happened().is_none()
        && in_time(cx, scene).is_ok()
        && (scene.meeting.are_both_here() || notes.lasted.is_some())
}

fn read(state: &ViewState) -> Result<Notes, Error> {
    let mut problems = Vec::new();
    let mut text = |field: &str, max| {
        UserText::parse_optional(state.typed(field), max).unwrap_or_else(|problem| {
            problems.push((field.to_owned(), bodies::problem(problem)));
            None
        })
    };
    let (words, why) = (text(words::WORDS, MAX_NOTES), text(words::WHY, MAX_WHY));
    let lasted = match state.fields.get(words::LASTED) {
        Some(Field::Choice(Some(chosen))) => Lasted::read(chosen),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    // Why it took longer is asked of what took longer.
    let why = why.filter(|_| lasted == Some(Lasted::Longer));
    if problems.is_empty() {
        Ok(Notes { words, lasted, why })
    } else {
        Err(Error::Fields(problems))
    }
}

/// What is kept of a call, read again.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: CallId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::call(cx, who, (id, Act::ReadRecord)).await?;
    let Some(scene) = Scene::of(cx, access.object).await? else {
        return refused(super::views::off());
    };
    match kept::find(cx, &scene).await? {
        Some(kept) => Ok(Reaction::open(words::page(&scene, (&access.person, &kept)))),
        None => refused(words::nothing_kept()),
    }
}
