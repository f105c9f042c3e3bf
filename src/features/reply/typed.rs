//! Something a mentor typed to the bot, made a part of their reply: it stands in the form, and nothing is said before they
//! send it.

use super::{open, views};
use crate::{
    domain::{access::Act, ids::CheckinId},
    features::{Cx, Error, Reaction, Who, access, own, refused},
    slack::{action::TypedTo, inbound::Click},
};

/// *Make it my reply*.
pub async fn make(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Ok(TypedTo { typed: id, to }) = click.value.parse::<TypedTo<CheckinId>>() else {
        return refused(access::NOT_YOURS);
    };
    let text = own::words(cx, who, (id, views::no_room)).await?;
    let access = access::checkin(cx, who, (to, Act::ReplyToCheckin)).await?;
    let (pair, checkin) = access.object;
    open(cx, (&pair, &checkin, &access.person), Some((id, &text))).await
}
