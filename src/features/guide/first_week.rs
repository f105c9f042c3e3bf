//! The list of a pair's first week: given to each side on the first day, ticked by what people do or by hand, and followed
//! for two weeks.
//!
//! Whoever does something is followed after it, wherever they did it, so no other feature has to know of this one. What
//! [`Item`]s there are, and which of them are known, stands in the domain.

use jiff::ToSpan;

use super::views::first_week as words;
use crate::{
    domain::{
        access::Act,
        first_week::{DAYS, FirstWeek, Item},
        ids::{PairId, PersonId},
        outgoing::Outgoing,
        pair::{Pair, PairState, Side},
        post::Subject,
    },
    features::{
        Cx, Error, Reaction, RefreshHome, Who, access,
        first_week::of,
        letter::{Destination, Letter, Verdict, change, outside_hours},
        refused,
    },
    slack::{
        action::{first_week::PairItem, read_id},
        answer::Answer,
        blocks::Message,
        inbound::{Click, Field, Submit},
    },
    store::{
        Fault, first_weeks,
        outbox::{self, Timing},
        pairs,
    },
};

const SIDES: [Side; 2] = [Side::Mentee, Side::Mentor];

/// The first day of a pair: each side gets its list when their day is open, if that is before it is over.
pub async fn bring(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let PairState::Active { began_at } = pair.state else { return Ok(()) };
    let mentee = cx.person(pair.mentee).await?;
    let last = mentee.zone.date(began_at).saturating_add(DAYS.days());
    let until = mentee.zone.start_of(last);
    for side in SIDES {
        first_weeks::insert(cx.tx, (pair.id, side), until).await?;
        let reader = cx.person(pair.person(side)).await?;
        let list = of(cx, (pair, side)).await?;
        first_weeks::update_shown(cx.tx, (pair.id, side), &list.done).await?;
        let message = Outgoing::FirstWeek { pair: pair.id, to: reader.id };
        let due_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
        let timing = Timing { due_at, ready_at: due_at, expires_at: Some(until) };
        outbox::insert(cx.tx, &message, timing).await?;
    }
    Ok(())
}

/// Somebody has done something: where that ticks anything, for them or for the other one, its message shows it.
pub async fn follow(cx: &mut Cx<'_>, person: PersonId) -> Result<(), Error> {
    for id in first_weeks::list_followed(cx.tx, person, cx.now).await? {
        let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
        for side in SIDES {
            let list = of(cx, (&pair, side)).await?;
            if first_weeks::find_shown(cx.tx, (id, side)).await? != list.done {
                show(cx, &pair, &list).await?;
            }
        }
    }
    Ok(())
}

/// Its message shows how things stand.
async fn show(cx: &mut Cx<'_>, pair: &Pair, list: &FirstWeek) -> Result<(), Error> {
    first_weeks::update_shown(cx.tx, (pair.id, list.side), &list.done).await?;
    let refresh = Outgoing::FirstWeekRefresh { pair: pair.id, to: pair.person(list.side) };
    outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    Ok(())
}

/// *Open the list*.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).or_else(|_| refused(access::NOT_YOURS))?;
    let access = access::pair(cx, who, (id, Act::FollowFirstWeek)).await?;
    has_one(cx, (id, access.side)).await?;
    let list = of(cx, (&access.object, access.side)).await?;
    Ok(Reaction::open(words::list(&list)))
}

/// One thing is ticked, in the message.
pub async fn tick(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let of_pair: PairItem = click.value.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let access = access::pair(cx, who, (of_pair.pair, Act::FollowFirstWeek)).await?;
    let side = access.side;
    has_one(cx, (of_pair.pair, side)).await?;
    if !Item::of(side).contains(&of_pair.item) || !of_pair.item.is_ticked_by_hand() {
        return refused(access::NOT_YOURS);
    }
    first_weeks::insert_tick(cx.tx, (of_pair.pair, side), of_pair.item).await?;
    let list = of(cx, (&access.object, side)).await?;
    show(cx, &access.object, &list).await?;
    Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::nothing() })
}

/// The list is sent, with what is ticked in it now.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id: PairId =
        read_id(&submit.view.private_metadata).or_else(|_| refused(access::NOT_YOURS))?;
    let access = access::pair(cx, who, (id, Act::FollowFirstWeek)).await?;
    let side = access.side;
    has_one(cx, (id, side)).await?;
    let ticked = match submit.view.fields.get(words::DONE) {
        Some(Field::Choices(ticked)) => ticked.as_slice(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => &[],
    };
    first_weeks::delete_ticks(cx.tx, (id, side)).await?;
    let items = Item::of(side).into_iter().filter(|item| item.is_ticked_by_hand());
    for item in items.filter(|item| ticked.iter().any(|word| word == item.as_str())) {
        first_weeks::insert_tick(cx.tx, (id, side), item).await?;
    }
    let list = of(cx, (&access.object, side)).await?;
    show(cx, &access.object, &list).await?;
    Ok(Reaction { answer: Answer::CloseAll, ..Reaction::done() })
}

async fn has_one(cx: &mut Cx<'_>, of: (PairId, Side)) -> Result<(), Error> {
    match first_weeks::find_until(cx.tx, of).await? {
        Some(_) => Ok(()),
        None => refused(access::NOT_YOURS),
    }
}

/// Renders a list for the one whose it is.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::FirstWeek { pair, to } => {
            let (pair, side) = find(cx, (*pair, *to)).await?;
            let reader = cx.person(*to).await?;
            if !pair.is_active() {
                return Ok(Verdict::Drop("over"));
            }
            if !reader.account.may_take_part() {
                return Ok(Verdict::Drop("left"));
            }
            if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
                return Ok(not_now);
            }
            let message = said(cx, (&pair, side)).await?;
            Ok(Verdict::Say(Letter { to: Destination::Person(reader.id), message }))
        }
        Outgoing::FirstWeekRefresh { pair, to } => {
            let original = Outgoing::FirstWeek { pair: *pair, to: *to };
            let (found, side) = find(cx, (*pair, *to)).await?;
            let message = said(cx, (&found, side)).await?;
            change(cx, (&Subject::FirstWeek(*pair, *to), &original), message).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn find(cx: &mut Cx<'_>, (id, person): (PairId, PersonId)) -> Result<(Pair, Side), Error> {
    let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    let side = pair.side(person).ok_or(Fault::Unreadable("first week"))?;
    Ok((pair, side))
}

async fn said(cx: &mut Cx<'_>, (pair, side): (&Pair, Side)) -> Result<Message, Error> {
    let partner = cx.person(pair.person(side.other())).await?;
    let list = of(cx, (pair, side)).await?;
    Ok(match pair.is_active() || list.is_done() {
        true => words::message(&list, &partner),
        false => words::over(&list),
    })
}

/// The change that shows what became of it.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::FirstWeek { pair, to } => {
            Some(Outgoing::FirstWeekRefresh { pair: *pair, to: *to })
        }
        _ => None,
    }
}

/// The message that a change belongs to, while something on the list is open.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::FirstWeekRefresh { pair, to } = change else { return Ok(None) };
    let (found, side) = find(cx, (*pair, *to)).await?;
    let is_open = found.is_active() && !of(cx, (&found, side)).await?.is_done();
    Ok(is_open.then_some(Outgoing::FirstWeek { pair: *pair, to: *to }))
}
