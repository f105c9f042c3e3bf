//! Where the mentee reads a reply made with the form: in the thread of what it answers, at once, because
//! it is waited for.

use super::views;
use crate::{
    domain::{
        answerable::Answerable,
        follow_up::{FollowUps, Source},
        ids::ReplyId,
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
        post::Subject,
        question::State,
        reply::{Reply, Standing},
    },
    features::{
        Cx, Error, answering, follow_ups,
        letter::{Destination, Letter, Verdict, alone, change_of_missing, under, wait_for},
    },
    slack::blocks::Message,
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, people, posts, questions,
        replies::{self, StoredReply},
    },
};

/// Renders what the mentor said.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Acknowledged { checkin, more_on, to } => {
            let what = Answerable::Checkin(*checkin);
            let pair = pair_of(cx, what).await?;
            let mentor = cx.person(pair.mentor).await?;
            let words = views::acknowledged(&mentor, *more_on);
            let alone = |to| Outgoing::Acknowledged { checkin: *checkin, more_on: *more_on, to };
            under(cx, (what, &pair), (*to, words), &[pair.mentee], alone).await
        }
        Outgoing::ReplyPost { reply, to } => {
            let Some(stored) = standing(cx, *reply).await? else {
                return Ok(Verdict::Drop("deleted"));
            };
            let pair = pair_of(cx, stored.to).await?;
            let mentor = cx.person(pair.mentor).await?;
            let words = first(cx, &mentor, &stored).await?;
            let alone = |to| Outgoing::ReplyPost { reply: *reply, to };
            under(cx, (stored.to, &pair), (*to, words), &[pair.mentee], alone).await
        }
        Outgoing::ReplyPart { reply, version, part, to } => {
            go_on(cx, *reply, (*version, *part, *to)).await
        }
        Outgoing::ReplyRefresh { reply } => change(cx, *reply).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn pair_of(cx: &mut Cx<'_>, what: Answerable) -> Result<Pair, Error> {
    let asked = answering::find(cx, what).await?.ok_or(Fault::Unreadable("what is answered"))?;
    Ok(pairs::find(cx.tx, asked.pair).await?.ok_or(Fault::Unreadable("pair"))?)
}

async fn standing(cx: &mut Cx<'_>, reply: ReplyId) -> Result<Option<StoredReply>, Error> {
    let stored = replies::find(cx.tx, reply).await?;
    Ok(stored.filter(|stored| stored.standing == Standing::Stands && stored.content.is_some()))
}

async fn first(cx: &mut Cx<'_>, mentor: &Person, stored: &StoredReply) -> Result<Message, Error> {
    let actions = follow_ups::find(cx, Source::Reply(stored.id)).await?;
    let below = below(cx, stored).await?;
    Ok(match whole(stored, &actions) {
        Some(reply) => views::reply(mentor, &reply, below),
        None => Message::new("A reply"),
    })
}

/// What the mentee can say about it.
async fn below(cx: &mut Cx<'_>, stored: &StoredReply) -> Result<views::Below, Error> {
    let Answerable::Question(id) = stored.to else { return Ok(views::Below::Differ) };
    let question = questions::find(cx.tx, id).await?.ok_or(Fault::Unreadable("question"))?;
    Ok(match question.state() {
        _ if stored.said_at < question.round.since => views::Below::NotYet,
        State::Closed(closed) => views::Below::Closed(closed),
        State::Open | State::Answered => views::Below::Decide(id),
    })
}

/// A reply made with a form; what was typed in the thread stands there already.
fn whole<'a>(stored: &'a StoredReply, actions: &'a FollowUps) -> Option<views::Whole<'a>> {
    let said = match stored.content.as_ref()? {
        Reply::Form(form) => views::Said::Form(form),
        Reply::Answer(answer) => views::Said::Answer(answer),
        Reply::Said(_) => return None,
    };
    Some(views::Whole { id: stored.id, said, actions })
}

async fn change(cx: &mut Cx<'_>, reply: ReplyId) -> Result<Verdict, Error> {
    let Some(stored) = standing(cx, reply).await? else { return Ok(Verdict::Drop("deleted")) };
    let pair = pair_of(cx, stored.to).await?;
    if let Some((channel, ts)) =
        posts::list(cx.tx, &Subject::Reply(reply)).await?.into_iter().next()
    {
        // What stands in a room that has gone is not seen any more.
        if pair.room == Room::Refused
            && people::find_dm(cx.tx, pair.mentee).await? != Some(channel.clone())
        {
            let to = Place::Alone(pair.mentee);
            return Ok(Verdict::Instead(vec![Outgoing::ReplyPost { reply, to }]));
        }
        let mentor = cx.person(pair.mentor).await?;
        let message = first(cx, &mentor, &stored).await?;
        return Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }));
    }
    let alone = Outgoing::ReplyPost { reply, to: Place::Alone(pair.mentee) };
    match change_of_missing(cx, &alone).await? {
        wait @ Verdict::Wait(_) => Ok(wait),
        Verdict::Say(_)
        | Verdict::Bring(_)
        | Verdict::ReadFirst
        | Verdict::Drop(_)
        | Verdict::Instead(_) => {
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
    let pair = pair_of(cx, stored.to).await?;
    let to = match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            return Ok(Verdict::Instead(vec![at(part, Place::Alone(pair.mentee))]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => {
            let posts = posts::list(cx.tx, &stored.to.subject()).await?;
            posts.into_iter().next().map(|(channel, ts)| Destination::Thread(channel, ts))
        }
        (Place::Alone(person), _) => Some(alone(cx, &Subject::Reply(reply), person).await?),
    };
    let Some(to) = to else { return Ok(Verdict::Drop("never posted")) };
    let actions = follow_ups::find(cx, Source::Reply(reply)).await?;
    match whole(&stored, &actions).and_then(|it| views::part(&it, (version, part))) {
        Some(message) => Ok(Verdict::Say(Letter { to, message })),
        None => Ok(Verdict::Drop("shorter now")),
    }
}

/// The first message of a reply stands in this place: the rest of a long one follows there.
pub async fn delivered(cx: &mut Cx<'_>, (reply, to): (ReplyId, Place)) -> Result<(), Error> {
    let Some(stored) = standing(cx, reply).await? else { return Ok(()) };
    let actions = follow_ups::find(cx, Source::Reply(reply)).await?;
    if let Some(whole) = whole(&stored, &actions) {
        for part in 1..views::count_parts(&whole) {
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
    let mentee = pair_of(cx, stored.to).await?.mentee;
    let dm = people::find_dm(cx.tx, mentee).await?;
    let to = if dm == Some(channel) { Place::Alone(mentee) } else { Place::Room };
    delivered(cx, (reply, to)).await
}
