//! What somebody writes for one reader alone: that something is off, a mentor's question to a silent mentee, or a suggestion
//! to the leads.
//!
//! An aside comes as a direct message inside its reader's window. It is in no record and no search, and its words are
//! deleted here once they are delivered, or can never be; then its writer is told.

use super::{
    Cx, Error, Reaction, Who,
    access::{self, not_yours},
    bodies,
    letter::{Destination, Letter, Verdict, outside_hours},
    open, refused,
};
use crate::{
    domain::{
        access::{Act, has_its_time},
        aside::AsideKind,
        ids::{AsideId, PairId, PersonId},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        text::{Link, UserText},
    },
    slack::{
        action::{PairWeek, off::OpenedOff, read_id},
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        Fault,
        asides::{self, Aside, NewAside},
        outbox::{self, Timing},
        pairs,
    },
};

pub mod views;

/// *Something is off*.
pub async fn ask_off(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (id, Act::SaySomethingIsOff)).await?;
    let partner = cx.person(access.object.person(access.side.other())).await?;
    let leads = leads(cx, &access.object).await?;
    let opened = OpenedOff { pair: id, leads: ids(&leads) };
    Ok(Reaction::open(views::off_form(&opened, (access.side, &partner), &leads)))
}

/// Something is off, and this is who should know.
pub async fn submit_off(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let opened: OpenedOff = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (opened.pair, Act::SaySomethingIsOff)).await?;
    let (kind, readers) = match submit.view.fields.get(views::TO) {
        Some(Field::Choice(Some(to))) if to == views::PARTNER => {
            (AsideKind::OffToPartner, vec![access.object.person(access.side.other())])
        }
        Some(Field::Choice(Some(to))) if to == views::LEADS => {
            let leads = ids(&leads(cx, &access.object).await?);
            // The form has said exactly who reads it.
            if leads.is_empty() || leads != opened.leads {
                return Err(about(views::TO, views::other_leads()));
            }
            (AsideKind::OffToLead, leads)
        }
        Some(_) | None => return Err(about(views::TO, views::nobody_chosen())),
    };
    let words = read(&submit.view)?;
    let (author, view_id) = (access.person.id, &*submit.view.id);
    let (pair, link) = (opened.pair, None);
    let new = NewAside { pair, author, kind, words: &words, link, view_id };
    bring(cx, &new, &readers).await
}

/// A mentor asks a mentee who has fallen silent how it is going.
pub async fn ask_question(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (id, Act::AskMentee)).await?;
    let mentee = cx.person(access.object.mentee).await?;
    Ok(Reaction::open(views::question_form(id, &mentee)))
}

/// A mentor suggests a harder topic to a mentee whose questions are small.
pub async fn suggest_topic(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (id, Act::AskMentee)).await?;
    let mentee = cx.person(access.object.mentee).await?;
    Ok(Reaction::open(views::topic_form(id, &mentee)))
}

/// The question is sent.
pub async fn submit_question(
    cx: &mut Cx<'_>,
    who: &Who,
    submit: &Submit,
) -> Result<Reaction, Error> {
    let id: PairId = read_id(&submit.view.private_metadata).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (id, Act::AskMentee)).await?;
    let words = read(&submit.view)?;
    let (author, view_id) = (access.person.id, &*submit.view.id);
    let kind = AsideKind::Question;
    let new = NewAside { pair: id, author, kind, words: &words, link: None, view_id };
    bring(cx, &new, &[access.object.mentee]).await
}

/// `/mentor suggest`.
pub async fn suggest(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let person = access::participant(who)?;
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(|pair| has_its_time(Act::Suggest, &pair.state));
    let Some(pair) = pairs.last() else { return refused(access::NOT_MET) };
    access::pair(cx, who, (pair.id, Act::Suggest)).await?;
    let leads = access::known_leads(cx, &[person.id]).await?;
    if leads.is_empty() {
        return refused(views::no_lead());
    }
    let opened = OpenedOff { pair: pair.id, leads: ids(&leads) };
    Ok(Reaction::open(views::suggestion_form(&opened, &leads)))
}

/// The suggestion is sent.
pub async fn submit_suggestion(
    cx: &mut Cx<'_>,
    who: &Who,
    submit: &Submit,
) -> Result<Reaction, Error> {
    let opened: OpenedOff = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (opened.pair, Act::Suggest)).await?;
    let author = access.person.id;
    let leads = ids(&access::known_leads(cx, &[author; 2]).await?);
    let words = read(&submit.view)?;
    let typed = submit.view.typed(views::LINK).trim();
    let link = (!typed.is_empty()).then(|| Link::parse(typed)).transpose();
    let link = link.map_err(|it| about(views::LINK, views::bad_link(it)))?;
    // The form has said exactly who reads it.
    if leads.is_empty() || leads != opened.leads {
        return Err(about(views::WORDS, views::other_leads_for_it()));
    }
    let (kind, view_id) = (AsideKind::Suggestion, &*submit.view.id);
    let pair = opened.pair;
    let new = NewAside { pair, author, kind, words: &words, link: link.as_ref(), view_id };
    bring(cx, &new, &leads).await
}

/// Puts an aside on its way to each of its readers, and the receipt to its writer.
async fn bring(
    cx: &mut Cx<'_>,
    new: &NewAside<'_>,
    readers: &[PersonId],
) -> Result<Reaction, Error> {
    let mut first = None;
    for reader in readers {
        let Some(aside) = asides::insert(cx.tx, new, *reader, cx.now).await? else {
            return Err(not_yours());
        };
        let reader = cx.person(*reader).await?;
        let open_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
        outbox::insert(cx.tx, &Outgoing::Aside { aside }, Timing::from(open_at)).await?;
        first.get_or_insert(aside);
    }
    if let Some(aside) = first {
        outbox::insert(cx.tx, &Outgoing::AsideReceipt { aside }, Timing::now(cx.now)).await?;
    }
    Ok(Reaction::done())
}

/// The leads who are neither of the two.
async fn leads(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Person>, Error> {
    access::known_leads(cx, &[pair.mentor, pair.mentee]).await
}

fn ids(people: &[Person]) -> Vec<PersonId> {
    people.iter().map(|person| person.id).collect()
}

fn read(state: &ViewState) -> Result<UserText, Error> {
    let typed = state.typed(views::WORDS);
    UserText::parse(typed, views::MAX).map_err(|it| about(views::WORDS, bodies::problem(it)))
}

fn about(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}

/// Renders an aside for its reader, or what its writer is told about it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Aside { aside } => {
            let aside = load(cx, *aside).await?;
            deliver(cx, &aside).await
        }
        Outgoing::AsideReceipt { aside } => {
            let readers = asides::list_readers(cx.tx, *aside).await?;
            let aside = load(cx, *aside).await?;
            let author = cx.person(aside.author).await?;
            let mut told = Vec::new();
            for reader in readers {
                told.push(cx.person(reader).await?);
            }
            let message = views::receipt(&aside, &author, &told);
            Ok(Verdict::Say(Letter { to: Destination::Person(aside.author), message }))
        }
        Outgoing::AsideLost { aside } => {
            let aside = load(cx, *aside).await?;
            let message = views::lost(&aside, &cx.person(aside.reader).await?);
            Ok(Verdict::Say(Letter { to: Destination::Person(aside.author), message }))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn deliver(cx: &mut Cx<'_>, aside: &Aside) -> Result<Verdict, Error> {
    let Some(words) = &aside.words else { return Ok(Verdict::Drop("forgotten")) };
    let (author, reader) = (cx.person(aside.author).await?, cx.person(aside.reader).await?);
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let message = match aside.kind {
        AsideKind::OffToPartner => views::off_to_partner(&author, words),
        AsideKind::OffToLead => {
            let pair = pair(cx, aside).await?;
            let partner = if pair.mentor == author.id { pair.mentee } else { pair.mentor };
            views::off_to_lead(&author, &cx.person(partner).await?, words)
        }
        AsideKind::Suggestion => views::suggestion(&author, (words, aside.link.as_ref())),
        AsideKind::Question => {
            let pair = pair(cx, aside).await?;
            let waiting = match pair.is_active() {
                true => open::list(cx, (&pair, &reader)).await?,
                false => open::Waiting::default(),
            };
            let week = waiting.asked.last().copied().or(waiting.early);
            let about = week.map(|week| PairWeek { pair: pair.id, week });
            views::question(&author, words, about)
        }
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(reader.id), message }))
}

async fn load(cx: &mut Cx<'_>, id: AsideId) -> Result<Aside, Error> {
    Ok(asides::find(cx.tx, id).await?.ok_or(Fault::Unreadable("aside"))?)
}

async fn pair(cx: &mut Cx<'_>, aside: &Aside) -> Result<Pair, Error> {
    Ok(pairs::find(cx.tx, aside.pair).await?.ok_or(Fault::Unreadable("pair"))?)
}

/// Its reader has it, so it is forgotten here.
pub async fn delivered(cx: &mut Cx<'_>, aside: AsideId) -> Result<(), Error> {
    Ok(asides::delete_words(cx.tx, aside).await?)
}

/// It can never be delivered: it is forgotten here all the same, and its writer is told.
pub async fn undelivered(cx: &mut Cx<'_>, aside: AsideId) -> Result<(), Error> {
    asides::delete_words(cx.tx, aside).await?;
    outbox::insert(cx.tx, &Outgoing::AsideLost { aside }, Timing::now(cx.now)).await?;
    Ok(())
}
