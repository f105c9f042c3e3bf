//! Which slots to propose for a week: comfortable ones if there are any, otherwise those at the expense of the one whose
//! turn it is, otherwise, and labelled so, others; never a mixture, because nobody shall have a bad hour while a good one is
//! left.
//!
//! Three slots lie on three days where they can, and at different times of day where that costs nobody anything. When
//! there is none, the reason is the first of [`Nothing`] that is true, so that "not this week" is never said of what will
//! never be.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{CallHours, Caller, Minutes, Sides, Slot, Span, spans::Time};
use crate::domain::{fairness::Burdened, pair::Side};

/// How many slots are proposed.
pub const MOST: usize = 3;

/// Times of day so many minutes apart are different enough.
const APART: i64 = 120;

/// How far ahead a first shared slot is looked for, in weeks: every hour that a clock change could bring has come by then.
const A_YEAR: i32 = 53;

/// How many weeks are looked at in one go.
const AT_A_TIME: i32 = 8;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// The present; nothing that begins now or earlier is proposed.
    pub now: Timestamp,
    /// How long the call shall be.
    pub minutes: Minutes,
    /// Whose turn it is to have an early or late hour.
    pub turn: Side,
}

/// What can be proposed for a week: at least one slot and at most [`MOST`], earliest first, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Openings {
    /// Inside both people's comfort hours.
    Comfortable(Vec<Slot>),
    /// Outside the comfort hours of the one whose turn it is; or, when there is nothing at their expense alone, of both
    /// ([`Burdened::Both`]).
    InTurn(Burdened, Vec<Slot>),
    /// Outside the comfort hours of this side alone, although it is the other's turn: nothing else is left.
    OutOfTurn(Side, Vec<Slot>),
    /// None.
    Nothing {
        /// Why.
        why: Nothing,
        /// The earliest slot after the week, within a year.
        next: Option<Slot>,
    },
}

impl Openings {
    /// The slots, earliest first.
    pub fn slots(&self) -> &[Slot] {
        match self {
            Self::Comfortable(slots) | Self::InTurn(_, slots) | Self::OutOfTurn(_, slots) => slots,
            Self::Nothing { .. } => &[],
        }
    }
}

/// Why nothing can be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Their hours do not meet in any week of a year, whoever has days off.
    Never,
    /// Their hours do not meet in this week, whoever has days off; they do in others.
    NotThisWeek,
    /// Their hours met in this week, and that is over.
    Passed,
    /// This side's days off leave nothing.
    Away(Side),
    /// Both sides' days off leave nothing.
    BothAway,
    /// Other calls leave nothing.
    Taken,
}

impl Sides<'_> {
    /// What to propose for a week, which is [`Span::of_week`] on the mentee's calendar or any other span. How far ahead it
    /// lies is the caller's to choose; beyond [`Sides::horizon`], what is proposed cannot be agreed yet.
    pub fn openings(self, week: Span, ask: Ask) -> Openings {
        let left = left_of(week, ask.now);
        let slots = self.slots(left, ask.minutes);
        let of = |burdened: Burdened| {
            let slots: Vec<Slot> =
                slots.iter().copied().filter(|slot| slot.burdened() == burdened).collect();
            (!slots.is_empty()).then(|| self.spread(&slots))
        };
        let in_turn = |burdened| of(burdened).map(|slots| Openings::InTurn(burdened, slots));
        let other = ask.turn.other();
        of(Burdened::Neither)
            .map(Openings::Comfortable)
            .or_else(|| in_turn(ask.turn.into()))
            .or_else(|| in_turn(Burdened::Both))
            .or_else(|| of(other.into()).map(|slots| Openings::OutOfTurn(other, slots)))
            .unwrap_or_else(|| Openings::Nothing {
                why: self.why_nothing(week, ask),
                next: self.first(left.to, ask.minutes),
            })
    }

    /// At most [`MOST`] of these slots, which are not empty and ordered by preference: on as many days as there are, evenly
    /// spread over the week, each the best of its day, and of equal ones the one furthest from the times of day chosen before.
    fn spread(self, slots: &[Slot]) -> Vec<Slot> {
        let mut chosen: Vec<Slot> = Vec::with_capacity(MOST);
        // A call before midnight may reach into the first one of the next day.
        let apart =
            |chosen: &[Slot], slot: &Slot| !chosen.iter().any(|one| one.span().meets(slot.span()));
        for day in self.days(slots) {
            let of_day = slots.iter().filter(|slot| self.day(**slot) == day);
            let of_day: Vec<Slot> = of_day.filter(|slot| apart(&chosen, slot)).copied().collect();
            chosen.extend(self.next_of(&of_day, &chosen));
        }
        while chosen.len() < MOST {
            let free: Vec<Slot> =
                slots.iter().filter(|slot| apart(&chosen, slot)).copied().collect();
            let Some(next) = self.next_of(&free, &chosen) else { break };
            chosen.push(next);
        }
        chosen.sort_unstable_by_key(|slot| slot.starts);
        chosen
    }

    /// The days to choose from: of those with the least burden the first, the last and the one in the middle, and then
    /// others.
    fn days(self, slots: &[Slot]) -> Vec<Date> {
        let Some(best) = slots.first().map(Slot::cost) else { return Vec::new() };
        let mut good = Vec::new();
        let mut others = Vec::new();
        for slot in slots {
            let day = self.day(*slot);
            if good.contains(&day) || others.contains(&day) {
                continue;
            }
            if slot.cost() == best { &mut good } else { &mut others }.push(day);
        }
        good.sort_unstable();
        if good.len() > MOST {
            good = [0, good.len() / 2, good.len() - 1]
                .into_iter()
                .filter_map(|n| good.get(n).copied())
                .collect();
        }
        good.extend(others);
        good.truncate(MOST);
        good
    }

    /// Of the slots with the least burden, the earliest whose time of day is furthest from those already chosen.
    fn next_of(self, slots: &[Slot], chosen: &[Slot]) -> Option<Slot> {
        let best = slots.first()?.cost();
        let apart = |slot: &Slot| {
            let minute = self.minute(*slot);
            let nearest =
                chosen.iter().map(|one| around_the_clock(minute, self.minute(*one))).min();
            nearest.unwrap_or(APART).min(APART)
        };
        let good = slots.partition_point(|slot| slot.cost() == best);
        // Backwards, because of equal ones the last is taken.
        slots.get(..good)?.iter().rev().copied().max_by_key(apart)
    }

    fn day(self, slot: Slot) -> Date {
        self.mentee.hours.zone().date(slot.starts)
    }

    /// The minute of the day on the mentee's clock.
    fn minute(self, slot: Slot) -> i64 {
        let reading = self.mentee.hours.zone().local(slot.starts);
        i64::from(reading.hour()) * 60 + i64::from(reading.minute())
    }

    fn why_nothing(self, week: Span, ask: Ask) -> Nothing {
        let has = |sides: Sides<'_>, span: Span| !sides.slots(span, ask.minutes).is_empty();
        let left = left_of(week, ask.now);
        let (mentor, mentee) = (self.mentor.hours.ordinary(), self.mentee.hours.ordinary());
        let [mentor, mentee] = [&mentor, &mentee].map(free);
        let ordinary = Sides { mentor, mentee };
        if !has(ordinary, left) {
            return if has(ordinary, week) {
                Nothing::Passed
            } else if ordinary.first(week.from, ask.minutes).is_some() {
                Nothing::NotThisWeek
            } else {
                Nothing::Never
            };
        }
        let both = Sides { mentor: free(self.mentor.hours), mentee: free(self.mentee.hours) };
        let without_mentor = !has(Sides { mentee, ..both }, left);
        let without_mentee = !has(Sides { mentor, ..both }, left);
        match (without_mentor, without_mentee) {
            (true, false) => Nothing::Away(Side::Mentor),
            (false, true) => Nothing::Away(Side::Mentee),
            (true, true) => Nothing::BothAway,
            (false, false) if !has(both, left) => Nothing::BothAway,
            (false, false) => Nothing::Taken,
        }
    }

    /// The earliest slot that begins at or after an instant, within a year.
    pub fn first(self, after: Timestamp, minutes: Minutes) -> Option<Slot> {
        let zone = self.mentee.hours.zone();
        let mut weeks = (0..A_YEAR).step_by(usize::try_from(AT_A_TIME).unwrap_or(1));
        weeks.find_map(|week| {
            let from = Span::of_weeks(zone, after, week).to;
            let to = Span::of_weeks(zone, after, week + AT_A_TIME).to;
            // A slot may begin in one part and end in the next.
            let span = Span { from, to: minutes.from(to).to };
            Time::of(self, span).slots(minutes).first().copied()
        })
    }
}

impl Slot {
    /// What it costs, whenever it is: the first two of its preference.
    fn cost(&self) -> (u32, super::Burden) {
        let (total, larger, _) = self.preference();
        (total, larger)
    }
}

/// Somebody with no other calls.
fn free(hours: &CallHours) -> Caller<'_> {
    Caller { hours, busy: &[] }
}

/// What of a span is still to come.
fn left_of(span: Span, now: Timestamp) -> Span {
    let coming = now.checked_add(SignedDuration::from_nanos(1)).unwrap_or(now);
    Span { from: span.from.max(coming), to: span.to.max(coming) }
}

/// How far two minutes of the day are apart, whichever way is shorter.
fn around_the_clock(one: i64, other: i64) -> i64 {
    const DAY: i64 = 24 * 60;
    let apart = (one - other).abs();
    apart.min(DAY - apart)
}
