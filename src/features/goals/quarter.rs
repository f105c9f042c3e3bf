//! The goal every pair begins with, and what becomes of open goals once their quarter is over.
//!
//! Nothing is carried on by itself: each open goal waits for a decision, and what nobody decides about stays undecided
//! for all to see. The mentee is asked once, while the next quarter lasts; a pair without a schedule is not. Either of the
//! two decides, and the room shows what.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{Scene, change, index, not_yours, settle, under, views, views::quarter as words};
use crate::{
    domain::{
        access::Act,
        goal::{
            Aim, Area, Change, Goal, MOST_OPEN, Reach, Reached, State, Version, areas,
            quarter::Quarter,
        },
        ids::{GoalId, PairId, PersonId},
        occasion::{Day, Occasion},
        outgoing::{Outgoing, Place},
        pair::{Pair, PairState, Phase},
        person::Person,
        text::UserText,
    },
    features::{Cx, Error, Reaction, Who, access, refused, schedule::occasions},
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{
        Fault, goals,
        outbox::{self, Timing},
    },
};

/// The first goal is due so many days after a pair began.
const FIRST_DUE: i64 = 14;

/// A pair has begun: it has a goal, which is theirs to change, and its quarter will be over. Whoever brings goals along
/// from another pair goes on with those.
pub async fn begin(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let PairState::Active { began_at } = pair.state else { return Ok(()) };
    let mentee = cx.person(pair.mentee).await?;
    let has_goals = goals::count(cx.tx, pair.id).await?.open > 0;
    let kept = goals::list_areas(cx.tx, pair.programme).await?;
    if let Some(area) = areas(kept).into_iter().next().filter(|_| !has_goals) {
        let aim = first(area, mentee.zone.date(began_at));
        let (by, at, change) = (None, cx.now, Change::Made);
        let version = Version { number: 1, by, at, change, aim, state: State::Open };
        let id = goals::insert(cx.tx, (pair.id, None), &version).await?;
        index(cx, id).await?;
    }
    set_next(cx, (pair, &mentee)).await
}

/// The goal every pair begins with.
fn first(area: Area, began_on: Date) -> Aim {
    let words = |text: &str| UserText::from_stored(text.to_owned());
    let due_on = began_on.saturating_add(FIRST_DUE.days());
    Aim {
        area,
        title: words(words::FIRST_TITLE),
        how_we_know: words(words::FIRST_HOW),
        due_on,
        quarter: Quarter::of(due_on),
        topics: Vec::new(),
        reach: Reach::Usual,
        milestones: Vec::new(),
    }
}

/// The day on which the quarter is over that it is now.
async fn set_next(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person)) -> Result<(), Error> {
    let next = Quarter::of(mentee.zone.date(cx.now)).next().first_day();
    occasions::set(cx, (pair, mentee), Day { occasion: Occasion::Quarter, on: next }).await
}

/// A quarter is over: if goals of it are open, the mentee is asked what becomes of them, when they are there, as long as
/// the next quarter lasts.
pub async fn over(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let mentee = cx.person(pair.mentee).await?;
    let today = mentee.zone.date(cx.now);
    match pair.phase {
        Phase::Weekly | Phase::Monthly => {
            if let Some(newest) = undecided(cx, (pair.id, today)).await?.last() {
                let ready_at = mentee.availability.next_open(cx.now).unwrap_or(cx.now);
                let until = mentee.zone.start_of(Quarter::of(today).next().first_day());
                let timing = Timing { due_at: cx.now, ready_at, expires_at: Some(until) };
                let message = Outgoing::GoalsAsked { pair: pair.id, quarter: newest.aim.quarter };
                outbox::insert(cx.tx, &message, timing).await?;
            }
        }
        Phase::AdHoc => {}
    }
    set_next(cx, (pair, &mentee)).await
}

/// The open goals of a pair whose quarter is over on this day.
pub(super) async fn undecided(
    cx: &mut Cx<'_>,
    (pair, today): (PairId, Date),
) -> Result<Vec<Goal>, Error> {
    let most = i64::try_from(MOST_OPEN).unwrap_or(i64::MAX);
    Ok(goals::list_undecided(cx.tx, (pair, Quarter::of(today)), most).await?)
}

/// *Decide what goes on*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::SetGoals)).await?;
    let scene = Scene::of(cx, access.object).await?;
    let goals = undecided(cx, (pair, scene.today)).await?;
    if goals.is_empty() {
        return refused(words::nothing_undecided());
    }
    Ok(Reaction::open(words::form(&scene, &goals)))
}

/// What somebody decides about one goal.
enum Decided {
    CarryOn(Date),
    Met(Reached),
    Drop,
}

/// What they decided is written down, and the room shows it once.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let pair: PairId = read_id(&submit.view.private_metadata).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::SetGoals)).await?;
    let scene = Scene::of(cx, access.object).await?;
    let done = Reaction { answer: Answer::CloseAll, ..Reaction::done() };
    // The same form once more: what it said is written down.
    if goals::find_saved(cx.tx, &submit.view.id).await?.is_some() {
        return Ok(done);
    }
    let (mut decided, mut overtaken, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for goal in asked_about(cx, (pair, &submit.view)).await? {
        let said = read(&submit.view, (&goal, scene.today));
        // What the other one decided meanwhile stands, whatever is wrong with what was chosen here.
        match (goal.is_undecided(scene.today), said) {
            (_, Ok(None)) => {}
            (true, Ok(Some(said))) => decided.push((goal, said)),
            (true, Err(problem)) => problems.push(problem),
            (false, Ok(Some(_)) | Err(_)) => overtaken.push(goal),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Fields(problems));
    }
    if decided.is_empty() && overtaken.is_empty() {
        let first = submit.view.fields.keys().find(|field| words::goal_of(field).is_some());
        return Err(under(first.cloned().unwrap_or_default(), words::nothing_chosen()));
    }
    for (goal, said) in &decided {
        write(cx, (goal, said), (access.person.id, &submit.view.id)).await?;
    }
    if !decided.is_empty() {
        let message = Outgoing::GoalsDecided { pair, at: cx.now, to: Place::Room };
        outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    }
    match overtaken.as_slice() {
        [] => Ok(done),
        goals => settle::overtaken(cx, &scene, (goals, None)).await,
    }
}

/// The goals of a pair that a form asks about, however they stand by now.
async fn asked_about(
    cx: &mut Cx<'_>,
    (pair, view): (PairId, &ViewState),
) -> Result<Vec<Goal>, Error> {
    let mut asked = Vec::new();
    let ids: Vec<GoalId> = view.fields.keys().filter_map(|field| words::goal_of(field)).collect();
    for id in ids {
        asked.extend(goals::find(cx.tx, id).await?.filter(|goal| goal.pair == pair));
    }
    Ok(asked)
}

async fn write(
    cx: &mut Cx<'_>,
    (goal, said): (&Goal, &Decided),
    (by, view_id): (PersonId, &str),
) -> Result<(), Error> {
    let version = match said {
        Decided::CarryOn(until) => goal.carry_on((by, *until), cx.now),
        Decided::Met(how) => goal.meet((Some(by), *how), cx.now),
        Decided::Drop => goal.drop_it((Some(by), None), cx.now),
    };
    let version = version.map_err(|_| Error::Refused(views::settled()))?;
    change(cx, goal, (Some(view_id), &version)).await
}

/// What the form says about a goal; `None` where nothing was decided.
fn read(
    view: &ViewState,
    (goal, today): (&Goal, Date),
) -> Result<Option<Decided>, (String, String)> {
    let chosen = match view.fields.get(&words::outcome(goal.id)) {
        Some(Field::Choice(chosen)) => chosen.as_deref().and_then(words::Outcome::read),
        Some(Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => None,
    };
    let until = match view.fields.get(&words::until(goal.id)) {
        Some(Field::Date(Some(day))) => day.parse::<Date>().ok(),
        Some(Field::Date(None) | Field::Choice(_) | Field::Choices(_) | Field::Text(_)) | None => {
            None
        }
    };
    Ok(match (chosen, until) {
        (None, None) => None,
        (None, Some(_)) => return Err((words::outcome(goal.id), words::day_alone())),
        (Some(words::Outcome::CarryOn), Some(until)) if until >= today => {
            Some(Decided::CarryOn(until))
        }
        (Some(words::Outcome::CarryOn), Some(_)) => {
            return Err((words::until(goal.id), words::past(today)));
        }
        (Some(words::Outcome::CarryOn), None) => {
            return Err((words::until(goal.id), words::until_when()));
        }
        (Some(words::Outcome::Alone), _) => Some(Decided::Met(Reached::Alone)),
        (Some(words::Outcome::Together), _) => Some(Decided::Met(Reached::Together)),
        (Some(words::Outcome::Drop), _) => Some(Decided::Drop),
    })
}

/// What was decided at an instant, with how each goal stands since.
pub(super) async fn decided_at(
    cx: &mut Cx<'_>,
    (pair, at): (PairId, Timestamp),
) -> Result<Vec<Version>, Error> {
    let most = i64::try_from(MOST_OPEN).unwrap_or(i64::MAX);
    let mut decided = goals::list_changed_at(cx.tx, (pair, at), most).await?;
    decided.retain(|version| match version.change {
        Change::CarriedOn | Change::Met | Change::Dropped => true,
        Change::Made | Change::Edited | Change::Marked { .. } => false,
    });
    if decided.is_empty() { Err(Fault::Unreadable("goal").into()) } else { Ok(decided) }
}
