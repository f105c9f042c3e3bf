//! Office hours: a window that comes back every week or every second week, in which a mentor is there for everybody.
//!
//! They are set on the mentor's own wall clock, and stay at that hour whatever the clocks do and wherever the mentor
//! moves. Hours that fall on a day off, a holiday or leave, or outside the mentor's working hours, do not take place;
//! they are not made up for. Who came first is first: the line knows no other order.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time, Weekday},
};

use super::{
    availability::Availability,
    cadence::{Due, Rule, RuleProblem},
    ids::{PersonId, SessionId, SlackChannel, SlackTs, SlackUser},
    week::Week,
    zone::Zone,
};

/// So many of them are looked at to find the next that takes place; longer away is nothing to look forward to.
const MOST_LOOKED_AT: usize = 30;

/// How long office hours last, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(u8);

impl Length {
    /// As long as is usual.
    pub const USUAL: Self = Self(45);
    /// As long as a mentor can choose.
    pub const CHOICES: [Self; 5] = [Self(15), Self(30), Self(45), Self(60), Self(90)];

    /// So many minutes, if that can be chosen.
    pub fn new(minutes: u8) -> Option<Self> {
        Self::CHOICES.into_iter().find(|it| it.0 == minutes)
    }

    /// So many minutes.
    pub fn minutes(self) -> u8 {
        self.0
    }

    fn duration(self) -> SignedDuration {
        SignedDuration::from_mins(self.0.into())
    }
}

/// How often they come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Every week.
    Week,
    /// Every second week.
    SecondWeek,
}

impl Every {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Week, Self::SecondWeek];

    /// After so many weeks.
    pub fn weeks(self) -> u8 {
        match self {
            Self::Week => 1,
            Self::SecondWeek => 2,
        }
    }

    /// Reads what [`weeks`](Self::weeks) gave.
    pub fn read(weeks: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.weeks() == weeks)
    }
}

/// What a mentor sets: a weekday and a time on their wall clock, how often, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// The weekday.
    pub weekday: Weekday,
    /// When they begin.
    pub begins: Time,
    /// How often they come back.
    pub every: Every,
    /// How long they last.
    pub length: Length,
}

/// A mentor's office hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeHours {
    /// What the mentor set.
    pub set: Set,
    rule: Rule,
}

impl OfficeHours {
    /// What was set, with weeks counted from the one that holds `first_on`.
    ///
    /// # Errors
    ///
    /// When the calendar does not hold that date.
    pub fn new(set: Set, first_on: Date) -> Result<Self, RuleProblem> {
        let rule = Rule::weekly(set.weekday, set.begins, set.every.weeks(), first_on)?;
        Ok(Self { set, rule })
    }

    /// What was set at `now`, with weeks counted from the first that comes after it.
    ///
    /// # Errors
    ///
    /// When the calendar does not hold that date.
    pub fn starting(set: Set, (zone, now): (&Zone, Timestamp)) -> Result<Self, RuleProblem> {
        let today = zone.date(now);
        let weekly = Rule::weekly(set.weekday, set.begins, 1, today)?;
        Self::new(set, weekly.next(zone, now).map_or(today, |due| due.planned.date()))
    }

    /// The date whose week is the first.
    pub fn first_on(&self) -> Date {
        self.rule.anchor()
    }

    /// When those that open at `opens` close: after their length on any clock, so also while the clocks change.
    pub fn closes(&self, opens: Timestamp) -> Timestamp {
        opens.saturating_add(self.set.length.duration()).unwrap_or(opens)
    }

    /// The first to open after `now`. `None` beyond the year 2100.
    pub fn next(&self, zone: &Zone, now: Timestamp) -> Option<Due> {
        self.rule.next(zone, now)
    }

    /// The first of a later week than `week` that are not over at `now`: what was missed is not made up for. `None`
    /// beyond the year 2100.
    pub fn next_after(&self, zone: &Zone, (week, now): (Week, Timestamp)) -> Option<Due> {
        let due = self.not_over(zone, now)?;
        if due.week > week { Some(due) } else { self.rule.next_after_week(zone, week) }
    }

    /// Those of `week`, or of the first week after it, that open after `now`: where they follow a mentor who moved, so
    /// that a week never has them twice. `None` beyond the year 2100.
    pub fn moved(&self, zone: &Zone, (week, now): (Week, Timestamp)) -> Option<Due> {
        let here = self.rule.due_in(zone, week).filter(|due| due.at > now);
        here.or_else(|| self.next_after(zone, (week, now)))
    }

    /// Whether those that open at `opens` take place: the whole of them lies in the mentor's working hours.
    pub fn take_place(&self, opens: Timestamp, mentor: &Availability) -> bool {
        mentor.closes_at(opens).is_some_and(|closes| self.closes(opens) <= closes)
    }

    /// The first that take place and are not over at `now`: when they open and close. `None` when there are none for a
    /// long time.
    pub fn coming(&self, mentor: &Availability, now: Timestamp) -> Option<Span> {
        let zone = mentor.zone();
        let mut due = self.not_over(zone, now)?;
        for _ in 0..MOST_LOOKED_AT {
            if self.take_place(due.at, mentor) {
                return Some(Span { opens: due.at, closes: self.closes(due.at) });
            }
            due = self.rule.next_after_week(zone, due.week)?;
        }
        None
    }

    fn not_over(&self, zone: &Zone, now: Timestamp) -> Option<Due> {
        let since = now.saturating_sub(self.set.length.duration()).unwrap_or(now);
        self.rule.next(zone, since)
    }
}

/// From when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// They open.
    pub opens: Timestamp,
    /// They close.
    pub closes: Timestamp,
}

/// Office hours that take place once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Our id.
    pub id: SessionId,
    /// Who holds them.
    pub mentor: PersonId,
    /// Where.
    pub channel: SlackChannel,
    /// From when until when.
    pub span: Span,
    /// How often the turn went on to somebody else.
    pub turn: u32,
    /// How they ended, once they have.
    pub outcome: Option<Outcome>,
}

impl Session {
    /// Whether nobody can come any more.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.outcome.is_some() || now >= self.span.closes
    }
}

/// How office hours ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// How many came and did not leave before their turn.
    pub came: u32,
    /// For how many of them there was no time.
    pub unserved: u32,
}

/// How somebody stands with the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They are in it.
    Waiting,
    /// They left it.
    Left,
    /// They had their turn.
    Helped,
}

impl Standing {
    const ALL: [Self; 3] = [Self::Waiting, Self::Left, Self::Helped];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Left => "left",
            Self::Helped => "helped",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// Somebody who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Who.
    pub user: SlackUser,
    /// Slack's stamp of what brought them.
    pub since: SlackTs,
    /// How they stand.
    pub standing: Standing,
}

/// Everybody who came to a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(Vec<Place>);

impl Line {
    /// These people, in the order in which they came by Slack's stamps; of the same stamp, by name of Slack's.
    pub fn new(mut places: Vec<Place>) -> Self {
        places.sort_by(|a, b| (&a.since, &a.user).cmp(&(&b.since, &b.user)));
        Self(places)
    }

    /// Those who wait, the first to come first. It is the first one's turn.
    pub fn waiting(&self) -> impl Iterator<Item = &SlackUser> {
        self.0.iter().filter(|it| it.standing == Standing::Waiting).map(|it| &it.user)
    }

    /// Whose turn it is.
    pub fn first(&self) -> Option<&SlackUser> {
        self.waiting().next()
    }

    /// Where somebody stands in the line, from 1.
    pub fn number(&self, user: &SlackUser) -> Option<usize> {
        self.waiting().position(|it| it == user).map(|before| before + 1)
    }

    /// How it ends if it ends now: whose turn it is was served.
    pub fn outcome(&self) -> Outcome {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let came = self.0.iter().filter(|it| it.standing != Standing::Left).count();
        Outcome { came: count(came), unserved: count(self.waiting().skip(1).count()) }
    }
}

#[cfg(test)]
mod tests;
