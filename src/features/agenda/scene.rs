//! A call with everybody around it, and everything that stands on its agenda. Nothing is decided here.

use jiff::Timestamp;

use super::{kind, views};
use crate::{
    domain::{
        agenda::{
            ACTIONS, Apart, CHECKINS, GLIMPSE, KEPT, Nth, Recorded, Written, glimpses, goals_on,
        },
        call::{Call, State},
        ids::CallId,
        overlap::Slot,
        pair::Pair,
        person::Person,
        question::State as Asked,
        review::{Effect, gaps, weigh, whole},
    },
    features::{Cx, Error, schedule::meetings as schedule},
    store::{Fault, agendas, calls, checkins, follow_ups, goals, held, pairs, questions, reviews},
};

pub(super) struct Scene {
    pub(super) call: Call,
    pub(super) pair: Pair,
    pub(super) mentor: Person,
    pub(super) mentee: Person,
    /// What the two wrote.
    pub(super) written: Vec<Written>,
    /// What stands on it by itself.
    pub(super) recorded: Recorded,
    /// Whether the two talk for the first time.
    pub(super) nth: Nth,
}

impl Scene {
    pub(super) async fn load(cx: &mut Cx<'_>, id: CallId) -> Result<Self, Error> {
        let call = calls::find(cx.tx, id).await?.ok_or(Fault::Unreadable("call"))?;
        let pair = pairs::find(cx.tx, call.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let written = agendas::list(cx.tx, id).await?;
        let starts = slot_of(&call).map_or(cx.now, |slot| slot.starts);
        let calls = schedule::list_talks(cx, pair.id).await?;
        let before = calls.iter().filter_map(|it| Some(it.agreed()?.starts));
        let before: Vec<Timestamp> = before.filter(|at| *at < starts).collect();
        let nth = if before.is_empty() { Nth::First } else { Nth::Later };
        let last = before.into_iter().rfind(|at| *at < cx.now);
        let since = last.unwrap_or(Timestamp::UNIX_EPOCH);
        let mut recorded = recorded(cx, &pair, (since, starts)).await?;
        let open = goals::list_open(cx.tx, pair.id, i64::MAX).await?;
        let on = mentee.zone.date(starts);
        (recorded.goals, recorded.more_goals) = goals_on(kind(&call), open, on);
        Ok(Self { call, pair, mentor, mentee, written, recorded, nth })
    }

    /// When it is, or would have been.
    pub(super) fn slot(&self) -> Option<Slot> {
        slot_of(&self.call)
    }

    pub(super) fn shown(&self, slot: Slot, now: Timestamp) -> views::Shown<'_> {
        views::Shown {
            call: self.call.id,
            slot,
            kind: kind(&self.call),
            nth: self.nth,
            both: (&self.mentor, &self.mentee),
            written: &self.written,
            recorded: &self.recorded,
            has_begun: if now < slot.starts { views::Begun::No } else { views::Begun::Yes },
        }
    }
}

fn slot_of(call: &Call) -> Option<Slot> {
    match call.state {
        State::Agreed { slot, .. } => Some(slot),
        State::CalledOff { was } => was,
        State::Choosing | State::Offered(_) | State::Lapsed => None,
    }
}

/// What the record has since the last call began, and before this one does.
async fn recorded(
    cx: &mut Cx<'_>,
    pair: &Pair,
    between: (Timestamp, Timestamp),
) -> Result<Recorded, Error> {
    let newest = i64::try_from(CHECKINS).unwrap_or(i64::MAX);
    let checkins = checkins::list_between(cx.tx, pair.id, (between, newest)).await?;
    let quoted =
        checkins.iter().flat_map(|it| glimpses(it.week, &it.template.content, &it.answers));
    let mut kept = Vec::new();
    for id in held::list(cx.tx, pair.id).await? {
        let question = questions::find(cx.tx, id).await?;
        let waits = question.filter(|it| it.state() == Asked::Open);
        kept.extend(waits.map(|it| (it.id, it.content.asked.glimpse(GLIMPSE))));
    }
    kept.truncate(KEPT);
    let actions = follow_ups::list_open_of_both(cx.tx, pair.id, ACTIONS).await?;
    let apart = apart(cx, pair, between).await?;
    Ok(Recorded { checkins: quoted.collect(), kept, actions, apart, ..Recorded::default() })
}

/// What the two see differently since the newest review that was closed between these instants.
async fn apart(
    cx: &mut Cx<'_>,
    pair: &Pair,
    between: (Timestamp, Timestamp),
) -> Result<Apart, Error> {
    let Some(review) = reviews::find_closed_between(cx.tx, pair.id, between).await? else {
        return Ok(Apart::default());
    };
    let said = reviews::list_said(cx.tx, review.id).await?;
    let both = whole(&said);
    let mut titles = Vec::new();
    for weighed in weigh(both).iter().filter(|it| it.effect == Effect::Differ) {
        let goal = goals::find(cx.tx, weighed.goal).await?.filter(|goal| goal.is_open());
        titles.extend(goal.map(|goal| goal.aim.title));
    }
    Ok(Apart { gaps: gaps(both), goals: titles })
}
