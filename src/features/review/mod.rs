//! Looking back every four weeks: each of the two answers for themselves, and both read what comes of it.
//!
//! What one of them says stays with them until the other one has answered, or the next review begins; then it is closed,
//! told to both, and nothing of it changes any more. Goals are made and changed elsewhere; here the two only settle what
//! both say is settled.

use super::{
    Cx, Error, Reaction, RefreshHome, Who,
    access::{self, not_yours},
    draft, letter, refused, schedule,
};
use crate::{
    domain::{
        access::Act,
        draft::About,
        goal::Goal,
        ids::{GoalId, ReviewId},
        pair::{Pair, Side},
        person::Person,
        review::{Answers, Both, Review, Said, Verdict, is_complete, whole},
    },
    slack::{
        action::{read_id, review::ReviewForm},
        answer::Answer,
        inbound::{Click, Submit},
    },
    store::{
        Fault,
        drafts::{self, Kept},
        goals, pairs,
        reviews::{self, Speaker},
    },
};
use views::form::NotNow;

pub mod ask;
pub mod form;
pub mod page;
pub mod result;
pub mod views;

/// A review with everybody in it, and what they said so far.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The review.
    pub review: Review,
    /// The pair.
    pub pair: Pair,
    /// The mentor.
    pub mentor: Person,
    /// The mentee.
    pub mentee: Person,
    /// What each said, as far as they have come.
    pub said: Vec<Said>,
}

impl Scene {
    async fn load(cx: &mut Cx<'_>, id: ReviewId) -> Result<Self, Error> {
        let review = reviews::find(cx.tx, id).await?.ok_or(Fault::Unreadable("review"))?;
        let pair = pairs::find(cx.tx, review.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        Self::of(cx, (pair, review)).await
    }

    async fn of(cx: &mut Cx<'_>, (pair, review): (Pair, Review)) -> Result<Self, Error> {
        Ok(Self {
            mentor: cx.person(pair.mentor).await?,
            mentee: cx.person(pair.mentee).await?,
            said: reviews::list_said(cx.tx, review.id).await?,
            review,
            pair,
        })
    }

    /// One of the two.
    pub fn person(&self, side: Side) -> &Person {
        match side {
            Side::Mentor => &self.mentor,
            Side::Mentee => &self.mentee,
        }
    }

    /// What one of the two said, as far as they have come.
    pub fn said_by(&self, side: Side) -> Option<&Said> {
        self.said.iter().find(|said| said.side == side)
    }

    /// What counts of it.
    pub fn both(&self) -> Both<'_> {
        whole(&self.said)
    }

    /// Whether one of the two has come to the end of the form.
    pub fn has_answered(&self, side: Side) -> bool {
        self.both().of(side).is_some()
    }

    /// Why nobody answers any more.
    fn is_over(&self) -> Option<NotNow> {
        if !self.pair.is_active() {
            Some(NotNow::PairEnded)
        } else if self.review.closed_at.is_none() {
            None
        } else if is_complete(self.both()) {
            Some(NotNow::BothAnswered)
        } else {
            Some(NotNow::NextBegan)
        }
    }
}

/// *Look back*, and *Change what I said*.
pub async fn look_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: ReviewId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::reviews::review(cx, who, (id, Act::Review)).await?;
    let scene = Scene::of(cx, access.object).await?;
    let drafted = draft::find(cx, access.person.id, About::Review(id)).await?;
    if let Some(why) = scene.is_over() {
        // What was begun and not sent is still theirs to read.
        let unsent = scene.said_by(access.side).filter(|said| !said.answers.is_whole());
        return match (&drafted, unsent) {
            (None, None) => refused(views::form::not_opened(why)),
            (draft, unsent) => {
                Ok(Reaction::open(views::form::unsent(why, (draft.as_ref(), unsent))))
            }
        };
    }
    let after = drafted.as_ref().map_or(GoalId(0), |kept| page_of(kept, (&scene, access.side)));
    let asked = form::asked(cx, (&scene, access.side), after).await?;
    let from = drafted.as_ref().map(|kept| (kept, &access.person));
    Ok(Reaction::open(views::form::form((&scene, access.side), (&asked, from))))
}

/// The page a draft was typed on, which is the one that opens again, if the page before it was sent; else the first.
fn page_of(kept: &Kept, (scene, side): (&Scene, Side)) -> GoalId {
    let page: Option<ReviewForm> = kept.form();
    let after = page.map_or(GoalId(0), |page| page.after);
    let is_sent = |said: &Said| said.answers.goals.contains_key(&after);
    if scene.said_by(side).is_some_and(is_sent) { after } else { GoalId(0) }
}

/// A page of the form is sent: each is kept, and with the last one they have answered.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let sent: ReviewForm = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::reviews::review(cx, who, (sent.review, Act::Review)).await?;
    let (mut scene, side) = (Scene::of(cx, access.object).await?, access.side);
    if let Some(why) = scene.is_over() {
        let is_known = |said: &Said| said.view_id.as_deref() == Some(&*submit.view.id);
        return match scene.said_by(side) {
            // The same form once more: what it said is taken.
            Some(said) if is_known(said) && scene.pair.is_active() => saved(cx, &scene, side).await,
            Some(_) | None => refused(views::form::not_taken(why)),
        };
    }
    let page = form::read(cx, (&scene, side), &submit.view).await?;
    let is_last = page.is_whole();
    let before = scene.said_by(side).map(|said| said.answers.clone());
    let answers: Answers = before.unwrap_or_default().with(page);
    let speaker = Speaker { review: scene.review.id, side, author: access.person.id };
    let view_id = is_last.then_some(&*submit.view.id);
    reviews::update_answers(cx.tx, speaker, (view_id, &answers), cx.now).await?;
    scene.said = reviews::list_said(cx.tx, scene.review.id).await?;
    let about = About::Review(scene.review.id);
    if !is_last {
        let mut drafted = draft::find(cx, access.person.id, about).await?;
        // What was typed on another page was not sent with this one.
        if drafted.as_ref().is_some_and(|kept| kept.form() == Some(sent)) {
            drafts::delete(cx.tx, access.person.id, about).await?;
            drafted = None;
        }
        let after = form::last_goal(&submit.view).unwrap_or(sent.after);
        let asked = form::asked(cx, (&scene, side), after).await?;
        let from = drafted.as_ref().map(|kept| (kept, &access.person));
        let next = views::form::form((&scene, side), (&asked, from));
        let answer = Answer::Replace(next);
        return Ok(Reaction { answer, show: None, refresh_home: RefreshHome::No });
    }
    drafts::delete(cx.tx, access.person.id, about).await?;
    if is_complete(scene.both()) {
        scene = result::close(cx, scene).await?;
    } else {
        ask::refresh(cx, &scene, side).await?;
    }
    saved(cx, &scene, side).await
}

/// It is taken; the goals they would like to change are a press away.
async fn saved(cx: &mut Cx<'_>, scene: &Scene, side: Side) -> Result<Reaction, Error> {
    let mut to_change = Vec::new();
    if let Some(said) = scene.said_by(side) {
        for (goal, of) in &said.answers.goals {
            if of.verdict == Verdict::Change {
                to_change.extend(goals::find(cx.tx, *goal).await?.filter(Goal::is_open));
            }
        }
    }
    let answer = Answer::Replace(views::form::saved((scene, side), &to_change));
    Ok(Reaction { answer, ..Reaction::done() })
}
