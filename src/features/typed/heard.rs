//! What is said to the bot, edited and taken back.
//!
//! Only what a person typed counts, and every message once: Slack repeats its events, and they overtake each other.
//! Messages in a row are kept as one thing. Of a stranger, and of somebody who is in no running pair, nothing is kept.

use super::refresh;
use crate::{
    domain::{
        ids::{PersonId, SlackChannel, SlackTs, SlackUser, TypedId},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        reply::Edition,
        text::UserText,
        typed::{Typed, TypedMessage, TypedState},
    },
    features::{Cx, Error},
    slack::{
        inbound::{Message, MessageChange, Said, deletion_key},
        plain::plain,
    },
    store::{
        inbox,
        outbox::{self, Timing},
        pairs, people,
        typed::{self, Place},
    },
};

/// Longer messages than Slack itself takes do not come; this only bounds what a forged one could store.
const MAX_SAID: usize = 40_000;

/// Whether somebody may have typed it at all. Everything the bot says comes back to it, and must not cost a commit each.
pub fn may_concern(message: &Message) -> bool {
    match message.change {
        MessageChange::Posted | MessageChange::Edited => message.said.author.is_some(),
        MessageChange::Deleted => true,
    }
}

/// Something was said, edited or deleted in somebody's conversation with the bot.
pub async fn heard(cx: &mut Cx<'_>, message: &Message) -> Result<(), Error> {
    let told = Some(&*message.event_ts).filter(|stamp| !stamp.is_empty()).map(SlackTs::from);
    let edition = Edition { edited: message.said.edited.clone(), told };
    let (channel, said) = (&message.channel, &message.said);
    let known = typed::find_by_message(cx.tx, channel, &said.ts).await?;
    match (&message.change, known) {
        (MessageChange::Posted, None) => posted(cx, channel, (said, edition)).await,
        // An edit may come before the message itself, which then says nothing new.
        (MessageChange::Posted, Some(_)) => Ok(()),
        (MessageChange::Edited, None) => edited_unknown(cx, channel, (said, edition)).await,
        (MessageChange::Edited, Some(known)) => edited(cx, known, (said, edition)).await,
        (MessageChange::Deleted, Some(known)) => deleted(cx, known, &said.ts).await,
        (MessageChange::Deleted, None) => Ok(()),
    }
}

async fn posted(
    cx: &mut Cx<'_>,
    channel: &SlackChannel,
    (said, edition): (&Said, Edition),
) -> Result<(), Error> {
    match takes_part(cx, said.author.as_ref()).await? {
        Some((person, names)) => keep(cx, (person, channel), (said, edition, &names)).await,
        None => introduce(cx, channel, said).await,
    }
}

/// An edit of what was never kept: somebody in a pair may have been unheard before; a stranger was answered.
async fn edited_unknown(
    cx: &mut Cx<'_>,
    channel: &SlackChannel,
    (said, edition): (&Said, Edition),
) -> Result<(), Error> {
    match takes_part(cx, said.author.as_ref()).await? {
        Some((person, names)) => keep(cx, (person, channel), (said, edition, &names)).await,
        None => Ok(()),
    }
}

/// Whoever is in a running pair, with those they are in one with; `None` for everybody else.
async fn takes_part(
    cx: &mut Cx<'_>,
    author: Option<&SlackUser>,
) -> Result<Option<(PersonId, Vec<Person>)>, Error> {
    let Some(author) = author else { return Ok(None) };
    let person = people::find_by_user(cx.tx, cx.zones, author, cx.now).await?;
    let Some(person) = person.filter(|person| person.account.may_take_part()) else {
        return Ok(None);
    };
    let mut partners = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await?.iter().filter(|pair| Pair::is_active(pair))
    {
        if let Some(side) = pair.side(person.id) {
            partners.push(cx.person(pair.person(side.other())).await?);
        }
    }
    Ok((!partners.is_empty()).then_some((person.id, partners)))
}

/// Keeps a message, with those it follows in a row, and asks what they shall become.
async fn keep(
    cx: &mut Cx<'_>,
    (person, channel): (PersonId, &SlackChannel),
    (said, edition, names): (&Said, Edition, &[Person]),
) -> Result<(), Error> {
    if let Some(key) = deletion_key(channel, &said.ts)
        && inbox::find(cx.tx, &key).await?
    {
        return Ok(());
    }
    let message = TypedMessage {
        ts: said.ts.clone(),
        said_at: said.ts.instant().unwrap_or(cx.now),
        edition,
        text: words(said, names),
        files: said.files,
    };
    let place = Place { person, channel, thread: said.thread.as_ref() };
    let open = typed::find_open(cx.tx, place).await?;
    let id = match open.filter(|open| open.goes_on(message.said_at)) {
        Some(open) => open.id,
        None => typed::insert(cx.tx, place, cx.now).await?,
    };
    let nth = typed::insert_message(cx.tx, id, (channel, &message), cx.now).await?;
    if message.text.is_none() && message.edition.edited.is_some() {
        withdraw_without_words(cx, id).await?;
    }
    outbox::insert(cx.tx, &Outgoing::Offer { typed: id, nth }, Timing::now(cx.now)).await?;
    Ok(())
}

/// What is heard of first when it was edited into nothing is not asked about.
async fn withdraw_without_words(cx: &mut Cx<'_>, id: TypedId) -> Result<(), Error> {
    if typed::find(cx.tx, id).await?.is_some_and(|typed| typed.text().is_none()) {
        typed::update_state(cx.tx, id, TypedState::Withdrawn, cx.now).await?;
    }
    Ok(())
}

/// What a message says, as plain words.
fn words(said: &Said, names: &[Person]) -> Option<UserText> {
    let name = |user: &SlackUser| {
        names.iter().find(|person| person.user == *user).map(|person| person.name.clone())
    };
    UserText::parse_optional(&plain(&said.text, name), MAX_SAID).ok().flatten()
}

async fn introduce(cx: &mut Cx<'_>, channel: &SlackChannel, said: &Said) -> Result<(), Error> {
    if said.author.is_none() {
        return Ok(());
    }
    let hour = cx.now.as_second().div_euclid(3600);
    let (channel, thread) = (channel.clone(), said.thread.clone());
    let introduction = Outgoing::Introduction { channel, thread, hour };
    outbox::insert(cx.tx, &introduction, Timing::now(cx.now)).await?;
    Ok(())
}

async fn edited(
    cx: &mut Cx<'_>,
    known: Typed,
    (said, edition): (&Said, Edition),
) -> Result<(), Error> {
    let Some(message) = known.messages.iter().find(|it| it.ts == said.ts) else { return Ok(()) };
    let Some(edition) = edition.following(&message.edition) else { return Ok(()) };
    let names = match takes_part(cx, said.author.as_ref()).await? {
        Some((_, names)) => names,
        None => Vec::new(),
    };
    let (text, files) = (words(said, &names), said.files);
    let message = TypedMessage { edition, text, files, ..message.clone() };
    follow(cx, &known, Some(message)).await
}

async fn deleted(cx: &mut Cx<'_>, known: Typed, ts: &SlackTs) -> Result<(), Error> {
    typed::delete_message(cx.tx, &known.channel, ts).await?;
    let messages = known.messages.iter().filter(|it| it.ts != *ts).cloned().collect();
    follow(cx, &Typed { messages, ..known }, None).await
}

/// What was kept follows its messages for as long as it is kept: without words nothing is offered or brought, and with
/// words again it is offered again.
async fn follow(
    cx: &mut Cx<'_>,
    known: &Typed,
    changed: Option<TypedMessage>,
) -> Result<(), Error> {
    match known.state {
        TypedState::Open | TypedState::Note(_) | TypedState::Withdrawn => {}
        TypedState::Brought(_)
        | TypedState::NotBrought(_)
        | TypedState::Checkin
        | TypedState::Question
        | TypedState::Reply
        | TypedState::Dropped
        | TypedState::Expired => return Ok(()),
    }
    if let Some(message) = &changed {
        typed::update_message(cx.tx, &known.channel, message).await?;
    }
    let now = typed::find(cx.tx, known.id).await?;
    let has_words = now.is_some_and(|now| now.text().is_some());
    let state = match (known.state, has_words) {
        (_, false) => TypedState::Withdrawn,
        (TypedState::Withdrawn, true) => TypedState::Open,
        (state, true) => state,
    };
    typed::update_state(cx.tx, known.id, state, cx.now).await?;
    refresh(cx, known.id).await
}
