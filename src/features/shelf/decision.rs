//! Decisions: saved from a message of the room or with `/mentor decide`, read by both, changed and removed by their author.

use super::{
    chosen_pair, is_of_room, not_yours, pair_of_room, partner,
    views::{decision as words, keeping},
};
use crate::{
    domain::{
        access::Act,
        ids::{DecisionId, PairId, PersonId},
        kept::{Decided, Decision, MAX_TEXT, MAX_TITLE, Origin, Readers},
        search::Shelf,
        text::{Link, TextProblem, UserText},
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
        decisions::{self, NewDecision},
        records::{self, Item, Record},
    },
};

/// `/mentor decide`.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, keeping::no_pair).await?;
    let Some((pair, _)) = partners.first() else { return Err(not_yours()) };
    let carries = ShelfForm { pair: *pair, about: About::New };
    let filled = words::Filled::default();
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// *Save as decision*, on a message.
pub async fn from_message(
    cx: &mut Cx<'_>,
    who: &Who,
    used: &MessageAction,
) -> Result<Reaction, Error> {
    let found = pair_of_room(cx, who, (used, "/mentor decide")).await?;
    let access = access::pair(cx, who, (found.id, Act::Keep)).await?;
    let pair = access.object;
    let text = carried::words(cx, used, &pair).await?;
    let partners = [partner(cx, &pair, &access.person).await?];
    let origin = (used.channel.clone(), used.said.ts.clone());
    let carries = ShelfForm { pair: pair.id, about: About::Message(origin) };
    let filled = words::Filled {
        title: text.as_ref().map(carried::title),
        choice: text.as_ref().and_then(|it| UserText::unfinished(it.expose(), MAX_TEXT)),
        brought: keeping::Brought::of(text.as_ref(), MAX_TEXT),
        ..words::Filled::default()
    };
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// *Edit*.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::kept::decision(cx, who, (id(&click.value)?, Act::Keep)).await?;
    let (pair, decision) = access.object;
    let partners = [partner(cx, &pair, &access.person).await?];
    let carries = ShelfForm { pair: pair.id, about: About::Edit(decision.id) };
    let filled = words::Filled::from(&decision.content);
    Ok(Reaction::open(words::form(&carries, &partners, &filled)))
}

/// A decision is saved, or saved again.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried: ShelfForm<DecisionId> =
        submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let answer = match carried.about {
        About::Edit(id) => {
            let access = access::kept::decision(cx, who, (id, Act::Keep)).await?;
            if access.object.0.id != carried.pair {
                return Err(not_yours());
            }
            let content = read(&submit.view)?;
            change(cx, &access.object.1, (&submit.view.id, &content)).await?;
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
    let content = read(view)?;
    match decisions::find_saved(cx.tx, &view.id).await? {
        Some(id) => {
            let known = decisions::find(cx.tx, id).await?;
            if let Some(known) = known.filter(|it| it.author == access.person.id) {
                change(cx, &known, (&view.id, &content)).await?;
            }
        }
        None => {
            let (author, origin) = (access.person.id, origin.as_ref());
            let new = NewDecision { pair, author, origin };
            let id = decisions::insert(cx.tx, new, (&view.id, &content), cx.now).await?;
            index(cx, (id, pair, author), (&content, cx.now)).await?;
        }
    }
    Ok(Answer::Replace(keeping::saved("/mentor decisions", Readers::Pair)))
}

/// What one says has changed.
async fn change(
    cx: &mut Cx<'_>,
    decision: &Decision,
    (view_id, content): (&str, &Decided),
) -> Result<(), Error> {
    if decision.content == *content {
        return Ok(());
    }
    match decisions::find_saved(cx.tx, view_id).await? {
        Some(_) => decisions::update_version(cx.tx, view_id, content).await?,
        None => {
            decisions::update_content(cx.tx, decision.id, (view_id, content), cx.now).await?;
        }
    }
    let whose = (decision.id, decision.pair, decision.author);
    index(cx, whose, (content, decision.saved_at)).await
}

async fn index(
    cx: &mut Cx<'_>,
    (id, pair, author): (DecisionId, PairId, PersonId),
    (content, said_at): (&Decided, jiff::Timestamp),
) -> Result<(), Error> {
    let (shelf, item) = (Shelf::Pair(pair), Item::Decision(id));
    let record = Record { shelf, item, author, said_at };
    Ok(records::update(cx.tx, &record, &content.texts().join("\n")).await?)
}

/// What a submission says.
fn read(state: &ViewState) -> Result<Decided, Error> {
    let mut problems = Vec::new();
    let mut text = |field: &str, max: usize| {
        let problem = |it: TextProblem| problems.push((field.to_owned(), bodies::problem(it)));
        UserText::parse(state.typed(field), max).map_err(problem).ok()
    };
    let (title, choice) = (text(words::TITLE, MAX_TITLE), text(words::CHOICE, MAX_TEXT));
    let why = text(words::WHY, MAX_TEXT);
    let link = link(state.typed(words::LINK));
    if link.is_err() {
        problems.push((words::LINK.to_owned(), keeping::bad_link()));
    }
    match (title, choice, why, link) {
        (Some(title), Some(choice), Some(why), Ok(link)) => {
            Ok(Decided { title, choice, why, link })
        }
        (_, _, _, _) => Err(Error::Fields(problems)),
    }
}

/// An address, or nothing.
pub(super) fn link(typed: &str) -> Result<Option<Link>, ()> {
    if typed.trim().is_empty() { Ok(None) } else { Link::parse(typed).map(Some).map_err(drop) }
}

/// One decision.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::kept::decision(cx, who, (id(&click.value)?, Act::ReadRecord)).await?;
    let author = cx.person(access.object.1.author).await?;
    Ok(Reaction::open(words::page(&access.object.1, (&author, &access.person))))
}

/// *Remove*: it goes out of the record, out of every search, and its words out of the file.
pub async fn remove(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::kept::decision(cx, who, (id(&click.value)?, Act::RemoveKept)).await?;
    let id = access.object.1.id;
    decisions::update_removed(cx.tx, id, cx.now).await?;
    records::delete(cx.tx, Item::Decision(id)).await?;
    let page = Show::Replace(keeping::removed());
    Ok(Reaction { show: Some(page), refresh_home: RefreshHome::Yes, ..Reaction::nothing() })
}

fn id(carried: &str) -> Result<DecisionId, Error> {
    read_id(carried).map_err(|_| not_yours())
}
