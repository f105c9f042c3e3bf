//! The question what something typed shall become, and what it turns into once that is decided.
//!
//! It is an answer to what somebody just did, so it comes at once, in the place where they typed. The newest of several
//! covers them all; the earlier ones become one quiet line each.

use super::{refresh, views};
use crate::{
    domain::{
        ids::{PairId, PersonId, SlackChannel, SlackTs, TypedId},
        outgoing::Outgoing,
        pair::Side,
        person::Person,
        post::Subject,
        typed::{Typed, TypedState},
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, change_of_missing},
    },
    slack::blocks::Message,
    store::{
        Fault, checkins,
        outbox::{self, Timing},
        pairs, posts, typed,
    },
};

/// The most notes that are offered, one for each pair.
const MOST_NOTES: usize = 5;

/// The most replies that are offered, the longest waiting first.
const MOST_REPLIES: usize = 3;

/// Renders an offer, what it turns into, or the answer to a stranger.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Introduction { channel, thread, .. } => {
            let to = place(channel, thread.as_ref());
            Ok(Verdict::Say(Letter { to, message: views::introduction() }))
        }
        Outgoing::Offer { typed, nth } => offer(cx, (*typed, *nth)).await,
        Outgoing::OfferRefresh { typed } => change(cx, *typed).await,
        Outgoing::OfferJoined { channel, ts, .. } => {
            let to = Destination::Change(channel.clone(), ts.clone());
            Ok(Verdict::Say(Letter { to, message: views::joined() }))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

fn place(channel: &SlackChannel, thread: Option<&SlackTs>) -> Destination {
    match thread {
        Some(thread) => Destination::Thread(channel.clone(), thread.clone()),
        None => Destination::Conversation(channel.clone()),
    }
}

async fn load(cx: &mut Cx<'_>, id: TypedId) -> Result<Typed, Error> {
    Ok(typed::find(cx.tx, id).await?.ok_or(Fault::Unreadable("typed"))?)
}

async fn offer(cx: &mut Cx<'_>, (id, nth): (TypedId, u32)) -> Result<Verdict, Error> {
    let typed = load(cx, id).await?;
    if typed.state != TypedState::Open {
        return Ok(Verdict::Drop("decided"));
    }
    if typed.offers != nth {
        return Ok(Verdict::Drop("a newer one covers it"));
    }
    let message = open(cx, &typed).await?;
    Ok(Verdict::Say(Letter { to: place(&typed.channel, typed.thread.as_ref()), message }))
}

async fn change(cx: &mut Cx<'_>, id: TypedId) -> Result<Verdict, Error> {
    let typed = load(cx, id).await?;
    let newest = posts::list(cx.tx, &Subject::Offer(id)).await?.into_iter().next();
    let Some((channel, ts)) = newest else {
        return change_of_missing(cx, &Outgoing::Offer { typed: id, nth: typed.offers }).await;
    };
    let message = shown(cx, &typed).await?;
    Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
}

/// How an offer looks in the state it is in.
async fn shown(cx: &mut Cx<'_>, typed: &Typed) -> Result<Message, Error> {
    Ok(match typed.state {
        TypedState::Open => open(cx, typed).await?,
        TypedState::Note(pair) => {
            let (writer, partner) = both(cx, typed, pair).await?;
            let at = partner.availability.next_open(cx.now).filter(|at| *at > cx.now);
            views::note_waits(typed.id, (&writer, &partner), at)
        }
        TypedState::Brought(pair) => {
            let (_, partner) = both(cx, typed, pair).await?;
            views::brought(&partner)
        }
        TypedState::NotBrought(pair) => {
            let (_, partner) = both(cx, typed, pair).await?;
            views::not_brought(&partner)
        }
        TypedState::Checkin => views::in_checkin(),
        TypedState::Question => views::in_question(),
        TypedState::Reply => views::in_reply(),
        TypedState::Dropped => views::dropped(),
        TypedState::Withdrawn => views::withdrawn(),
        TypedState::Expired => views::expired(),
    })
}

/// Who typed it, and the other one of the pair.
async fn both(cx: &mut Cx<'_>, typed: &Typed, pair: PairId) -> Result<(Person, Person), Error> {
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let side = pair.side(typed.person).ok_or(Fault::Unreadable("typed"))?;
    Ok((cx.person(typed.person).await?, cx.person(pair.person(side.other())).await?))
}

async fn open(cx: &mut Cx<'_>, typed: &Typed) -> Result<Message, Error> {
    let under = match &typed.thread {
        Some(thread) => posts::find_subject(cx.tx, &typed.channel, thread).await?,
        None => None,
    };
    let choices = choices(cx, (typed.person, under)).await?;
    Ok(views::offer(typed, &choices))
}

/// What there is to choose from at this moment. `under` is what it was typed under.
async fn choices(
    cx: &mut Cx<'_>,
    (person, under): (PersonId, Option<Subject>),
) -> Result<views::Choices, Error> {
    let mut choices = views::Choices::default();
    for pair in pairs::list_of(cx.tx, person).await?.iter().filter(|pair| pair.is_active()) {
        let Some(side) = pair.side(person) else { continue };
        let partner = cx.person(pair.person(side.other())).await?;
        match side {
            Side::Mentee => choices.checkin = Some(pair.id),
            Side::Mentor => {
                let owed = checkins::list_unanswered(cx.tx, pair.id).await?;
                choices.replies.extend(owed.into_iter().map(|checkin| (checkin, partner.clone())));
            }
        }
        choices.notes.push((pair.id, partner));
    }
    let is_under = |id| under == Some(Subject::Checkin(id));
    choices.replies.sort_by_key(|(checkin, _)| (!is_under(checkin.id), checkin.submitted_at));
    choices.replies.truncate(MOST_REPLIES);
    choices.notes.truncate(MOST_NOTES);
    Ok(choices)
}

/// An offer stands: the one before it becomes a quiet line, and what was decided meanwhile is shown.
pub async fn delivered(cx: &mut Cx<'_>, id: TypedId) -> Result<(), Error> {
    let before = posts::list(cx.tx, &Subject::Offer(id)).await?.into_iter().nth(1);
    if let Some((channel, ts)) = before {
        let joined = Outgoing::OfferJoined { typed: id, channel, ts };
        outbox::insert(cx.tx, &joined, Timing::now(cx.now)).await?;
    }
    match load(cx, id).await?.state {
        TypedState::Open => Ok(()),
        TypedState::Note(_)
        | TypedState::Brought(_)
        | TypedState::NotBrought(_)
        | TypedState::Checkin
        | TypedState::Question
        | TypedState::Reply
        | TypedState::Dropped
        | TypedState::Withdrawn
        | TypedState::Expired => refresh(cx, id).await,
    }
}
