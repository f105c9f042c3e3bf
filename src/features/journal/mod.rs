//! The journal: what somebody writes for themselves, where their programme has that. Nobody is ever asked to.
//!
//! No lead, no partner, no search and no record knows a word of it. What is erased is deleted; whoever is not in a running
//! pair any more, or whose programme has no journals any more, still reads and erases what they wrote.

use super::{Cx, Error, Reaction, Show, Who, access, draft, refused};
use crate::{
    domain::{access::Act, draft::About, ids::ProgrammeId, person::Person},
    features::access::journal::Keeper,
    slack::{
        action::{journal::JournalPage, read_id},
        answer::Answer,
        blocks::View,
        inbound::{Click, Field, Submit},
    },
    store::{Fault, drafts, journal as kept, programmes},
};

pub mod entry;
pub mod share;
pub mod views;

/// How many entries stand on a page.
const PAGE: u32 = 10;

/// `/mentor journal`: one's own, or the switch for a lead, with the way to their own.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let keeper = access::journal::keeper(cx, who).await?;
    if let Ok(lead) = access::lead(cx.config, who, Act::SetJournal) {
        let programme = programmes::find_first(cx.tx, cx.zones).await?;
        let programme = programme.ok_or(Fault::Unreadable("programme"))?.id;
        let is_on = kept::find_is_on(cx.tx, programme).await?;
        let own = keeper.map(|_| JournalPage { person: lead, skip: 0 });
        return Ok(Reaction::open(views::switch(programme, is_on, own)));
    }
    let Some(keeper) = keeper else { return refused(views::not_in_a_pair()) };
    let author = keeper.person.id;
    let holds = kept::count(cx.tx, author).await? + drafts::count_of_journal(cx.tx, author).await?;
    if !keeper.writes && holds == 0 {
        return refused(views::none_here());
    }
    Ok(Reaction::open(shown(cx, (&keeper, 0)).await?))
}

/// A lead says whether people have a journal.
pub async fn submit_switch(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetJournal)?;
    let id: ProgrammeId =
        read_id(&submit.view.private_metadata).or_else(|_| refused(access::NOT_YOURS))?;
    let Some(programme) = programmes::find(cx.tx, cx.zones, id).await? else {
        return refused(access::NOT_YOURS);
    };
    let is_on = match submit.view.fields.get(views::ON) {
        Some(Field::Choices(ticked)) => !ticked.is_empty(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => false,
    };
    kept::update_is_on(cx.tx, programme.id, is_on).await?;
    Ok(replaced(views::switched(is_on)))
}

/// A page of one's journal.
pub async fn page(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let page: JournalPage = click.value.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let keeper = own(cx, who, page).await?;
    Ok(Reaction::replace(shown(cx, (&keeper, page.skip)).await?))
}

/// *Erase everything*: entries, drafts, and the messages of what was shared.
pub async fn erase_all(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let page: JournalPage = click.value.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let keeper = own(cx, who, page).await?;
    let author = keeper.person.id;
    share::take_all_back(cx, author).await?;
    drafts::delete_of_journal(cx.tx, author).await?;
    kept::delete_all(cx.tx, author).await?;
    Ok(shows(views::erased()))
}

async fn own(cx: &mut Cx<'_>, who: &Who, page: JournalPage) -> Result<Keeper, Error> {
    match access::journal::keeper(cx, who).await? {
        Some(keeper) if keeper.person.id == page.person => Ok(keeper),
        Some(_) | None => refused(access::NOT_YOURS),
    }
}

/// A journal as it is now, from `skip` on.
async fn shown(cx: &mut Cx<'_>, (keeper, skip): (&Keeper, u32)) -> Result<View, Error> {
    let person: &Person = &keeper.person;
    let count = kept::count(cx.tx, person.id).await?;
    let entries = kept::list(cx.tx, person.id, (i64::from(PAGE), i64::from(skip))).await?;
    let at = |skip| JournalPage { person: person.id, skip };
    let next = skip.saturating_add(PAGE);
    let drafts = drafts::count_of_journal(cx.tx, person.id).await?;
    let drafted = draft::find(cx, person.id, About::Journal(None)).await?.is_some();
    Ok(views::list(&views::List {
        reader: person,
        entries: &entries,
        now: cx.now,
        count,
        drafts,
        writes: keeper.writes,
        drafted,
        newer: (skip > 0).then(|| at(skip.saturating_sub(PAGE))),
        older: (i64::from(next) < count).then(|| at(next)),
    }))
}

fn replaced(view: View) -> Reaction {
    Reaction { answer: Answer::Replace(view), ..Reaction::nothing() }
}

/// A page in the place of the one that was pressed in.
fn shows(view: View) -> Reaction {
    Reaction { show: Some(Show::Replace(view)), ..Reaction::done() }
}
