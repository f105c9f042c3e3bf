//! The line of open office hours: taking a place, leaving it, and whose turn is next.
//!
//! The channel is public, so anybody may come, whether they are in a pair or not; of whoever comes nothing is kept but
//! Slack's id, and that only until the hours close. What people say in the thread is not read: that they speak is enough.

use super::views;
use crate::{
    domain::{
        ids::{SessionId, SlackTs},
        office_hours::{Line, Session, Standing},
        outgoing::Outgoing,
        post::Subject,
    },
    features::{Cx, Error, Reaction, Who, access, refused, schedule::office},
    slack::{
        action::{read_id, turn::SessionTurn},
        inbound::{Click, Message, MessageChange},
    },
    store::{
        office_hours as kept,
        outbox::{self, Timing},
        posts,
    },
};

/// *Take a place*.
pub async fn take(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (session, line) = here(cx, click).await?;
    let mentor = cx.person(session.mentor).await?;
    if mentor.user == who.user {
        return refused(views::own_line());
    }
    if let Some(number) = line.number(&who.user) {
        return refused(views::in_line_already(number));
    }
    let since = SlackTs::from(click.action_ts.as_str());
    if !kept::insert_place(cx.tx, session.id, (&who.user, &since)).await? {
        let again = (Standing::Waiting, Some(&since));
        kept::update_place(cx.tx, (session.id, &who.user), again).await?;
    }
    changed(cx, session.id).await
}

/// *Leave the line*.
pub async fn leave(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (session, line) = here(cx, click).await?;
    let Some(number) = line.number(&who.user) else { return refused(views::not_in_line()) };
    kept::update_place(cx.tx, (session.id, &who.user), (Standing::Left, None)).await?;
    if number == 1 {
        goes_on(cx, &session, &line).await?;
    }
    changed(cx, session.id).await
}

/// *Next*: the first in line has had their turn. Pressed again before the message shows that, it does nothing.
pub async fn call_next(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Ok(shown) = click.value.parse::<SessionTurn>() else { return refused(access::NOT_YOURS) };
    let session = match access::own_session(cx, who, shown.session).await {
        Err(Error::Refused(nothing)) => {
            let Ok(session) = access::session_here(cx, shown.session, click.message.as_ref()).await
            else {
                return refused(nothing);
            };
            return refused(views::only_the_mentor(&cx.person(session.mentor).await?));
        }
        other => other?,
    };
    if session.is_over(cx.now) {
        return over(cx, &session).await;
    }
    if session.turn != shown.turn {
        return refused(views::went_on_already());
    }
    let line = kept::list_places(cx.tx, session.id).await?;
    let Some(first) = line.first() else { return refused(views::nobody_in_line()) };
    kept::update_place(cx.tx, (session.id, first), (Standing::Helped, None)).await?;
    goes_on(cx, &session, &line).await?;
    changed(cx, session.id).await
}

/// Somebody wrote in a thread. Their first words under open office hours bring them into the line, as a press does.
pub async fn heard(cx: &mut Cx<'_>, message: &Message) -> Result<(), Error> {
    let said = &message.said;
    if message.change != MessageChange::Posted {
        return Ok(());
    }
    let (Some(thread), Some(author)) = (&said.thread, &said.author) else { return Ok(()) };
    let Some(Subject::Office(id)) = posts::find_subject(cx.tx, &message.channel, thread).await?
    else {
        return Ok(());
    };
    let Some(session) = kept::find_session(cx.tx, id).await? else { return Ok(()) };
    if session.is_over(said.ts.instant().unwrap_or(cx.now).max(cx.now)) {
        return Ok(());
    }
    let mentor = cx.person(session.mentor).await?;
    if mentor.user != *author && kept::insert_place(cx.tx, id, (author, &said.ts)).await? {
        changed(cx, id).await?;
    }
    Ok(())
}

/// The open office hours somebody pressed in, and their line.
async fn here(cx: &mut Cx<'_>, click: &Click) -> Result<(Session, Line), Error> {
    let Ok(id) = read_id(&click.value) else { return refused(access::NOT_YOURS) };
    let session = access::session_here(cx, id, click.message.as_ref()).await?;
    if session.is_over(cx.now) {
        return over(cx, &session).await;
    }
    let line = kept::list_places(cx.tx, id).await?;
    Ok((session, line))
}

/// Says that they are over, and when the next ones are.
async fn over<T>(cx: &mut Cx<'_>, session: &Session) -> Result<T, Error> {
    let mentor = cx.person(session.mentor).await?;
    let next = office::coming(cx, &mentor).await?;
    refused(views::over(&mentor, next.map(|next| next.span)))
}

/// Whoever was second is told in the thread, as far as there is one.
async fn goes_on(cx: &mut Cx<'_>, session: &Session, line: &Line) -> Result<(), Error> {
    kept::update_turn(cx.tx, session.id).await?;
    if line.waiting().nth(1).is_some() {
        let turn = Outgoing::OfficeTurn { session: session.id, turn: session.turn + 1 };
        let until = Some(session.span.closes);
        let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: until };
        outbox::insert(cx.tx, &turn, timing).await?;
    }
    Ok(())
}

async fn changed(cx: &mut Cx<'_>, session: SessionId) -> Result<Reaction, Error> {
    let refresh = Outgoing::OfficeRefresh { session };
    outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    Ok(Reaction::nothing())
}
