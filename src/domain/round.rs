//! A round: a week a cohort is asked about, on Thursday, and told about, on Monday, where it is at home.
//!
//! Here is only when these are, who counts, and what an answer is. Which rounds there were is known by the store.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    availability::Availability,
    cadence::{Due, Rule},
    ids::{CohortId, PersonId, RoundAnswerId, RoundId, SlackChannel, SlackTs},
    text::{Link, UserText},
    week::Week,
    zone::Zone,
};

/// When a cohort is asked, on its own wall clock.
const ASKED: &str = "0 10 * * Thu";

/// When it is told what was answered.
const TOLD: &str = "0 10 * * Mon";

/// For so many days answers are taken.
const OPEN_DAYS: i64 = 14;

/// A question or a digest later than this is not made up for: the next one comes soon enough.
pub const LATEST: SignedDuration = SignedDuration::from_hours(24);

/// As many characters as one half of an answer has at most.
pub const MAX_ANSWER: usize = 3000;

/// In a cohort with fewer members than this, nothing is counted: a count would name somebody.
pub const FEWEST_COUNTED: usize = 4;

/// A week a cohort was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Our id.
    pub id: RoundId,
    /// The cohort.
    pub cohort: CohortId,
    /// The week.
    pub week: Week,
    /// Until when answers are taken.
    pub closes_at: Timestamp,
    /// How it stands with its digest.
    pub digest: Digest,
}

/// How it stands with the digest of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// It is due then.
    Due(Timestamp),
    /// It was put on its way.
    Said,
    /// There was nothing to tell.
    Nothing,
}

impl Round {
    /// Whether answers are taken.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.closes_at
    }
}

/// What one of the members answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Our id.
    pub id: RoundAnswerId,
    /// The round.
    pub round: RoundId,
    /// Who answered.
    pub author: PersonId,
    /// How.
    pub how: How,
    /// When.
    pub written_at: Timestamp,
}

/// How somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// With the form.
    Written(Words),
    /// In the thread, where their words stay; with Slack's address of it, once that is known.
    Typed((SlackChannel, SlackTs), Option<Link>),
    /// With the form, and they took it back.
    TakenBack,
}

/// What somebody wrote in the form: at least one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// One thing they learned.
    pub learned: Option<UserText>,
    /// One thing they struggled with.
    pub struggled: Option<UserText>,
    /// Whether somebody here could help with it, so that it goes into the digest.
    pub wants_help: bool,
}

impl Words {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.learned.is_none() && self.struggled.is_none()
    }

    /// What they struggled with, where they want the digest to say so.
    pub fn open_struggle(&self) -> Option<&UserText> {
        self.struggled.as_ref().filter(|_| self.wants_help)
    }

    /// Whether the digest has something of it.
    pub fn is_told(&self) -> bool {
        self.learned.is_some() || self.open_struggle().is_some()
    }
}

/// When a cohort that starts on `starts_on` is next asked, after `now` and after the week that was dealt with last.
/// `planned` is what was planned before: if its hour has gone by only because the cohort's home moved, it is kept.
pub fn next_asked(
    (home, starts_on): (&Zone, Date),
    (done, planned): (Option<Week>, Option<Week>),
    now: Timestamp,
) -> Option<Due> {
    let rule = Rule::parse(ASKED, 1, starts_on).ok()?;
    let counts =
        |due: &Due| due.planned.date() >= starts_on && done.is_none_or(|done| due.week > done);
    let kept = planned
        .and_then(|week| rule.due_in(home, week))
        .filter(|due| counts(due) && now.duration_since(due.at) < LATEST);
    let mut next = rule.next(home, now)?;
    while !counts(&next) {
        next = rule.due_in(home, next.week.next())?;
    }
    Some(kept.filter(|kept| kept.week < next.week).unwrap_or(next))
}

/// When the digest of a week is due: on the Monday after it.
pub fn told_at(home: &Zone, week: Week) -> Option<Timestamp> {
    let rule = Rule::parse(TOLD, 1, week.monday()).ok()?;
    Some(rule.due_in(home, week.next())?.at)
}

/// Until when answers to a question are taken that was due then.
pub fn closes_at(home: &Zone, due: Timestamp) -> Timestamp {
    home.instant(home.local(due).saturating_add(OPEN_DAYS.days()))
}

/// Whether somebody is away from the Thursday of a week to its end, so that nobody waits for them: all the days they
/// usually work then are days off. Whoever never works then counts by the whole week.
pub fn is_away(person: &Availability, week: Week) -> bool {
    let thursday = week.monday().saturating_add(3.days());
    let worked = |first: Date| -> Vec<Date> {
        let days = (0..7).map(|day| first.saturating_add(i64::from(day).days()));
        days.filter(|day| *day <= week.sunday() && person.hours().on(day.weekday()).is_some())
            .collect()
    };
    let since_thursday = worked(thursday);
    let days = if since_thursday.is_empty() { worked(week.monday()) } else { since_thursday };
    !days.is_empty() && days.iter().all(|day| person.is_day_off(*day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::{
        working_hours::{DateRange, WorkingHours},
        zone::Zones,
    };

    fn zone(name: &str) -> Zone {
        Zones::bundled().find(name).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_question_comes_on_the_first_thursday_from_the_start_on() {
        let lisbon = zone("Europe/Lisbon");
        let next =
            |starts_on, now| next_asked((&lisbon, starts_on), (None, None), at(now)).unwrap().at;
        assert_eq!(next(date(2026, 11, 2), "2026-11-02T09:00:00Z"), at("2026-11-05T10:00:00Z"));
        assert_eq!(next(date(2026, 11, 5), "2026-11-02T09:00:00Z"), at("2026-11-05T10:00:00Z"));
        assert_eq!(next(date(2026, 11, 6), "2026-11-02T09:00:00Z"), at("2026-11-12T10:00:00Z"));
        assert_eq!(next(date(2026, 1, 1), "2026-11-05T10:00:00Z"), at("2026-11-12T10:00:00Z"));
    }

    #[test]
    fn a_week_is_asked_about_once_wherever_the_home_moves() {
        let (auckland, lisbon) = (zone("Pacific/Auckland"), zone("Europe/Lisbon"));
        let start = date(2026, 11, 2);
        let asked = Some(week("2026-W45"));
        // It was Thursday in Auckland long before it is in Lisbon.
        let after =
            next_asked((&lisbon, start), (asked, None), at("2026-11-04T22:00:00Z")).unwrap();
        assert_eq!(after.week, week("2026-W46"));
        // To the east, the hour has gone by, and the question comes at once.
        let late =
            next_asked((&auckland, start), (None, asked), at("2026-11-05T03:00:00Z")).unwrap();
        assert_eq!((late.week, late.at), (week("2026-W45"), at("2026-11-04T21:00:00Z")));
        let too_late = next_asked((&auckland, start), (None, asked), at("2026-11-06T03:00:00Z"));
        assert_eq!(too_late.unwrap().week, week("2026-W46"));
    }

    #[test]
    fn the_digest_comes_at_ten_whatever_the_clocks_did_meanwhile() {
        let lisbon = zone("Europe/Lisbon");
        assert_eq!(told_at(&lisbon, week("2026-W43")), Some(at("2026-10-26T10:00:00Z")));
        assert_eq!(told_at(&lisbon, week("2026-W42")), Some(at("2026-10-19T09:00:00Z")));
    }

    #[test]
    fn whoever_is_off_from_thursday_on_is_away_and_whoever_never_works_then_counts_by_the_week() {
        let off = |first, last| vec![DateRange::new(first, last).unwrap()];
        let usual = |days| Availability::new(zone("Europe/Lisbon"), WorkingHours::default(), days);
        let w = week("2026-W45");
        assert!(!is_away(&usual(Vec::new()), w));
        assert!(is_away(&usual(off(date(2026, 11, 5), date(2026, 11, 6))), w));
        assert!(!is_away(&usual(off(date(2026, 11, 2), date(2026, 11, 5))), w));
    }
}
