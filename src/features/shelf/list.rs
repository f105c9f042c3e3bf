//! What there is to find: the decisions of a pair, the resources of a pair and of its programme, and a search among these.

use super::{
    not_yours,
    views::list::{self as words, Entry},
};
use crate::{
    domain::{
        access::Act,
        ids::PairId,
        kept::{RESOURCE, Resource},
        pair::Pair,
        search::{Shelf, Terms},
    },
    features::{Cx, Error, Reaction, Who, access, refused},
    slack::{action::read_id, inbound::Click},
    store::{
        decisions, pairs,
        records::{self, Item},
        resources,
    },
};

/// How many of a kind a page shows.
const SHOWN: i64 = 20;

/// `/mentor decisions`: those of every pair one is or was in.
pub async fn decisions(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let pairs = own_pairs(cx, who).await?;
    decisions_of(cx, who, &pairs).await
}

/// *Decisions*, of one pair.
pub async fn decisions_of_pair(
    cx: &mut Cx<'_>,
    who: &Who,
    click: &Click,
) -> Result<Reaction, Error> {
    let pair = pair(cx, who, click).await?;
    decisions_of(cx, who, &[pair]).await
}

async fn decisions_of(cx: &mut Cx<'_>, who: &Who, pairs: &[Pair]) -> Result<Reaction, Error> {
    let mut entries = Vec::new();
    for pair in pairs {
        access::pair(cx, who, (pair.id, Act::ReadRecord)).await?;
        for decision in decisions::list(cx.tx, pair.id, SHOWN).await? {
            let author = cx.person(decision.author).await?;
            entries.push(Entry::Decision(Box::new(decision), author));
        }
    }
    Ok(Reaction::open(words::decisions(&newest(entries))))
}

/// `/mentor resource`: those of every pair one is or was in, and what others share in their programmes.
pub async fn resources(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let pairs = own_pairs(cx, who).await?;
    resources_of(cx, who, &pairs).await
}

/// *Resources*, of one pair and its programme.
pub async fn resources_of_pair(
    cx: &mut Cx<'_>,
    who: &Who,
    click: &Click,
) -> Result<Reaction, Error> {
    let pair = pair(cx, who, click).await?;
    resources_of(cx, who, &[pair]).await
}

async fn resources_of(cx: &mut Cx<'_>, who: &Who, pairs: &[Pair]) -> Result<Reaction, Error> {
    let mut found: Vec<Resource> = Vec::new();
    for pair in pairs {
        access::pair(cx, who, (pair.id, Act::ReadRecord)).await?;
        found.extend(resources::list(cx.tx, pair.id, SHOWN).await?);
        found.extend(resources::list_shared(cx.tx, (pair.programme, pair.id), SHOWN).await?);
    }
    Ok(Reaction::open(words::resources(&entries(cx, found).await?)))
}

/// `/mentor resource find <words>`.
pub async fn find(cx: &mut Cx<'_>, who: &Who, typed: &str) -> Result<Reaction, Error> {
    if Terms::parse(typed).is_none() {
        return resources(cx, who).await;
    }
    // Every resource is found by what it is, too, so nothing else takes its place among the newest.
    let terms = Terms::parse(&format!("{RESOURCE} {typed}"));
    let terms = terms.ok_or_else(|| Error::Refused(words::no_record()))?;
    let mut shelves = Vec::new();
    for pair in own_pairs(cx, who).await? {
        access::pair(cx, who, (pair.id, Act::ReadRecord)).await?;
        shelves.extend([Shelf::Pair(pair.id), Shelf::Programme(pair.programme)]);
    }
    shelves.sort_unstable();
    shelves.dedup();
    let mut found = Vec::new();
    for shelf in shelves {
        for hit in records::list(cx.tx, shelf, &terms, SHOWN).await? {
            if let Item::Resource(id) = hit.record.item {
                found.extend(resources::find(cx.tx, id).await?);
            }
        }
    }
    Ok(Reaction::open(words::found(&terms.words()[1..].join(" "), &entries(cx, found).await?)))
}

async fn entries(cx: &mut Cx<'_>, mut found: Vec<Resource>) -> Result<Vec<Entry>, Error> {
    found.sort_by_key(|it| it.kept.id);
    found.dedup_by_key(|it| it.kept.id);
    let mut entries = Vec::new();
    for resource in found {
        let author = cx.person(resource.kept.author).await?;
        entries.push(Entry::Resource(Box::new(resource), author));
    }
    Ok(newest(entries))
}

fn newest(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.saved_at()));
    entries.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    entries
}

async fn pair(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Pair, Error> {
    let id: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    Ok(access::pair(cx, who, (id, Act::ReadRecord)).await?.object)
}

/// The pairs one is or was in.
async fn own_pairs(cx: &mut Cx<'_>, who: &Who) -> Result<Vec<Pair>, Error> {
    let Some(person) = who.person.as_ref().filter(|it| it.account.may_take_part()) else {
        return refused(words::no_record());
    };
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(Pair::has_begun);
    if pairs.is_empty() { refused(words::no_record()) } else { Ok(pairs) }
}
