//! What a message says that somebody used a shortcut on, for a form that opens with it.
//!
//! Nothing of it is kept: it came with the press and stands in the form, which its writer sends or does not.

use super::{Cx, Error};
use crate::{
    domain::{ids::SlackUser, pair::Pair, text::UserText},
    slack::{inbound::MessageAction, plain::plain},
};

/// The message's words as they read on the screen; `None` when it has none. Who is mentioned has a name if they are in
/// the pair.
pub async fn words(
    cx: &mut Cx<'_>,
    used: &MessageAction,
    pair: &Pair,
) -> Result<Option<UserText>, Error> {
    let both = [cx.person(pair.mentor).await?, cx.person(pair.mentee).await?];
    let name = |user: &SlackUser| {
        both.iter().find(|person| person.user == *user).map(|person| person.name.clone())
    };
    Ok(UserText::parse_optional(&plain(&used.said.text, name), usize::MAX).ok().flatten())
}
