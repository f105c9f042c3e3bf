//! Who keeps a journal, and who does something with an entry: its author, and nobody else.

use super::{Authorized, NOT_YOURS, active, pair};
use crate::{
    domain::{
        access::{Act, Role, may},
        ids::{EntryId, PairId},
        journal::Entry,
        pair::Pair,
        person::Person,
    },
    features::{Cx, Error, Who, refused},
    store::{journal, pairs},
};

/// Whose journal it is, and whether it is written in or only read.
#[derive(Debug, Clone)]
pub struct Keeper {
    /// Who.
    pub person: Person,
    /// Whether they are in a running pair of a programme that has journals. Whoever is not any more keeps what they wrote.
    pub writes: bool,
    /// Their running pairs in programmes that have journals, in which an entry can be shared.
    pub pairs: Vec<Pair>,
}

/// Somebody as the keeper of their journal: whoever is or was in a pair that began. `None` for everybody else.
pub async fn keeper(cx: &mut Cx<'_>, who: &Who) -> Result<Option<Keeper>, Error> {
    let Some(person) = active(who).filter(|_| may(Role::Author, Act::KeepJournal)) else {
        return Ok(None);
    };
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(Pair::has_begun);
    if pairs.is_empty() {
        return Ok(None);
    }
    let mut open = Vec::new();
    for pair in pairs.into_iter().filter(Pair::is_active) {
        if journal::find_is_on(cx.tx, pair.programme).await? {
            open.push(pair);
        }
    }
    Ok(Some(Keeper { person: person.clone(), writes: !open.is_empty(), pairs: open }))
}

/// Somebody who may write in their journal.
pub async fn writer(cx: &mut Cx<'_>, who: &Who) -> Result<Person, Error> {
    match keeper(cx, who).await? {
        Some(keeper) if keeper.writes => Ok(keeper.person),
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// The entry with this id, for its author.
pub async fn entry(cx: &mut Cx<'_>, who: &Who, id: EntryId) -> Result<Entry, Error> {
    let Some(keeper) = keeper(cx, who).await? else { return refused(NOT_YOURS) };
    match journal::find(cx.tx, id).await? {
        Some(entry) if entry.author == keeper.person.id => Ok(entry),
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// The entry with this id and a running pair of its author's, in which they share it, while its programme has journals.
pub async fn to_share(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, to): (EntryId, PairId),
) -> Result<Authorized<(Pair, Entry)>, Error> {
    let entry = entry(cx, who, id).await?;
    let Authorized { object, person, side, _checked } =
        pair(cx, who, (to, Act::ShareEntry)).await?;
    if !journal::find_is_on(cx.tx, object.programme).await? {
        return refused(NOT_YOURS);
    }
    Ok(Authorized { object: (object, entry), person, side, _checked })
}
