//! What the form of a new question opens with besides a draft: a kind, a message somebody chose, something typed to the
//! bot.
//!
//! It stands beside what was begun, which is never overwritten, and nothing is sent or kept before its writer does so.

use super::{
    form, kind_of, open, pair_of,
    views::asking::{self as words, Extent, Place},
};
use crate::{
    domain::{
        draft::{Draft, Entry},
        ids::{PairId, TypedId},
        question::{Kind, MAX_PART, Part},
        text::UserText,
        typed::join,
    },
    features::{Cx, Error, Reaction, Who, access, carried, own, refused},
    slack::{
        action::{TypedTo, added::Added},
        blocks::Block,
        inbound::{Click, MessageAction},
    },
};

/// What is brought to a form that opens.
#[derive(Debug, Clone)]
pub enum Brought {
    /// Nothing.
    Nothing,
    /// The kind is known.
    Kind(Kind),
    /// A message's words; `None` when it has none.
    Message(Option<UserText>),
    /// Something typed to the bot.
    Typed(TypedId, UserText),
}

/// A form with what was brought in it.
#[derive(Debug, Clone, Default)]
pub struct Laid {
    /// What stands in its fields.
    pub filled: Draft,
    /// What of it was typed to the bot.
    pub added: Added,
    /// What is said about it above the fields.
    pub said: Vec<Block>,
}

/// *Ask my mentor about this*, on any message.
pub async fn about(cx: &mut Cx<'_>, who: &Who, used: &MessageAction) -> Result<Reaction, Error> {
    let pair = pair_of(cx, who).await?;
    let text = carried::words(cx, used, &pair).await?;
    open(cx, who, (pair.id, Brought::Message(text))).await
}

/// *Make it a question*, of something typed to the bot.
pub async fn make(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Ok(TypedTo { typed: id, to }) = click.value.parse::<TypedTo<PairId>>() else {
        return refused(access::NOT_YOURS);
    };
    let text = own::words(cx, who, (id, words::no_room)).await?;
    open(cx, who, (to, Brought::Typed(id, text))).await
}

/// Lays what was brought into a form that was begun, or is new.
pub fn lay(brought: Brought, (filled, added): (Draft, Added)) -> Result<Laid, Error> {
    match brought {
        Brought::Nothing => Ok(Laid { filled, added, said: Vec::new() }),
        Brought::Kind(kind) => {
            Ok(Laid { filled: form::of_kind(&filled, kind), added, said: Vec::new() })
        }
        Brought::Message(None) => Ok(Laid { filled, added, said: vec![words::no_words()] }),
        Brought::Message(Some(text)) => Ok(with_message((filled, added), &text)),
        Brought::Typed(id, text) => {
            let filled = with_words(&filled, &text)?;
            Ok(Laid { filled, added: added.with(Some(id)), said: Vec::new() })
        }
    }
}

/// A message stands in quotation marks where its reader would take it for the mentee's own words, and as it is where it is
/// shown as code.
fn with_message((filled, added): (Draft, Added), text: &UserText) -> Laid {
    let kind = kind_of(&filled);
    let part = match kind {
        Kind::Debug => Part::Happened,
        Kind::Quick | Kind::Concept => Part::Asked,
    };
    let (open, close) = if part == Part::Asked { ("“", "”") } else { ("", "") };
    let room = MAX_PART.saturating_sub(open.chars().count() + close.chars().count());
    let cut = UserText::unfinished(text.expose(), room).unwrap_or_else(|| text.clone());
    let said = UserText::from_stored(format!("{open}{}{close}", cut.expose()));
    let there = filled.text(part.name());
    let field = (kind, part);
    let place = if there.is_some() { Place::BelowDraft } else { Place::Alone };
    let extent = if text.chars() > room { Extent::Beginning } else { Extent::Whole };
    match join(there, &said) {
        Some(joined) => {
            let filled = filled.with(part.name(), Some(Entry::from(&joined)));
            Laid { filled, added, said: vec![words::brought(field, (place, extent))] }
        }
        None => Laid { said: vec![words::no_room_beside_draft(field)], filled, added },
    }
}

/// Words of the mentee's own, in the first part of their kind of question that has room for them.
fn with_words(filled: &Draft, text: &UserText) -> Result<Draft, Error> {
    let kind = kind_of(filled);
    let mut asked = Part::ALL.into_iter().filter(|part| kind.asks(*part).is_some());
    let joined = asked.find_map(|part| Some((part, join(filled.text(part.name()), text)?)));
    match joined {
        Some((part, joined)) => Ok(filled.clone().with(part.name(), Some(Entry::from(&joined)))),
        None => refused(words::no_room()),
    }
}
