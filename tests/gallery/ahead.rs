//! The room of the gallery for what is ahead: the preview, as a modal and as plain text.

use jiff::{SignedDuration, Timestamp};
use trellis::{
    domain::{
        ids::{PairId, PersonId, SessionId},
        outgoing::{Outgoing, Place},
        person::Person,
        preview::{Days, Scope, Wanted},
        zone::Zone,
    },
    features::preview::{
        Delay, End, Expected, Forecast, To,
        views::{self as preview, labels},
    },
};

use crate::{cast, hanging::Gallery, texts::hostile};

fn forecast(days: u32, expected: Vec<Expected>) -> Forecast {
    Forecast {
        reader: None,
        days: Days::new(days).unwrap(),
        until: cast::at(cast::MONDAY),
        expected,
        changes: 0,
        end: End::Reached,
    }
}

fn expected(at: Timestamp, to: To, says: Vec<Outgoing>) -> Expected {
    Expected { at, to, says, delay: Delay::None, key: String::new() }
}

fn prompt() -> Outgoing {
    Outgoing::Prompt { pair: PairId(1), week: cast::week(), nth: 0 }
}

/// Some of what may come in two days, in every shape a line can have.
fn some() -> Vec<Expected> {
    let (friday, monday) = (cast::at(cast::FRIDAY), cast::at(cast::MONDAY));
    let (ines, noah) = (cast::ines(), cast::noah());
    let room = To::Room { mentor: noah.clone(), mentee: ines.clone() };
    let together = To::Room { mentor: ines.clone(), mentee: ines.clone() };
    let both = vec![prompt(), Outgoing::Reminder { pair: PairId(1), week: cast::week() }];
    let greeting = Outgoing::Greeting { pair: PairId(1), to: Place::Room };
    let office = Outgoing::OfficeOpens { session: SessionId(1) };
    let mut waits = expected(monday, To::Person(noah), vec![prompt()]);
    waits.delay = Delay::Waited(friday);
    let mut held = expected(monday, To::Person(ines.clone()), vec![prompt()]);
    held.delay = Delay::Held(monday - SignedDuration::from_hours(2));
    vec![
        expected(friday, To::Person(ines), both),
        expected(friday, room, vec![greeting.clone()]),
        expected(friday, together, vec![greeting]),
        expected(monday, To::Channel("C0HELP".into(), Zone::utc()), vec![office]),
        waits,
        held,
    ]
}

/// `/mentor preview` and `trellis preview`.
pub(crate) fn previews(gallery: &mut Gallery) {
    gallery.part("What is ahead");
    let wanted = Wanted { scope: Scope::Everybody, days: Days::USUAL, page: 0 };
    gallery.view("at first", &preview::working().into());
    gallery.view("a fortnight", &preview::page(&forecast(14, some()), wanted).into());
    let mut own = forecast(1, some().into_iter().take(1).collect());
    (own.reader, own.changes) = (Some(cast::ines()), 1);
    gallery.view("one day of one's own", &preview::page(&own, wanted).into());
    gallery.view("nothing", &preview::page(&forecast(14, Vec::new()), wanted).into());
    let mut most = forecast(92, many());
    (most.end, most.changes) = (End::TooMuch(cast::at(cast::MONDAY)), 250);
    for page in [0, 1, u16::MAX] {
        gallery.strain_view("much", &preview::page(&most, Wanted { page, ..wanted }).into());
    }
    let text = preview::plain(&most);
    let last: Vec<&str> = text.lines().rev().take(6).collect();
    gallery.sentence("the end of much", &last.into_iter().rev().collect::<Vec<_>>().join("\n"));
    gallery.sentence("in a terminal", &preview::plain(&forecast(14, some())));
    gallery.sentence("the name of a kind", labels::label(&prompt()));
    gallery.view("too many wait", &preview::busy().into());
    gallery.view("it broke", &preview::failed().into());
    gallery.sentence("days there are not", &preview::bad_days());
    gallery.sentence("somebody unknown", &preview::unknown(&"U0SAM".into()));
}

/// As much as there can be, to people whose names would like to be more.
fn many() -> Vec<Expected> {
    let names = hostile();
    let person = |nth: usize| Person {
        id: PersonId(9),
        name: names[nth % names.len()].clone(),
        ..cast::noah()
    };
    let hours = |nth: usize| SignedDuration::from_hours(i64::try_from(nth).unwrap());
    (0..2_000)
        .map(|nth| {
            let to = To::Room { mentor: person(nth), mentee: person(nth + 1) };
            expected(cast::at(cast::FRIDAY) + hours(nth), to, vec![prompt(); 12])
        })
        .collect()
}
