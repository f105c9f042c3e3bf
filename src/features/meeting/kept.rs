//! What is kept of a call, read for whoever shows it. How it is written down stands in `notes`.

use super::Scene;
use crate::{
    domain::{
        follow_up::{FollowUps, Source},
        person::Person,
    },
    features::{Cx, Error, follow_ups},
    store::meetings::{self, StoredNotes},
};

/// What is kept of a call, with everybody in it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Whoever saved it last.
    pub author: Person,
    /// What they saved.
    pub stored: StoredNotes,
    /// Its actions.
    pub actions: FollowUps,
}

/// What is kept of a call, if anything is.
pub async fn find(cx: &mut Cx<'_>, scene: &Scene) -> Result<Option<Kept>, Error> {
    let Some(stored) = meetings::find_notes(cx.tx, scene.call.id).await? else { return Ok(None) };
    let author = cx.person(stored.author).await?;
    let actions = follow_ups::find(cx, Source::Call(scene.call.id)).await?;
    Ok(Some(Kept { author, stored, actions }))
}
