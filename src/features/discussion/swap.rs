//! One member of a cohort asks another to take their turn to lead the discussion, and takes the other's.
//!
//! Only one is asked at a time. Whoever does not answer has not taken it, and nobody else is told.

use super::{carried, own_turn, under, views};
use crate::{
    domain::{
        discussion::{Answer, Discussion, Swap, SwapAnswer, Turn},
        ids::{PersonId, SlackUser},
        outgoing::cohort::CohortNews,
    },
    features::{
        Cx, Error, Reaction, Who, access, refused,
        schedule::{
            discussions,
            turns::{self, Ground},
        },
    },
    slack::inbound::{Click, Field, Submit},
    store::discussions as kept,
};

/// Somebody is chosen: they are asked.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let (talk, turn) = own_turn(cx, who, &submit.view.private_metadata).await?;
    let ground = turns::ground(cx, talk.cohort).await?;
    let chosen = match submit.view.fields.get(views::MEMBER) {
        Some(Field::Choice(Some(user))) => Some(SlackUser::from(user.clone())),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    let to = whom(&ground, (&talk, turn), chosen.as_ref())?;
    discussions::close_swap(cx, &talk).await?;
    let nth = kept::insert_swap(cx.tx, talk.id, (turn.nth, to)).await?;
    let news = CohortNews::SwapAsked { discussion: talk.id, nth, to };
    discussions::tell(cx, &ground, (talk.on, news, to)).await?;
    discussions::show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
    Ok(Reaction::done())
}

fn whom(
    ground: &Ground,
    (talk, turn): (&Discussion, Turn),
    chosen: Option<&SlackUser>,
) -> Result<PersonId, Error> {
    let found = ground.members.iter().find(|person| Some(&person.user) == chosen);
    match found {
        None => Err(under(views::MEMBER, views::not_a_member())),
        Some(person) if person.id == turn.person => Err(under(views::MEMBER, views::oneself())),
        Some(person) if !ground.there(talk.on).contains(&person.id) => {
            Err(under(views::MEMBER, views::is_away()))
        }
        Some(person) => Ok(person.id),
    }
}

/// A swap one was asked for, while it is open.
async fn asked(
    cx: &mut Cx<'_>,
    who: &Who,
    click: &Click,
) -> Result<(Discussion, Swap, Turn), Error> {
    let (talk, swap, _) = access::turns::swap(cx, who, carried(&click.value)?).await?;
    let is_open = talk.open_swap().map(|open| open.nth) == Some(swap.nth);
    match talk.turn {
        Some(turn) if is_open && talk.is_ahead() => Ok((talk, swap, turn)),
        Some(_) | None => refused(views::is_over()),
    }
}

/// *I'll take it*: the two exchange their turns.
pub async fn take(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (talk, swap, turn) = asked(cx, who, click).await?;
    let ground = turns::ground(cx, talk.cohort).await?;
    let mut line = kept::find_line(cx.tx, talk.cohort).await?;
    line.follow(&ground.members.iter().map(|person| person.id).collect::<Vec<_>>());
    line.swap((turn.person, swap.person));
    kept::update_line(cx.tx, talk.cohort, &line).await?;
    kept::update_swap(cx.tx, (talk.id, swap.nth), SwapAnswer::Yes).await?;
    kept::update_turn(cx.tx, (talk.id, turn.nth), Answer::Swapped).await?;
    kept::delete_topic(cx.tx, talk.id).await?;
    let nth = kept::insert_turn(cx.tx, talk.id, (swap.person, Some(Answer::Yes))).await?;
    let news = CohortNews::TurnAsked { discussion: talk.id, nth, to: swap.person };
    discussions::tell(cx, &ground, (talk.on, news, swap.person)).await?;
    discussions::show_turn(cx, talk.id, (turn.nth, turn.person)).await?;
    answered(cx, &ground, (&talk, swap, turn)).await
}

/// *I'd rather not*: whoever asked still has their turn.
pub async fn refuse(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (talk, swap, turn) = asked(cx, who, click).await?;
    let ground = turns::ground(cx, talk.cohort).await?;
    kept::update_swap(cx.tx, (talk.id, swap.nth), SwapAnswer::No).await?;
    answered(cx, &ground, (&talk, swap, turn)).await
}

async fn answered(
    cx: &mut Cx<'_>,
    ground: &Ground,
    (talk, swap, turn): (&Discussion, Swap, Turn),
) -> Result<Reaction, Error> {
    discussions::show_swap(cx, talk.id, (swap.nth, swap.person)).await?;
    discussions::tell_answer(cx, ground, (talk, (swap.nth, turn.person))).await?;
    Ok(Reaction::done())
}
