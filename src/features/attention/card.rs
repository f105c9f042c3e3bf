//! Several unasked messages as one: each with its own words and buttons, one after another.
//!
//! A card remembers what is on it, not its words. Before it is sent everything on it is rendered as it is now; when one
//! thing on it changes, the whole is made again: that one as what has become of it, the others as they were when the card
//! was sent. Which messages share a card is decided by the outbox.

use super::views;
use crate::{
    domain::{
        ids::{PersonId, SlackChannel, SlackTs},
        outgoing::Outgoing,
        post::Subject,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict},
        saying,
    },
    slack::blocks::{Message, limits},
    store::{attention, cards, posts},
};

/// A card that is to be sent.
pub async fn render(
    cx: &mut Cx<'_>,
    (card, person): (&Outgoing, PersonId),
) -> Result<Verdict, Error> {
    let mut items = Vec::new();
    for message in in_order(cx, card).await? {
        if let Verdict::Say(letter) = saying::render_alone(cx, &message).await? {
            items.push(letter.message);
        }
    }
    if items.is_empty() {
        return Ok(Verdict::Drop("nothing is left of it"));
    }
    let message = views::card(items, Some(&card.key()));
    Ok(Verdict::Say(Letter { to: Destination::Person(person), message }))
}

/// An unasked message with the button that says why it came.
pub fn signed(letter: Letter, message: &Outgoing) -> Letter {
    Letter { message: views::signed(letter.message, &message.key()), ..letter }
}

/// The same letter, unless it changes something on a card: then the whole card as it is now.
pub async fn in_its_place(cx: &mut Cx<'_>, letter: Letter) -> Result<Letter, Error> {
    let Destination::Change(channel, ts) = &letter.to else { return Ok(letter) };
    match posts::find_subject(cx.tx, channel, ts).await? {
        Some(Subject::Card(person, on, nth)) => {
            let card = Outgoing::Card { person, on, nth };
            let message = standing(cx, &card, (channel, ts)).await?;
            Ok(Letter { message, ..letter })
        }
        Some(_) | None => Ok(letter),
    }
}

/// What is on a card, the longest deserved first, after a welcome.
async fn in_order(cx: &mut Cx<'_>, card: &Outgoing) -> Result<Vec<Outgoing>, Error> {
    let items = cards::list(cx.tx, card).await?.into_iter().flatten();
    let mut items: Vec<Outgoing> = items.map(|item| item.message).collect();
    items.sort_by_key(|message| !matches!(message, Outgoing::WelcomeBack { .. }));
    Ok(items)
}

/// A card that stands, with what has become of what is on it.
async fn standing(
    cx: &mut Cx<'_>,
    card: &Outgoing,
    place: (&SlackChannel, &SlackTs),
) -> Result<Message, Error> {
    let said_at = attention::find_said_at(cx.tx, card).await?.unwrap_or(cx.now);
    let (mut items, mut is_open) = (Vec::new(), false);
    for message in in_order(cx, card).await? {
        let became = message.unasked().and_then(|it| saying::became(it.kind, &message, place));
        let became = match became {
            Some(change) => {
                is_open |= saying::still_asks(cx, &change).await?.is_some();
                saying::render_alone(cx, &change).await?
            }
            None => Verdict::Drop("never changes"),
        };
        // What has not changed stands there as it was said, whatever the hour is now.
        let mut then = Cx { tx: &mut *cx.tx, now: said_at, config: cx.config, zones: cx.zones };
        items.push(match became {
            Verdict::Say(letter) => letter.message,
            Verdict::Bring(_)
            | Verdict::Wait(_)
            | Verdict::ReadFirst
            | Verdict::Drop(_)
            | Verdict::Instead(_) => match saying::render_alone(&mut then, &message).await? {
                Verdict::Say(letter) => {
                    is_open = true;
                    letter.message
                }
                Verdict::Bring(_)
                | Verdict::Wait(_)
                | Verdict::ReadFirst
                | Verdict::Drop(_)
                | Verdict::Instead(_) => views::moved_on(),
            },
        });
    }
    let key = card.key();
    Ok(views::card(items, is_open.then_some(key.as_str())))
}

/// How full a card is.
#[derive(Debug, Default)]
pub struct Filled {
    blocks: usize,
    chars: usize,
}

impl Filled {
    /// Whether nothing is on it.
    pub fn is_empty(&self) -> bool {
        self.blocks == 0
    }

    /// Puts a message on the card if it fits, as the first one always does.
    pub fn takes(&mut self, message: &Message) -> bool {
        // A line stands above each message, and the card's own words above all of them.
        let blocks = self.blocks + message.blocks.len() + 1;
        let chars = self.chars + message.user_chars();
        let fits = blocks < limits::PART_BLOCKS && chars <= limits::MESSAGE_USER_TEXT;
        if self.blocks > 0 && !fits {
            return false;
        }
        (self.blocks, self.chars) = (blocks, chars);
        true
    }
}
