//! Twelve weeks in which anything may happen, several times over, from fixed seeds.
//!
//! People write, skip, put off, answer, go on leave, come back, change their hours and move; the bot is down for hours
//! or for days. Whatever happens, some things never do. Which message belongs at which minute is told in `asking`,
//! `clocks` and `leave`; here only the rules are checked, against a calendar the story keeps by itself.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use serde_json::json;
use trellis::{
    clock::Clock,
    domain::{
        availability::Availability,
        week::Week,
        working_hours::{DateRange, WorkingHours},
        zone::{Zone, Zones},
    },
};

use crate::world::{World, a_good_week, ledger::Entry, wall};

const ZONES: [&str; 6] = [
    "Europe/Lisbon",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/Denver",
];

const HOURS: [&str; 4] = [
    "Mon-Fri 09:00-17:00",
    "Sun-Thu 08:00-12:00",
    "Mon-Wed 10:00-16:00",
    "Mon-Thu 09:00-17:00, Fri 09:00-13:00",
];

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % n
    }

    fn one_of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len() as u64) as usize]
    }
}

/// What the story knows of somebody's calendar, kept apart from what the bot knows.
struct Calendar {
    zone: &'static str,
    hours: &'static str,
    leaves: Vec<(Date, Date)>,
}

impl Calendar {
    fn new(zone: &'static str) -> Self {
        Self { zone, hours: HOURS[0], leaves: Vec::new() }
    }

    fn zone(&self) -> Zone {
        Zones::bundled().find(self.zone).unwrap()
    }

    fn is_open(&self, at: Timestamp) -> bool {
        let hours: WorkingHours = self.hours.parse().unwrap();
        let ranges = self.leaves.iter().map(|(from, to)| DateRange::new(*from, *to).unwrap());
        Availability::new(self.zone(), hours, ranges.collect()).is_open(at)
    }

    fn come_back(&mut self, today: Date) {
        self.leaves.retain(|(from, _)| *from < today);
        for (_, to) in &mut self.leaves {
            *to = (*to).min(today.yesterday().unwrap());
        }
    }
}

/// One life, and what has been seen of it.
struct Life {
    world: World,
    dice: Dice,
    mentee: Calendar,
    mentor: Calendar,
    seen: HashSet<String>,
    /// When a week was last asked for the first time.
    last_prompt: Option<Timestamp>,
    /// When the mentee was written to unasked.
    unasked: Vec<Timestamp>,
    /// What happened, for whoever reads a failure.
    diary: Vec<String>,
}

impl Life {
    async fn begin(seed: u64) -> Self {
        let world = World::with_a_pair_on("2026-10-12T08:00:00Z", (ZONES[0], ZONES[1])).await;
        let mut life = Self {
            world,
            dice: Dice(seed),
            mentee: Calendar::new(ZONES[0]),
            mentor: Calendar::new(ZONES[1]),
            seen: HashSet::new(),
            last_prompt: None,
            unasked: Vec::new(),
            diary: vec![format!("seed {seed}")],
        };
        life.new_messages().await;
        life
    }

    fn note(&mut self, what: impl AsRef<str>) {
        self.diary.push(format!("{} {}", wall(self.world.now(), "UTC"), what.as_ref()));
    }

    /// The messages that became visible since the last look.
    async fn new_messages(&mut self) -> Vec<Entry> {
        let ledger = self.world.ledger().await;
        let fresh = ledger.into_iter().filter(|entry| entry.seen_at.is_some());
        fresh.filter(|entry| self.seen.insert(entry.key.clone())).collect()
    }

    /// On the calendar the mentee has now, no day has had more than two and no week more than six.
    fn look_at_the_budget(&self, at: Timestamp) {
        let day = |at: &Timestamp| self.mentee.zone().date(*at);
        let week = |at: &Timestamp| Week::of(day(at));
        let today = self.unasked.iter().filter(|other| day(other) == day(&at)).count();
        let this_week = self.unasked.iter().filter(|other| week(other) == week(&at)).count();
        assert!(today <= 2 && this_week <= 6, "too much at {at}: {:#?}", self.diary);
    }

    /// Nothing unasked is outside its reader's window, or more than its reader's day or week has room for.
    async fn look(&mut self) -> Vec<Entry> {
        let fresh = self.new_messages().await;
        for entry in &fresh {
            let at = entry.seen_at.unwrap();
            let is_post = entry.kind() == "checkin" && entry.key.matches('/').count() == 1;
            let is_card = entry.kind() == "owed-card";
            let is_about_missed = entry.kind() == "missed" && entry.key.contains("/mentor/");
            let is_for_mentor = is_post || is_card || is_about_missed;
            let reader = match (entry.asks(), is_for_mentor) {
                (true, _) => &self.mentee,
                (_, true) => &self.mentor,
                (false, false) => continue,
            };
            if entry.is_first_prompt() {
                let day = self.mentee.zone().date(at);
                let before = self.last_prompt.replace(at).map(|last| self.mentee.zone().date(last));
                assert_ne!(before, Some(day), "two requests on one day: {:#?}", self.diary);
            }
            let when = wall(at, reader.zone);
            self.diary.push(format!("    {} at {when} in {}", entry.key, reader.zone));
            assert!(reader.is_open(at), "{} outside the window: {:#?}", entry.key, self.diary);
            if entry.asks() && !entry.is_repeat() && !self.unasked.contains(&at) {
                self.unasked.push(at);
                self.look_at_the_budget(at);
            }
        }
        fresh
    }

    async fn step(&mut self) {
        match self.dice.below(20) {
            0 => self.is_down().await,
            1 | 2 => self.writes().await,
            3 => self.skips().await,
            4 | 5 => self.puts_off().await,
            6 | 7 => self.answers().await,
            8 => self.goes_on_leave().await,
            9 => self.comes_back().await,
            10 => self.moves().await,
            11 => self.changes_hours().await,
            _ => {
                let hours = 1 + self.dice.below(48);
                let span = SignedDuration::from_mins((hours * 60 + self.dice.below(60)) as i64);
                self.world.stage.workspace.advance(span).await;
            }
        }
        self.look().await;
    }

    async fn is_down(&mut self) {
        let hours = if self.dice.below(3) == 0 { 24 * 12 } else { 30 };
        let minutes = 60 + self.dice.below(hours * 60);
        self.note(format!("the bot is down for {minutes} minutes"));
        self.world.clock.advance(std::time::Duration::from_secs(minutes * 60));
        self.world.up_again().await;
        let unasked = |entry: &&Entry| entry.asks() && !entry.is_repeat();
        let asked = self.look().await.iter().filter(unasked).count();
        assert!(asked <= 1, "{asked} late messages at once: {:#?}", self.diary);
    }

    async fn writes(&mut self) {
        self.note("writes");
        let ines = self.world.ines.clone();
        let said = self.world.types(&ines, "/checkin", "").await;
        assert_eq!(said, "", "she could not write: {:#?}", self.diary);
        self.world.sends_well(&ines, a_good_week()).await;
    }

    async fn skips(&mut self) {
        let ines = self.world.ines.clone();
        if self.world.sees(&ines, "skip") {
            self.note("skips");
            self.world.presses(&ines, "skip").await;
            // The button of a week that is over opens nothing.
            if !self.world.modal(&ines).is_empty() {
                self.world.sends_well(&ines, json!({})).await;
            }
        }
    }

    async fn puts_off(&mut self) {
        let ines = self.world.ines.clone();
        if self.world.sees(&ines, "later") {
            self.note("puts off");
            self.world.presses(&ines, "later").await;
        }
    }

    async fn answers(&mut self) {
        let noah = self.world.noah.clone();
        if self.world.sees(&noah, "reply") {
            self.note("answers");
            self.world.writes_in_thread(&noah, "Well done, go on.").await;
        }
    }

    /// Whose turn it is: the mentee's id or the mentor's, and which of the two.
    fn somebody(&mut self) -> (String, Side) {
        match self.dice.below(2) {
            0 => (self.world.ines.clone(), Side::Mentee),
            _ => (self.world.noah.clone(), Side::Mentor),
        }
    }

    fn calendar(&mut self, side: Side) -> &mut Calendar {
        match side {
            Side::Mentee => &mut self.mentee,
            Side::Mentor => &mut self.mentor,
        }
    }

    async fn goes_on_leave(&mut self) {
        let (who, side) = self.somebody();
        let now = self.world.now();
        let today = self.calendar(side).zone().date(now);
        let from = today.saturating_add((self.dice.below(6) as i64).days());
        let to = from.saturating_add((self.dice.below(16) as i64).days());
        let said = self.world.types(&who, "/mentor", &format!("away {from} {to}")).await;
        if said.starts_with("Enjoy it.") {
            self.note(format!("{side:?} is away from {from} to {to}"));
            self.calendar(side).leaves.push((from, to));
        }
    }

    async fn comes_back(&mut self) {
        let (who, side) = self.somebody();
        let now = self.world.now();
        let said = self.world.types(&who, "/mentor", "back").await;
        if said.starts_with("Welcome back.") {
            self.note(format!("{side:?} is back"));
            let today = self.calendar(side).zone().date(now);
            self.calendar(side).come_back(today);
        }
    }

    async fn moves(&mut self) {
        let (who, side) = self.somebody();
        let zone = self.dice.one_of(&ZONES);
        self.note(format!("{side:?} moves to {zone}"));
        self.calendar(side).zone = zone;
        self.world.moves(&who, Some(zone)).await;
    }

    async fn changes_hours(&mut self) {
        let (who, side) = self.somebody();
        let hours = self.dice.one_of(&HOURS);
        self.note(format!("{side:?} works {hours}"));
        self.calendar(side).hours = hours;
        self.world.types(&who, "/mentor", &format!("hours {hours}")).await;
    }

    /// Every week had its turn once, and every message is accounted for.
    async fn end(self) {
        let counts = self.world.counts().await;
        let ledger = self.world.ledger().await;
        let all = counts.sent + counts.skipped + counts.dead + counts.in_flight;
        assert_eq!(all, i64::try_from(ledger.len()).unwrap(), "{counts:?}");
        assert_eq!(counts.dead, 0, "{:#?}", self.diary);
        let weeks: Vec<String> = {
            let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
            let query = "select week from asked_weeks order by week";
            sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
        };
        let weeks: Vec<Week> = weeks.iter().map(|week| week.parse().unwrap()).collect();
        assert!(weeks.len() >= 11, "{weeks:?}");
        for two in weeks.windows(2) {
            assert_eq!(two[0].next(), two[1], "a week was left out: {:#?}", self.diary);
        }
        let mut prompted = HashSet::new();
        for entry in ledger.iter().filter(|entry| entry.is_first_prompt()) {
            assert!(prompted.insert(entry.week()), "asked twice: {:#?}", self.diary);
        }
        let alone = || ledger.iter().filter(|entry| !entry.on_a_card);
        let stamps = || alone().filter_map(|entry| entry.ts.as_ref());
        let distinct: HashSet<&String> = stamps().collect();
        assert_eq!(distinct.len(), stamps().count(), "two rows for one message");
        for post in self.world.stage.workspace.posts() {
            assert!(distinct.contains(&post.ts), "a message nobody planned: {post:?}");
        }
        self.world.everybody_reads();
        self.world.ends().await;
    }
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Mentee,
    Mentor,
}

async fn twelve_weeks(seed: u64) {
    let mut life = Life::begin(seed).await;
    let end = life.world.now().saturating_add(SignedDuration::from_hours(24 * 7 * 12)).unwrap();
    while life.world.clock.now() < end {
        life.step().await;
    }
    life.end().await;
}

#[tokio::test]
async fn whatever_happens_nobody_is_asked_twice_or_outside_their_hours() {
    twelve_weeks(1).await;
}

#[tokio::test]
async fn whatever_happens_in_another_life_the_same_holds() {
    twelve_weeks(2).await;
}

#[tokio::test]
#[ignore = "takes minutes; run it after a change to what is asked and when"]
async fn whatever_happens_in_many_lives() {
    for seed in 3..=40 {
        twelve_weeks(seed).await;
    }
}
