//! What two people bring to a call: their hours, the calls they have already, and whose turn the early or late hour is.
//!
//! What is proposed and agreed stands in `calls`; nothing is sent from here.

use crate::{
    domain::{
        fairness::{Borne, Ledger},
        ids::{CallId, PairId},
        overlap::{CallHours, Caller, Sides, Span, WEEKS_AHEAD},
        pair::Pair,
        person::Person,
        working_hours::DayWindow,
    },
    features::{Cx, Error},
    store::{calls, meetings},
};

/// The two of a pair, with everything the finder asks about them.
#[derive(Debug, Clone)]
pub struct Callers {
    mentor: CallHours,
    mentee: CallHours,
    mentor_busy: Vec<Span>,
    mentee_busy: Vec<Span>,
}

impl Callers {
    /// The two of a pair as they are now; the call that is being moved keeps nobody busy.
    pub async fn of(cx: &mut Cx<'_>, pair: &Pair, except: Option<CallId>) -> Result<Self, Error> {
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        // The last call that can be agreed begins after so many weeks, and does not last one.
        let span = Span::of_weeks(&mentee.zone, cx.now, WEEKS_AHEAD + 1);
        Ok(Self {
            mentor: call_hours(&mentor),
            mentee: call_hours(&mentee),
            mentor_busy: calls::list_busy(cx.tx, mentor.id, (span, except)).await?,
            mentee_busy: calls::list_busy(cx.tx, mentee.id, (span, except)).await?,
        })
    }

    /// As the finder takes them.
    pub fn sides(&self) -> Sides<'_> {
        Sides {
            mentor: Caller { hours: &self.mentor, busy: &self.mentor_busy },
            mentee: Caller { hours: &self.mentee, busy: &self.mentee_busy },
        }
    }
}

/// When somebody takes calls.
fn call_hours(person: &Person) -> CallHours {
    CallHours::new(person.availability.clone(), DayWindow::STRETCHED)
}

/// Who had the early and late hours of a pair so far, and whose turn it is; `except` is a call that is being arranged anew.
pub async fn ledger(
    cx: &mut Cx<'_>,
    (pair, except): (PairId, Option<CallId>),
) -> Result<Ledger, Error> {
    let agreed = calls::list_agreed(cx.tx, pair).await?;
    let missed = meetings::list_missed(cx.tx, pair).await?;
    let others = agreed.iter().filter(|call| Some(call.id) != except);
    Ok(Ledger::of(others.filter_map(|call| {
        let slot = call.agreed()?;
        let became = missed.iter().find(|(id, _)| *id == call.id);
        // Who was not there had no early hour.
        if became.is_some_and(|(_, happened)| !happened.had_its_hour(slot)) {
            return None;
        }
        Some(Borne { starts: slot.starts, burdened: slot.burdened() })
    })))
}
