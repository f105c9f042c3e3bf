//! `/mentor rematch`: the mentee of a running pair goes on with another mentor.
//!
//! Either of the two asks the leads in confidence (`asked`), a lead suggests somebody (`suggest`), the mentee and that mentor
//! say yes or no, and the present mentor whether their replies may travel (`consent`). With both yeses one pair ends and
//! another begins in one transaction (`begin`), and what the mentee ticked travels (`travel`, `history`). Nothing else of
//! the old pair is ever read by the new mentor.

use super::{Cx, Error, Reaction, Who, access::not_yours};
use crate::{
    domain::{
        ids::{PersonId, SlackChannel, SlackTs, SlackUser},
        post::Subject,
    },
    slack::inbound::{Field, ViewState},
    store::{people, posts},
};

pub mod asked;
pub mod begin;
pub mod consent;
pub mod history;
pub mod post;
pub mod suggest;
pub mod travel;
pub mod views;

/// `/mentor rematch`, or of a lead `/mentor rematch @mentee`.
pub async fn command(
    cx: &mut Cx<'_>,
    who: &Who,
    mentee: Option<&SlackUser>,
) -> Result<Reaction, Error> {
    match mentee {
        Some(mentee) => suggest::command(cx, who, mentee).await,
        None => asked::command(cx, who).await,
    }
}

/// What was chosen in a field of a form.
fn chosen<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(value))) => Some(value),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// Where somebody was shown something in their own conversation with the bot.
async fn shown_to(
    cx: &mut Cx<'_>,
    subject: &Subject,
    person: PersonId,
) -> Result<Option<(SlackChannel, SlackTs)>, Error> {
    let dm = people::find_dm(cx.tx, person).await?;
    let posts = posts::list(cx.tx, subject).await?;
    Ok(posts.into_iter().find(|(channel, _)| Some(channel) == dm.as_ref()))
}
