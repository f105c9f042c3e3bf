//! Both have said yes: one pair ends and another begins, in one transaction.
//!
//! The old pair ends early, which is a respectable end, and everything of it stops as with every end. What was brought
//! along is read before that and written down after it.

use super::travel;
use crate::{
    domain::{
        outgoing::{Outgoing, Place},
        pair::{Pair, PairState},
        rematch::{Outcome, Rematch},
    },
    features::{Cx, Error, schedule, schedule::rematches as search},
    store::{
        Fault,
        outbox::{self, Timing},
        pairs::{self, Proposal},
        rematches,
    },
};

/// The mentee of `old` goes on with the suggested mentor.
pub async fn begin(cx: &mut Cx<'_>, old: &Pair, rematch: &Rematch) -> Result<(), Error> {
    let suggestion = rematch.suggestion(rematch.round).map_err(|_| Fault::Unreadable("rematch"))?;
    let packed = travel::pack(cx, old, suggestion.brought()).await?;
    search::settle(cx, (old, rematch), Outcome::Begun).await?;
    schedule::ending::hand_over(cx, old).await?;
    let proposal = Proposal {
        programme: old.programme,
        mentor: suggestion.mentor,
        mentee: old.mentee,
        proposed_by: suggestion.by,
        starts_on: None,
    };
    let id = pairs::insert(cx.tx, proposal, cx.now).await?;
    let mut pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    pair.state = PairState::Active { began_at: cx.now };
    pairs::update_state(cx.tx, &pair, cx.now).await?;
    rematches::update_new_pair(cx.tx, rematch.id, id).await?;
    schedule::start(cx, &pair, cx.now).await?;
    let greeting = Outgoing::Greeting { pair: id, to: Place::Room };
    outbox::insert(cx.tx, &greeting, Timing::now(cx.now)).await?;
    travel::unpack(cx, (&pair, rematch), packed).await
}
