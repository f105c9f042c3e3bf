//! When two people can talk: the time their call hours share over the coming weeks, how far a slot in it reaches outside
//! either one's comfort hours, which slots to propose, and whether one is still possible.
//!
//! Everything is found from windows as instants, which `availability` makes: a clock change in either zone, a day of 23 or
//! 25 hours, and two people on different dates need no thought here. Windows that touch, such as those of a night on two
//! dates, are one. All spans are half-open.
//!
//! Nothing here agrees on a call, counts turns (`fairness`), or knows which lengths a call may have.

pub mod openings;
pub mod shifts;
pub mod spans;
pub mod weekly;

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{
    availability::Availability, fairness::Burdened, pair::Side, week::Week,
    working_hours::DayWindow, zone::Zone,
};
use spans::{Shared, Time};

/// How far ahead calls are agreed.
pub const WEEKS_AHEAD: i32 = 8;

/// From one instant up to, but not including, another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first instant in it.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Span {
    /// Monday to Sunday on this zone's wall calendar.
    pub fn of_week(zone: &Zone, week: Week) -> Self {
        Self { from: zone.start_of(week.monday()), to: zone.start_of(week.next().monday()) }
    }

    /// From now to the same wall-clock time in so many weeks.
    pub fn of_weeks(zone: &Zone, now: Timestamp, weeks: i32) -> Self {
        let local = zone.local(now);
        let to = local.checked_add(weeks.weeks()).map_or(Timestamp::MAX, |end| zone.instant(end));
        Self { from: now, to }
    }

    /// Whether no instant lies in it.
    pub fn is_empty(self) -> bool {
        self.from >= self.to
    }

    /// Whether the two have an instant in common.
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Whether all of `other` lies in it.
    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// What the two have in common; may be empty.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

/// How long a call takes, in minutes. Which lengths there are is for `call` to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub u16);

impl Minutes {
    /// The span of a call of this length.
    pub fn from(self, starts: Timestamp) -> Span {
        let lasts = SignedDuration::from_mins(i64::from(self.0));
        Span { from: starts, to: starts.checked_add(lasts).unwrap_or(Timestamp::MAX) }
    }
}

/// By how many minutes something reaches outside one side's comfort hours at its furthest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Burden(pub u16);

impl Burden {
    /// Comfortable throughout.
    pub const NONE: Self = Self(0);

    /// Whether it is comfortable throughout.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// The hours in which one person takes a call: their comfort hours, and on each day that has some, a wider stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallHours {
    comfort: Availability,
    stretch: DayWindow,
}

impl CallHours {
    /// These comfort hours, and on each of their days at least this stretch, [`DayWindow::STRETCHED`] unless the person
    /// said otherwise. Call hours are never fewer than comfort hours.
    pub fn new(comfort: Availability, stretch: DayWindow) -> Self {
        Self { comfort, stretch }
    }

    /// The person's working hours, days off and zone.
    pub fn comfort(&self) -> &Availability {
        &self.comfort
    }

    /// The person's zone.
    pub fn zone(&self) -> &Zone {
        self.comfort.zone()
    }

    /// The same as if there were no days off.
    #[must_use]
    pub fn ordinary(&self) -> Self {
        Self { comfort: self.comfort.ordinary(), stretch: self.stretch }
    }
}

/// One side of a pair: their call hours, and the calls they have agreed already, with anybody, in any order. The call that
/// is being moved is not among them.
#[derive(Debug, Clone, Copy)]
pub struct Caller<'a> {
    /// When they take calls.
    pub hours: &'a CallHours,
    /// When they have one already.
    pub busy: &'a [Span],
}

/// The two between whom a call is sought.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The mentor.
    pub mentor: Caller<'a>,
    /// The mentee, on whose wall clock and calendar slots are sought.
    pub mentee: Caller<'a>,
}

/// A start and a length inside both people's call hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// When it begins.
    pub starts: Timestamp,
    /// How long it takes.
    pub minutes: Minutes,
    /// What it costs the mentor.
    pub mentor: Burden,
    /// What it costs the mentee.
    pub mentee: Burden,
}

impl Slot {
    /// From its first instant to the first after it.
    pub fn span(self) -> Span {
        self.minutes.from(self.starts)
    }

    /// What it costs one side.
    pub fn burden(self, side: Side) -> Burden {
        match side {
            Side::Mentor => self.mentor,
            Side::Mentee => self.mentee,
        }
    }

    /// For whom it lies outside comfort hours.
    pub fn burdened(self) -> Burdened {
        match (self.mentor.is_none(), self.mentee.is_none()) {
            (true, true) => Burdened::Neither,
            (false, true) => Burdened::Mentor,
            (true, false) => Burdened::Mentee,
            (false, false) => Burdened::Both,
        }
    }

    /// Least burden in all first; of equal ones that whose larger share is least; of those the earliest.
    fn preference(&self) -> (u32, Burden, Timestamp) {
        let total = u32::from(self.mentor.0) + u32::from(self.mentee.0);
        (total, self.mentor.max(self.mentee), self.starts)
    }
}

/// Why there can be no call at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSlot {
    /// It begins now or earlier.
    Past,
    /// It begins more than [`WEEKS_AHEAD`] weeks ahead.
    TooFar,
    /// This side has the day off.
    Away(Side),
    /// It is not in this side's call hours from beginning to end.
    OutsideCallHours(Side),
    /// This side has agreed to another call that meets it.
    Taken(Side),
}

impl<'a> Sides<'a> {
    /// One of the two.
    pub fn of(self, side: Side) -> Caller<'a> {
        match side {
            Side::Mentor => self.mentor,
            Side::Mentee => self.mentee,
        }
    }

    /// The longest stretches of a span in which both are free and within their call hours and each is comfortable, or
    /// not, throughout. In order; neighbours may touch.
    pub fn shared(self, span: Span) -> Vec<Shared> {
        Time::of(self, span).shared()
    }

    /// Every slot of a length inside a span that begins on a quarter of an hour of the mentee's wall clock: least burden
    /// in all first; of equal ones that whose larger share is least; of those the earliest.
    pub fn slots(self, span: Span, minutes: Minutes) -> Vec<Slot> {
        let mut slots = Time::of(self, span).slots(minutes);
        slots.sort_unstable_by_key(Slot::preference);
        slots
    }

    /// The last instant at which a call can begin that is agreed now: the same wall-clock time in [`WEEKS_AHEAD`] weeks,
    /// for the mentee.
    pub fn horizon(self, now: Timestamp) -> Timestamp {
        Span::of_weeks(self.mentee.hours.zone(), now, WEEKS_AHEAD).to
    }

    /// Whether a call can be agreed now for this time, which need not lie on a quarter of an hour.
    ///
    /// # Errors
    ///
    /// The first reason against it, in the order of [`NoSlot`]; of the sides, the mentor first.
    pub fn check(
        self,
        (starts, minutes): (Timestamp, Minutes),
        now: Timestamp,
    ) -> Result<Slot, NoSlot> {
        if starts <= now {
            return Err(NoSlot::Past);
        }
        if starts > self.horizon(now) {
            return Err(NoSlot::TooFar);
        }
        let span = minutes.from(starts);
        let time = Time::of(self, span);
        let outside =
            [Side::Mentor, Side::Mentee].into_iter().filter(|side| !time.is_open(*side, span));
        let outside: Vec<Side> = outside.collect();
        if let Some(away) = outside.iter().find(|side| self.of(**side).hours.is_away(span)) {
            return Err(NoSlot::Away(*away));
        }
        if let Some(side) = outside.first() {
            return Err(NoSlot::OutsideCallHours(*side));
        }
        let is_taken = |side: &Side| self.of(*side).busy.iter().any(|busy| busy.meets(span));
        match [Side::Mentor, Side::Mentee].into_iter().find(is_taken) {
            Some(side) => Err(NoSlot::Taken(side)),
            None => Ok(time.slot(starts, minutes)),
        }
    }
}

impl CallHours {
    /// Whether the span begins or ends on one of the person's days off.
    fn is_away(&self, span: Span) -> bool {
        let last = span.to.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(span.to);
        [span.from, last].into_iter().any(|at| self.comfort.is_day_off(self.zone().date(at)))
    }
}

#[cfg(test)]
mod tests;
