//! What a lead chooses when a programme is set up, step by step, and may change before it counts.
//!
//! It is kept apart from the programme until the lead starts it. What comes of it is shown with the same rules that will be
//! in force; nothing is decided about people here.

use jiff::{
    Timestamp,
    civil::{Time, Weekday},
};
use serde::{Deserialize, Serialize};

use super::{
    cadence::{Due, Rule, RuleProblem},
    ids::SlackUser,
    person::Person,
    programme::Programme,
    promise::Promise,
    text::UserText,
    week::Week,
    zone::{Zone, Zones, words::weekday_name},
};

/// The most characters of a programme's name.
pub const MAX_NAME: usize = 60;
/// How often a check-in may be asked for, in weeks.
pub const EVERY: [u8; 2] = [1, 2];
/// Within how many working days of the mentor a reply may be owed.
pub const REPLY_DAYS: [u8; 5] = [1, 2, 3, 4, 5];
/// How many mentees a mentor may take.
pub const CAPACITY: [u8; 6] = [1, 2, 3, 4, 5, 6];
/// The days on which a check-in may be due.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A step of setting a programme up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Its name and where it is at home.
    Name,
    /// How often is written, when, and by when it is answered.
    Rhythm,
    /// The first two people.
    Who,
    /// What comes of it, to be looked at and started.
    Start,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 4] = [Self::Name, Self::Rhythm, Self::Who, Self::Start];

    /// The word it travels under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Rhythm => "rhythm",
            Self::Who => "who",
            Self::Start => "start",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// What was chosen so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the programme is called.
    pub name: UserText,
    /// The zone it is at home in, by its IANA name; empty where none is known yet.
    pub zone: String,
    /// Every how many weeks a check-in is asked for.
    pub every_weeks: u8,
    /// On which day and at which time, as a cron expression on the mentee's calendar.
    pub rule: String,
    /// Within how many working days of the mentor a reply is owed.
    pub reply_days: u8,
    /// How many mentees a mentor takes.
    pub capacity: u8,
    /// The mentor and the mentee of the first pair, if one is to be asked.
    pub first: Option<(SlackUser, SlackUser)>,
}

impl Plan {
    /// What is in force, as the beginning of a plan; `home` is the zone of whoever sets it up.
    pub fn of(programme: &Programme, home: &Zone) -> Self {
        let zone = programme.zone.as_ref().unwrap_or(home);
        Self {
            name: UserText::from_stored(programme.name.clone()),
            zone: zone.name().to_owned(),
            every_weeks: programme.checkin_every_weeks,
            rule: programme.checkin_rule.clone(),
            reply_days: programme.reply_days(),
            capacity: u8::try_from(programme.mentor_capacity).unwrap_or(u8::MAX),
            first: None,
        }
    }

    /// The programme as it will be; everything that is not chosen stays.
    pub fn apply(&self, programme: &Programme, zones: &Zones) -> Programme {
        Programme {
            name: self.name.expose().to_owned(),
            zone: zones.find(&self.zone).or_else(|| programme.zone.clone()),
            checkin_rule: self.rule.clone(),
            checkin_every_weeks: self.every_weeks,
            reply_owed_hours: self.promised_hours(programme),
            mentor_capacity: self.capacity.into(),
            id: programme.id,
        }
    }

    /// A promise that was finer than whole days stays as it is while nobody chooses another one.
    fn promised_hours(&self, programme: &Programme) -> u16 {
        let same = programme.reply_days() == self.reply_days;
        if same { programme.reply_owed_hours } else { u16::from(self.reply_days) * 24 }
    }

    /// Chooses a day and a time.
    ///
    /// # Errors
    ///
    /// Never for a day and a time that a calendar holds.
    pub fn set_time(&mut self, (day, time): (Weekday, Time)) -> Result<(), RuleProblem> {
        let rule = Rule::weekly(day, time, self.every_weeks, jiff::civil::date(2026, 1, 5))?;
        rule.expression().clone_into(&mut self.rule);
        Ok(())
    }

    /// The day and the time that are chosen.
    pub fn time(&self) -> Option<(Weekday, Time)> {
        let first = jiff::civil::date(2026, 1, 5);
        let rule = Rule::parse(&self.rule, 1, first).ok()?;
        let planned = rule.planned_in(Week::of(first))?;
        Some((planned.weekday(), planned.time()))
    }

    /// Whether a check-in is asked for at another time than `programme` asks now.
    pub fn moves(&self, programme: &Programme) -> bool {
        self.rule != programme.checkin_rule || self.every_weeks != programme.checkin_every_weeks
    }
}

/// When the first check-in of a pair is asked for that begins at `began_at`, and by when its mentor would owe the reply to
/// one written in that very minute: by the rules every pair lives by.
pub fn first_week(
    plan: &Plan,
    (mentor, mentee): (&Person, &Person),
    began_at: Timestamp,
) -> Option<(Due, Option<Timestamp>)> {
    let anchor = Zone::utc().date(began_at);
    let due = Rule::parse(&plan.rule, plan.every_weeks, anchor)
        .ok()?
        .first_due(&mentee.zone, began_at)?;
    let promise = Promise::of_hours(u16::from(plan.reply_days) * 24);
    Some((due, promise.owed_by(due.at, &mentor.availability)))
}

/// The day named by its word: `Friday`.
pub fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.into_iter().find(|day| weekday_name(*day) == word)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;
    use crate::domain::ids::ProgrammeId;

    fn programme() -> Programme {
        Programme {
            id: ProgrammeId(1),
            name: "Mentorship".to_owned(),
            zone: None,
            checkin_rule: "0 15 * * Fri".to_owned(),
            checkin_every_weeks: 1,
            reply_owed_hours: 36,
            mentor_capacity: 2,
        }
    }

    #[test]
    fn what_is_in_force_stands_there_and_nothing_moves_unchosen() {
        let zones = Zones::bundled();
        let lisbon = zones.find("Europe/Lisbon").unwrap();
        let plan = Plan::of(&programme(), &lisbon);
        assert_eq!(plan.time(), Some((Weekday::Friday, time(15, 0, 0, 0))));
        assert!(!plan.moves(&programme()));
        let after = plan.apply(&programme(), &zones);
        assert_eq!((after.reply_owed_hours, after.mentor_capacity), (36, 2));
        assert_eq!(after.zone.map(|it| it.name().to_owned()), Some("Europe/Lisbon".to_owned()));
    }

    #[test]
    fn what_is_chosen_comes_back() {
        let zones = Zones::bundled();
        let mut plan = Plan::of(&programme(), &Zone::utc());
        for day in WEEKDAYS {
            plan.set_time((day, time(9, 30, 0, 0))).unwrap();
            assert_eq!(plan.time(), Some((day, time(9, 30, 0, 0))));
            assert_eq!(weekday(weekday_name(day)), Some(day));
        }
        plan.reply_days = 3;
        assert_eq!(plan.apply(&programme(), &zones).reply_owed_hours, 72);
        let kept = serde_json::to_string(&plan).unwrap();
        assert_eq!(serde_json::from_str::<Plan>(&kept).unwrap(), plan);
    }
}
