//! What a message says that somebody used a shortcut on, for a form that opens with it.
//!
//! Nothing of it is kept: it came with the press and stands in the form, which its writer sends or does not.

use super::{Cx, Error};
use crate::{
    domain::{
        ids::SlackUser,
        pair::Pair,
        text::{Link, UserText},
    },
    slack::{blocks::words::fit, inbound::MessageAction, plain::plain},
};

/// The most characters of a title that is made of a message's first line.
const TITLE: usize = 80;

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

/// Its first line, short enough for a title.
pub fn title(text: &UserText) -> UserText {
    let first = text.expose().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    UserText::from_stored(fit(first.trim(), TITLE))
}

/// The first address in it that a link field takes. Slack hands addresses out in `<…>`.
pub fn link(used: &MessageAction) -> Option<Link> {
    let mut tokens = used.said.text.split('<').skip(1).filter_map(|it| it.split('>').next());
    tokens.find_map(|token| {
        let address = token.split('|').next().unwrap_or(token).replace("&amp;", "&");
        Link::parse(&address).ok()
    })
}
