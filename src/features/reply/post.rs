//! Where the mentee reads a reply made with the form: in the check-in's thread, at once, because it is waited for.

use super::views;
use crate::{
    domain::{
        ids::{CheckinId, PersonId, ReplyId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        post::Subject,
        reply::{Reply, Standing},
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, alone, change_of_missing, wait_for},
    },
    slack::blocks::Message,
    store::{
        Fault, checkins,
        outbox::{self, Timing},
        pairs, people, posts,
        replies::{self, StoredReply},
    },
};

/// Renders what the mentor said.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Acknowledged { checkin, more_on, to } => {
            let pair = pair_of(cx, *checkin).await?;
            let mentor = cx.person(pair.mentor).await?;
            let words = views::acknowledged(&mentor, *more_on);
            let alone = |to| Outgoing::Acknowledged { checkin: *checkin, more_on: *more_on, to };
            under(cx, (*checkin, &pair), (*to, words), &[pair.mentee], alone).await
        }
        Outgoing::ReplyPost { reply, to } => {
            let Some(stored) = standing(cx, *reply).await? else {
                return Ok(Verdict::Drop("deleted"));
            };
            let pair = pair_of(cx, stored.checkin).await?;
            let mentor = cx.person(pair.mentor).await?;
            let words = first(&mentor, &stored);
            let alone = |to| Outgoing::ReplyPost { reply: *reply, to };
            under(cx, (stored.checkin, &pair), (*to, words), &[pair.mentee], alone).await
        }
        Outgoing::ReplyPart { reply, version, part, to } => {
            go_on(cx, *reply, (*version, *part, *to)).await
        }
        Outgoing::ReplyRefresh { reply } => change(cx, *reply).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn pair_of(cx: &mut Cx<'_>, checkin: CheckinId) -> Result<Pair, Error> {
    let checkin = checkins::find(cx.tx, checkin).await?.ok_or(Fault::Unreadable("check-in"))?;
    Ok(pairs::find(cx.tx, checkin.pair).await?.ok_or(Fault::Unreadable("pair"))?)
}

async fn standing(cx: &mut Cx<'_>, reply: ReplyId) -> Result<Option<StoredReply>, Error> {
    let stored = replies::find(cx.tx, reply).await?;
    Ok(stored.filter(|stored| stored.standing == Standing::Stands && stored.content.is_some()))
}

fn first(mentor: &crate::domain::person::Person, stored: &StoredReply) -> Message {
    match &stored.content {
        Some(Reply::Form(form)) => views::reply(mentor, form),
        Some(Reply::Said(_)) | None => Message::new("A reply"),
    }
}

/// Under the check-in's message; where there is no room, to each of `readers` alone.
async fn under(
    cx: &mut Cx<'_>,
    (checkin, pair): (CheckinId, &Pair),
    (to, message): (Place, Message),
    readers: &[PersonId],
    alone: impl Fn(Place) -> Outgoing,
) -> Result<Verdict, Error> {
    match (to, &pair.room) {
        (Place::Alone(person), _) => {
            Ok(Verdict::Say(Letter { to: Destination::Person(person), message }))
        }
        (Place::Room, Room::Refused) => Ok(Verdict::Instead(
            readers.iter().map(|reader| alone(Place::Alone(*reader))).collect(),
        )),
        (Place::Room, Room::Open(_) | Room::Unopened) => {
            match posts::list(cx.tx, &Subject::Checkin(checkin)).await?.into_iter().next() {
                Some((channel, ts)) => {
                    Ok(Verdict::Say(Letter { to: Destination::Thread(channel, ts), message }))
                }
                None => {
                    // A check-in that will never stand in the room must not keep its answer waiting.
                    let parent = Outgoing::CheckinPost { checkin, to: Place::Room };
                    let each = readers.iter().map(|reader| alone(Place::Alone(*reader)));
                    Ok(wait_for(cx, &parent).await?.unwrap_or(Verdict::Instead(each.collect())))
                }
            }
        }
    }
}

async fn change(cx: &mut Cx<'_>, reply: ReplyId) -> Result<Verdict, Error> {
    let Some(stored) = standing(cx, reply).await? else { return Ok(Verdict::Drop("deleted")) };
    let pair = pair_of(cx, stored.checkin).await?;
    if let Some((channel, ts)) =
        posts::list(cx.tx, &Subject::Reply(reply)).await?.into_iter().next()
    {
        let message = first(&cx.person(pair.mentor).await?, &stored);
        return Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }));
    }
    let alone = Outgoing::ReplyPost { reply, to: Place::Alone(pair.mentee) };
    match change_of_missing(cx, &alone).await? {
        wait @ Verdict::Wait(_) => Ok(wait),
        Verdict::Say(_) | Verdict::Drop(_) | Verdict::Instead(_) => {
            change_of_missing(cx, &Outgoing::ReplyPost { reply, to: Place::Room }).await
        }
    }
}

async fn go_on(
    cx: &mut Cx<'_>,
    reply: ReplyId,
    (version, part, to): (u32, u32, Place),
) -> Result<Verdict, Error> {
    let at = |part, to| Outgoing::ReplyPart { reply, version, part, to };
    // The room may have gone between two parts.
    for place in [Place::Room, to] {
        if let Some(wait) = wait_for(cx, &at(part.saturating_sub(1), place)).await? {
            return Ok(wait);
        }
    }
    let Some(stored) = standing(cx, reply).await? else { return Ok(Verdict::Drop("deleted")) };
    // An edit says its own parts; those of the version before would say the same words twice.
    if stored.version != version {
        return Ok(Verdict::Drop("edited since"));
    }
    let pair = pair_of(cx, stored.checkin).await?;
    let to = match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            return Ok(Verdict::Instead(vec![at(part, Place::Alone(pair.mentee))]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => {
            let posts = posts::list(cx.tx, &Subject::Checkin(stored.checkin)).await?;
            posts.into_iter().next().map(|(channel, ts)| Destination::Thread(channel, ts))
        }
        (Place::Alone(person), _) => Some(alone(cx, &Subject::Reply(reply), person).await?),
    };
    let Some(to) = to else { return Ok(Verdict::Drop("never posted")) };
    let message = match &stored.content {
        Some(Reply::Form(form)) => views::part(form, (version, part)),
        Some(Reply::Said(_)) | None => None,
    };
    match message {
        Some(message) => Ok(Verdict::Say(Letter { to, message })),
        None => Ok(Verdict::Drop("shorter now")),
    }
}

/// The first message of a reply stands in this place: the rest of a long one follows there.
pub async fn delivered(cx: &mut Cx<'_>, (reply, to): (ReplyId, Place)) -> Result<(), Error> {
    let Some(stored) = standing(cx, reply).await? else { return Ok(()) };
    if let Some(Reply::Form(form)) = &stored.content {
        for part in 1..views::count_parts(form) {
            let part = Outgoing::ReplyPart { reply, version: stored.version, part, to };
            outbox::insert(cx.tx, &part, Timing::now(cx.now)).await?;
        }
    }
    Ok(())
}

/// What the form says changed: its message follows, and one that stands already says its further parts again.
pub async fn edited(cx: &mut Cx<'_>, stored: &StoredReply) -> Result<(), Error> {
    let reply = stored.id;
    outbox::insert(cx.tx, &Outgoing::ReplyRefresh { reply }, Timing::now(cx.now)).await?;
    let posts = posts::list(cx.tx, &Subject::Reply(reply)).await?;
    let Some((channel, _)) = posts.into_iter().next() else { return Ok(()) };
    let mentee = pair_of(cx, stored.checkin).await?.mentee;
    let dm = people::find_dm(cx.tx, mentee).await?;
    let to = if dm == Some(channel) { Place::Alone(mentee) } else { Place::Room };
    delivered(cx, (reply, to)).await
}
