//! What somebody hears unasked: why it came, which kinds they want, how many a week, and silence for a while.
//!
//! Nobody else is told what a person switches off; what is due stays open in App Home. Working hours and leave, which
//! close the door to everything, belong to `hours`.

use super::{Answer, Cx, Error, Reaction, Who, access, refused, saying};
use crate::{
    domain::{
        attention::{BadMute, Kind, Mute, WeeklyCap},
        ids::PersonId,
        learning::Learning,
        outgoing::Outgoing,
        person::Person,
    },
    slack::{
        action::{SwitchKind, Turn},
        blocks::view::Modal,
        inbound::{Click, Field, Submit},
    },
    store::{attention, cards, people},
};

pub mod card;
pub mod gate;
pub mod views;

/// `/mentor mute …`
pub async fn mute(cx: &mut Cx<'_>, who: &Who, mute: Mute) -> Result<Reaction, Error> {
    let person = known(who)?;
    let today = person.zone.date(cx.now);
    let last = mute.last_day(today).map_err(|problem| {
        Error::Refused(match problem {
            BadMute::Over => views::mute_is_over(),
            BadMute::TooLong => views::mute_too_long(),
        })
    })?;
    let before = attention::find(cx.tx, person.id).await?;
    if last.is_none() && before.muted_until(&person.zone, cx.now).is_none() {
        return refused(views::not_muted());
    }
    attention::update_muted(cx.tx, person.id, last).await?;
    cards::update_let_go(cx.tx, person.id, cx.now).await?;
    let message = match last {
        Some(last) => views::muted(last),
        None => views::unmuted(),
    };
    Ok(Reaction { answer: Answer::Ephemeral(message), ..Reaction::done() })
}

/// `/mentor settings`
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    open(cx, known(who)?).await
}

/// The *Settings* button.
pub async fn settings(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    open(cx, access::oneself(who, &click.value)?).await
}

async fn open(cx: &mut Cx<'_>, person: &Person) -> Result<Reaction, Error> {
    let allowed = attention::find(cx.tx, person.id).await?;
    Ok(Reaction::open(views::settings(person, &allowed, cx.now)))
}

/// The settings are sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let person = access::oneself(who, &submit.view.private_metadata)?;
    let ticked = |field: &str| -> Vec<Kind> {
        match submit.view.fields.get(field) {
            Some(Field::Choices(words)) => words.iter().filter_map(|it| Kind::read(it)).collect(),
            Some(_) | None => Vec::new(),
        }
    };
    let wanted = [ticked(views::KINDS), ticked(views::KINDS_OF_THE_WAY)].concat();
    let weekly = match submit.view.fields.get(views::WEEKLY) {
        Some(Field::Choice(Some(count))) => count.parse().ok().and_then(WeeklyCap::new),
        Some(_) | None => None,
    };
    let Some(weekly) = weekly else {
        return Err(Error::Fields(vec![(views::WEEKLY.to_owned(), views::bad_cap())]));
    };
    let ticked = submit.view.fields.get(views::URGENT);
    let urgent = matches!(ticked, Some(Field::Choices(ticked)) if !ticked.is_empty());
    attention::update_settings(cx.tx, person.id, (weekly, urgent)).await?;
    if let Some(Field::Choice(Some(way))) = submit.view.fields.get(views::LEARNS) {
        people::update_learning(cx.tx, person.id, Learning::read(way)).await?;
    }
    for kind in Kind::all() {
        let turn = if wanted.contains(&kind) { Turn::On } else { Turn::Off };
        update_kind(cx, person.id, (kind, turn)).await?;
    }
    cards::update_let_go(cx.tx, person.id, cx.now).await?;
    Ok(Reaction::done())
}

/// *Why am I seeing this?*
pub async fn why(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    Ok(Reaction::open(reasons(cx, who, &click.value).await?))
}

/// A kind is switched off or on where it was asked why it came.
pub async fn switch(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let carried: Result<SwitchKind, _> = click.value.parse();
    let SwitchKind { kind, turn, about } =
        carried.map_err(|_| Error::Refused(access::NOT_YOURS.to_owned()))?;
    let (_, person) = access::told(cx, who, &about).await?;
    update_kind(cx, person.id, (kind, turn)).await?;
    cards::update_let_go(cx.tx, person.id, cx.now).await?;
    let modal = reasons(cx, who, &about).await?;
    Ok(Reaction { refresh_home: super::RefreshHome::Yes, ..Reaction::replace(modal) })
}

async fn update_kind(
    cx: &mut Cx<'_>,
    person: PersonId,
    (kind, turn): (Kind, Turn),
) -> Result<(), Error> {
    match turn {
        Turn::On => attention::delete_off(cx.tx, person, kind).await?,
        Turn::Off => attention::insert_off(cx.tx, person, kind).await?,
    }
    Ok(())
}

/// Why a message came, or each of those on a card.
async fn reasons(cx: &mut Cx<'_>, who: &Who, key: &str) -> Result<Modal, Error> {
    let (message, person) = access::told(cx, who, key).await?;
    let on_it: Vec<Outgoing> = if let Outgoing::Card { .. } = &message {
        let items = cards::list(cx.tx, &message).await?;
        items.into_iter().flatten().map(|item| item.message).collect()
    } else {
        vec![message]
    };
    let mut reasons = Vec::new();
    for message in on_it {
        let Some(unasked) = message.unasked() else { continue };
        reasons.push((unasked.kind, saying::why(cx, unasked.kind, &message).await?));
    }
    let allowed = attention::find(cx.tx, person.id).await?;
    Ok(views::why((person.id, key), &reasons, &allowed))
}

fn known(who: &Who) -> Result<&Person, Error> {
    let person = who.person.as_ref().filter(|person| person.account.may_take_part());
    person.ok_or_else(|| Error::Refused(views::not_met()))
}
