//! The way to standing alone: `/mentor phase`, the notice before each step, and what both choose.
//!
//! Nothing changes silently: fourteen days before a step both are told, with what the record shows, and it is taken only
//! if both choose it; while one of them is away, neither is told yet. Either may bring one up at any time, down or back
//! up; then it is taken as soon as the other agrees. The rules stand in `domain::step`; what follows in weeks and calls
//! stands in `schedule::steps`.

use std::num::NonZeroU8;

use jiff::civil::Date;

use super::{
    Cx, Error, Reaction, RefreshHome, Who,
    access::{self, not_yours},
    partners, refused,
    schedule::{ending, steps as schedule},
    terms,
};
use crate::{
    domain::{
        access::Act,
        checkin::PlanOutcome,
        delivery::Stage,
        ending::Parting,
        goal::{Reached, State},
        ids::PairId,
        independence::{Facts, Picture},
        outgoing::{Outgoing, Place},
        pair::{Ending, Pair, PairState, Phase, Side},
        person::Person,
        step::{Choice, NotNow, Outcome, Talk, Wish, after, down, first_there, may_be_peers, up},
    },
    slack::{
        action::{read_id, step::StepTalk},
        blocks::View,
        inbound::Click,
    },
    store::{
        Fault, checkins, goals, independence,
        outbox::{self, Timing},
        pairs, reviews, stats, steps,
    },
};
use views::Seen;

pub mod post;
pub mod views;

/// At most so many check-ins and questions make the picture: more than a year of them.
const MOST: i64 = 2000;

/// A pair, with whoever looks at it.
struct Scene {
    pair: Pair,
    mentor: Person,
    mentee: Person,
    side: Side,
    /// The newest time a step was talked about.
    talk: Option<Talk>,
    first_on: Date,
    today: Date,
    /// The day on which the two decide next.
    next_on: Option<Date>,
    /// Every how many weeks a check-in is asked for where no step is taken yet.
    agreed: Option<NonZeroU8>,
}

impl Scene {
    async fn of(cx: &mut Cx<'_>, pair: Pair, side: Side) -> Result<Self, Error> {
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let (first_on, today) = schedule::days(cx, &pair, &mentee)?;
        let talk = steps::find_newest(cx.tx, pair.id).await?;
        let next_on = schedule::find_next(cx, &pair, &mentee).await?;
        let before_steps = Pair { phase: Phase::Weekly, ..pair.clone() };
        let agreed = terms::of(cx, &before_steps).await?.checkin_every;
        Ok(Self { pair, mentor, mentee, side, talk, first_on, today, next_on, agreed })
    }

    fn open_talk(&self) -> Option<&Talk> {
        self.talk.as_ref().filter(|talk| talk.outcome.is_none())
    }

    /// The number a choice made now belongs to.
    fn nth(&self) -> u32 {
        let newest = self.talk.as_ref().map_or(0, |talk| talk.nth);
        if self.open_talk().is_some() { newest } else { newest + 1 }
    }

    fn may_be_peers(&self) -> bool {
        may_be_peers(self.pair.phase, (self.first_on, self.today))
    }

    fn seen(&self) -> Seen<'_> {
        let (reader, other) = match self.side {
            Side::Mentor => (&self.mentor, &self.mentee),
            Side::Mentee => (&self.mentee, &self.mentor),
        };
        Seen {
            pair: &self.pair,
            side: self.side,
            reader,
            other,
            first_on: self.first_on,
            today: self.today,
            next_on: self.next_on,
            agreed: self.agreed,
            nth: self.nth(),
            may_be_peers: self.may_be_peers(),
        }
    }
}

/// `/mentor phase`: the page, or of which pair.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, views::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => Ok(Reaction::open(page(cx, who, *pair).await?)),
        several => Ok(Reaction::say(views::which(several))),
    }
}

/// *The way ahead*.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    Ok(Reaction::open(page(cx, who, pair).await?))
}

async fn page(cx: &mut Cx<'_>, who: &Who, id: PairId) -> Result<View, Error> {
    let access = access::pair(cx, who, (id, Act::ChooseStep)).await?;
    let scene = Scene::of(cx, access.object, access.side).await?;
    Ok(views::page(&scene.seen(), scene.open_talk()))
}

/// *See the whole picture*: for the two of the pair, also once it is over.
pub async fn picture(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (id, Act::ReadStats)).await?;
    let scene = Scene::of(cx, access.object, access.side).await?;
    let picture = look(cx, (&scene.pair, &scene.mentee)).await?;
    Ok(Reaction::open(views::whole_picture(&scene.mentee, &picture)))
}

/// What the record of a pair shows.
async fn look(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person)) -> Result<Picture, Error> {
    let (began_at, until) = match pair.state {
        PairState::Active { began_at } => (began_at, cx.now),
        PairState::Ended { began_at, at, .. } => (began_at, at),
        PairState::Proposed { .. } | PairState::Declined => {
            return Err(Fault::Unreadable("pair").into());
        }
    };
    let mut done = Vec::new();
    for checkin in checkins::list_between(cx.tx, pair.id, ((began_at, until), MOST)).await? {
        for review in &checkin.answers.last_plan {
            match review.outcome {
                Some(PlanOutcome::Done) => done.push((checkin.submitted_at, false)),
                Some(PlanOutcome::DoneAlone) => done.push((checkin.submitted_at, true)),
                Some(PlanOutcome::NotDone) | None => {}
            }
        }
    }
    let helped = independence::count_helped(cx.tx, mentee.id, (began_at, until)).await?;
    let facts = Facts {
        asked: stats::list_asked(cx.tx, pair.id, (began_at, MOST)).await?,
        settled: independence::list_settled(cx.tx, pair.id).await?,
        solved_while_writing: independence::list_solved_while_writing(cx.tx, pair.id).await?,
        done,
        helped: usize::try_from(helped).unwrap_or(0),
        met: met(cx, pair).await?,
        confidence: reviews::list_confidence(cx.tx, pair.id).await?,
    };
    Ok(Picture::of(&facts, &mentee.zone, (began_at, until)))
}

/// The goals of a pair that were met, and whose doing it was.
async fn met(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Reached>, Error> {
    let settled = goals::list_settled(cx.tx, pair.id, (MOST, 0)).await?;
    let met = settled.into_iter().filter_map(|goal| match goal.state {
        State::Met { how, .. } => Some(how),
        State::Open | State::Dropped { .. } => None,
    });
    Ok(met.collect())
}

/// The day has come on which a pair is asked, or on which what both chose is in force.
pub async fn come(cx: &mut Cx<'_>, pair: &Pair, on: Date) -> Result<(), Error> {
    let scene = Scene::of(cx, pair.clone(), Side::Mentee).await?;
    match scene.open_talk().cloned() {
        Some(talk) if talk.due(scene.today).is_some() => take(cx, &scene, (talk, None)).await,
        // Its day has come, and not both have chosen: nothing changes, and they can still choose.
        Some(talk) if talk.noticed_on.is_some() && talk.from_on == on => {
            schedule::plan_next(cx, (&scene.pair, &scene.mentee), &talk).await?;
            refresh(cx, &scene.pair, &talk).await
        }
        before => {
            let both = [&scene.mentor.availability, &scene.mentee.availability];
            if first_there(scene.today, both) > scene.today {
                // Looked at again each day, because whoever is away may be back early.
                let tomorrow = after(scene.today, 1);
                return schedule::set(cx, (&scene.pair, &scene.mentee), tomorrow).await;
            }
            if let Some(talk) = before {
                close(cx, &scene, (talk, Outcome::Lapsed)).await?;
            }
            notice(cx, &scene).await
        }
    }
}

/// Both are there, and told that a step is near.
async fn notice(cx: &mut Cx<'_>, scene: &Scene) -> Result<(), Error> {
    let pair = &scene.pair;
    if down(pair.phase).is_none() {
        return Ok(());
    }
    let nth = scene.talk.as_ref().map_or(0, |talk| talk.nth) + 1;
    let talk = Talk::noticed(nth, pair.phase, scene.today);
    steps::update(cx.tx, (pair.id, &talk), cx.now).await?;
    schedule::set(cx, (pair, &scene.mentee), talk.from_on).await?;
    let until = scene.mentee.zone.start_of(talk.from_on);
    for reader in [&scene.mentor, &scene.mentee] {
        let asked = Outgoing::StepAsked { pair: pair.id, nth, to: reader.id };
        let ready_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
        let timing = Timing { due_at: cx.now, ready_at, expires_at: Some(until) };
        outbox::insert(cx.tx, &asked, timing).await?;
    }
    Ok(())
}

/// Somebody chooses.
pub async fn choose(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, choice): (&Click, Choice),
) -> Result<Reaction, Error> {
    let carried: StepTalk = click.value.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (carried.pair, Act::ChooseStep)).await?;
    let scene = Scene::of(cx, access.object, access.side).await?;
    if carried.nth != scene.nth() {
        return refused(views::settled_already());
    }
    let raised = || Talk::raised(carried.nth, scene.pair.phase, scene.today);
    let before = scene.open_talk().cloned().unwrap_or_else(raised);
    let wish = wish(&scene, choice)?;
    if before.wish(scene.side) == Some(wish) {
        return shown(cx, who, (&scene, click)).await;
    }
    let talk = before.choose(scene.side, wish).map_err(refuse)?;
    steps::update(cx.tx, (scene.pair.id, &talk), cx.now).await?;
    follow(cx, &scene, talk).await?;
    shown(cx, who, (&scene, click)).await
}

fn wish(scene: &Scene, choice: Choice) -> Result<Wish, Error> {
    let to = match choice {
        Choice::Down => down(scene.pair.phase).map(Wish::To),
        Choice::Up => up(scene.pair.phase).map(Wish::To),
        Choice::Stay => Some(Wish::Stay),
        Choice::Peers => scene.may_be_peers().then_some(Wish::Peers),
    };
    to.ok_or_else(|| refuse(NotNow::NoSuchStep))
}

fn refuse(why: NotNow) -> Error {
    Error::Refused(match why {
        NotNow::Settled => views::settled_already(),
        NotNow::NoSuchStep => views::no_such_step(),
        NotNow::NothingProposed => views::nothing_proposed(),
    })
}

/// What follows once somebody has chosen.
async fn follow(cx: &mut Cx<'_>, scene: &Scene, talk: Talk) -> Result<(), Error> {
    let (pair, nth) = (scene.pair.id, talk.nth);
    if talk.due(scene.today).is_some() {
        return take(cx, scene, (talk, Some(scene.side))).await;
    }
    if talk.outcome.is_some() {
        schedule::plan_next(cx, (&scene.pair, &scene.mentee), &talk).await?;
    }
    if talk.outcome == Some(Outcome::Differs) {
        let settled = Outgoing::StepSettled { pair, nth, to: Place::Room };
        outbox::insert(cx.tx, &settled, Timing::now(cx.now)).await?;
    }
    tell(cx, (&scene.pair, &talk), scene.seen().other).await?;
    refresh(cx, &scene.pair, &talk).await
}

/// Somebody hears what the other one would like, unless they have chosen themselves, or the notice of the step tells them.
async fn tell(cx: &mut Cx<'_>, (pair, talk): (&Pair, &Talk), person: &Person) -> Result<(), Error> {
    let Some(side) = pair.side(person.id) else { return Ok(()) };
    let wants_it = talk.wish(side.other()).is_some_and(|wish| wish != Wish::Stay);
    if talk.outcome.is_some() || talk.wish(side).is_some() || !wants_it {
        return Ok(());
    }
    let (pair, nth, to) = (pair.id, talk.nth, person.id);
    let notice = Outgoing::StepAsked { pair, nth, to };
    match outbox::find_stage(cx.tx, &notice).await? {
        Some((Stage::Ready | Stage::Sending | Stage::Unknown | Stage::Sent, _)) => Ok(()),
        Some((Stage::Skipped | Stage::Dead, _)) | None => {
            let ready_at = person.availability.next_open(cx.now).unwrap_or(cx.now);
            let wished = Outgoing::StepWished { pair, nth, to };
            outbox::insert(cx.tx, &wished, Timing::from(ready_at)).await?;
            Ok(())
        }
    }
}

/// What both chose is in force; `by` is who chose last, when it is at once.
async fn take(
    cx: &mut Cx<'_>,
    scene: &Scene,
    (talk, by): (Talk, Option<Side>),
) -> Result<(), Error> {
    let Some(wish) = talk.due(scene.today) else { return Ok(()) };
    // Where a day brought it, nothing of that day was written before.
    let since = match by {
        Some(_) => cx.now,
        None => scene.mentee.zone.start_of(scene.today),
    };
    let talk = close(cx, scene, (talk, Outcome::Taken)).await?;
    let phase = match wish {
        Wish::To(phase) => phase,
        Wish::Peers => {
            let parting = Parting { by, why: None };
            return ending::end(cx, &scene.pair, (Ending::Completed, &parting)).await;
        }
        Wish::Stay => return Ok(()),
    };
    let pair = Pair { phase, ..scene.pair.clone() };
    pairs::update_phase(cx.tx, pair.id, phase).await?;
    schedule::taken(cx, (&pair, &scene.mentee), since).await?;
    schedule::plan_next(cx, (&pair, &scene.mentee), &talk).await?;
    let settled = Outgoing::StepSettled { pair: pair.id, nth: talk.nth, to: Place::Room };
    outbox::insert(cx.tx, &settled, Timing::now(cx.now)).await?;
    Ok(())
}

async fn close(
    cx: &mut Cx<'_>,
    scene: &Scene,
    (talk, outcome): (Talk, Outcome),
) -> Result<Talk, Error> {
    let closed = Talk { outcome: Some(outcome), ..talk };
    steps::update(cx.tx, (scene.pair.id, &closed), cx.now).await?;
    refresh(cx, &scene.pair, &closed).await?;
    Ok(closed)
}

/// Whatever asked either of them shows how it stands.
async fn refresh(cx: &mut Cx<'_>, pair: &Pair, talk: &Talk) -> Result<(), Error> {
    for to in [pair.mentor, pair.mentee] {
        let refresh = Outgoing::StepRefresh { pair: pair.id, nth: talk.nth, to };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// The page shows what was chosen there; a message is brought up to date by itself.
async fn shown(
    cx: &mut Cx<'_>,
    who: &Who,
    (scene, click): (&Scene, &Click),
) -> Result<Reaction, Error> {
    if click.view.is_none() {
        return Ok(Reaction::done());
    }
    let pair = pairs::find(cx.tx, scene.pair.id).await?.ok_or(Fault::Unreadable("pair"))?;
    let view = match pair.is_active() {
        true => page(cx, who, pair.id).await?,
        false => views::peers_now(),
    };
    Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::replace(view) })
}
