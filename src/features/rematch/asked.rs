//! Somebody asks the leads for another mentor, or mentee: in confidence, until it is suggested.
//!
//! What is said goes to the leads named in the form and to nobody else; it is deleted here, and from their messages, when
//! the search is over.

use super::{
    chosen, not_yours, shown_to,
    views::wish::{self, REASON, Stands, WORDS},
};
use crate::{
    domain::{
        access::Act,
        ids::{PairId, PersonId, RematchId},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        post::Subject,
        rematch::{MAX_WORDS, Reason, Rematch, State},
        text::UserText,
    },
    features::{
        Cx, Error, Reaction, Who, access, bodies,
        letter::{Destination, Letter, Verdict, change_of_missing, outside_hours},
        partners, refused,
        schedule::rematches as search,
    },
    slack::{
        action::{off::OpenedOff, read_id, rematch::RematchRound},
        blocks::Message,
        inbound::{Click, Submit},
    },
    store::{
        Fault,
        outbox::{self, Timing},
        pairs,
        rematches::{self, Ask},
    },
};

/// `/mentor rematch`: the form, or of which pair.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, wish::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => open(cx, who, *pair).await,
        several => Ok(Reaction::say(wish::which(several))),
    }
}

/// It is this one of several.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    open(cx, who, read_id(&click.value).map_err(|_| not_yours())?).await
}

async fn open(cx: &mut Cx<'_>, who: &Who, id: PairId) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (id, Act::AskRematch)).await?;
    if let Some(open) = rematches::find_open(cx.tx, id).await? {
        has_asked(cx, &open, access.person.id).await?;
    }
    // A lead in one of somebody's pairs may well read about another one.
    let leads = leads(cx, &access.object).await?;
    if leads.is_empty() {
        return refused(wish::no_lead());
    }
    let opened = OpenedOff { pair: id, leads: leads.iter().map(|lead| lead.id).collect() };
    Ok(Reaction::open(wish::form(&opened, access.side, &leads)))
}

/// Asking twice changes nothing; whoever did is told how it stands.
async fn has_asked(cx: &mut Cx<'_>, open: &Rematch, person: PersonId) -> Result<(), Error> {
    if matches!(open.state, State::Suggested(_)) {
        return refused(wish::on_its_way());
    }
    let asks = rematches::list_asks(cx.tx, open.id).await?;
    match asks.iter().any(|ask| ask.person == person) {
        true => refused(wish::asked_already()),
        false => Ok(()),
    }
}

/// The leads who are neither of the two.
async fn leads(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Person>, Error> {
    access::known_leads(cx, &[pair.mentor, pair.mentee]).await
}

/// The wish is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let opened: OpenedOff = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (opened.pair, Act::AskRematch)).await?;
    let (pair, person) = (access.object, access.person);
    let leads = leads(cx, &pair).await?;
    // The form has said exactly who reads it.
    let is_read_by_others = leads.iter().any(|lead| !opened.leads.contains(&lead.id));
    if leads.is_empty() || is_read_by_others {
        return Err(about(REASON, wish::other_leads()));
    }
    let Some(reason) = chosen(&submit.view, REASON).and_then(Reason::read) else {
        return Err(about(REASON, wish::no_reason()));
    };
    let words = UserText::parse_optional(submit.view.typed(WORDS), MAX_WORDS)
        .map_err(|it| about(WORDS, bodies::problem(it)))?;
    let rematch = match rematches::find_open(cx.tx, pair.id).await? {
        Some(open) => {
            has_asked(cx, &open, person.id).await?;
            open.id
        }
        None => rematches::insert(cx.tx, pair.id, cx.now).await?,
    };
    let ask = (person.id, reason, words.as_ref());
    if let Some(nth) = rematches::insert_ask(cx.tx, rematch, ask, cx.now).await? {
        tell(cx, (rematch, nth, person.id), &leads).await?;
    }
    Ok(Reaction::done())
}

/// Each lead is told in their hours, and whoever asked gets a receipt.
async fn tell(
    cx: &mut Cx<'_>,
    (rematch, nth, by): (RematchId, u32, PersonId),
    leads: &[Person],
) -> Result<(), Error> {
    for lead in leads {
        let ready_at = lead.availability.next_open(cx.now).unwrap_or(cx.now);
        let asked = Outgoing::RematchAsked { rematch, nth, lead: lead.id };
        outbox::insert(cx.tx, &asked, Timing::from(ready_at)).await?;
    }
    let receipt = Outgoing::RematchReceipt { rematch, nth, to: by };
    outbox::insert(cx.tx, &receipt, Timing::now(cx.now)).await?;
    Ok(())
}

fn about(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}

/// *Close it* of a lead, or *Never mind* of whoever asked.
pub async fn close(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: RematchId = read_id(&click.value).map_err(|_| not_yours())?;
    match access::rematches::asked(cx, who, id).await {
        Ok((rematch, person)) => never_mind(cx, &rematch, person.id).await,
        Err(Error::Refused(_)) => {
            let (pair, rematch, _) = access::rematches::led(cx, who, id).await?;
            if rematch.close().is_err() {
                return refused(settled_or_open(&rematch));
            }
            search::close(cx, (&pair, &rematch)).await?;
            Ok(Reaction::done())
        }
        Err(other) => Err(other),
    }
}

fn settled_or_open(rematch: &Rematch) -> String {
    match rematch.state {
        State::Suggested(_) => wish::take_it_back_first(),
        State::Looking | State::Begun | State::Closed => wish::over(),
    }
}

/// Whoever asked does not ask any more. The search ends with the last one who did.
async fn never_mind(
    cx: &mut Cx<'_>,
    rematch: &Rematch,
    person: PersonId,
) -> Result<Reaction, Error> {
    if rematch.close().is_err() {
        return refused(match rematch.state {
            State::Suggested(_) => wish::on_its_way(),
            State::Looking | State::Begun | State::Closed => wish::over(),
        });
    }
    let pair = pair_of(cx, rematch).await?;
    let asks = rematches::list_asks(cx.tx, rematch.id).await?;
    let (own, others): (Vec<Ask>, Vec<Ask>) = asks.into_iter().partition(|it| it.person == person);
    if others.is_empty() {
        search::close(cx, (&pair, rematch)).await?;
        return Ok(Reaction::done());
    }
    rematches::delete_ask(cx.tx, (rematch.id, person)).await?;
    for ask in own {
        let wish = (rematch.id, ask.nth);
        search::show_wish(cx, &pair, wish).await?;
        // The same words as where nobody else had asked, so that they say nothing of the other one.
        search::tell_closed(cx, wish, person).await?;
    }
    Ok(Reaction::done())
}

async fn pair_of(cx: &mut Cx<'_>, rematch: &Rematch) -> Result<Pair, Error> {
    Ok(pairs::find(cx.tx, rematch.pair).await?.ok_or(Fault::Unreadable("pair"))?)
}

/// Renders what is said about a wish: the receipt, what leads read, and that it is over.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::RematchReceipt { rematch, nth, to } => receipt(cx, (*rematch, *nth, *to)).await,
        Outgoing::RematchAsked { rematch, nth, lead } => {
            let reader = cx.person(*lead).await?;
            if !access::is_lead(cx.config, &reader) {
                return Ok(Verdict::Drop("no lead any more"));
            }
            if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
                return Ok(not_now);
            }
            let rematch = load(cx, *rematch).await?;
            match (rematch.is_open(), to_lead(cx, &rematch, *nth).await?) {
                (true, Some(message)) => {
                    Ok(Verdict::Say(Letter { to: Destination::Person(*lead), message }))
                }
                (_, _) => Ok(Verdict::Drop("over")),
            }
        }
        Outgoing::RematchAskedRefresh { rematch, nth, lead } => {
            let asked = Outgoing::RematchAsked { rematch: *rematch, nth: *nth, lead: *lead };
            let subject = Subject::RematchAsked(*rematch, *nth);
            let Some((channel, ts)) = shown_to(cx, &subject, *lead).await? else {
                return change_of_missing(cx, &asked).await;
            };
            let (rematch, reader) = (load(cx, *rematch).await?, cx.person(*lead).await?);
            let message = match to_lead(cx, &rematch, *nth).await? {
                None => wish::taken_back(),
                Some(message) if access::is_lead(cx.config, &reader) => message,
                Some(_) => wish::for_leads_only(),
            };
            Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
        }
        Outgoing::RematchClosed { rematch, nth: _, to } => closed(cx, (*rematch, *to)).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn load(cx: &mut Cx<'_>, id: RematchId) -> Result<Rematch, Error> {
    Ok(rematches::find(cx.tx, id).await?.ok_or(Fault::Unreadable("rematch"))?)
}

async fn receipt(
    cx: &mut Cx<'_>,
    (rematch, nth, to): (RematchId, u32, PersonId),
) -> Result<Verdict, Error> {
    let rematch = load(cx, rematch).await?;
    let pair = pair_of(cx, &rematch).await?;
    let asks = rematches::list_asks(cx.tx, rematch.id).await?;
    let Some(ask) = asks.into_iter().find(|ask| ask.nth == nth) else {
        return Ok(Verdict::Drop("taken back"));
    };
    let partner = if pair.mentor == to { pair.mentee } else { pair.mentor };
    let (author, partner) = (cx.person(to).await?, cx.person(partner).await?);
    let leads = leads(cx, &pair).await?;
    let message = wish::receipt((rematch.id, ask.asked_at), (&author, &partner), &leads);
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

/// What a lead reads about one who asked; `None` once they take it back.
async fn to_lead(cx: &mut Cx<'_>, rematch: &Rematch, nth: u32) -> Result<Option<Message>, Error> {
    let pair = pair_of(cx, rematch).await?;
    let asks = rematches::list_asks(cx.tx, rematch.id).await?;
    let Some(ask) = asks.into_iter().find(|ask| ask.nth == nth) else { return Ok(None) };
    let author = cx.person(ask.person).await?;
    let side = pair.side(ask.person).ok_or(Fault::Unreadable("rematch"))?;
    let partner = cx.person(pair.person(side.other())).await?;
    let stands = match &rematch.state {
        State::Looking => Stands::Looking(rematch.id),
        State::Suggested(suggestion) => {
            let (by, mentor) =
                (cx.person(suggestion.by).await?, cx.person(suggestion.mentor).await?);
            let it = RematchRound { rematch: rematch.id, round: rematch.round };
            Stands::Suggested(it, [by.user, mentor.user])
        }
        State::Begun => Stands::Begun,
        State::Closed => Stands::Closed,
    };
    Ok(Some(wish::to_lead((pair.id, &ask), (&author, side, &partner), &stands)))
}

async fn closed(cx: &mut Cx<'_>, (id, to): (RematchId, PersonId)) -> Result<Verdict, Error> {
    let reader = cx.person(to).await?;
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let rematch = load(cx, id).await?;
    let pair = pair_of(cx, &rematch).await?;
    let partner = if pair.mentor == to { pair.mentee } else { pair.mentor };
    let partner = cx.person(partner).await?;
    // Where the pair itself is over, its end has been told.
    match pair.is_active() {
        true => {
            let message = wish::closed(&partner);
            Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
        }
        false => Ok(Verdict::Drop("over")),
    }
}
