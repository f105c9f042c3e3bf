//! A pair's own record, read again: history, search, and one check-in with its replies.
//!
//! Only the two who wrote it read it; a lead sees none of it. Everything is shown in modals, so nothing private is
//! repeated in a channel.

use jiff::Timestamp;

use super::{
    Cx, Error, Reaction, Who,
    access::{self, not_yours},
    follow_ups, refused,
};
use crate::{
    domain::{
        access::Act,
        answerable::Answerable,
        follow_up::Source,
        ids::{CheckinId, PairId, QuestionId},
        overlap::Span,
        pair::{Pair, Side},
        person::Person,
        search::{Shelf, Terms},
        text::UserText,
        week::Week,
    },
    slack::{
        action::{PairPage, agreement::PairVersion, read_id},
        inbound::Click,
    },
    store::{
        agendas, agreements, calls, checkins, differences, lived, meetings, pairs, questions,
        records::{self, Hit, Item},
        replies, reviews,
        weeks::{self, AskedState},
    },
};

pub mod views;

/// How many weeks stand on a page of the history.
const PAGE: i64 = 8;

/// How many things a search shows.
const HITS: i64 = 12;

/// `/checkin history`: the newest pair's, with a choice when there are several.
pub async fn history(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let pairs = own_pairs(cx, who).await?;
    let Some(pair) = pairs.iter().rev().find(|pair| pair.is_active()).or(pairs.last()) else {
        return refused(views::no_record());
    };
    show(cx, who, (PairPage { pair: pair.id, skip: 0 }, Turn::Open)).await
}

/// A page of the history was turned, or opened from App Home.
pub async fn page(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let page: PairPage = click.value.parse().map_err(|_| not_yours())?;
    let is_inside = click
        .view
        .as_ref()
        .is_some_and(|view| view.callback_id == crate::slack::action::Form::Page.id());
    show(cx, who, (page, if is_inside { Turn::Replace } else { Turn::Open })).await
}

/// Another pair was chosen in the history.
pub async fn page_of(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    show(cx, who, (PairPage { pair, skip: 0 }, Turn::Replace)).await
}

enum Turn {
    Open,
    Replace,
}

async fn show(
    cx: &mut Cx<'_>,
    who: &Who,
    (page, turn): (PairPage, Turn),
) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (page.pair, Act::ReadRecord)).await?;
    let partner = partner(cx, &access.object, access.side).await?;
    let mut choices = Vec::new();
    for pair in own_pairs(cx, who).await? {
        let side = pair.side(access.person.id).unwrap_or(Side::Mentee);
        choices.push((pair.id, self::partner(cx, &pair, side).await?));
    }
    let asked_for = (PAGE + 1, i64::from(page.skip));
    let mut weeks = lived::list_recorded(cx.tx, page.pair, asked_for).await?;
    let older = weeks.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    let calls = noted(cx, &access.object, (&weeks, page.skip)).await?;
    weeks.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let mut entries = Vec::new();
    for week in weeks {
        entries.push(match checkins::find_by_week(cx.tx, page.pair, week).await? {
            Some(checkin) => views::Entry::Written(Box::new(checkin)),
            None => unwritten(cx, (page.pair, week)).await?,
        });
    }
    let view = views::history(&views::History {
        page,
        partner: &partner,
        reader: &access.person,
        choices: &choices,
        entries: &entries,
        calls: &calls,
        older: older
            .then(|| PairPage { skip: page.skip + u32::try_from(PAGE).unwrap_or(0), ..page }),
    });
    Ok(match turn {
        Turn::Open => Reaction::open(view),
        Turn::Replace => Reaction::replace(view),
    })
}

/// The calls of which something is kept, from the time the page is about: a call between two pages stands on the newer one.
async fn noted(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (weeks, skip): (&[Week], u32),
) -> Result<Vec<views::Noted>, Error> {
    let zone = cx.person(pair.mentee).await?.zone;
    let after = |week: &Week| zone.start_of(week.next().monday());
    let older = weeks.get(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let newest = weeks.first().filter(|_| skip > 0);
    let from = older.map_or(Timestamp::UNIX_EPOCH, after);
    let span = Span { from, to: newest.map_or(cx.now, after) };
    let calls = meetings::list_noted(cx.tx, pair.id, span).await?;
    let noted = |(call, at)| views::Noted { week: Week::of(zone.date(at)), call, at };
    Ok(calls.into_iter().map(noted).collect())
}

/// A week that stands in the record without a check-in of its own.
async fn unwritten(cx: &mut Cx<'_>, (pair, week): (PairId, Week)) -> Result<views::Entry, Error> {
    let covered_by = match weeks::find(cx.tx, pair, week).await?.map(|asked| asked.state) {
        Some(AskedState::Covered(by)) => checkins::find(cx.tx, by).await?,
        Some(_) | None => None,
    };
    Ok(match covered_by {
        Some(by) => views::Entry::Covered(week, Box::new(by)),
        None => views::Entry::Skipped(week, skip_reason(cx, (pair, week)).await?),
    })
}

async fn skip_reason(
    cx: &mut Cx<'_>,
    (pair, week): (PairId, Week),
) -> Result<Option<UserText>, Error> {
    let reason = weeks::find_skip_reason(cx.tx, pair, week).await?;
    Ok(reason.map(UserText::from_stored))
}

/// One check-in with its replies.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: CheckinId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::checkin(cx, who, (id, Act::ReadRecord)).await?;
    let (pair, checkin) = access.object;
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let mut replies = Vec::new();
    for reply in replies::list(cx.tx, Answerable::Checkin(id)).await? {
        let actions = follow_ups::find(cx, Source::Reply(reply.id)).await?;
        replies.push((reply, actions));
    }
    let page = views::Page {
        both: (&mentor, &mentee),
        side: access.side,
        checkin: &checkin,
        actions: &follow_ups::find(cx, Source::Checkin(id)).await?,
        replies: &replies,
        differences: &differences::list(cx.tx, id).await?,
    };
    Ok(Reaction::open(views::checkin(&page)))
}

/// One question with its answers.
pub async fn open_question(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: QuestionId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::question(cx, who, (id, Act::ReadRecord)).await?;
    let (pair, question) = access.object;
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let answers = replies::list(cx.tx, Answerable::Question(id)).await?;
    Ok(Reaction::open(views::question((&mentor, &mentee), &question, &answers)))
}

/// `/mentor search <words>`: what the person and their partners wrote, and what their programme shares; nothing else of
/// anybody else.
pub async fn search(cx: &mut Cx<'_>, who: &Who, typed: &str) -> Result<Reaction, Error> {
    let Some(terms) = Terms::parse(typed) else { return refused(views::nothing_to_find()) };
    let pairs = own_pairs(cx, who).await?;
    let Some(reader) = who.person.as_ref().filter(|_| !pairs.is_empty()) else {
        return refused(views::no_record());
    };
    let mut shelves = Vec::new();
    for pair in pairs {
        access::pair(cx, who, (pair.id, Act::ReadRecord)).await?;
        shelves.extend([Shelf::Pair(pair.id), Shelf::Programme(pair.programme)]);
    }
    shelves.sort_unstable();
    shelves.dedup();
    let mut found = Vec::new();
    for shelf in shelves {
        for hit in records::list(cx.tx, shelf, &terms, HITS).await? {
            let author = cx.person(hit.record.author).await?;
            let Some(place) = place(cx, &hit).await? else { continue };
            found.push(views::Found { hit, author, place, reader: reader.clone() });
        }
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.hit.record.said_at));
    found.truncate(usize::try_from(HITS).unwrap_or(usize::MAX));
    Ok(Reaction::open(views::results(&terms, &found)))
}

/// Where something that was found is read; `None` when it is not there any more.
async fn place(cx: &mut Cx<'_>, hit: &Hit) -> Result<Option<views::Place>, Error> {
    let said_at = hit.record.said_at;
    let what = match hit.record.item {
        Item::Checkin(id) => Some(Answerable::Checkin(id)),
        Item::Question(id) => Some(Answerable::Question(id)),
        Item::Reply(id) => replies::find(cx.tx, id).await?.map(|reply| reply.to),
        Item::Difference(id) => {
            let difference = differences::find(cx.tx, id).await?;
            difference.map(|difference| Answerable::Checkin(difference.checkin))
        }
        Item::Decision(id) => return Ok(Some(views::Place::Decision(id, said_at))),
        Item::Resource(id) => return Ok(Some(views::Place::Resource(id, said_at))),
        Item::WriteUp(id) => return Ok(Some(views::Place::WriteUp(id, said_at))),
        Item::Agreement(pair) => {
            let agreed = agreements::find(cx.tx, pair).await?.in_force;
            let version = agreed.map(|agreed| PairVersion { pair, version: agreed.number });
            return Ok(version.map(|version| views::Place::Agreement(version, said_at)));
        }
        Item::Notes(id) => {
            let agreed = calls::find(cx.tx, id).await?.and_then(|call| call.agreed());
            return Ok(agreed.map(|slot| views::Place::Call(id, slot.starts)));
        }
        Item::Goal(id) => return Ok(Some(views::Place::Goal(id, said_at))),
        Item::Published(id) => return Ok(Some(views::Place::Published(id, said_at))),
        Item::Agenda(id) => {
            let call = agendas::find_call(cx.tx, id).await?;
            return Ok(call.map(|call| views::Place::Agenda(call, said_at)));
        }
        Item::Review(id) => {
            let review = reviews::find_of_answer(cx.tx, id).await?;
            return Ok(review.map(|review| views::Place::Review(review.id, said_at)));
        }
    };
    Ok(match what {
        Some(Answerable::Checkin(id)) => {
            let checkin = checkins::find(cx.tx, id).await?;
            checkin.map(|checkin| views::Place::Checkin(id, checkin.week))
        }
        Some(Answerable::Question(id)) => {
            let question = questions::find(cx.tx, id).await?;
            question.map(|question| views::Place::Question(id, question.asked_at))
        }
        None => None,
    })
}

async fn own_pairs(cx: &mut Cx<'_>, who: &Who) -> Result<Vec<Pair>, Error> {
    let Some(person) = &who.person else { return Ok(Vec::new()) };
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(Pair::has_begun);
    Ok(pairs)
}

async fn partner(cx: &mut Cx<'_>, pair: &Pair, side: Side) -> Result<Person, Error> {
    cx.person(pair.person(side.other())).await
}
