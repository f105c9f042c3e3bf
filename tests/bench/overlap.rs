//! What it takes to find the time that two people share: pure computing, on one core, with nothing else going on.
//!
//! Everybody keeps hours and takes leave of their own, in any of the zones there are, and has a few calls already. The
//! span holds a clock change for many of them.

use std::{hint::black_box, time::Duration};

use jiff::{SignedDuration, Timestamp, ToSpan};
use trellis::domain::{
    availability::Availability,
    overlap::{CallHours, Caller, Minutes, Sides, Span, openings::Ask},
    pair::Side,
    working_hours::{DateRange, DayWindow, WorkingHours},
    zone::{Zone, Zones},
};

use crate::{
    RealTime, Size,
    figures::{Times, head, line, per_second, ratio},
};

/// The aim for one pair and eight weeks.
const AIM: Duration = Duration::from_millis(1);

/// The same is found so many times and the fastest taken: the rest is what else the machine had to do.
const TRIES: usize = 3;

/// How many people the pairs are drawn from.
const PEOPLE: usize = 3_000;

/// Friday 9 October 2026, two weeks before the clocks of Europe change and three before those of America.
const NOW: i64 = 1_791_540_000;

/// Prints what one pair costs, over many pairs.
pub(crate) fn run(size: Size, time: &RealTime) {
    head(&format!("Overlap, eight weeks, {} pairs of {PEOPLE} people", size.overlaps));
    let now = Timestamp::from_second(NOW).unwrap();
    let mut dice = Dice(5);
    let zones = Zones::bundled();
    let zones: Vec<Zone> = zones.names().into_iter().filter_map(|name| zones.find(name)).collect();
    let people: Vec<(CallHours, Vec<Span>)> =
        (0..PEOPLE).map(|_| somebody((&zones, now), &mut dice)).collect();
    let (mut sharing, mut finding, mut offering) =
        (Times::default(), Times::default(), Times::default());
    let mut found = 0;
    let began = time.monotonic();
    for _ in 0..size.overlaps {
        let [mentor, mentee] = [(); 2].map(|()| {
            let (hours, busy) = &people[dice.below(PEOPLE)];
            Caller { hours, busy }
        });
        let sides = Sides { mentor, mentee };
        let span = Span { from: now, to: sides.horizon(now) };
        let week = Span { from: now, to: now + SignedDuration::from_hours(7 * 24) };
        let ask = Ask { now, minutes: Minutes(30), turn: Side::Mentor };
        let mut measure = |times: &mut Times, run: &mut dyn FnMut() -> usize| {
            let tries = [(); TRIES].map(|()| {
                let before = time.monotonic();
                found += black_box(run());
                time.monotonic() - before
            });
            times.add(tries.into_iter().min().unwrap_or_default());
        };
        measure(&mut sharing, &mut || black_box(sides).shared(span).len());
        measure(&mut finding, &mut || black_box(sides).slots(span, ask.minutes).len());
        measure(&mut offering, &mut || black_box(sides).openings(week, ask).slots().len());
    }
    let all = time.monotonic() - began;
    for (what, times) in [
        ("shared stretches", &sharing),
        ("every slot of half an hour, best first", &finding),
        ("three to propose for a week, or why not", &offering),
    ] {
        line(what, times);
        line("  p99 to the aim of 1 ms", ratio(times.at(990), AIM));
    }
    let rounds = sharing.count() * TRIES;
    line("pairs a second, all three", format!("{:.0}", per_second(rounds, all)));
    line("found, so that nothing was left out", found);
}

fn somebody((zones, now): (&[Zone], Timestamp), dice: &mut Dice) -> (CallHours, Vec<Span>) {
    let zone = zones[dice.below(zones.len())].clone();
    let first = zone.date(now);
    let hours = match dice.below(3) {
        0 => "Mon-Thu 08:30-16:00, Fri 10:00-13:00".parse().unwrap(),
        1 => "Sun-Thu 10:00-18:00".parse().unwrap(),
        _ => WorkingHours::default(),
    };
    let days_off = (0..dice.below(4))
        .map(|_| DateRange::day(first.saturating_add((dice.below(60) as i64).days())))
        .collect();
    let busy = (0..dice.below(6))
        .map(|_| Minutes(30).from(now + SignedDuration::from_mins(15 * dice.below(5_000) as i64)))
        .collect();
    (CallHours::new(Availability::new(zone, hours, days_off), DayWindow::STRETCHED), busy)
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
