//! The calendar of the gallery: working hours, leave, holidays.

use jiff::civil::{Date, Weekday, date};
use trellis::{
    domain::{
        availability::Availability,
        holidays::{
            BadLine, Holiday, HolidayProblem, KnownHoliday,
            ics::{Calendar, CalendarProblem, EventNumber},
        },
        ids::{CallId, HolidayId, LeaveId, PersonId, ProgrammeId, SlackUser},
        invitation::{Invitation, Standing, Uid},
        leave::{Leave, LeaveProblem, LeaveState, Reason, ReasonReaders},
        overlap::Minutes,
        pair::Side,
        person::Person,
        programme::Programme,
        text::{Link, UserText},
        working_hours::{DateRange, DayWindow, MONDAY_TO_FRIDAY, WindowProblem, WorkingHours},
    },
    features::{
        access, away::views as away, calendar_file::views as calendar_file,
        holidays::views as holidays, hours::views as hours, invitations::views as invitations,
    },
    slack::blocks::Message,
};

use crate::{cast, hanging::Gallery};

/// The calendar file of a call.
pub(crate) fn call_file(gallery: &mut Gallery) {
    gallery.part("The calendar file of a call");
    let call = Invitation {
        uid: Uid::of("salt", CallId(5)),
        sequence: 0,
        starts: cast::at("2026-11-12T15:00:00Z"),
        minutes: Minutes(25),
        link: Some(Link::parse("https://meet.example.org/abc").unwrap()),
        standing: Standing::Confirmed,
        stamped_at: cast::at(cast::FRIDAY),
    };
    let off = Invitation { standing: Standing::Cancelled, ..call.clone() };
    let offered = Message::new("Where a call is said")
        .blocks(invitations::calendars(&call))
        .block(invitations::call_file(CallId(5)));
    gallery.message("wherever a call is said", &offered);
    let other = cast::noah();
    for (name, address, with) in [
        ("where they meet: at their link", call.link.as_ref(), None),
        ("where they meet: in their room", None, None),
        ("where they meet: without a room", None, Some(&other)),
    ] {
        let place = Message::new("Where").block(invitations::where_you_meet(address, with));
        gallery.message(name, &place);
    }
    gallery.message("it did not get through", &calendar_file::lost(CallId(5), &call));
    gallery.message("nor when it was called off", &calendar_file::lost(CallId(5), &off));
    gallery.sentence("no time yet", &calendar_file::no_time());
}

/// Working hours.
pub(crate) fn hours(gallery: &mut Gallery) {
    let ines = cast::ines();
    gallery.part("Working hours");
    gallery.view("the form", &hours::form(&ines));
    gallery.message("typed", &hours::hours_set(&ines));
    gallery.view("filled in", &hours::page(&ines));
    let night: DayWindow = "22:00-06:00".parse().unwrap();
    let nights = WorkingHours::same(night, &MONDAY_TO_FRIDAY);
    let availability = Availability::new(ines.zone.clone(), nights, Vec::new());
    let at_night = Person { availability, ..ines.clone() };
    gallery.view("the form of somebody who works at night", &hours::form(&at_night));
    gallery.view("nights", &hours::page(&at_night));
    let fields: Vec<&str> = hours::days().map(hours::field).collect();
    gallery.sentence("the days", &fields.join(" / "));
    for (name, sentence) in [
        ("no hours", hours::bad_window(WindowProblem::NotATime)),
        ("backwards", hours::bad_window(WindowProblem::EndsBeforeItBegins)),
        ("one day in the other", hours::overlap(Weekday::Monday)),
        ("never", hours::never()),
        ("half of the hours for calls", hours::half_chosen()),
        ("calls backwards", hours::calls_backwards()),
        ("not met", access::NOT_MET.to_owned()),
    ] {
        gallery.sentence(name, &sentence);
    }
    assert_ne!(*ines.availability.hours(), WorkingHours::NEVER);
}

fn day(day: i8) -> Date {
    date(2026, 12, day)
}

fn leave((from, to): (Date, Date), reason: Option<(UserText, ReasonReaders)>) -> Leave {
    Leave {
        id: LeaveId(5),
        person: PersonId(2),
        range: DateRange::new(from, to).unwrap(),
        told_at: cast::at(cast::FRIDAY),
        reason: reason.map(|(text, readers)| Reason { text, readers }),
        state: LeaveState::Stands,
        next: None,
    }
}

/// Leave.
pub(crate) fn leave_views(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let trip = || cast::words("A trip to the sea");
    let one = leave((day(24), day(24)), None);
    let mine = leave((day(7), day(11)), Some((trip(), ReasonReaders::OnlyTheWriter)));
    let shared = leave((day(21), day(23)), Some((trip(), ReasonReaders::PartnerToo)));
    gallery.part("Leave");
    gallery.view("the form", &away::form(&ines, Some(day(7)), &[]));
    let mut known = [mine, shared.clone(), one.clone()];
    for (known, id) in known.iter_mut().zip(1..) {
        known.id = LeaveId(id);
    }
    gallery.view("the form with leave", &away::form(&ines, Some(day(7)), &known));
    let long: String = cast::worst().expose().chars().take(away::LONGEST_REASON).collect();
    let long = UserText::parse(&long, away::LONGEST_REASON).unwrap();
    let mut many: Vec<Leave> = Vec::new();
    for id in 0..24 {
        let mut one = leave((day(1), day(2)), Some((long.clone(), ReasonReaders::PartnerToo)));
        one.id = LeaveId(id);
        many.push(one);
    }
    gallery.strain_view("the longest form", &away::form(&ines, None, &many));
    gallery.message("away", &away::away(&ines, shared.range, Some(cast::at(cast::MONDAY))));
    gallery.message("away for a day", &away::away(&ines, one.range, None));
    gallery.view("filled in", &away::entered(&ines, shared.range, Some(cast::at(cast::MONDAY))));
    gallery.message("the mentor will be away", &away::partner_away((&noah, Side::Mentor), &shared));
    gallery.message("the mentee will be away", &away::partner_away((&ines, Side::Mentee), &one));
    gallery.message("not after all", &away::partner_stays((&noah, Side::Mentor), shared.range));
    gallery.message("the mentor is back", &away::partner_back((&noah, Side::Mentor)));
    gallery.message("the mentee is back", &away::partner_back((&ines, Side::Mentee)));
    gallery.message("back early", &away::back(&ines));
    gallery.sentence("why they were told", &away::why_told(&noah, &shared));
    gallery.sentence("why they were welcomed", &away::why_welcomed(&noah, &shared));
    gallery.message("back, and nothing waits", &away::welcome_back(&ines, &[]));
    let week = cast::week();
    let reply = |by| away::Waiting::Reply { to: SlackUser::from("U0INES"), week, by };
    let to = SlackUser::from("U0INES");
    let (asked_at, by) = (cast::at(cast::FRIDAY), Some(cast::at(cast::MONDAY)));
    let answer = away::Waiting::Answer { to, asked_at, by };
    let week = away::Waiting::Checkin(week);
    let waiting = [week, reply(Some(cast::at(cast::MONDAY))), reply(None), answer];
    gallery.message("back, and something waits", &away::welcome_back(&noah, &waiting));
    for (name, problem) in [
        ("backwards", LeaveProblem::EndsBeforeItStarts),
        ("over", LeaveProblem::Over),
        ("too long", LeaveProblem::TooLong),
        ("too far", LeaveProblem::TooFar),
        ("twice", LeaveProblem::Overlaps),
        ("too often", LeaveProblem::TooMany),
    ] {
        gallery.sentence(name, &away::problem(problem));
    }
    gallery.sentence("no day", &away::no_day());
    gallery.sentence("too late to take back", &away::over_already());
    gallery.sentence("not away", &away::not_away());
}

fn holiday((from, to): (Date, Date), name: &str) -> Holiday {
    Holiday { range: DateRange::new(from, to).unwrap(), name: name.to_owned() }
}

/// Holidays.
pub(crate) fn holidays(gallery: &mut Gallery) {
    let programme = Programme {
        id: ProgrammeId(1),
        name: "Mentorship".to_owned(),
        zone: None,
        checkin_rule: "0 15 * * FRI".to_owned(),
        checkin_every_weeks: 1,
        reply_owed_hours: 48,
        mentor_capacity: 2,
    };
    let known = |id, holiday| KnownHoliday { id: HolidayId(id), holiday };
    let list = [
        known(1, holiday((day(8), day(8)), "Immaculate Conception")),
        known(2, holiday((day(24), day(26)), "Christmas <!channel> *all* of it")),
    ];
    gallery.part("Holidays");
    gallery.view("the form", &holidays::form(&programme, &[]));
    gallery.view("the form with a list", &holidays::form(&programme, &list));
    gallery.view("saved", &holidays::saved(&list));
    let full: Vec<KnownHoliday> =
        (0..200).map(|id| known(id, holiday((day(8), day(9)), &"&".repeat(80)))).collect();
    let one = (programme.clone(), list.to_vec());
    gallery.view("to a mentor or mentee", &holidays::page(std::slice::from_ref(&one)));
    gallery.view(
        "to somebody in two programmes",
        &holidays::page(&[one, (programme.clone(), vec![])]),
    );
    gallery.sentence("to somebody in no pair", &holidays::no_pair());
    gallery.strain_view("the longest list", &holidays::form(&programme, &full));
    gallery.strain_view("the longest list, saved", &holidays::saved(&full));
    let long = (programme.clone(), full.clone());
    gallery.strain_view("the longest lists", &holidays::page(&[long.clone(), long]));
    let taken = vec![holiday((day(8), day(8)), "Immaculate Conception")];
    let calendar = |left_out| Calendar { holidays: taken.clone(), left_out };
    gallery.sentence("imported", &holidays::imported(&calendar(0)));
    gallery.sentence("imported in part", &holidays::imported(&calendar(3)));
    for problem in [
        HolidayProblem::NoDate,
        HolidayProblem::NoName,
        HolidayProblem::LongName,
        HolidayProblem::EndsBeforeItStarts,
        HolidayProblem::Over,
        HolidayProblem::TooLong,
        HolidayProblem::TooFar,
    ] {
        let line = BadLine { number: 2, problem };
        gallery.sentence(&format!("a line: {problem:?}"), &holidays::bad_line(line));
    }
    for problem in [
        CalendarProblem::TooLarge,
        CalendarProblem::NotACalendar,
        CalendarProblem::TooManyEvents,
        CalendarProblem::Unreadable(EventNumber(2)),
        CalendarProblem::Repeats(EventNumber(2)),
        CalendarProblem::NoDays,
    ] {
        gallery.sentence(&format!("a file: {problem:?}"), &holidays::bad_file(problem));
    }
    gallery.sentence("nothing", &holidays::nothing());
    gallery.sentence("too many", &holidays::too_many());
    gallery.sentence("nobody yet", &holidays::pair_first());
}
