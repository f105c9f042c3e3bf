//! The suggested mentor and the mentee say yes or no, and the present mentor whether their replies may travel.
//!
//! Whatever has changed since somebody was asked is looked at again here, inside the transaction that would begin the new
//! pair: whether the old one runs, whether both can still take part, and whether there is a place.

use super::{
    begin, not_yours, suggest, travel,
    views::suggestion::{self as words, BROUGHT},
};
use crate::{
    domain::{
        access::{Act, Role},
        rematch::{Accounts, Brought, Facts, Outcome, Rematch, Replies, Running, Suggestion},
    },
    features::{
        Cx, Error, Reaction, Who,
        access::{self, rematches::Answering},
        refused,
        schedule::rematches as search,
    },
    slack::{
        action::rematch::RematchRound,
        inbound::{Click, Field, Submit},
    },
    store::{pairs, rematches},
};

/// *I'm in*, of the suggested mentor.
pub async fn join(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let it = answering(cx, who, (&click.value, Role::Suggested)).await?;
    let said = it.rematch.mentor_says_yes(it.round, cx.now);
    said_yes(cx, &it, said.map_err(|_| settled())?).await
}

/// *No, thanks*, of the suggested mentor.
pub async fn decline(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let it = answering(cx, who, (&click.value, Role::Suggested)).await?;
    said_no(cx, &it, Outcome::Declined).await
}

/// *No, I'll stay*, of the mentee.
pub async fn stay(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let it = answering(cx, who, (&click.value, Role::Mentee)).await?;
    said_no(cx, &it, Outcome::Stays).await
}

/// *Yes, this mentor*: what to bring along is chosen first.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let it = answering(cx, who, (&click.value, Role::Mentee)).await?;
    let open = it.rematch.suggestion(it.round).map_err(|_| settled())?;
    let (old, new) = (cx.person(it.pair.mentor).await?, cx.person(it.suggestion.mentor).await?);
    let carries = RematchRound { rematch: it.rematch.id, round: it.round };
    let there = travel::there(cx, &it.pair).await?;
    Ok(Reaction::open(words::bring_form(carries, (&old, &new), (&there, open.brought()))))
}

/// The mentee says yes, with what they bring along.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let it = answering(cx, who, (&submit.view.private_metadata, Role::Mentee)).await?;
    let brought = match submit.view.fields.get(BROUGHT) {
        Some(Field::Choices(ticked)) => Brought::ALL
            .into_iter()
            .filter(|it| ticked.iter().any(|word| word == it.key()))
            .collect(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => Vec::new(),
    };
    let said = it.rematch.mentee_says_yes(it.round, (cx.now, brought));
    said_yes(cx, &it, said.map_err(|_| settled())?).await
}

/// *Yes, they may*, of the present mentor about their replies.
pub async fn let_travel(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    replies(cx, who, (click, Replies::Travel)).await
}

/// *No*, of the same.
pub async fn keep(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    replies(cx, who, (click, Replies::Stay)).await
}

async fn replies(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, replies): (&Click, Replies),
) -> Result<Reaction, Error> {
    let round = click.value.parse().map_err(|_| not_yours())?;
    let asked = (round, Role::Mentor, Act::LetRepliesTravel);
    let it = access::rematches::answering(cx, who, asked).await?;
    let said = it.rematch.about_replies(it.round, replies).map_err(|_| settled())?;
    rematches::update(cx.tx, &said, cx.now).await?;
    show(cx, &it, &said).await
}

async fn answering(
    cx: &mut Cx<'_>,
    who: &Who,
    (carried, role): (&str, Role),
) -> Result<Answering, Error> {
    let it: RematchRound = carried.parse().map_err(|_| not_yours())?;
    access::rematches::answering(cx, who, (it, role, Act::AnswerRematch)).await
}

fn settled() -> Error {
    Error::Refused(words::settled())
}

async fn said_no(cx: &mut Cx<'_>, it: &Answering, outcome: Outcome) -> Result<Reaction, Error> {
    if it.rematch.suggestion(it.round).is_err() {
        return refused(words::settled());
    }
    search::settle(cx, (&it.pair, &it.rematch), outcome).await?;
    Ok(Reaction::done())
}

/// A yes is written down, and what follows from all that was said happens in the same transaction.
async fn said_yes(cx: &mut Cx<'_>, it: &Answering, said: Rematch) -> Result<Reaction, Error> {
    rematches::update(cx.tx, &said, cx.now).await?;
    let facts = facts(cx, it).await?;
    match said.decide(facts) {
        None => show(cx, it, &said).await,
        Some(Outcome::Begun) => {
            begin::begin(cx, &it.pair, &said).await?;
            Ok(Reaction::done())
        }
        Some(
            outcome @ (Outcome::Declined
            | Outcome::Stays
            | Outcome::TakenBack
            | Outcome::Full
            | Outcome::Gone
            | Outcome::PairOver),
        ) => {
            search::settle(cx, (&it.pair, &said), outcome).await?;
            Ok(Reaction::done())
        }
    }
}

async fn show(cx: &mut Cx<'_>, it: &Answering, said: &Rematch) -> Result<Reaction, Error> {
    let suggestion: &Suggestion = said.suggestion(it.round).map_err(|_| settled())?;
    search::refresh(cx, &it.pair, (said, suggestion, it.round)).await?;
    Ok(Reaction::done())
}

async fn facts(cx: &mut Cx<'_>, it: &Answering) -> Result<Facts, Error> {
    let (mentor, mentee) =
        (cx.person(it.suggestion.mentor).await?, cx.person(it.pair.mentee).await?);
    let may = mentor.account.may_take_part() && mentee.account.may_take_part();
    Ok(Facts {
        pair: if it.pair.is_active() { Running::Yes } else { Running::No },
        accounts: if may { Accounts::Open } else { Accounts::Closed },
        mentees: pairs::count_of_mentor(cx.tx, mentor.id).await?,
        capacity: suggest::capacity(cx, &it.pair).await?,
    })
}
