//! One entry: written, read, changed and erased by its author.

use super::{replaced, share, shows, views};
use crate::{
    domain::{draft::About, ids::EntryId, journal::MAX, text::UserText},
    features::{Cx, Error, Reaction, RefreshHome, Who, access, bodies, draft, refused},
    slack::{
        action::{journal::EntryForm, read_id},
        inbound::{Click, Submit},
    },
    store::{drafts, journal as kept},
};

/// *Write*.
pub async fn write(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let writer = access::journal::writer(cx, who).await?;
    access::oneself(who, &click.value)?;
    let drafted = draft::find(cx, writer.id, About::Journal(None)).await?;
    let from = drafted.as_ref().map(|kept| (kept, &writer));
    let carries = EntryForm { edits: None };
    Ok(Reaction::open(views::form(carries, (None, from))))
}

/// One entry, with what its author can do with it.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let entry = access::journal::entry(cx, who, id(&click.value)?).await?;
    Ok(Reaction::open(share::page(cx, who, &entry).await?))
}

/// *Edit*.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let writer = access::journal::writer(cx, who).await?;
    let entry = access::journal::entry(cx, who, id(&click.value)?).await?;
    let drafted = draft::find(cx, writer.id, About::Journal(Some(entry.id))).await?;
    let from = drafted.as_ref().map(|kept| (kept, &writer));
    let carries = EntryForm { edits: Some(entry.id) };
    Ok(Reaction::open(views::form(carries, (Some(&entry.words), from))))
}

/// An entry is written, or changed. The same form sent twice writes one, and none brings back what was erased or changed
/// since.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried = submit.view.private_metadata.parse();
    let carried: EntryForm = carried.or_else(|_| refused(access::NOT_YOURS))?;
    let writer = access::journal::writer(cx, who).await?;
    let sent = kept::find_written(cx.tx, (writer.id, &submit.view.id)).await?;
    let entry = match carried.edits.or(sent.and_then(|it| it.entry)) {
        Some(id) => Some(access::journal::entry(cx, who, id).await?),
        None => None,
    };
    let words = UserText::parse(submit.view.typed(views::WORDS), MAX)
        .map_err(|it| Error::Fields(vec![(views::WORDS.to_owned(), bodies::problem(it))]))?;
    let written = (&*submit.view.id, &words);
    match (entry, sent) {
        (Some(entry), _) if entry.words == words => {}
        (Some(_), Some(sent)) if !sent.is_newest => {}
        (Some(entry), _) => kept::update(cx.tx, &entry, written, cx.now).await?,
        (None, None) => kept::insert(cx.tx, writer.id, written, cx.now).await?,
        // It was erased.
        (None, Some(_)) => {}
    }
    drafts::delete(cx.tx, writer.id, About::Journal(carried.edits)).await?;
    Ok(Reaction { refresh_home: RefreshHome::Yes, ..replaced(views::saved()) })
}

/// *Erase*: it is deleted, and where it was shared the message says that it was taken back.
pub async fn erase(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let entry = access::journal::entry(cx, who, id(&click.value)?).await?;
    share::take_back(cx, entry.id).await?;
    drafts::delete(cx.tx, entry.author, About::Journal(Some(entry.id))).await?;
    kept::delete(cx.tx, entry.id).await?;
    Ok(shows(views::erased_one()))
}

fn id(carried: &str) -> Result<EntryId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}
