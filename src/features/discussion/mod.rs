//! The discussion of a cohort, once a month: whoever leads it is asked two weeks ahead, takes it, swaps it or skips it,
//! chooses what it is about, and says afterwards what came of it.
//!
//! It is off until a lead turns it on. Nobody is reminded of anything they have not said yes to, and what does not happen is
//! not spoken of. What is said stands in `post`, and when in `plan`.

use super::{
    Cx, Error, Reaction, Who, access, bodies, refused,
    schedule::{discussions, turns},
};
use crate::{
    domain::{
        discussion::{Answer, Discussion, MAX_NOTE, MAX_TOPIC, State, Topic, Turn},
        ids::DiscussionId,
        outgoing::{Outgoing, cohort::CohortNews},
        text::{Link, UserText},
    },
    slack::{
        action::{discussion::DiscussionTurn, read_id},
        inbound::{Click, Submit, ViewState},
    },
    store::{
        discussions as kept,
        outbox::{self, Timing},
    },
};

pub mod plan;
pub mod post;
pub mod swap;
pub mod views;

fn carried(text: &str) -> Result<DiscussionTurn, Error> {
    text.parse().map_err(|_| access::not_yours())
}

/// One's own turn, while it is ahead and nobody else's.
async fn own_turn(cx: &mut Cx<'_>, who: &Who, text: &str) -> Result<(Discussion, Turn), Error> {
    let (talk, turn, _) = access::turns::turn(cx, who, carried(text)?).await?;
    let is_last = talk.turn.map(|last| last.nth) == Some(turn.nth);
    match turn.answer {
        None | Some(Answer::Yes) if is_last && talk.is_ahead() => Ok((talk, turn)),
        None | Some(Answer::Yes | Answer::Skipped | Answer::Swapped | Answer::Passed) => {
            refused(views::is_over())
        }
    }
}

/// *I'll do it*.
pub async fn lead(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (talk, turn) = own_turn(cx, who, &click.value).await?;
    kept::update_turn(cx.tx, (talk.id, turn.nth), Answer::Yes).await?;
    discussions::close_swap(cx, &talk).await?;
    discussions::show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
    Ok(Reaction::done())
}

/// *Skip this time*: they go next time.
pub async fn skip(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (talk, _) = own_turn(cx, who, &click.value).await?;
    let ground = turns::ground(cx, talk.cohort).await?;
    discussions::pass_on(cx, &ground, (&talk, Answer::Skipped)).await?;
    Ok(Reaction::done())
}

/// *Swap with…*: whom.
pub async fn ask_swap(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (talk, turn) = own_turn(cx, who, &click.value).await?;
    let ground = turns::ground(cx, talk.cohort).await?;
    let carries = DiscussionTurn { discussion: talk.id, nth: turn.nth };
    Ok(Reaction::open(views::swap_form(&carries, (&ground.cohort, &talk))))
}

/// *Choose a topic*, or change it.
pub async fn ask_topic(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (talk, turn) = own_turn(cx, who, &click.value).await?;
    let carries = DiscussionTurn { discussion: talk.id, nth: turn.nth };
    Ok(Reaction::open(views::topic_form(&carries, talk.topic.as_ref())))
}

/// The topic is sent. Whoever chooses one leads.
pub async fn submit_topic(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let (talk, turn) = own_turn(cx, who, &submit.view.private_metadata).await?;
    let topic = read_topic(&submit.view)?;
    kept::update_topic(cx.tx, talk.id, &topic).await?;
    kept::update_turn(cx.tx, (talk.id, turn.nth), Answer::Yes).await?;
    discussions::close_swap(cx, &talk).await?;
    discussions::show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
    Ok(Reaction::done())
}

fn read_topic(state: &ViewState) -> Result<Topic, Error> {
    let words = UserText::parse(state.typed(views::TOPIC), MAX_TOPIC)
        .map_err(|problem| under(views::TOPIC, bodies::problem(problem)))?;
    let link = match state.typed(views::LINK).trim() {
        "" => None,
        typed => Some(Link::parse(typed).map_err(|_| under(views::LINK, views::bad_link()))?),
    };
    Ok(Topic { words, link })
}

/// *Write a note*, of what came of it.
pub async fn ask_note(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let talk = noted(cx, who, &click.value).await?;
    Ok(Reaction::open(views::note_form(&talk)))
}

/// The note is sent: it goes into the thread.
pub async fn submit_note(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let talk = noted(cx, who, &submit.view.private_metadata).await?;
    let note = UserText::parse(submit.view.typed(views::NOTE), MAX_NOTE)
        .map_err(|problem| under(views::NOTE, bodies::problem(problem)))?;
    kept::update_note(cx.tx, talk.id, &note).await?;
    kept::update_state(cx.tx, talk.id, (State::Noted, None)).await?;
    let news = CohortNews::DiscussionNote { discussion: talk.id };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::now(cx.now)).await?;
    if let Some(to) = talk.led_by {
        let news = CohortNews::NoteRefresh { discussion: talk.id, to };
        outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::now(cx.now)).await?;
    }
    Ok(Reaction::done())
}

/// One's own discussion of which nothing was noted yet.
async fn noted(cx: &mut Cx<'_>, who: &Who, text: &str) -> Result<Discussion, Error> {
    let id: DiscussionId = read_id(text).map_err(|_| access::not_yours())?;
    let (talk, _) = access::turns::led(cx, who, id).await?;
    match talk.state {
        State::Held | State::Asked => Ok(talk),
        State::Ahead | State::Near | State::Noted | State::Over => refused(views::is_noted()),
    }
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}
