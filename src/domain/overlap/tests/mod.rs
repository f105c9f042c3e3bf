//! The finder on cases worked out by hand.

mod turns;

use jiff::civil::{Date, DateTime, Weekday, date, time};

use super::super::{working_hours::DateRange, zone::Zones};
use super::openings::{Ask, Nothing, Openings};
use super::*;

fn zone(name: &str) -> Zone {
    Zones::bundled().find(name).unwrap()
}

/// Somebody with hours as they are typed.
fn person(place: &str, hours: &str, days_off: &[DateRange]) -> CallHours {
    let comfort = Availability::new(zone(place), hours.parse().unwrap(), days_off.to_vec());
    CallHours::new(comfort, DayWindow::STRETCHED)
}

fn office(place: &str) -> CallHours {
    person(place, "09:00-17:00", &[])
}

fn between<'a>(mentor: &'a CallHours, mentee: &'a CallHours) -> Sides<'a> {
    Sides {
        mentor: Caller { hours: mentor, busy: &[] },
        mentee: Caller { hours: mentee, busy: &[] },
    }
}

fn at(place: &str, text: &str) -> Timestamp {
    zone(place).instant(text.parse::<DateTime>().unwrap())
}

fn week(place: &str, text: &str) -> Span {
    Span::of_week(&zone(place), text.parse().unwrap())
}

#[test]
fn new_york_and_lisbon_share_the_afternoon() {
    let (mentor, mentee) = (office("America/New_York"), office("Europe/Lisbon"));
    let sides = between(&mentor, &mentee);
    let monday = Span {
        from: at("Europe/Lisbon", "2026-11-23T00:00"),
        to: at("Europe/Lisbon", "2026-11-24T00:00"),
    };
    let shown: Vec<String> = sides
        .shared(monday)
        .into_iter()
        .map(|shared| {
            let [from, to] =
                [shared.span.from, shared.span.to].map(|at| zone("Europe/Lisbon").time(at));
            format!("{from}-{to} {}/{}", shared.mentor.0, shared.mentee.0)
        })
        .collect();
    assert_eq!(shown, ["12:00-14:00 120/0", "14:00-17:00 0/0", "17:00-21:00 0/240"]);
}

#[test]
fn somebody_who_works_at_night_shares_the_end_of_the_night_and_not_the_day_after() {
    let mentor = person("America/New_York", "22:00-06:00", &[DateRange::day(date(2026, 11, 25))]);
    let mentee = office("Europe/Lisbon");
    let shared = |from: &str, to: &str| {
        let [from, to] = [from, to].map(|text| at("Europe/Lisbon", text));
        let shared = between(&mentor, &mentee).shared(Span { from, to });
        let show = |at| zone("Europe/Lisbon").time(at);
        let lines = shared.into_iter().map(|it| {
            let burdens = format!("{}/{}", it.mentor.0, it.mentee.0);
            format!("{}-{} {burdens}", show(it.span.from), show(it.span.to))
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(shared("2026-11-23T00:00", "2026-11-24T00:00"), [""; 0], "no night has begun");
    let tuesday = shared("2026-11-24T00:00", "2026-11-25T00:00");
    assert_eq!(tuesday, ["07:00-09:00 0/120", "09:00-11:00 0/0"]);
    let wednesday = shared("2026-11-25T00:00", "2026-11-26T00:00");
    assert_eq!(wednesday, [""; 0], "the leave begins at midnight in New York, 05:00 in Lisbon");
}

/// A day and a time in somebody's zone, for each slot.
fn shown(place: &str, slots: &[Slot]) -> Vec<String> {
    slots.iter().map(|slot| zone(place).weekday_time(slot.starts)).collect()
}

fn ask(now: Timestamp, turn: Side) -> Ask {
    Ask { now, minutes: Minutes(30), turn }
}

const NOW: &str = "2026-11-20T12:00";

#[test]
fn three_comfortable_slots_lie_on_three_days_at_three_times() {
    let (mentor, mentee) = (office("America/New_York"), office("Europe/Lisbon"));
    let openings = between(&mentor, &mentee)
        .openings(week("Europe/Lisbon", "2026-W48"), ask(at("Europe/Lisbon", NOW), Side::Mentor));
    let Openings::Comfortable(slots) = &openings else { panic!("{openings:?}") };
    assert_eq!(
        shown("Europe/Lisbon", slots),
        ["Mon 23 Nov, 14:00", "Wed 25 Nov, 16:00", "Fri 27 Nov, 15:00"]
    );
}

#[test]
fn without_comfortable_time_the_one_whose_turn_it_is_has_the_bad_hour() {
    let (mentor, mentee) = (office("America/Los_Angeles"), office("Europe/Lisbon"));
    let sides = between(&mentor, &mentee);
    let found = |turn| {
        let openings =
            sides.openings(week("Europe/Lisbon", "2026-W48"), ask(at("Europe/Lisbon", NOW), turn));
        let Openings::InTurn(burdened, slots) = openings else { panic!("{openings:?}") };
        (burdened, shown("Europe/Lisbon", &slots))
    };
    let days = |time| {
        ["Mon 23 Nov", "Wed 25 Nov", "Fri 27 Nov"].map(|day| format!("{day}, {time}")).to_vec()
    };
    assert_eq!(found(Side::Mentor), (Burdened::Mentor, days("16:30")));
    assert_eq!(found(Side::Mentee), (Burdened::Mentee, days("17:00")));
}

#[test]
fn what_only_one_of_them_can_bear_is_labelled_when_it_is_not_their_turn() {
    let mentor = CallHours::new(office("America/Los_Angeles").comfort().clone(), DayWindow::OFFICE);
    let mentee = office("Europe/Lisbon");
    let openings = between(&mentor, &mentee)
        .openings(week("Europe/Lisbon", "2026-W48"), ask(at("Europe/Lisbon", NOW), Side::Mentor));
    let Openings::OutOfTurn(Side::Mentee, slots) = &openings else { panic!("{openings:?}") };
    assert_eq!(slots.len(), 3);
}

#[test]
fn when_nothing_is_at_the_expense_of_one_alone_both_bear_it() {
    let (mentor, mentee) = (office("America/Denver"), office("Asia/Kolkata"));
    let sides = between(&mentor, &mentee);
    let found = |turn| {
        let openings =
            sides.openings(week("Asia/Kolkata", "2026-W48"), ask(at("Asia/Kolkata", NOW), turn));
        let Openings::InTurn(burdened, slots) = openings else { panic!("{openings:?}") };
        (burdened, shown("Asia/Kolkata", &slots), (slots[0].mentor.0, slots[0].mentee.0))
    };
    let mornings = ["Tue 24 Nov, 09:00", "Thu 26 Nov, 09:00", "Fri 27 Nov, 09:00"];
    let early = ["Tue 24 Nov, 07:00", "Thu 26 Nov, 07:00", "Fri 27 Nov, 07:00"];
    let words = |days: [&str; 3]| days.map(str::to_owned).to_vec();
    assert_eq!(found(Side::Mentor), (Burdened::Mentor, words(mornings), (240, 0)));
    assert_eq!(found(Side::Mentee), (Burdened::Both, words(early), (120, 120)));
}

#[test]
fn the_reason_why_there_is_nothing_is_said() {
    let lisbon = office("Europe/Lisbon");
    let auckland = CallHours::new(office("Pacific/Auckland").comfort().clone(), DayWindow::OFFICE);
    let narrow = CallHours::new(lisbon.comfort().clone(), DayWindow::OFFICE);
    let away = |from, to| {
        let leave = DateRange::new(date(2026, 11, from), date(2026, 11, to)).unwrap();
        person("Europe/Lisbon", "09:00-17:00", &[leave])
    };
    let why = |mentor: &CallHours, mentee: &CallHours, busy: &[Span], now: &str| {
        let sides = Sides { mentor: Caller { hours: mentor, busy }, ..between(mentor, mentee) };
        let openings = sides.openings(
            week("Europe/Lisbon", "2026-W48"),
            ask(at("Europe/Lisbon", now), Side::Mentor),
        );
        let Openings::Nothing { why, next } = openings else { panic!("{openings:?}") };
        (why, next.map(|next| zone("Europe/Lisbon").weekday_time(next.starts)))
    };
    let monday = Some("Mon 30 Nov, 07:00".to_owned());
    let (week_off, half, rest) = (away(20, 29), away(23, 25), away(26, 27));
    assert_eq!(why(&auckland, &narrow, &[], NOW), (Nothing::Never, None));
    assert_eq!(why(&week_off, &lisbon, &[], NOW), (Nothing::Away(Side::Mentor), monday.clone()));
    assert_eq!(why(&lisbon, &week_off, &[], NOW), (Nothing::Away(Side::Mentee), monday.clone()));
    assert_eq!(why(&half, &rest, &[], NOW), (Nothing::BothAway, monday.clone()));
    assert_eq!(why(&lisbon, &lisbon, &[], "2026-11-28T12:00"), (Nothing::Passed, monday.clone()));
    let all = [week("Europe/Lisbon", "2026-W48")];
    assert_eq!(why(&lisbon, &lisbon, &all, NOW), (Nothing::Taken, monday));
    let winter = person("Africa/Casablanca", "Sun 09:00-17:00", &[]);
    assert_eq!(why(&winter, &lisbon, &[], NOW), (Nothing::Never, None));
}

#[test]
fn a_slot_is_looked_at_again() {
    let leave = DateRange::day(date(2026, 11, 25));
    let (mentor, mentee) =
        (office("America/New_York"), person("Europe/Lisbon", "09:00-17:00", &[leave]));
    let taken = [Span {
        from: at("Europe/Lisbon", "2026-11-24T14:00"),
        to: at("Europe/Lisbon", "2026-11-24T14:30"),
    }];
    let sides =
        Sides { mentor: Caller { hours: &mentor, busy: &taken }, ..between(&mentor, &mentee) };
    let check = |text| {
        sides
            .check((at("Europe/Lisbon", text), Minutes(30)), at("Europe/Lisbon", NOW))
            .map(|slot| (slot.mentor.0, slot.mentee.0))
    };
    assert_eq!(check("2026-11-23T14:00"), Ok((0, 0)));
    assert_eq!(check("2026-11-23T13:50"), Ok((10, 0)), "any minute will do");
    assert_eq!(check("2026-11-23T16:40"), Ok((0, 10)));
    assert_eq!(check("2026-11-24T14:30"), Ok((0, 0)));
    assert_eq!(check("2026-11-24T14:29"), Err(NoSlot::Taken(Side::Mentor)));
    assert_eq!(check("2026-11-25T14:00"), Err(NoSlot::Away(Side::Mentee)));
    assert_eq!(check("2026-11-23T11:59"), Err(NoSlot::OutsideCallHours(Side::Mentor)));
    assert_eq!(check("2026-11-23T20:31"), Err(NoSlot::OutsideCallHours(Side::Mentee)));
    assert_eq!(check(NOW), Err(NoSlot::Past));
    assert_eq!(check("2027-01-15T12:00").map_err(|no| no == NoSlot::TooFar), Ok((120, 0)));
    assert_eq!(check("2027-01-15T12:01"), Err(NoSlot::TooFar));
}

#[test]
fn little_comfortable_time_suggests_a_monthly_call() {
    use weekly::Suggested;
    let (lisbon, now) = (office("Europe/Lisbon"), at("Europe/Lisbon", NOW));
    let overlap = |other: &CallHours| between(other, &lisbon).weekly_overlap(now);
    assert_eq!(overlap(&office("Europe/Lisbon")), 5 * 480);
    assert_eq!(overlap(&office("America/New_York")), 5 * 180);
    assert_eq!(overlap(&person("Europe/Lisbon", "Mon 09:00-11:00", &[])), 120);
    assert_eq!(overlap(&office("Pacific/Auckland")), 0);
    let away = DateRange::new(date(2026, 11, 1), date(2027, 11, 1)).unwrap();
    assert_eq!(overlap(&person("Europe/Lisbon", "09:00-17:00", &[away])), 5 * 480);
    assert_eq!(
        (Suggested::by(119), Suggested::by(120)),
        (Suggested::Monthly, Suggested::EveryTwoWeeks)
    );
}

#[test]
fn a_clock_change_is_told_to_the_other_one() {
    use shifts::{Changed, Weekly};
    let shifts = |mentor: &str, mentee: &str, day: Weekday| {
        let (mentor, mentee) = (office(mentor), office(mentee));
        let weekly = Weekly { of: Side::Mentee, day, time: time(15, 0, 0, 0) };
        let span = Span { from: at("UTC", "2026-01-01T00:00"), to: at("UTC", "2027-01-01T00:00") };
        let shifts = between(&mentor, &mentee).shifts(weekly, span).into_iter();
        let words = |shift: shifts::Shift| {
            (zone("UTC").date(shift.at).strftime("%-d %b").to_string(), shift.changed, shift.later)
        };
        shifts.map(words).collect::<Vec<_>>()
    };
    let told = |all: &[(&str, Changed, i64)]| {
        all.iter().map(|(on, by, later)| ((*on).to_owned(), *by, *later)).collect::<Vec<_>>()
    };
    use Changed::{Both, Mentee, Mentor};
    use Weekday::{Saturday, Tuesday};
    assert_eq!(
        shifts("America/New_York", "Europe/Lisbon", Tuesday),
        told(&[
            ("8 Mar", Mentor, 60),
            ("29 Mar", Mentee, -60),
            ("25 Oct", Mentee, 60),
            ("1 Nov", Mentor, -60)
        ])
    );
    assert_eq!(
        shifts("Asia/Kolkata", "Europe/Lisbon", Tuesday),
        told(&[("29 Mar", Mentee, -60), ("25 Oct", Mentee, 60)])
    );
    assert_eq!(shifts("Europe/Paris", "Europe/Lisbon", Tuesday), []);
    assert_eq!(
        shifts("Australia/Lord_Howe", "Asia/Tokyo", Tuesday),
        told(&[("4 Apr", Mentor, -30), ("3 Oct", Mentor, 30)])
    );
    assert_eq!(
        shifts("Australia/Lord_Howe", "Australia/Sydney", Tuesday),
        told(&[("4 Apr", Both, 30), ("3 Oct", Both, -30)])
    );
    assert_eq!(
        shifts("Africa/Casablanca", "Asia/Tokyo", Saturday),
        told(&[("15 Feb", Mentor, -60), ("22 Mar", Mentor, 60), ("20 Sep", Mentor, -60)])
    );
}

/// Between New York, Lisbon and others: what the other one's clock reads each week is what the shifts so far add up to.
#[test]
fn shifts_add_up_to_what_the_clocks_read_in_every_week() {
    const PLACES: [&str; 9] = [
        "Europe/Lisbon",
        "America/New_York",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "Pacific/Auckland",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Africa/Cairo",
        "America/Santiago",
    ];
    let span = Span { from: at("UTC", "2026-01-01T00:00"), to: at("UTC", "2027-01-01T00:00") };
    let minute = |reading: DateTime| i64::from(reading.hour()) * 60 + i64::from(reading.minute());
    for (one, other) in PLACES.iter().flat_map(|one| PLACES.map(|other| (*one, other))) {
        let (mentor, mentee) = (office(one), office(other));
        for of in [Side::Mentor, Side::Mentee] {
            let weekly = shifts::Weekly { of, day: Weekday::Saturday, time: time(15, 0, 0, 0) };
            let shifts = between(&mentor, &mentee).shifts(weekly, span);
            let (own, theirs) = match of {
                Side::Mentor => (mentor.zone(), mentee.zone()),
                Side::Mentee => (mentee.zone(), mentor.zone()),
            };
            let reads = |on: Date| minute(theirs.local(own.instant(on.to_datetime(weekly.time))));
            let first = date(2026, 1, 3);
            for date in first.series(7.days()).take(52) {
                let at = own.instant(date.to_datetime(weekly.time));
                let moved: i64 =
                    shifts.iter().filter(|shift| shift.first <= at).map(|shift| shift.later).sum();
                assert_eq!(
                    (reads(first) + moved).rem_euclid(1440),
                    reads(date),
                    "{one} {other} {date}"
                );
            }
            assert!(shifts.iter().all(|shift| shift.later != 0 && shift.at <= shift.first));
        }
    }
}

#[test]
fn a_weekly_hour_that_a_clock_skips_is_not_moved_by_that() {
    let (mentor, mentee) = (office("Asia/Tokyo"), office("Europe/Lisbon"));
    let weekly = shifts::Weekly { of: Side::Mentee, day: Weekday::Sunday, time: time(1, 30, 0, 0) };
    let span = Span { from: at("UTC", "2026-01-01T00:00"), to: at("UTC", "2026-07-01T00:00") };
    let shifts = between(&mentor, &mentee).shifts(weekly, span);
    let [shift] = shifts.as_slice() else { panic!("{shifts:?}") };
    assert_eq!((shift.later, shift.at), (-60, at("UTC", "2026-03-29T01:00")));
    assert_eq!(shift.first, at("Europe/Lisbon", "2026-04-05T01:30"));
}

#[test]
fn hours_across_midnight_are_two_windows_and_one_stretch_of_time() {
    let night = person("Europe/Lisbon", "Mon 20:00-24:00, Tue 00:00-03:00", &[]);
    let night = CallHours::new(night.comfort().clone(), "20:00-24:00".parse().unwrap());
    let office = office("America/Los_Angeles");
    let sides = between(&night, &office);
    let call = (at("Europe/Lisbon", "2026-11-23T23:45"), Minutes(30));
    let slot = sides.check(call, at("Europe/Lisbon", NOW)).unwrap();
    assert_eq!(slot.burdened(), Burdened::Neither);
    let slots = sides.slots(week("America/Los_Angeles", "2026-W48"), Minutes(30));
    assert!(slots.contains(&slot));
    assert_eq!(zone("America/Los_Angeles").weekday_time(slot.starts), "Mon 23 Nov, 15:45");
}

/// Monrovia set its clock forward by 44 minutes and 30 seconds on 7 January 1972.
#[test]
fn slots_stay_on_the_quarters_of_the_wall_clock_after_an_odd_change() {
    let anybody = person("Africa/Monrovia", "Mon-Sun 00:00-24:00", &[]);
    let span = Span {
        from: at("Africa/Monrovia", "1972-01-06T23:10"),
        to: at("Africa/Monrovia", "1972-01-07T01:50"),
    };
    let slots = between(&anybody, &anybody).slots(span, Minutes(30));
    let shown: Vec<String> = slots
        .iter()
        .map(|slot| zone("Africa/Monrovia").local(slot.starts).time().to_string())
        .collect();
    assert_eq!(shown, ["23:15:00", "23:30:00", "23:45:00", "00:45:00", "01:00:00", "01:15:00"]);
}

#[test]
fn times_on_both_sides_of_midnight_do_not_run_into_each_other() {
    let hours = person("Europe/Lisbon", "23:45-00:20", &[]).comfort().clone();
    let night = CallHours::new(hours, "23:45-00:20".parse().unwrap());
    let all = week("Europe/Lisbon", "2026-W48");
    let [from, to] = ["2026-11-24T23:45", "2026-11-25T00:20"].map(|it| at("Europe/Lisbon", it));
    let busy = [Span { to: from, ..all }, Span { from: to, ..all }];
    let sides = Sides { mentor: Caller { hours: &night, busy: &busy }, ..between(&night, &night) };
    let now = at("Europe/Lisbon", "2026-11-22T12:00");
    let asked = Ask { minutes: Minutes(20), ..ask(now, Side::Mentor) };
    assert_eq!(sides.slots(all, Minutes(20)).len(), 2, "one on each day");
    assert_eq!(sides.openings(all, asked).slots().len(), 1);
}
