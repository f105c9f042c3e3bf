//! Sharing one entry with the other one of a pair, by its author's choice: as it is at that moment, once.
//!
//! It comes in the reader's hours, owes no reply, and is no part of the record. An entry that is erased after that is taken
//! back where it stands; one that is changed stays there as it was.

use super::{kept, shows, views};
use crate::{
    domain::{
        delivery::Stage,
        ids::{EntryId, PersonId, ShareId},
        journal::{Entry, Share, ShareState},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error, Reaction, Who, access,
        letter::{Destination, Letter, Verdict, change_of_missing, outside_hours},
        refused,
    },
    slack::{action::journal::EntryTo, blocks::View, inbound::Click},
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, posts,
    },
};

/// *Share it*.
pub async fn share(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let to: EntryTo = click.value.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let access = access::journal::to_share(cx, who, (to.entry, to.pair)).await?;
    let (pair, entry) = access.object;
    let reader = cx.person(pair.person(access.side.other())).await?;
    if !reader.account.may_take_part() {
        return refused(views::partner_left(&reader));
    }
    // Pressed twice it is shared once.
    if let Some(share) = kept::insert_share(cx.tx, (&entry, pair.id), cx.now).await? {
        let open_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
        let message = Outgoing::JournalShare { share, to: Place::Room };
        outbox::insert(cx.tx, &message, Timing::from(open_at)).await?;
    }
    Ok(shows(page(cx, who, &entry).await?))
}

/// The page of an entry, with whom it was shared and whom it could be.
pub(super) async fn page(cx: &mut Cx<'_>, who: &Who, entry: &Entry) -> Result<View, Error> {
    let Some(keeper) = access::journal::keeper(cx, who).await? else {
        return refused(access::NOT_YOURS);
    };
    let (mut shared, mut open) = (Vec::new(), Vec::new());
    for share in kept::list_shares(cx.tx, entry.id).await? {
        let (_, reader) = reader(cx, &share).await?;
        shared.push((share, reader));
    }
    for pair in &keeper.pairs {
        let is_there = |it: &Share| {
            it.pair == pair.id && matches!(it.state, ShareState::Waits | ShareState::Stands)
        };
        if let Some(side) = pair.side(keeper.person.id)
            && !shared.iter().any(|(share, _)| is_there(share))
        {
            open.push((pair.id, cx.person(pair.person(side.other())).await?));
        }
    }
    let writes = keeper.writes;
    Ok(views::page(entry, (&keeper.person, writes), (&shared, &open)))
}

/// An entry is about to be erased.
pub(super) async fn take_back(cx: &mut Cx<'_>, entry: EntryId) -> Result<(), Error> {
    for share in kept::list_standing(cx.tx, entry).await? {
        taken_back(cx, share).await?;
    }
    Ok(())
}

/// Everything somebody wrote is about to be.
pub(super) async fn take_all_back(cx: &mut Cx<'_>, author: PersonId) -> Result<(), Error> {
    for share in kept::list_shared(cx.tx, author).await? {
        taken_back(cx, share).await?;
    }
    Ok(())
}

async fn taken_back(cx: &mut Cx<'_>, share: ShareId) -> Result<(), Error> {
    kept::update_share(cx.tx, share, ShareState::TakenBack).await?;
    let refresh = Outgoing::JournalShareRefresh { share };
    outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    Ok(())
}

async fn find(cx: &mut Cx<'_>, id: ShareId) -> Result<Share, Error> {
    Ok(kept::find_share(cx.tx, id).await?.ok_or(Fault::Unreadable("share"))?)
}

/// The pair, and whom it is for.
async fn reader(cx: &mut Cx<'_>, share: &Share) -> Result<(Pair, Person), Error> {
    let pair = pairs::find(cx.tx, share.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let side = pair.side(share.author).ok_or(Fault::Unreadable("share"))?;
    let reader = cx.person(pair.person(side.other())).await?;
    Ok((pair, reader))
}

/// Renders what is shared, and that it was taken back.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::JournalShare { share, to } => bring(cx, *share, *to).await,
        Outgoing::JournalShareRefresh { share } => refresh(cx, *share).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn bring(cx: &mut Cx<'_>, id: ShareId, to: Place) -> Result<Verdict, Error> {
    let share = find(cx, id).await?;
    let Some(words) = &share.words else { return Ok(Verdict::Drop("taken back")) };
    let (pair, reader) = reader(cx, &share).await?;
    if !pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    let to = match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            let alone = Outgoing::JournalShare { share: id, to: Place::Alone(reader.id) };
            return Ok(Verdict::Instead(vec![alone]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Destination::Room(pair.id),
        (Place::Alone(person), _) => Destination::Person(person),
    };
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let author = cx.person(share.author).await?;
    Ok(Verdict::Say(Letter { to, message: views::shared(&author, (&share, words)) }))
}

async fn refresh(cx: &mut Cx<'_>, id: ShareId) -> Result<Verdict, Error> {
    let share = find(cx, id).await?;
    if share.state != ShareState::TakenBack {
        return Ok(Verdict::Drop("nothing is left of it"));
    }
    let author = cx.person(share.author).await?;
    let stands = posts::list(cx.tx, &Subject::JournalShare(id)).await?.into_iter().next();
    if let Some((channel, ts)) = stands {
        let message = views::taken_back(&author);
        return Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }));
    }
    let (_, reader) = reader(cx, &share).await?;
    for to in [Place::Room, Place::Alone(reader.id)] {
        let original = Outgoing::JournalShare { share: id, to };
        if let wait @ Verdict::Wait(_) = change_of_missing(cx, &original).await? {
            return Ok(wait);
        }
    }
    Ok(Verdict::Drop("never posted"))
}

/// Its reader has it: the words stand in Slack now, and are not kept here as well.
pub async fn delivered(cx: &mut Cx<'_>, id: ShareId) -> Result<(), Error> {
    match find(cx, id).await?.state {
        ShareState::Waits => Ok(kept::update_share(cx.tx, id, ShareState::Stands).await?),
        ShareState::Stands | ShareState::Lost | ShareState::TakenBack => Ok(()),
    }
}

/// It was not brought to this place. Its author sees that in the entry, unless it is on its way to another.
pub async fn undelivered(cx: &mut Cx<'_>, id: ShareId) -> Result<(), Error> {
    let share = find(cx, id).await?;
    if share.state != ShareState::Waits {
        return Ok(());
    }
    let (_, reader) = reader(cx, &share).await?;
    let alone = Outgoing::JournalShare { share: id, to: Place::Alone(reader.id) };
    match outbox::find_stage(cx.tx, &alone).await? {
        Some((Stage::Ready | Stage::Sending | Stage::Unknown | Stage::Sent, _)) => Ok(()),
        Some((Stage::Skipped | Stage::Dead, _)) | None => {
            Ok(kept::update_share(cx.tx, id, ShareState::Lost).await?)
        }
    }
}
