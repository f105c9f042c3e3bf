//! Signing a version as it stands, after reading it.
//!
//! The form carries the version it showed. When another one is the newest by then, nothing is signed, and what changed is
//! shown.

use super::{Scene, not_yours, page, settle, views::page as words};
use crate::{
    domain::{access::Act, agreement::NotNow},
    features::{Cx, Error, Reaction, RefreshHome, Who, access},
    slack::{action::agreement::PairVersion, answer::Answer, inbound::Submit},
};

/// *Sign*.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let PairVersion { pair, version: read } =
        submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::Agree)).await?;
    let (scene, side) = (Scene::of(cx, access.object).await?, access.side);
    let shown = match scene.agreement.sign(side, read, cx.now) {
        Ok(step) => return settle::take(cx, (&scene, side), (step, &submit.view.id)).await,
        Err(NotNow::Unknown) => return Err(not_yours()),
        Err(NotNow::Changed) => match scene.agreement.waits_for(side) {
            Some(newest) => {
                let read = scene.shown(cx, read).await?;
                words::sign(&scene.seen_by(side), newest, Some(&read))
            }
            None => page(cx, &scene, side).await?,
        },
        Err(NotNow::Signed | NotNow::Same) => page(cx, &scene, side).await?,
    };
    Ok(Reaction { answer: Answer::Replace(shown), show: None, refresh_home: RefreshHome::No })
}
