//! What others than the mentor write under a question in the help channel.
//!
//! That somebody answered is counted; who it was, and their words, are kept of people in a running pair of the programme
//! only, because only they were told what the bot keeps. Of strangers nothing is kept but that somebody answered. Nothing
//! stops the mentor's clock here, and nobody is told: whoever asked sees the thread.

use crate::{
    domain::{
        help_channel::PeerAnswer,
        ids::{QuestionId, SlackChannel, SlackUser},
        pair::Pair,
        person::Person,
        reply::Edition,
        text::{UserText, is_emoji_only},
    },
    features::{Cx, Error},
    slack::{inbound::Said, plain::plain},
    store::{channels, pairs},
};

/// Longer messages than Slack itself takes do not come; this only bounds what a forged one could store.
const MAX_SAID: usize = 40_000;

/// Somebody who is not the mentor wrote under `question`, or edited it.
pub(super) async fn said(
    cx: &mut Cx<'_>,
    (question, pair, author): (QuestionId, &Pair, Option<Person>),
    (channel, said, edition): (&SlackChannel, &Said, Edition),
) -> Result<(), Error> {
    if author.as_ref().is_some_and(|author| author.id == pair.mentee) {
        return Ok(());
    }
    if is_emoji_only(&said.text) && said.files == 0 {
        return Ok(channels::delete_answer(cx.tx, (channel, &said.ts)).await?);
    }
    let known = match author {
        Some(author) if takes_part(cx, (pair, &author)).await? => {
            let nobody = |_: &SlackUser| None;
            let words = UserText::parse_optional(&plain(&said.text, nobody), MAX_SAID);
            Some((author.id, words.ok().flatten()))
        }
        Some(_) | None => None,
    };
    let answer = PeerAnswer {
        question,
        at: (channel.clone(), said.ts.clone()),
        said_at: said.ts.instant().unwrap_or(cx.now),
        known,
        edited: edition.edited,
    };
    Ok(channels::update_answer(cx.tx, &answer).await?)
}

/// Whether somebody is in a running pair of the same programme.
async fn takes_part(cx: &mut Cx<'_>, (pair, person): (&Pair, &Person)) -> Result<bool, Error> {
    let theirs = pairs::list_of(cx.tx, person.id).await?;
    let here = theirs.iter().any(|it| it.is_active() && it.programme == pair.programme);
    Ok(here && person.account.may_take_part())
}
