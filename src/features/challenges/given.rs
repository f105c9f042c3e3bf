//! Each pair's challenge of every second week: planned when the mentee's week begins, given when they are at work, and
//! quietly left alone after that.
//!
//! Looked at again before it is said, because by then it may be off the list, or the programme gives none any more. An
//! empty list says nothing here; whoever keeps it sees that there.

use jiff::SignedDuration;

use super::{assignment_id, challenge, views::given as words};
use crate::{
    domain::{
        access::Act,
        challenge::{Assignment, Challenge, State, is_turn, times},
        ids::PairId,
        outgoing::Outgoing,
        pair::{Pair, Phase},
        person::Person,
        post::Subject,
        week::Week,
    },
    features::{
        Cx, Error, PLANNED_AT_ONCE, Reaction, Who, access,
        letter::{Destination, Letter, Verdict, change, outside_hours},
        refused,
        schedule::challenges as schedule,
    },
    slack::{blocks::Message, inbound::Click},
    store::{
        Fault, challenges as kept,
        outbox::{self, Timing},
        pairs, write_ups,
    },
    telemetry::field,
};

/// How long a pair whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// A pair and the week of its challenge.
type Key = (PairId, Week);

/// Looks at the pairs whose turn may be. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = kept::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for pair in &due {
        match look_at(cx, *pair).await {
            // One row that cannot be read must not keep everybody else from practising.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::PAIR } = pair.0,
                    { field::REASON } = what,
                    "a pair could not be given a challenge"
                );
                let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
                kept::update_next(cx.tx, *pair, later).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

async fn look_at(cx: &mut Cx<'_>, id: PairId) -> Result<(), Error> {
    let Some(pair) = pairs::find(cx.tx, id).await?.filter(Pair::is_active) else {
        return Ok(kept::delete_next(cx.tx, id).await?);
    };
    let mentee = cx.person(pair.mentee).await?;
    let is_on = kept::find_is_on(cx.tx, pair.programme).await?;
    if is_on && mentee.account.may_take_part() && pair.phase != Phase::AdHoc {
        give(cx, &pair, &mentee).await?;
    }
    schedule::look_again(cx, &pair, &mentee).await
}

/// Gives a pair the next one, if it is their turn, the mentee works this week, and there is one they have not had.
async fn give(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    let week = Week::of(mentee.zone.date(cx.now));
    if !schedule::began(pair).is_some_and(|began| is_turn(began, week)) {
        return Ok(());
    }
    let Some(times) = times(week, &mentee.availability, cx.now) else { return Ok(()) };
    let Some(next) = kept::find_next(cx.tx, pair.programme, pair.id).await? else { return Ok(()) };
    let planned = ((pair.id, next.id), (week, times.due_on));
    if kept::insert_assignment(cx.tx, planned.0, planned.1).await? {
        let message = Outgoing::Challenge { pair: pair.id, week };
        let (ready_at, expires_at) = (times.ready_at, Some(times.expires_at));
        let timing = Timing { due_at: ready_at, ready_at, expires_at };
        outbox::insert(cx.tx, &message, timing).await?;
    }
    Ok(())
}

/// What was given, with everything around it.
struct Scene {
    pair: Pair,
    mentee: Person,
    mentor: Person,
    assignment: Assignment,
    challenge: Challenge,
    is_written: bool,
}

impl Scene {
    async fn load(cx: &mut Cx<'_>, (pair, week): Key) -> Result<Self, Error> {
        let assignment = find(cx, (pair, week)).await?;
        let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
        Ok(Self {
            mentee: cx.person(pair.mentee).await?,
            mentor: cx.person(pair.mentor).await?,
            challenge: challenge(cx, &assignment).await?,
            is_written: write_ups::find(cx.tx, assignment.id).await?.is_some(),
            pair,
            assignment,
        })
    }

    fn message(&self) -> Message {
        let Self { assignment, challenge, is_written, mentor, .. } = self;
        if !self.pair.is_active() && !is_written {
            return words::over(challenge);
        }
        let (assignment, challenge) = (assignment.clone(), challenge.clone());
        words::given(&words::Given { assignment, challenge, is_written: *is_written }, mentor)
    }

    /// Why it is not given any more.
    async fn is_needless(&self, cx: &mut Cx<'_>) -> Result<Option<&'static str>, Error> {
        let is_on = kept::find_is_on(cx.tx, self.pair.programme).await?;
        Ok(if !self.pair.is_active() {
            Some("over")
        } else if !is_on {
            Some("turned off")
        } else if self.challenge.is_retired {
            Some("off the list")
        } else if self.pair.phase == Phase::AdHoc {
            Some("no schedule")
        } else if !self.mentee.account.may_take_part() {
            Some("left")
        } else {
            None
        })
    }
}

async fn find(cx: &mut Cx<'_>, (pair, week): Key) -> Result<Assignment, Error> {
    let found = kept::find_of_week(cx.tx, pair, week).await?;
    Ok(found.ok_or(Fault::Unreadable("assignment"))?)
}

/// Renders what is given, and what became of it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Challenge { pair, week } => {
            let scene = Scene::load(cx, (*pair, *week)).await?;
            if let Some(reason) = scene.is_needless(cx).await? {
                return Ok(Verdict::Drop(reason));
            }
            if let Some(not_now) = outside_hours(&scene.mentee.availability, cx.now) {
                return Ok(not_now);
            }
            let to = Destination::Person(scene.mentee.id);
            Ok(Verdict::Say(Letter { to, message: scene.message() }))
        }
        Outgoing::ChallengeRefresh { pair, week } => {
            let scene = Scene::load(cx, (*pair, *week)).await?;
            let original = Outgoing::Challenge { pair: *pair, week: *week };
            let subject = Subject::Challenge(*pair, *week);
            change(cx, (&subject, &original), scene.message()).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The mentee has it.
pub async fn delivered(cx: &mut Cx<'_>, key: Key) -> Result<(), Error> {
    settle(cx, key, State::Given).await
}

/// It never reached them, so it is not one they have had.
pub async fn undelivered(cx: &mut Cx<'_>, key: Key) -> Result<(), Error> {
    settle(cx, key, State::Unsent).await
}

async fn settle(cx: &mut Cx<'_>, key: Key, state: State) -> Result<(), Error> {
    let assignment = find(cx, key).await?;
    if assignment.state == State::Planned {
        kept::update_state(cx.tx, assignment.id, state).await?;
    }
    Ok(())
}

/// Which rule it comes from.
pub async fn why(cx: &mut Cx<'_>, message: &Outgoing) -> Result<String, Error> {
    let Outgoing::Challenge { pair, week } = message else {
        return Err(Fault::Unreadable("challenge").into());
    };
    let assignment = find(cx, (*pair, *week)).await?;
    Ok(words::why(assignment.due_on))
}

/// The change that shows what became of it.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::Challenge { pair, week } => {
            Some(Outgoing::ChallengeRefresh { pair: *pair, week: *week })
        }
        _ => None,
    }
}

/// The message that a change belongs to, while nothing was written about it or said to it.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::ChallengeRefresh { pair, week } = change else { return Ok(None) };
    let Scene { pair: of, assignment, is_written, .. } = Scene::load(cx, (*pair, *week)).await?;
    let is_open = of.is_active() && assignment.state == State::Given && !is_written;
    Ok(is_open.then_some(Outgoing::Challenge { pair: *pair, week: *week }))
}

/// *Not this one*: fine, and counted by nobody.
pub async fn decline(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id = assignment_id(&click.value)?;
    let (_, assignment) = access::challenges::assignment(cx, who, (id, Act::WriteUp)).await?.object;
    if write_ups::find(cx.tx, id).await?.is_some() {
        return refused(words::written_already());
    }
    match assignment.state {
        State::Planned | State::Given => {
            kept::update_state(cx.tx, id, State::Declined).await?;
            changed(cx, &assignment).await?;
        }
        State::Declined | State::Unsent => {}
    }
    Ok(Reaction::nothing())
}

/// Its message shows how things stand now.
pub(super) async fn changed(cx: &mut Cx<'_>, assignment: &Assignment) -> Result<(), Error> {
    let (pair, week) = (assignment.pair, assignment.week);
    let refresh = Outgoing::ChallengeRefresh { pair, week };
    outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    Ok(())
}
