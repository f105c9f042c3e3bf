//! What a mentee brings along from one pair into the next: what they ticked, and nothing else.
//!
//! Goals and actions are copied, so the old pair's record stays as it was. A question is asked anew, with a promise of its
//! own. Why somebody is away is told to the new mentor only if that was ticked.

use jiff::Timestamp;

use super::views::brought as words;
use crate::{
    domain::{
        follow_up::{FollowUp, NewAction, Source},
        goal::{self, Change, Goal},
        help_channel::Sharing,
        ids::RematchId,
        leave::{Reason, ReasonReaders},
        outgoing::{Outgoing, Place},
        pair::{Pair, Side},
        person::Person,
        question::{Content, State},
        rematch::{Brought, MOST_BROUGHT, Rematch},
        search::Shelf,
    },
    features::{
        Cx, Error,
        letter::{Letter, Verdict, for_both, for_pair, wait_for},
        owing, terms,
    },
    store::{
        Fault, checkins, follow_ups, goals, leaves,
        outbox::{self, Timing},
        pairs, questions,
        questions::NewQuestion,
        records::{self, Item, Record},
        rematches,
    },
};

/// What travels, as it stood when the old pair ended.
pub struct Packed {
    brought: Vec<Brought>,
    goals: Vec<Goal>,
    actions: Vec<FollowUp>,
    questions: Vec<Content>,
}

/// Reads what was ticked.
pub async fn pack(cx: &mut Cx<'_>, old: &Pair, brought: &[Brought]) -> Result<Packed, Error> {
    let goals = match brought.contains(&Brought::Goals) {
        true => goals::list_open(cx.tx, old.id, MOST_BROUGHT).await?,
        false => Vec::new(),
    };
    let (actions, questions) = match brought.contains(&Brought::Open) {
        true => what_is_open(cx, old).await?,
        false => (Vec::new(), Vec::new()),
    };
    Ok(Packed { brought: brought.to_vec(), goals, actions, questions })
}

/// What the mentee set out to do, and asked without an answer so far.
async fn what_is_open(cx: &mut Cx<'_>, old: &Pair) -> Result<(Vec<FollowUp>, Vec<Content>), Error> {
    let actions = follow_ups::list_open(cx.tx, (old.id, Side::Mentee), MOST_BROUGHT).await?;
    let mut asked = questions::list_unsettled(cx.tx, old.id, MOST_BROUGHT).await?;
    asked.retain(|question| question.state() == State::Open);
    Ok((actions, asked.into_iter().map(|question| question.content).collect()))
}

/// What of all that can be brought along there is in a pair; nobody is asked about nothing.
pub async fn there(cx: &mut Cx<'_>, old: &Pair) -> Result<Vec<Brought>, Error> {
    let mut there = Vec::new();
    for it in Brought::ALL {
        let is_there = match it {
            Brought::Goals => !goals::list_open(cx.tx, old.id, 1).await?.is_empty(),
            Brought::Open => {
                let (actions, questions) = what_is_open(cx, old).await?;
                !actions.is_empty() || !questions.is_empty()
            }
            Brought::History => {
                let so_far = ((Timestamp::MIN, cx.now), 1);
                !checkins::list_between(cx.tx, old.id, so_far).await?.is_empty()
            }
            Brought::Leave => {
                let mentee = cx.person(old.mentee).await?;
                let today = mentee.zone.date(cx.now);
                let leaves = leaves::list_from(cx.tx, mentee.id, today).await?;
                let shared = |it: &Reason| it.readers == ReasonReaders::PartnerToo;
                leaves.iter().any(|leave| leave.reason.as_ref().is_some_and(shared))
            }
        };
        if is_there {
            there.push(it);
        }
    }
    Ok(there)
}

/// Writes it down for the new pair, which is told what came along.
pub async fn unpack(
    cx: &mut Cx<'_>,
    (pair, rematch): (&Pair, &Rematch),
    packed: Packed,
) -> Result<(), Error> {
    for goal in &packed.goals {
        let first = goal::Version {
            number: 1,
            by: Some(pair.mentee),
            at: cx.now,
            change: Change::Made,
            aim: goal.aim.clone(),
            state: goal::State::Open,
        };
        let item = Item::Goal(goals::insert(cx.tx, (pair.id, None), &first).await?);
        let shelf = Shelf::Pair(pair.id);
        let record = Record { shelf, item, author: pair.mentee, said_at: cx.now };
        records::update(cx.tx, &record, &goal.aim.texts().join("\n")).await?;
    }
    for (place, action) in packed.actions.into_iter().enumerate() {
        let new = NewAction { place, owner: Side::Mentee, words: action.words };
        let source = (pair.id, Source::Rematch(rematch.id));
        follow_ups::update(cx.tx, source, &new, cx.now).await?;
    }
    for (nth, content) in packed.questions.into_iter().enumerate() {
        // In the help channel the old one stands already.
        let content = Content { sharing: Sharing::Room, ..content };
        ask(cx, pair, (&format!("rematch/{}/{nth}", rematch.id), &content)).await?;
    }
    if !packed.brought.contains(&Brought::Leave) {
        keep_reasons(cx, pair).await?;
    }
    let mentor = cx.person(pair.mentor).await?;
    owing::reckon(cx, &mentor).await?;
    if !packed.brought.is_empty() {
        let note = Outgoing::RematchBrought { rematch: rematch.id, to: Place::Room };
        outbox::insert(cx.tx, &note, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// A question is put to the new mentor as if it were asked when it comes: with their first open minute after the greeting.
async fn ask(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (view_id, content): (&str, &Content),
) -> Result<(), Error> {
    let (mentor, mentee) = both(cx, pair).await?;
    let promise = terms::of(cx, pair).await?.promise(content.urgency());
    let greeted_at = mentee.availability.first_for_both(&mentor.availability, cx.now);
    let greeted_at = greeted_at.unwrap_or(cx.now);
    let comes_at = mentor.availability.next_open(greeted_at).unwrap_or(greeted_at);
    let owed = promise.owe(comes_at, &mentor.availability);
    let new = NewQuestion { pair: pair.id, author: pair.mentee };
    let id = questions::insert(cx.tx, new, (view_id, content, owed), cx.now).await?;
    let post = Outgoing::QuestionPost { question: id, to: Place::Room };
    outbox::insert(cx.tx, &post, Timing::from(comes_at)).await?;
    // Whoever said yes last may be far away, and nobody is asleep on account of that.
    let ready_at = mentee.availability.next_open(cx.now).unwrap_or(cx.now);
    let receipt = Outgoing::QuestionReceipt { question: id };
    outbox::insert(cx.tx, &receipt, Timing::from(ready_at)).await?;
    let (shelf, item) = (Shelf::Pair(pair.id), Item::Question(id));
    let record = Record { shelf, item, author: pair.mentee, said_at: cx.now };
    Ok(records::update(cx.tx, &record, &content.texts().join("\n")).await?)
}

/// What the mentee had shared with somebody before is not told to the new mentor.
async fn keep_reasons(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let mentee = cx.person(pair.mentee).await?;
    let today = mentee.zone.date(cx.now);
    for leave in leaves::list_from(cx.tx, mentee.id, today).await? {
        rematches::insert_untold(cx.tx, leave.id, pair.mentor).await?;
    }
    Ok(())
}

/// Renders what a new pair is told about what came along.
pub async fn render(cx: &mut Cx<'_>, id: RematchId, to: Place) -> Result<Verdict, Error> {
    let Some((pair, brought)) = find(cx, id).await? else { return Ok(Verdict::Drop("over")) };
    let alone = |to| Outgoing::RematchBrought { rematch: id, to };
    let destination = match for_pair(&pair, (to, alone)) {
        Ok(destination) => destination,
        Err(verdict) => return Ok(verdict),
    };
    let (mentor, mentee) = both(cx, &pair).await?;
    if let Some(at) = for_both((&mentor, &mentee), &destination, cx.now).filter(|at| *at > cx.now) {
        return Ok(Verdict::Wait(at));
    }
    if let Some(wait) = wait_for(cx, &Outgoing::Greeting { pair: pair.id, to }).await? {
        return Ok(wait);
    }
    let message = words::note(&mentee, &brought);
    Ok(Verdict::Say(Letter { to: destination, message }))
}

async fn both(cx: &mut Cx<'_>, pair: &Pair) -> Result<(Person, Person), Error> {
    Ok((cx.person(pair.mentor).await?, cx.person(pair.mentee).await?))
}

/// The pair that began, if it still runs, and what came along.
pub async fn find(cx: &mut Cx<'_>, id: RematchId) -> Result<Option<(Pair, Vec<Brought>)>, Error> {
    let Some(pair) = rematches::find_new_pair(cx.tx, id).await? else { return Ok(None) };
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let rematch = rematches::find(cx.tx, id).await?.ok_or(Fault::Unreadable("rematch"))?;
    let suggested = rematches::find_suggested(cx.tx, (id, rematch.round)).await?;
    let brought = suggested.map(|it| it.suggestion.brought().to_vec()).unwrap_or_default();
    Ok(pair.is_active().then_some((pair, brought)))
}
