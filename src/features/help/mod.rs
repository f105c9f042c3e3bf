//! Answers `help`, nothing, and whatever was not understood: always with what can be typed, for strangers too.

use super::{Cx, Error, Reaction, Who, access};
use crate::slack::command::usage::Audience;

pub mod views;

/// What can be typed, for this person; `problem` is what was not understood.
pub async fn usage(cx: &mut Cx<'_>, who: &Who, problem: Option<&str>) -> Result<Reaction, Error> {
    let mut audiences = vec![Audience::Anybody];
    if let Some(person) = &who.person {
        if !crate::store::pairs::list_of(cx.tx, person.id).await?.is_empty() {
            audiences.insert(0, Audience::Pairs);
        }
        if access::is_lead(cx.config, person) {
            audiences.push(Audience::Leads);
        }
        if access::challenges::keeper(cx, who, None).await?.is_some() {
            audiences.push(Audience::Keepers);
        }
    } else if cx.config.leads.contains(&who.user) {
        audiences.extend([Audience::Leads, Audience::Keepers]);
    }
    Ok(Reaction::say(views::usage(&audiences, problem)))
}
