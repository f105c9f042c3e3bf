//! What is said in the help channel while office hours are open, and when they close.
//!
//! Everything is rendered from the state of the moment. A message about an hour that is over is never posted.

use super::views;
use crate::{
    domain::{
        ids::{SessionId, SlackChannel},
        office_hours::Session,
        outgoing::Outgoing,
        post::Subject,
    },
    features::{
        Cx, Error,
        channel::{self, Sight},
        letter::{Destination, Letter, Verdict, change},
        schedule::office,
    },
    slack::blocks::Message,
    store::{Fault, office_hours as kept, posts},
};

/// Renders something about a session.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::OfficeOpens { session } => opens(cx, *session).await,
        Outgoing::OfficeRefresh { session } => {
            let id = *session;
            let session = load(cx, id).await?;
            let message = shown(cx, &session).await?;
            change(cx, (&Subject::Office(id), &Outgoing::OfficeOpens { session: id }), message)
                .await
        }
        Outgoing::OfficeTurn { session, turn } => turn_of(cx, (*session, *turn)).await,
        Outgoing::OfficeUnserved { session } => {
            let session = load(cx, *session).await?;
            let mentor = cx.person(session.mentor).await?;
            let next = office::coming(cx, &mentor).await?.map(|next| next.span);
            in_thread(cx, session.id, views::unserved(&mentor, next)).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The channel they are held in.
pub async fn place(cx: &mut Cx<'_>, id: SessionId) -> Result<Option<SlackChannel>, Error> {
    Ok(Some(load(cx, id).await?.channel))
}

async fn load(cx: &mut Cx<'_>, id: SessionId) -> Result<Session, Error> {
    Ok(kept::find_session(cx.tx, id).await?.ok_or(Fault::Unreadable("session"))?)
}

async fn opens(cx: &mut Cx<'_>, id: SessionId) -> Result<Verdict, Error> {
    let session = load(cx, id).await?;
    let mentor = cx.person(session.mentor).await?;
    // Leave may have been taken since they were opened.
    let is_working = mentor.availability.is_open(session.span.opens);
    if session.is_over(cx.now) || !is_working || !mentor.account.may_take_part() {
        return Ok(Verdict::Drop("over"));
    }
    match channel::find(cx, &session.channel).await? {
        Sight::Stale => Ok(Verdict::ReadFirst),
        Sight::Open => {
            let to = Destination::Conversation(session.channel.clone());
            Ok(Verdict::Say(Letter { to, message: shown(cx, &session).await? }))
        }
        Sight::Closed => Ok(Verdict::Drop("its channel is closed")),
    }
}

async fn shown(cx: &mut Cx<'_>, session: &Session) -> Result<Message, Error> {
    let mentor = cx.person(session.mentor).await?;
    Ok(match session.outcome {
        Some(outcome) => views::closed(&mentor, outcome),
        None => views::open(&mentor, (session, &kept::list_places(cx.tx, session.id).await?)),
    })
}

async fn turn_of(cx: &mut Cx<'_>, (id, turn): (SessionId, u32)) -> Result<Verdict, Error> {
    let session = load(cx, id).await?;
    if session.is_over(cx.now) || session.turn != turn {
        return Ok(Verdict::Drop("went on"));
    }
    let line = kept::list_places(cx.tx, id).await?;
    match line.first() {
        Some(first) => in_thread(cx, id, views::your_turn(first)).await,
        None => Ok(Verdict::Drop("nobody waits")),
    }
}

async fn in_thread(cx: &mut Cx<'_>, id: SessionId, message: Message) -> Result<Verdict, Error> {
    let stands = posts::list(cx.tx, &Subject::Office(id)).await?.into_iter().next();
    Ok(match stands {
        Some((channel, ts)) => {
            Verdict::Say(Letter { to: Destination::Thread(channel, ts), message })
        }
        None => Verdict::Drop("never posted"),
    })
}
