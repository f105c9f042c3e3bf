//! How much of somebody's attention the bot may take: what it says unasked, how often, and what the person allows.
//!
//! At most two unasked messages a working day and six a week, which the person may lower. What does not fit waits for the
//! next day with room; when several are ready and not all of them fit, those that need not stand alone share one card. Days
//! and weeks are those of the person's own calendar, looked at from the zone they are in now, so somebody who moves never
//! gets three on what is one day for them. What answers something a person did is not unasked and is not counted. No
//! sentence is written here.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    availability::Availability,
    ids::{LeaveId, PairId, PersonId},
    week::Week,
    zone::Zone,
};

/// Unasked messages in one local day, at most.
pub const PER_DAY: u32 = 2;

/// The longest mute, in local days; who wants more is away.
pub const LONGEST_MUTE: u32 = 30;

/// The length of a mute when nobody says how long, in local days.
pub const USUAL_MUTE: u32 = 7;

/// What an unasked message is about, as people tell them apart and switch them off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The request for the week's check-in.
    Prompt,
    /// A reminder of a check-in that is not written.
    Reminder,
    /// That the other one of the pair is away, stays after all, or is back.
    Partner,
    /// What waits for somebody who is back from their own leave.
    Back,
    /// That weeks were missed in a row, for whoever can help.
    Missed,
    /// The answers a mentor owes.
    Owed,
    /// That the other one of the pair would like to publish an answer.
    Publish,
    /// That something in a pair's questions and answers could go better.
    Sign,
    /// A challenge to practise on.
    Challenge,
    /// That it is time to find a time for the next call.
    Call,
    /// What a pair needs at its start: the agreement, the guide, the list of the first week.
    Start,
    /// What becomes of goals whose time is over.
    Goals,
    /// That it is time to look back at the goals.
    Review,
    /// A tip on mentoring, or on being mentored.
    Tip,
    /// That a step towards standing alone is near.
    Step,
    /// What a cohort asks of its members.
    Cohort,
}

impl Kind {
    /// What comes up in the course of the weeks, in the order people read them in; Slack shows ten at most in one list.
    pub const OF_THE_WEEK: [Self; 10] = [
        Self::Prompt,
        Self::Reminder,
        Self::Call,
        Self::Owed,
        Self::Partner,
        Self::Back,
        Self::Missed,
        Self::Publish,
        Self::Sign,
        Self::Challenge,
    ];

    /// What comes up on the way to standing alone, and with those who are on the same way.
    pub const OF_THE_WAY: [Self; 6] =
        [Self::Start, Self::Goals, Self::Review, Self::Step, Self::Tip, Self::Cohort];

    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OF_THE_WEEK.into_iter().chain(Self::OF_THE_WAY)
    }

    /// The word it is stored and carried under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prompt => "prompt",
            Self::Reminder => "reminder",
            Self::Partner => "partner",
            Self::Back => "back",
            Self::Missed => "missed",
            Self::Owed => "owed",
            Self::Publish => "publish",
            Self::Sign => "sign",
            Self::Challenge => "challenge",
            Self::Call => "call",
            Self::Start => "start",
            Self::Goals => "goals",
            Self::Review => "review",
            Self::Tip => "tip",
            Self::Step => "step",
            Self::Cohort => "cohort",
        }
    }

    /// Whether it is said by itself, on no card: what changes how two people go on is not read in passing.
    pub fn stands_alone(self) -> bool {
        self == Self::Step
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == word)
    }
}

/// That a message is said unasked, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unasked {
    /// What it is about.
    pub kind: Kind,
    /// Who reads it.
    pub reader: Reader,
}

/// Who reads an unasked message, as far as the message itself knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// This person.
    Person(PersonId),
    /// The mentee of this pair.
    Mentee(PairId),
    /// The mentor of this pair.
    Mentor(PairId),
    /// Whoever is back from this leave.
    Back(LeaveId),
}

/// How many unasked messages somebody takes in one week: 0 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeeklyCap(u8);

impl WeeklyCap {
    /// As many as there ever are.
    pub const MOST: Self = Self(6);

    /// A cap of so many; `None` for more than the most.
    pub fn new(count: u8) -> Option<Self> {
        (count <= Self::MOST.0).then_some(Self(count))
    }

    /// So many.
    pub fn count(self) -> u8 {
        self.0
    }
}

/// What somebody allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// How many a week.
    pub weekly: WeeklyCap,
    /// What they do not want at all.
    pub off: BTreeSet<Kind>,
    /// The last day of a mute, which may be over.
    pub muted_on: Option<Date>,
    /// Whether urgent questions may reach them outside their window.
    pub urgent: bool,
}

impl Default for Allowed {
    fn default() -> Self {
        Self { weekly: WeeklyCap::MOST, off: BTreeSet::new(), muted_on: None, urgent: false }
    }
}

impl Allowed {
    /// The last day of the mute that runs at `now`; `None` when none does.
    pub fn muted_until(&self, zone: &Zone, now: Timestamp) -> Option<Date> {
        self.muted_on.filter(|last| zone.date(now) <= *last)
    }
}

/// How many unasked messages somebody was sent, other than the one in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// On this local day.
    pub today: u32,
    /// In this local week.
    pub this_week: u32,
}

/// Whether there is room for something unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// For so many messages, at least one.
    Left(u32),
    /// Not before this instant, which lies in the person's window; `None` when that never opens.
    Later(Option<Timestamp>, Why),
    /// The person does not want this at all.
    Unwanted,
}

/// Why something has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Enough was said.
    Enough,
    /// The person wants quiet.
    Muted,
}

/// Whether something of `kind` may be said at `now` to a person with this calendar.
pub fn room(
    kind: Kind,
    (allowed, said): (&Allowed, Said),
    person: &Availability,
    now: Timestamp,
) -> Room {
    if allowed.weekly.count() == 0 || allowed.off.contains(&kind) {
        return Room::Unwanted;
    }
    if let Some(last) = allowed.muted_until(person.zone(), now) {
        return Room::Later(opens_after(person, last), Why::Muted);
    }
    let this_week = u32::from(allowed.weekly.count()).saturating_sub(said.this_week);
    let today = PER_DAY.saturating_sub(said.today);
    match this_week.min(today) {
        0 if this_week == 0 => {
            let sunday = Week::of(person.zone().date(now)).sunday();
            Room::Later(opens_after(person, sunday), Why::Enough)
        }
        0 => Room::Later(person.next_working_day_open(now), Why::Enough),
        left => Room::Left(left),
    }
}

fn opens_after(person: &Availability, last: Date) -> Option<Timestamp> {
    let next = last.tomorrow().ok()?;
    person.next_open(person.zone().start_of(next))
}

/// A stretch of time, from its first instant up to, but not including, the second.
pub type Span = (Timestamp, Timestamp);

/// The local day and the local week in which `now` lies: in these, what was said is counted.
pub fn spans(zone: &Zone, now: Timestamp) -> (Span, Span) {
    let today = zone.date(now);
    let week = Week::of(today);
    let from = |date: Date| zone.start_of(date);
    let after = |date: Date| from(date.tomorrow().unwrap_or(date));
    ((from(today), after(today)), (from(week.monday()), after(week.sunday())))
}

/// What somebody asked about being left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mute {
    /// Up to and including this day.
    Until(Date),
    /// For so many days, today included.
    Days(u32),
    /// Not any more.
    Off,
}

/// Why a mute is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadMute {
    /// Its last day is over.
    Over,
    /// It is longer than [`LONGEST_MUTE`] days.
    TooLong,
}

impl Mute {
    /// The last day of the mute; `None` when it ends one.
    ///
    /// # Errors
    ///
    /// If it would be over already, or last too long.
    pub fn last_day(self, today: Date) -> Result<Option<Date>, BadMute> {
        let last = match self {
            Self::Off => return Ok(None),
            Self::Until(last) => last,
            Self::Days(0) => return Err(BadMute::Over),
            Self::Days(days) if days > LONGEST_MUTE => return Err(BadMute::TooLong),
            Self::Days(days) => later(today, days - 1),
        };
        if last < today {
            return Err(BadMute::Over);
        }
        if last > later(today, LONGEST_MUTE - 1) { Err(BadMute::TooLong) } else { Ok(Some(last)) }
    }
}

fn later(day: Date, days: u32) -> Date {
    day.saturating_add(i64::from(days).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};

    use super::super::{
        working_hours::{DateRange, WorkingHours},
        zone::Zones,
    };
    use super::*;

    fn zone(name: &str) -> Zone {
        Zones::bundled().find(name).unwrap()
    }

    fn at(name: &str, local: &str) -> Timestamp {
        zone(name).instant(local.parse::<DateTime>().unwrap())
    }

    fn lisbon(local: &str) -> Timestamp {
        at("Europe/Lisbon", local)
    }

    fn ines() -> Availability {
        Availability::office_hours(zone("Europe/Lisbon"))
    }

    fn room_after(today: u32, this_week: u32, local: &str) -> Room {
        let said = Said { today, this_week };
        room(Kind::Prompt, (&Allowed::default(), said), &ines(), lisbon(local))
    }

    fn enough(local: &str) -> Room {
        Room::Later(Some(lisbon(local)), Why::Enough)
    }

    #[test]
    fn two_a_day_and_the_third_waits_for_the_next_working_morning() {
        let (tuesday, friday) = ("2026-11-10T14:00", "2026-11-13T14:00");
        assert_eq!(room_after(0, 0, tuesday), Room::Left(2));
        assert_eq!(room_after(1, 1, tuesday), Room::Left(1));
        assert_eq!(room_after(2, 2, tuesday), enough("2026-11-11T09:00"));
        assert_eq!(room_after(5, 2, tuesday), enough("2026-11-11T09:00"), "never less than none");
        assert_eq!(room_after(2, 2, friday), enough("2026-11-16T09:00"));
    }

    #[test]
    fn a_full_week_waits_for_the_next_one() {
        assert_eq!(
            room_after(0, 5, "2026-11-12T14:00"),
            Room::Left(1),
            "the week is the tighter one"
        );
        assert_eq!(room_after(0, 6, "2026-11-12T14:00"), enough("2026-11-16T09:00"));
        assert_eq!(room_after(2, 6, "2026-11-12T14:00"), enough("2026-11-16T09:00"));
        let fewer = Allowed { weekly: WeeklyCap::new(1).unwrap(), ..Allowed::default() };
        let said = Said { today: 0, this_week: 1 };
        let waits = room(Kind::Prompt, (&fewer, said), &ines(), lisbon("2026-11-10T14:00"));
        assert_eq!(waits, enough("2026-11-16T09:00"));
        let leave = DateRange::new(date(2026, 11, 16), date(2026, 11, 17)).unwrap();
        let away = Availability::new(zone("Europe/Lisbon"), WorkingHours::default(), vec![leave]);
        let waits = room(Kind::Prompt, (&fewer, said), &away, lisbon("2026-11-10T14:00"));
        assert_eq!(waits, enough("2026-11-18T09:00"));
    }

    #[test]
    fn what_somebody_does_not_want_is_not_said_at_all() {
        let off = Allowed { off: [Kind::Reminder].into(), ..Allowed::default() };
        let now = lisbon("2026-11-10T14:00");
        let asked = |kind, allowed: &Allowed| room(kind, (allowed, Said::default()), &ines(), now);
        assert_eq!(asked(Kind::Reminder, &off), Room::Unwanted);
        assert_eq!(asked(Kind::Prompt, &off), Room::Left(2));
        let nothing = Allowed { weekly: WeeklyCap::new(0).unwrap(), ..Allowed::default() };
        assert_eq!(asked(Kind::Prompt, &nothing), Room::Unwanted, "there is no week to wait for");
        assert_eq!(WeeklyCap::new(7), None);
    }

    #[test]
    fn a_mute_ends_with_its_last_day() {
        let muted = Allowed { muted_on: Some(date(2026, 11, 12)), ..Allowed::default() };
        let on = |local| room(Kind::Prompt, (&muted, Said::default()), &ines(), lisbon(local));
        let quiet = Room::Later(Some(lisbon("2026-11-13T09:00")), Why::Muted);
        assert_eq!(on("2026-11-10T14:00"), quiet);
        assert_eq!(on("2026-11-12T23:59"), quiet);
        assert_eq!(on("2026-11-13T09:00"), Room::Left(2));
    }

    #[test]
    fn a_day_is_the_persons_own_whatever_the_clocks_do() {
        let hours = |name, local| {
            let ((from, to), (monday, next)) = spans(&zone(name), at(name, local));
            (to.duration_since(from).as_hours(), next.duration_since(monday).as_hours())
        };
        assert_eq!(hours("Europe/Lisbon", "2026-10-25T12:00"), (25, 169), "clocks go back");
        assert_eq!(hours("Europe/Lisbon", "2026-03-29T12:00"), (23, 167), "clocks go forward");
        assert_eq!(hours("Europe/Lisbon", "2026-11-10T12:00"), (24, 168));
        assert_eq!(hours("America/Havana", "2026-03-08T12:00").0, 23, "midnight is skipped");
    }

    #[test]
    fn a_moved_person_is_counted_on_the_calendar_they_have_now() {
        // Friday morning in Auckland is Thursday in Honolulu.
        let said_at = at("Pacific/Auckland", "2026-11-13T10:00");
        let (day, _) = spans(&zone("Pacific/Honolulu"), at("Pacific/Honolulu", "2026-11-12T15:00"));
        assert!((day.0..day.1).contains(&said_at), "it was said today, seen from there");
        let (friday, _) =
            spans(&zone("Pacific/Honolulu"), at("Pacific/Honolulu", "2026-11-13T09:00"));
        assert!(!(friday.0..friday.1).contains(&said_at));
    }

    #[test]
    fn a_mute_has_a_last_day_of_at_most_thirty() {
        let today = date(2026, 11, 10);
        assert_eq!(Mute::Days(1).last_day(today), Ok(Some(today)));
        assert_eq!(Mute::Days(3).last_day(today), Ok(Some(date(2026, 11, 12))));
        assert_eq!(Mute::Days(30).last_day(today), Ok(Some(date(2026, 12, 9))));
        assert_eq!(Mute::Until(date(2026, 12, 9)).last_day(today), Ok(Some(date(2026, 12, 9))));
        assert_eq!(Mute::Until(date(2026, 12, 10)).last_day(today), Err(BadMute::TooLong));
        assert_eq!(Mute::Days(u32::MAX).last_day(today), Err(BadMute::TooLong));
        assert_eq!(Mute::Until(date(2026, 11, 9)).last_day(today), Err(BadMute::Over));
        assert_eq!(Mute::Days(0).last_day(today), Err(BadMute::Over));
        assert_eq!(Mute::Until(Date::MAX).last_day(Date::MAX), Ok(Some(Date::MAX)));
        assert_eq!(Mute::Off.last_day(today), Ok(None));
    }
}
