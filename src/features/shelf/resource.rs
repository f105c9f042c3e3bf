//! Resources: saved from a message of the room or with `/mentor resource add`, changed and removed by their author, read by
//! both, or by everybody in the programme where their author wants that.

use super::{
    chosen, chosen_pair,
    decision::link,
    is_of_room, not_yours, pair_of_room, partner,
    views::{keeping, resource as words},
};
use crate::{
    domain::{
        access::Act,
        agreement::rules::Between,
        ids::{PairId, ResourceId},
        kept::{Found, Kind, MAX_TEXT, MAX_TITLE, Origin, Readers, Resource, tags},
        search::Shelf,
        text::UserText,
    },
    features::{Cx, Error, Reaction, RefreshHome, Show, Who, access, bodies, carried, partners},
    slack::{
        action::{
            read_id,
            shelf::{About, ShelfForm},
        },
        answer::Answer,
        inbound::{Click, MessageAction, Submit, ViewState},
    },
    store::{
        Fault, agreements,
        records::{self, Item, Record},
        resources::{self, NewResource},
    },
};

/// `/mentor resource add`: shared with the programme, unless its author chooses otherwise or everything stays between the
/// two, as they agreed.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, keeping::no_pair).await?;
    let Some((pair, _)) = partners.first() else { return Err(not_yours()) };
    let carries = ShelfForm { pair: *pair, about: About::New };
    let agreed = agreements::find(cx.tx, *pair).await?.in_force;
    let readers = match agreed.map(|it| it.content.rules.between) {
        Some(Between::UsTwo) => Readers::Pair,
        Some(Between::NoNames | Between::Open) | None => Readers::Programme,
    };
    let filled = words::Filled::empty(readers);
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// *Save as resource*, on a message: for the two alone, because its words were said to them alone.
pub async fn from_message(
    cx: &mut Cx<'_>,
    who: &Who,
    used: &MessageAction,
) -> Result<Reaction, Error> {
    let found = pair_of_room(cx, who, (used, "/mentor resource add")).await?;
    let access = access::pair(cx, who, (found.id, Act::Keep)).await?;
    let pair = access.object;
    let text = carried::words(cx, used, &pair).await?;
    let link = carried::link(used);
    let partners = [partner(cx, &pair, &access.person).await?];
    let origin = (used.channel.clone(), used.said.ts.clone());
    let carries = ShelfForm { pair: pair.id, about: About::Message(origin) };
    let is_link_only = |it: &UserText| link.as_ref().is_some_and(|at| at.as_str() == it.expose());
    let note = text.as_ref().filter(|it| !is_link_only(it));
    let filled = words::Filled {
        title: note.map(carried::title),
        note: note.and_then(|it| UserText::unfinished(it.expose(), MAX_TEXT)),
        link: link.map(|it| UserText::from_stored(it.as_str().to_owned())),
        brought: keeping::Brought::of(text.as_ref(), MAX_TEXT),
        ..words::Filled::empty(Readers::Pair)
    };
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// *Keep it as a note*, after something was solved while it was being written. The words are the mentee's to choose: those
/// of the question are gone.
pub async fn of_found(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::Keep)).await?;
    let partners = [partner(cx, &access.object, &access.person).await?];
    let carries = ShelfForm { pair, about: About::New };
    let filled = words::Filled::empty(Readers::Pair);
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// *Edit*.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::kept::resource(cx, who, (id(&click.value)?, Act::Keep)).await?;
    let (pair, resource) = access.object;
    let partners = [partner(cx, &pair, &access.person).await?];
    let carries = ShelfForm { pair: pair.id, about: About::Edit(resource.kept.id) };
    let filled = words::Filled::from(&resource);
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// A resource is saved, or saved again.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried: ShelfForm<ResourceId> =
        submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let answer = match carried.about {
        About::Edit(id) => {
            let access = access::kept::resource(cx, who, (id, Act::Keep)).await?;
            if access.object.0.id != carried.pair {
                return Err(not_yours());
            }
            let said = read(&submit.view)?;
            change(cx, &access.object.1, (&submit.view.id, said)).await?;
            Answer::CloseAll
        }
        About::New => {
            let pair = chosen_pair(&submit.view).unwrap_or(carried.pair);
            save(cx, who, (pair, None), &submit.view).await?
        }
        About::Message(origin) => save(cx, who, (carried.pair, Some(origin)), &submit.view).await?,
    };
    Ok(Reaction { answer, ..Reaction::done() })
}

/// Saves a new one. The same form sent twice says what it says now, unless it was removed since.
async fn save(
    cx: &mut Cx<'_>,
    who: &Who,
    (pair, origin): (PairId, Option<Origin>),
    view: &ViewState,
) -> Result<Answer, Error> {
    let access = access::pair(cx, who, (pair, Act::Keep)).await?;
    is_of_room(origin.as_ref(), &access.object)?;
    let (content, readers) = read(view)?;
    match resources::find_saved(cx.tx, &view.id).await? {
        Some(id) => {
            let known = resources::find(cx.tx, id).await?;
            if let Some(known) = known.filter(|it| it.kept.author == access.person.id) {
                change(cx, &known, (&view.id, (content, readers))).await?;
            }
        }
        None => {
            let (programme, author) = (access.object.programme, access.person.id);
            let new = NewResource { programme, pair, author, origin: origin.as_ref(), readers };
            let id = resources::insert(cx.tx, new, (&view.id, &content), cx.now).await?;
            index(cx, id).await?;
        }
    }
    Ok(Answer::Replace(keeping::saved("/mentor resource", readers)))
}

/// What one says has changed, or who finds it.
async fn change(
    cx: &mut Cx<'_>,
    resource: &Resource,
    (view_id, (content, readers)): (&str, (Found, Readers)),
) -> Result<(), Error> {
    let id = resource.kept.id;
    if resource.kept.content != content {
        match resources::find_saved(cx.tx, view_id).await? {
            Some(_) => resources::update_version(cx.tx, view_id, &content).await?,
            None => resources::update_content(cx.tx, id, (view_id, &content), cx.now).await?,
        }
    }
    resources::update_readers(cx.tx, id, readers).await?;
    index(cx, id).await
}

/// It is found by what it says, by those who may find it.
async fn index(cx: &mut Cx<'_>, id: ResourceId) -> Result<(), Error> {
    let resource = resources::find(cx.tx, id).await?.ok_or(Fault::Unreadable("resource"))?;
    let kept = &resource.kept;
    let shelf = match resource.readers {
        Readers::Pair => Shelf::Pair(kept.pair),
        Readers::Programme => Shelf::Programme(resource.programme),
    };
    let item = Item::Resource(id);
    let record = Record { shelf, item, author: kept.author, said_at: kept.saved_at };
    Ok(records::update(cx.tx, &record, &kept.content.texts().join("\n")).await?)
}

/// What a submission says, and for whom.
fn read(state: &ViewState) -> Result<(Found, Readers), Error> {
    let mut problems = Vec::new();
    let mut problem = |field: &str, words: String| problems.push((field.to_owned(), words));
    let title = UserText::parse(state.typed(words::TITLE), MAX_TITLE)
        .map_err(|it| problem(words::TITLE, bodies::problem(it)));
    let note = UserText::parse_optional(state.typed(words::NOTE), MAX_TEXT)
        .map_err(|it| problem(words::NOTE, bodies::problem(it)));
    let tags =
        tags(state.typed(words::TAGS)).map_err(|it| problem(words::TAGS, words::bad_tags(it)));
    let link =
        link(state.typed(words::LINK)).map_err(|()| problem(words::LINK, keeping::bad_link()));
    let kind = chosen(state, words::KIND).and_then(Kind::read).unwrap_or(Kind::Doc);
    // What was not chosen is not shared.
    let readers = chosen(state, words::READERS).and_then(Readers::read).unwrap_or(Readers::Pair);
    match (title, note, tags, link) {
        (Ok(_), Ok(None), Ok(_), Ok(None)) => {
            Err(Error::Fields(vec![(words::LINK.to_owned(), words::nothing_there())]))
        }
        (Ok(title), Ok(note), Ok(tags), Ok(link)) => {
            Ok((Found { title, link, kind, tags, note }, readers))
        }
        (_, _, _, _) => Err(Error::Fields(problems)),
    }
}

/// One resource.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (reader, resource) = access::kept::readable_resource(cx, who, id(&click.value)?).await?;
    let author = cx.person(resource.kept.author).await?;
    Ok(Reaction::open(words::page(&resource, (&author, &reader))))
}

/// *Remove*: it goes out of the record, out of every search, and its words out of the file.
pub async fn remove(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::kept::resource(cx, who, (id(&click.value)?, Act::RemoveKept)).await?;
    let id = access.object.1.kept.id;
    resources::update_removed(cx.tx, id, cx.now).await?;
    records::delete(cx.tx, Item::Resource(id)).await?;
    let page = Show::Replace(keeping::removed());
    Ok(Reaction { show: Some(page), refresh_home: RefreshHome::Yes, ..Reaction::nothing() })
}

fn id(carried: &str) -> Result<ResourceId, Error> {
    read_id(carried).map_err(|_| not_yours())
}
