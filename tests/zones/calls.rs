//! The finder of shared time against two people who look at their watches every minute: what they share, every slot, what is
//! offered and what is refused. Whose turn it is over a year is looked at in the library's own tests.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use jiff::civil::{Date, Weekday, date};
use jiff::{Timestamp, ToSpan};
use trellis::domain::fairness::Burdened;
use trellis::domain::overlap::openings::{Ask, Nothing, Openings};
use trellis::domain::overlap::spans::Shared;
use trellis::domain::overlap::{Burden, CallHours, Caller, Minutes, NoSlot, Sides, Slot, Span};
use trellis::domain::pair::Side;
use trellis::domain::working_hours::{DateRange, DayWindow, WorkingHours};
use trellis::domain::zone::Zones;

use crate::for_each;
use crate::watch::{CLOSED, Person, Watch, instant};

/// Sixty zones: every rule there is for changing clocks, whole, half and quarter hours, and both sides of the date line.
const PLACES: [&str; 60] = [
    "UTC",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Europe/Chisinau",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Gaza",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Asia/Kamchatka",
    "Australia/Perth",
    "Australia/Eucla",
    "Australia/Darwin",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Norfolk",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Pacific/Pago_Pago",
    "Pacific/Honolulu",
    "Pacific/Marquesas",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Halifax",
    "America/St_Johns",
    "America/Nuuk",
    "America/Havana",
    "America/Santiago",
    "America/Sao_Paulo",
    "Atlantic/Azores",
];

/// Dates on which clocks do something, and who else is looking: an hour on different dates, half an hour, over midnight,
/// in Ramadan, a day that never was, and back over midnight.
const EDGES: [(&str, &str, (i16, i8, i8)); 14] = [
    ("America/New_York", "Europe/Lisbon", (2026, 3, 29)),
    ("America/New_York", "Europe/Lisbon", (2026, 10, 25)),
    ("Asia/Kolkata", "America/Denver", (2026, 3, 8)),
    ("America/Denver", "Asia/Kolkata", (2026, 11, 1)),
    ("Pacific/Auckland", "America/Sao_Paulo", (2026, 4, 5)),
    ("America/Sao_Paulo", "Pacific/Auckland", (2026, 9, 27)),
    ("Australia/Lord_Howe", "Asia/Tokyo", (2026, 4, 5)),
    ("Australia/Sydney", "Australia/Lord_Howe", (2026, 10, 4)),
    ("Africa/Casablanca", "Europe/Paris", (2026, 2, 15)),
    ("America/Havana", "America/Nuuk", (2026, 3, 8)),
    ("Africa/Cairo", "Asia/Beirut", (2026, 4, 24)),
    ("Pacific/Apia", "Pacific/Auckland", (2011, 12, 30)),
    ("America/St_Johns", "America/Halifax", (2010, 11, 7)),
    ("Asia/Kathmandu", "America/St_Johns", (2010, 3, 14)),
];

/// A seeded die.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % sides).unwrap()
    }
}

/// What was compared.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    pairs: u64,
    /// Of them, those in which both work at night.
    nights: u64,
    shared: u64,
    slots: u64,
    burdened: u64,
    openings: u64,
    nothing: u64,
    refused: u64,
}

impl AddAssign for Seen {
    fn add_assign(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.nights += other.nights;
        self.shared += other.shared;
        self.slots += other.slots;
        self.burdened += other.burdened;
        self.openings += other.openings;
        self.nothing += other.nothing;
        self.refused += other.refused;
    }
}

/// Somebody in a zone with the hours that the dice gave them: half the people keep office hours, the others anything, nights
/// included.
fn somebody(zone: &'static str, (around, days): (Date, u64), dice: &mut Dice) -> Person {
    let mut window = || -> DayWindow {
        let text = match dice.below(6) {
            0 => "09:00-17:00".to_owned(),
            1 => "00:00-24:00".to_owned(),
            // The hours in which clocks change.
            2 => format!("{:02}:00-{:02}:30", dice.below(3), 3 + dice.below(3)),
            // Nights, some of which end in those hours.
            3 | 4 => format!(
                "{:02}:{:02}-{:02}:{:02}",
                19 + dice.below(5),
                dice.below(60),
                dice.below(8),
                dice.below(60)
            ),
            _ => {
                format!("{:02}:{:02}-{:02}:00", dice.below(12), dice.below(60), 13 + dice.below(12))
            }
        };
        text.parse().unwrap()
    };
    let odd = [window(), window(), window()];
    let mut hours = match dice.below(2) {
        0 => WorkingHours::default(),
        _ => Weekday::Monday.cycle_forward().take(7).fold(WorkingHours::NEVER, |hours, day| {
            hours.with(
                day,
                (dice.below(5) > 0).then(|| odd[usize::try_from(dice.below(3)).unwrap()]),
            )
        }),
    };
    // Nobody can say that a night goes on when the next day has begun.
    while let Some(day) = hours.first_overlap() {
        hours = hours.with(day, None);
    }
    let stretch = match dice.below(3) {
        0 => odd[0],
        _ => DayWindow::STRETCHED,
    };
    let days_off = (0..dice.below(5))
        .map(|_| {
            let first = around.saturating_add((dice.below(days) - days as i64 / 2).days());
            DateRange::new(first, first.saturating_add(dice.below(12).days())).unwrap()
        })
        .collect();
    Person { zone, hours, stretch, days_off }
}

/// Somebody, as the finder knows them and as their watch does.
struct Known {
    person: Person,
    hours: CallHours,
    watch: Watch,
}

fn known(person: Person, minutes: (i64, i64)) -> Known {
    let hours = person.call_hours(&Zones::bundled());
    let watch = Watch::wear(&person, minutes);
    Known { person, hours, watch }
}

/// Two people's watches, laid over each other.
struct Two<'a> {
    mentor: &'a Known,
    mentee: &'a Known,
    /// Calls of each, in minutes from the first.
    busy: [Vec<(usize, usize)>; 2],
    taken: Vec<bool>,
}

impl<'a> Two<'a> {
    fn new((mentor, mentee): (&'a Known, &'a Known), dice: &mut Dice) -> Self {
        let minutes = mentor.watch.burden.len();
        let mut calls = || -> Vec<(usize, usize)> {
            let some = 0..dice.below(20);
            let call = some.map(|_| {
                let from = usize::try_from(dice.below(minutes as u64 - 60)).unwrap();
                (from, from + 15 + usize::try_from(dice.below(30)).unwrap())
            });
            call.collect()
        };
        let busy = [calls(), calls()];
        let mut taken = vec![false; minutes];
        busy.iter().flatten().for_each(|(from, to)| taken[*from..*to].fill(true));
        Self { mentor, mentee, busy, taken }
    }

    fn at(&self, minute: usize) -> Timestamp {
        instant(self.mentor.watch.first + i64::try_from(minute).unwrap())
    }

    fn span(&self, (from, to): (usize, usize)) -> Span {
        Span { from: self.at(from), to: self.at(to) }
    }

    fn names(&self) -> String {
        format!("{:?} and {:?}", self.mentor.person, self.mentee.person)
    }

    /// What each minute costs the two, when they are free to talk.
    fn free(&self, minute: usize) -> Option<[u16; 2]> {
        let burdens = [self.mentor, self.mentee].map(|side| side.watch.burden[minute]);
        (!burdens.contains(&CLOSED) && !self.taken[minute]).then_some(burdens)
    }

    fn shared(&self) -> Vec<Shared> {
        let mut all = Vec::new();
        let mut begun: Option<(usize, [u16; 2])> = None;
        for minute in 0..=self.taken.len() {
            let now = (minute < self.taken.len()).then(|| self.free(minute)).flatten();
            if let Some((from, [mentor, mentee])) = begun {
                let goes_on =
                    |now: [u16; 2]| (now[0] == 0, now[1] == 0) == (mentor == 0, mentee == 0);
                if !now.is_some_and(goes_on) {
                    let span = self.span((from, minute));
                    all.push(Shared { span, mentor: Burden(mentor), mentee: Burden(mentee) });
                    begun = None;
                }
            }
            begun = now.map(|now| match begun {
                Some((from, most)) => (from, [now[0].max(most[0]), now[1].max(most[1])]),
                None => (minute, now),
            });
        }
        all
    }

    /// Every slot, earliest first.
    fn slots(&self, length: u16) -> Vec<Slot> {
        let starts = 0..=self.taken.len() - usize::from(length);
        starts
            .filter(|minute| self.mentee.watch.quarter.get(*minute) == Some(&true))
            .filter_map(|minute| {
                let mut most = [0, 0];
                for now in minute..minute + usize::from(length) {
                    let burdens = self.free(now)?;
                    most = [most[0].max(burdens[0]), most[1].max(burdens[1])];
                }
                let [mentor, mentee] = most.map(Burden);
                Some(Slot { starts: self.at(minute), minutes: Minutes(length), mentor, mentee })
            })
            .collect()
    }

    /// What a watch says against a start, the horizon left out.
    fn refusal(&self, minute: usize, length: u16) -> Option<NoSlot> {
        let minutes = minute..minute + usize::from(length);
        let sides = [(Side::Mentor, self.mentor), (Side::Mentee, self.mentee)];
        let closed = |known: &Known| minutes.clone().any(|now| known.watch.burden[now] == CLOSED);
        let off =
            |known: &Known| known.watch.off[minutes.start] || known.watch.off[minutes.end - 1];
        let first = |is: &dyn Fn(&Known) -> bool| {
            sides.iter().find(|(_, known)| is(known)).map(|(side, _)| *side)
        };
        if let Some(side) = first(&|known| closed(known) && off(known)) {
            return Some(NoSlot::Away(side));
        }
        if let Some(side) = first(&|known| closed(known)) {
            return Some(NoSlot::OutsideCallHours(side));
        }
        let taken = |calls: &[(usize, usize)]| {
            calls.iter().any(|(from, to)| *from < minutes.end && minutes.start < *to)
        };
        match (taken(&self.busy[0]), taken(&self.busy[1])) {
            (true, _) => Some(NoSlot::Taken(Side::Mentor)),
            (false, true) => Some(NoSlot::Taken(Side::Mentee)),
            (false, false) => None,
        }
    }
}

fn cost(slot: &Slot) -> (u16, u16, Timestamp) {
    (slot.mentor.0 + slot.mentee.0, slot.mentor.0.max(slot.mentee.0), slot.starts)
}

/// Compares everything the finder says of two people.
fn compare(two: &Two<'_>, dice: &mut Dice) -> Seen {
    let [ours, theirs] = [0, 1].map(|side: usize| -> Vec<Span> {
        two.busy[side].iter().map(|call| two.span(*call)).collect()
    });
    let sides = Sides {
        mentor: Caller { hours: &two.mentor.hours, busy: &ours },
        mentee: Caller { hours: &two.mentee.hours, busy: &theirs },
    };
    let all = two.span((0, two.taken.len()));
    let shared = two.shared();
    assert_eq!(sides.shared(all), shared, "{}", two.names());
    let length = [15u16, 20, 25, 30][usize::try_from(dice.below(4)).unwrap()];
    let slots = two.slots(length);
    let mut sorted = slots.clone();
    sorted.sort_by_key(cost);
    assert_eq!(sides.slots(all, Minutes(length)), sorted, "{}", two.names());
    let by_night = [two.mentor, two.mentee].iter().all(|it| it.person.hours.have_nights());
    let mut seen = Seen {
        pairs: 1,
        nights: u64::from(by_night),
        shared: shared.len() as u64,
        slots: slots.len() as u64,
        burdened: slots.iter().filter(|slot| slot.burdened() != Burdened::Neither).count() as u64,
        ..Seen::default()
    };
    for _ in 0..8 {
        seen += compare_openings((two, sides), (&slots, length), dice);
    }
    for _ in 0..100 {
        seen += compare_check((two, sides), length, dice);
    }
    seen
}

fn compare_openings(
    (two, sides): (&Two<'_>, Sides<'_>),
    (slots, length): (&[Slot], u16),
    dice: &mut Dice,
) -> Seen {
    const WEEK: i64 = 7 * 24 * 60;
    let from = dice.below(two.taken.len() as u64 - WEEK as u64);
    let now = (from - 5_000 + dice.below(12_000)).max(0);
    let [from, to, now] =
        [from, from + WEEK, now].map(|minute| two.at(usize::try_from(minute).unwrap()));
    let turn = if dice.below(2) == 0 { Side::Mentor } else { Side::Mentee };
    let openings = sides.openings(Span { from, to }, Ask { now, minutes: Minutes(length), turn });
    let can_be = |slot: &&Slot| slot.starts >= from && slot.span().to <= to && slot.starts > now;
    let coming: Vec<Slot> = slots.iter().filter(can_be).copied().collect();
    let order = [Burdened::Neither, turn.into(), Burdened::Both, turn.other().into()];
    let best = order.into_iter().find(|by| coming.iter().any(|slot| slot.burdened() == *by));
    let said = match &openings {
        Openings::Comfortable(_) => Some(Burdened::Neither),
        Openings::InTurn(by, _) => Some(*by),
        Openings::OutOfTurn(side, _) => Some((*side).into()),
        Openings::Nothing { .. } => None,
    };
    assert_eq!(said, best, "{}", two.names());
    let equal: Vec<Slot> =
        coming.into_iter().filter(|slot| Some(slot.burdened()) == best).collect();
    assert!(
        openings.slots().iter().all(|slot| equal.contains(slot)),
        "{openings:?} {}",
        two.names()
    );
    let days = |slots: &[Slot]| -> BTreeSet<Date> {
        slots.iter().map(|slot| two.mentee.hours.zone().date(slot.starts)).collect()
    };
    assert_eq!(
        days(openings.slots()).len(),
        days(&equal).len().min(3),
        "{openings:?} {}",
        two.names()
    );
    let apart = openings.slots().windows(2).all(|two| two[0].span().to <= two[1].starts);
    assert!(apart, "{openings:?}");
    let Openings::Nothing { why, next } = openings else {
        return Seen { openings: 1, ..Seen::default() };
    };
    let later = slots.iter().find(|slot| slot.starts >= to && slot.starts > now).copied();
    let end = two.at(two.taken.len() - 60);
    assert_eq!(
        next.filter(|next| next.starts < end),
        later.filter(|next| next.starts < end),
        "{}",
        two.names()
    );
    let untaken =
        Two { taken: vec![false; two.taken.len()], busy: [Vec::new(), Vec::new()], ..*two };
    let begins = usize::try_from(from.max(now).as_second() / 60 - two.mentor.watch.first).unwrap();
    let ends = usize::try_from(to.as_second() / 60 - two.mentor.watch.first).unwrap();
    let without_calls = (begins..ends.saturating_sub(usize::from(length) - 1))
        .filter(|minute| two.mentee.watch.quarter[*minute])
        .any(|minute| {
            untaken.at(minute) >= from
                && (minute..minute + usize::from(length)).all(|now| untaken.free(now).is_some())
        });
    assert_eq!(why == Nothing::Taken, without_calls, "{why:?} {}", two.names());
    // What was before does not come again where a country has given up changing its clocks.
    let comes = slots.iter().find(|slot| slot.starts >= from);
    assert!(why != Nothing::Never || comes.is_none(), "{comes:?} {}", two.names());
    Seen { nothing: 1, ..Seen::default() }
}

fn compare_check((two, sides): (&Two<'_>, Sides<'_>), length: u16, dice: &mut Dice) -> Seen {
    let minute = usize::try_from(dice.below(two.taken.len() as u64 - 60)).unwrap();
    let starts = two.at(minute);
    let now = starts - (dice.below(54) * 24 + 1).hours();
    let found = sides.check((starts, Minutes(length)), now);
    assert_eq!(found.err(), two.refusal(minute, length), "{starts} {}", two.names());
    let ask = (starts, Minutes(length));
    assert_eq!(sides.check(ask, starts), Err(NoSlot::Past));
    assert_eq!(sides.check(ask, starts - (58 * 24).hours()), Err(NoSlot::TooFar));
    if let Ok(slot) = found {
        let most = |known: &Known| {
            known.watch.burden[minute..minute + usize::from(length)].iter().max().copied()
        };
        assert_eq!(
            (Some(slot.mentor.0), Some(slot.mentee.0)),
            (most(two.mentor), most(two.mentee))
        );
    }
    Seen { refused: u64::from(found.is_err()), ..Seen::default() }
}

fn minutes_around(first: Date, last: Date) -> (i64, i64) {
    let minute = |date: Date| crate::as_if_utc(date.at(0, 0, 0, 0)) / 60;
    (minute(first), minute(last))
}

#[test]
fn two_watches_agree_with_the_finder_around_clock_changes() {
    let rolls: Vec<(usize, u64)> =
        (0..EDGES.len()).flat_map(|edge| [(edge, 1), (edge, 2), (edge, 3)]).collect();
    let seen = for_each(&rolls, |(edge, seed)| {
        let (mentor, mentee, (year, month, day)) = EDGES[edge];
        let mut dice = Dice(seed * 1_000 + edge as u64);
        let day = date(year, month, day);
        let minutes = minutes_around(day.saturating_sub(12.days()), day.saturating_add(12.days()));
        let [mentor, mentee] =
            [mentor, mentee].map(|zone| known(somebody(zone, (day, 40), &mut dice), minutes));
        compare(&Two::new((&mentor, &mentee), &mut dice), &mut dice)
    });
    eprintln!("{seen:?}");
    assert!(seen.shared > 500 && seen.slots > 3_000 && seen.burdened > 1_000, "{seen:?}");
    assert!(seen.nights > 2, "{seen:?}");
    assert!(seen.openings > 100 && seen.nothing > 20 && seen.refused > 1_000, "{seen:?}");
}

/// Every pair of sixty people in sixty zones, either of them as the mentor, minute by minute for a year.
#[test]
#[ignore = "long: cargo test --release --test zones -- --ignored --nocapture"]
fn two_watches_agree_with_the_finder_in_every_pair_of_sixty_zones_for_a_year() {
    let minutes = minutes_around(date(2026, 1, 1), date(2027, 1, 1));
    let everybody: Vec<Known> = PLACES
        .into_iter()
        .zip(1..)
        .map(|(zone, seed)| {
            known(somebody(zone, (date(2026, 7, 1), 400), &mut Dice(seed)), minutes)
        })
        .collect();
    let pairs: Vec<(usize, usize)> = (0..PLACES.len())
        .flat_map(|one| (0..PLACES.len()).map(move |other| (one, other)))
        .collect();
    let seen = for_each(&pairs, |(one, other)| {
        let mut dice = Dice((one * 100 + other) as u64);
        compare(&Two::new((&everybody[one], &everybody[other]), &mut dice), &mut dice)
    });
    eprintln!("every pair of {} zones, every minute of a year: {seen:?}", PLACES.len());
    assert!(
        seen.pairs == 3_600
            && seen.nights > 200
            && seen.slots > 10_000_000
            && seen.burdened > 5_000_000,
        "{seen:?}"
    );
}
