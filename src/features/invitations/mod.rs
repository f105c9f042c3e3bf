//! The invitation of a call as it stands now: for its file, and for whoever says when a call is.
//!
//! How the file gets into Slack is `calendar_file`'s business, and what is said about it stands in `views`.

use super::{Cx, Error};
use crate::{
    domain::{
        call::{Call, State},
        invitation::{Invitation, Standing, Uid},
    },
    store::{
        Fault, calls,
        instance::{self, Fact},
    },
};

pub mod views;

/// The invitation of a call; `None` for one that both never agreed to.
pub async fn of(cx: &mut Cx<'_>, call: &Call) -> Result<Option<Invitation>, Error> {
    let (slot, standing) = match call.state {
        State::Agreed { slot, .. } => (slot, Standing::Confirmed),
        State::CalledOff { was: Some(slot) } => (slot, Standing::Cancelled),
        State::Choosing | State::Offered(_) | State::CalledOff { was: None } | State::Lapsed => {
            return Ok(None);
        }
    };
    let salt = instance::find(cx.tx, Fact::Salt).await?.ok_or(Fault::Unreadable("salt"))?;
    Ok(Some(Invitation {
        uid: Uid::of(&salt, call.id),
        sequence: call.sequence,
        starts: slot.starts,
        minutes: slot.minutes,
        link: calls::find_settings(cx.tx, call.pair).await?.link,
        standing,
        stamped_at: cx.now,
    }))
}
