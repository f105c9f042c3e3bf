//! What the programme asks, for its leads: shown as lines, edited, and kept as a new version.
//!
//! A version is never changed, so nothing that was written is touched; a form that is open keeps its own. How lines are
//! read stands in `domain::template::notation`.

use super::{Cx, Error, Reaction, Who, access, refused};
use crate::{
    domain::{
        access::Act,
        programme::Programme,
        template::{
            Template, Version,
            notation::{self, Misfit, Place},
        },
    },
    slack::{
        action::read_version,
        answer::Answer,
        inbound::{Submit, ViewState},
    },
    store::{
        Fault, programmes,
        templates::{self, NewTemplate},
    },
};

pub mod views;

/// At most so many problems stand under one box; the next ones are told when these are mended.
const TOLD_AT_ONCE: usize = 3;

/// `/mentor template`.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::ChangeTemplate)?;
    let (_, template) = newest(cx).await?;
    Ok(Reaction::open(views::form(&template)))
}

/// The template is sent: taken whole as a new version, or not at all.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::ChangeTemplate)?;
    let shown = read_version(&submit.view.private_metadata);
    let shown = shown.or_else(|_| refused(access::NOT_YOURS))?;
    let (programme, newest) = newest(cx).await?;
    if !(Version::FIRST..=newest.version).contains(&shown) {
        return refused(access::NOT_YOURS);
    }
    let content = notation::read(|place| typed(&submit.view, place)).map_err(fields)?;
    // What is sent twice, by whomever, is one version.
    if content == newest.content {
        return Ok(answer(views::unchanged(newest.version)));
    }
    if shown != newest.version {
        return refused(views::changed_meanwhile());
    }
    let version = newest.version.next();
    let new = NewTemplate { programme: programme.id, version, content: &content, made_by: lead };
    templates::insert(cx.tx, &new, cx.now).await?;
    Ok(answer(views::saved(version)))
}

async fn newest(cx: &mut Cx<'_>) -> Result<(Programme, Template), Error> {
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    let programme = programme.ok_or(Fault::Unreadable("programme"))?;
    let template = templates::find_newest(cx.tx, programme.id).await?;
    Ok((programme, template.ok_or(Fault::Unreadable("template"))?))
}

fn answer(modal: crate::slack::blocks::view::Modal) -> Reaction {
    Reaction { answer: Answer::Replace(modal.into()), ..Reaction::nothing() }
}

fn typed(state: &ViewState, place: Place) -> &str {
    state.typed(views::field(place))
}

fn fields(misfits: Vec<Misfit>) -> Error {
    let told = Place::ALL.into_iter().filter_map(|place| {
        let here = misfits.iter().filter(|misfit| misfit.place == place);
        let sentences: Vec<String> = here.take(TOLD_AT_ONCE).map(views::misfit).collect();
        (!sentences.is_empty()).then(|| (views::field(place).to_owned(), sentences.join(" ")))
    });
    Error::Fields(told.collect())
}
