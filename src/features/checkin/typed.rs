//! Something a mentee typed to the bot, made a part of their check-in: it stands in the form, beside whatever stands there
//! already, and nothing is sent before they send it.

use super::{PairWeek, find_next_week, form, nothing_open, open_form, views::form as words};
use crate::{
    domain::{
        access::Act,
        draft::Draft,
        ids::{PairId, TypedId},
        template::Content,
        text::UserText,
    },
    features::{Cx, Error, Reaction, Who, access, own, refused},
    slack::{action::TypedTo, inbound::Click},
};

/// What is added to a form that opens.
#[derive(Debug, Clone)]
pub struct Added {
    /// What was typed.
    pub id: TypedId,
    text: UserText,
    part: Part,
}

/// What it becomes in the form.
#[derive(Debug, Clone, Copy)]
enum Part {
    Story,
    Question,
}

impl Added {
    /// What a form that asks this is filled with, and this too.
    pub fn to(&self, filled: &Draft, asked: &Content) -> Result<Draft, Error> {
        match self.part {
            Part::Story => form::with_words(filled, asked, &self.text)
                .ok_or_else(|| Error::Refused(words::no_room())),
            Part::Question => form::with_question(filled, &self.text)
                .ok_or_else(|| Error::Refused(words::no_question_left())),
        }
    }
}

/// *Make it my check-in*.
pub async fn make(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    open(cx, who, (click, Part::Story)).await
}

/// *Ask it in my check-in*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    open(cx, who, (click, Part::Question)).await
}

async fn open(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, part): (&Click, Part),
) -> Result<Reaction, Error> {
    let Ok(TypedTo { typed: id, to }) = click.value.parse::<TypedTo<PairId>>() else {
        return refused(access::NOT_YOURS);
    };
    let text = own::words(cx, who, (id, words::no_room)).await?;
    let access = access::pair(cx, who, (to, Act::WriteCheckin)).await?;
    let Some(week) = find_next_week(cx, (&access.object, &access.person)).await? else {
        return Err(nothing_open(cx, (&access.object, &access.person)).await?);
    };
    let added = Added { id, text, part };
    open_form(cx, who, (PairWeek { pair: to, week }, Some(added))).await
}
