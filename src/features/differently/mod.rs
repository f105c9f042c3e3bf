//! *I see it differently*: a mentee answers a reply they disagree with, in the thread it stands in.
//!
//! It is posted as the mentee's words, waits for the mentor's window because it is for them and unasked, and stands in
//! the pair's record. It starts no clock and is counted by nobody.

use super::{
    Cx, Error, Reaction, RefreshHome, Who, access, bodies,
    letter::{Destination, Letter, Verdict, change_of_missing, wait_for},
    refused,
};
use crate::{
    domain::{
        access::Act,
        difference::{Difference, MAX_PART},
        ids::{DifferenceId, ReplyId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
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
        Fault, checkins,
        differences::{self, NewDifference, StoredDifference},
        outbox::{self, Timing},
        pairs, people, posts,
        records::{self, Item, Record},
    },
};

pub mod views;

/// *I see it differently*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::reply(cx, who, (reply_id(&click.value)?, Act::SeeDifferently)).await?;
    let (pair, _, reply) = access.object;
    let mentor = cx.person(pair.mentor).await?;
    Ok(Reaction::open(views::form(reply.id, &mentor)))
}

/// The form is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = reply_id(&submit.view.private_metadata)?;
    let access = access::reply(cx, who, (id, Act::SeeDifferently)).await?;
    let (pair, checkin, _) = access.object;
    let content = read(&submit.view)?;
    let new = NewDifference { reply: id, author: access.person.id, view_id: &submit.view.id };
    let (difference, said_at) = match differences::insert(cx.tx, new, &content, cx.now).await? {
        Some(difference) => (difference, cx.now),
        None => {
            // The same form sent twice says what it says in the end.
            let known = differences::find_by_view(cx.tx, &submit.view.id).await?;
            let known = known.filter(|it| (it.reply, it.author) == (id, access.person.id));
            let Some(known) = known else { return refused(access::NOT_YOURS) };
            if known.content != content {
                differences::update_content(cx.tx, known.id, &content, cx.now).await?;
                let refresh = Outgoing::DifferenceRefresh { difference: known.id };
                outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
            }
            (known.id, known.said_at)
        }
    };
    let item = Item::Difference(difference);
    let record = Record { shelf: Shelf::Pair(pair.id), item, author: access.person.id, said_at };
    records::update(cx.tx, &record, &content.texts().join("\n")).await?;
    let mentor = cx.person(pair.mentor).await?;
    let open_at = mentor.availability.next_open(cx.now);
    let post = Outgoing::DifferencePost { difference, to: Place::Room };
    outbox::insert(cx.tx, &post, Timing::from(open_at.unwrap_or(cx.now))).await?;
    let waits = open_at.filter(|at| *at > cx.now);
    let said = views::saved(&mentor, (&access.person, checkin.id), waits);
    Ok(Reaction { answer: Answer::Replace(said), show: None, refresh_home: RefreshHome::No })
}

fn read(state: &ViewState) -> Result<Difference, Error> {
    let typed = |field: &str| state.typed(field);
    let problem = |field: &str, it| vec![(field.to_owned(), bodies::problem(it))];
    let see = UserText::parse(typed(views::SEE), MAX_PART);
    let would_like = UserText::parse_optional(typed(views::WOULD_LIKE), MAX_PART);
    match (see, would_like) {
        (Ok(see), Ok(would_like)) => Ok(Difference { see, would_like }),
        (Err(one), Ok(_)) => Err(Error::Fields(problem(views::SEE, one))),
        (Ok(_), Err(other)) => Err(Error::Fields(problem(views::WOULD_LIKE, other))),
        (Err(one), Err(other)) => {
            let mut both = problem(views::SEE, one);
            both.extend(problem(views::WOULD_LIKE, other));
            Err(Error::Fields(both))
        }
    }
}

/// Renders it for the mentor.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::DifferencePost { difference, to } => post(cx, *difference, *to).await,
        Outgoing::DifferenceRefresh { difference } => refresh(cx, *difference).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn load(
    cx: &mut Cx<'_>,
    id: DifferenceId,
) -> Result<(StoredDifference, Pair, Person), Error> {
    let stored = differences::find(cx.tx, id).await?.ok_or(Fault::Unreadable("difference"))?;
    let checkin = checkins::find(cx.tx, stored.checkin).await?;
    let checkin = checkin.ok_or(Fault::Unreadable("check-in"))?;
    let pair = pairs::find(cx.tx, checkin.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let mentee = cx.person(pair.mentee).await?;
    Ok((stored, pair, mentee))
}

async fn post(cx: &mut Cx<'_>, id: DifferenceId, to: Place) -> Result<Verdict, Error> {
    let (stored, pair, mentee) = load(cx, id).await?;
    // It stands in the record.
    if !pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let mentor = cx.person(pair.mentor).await?;
    if let Some(at) = mentor.availability.next_open(cx.now).filter(|at| *at > cx.now) {
        return Ok(Verdict::Wait(at));
    }
    let alone = || Outgoing::DifferencePost { difference: id, to: Place::Alone(mentor.id) };
    let to = match (to, &pair.room) {
        (Place::Alone(person), _) => Destination::Person(person),
        (Place::Room, Room::Refused) => return Ok(Verdict::Instead(vec![alone()])),
        (Place::Room, Room::Open(_) | Room::Unopened) => {
            let posts = posts::list(cx.tx, &Subject::Checkin(stored.checkin)).await?;
            match posts.into_iter().next() {
                Some((channel, ts)) => Destination::Thread(channel, ts),
                None => {
                    let parent = Outgoing::CheckinPost { checkin: stored.checkin, to: Place::Room };
                    let wait = wait_for(cx, &parent).await?;
                    return Ok(wait.unwrap_or_else(|| Verdict::Instead(vec![alone()])));
                }
            }
        }
    };
    Ok(Verdict::Say(Letter { to, message: views::post(&mentee, &stored.content) }))
}

async fn refresh(cx: &mut Cx<'_>, id: DifferenceId) -> Result<Verdict, Error> {
    let (stored, pair, mentee) = load(cx, id).await?;
    let original = |to| Outgoing::DifferencePost { difference: id, to };
    let posts = posts::list(cx.tx, &Subject::Difference(id)).await?;
    match posts.into_iter().next() {
        Some((channel, ts)) => {
            let is_gone = matches!(pair.room, Room::Refused)
                && people::find_dm(cx.tx, pair.mentor).await?.as_ref() != Some(&channel);
            if is_gone {
                return Ok(Verdict::Instead(vec![original(Place::Alone(pair.mentor))]));
            }
            let message = views::post(&mentee, &stored.content);
            Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
        }
        None => change_of_missing(cx, &original(Place::Room)).await,
    }
}

fn reply_id(carried: &str) -> Result<ReplyId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}
