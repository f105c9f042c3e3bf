//! Goals: what a pair aims at, how it will know, and by when.
//!
//! Either of the two makes, changes and settles them, and both read all of it with who changed what; nobody else reads a
//! word. Nothing here reminds anybody of a day: a goal stands on the agenda of a call, and when its quarter is over, the
//! mentee is asked once what becomes of it. Only a goal that was met is told in the room.

use jiff::civil::Date;

use super::{
    Cx, Error, Reaction, RefreshHome, Show, Who,
    access::{self, not_yours},
    agendas, partners, refused,
};
use crate::{
    domain::{
        access::Act,
        goal::{Goal, MOST_OPEN, MilestoneState, NotMarked, Version},
        ids::{GoalId, PairId, PersonId},
        pair::{Pair, Side},
        person::Person,
        search::Shelf,
    },
    slack::{
        action::{
            Form, PairPage,
            goal::{GoalsPage, Step},
            read_id,
        },
        blocks::View,
        inbound::Click,
    },
    store::{
        Fault, goals, pairs,
        records::{self, Item, Record},
    },
};

pub mod areas;
pub mod form;
pub mod post;
pub mod quarter;
pub mod settle;
pub mod views;

/// How many settled goals stand on a page.
const PAGE: u32 = 15;

/// How many changes of a goal are shown.
const CHANGES: i64 = 10;

/// A pair with its two people, and the day it is on the mentee's calendar.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The pair.
    pub pair: Pair,
    /// The mentor.
    pub mentor: Person,
    /// The mentee.
    pub mentee: Person,
    /// The day.
    pub today: Date,
}

impl Scene {
    async fn of(cx: &mut Cx<'_>, pair: Pair) -> Result<Self, Error> {
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let today = mentee.zone.date(cx.now);
        Ok(Self { pair, mentor, mentee, today })
    }

    /// One of the two.
    pub fn person(&self, side: Side) -> &Person {
        match side {
            Side::Mentor => &self.mentor,
            Side::Mentee => &self.mentee,
        }
    }

    /// One of the two, by their id.
    pub fn who(&self, id: PersonId) -> Option<&Person> {
        [&self.mentor, &self.mentee].into_iter().find(|person| person.id == id)
    }
}

/// `/mentor goals`: those of one's running pair, or whose; else those of the last one.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running_or_last(cx, who, views::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => Ok(Reaction::open(open_page(cx, who, *pair).await?)),
        several => Ok(Reaction::say(views::whose(several))),
    }
}

/// *Goals*, of one pair.
pub async fn list(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    let page = open_page(cx, who, pair).await?;
    Ok(turned((click, pair), page))
}

/// What is opened from a page of goals takes its place; from anywhere else it is opened.
fn turned((click, pair): (&Click, PairId), view: View) -> Reaction {
    let is_inside = click.view.as_ref().is_some_and(|view| {
        view.callback_id == Form::Page.id() && view.private_metadata == GoalsPage(pair).to_string()
    });
    if is_inside { Reaction::replace(view) } else { Reaction::open(view) }
}

/// The open goals of a pair.
async fn open_page(cx: &mut Cx<'_>, who: &Who, pair: PairId) -> Result<View, Error> {
    let access = access::pair(cx, who, (pair, Act::ReadRecord)).await?;
    let scene = Scene::of(cx, access.object).await?;
    let open = list_open(cx, pair).await?;
    let counts = goals::count(cx.tx, pair).await?;
    let settled = counts.met.saturating_add(counts.dropped);
    Ok(views::list::open(&scene, (&open, settled)))
}

async fn list_open(cx: &mut Cx<'_>, pair: PairId) -> Result<Vec<Goal>, Error> {
    let most = i64::try_from(MOST_OPEN).unwrap_or(i64::MAX);
    Ok(goals::list_open(cx.tx, pair, most).await?)
}

/// A page of the goals that were met or dropped.
pub async fn settled(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let page: PairPage = click.value.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (page.pair, Act::ReadRecord)).await?;
    let scene = Scene::of(cx, access.object).await?;
    let asked_for = (i64::from(PAGE) + 1, i64::from(page.skip));
    let mut found = goals::list_settled(cx.tx, page.pair, asked_for).await?;
    let full = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_older = found.len() > full;
    found.truncate(full);
    let to = |skip| PairPage { skip, ..page };
    let newer = (page.skip > 0).then(|| to(page.skip.saturating_sub(PAGE)));
    let older = has_older.then(|| to(page.skip.saturating_add(PAGE)));
    let view = views::list::settled(&scene, &found, (newer, older));
    Ok(turned((click, page.pair), view))
}

/// One goal, to be read.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::goals::goal(cx, who, (id(&click.value)?, Act::ReadRecord)).await?;
    let (pair, goal) = access.object;
    let scene = Scene::of(cx, pair).await?;
    let page = page(cx, (&scene, &goal), &access.person).await?;
    Ok(turned((click, goal.pair), page))
}

/// One goal with its changes.
async fn page(
    cx: &mut Cx<'_>,
    (scene, goal): (&Scene, &Goal),
    reader: &Person,
) -> Result<View, Error> {
    let changes = goals::list_versions(cx.tx, goal.id, (CHANGES, 0)).await?;
    Ok(views::page::page(scene, (goal, &changes), reader))
}

/// *Done*, *Drop* and *Open again*, of a milestone. When both press, the second one sees what the first one said.
pub async fn mark(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, to): (&Click, MilestoneState),
) -> Result<Reaction, Error> {
    let step: Step = click.value.parse().map_err(|_| not_yours())?;
    let access = access::goals::goal(cx, who, (step.goal, Act::SetGoals)).await?;
    let (pair, mut goal) = access.object;
    let scene = Scene::of(cx, pair).await?;
    match goal.mark((access.person.id, step.nth, to), cx.now) {
        Ok(Some(version)) => {
            change(cx, &goal, (None, &version)).await?;
            goal = goals::find(cx.tx, goal.id).await?.ok_or(Fault::Unreadable("goal"))?;
        }
        Ok(None) => {}
        Err(NotMarked::Settled) => return refused(views::settled()),
        Err(NotMarked::Gone) => return refused(views::milestone_gone()),
    }
    let page = page(cx, (&scene, &goal), &access.person).await?;
    Ok(Reaction {
        show: Some(Show::Replace(page)),
        refresh_home: RefreshHome::Yes,
        ..Reaction::nothing()
    })
}

/// Writes a change of a goal down, where it is found, and where it stands.
async fn change(
    cx: &mut Cx<'_>,
    goal: &Goal,
    (view_id, version): (Option<&str>, &Version),
) -> Result<(), Error> {
    goals::update(cx.tx, (goal.id, view_id), version).await?;
    index(cx, goal.id).await?;
    agendas::refresh_recent(cx, goal.pair).await
}

/// What a goal says now can be found.
async fn index(cx: &mut Cx<'_>, id: GoalId) -> Result<(), Error> {
    let goal = goals::find(cx.tx, id).await?.ok_or(Fault::Unreadable("goal"))?;
    let pair = pairs::find(cx.tx, goal.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    // The one every pair begins with is the mentee's.
    let author = goal.made_by.unwrap_or(pair.mentee);
    let (shelf, item) = (Shelf::Pair(goal.pair), Item::Goal(id));
    let record = Record { shelf, item, author, said_at: goal.made_at };
    Ok(records::update(cx.tx, &record, &goal.aim.texts().join("\n")).await?)
}

fn id(carried: &str) -> Result<GoalId, Error> {
    read_id(carried).map_err(|_| not_yours())
}

fn under(field: impl Into<String>, sentence: String) -> Error {
    Error::Fields(vec![(field.into(), sentence)])
}
