//! The rooms of the gallery for office hours: setting them, and what stands in the help channel.

use jiff::civil::{Weekday, time};
use trellis::{
    domain::{
        ids::{PersonId, SessionId, SlackUser},
        office_hours::{
            Every, Length, Line, OfficeHours, Outcome, Place, Session, Set, Span, Standing,
        },
    },
    features::{office_hours::views as office_hours, schedule::office::Coming},
};

use crate::{cast, hanging::Gallery};

/// Thursday, 12 November, 10:00 to 10:45 in New York.
fn span() -> Span {
    Span { opens: cast::at("2026-11-12T15:00:00Z"), closes: cast::at("2026-11-12T15:45:00Z") }
}

/// The same, in the help channel.
pub(crate) fn coming() -> Coming {
    Coming { span: span(), channel: "C1".into() }
}

fn thursdays() -> Set {
    Set {
        weekday: Weekday::Thursday,
        begins: time(10, 0, 0, 0),
        every: Every::SecondWeek,
        length: Length::USUAL,
    }
}

/// Setting them, and asking when they are.
pub(crate) fn set(gallery: &mut Gallery) {
    gallery.part("Office hours");
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let channel = "C1".into();
    gallery.view("none yet", &office_hours::form(&noah, (None, None), (&channel, &[])));
    let hours = OfficeHours::new(thursdays(), "2026-11-12".parse().unwrap()).unwrap();
    let theirs = [(&lena, Some(coming()))];
    let shown = office_hours::form(&noah, (Some(&hours), Some(span())), (&channel, &theirs));
    gallery.view("the form, of a mentor with a mentor", &shown);
    let shown = office_hours::form(&noah, (Some(&hours), None), (&channel, &[]));
    gallery.view("they fit no longer", &shown);
    assert_eq!(office_hours::read_weekday("Thursday"), Some(Weekday::Thursday));
    assert_eq!(office_hours::read_weekday("none"), None);
    let both = [(&noah, Some(coming())), (&lena, None)];
    gallery.view("what is coming", &office_hours::coming(&ines, &both));
    gallery.sentence("when", &office_hours::from_until(&ines, span()));
    gallery.view("saved", &office_hours::saved(&noah, Some(span()), &channel));
    gallery.view("saved, away for long", &office_hours::saved(&noah, None, &channel));
    gallery.view("stopped", &office_hours::stopped(&noah, None));
    gallery.view("stopped while open", &office_hours::stopped(&noah, Some(span())));
    gallery.sentence("in no pair", &office_hours::in_no_pair());
    gallery.sentence("off", &office_hours::off());
    gallery.sentence("no channel", &office_hours::nowhere());
    gallery.sentence("not chosen", &office_hours::not_chosen());
    gallery.sentence("outside", &office_hours::outside_hours(&noah, &thursdays()));
    let saturdays = Set { weekday: Weekday::Saturday, ..thursdays() };
    gallery.sentence("on a day off", &office_hours::outside_hours(&noah, &saturdays));
}

fn line(count: usize) -> Line {
    let place = |nth: usize| Place {
        user: SlackUser::from(format!("U{nth:03}")),
        since: format!("17944968{nth:02}.000100").as_str().into(),
        standing: Standing::Waiting,
    };
    Line::new((0..count).map(place).collect())
}

/// What stands in the channel.
pub(crate) fn held(gallery: &mut Gallery) {
    gallery.part("Office hours in the help channel");
    let noah = cast::noah();
    let session = Session {
        id: SessionId(5),
        mentor: PersonId(2),
        channel: "C1".into(),
        span: span(),
        turn: 2,
        outcome: None,
    };
    for (name, count) in [("nobody yet", 0), ("two", 2)] {
        gallery.message(name, &office_hours::open(&noah, (&session, &line(count))));
    }
    gallery.strain("many", &office_hours::open(&noah, (&session, &line(90))));
    for came in 0..3 {
        let outcome = Outcome { came, unserved: 0 };
        gallery.message(&format!("{came} came"), &office_hours::closed(&noah, outcome));
    }
    gallery.message("the next one", &office_hours::your_turn(&"U001".into()));
    gallery.message("no time for all", &office_hours::unserved(&noah, Some(span())));
    gallery.message("no time for all, and none to come", &office_hours::unserved(&noah, None));
    gallery.sentence("over", &office_hours::over(&noah, Some(span())));
    gallery.sentence("over for long", &office_hours::over(&noah, None));
    gallery.sentence("one's own", &office_hours::own_line());
    gallery.sentence("in line already, first", &office_hours::in_line_already(1));
    gallery.sentence("in line already", &office_hours::in_line_already(3));
    gallery.sentence("not in line", &office_hours::not_in_line());
    gallery.sentence("pressed by somebody else", &office_hours::only_the_mentor(&noah));
    gallery.sentence("nobody in line", &office_hours::nobody_in_line());
    gallery.sentence("pressed twice", &office_hours::went_on_already());
}
