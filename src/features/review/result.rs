//! A review is closed: what both say is settled is settled, and both are told what came of it.
//!
//! It is told once, in the first minute both are at work. Of one who answered alone the other one is told what they said,
//! and nothing is settled by it; where nobody answered nothing is said.

use std::collections::BTreeMap;

use super::{
    Scene, ask,
    letter::{Destination, Letter, Verdict, for_both, for_pair},
    views::result as words,
};
use crate::{
    domain::{
        goal::{Area, MOST_OPEN, Progress, by_area},
        ids::{GoalId, ReviewId},
        outgoing::{Outgoing, Place},
        pair::Side,
        review::{Effect, Said, Trend, trends, weigh},
        search::Shelf,
        text::UserText,
    },
    features::{Cx, Error, agendas},
    store::{
        goals,
        outbox::{self, Timing},
        records::{self, Item, Record},
        reviews,
    },
};

/// Everything there is to say about a review that is closed.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The review.
    pub scene: Scene,
    /// What the goals that were spoken of are called.
    pub titles: BTreeMap<GoalId, UserText>,
    /// What the pair aims at now, area by area: how many goals, and how far they are together.
    pub areas: Vec<(Area, usize, Progress)>,
    /// How sure the mentee was so far, up to and including this review.
    pub trends: Vec<Trend>,
}

impl Outcome {
    /// What came of this review, as it is known now.
    pub async fn of(cx: &mut Cx<'_>, scene: Scene) -> Result<Self, Error> {
        let mut titles = BTreeMap::new();
        for weighed in weigh(scene.both()) {
            let goal = goals::find(cx.tx, weighed.goal).await?;
            titles.extend(goal.map(|goal| (goal.id, goal.aim.title)));
        }
        let mut confidence = reviews::list_confidence(cx.tx, scene.pair.id).await?;
        confidence.retain(|(on, _)| *on <= scene.review.turn.begins_on);
        let most = i64::try_from(MOST_OPEN).unwrap_or(i64::MAX);
        let areas = by_area(&goals::list_open(cx.tx, scene.pair.id, most).await?);
        Ok(Self { scene, titles, areas, trends: trends(&confidence) })
    }
}

/// Closes a review, with everything that follows.
pub(super) async fn close(cx: &mut Cx<'_>, scene: Scene) -> Result<Scene, Error> {
    let id = scene.review.id;
    reviews::update_closed(cx.tx, id, cx.now).await?;
    let answered: Vec<&Said> = scene.said.iter().filter(|said| said.answers.is_whole()).collect();
    if !answered.is_empty() {
        settle_goals(cx, &scene).await?;
        for said in answered {
            index(cx, &scene, said).await?;
        }
        let ready_at = scene.mentee.availability.first_for_both(&scene.mentor.availability, cx.now);
        let result = Outgoing::ReviewResult { review: id, to: Place::Room };
        outbox::insert(cx.tx, &result, Timing::from(ready_at.unwrap_or(cx.now))).await?;
        agendas::refresh_recent(cx, scene.pair.id).await?;
    }
    for side in [Side::Mentee, Side::Mentor] {
        ask::refresh(cx, &scene, side).await?;
    }
    Scene::load(cx, id).await
}

/// What both say is settled is settled, by both. What was settled meanwhile stays as it is.
async fn settle_goals(cx: &mut Cx<'_>, scene: &Scene) -> Result<(), Error> {
    for weighed in weigh(scene.both()) {
        let Some(goal) = goals::find(cx.tx, weighed.goal).await? else { continue };
        let version = match weighed.effect {
            Effect::Met(how) => goal.meet((None, how), cx.now),
            Effect::Dropped => {
                let [mentee, mentor] = [weighed.said.mentee, weighed.said.mentor];
                let why = [mentee, mentor].into_iter().flatten().find_map(|it| it.why.clone());
                goal.drop_it((None, why), cx.now)
            }
            Effect::Differ | Effect::Stays => continue,
        };
        if let Ok(version) = version {
            goals::update(cx.tx, (goal.id, None), &version).await?;
        }
    }
    Ok(())
}

/// What one of the two said can be found from now on.
async fn index(cx: &mut Cx<'_>, scene: &Scene, said: &Said) -> Result<(), Error> {
    let texts = said.answers.texts();
    if texts.is_empty() {
        return Ok(());
    }
    let record = Record {
        shelf: Shelf::Pair(scene.pair.id),
        item: Item::Review(said.id),
        author: said.author,
        said_at: said.said_at,
    };
    Ok(records::update(cx.tx, &record, &texts.join("\n")).await?)
}

/// Renders what came of a review.
pub async fn render(cx: &mut Cx<'_>, (review, to): (ReviewId, Place)) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, review).await?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let alone = |to| Outgoing::ReviewResult { review, to };
    let to: Destination = match for_pair(&scene.pair, (to, alone)) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    match for_both((&scene.mentor, &scene.mentee), &to, cx.now) {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) | None => {
            let outcome = Outcome::of(cx, scene).await?;
            Ok(Verdict::Say(Letter { to, message: words::message(&outcome) }))
        }
    }
}
