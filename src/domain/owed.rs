//! What a mentor owes: how much time is left, and when they are asked about it.
//!
//! Everything that waits for one mentor is asked about with one card, whenever its time has come.
//!
//! - The first card of a working day comes when the window opens, if the day is about something: a promise that ends on
//!   it or is over, or a time the mentor named themselves that has come.
//! - Each promise is asked about twice before it is over: when three quarters of it have passed, and when it ends. The
//!   first card of the day on which it ends counts as one of the two, the one that is still to come: somebody who was
//!   reminded the day before reads in the morning what ends today and is not asked again at that minute; somebody who reads
//!   of it there for the first time is asked once more when it ends.
//! - So there are further cards on a day when such an instant comes later than its opening: in the afternoon before a promise
//!   ends, or for an urgent question. What would come within the next [`ALONG`] minutes of the window comes along.
//! - A mentor who named a time is left alone until then; the mentee knows it too. Then that time is asked for, and the
//!   promise is not spoken of.
//! - Whoever was asked and has not answered is asked again with the first card of each working day once the promise is
//!   over. A reminder that was never said, for want of room or of interest, comes with the first card of another day.
//!
//! Nothing is judged here, and no sentence is written; how long something took belongs to `promise`, and how many cards
//! somebody takes in a day to `attention`.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    availability::Availability,
    promise::{Reminder, reminders},
};

/// What comes due within so many minutes of a card, while the same window is open, is on it already.
pub const ALONG: i64 = 30;

/// Something that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// Since when an answer is owed.
    pub since: Timestamp,
    /// By when the answer is promised; `None` for a mentor whose window does not open again.
    pub owed_by: Option<Timestamp>,
    /// When the mentor said they would be back.
    pub back: Option<Back>,
    /// What they were reminded of last, since they said so if they did.
    pub said: Option<Reminder>,
}

/// When a mentor said they would be back with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// On a day.
    On(Date),
    /// By an instant.
    By(Timestamp),
}

impl Debt {
    /// Whether the first card of a day, at `now`, is about it.
    fn is_due(&self, (now, today): (Timestamp, Date), mentor: &Availability) -> bool {
        match (self.back, self.owed_by) {
            (Some(Back::On(day)), _) => day <= today,
            (Some(Back::By(at)), _) => at <= now,
            // What was asked since the day began is not what it is about.
            (None, Some(at)) => {
                let opens = mentor.window_on(today).map(|window| window.opens);
                mentor.zone().date(at) <= today && opens.is_none_or(|opens| self.since <= opens)
            }
            (None, None) => false,
        }
    }

    /// When the mentor is still to be reminded, in order, each inside the window. A time they named takes the place of
    /// the promise; a day they named begins with its first card.
    fn reminders(&self, mentor: &Availability) -> Vec<(Reminder, Timestamp)> {
        let all = match self.back {
            Some(Back::On(_)) => Vec::new(),
            Some(Back::By(at)) => {
                mentor.next_open(at).map(|at| (Reminder::Promise, at)).into_iter().collect()
            }
            None => reminders((self.since, self.owed_by), mentor),
        };
        all.into_iter().filter(|(reminder, _)| Some(*reminder) > self.said).collect()
    }

    /// What a card at `now` reminds of, if this is on it.
    pub fn on_card(
        &self,
        (now, card): (Timestamp, Card),
        mentor: &Availability,
    ) -> Option<Reminder> {
        let (until, today) = (self.along(now, mentor), mentor.zone().date(now));
        let come = self.reminders(mentor).into_iter().filter(|(_, at)| *at <= until);
        let come = come.map(|(reminder, _)| reminder).max();
        match card {
            Card::First if self.is_due((now, today), mentor) => {
                // Who was reminded before, or named a time, is asked for the last time.
                let is_last = self.back.is_some() || self.said.is_some();
                let about_today = if is_last { Reminder::Promise } else { Reminder::ThreeQuarters };
                come.max(Some(about_today))
            }
            Card::First | Card::Further => come,
        }
    }

    /// Until when a reminder still to come is said with a card at `now`; nobody is asked before a time they named.
    fn along(&self, now: Timestamp, mentor: &Availability) -> Timestamp {
        match (self.back, mentor.closes_at(now)) {
            (None, Some(closes)) => {
                let along = SignedDuration::from_mins(ALONG);
                now.saturating_add(along).unwrap_or(now).min(closes)
            }
            (Some(_), _) | (None, None) => now,
        }
    }
}

/// Which of a mentor's cards of one local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// The first: what the day is about.
    First,
    /// Another one: only what has come since.
    Further,
}

/// The newest card of a mentor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastCard {
    /// The day on which it was made, on their own calendar.
    pub on: Date,
    /// When it was made.
    pub at: Timestamp,
}

impl Card {
    /// Which one a card on `today` is, after the last one.
    pub fn after(last: Option<LastCard>, today: Date) -> Self {
        if last.is_none_or(|last| today > last.on) { Self::First } else { Self::Further }
    }
}

/// The first instant, not before `from`, at which one of `debts` is asked about: a reminder that comes then, or the opening
/// of the window on a day, later than that of the last card, that is about one of them or has one to make up for. `None`
/// when there is none.
pub fn next_card(
    debts: &[Debt],
    (from, last): (Timestamp, Option<LastCard>),
    mentor: &Availability,
) -> Option<Timestamp> {
    let reminders = debts.iter().flat_map(|debt| debt.reminders(mentor)).map(|(_, at)| at);
    let reminders: Vec<Timestamp> = reminders.collect();
    let can_be_due = |debt: &Debt| debt.back.is_some() || debt.owed_by.is_some();
    if !debts.iter().any(can_be_due) {
        return None;
    }
    // What the last card was to say, and did not, waits for another day.
    let is_to_come = |at: &Timestamp| *at >= from && last.is_none_or(|last| *at > last.at);
    let by_itself = reminders.iter().copied().filter(is_to_come).min();
    let missed = reminders.into_iter().min();
    let openings = mentor.windows_from(from).map(|window| window.opens).filter(|at| *at >= from);
    let first = openings
        .map(|at| (at, mentor.zone().date(at)))
        .filter(|(_, date)| Card::after(last, *date) == Card::First)
        .find(|(at, date)| {
            missed.is_some_and(|missed| missed <= *at)
                || debts.iter().any(|debt| debt.is_due((*at, *date), mentor))
        })
        .map(|(at, _)| at);
    by_itself.into_iter().chain(first).min()
}

/// How a promise stands, in the mentor's own working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLeft {
    /// So much is left.
    Left(WorkingTime),
    /// It ends with the next minute of the window.
    Now,
    /// It is over by so much.
    Late(WorkingTime),
}

/// A length of working time in the one unit that says it best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkingTime {
    /// Minutes inside the window, under an hour.
    Minutes(i64),
    /// Whole hours inside the window, under a working day.
    Hours(i64),
    /// Whole working days, from a time of day to the same time of day on the wall clock.
    Days(i64),
}

/// How a promise that ends at `owed_by` stands at `now`.
///
/// It is said to the minute, so that what has just begun is still whole.
pub fn time_left(owed_by: Timestamp, now: Timestamp, mentor: &Availability) -> TimeLeft {
    let (owed_by, now) = (whole_minute(owed_by), whole_minute(now));
    let (from, to) = (owed_by.min(now), owed_by.max(now));
    match working_time(from, to, mentor) {
        None => TimeLeft::Now,
        Some(time) if now > owed_by => TimeLeft::Late(time),
        Some(time) => TimeLeft::Left(time),
    }
}

fn whole_minute(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second().div_euclid(60) * 60).unwrap_or(at)
}

fn working_time(from: Timestamp, to: Timestamp, mentor: &Availability) -> Option<WorkingTime> {
    let days = working_days(from, to, mentor);
    let minutes = mentor.working_minutes_between(from, to);
    match (days, minutes) {
        (1.., _) => Some(WorkingTime::Days(days)),
        (_, 60..) => Some(WorkingTime::Hours(minutes / 60)),
        (_, 1..) => Some(WorkingTime::Minutes(minutes)),
        (_, _) => None,
    }
}

/// Working days on the local calendar: a clock change makes none of them longer or shorter.
fn working_days(from: Timestamp, to: Timestamp, mentor: &Availability) -> i64 {
    let (begins, ends) = (mentor.zone().local(from), mentor.zone().local(to));
    let dates = std::iter::successors(begins.date().tomorrow().ok(), |date| date.tomorrow().ok());
    let worked = dates
        .take_while(|date| *date <= ends.date())
        .filter(|date| mentor.is_working_day(*date))
        .fold(0_i64, |days, _| days.saturating_add(1));
    // The last day is not whole yet while its clock shows less than that of the first.
    let is_begun = mentor.is_working_day(ends.date()) && ends.time() < begins.time();
    worked.saturating_sub(i64::from(is_begun && worked > 0))
}

impl fmt::Display for TimeLeft {
    /// "5 working hours left", "due now", "2 working days late".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Left(time) => write!(f, "{time} left"),
            Self::Now => f.write_str("due now"),
            Self::Late(time) => write!(f, "{time} late"),
        }
    }
}

impl fmt::Display for WorkingTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match self {
            Self::Minutes(n) => (n, "minute"),
            Self::Hours(n) => (n, "hour"),
            Self::Days(n) => (n, "day"),
        };
        let plural = if *n == 1 { "" } else { "s" };
        write!(f, "{n} working {unit}{plural}")
    }
}

#[cfg(test)]
mod tests;
