//! The rooms of the gallery for a cohort itself: making one, being asked, its channel, and its end.

use jiff::civil::date;
use trellis::{
    domain::{
        cohort::{Belonging, Bound, Cohort, CohortName, NoName},
        help_channel::Standing,
        ids::{CohortId, PairId, PersonId, ProgrammeId},
        pair::Side,
        person::Person,
        zone::Zone,
    },
    features::{
        cohort::views::{
            self as cohort, Shown,
            making::{self, Filled},
        },
        ending::views::graduation,
    },
    slack::action::cohort::CohortForm,
};

use crate::{cast, hanging::Gallery};

/// A cohort of the gallery, whose channel stands like this.
pub(crate) fn autumn(standing: Standing) -> Cohort {
    Cohort {
        id: CohortId(1),
        programme: ProgrammeId(1),
        name: CohortName::parse("Autumn 2026").unwrap(),
        starts_on: date(2026, 11, 30),
        created_by: PersonId(3),
        bound: Some(Bound { channel: "C1".into(), by: PersonId(3), nth: 1, standing }),
        ended_at: None,
    }
}

/// The same, with a name that would like to be more than one.
fn hostile() -> Cohort {
    let name = CohortName::parse("*Autumn* <!channel> <@U0LENA> `x` _y_ ~z~ &lt;").unwrap();
    Cohort { name, ..autumn(Standing::Open) }
}

fn home() -> Zone {
    cast::ines().zone
}

/// Making one, and what a lead sees of it.
pub(crate) fn kept(gallery: &mut Gallery) {
    gallery.part("A cohort, for a lead");
    let programme = ProgrammeId(1);
    gallery.view("none yet", &cohort::list(programme, &[]).into());
    let open = autumn(Standing::Open);
    let archived = autumn(Standing::Archived);
    let unbound = Cohort { bound: None, ..autumn(Standing::Open) };
    let nth = |id, cohort: &Cohort| Cohort { id: CohortId(id), ..cohort.clone() };
    let some = [(open.clone(), 9), (nth(2, &archived), 1), (nth(3, &unbound), 0)];
    gallery.view("three", &cohort::list(programme, &some).into());
    let many: Vec<(Cohort, usize)> = (1..24).map(|id| (nth(id, &hostile()), 40)).collect();
    gallery.view("more than a page holds", &cohort::list(programme, &many).into());
    gallery.view("a new one", &making::form(&Filled::default()).into());
    let filled = Filled {
        about: CohortForm { cohort: Some(CohortId(1)), shown: vec![PersonId(1)] },
        name: Some(cast::words("Autumn 2026")),
        starts_on: Some(date(2026, 11, 30)),
        channel: Some("C1".into()),
        members: vec!["U0INES".into(), "U0OTTO".into()],
    };
    gallery.view("changed", &making::form(&filled).into());
    let shown = |person: Person, belonging, mentor: Option<&str>| Shown {
        person,
        belonging,
        mentor: mentor.map(Into::into),
    };
    let is_in = Belonging::In(cast::at(cast::FRIDAY));
    let members = [
        shown(cast::ines(), is_in, Some("U0NOAH")),
        shown(cast::noah(), Belonging::Expected, None),
        shown(cast::lena(), Belonging::Asked, None),
    ];
    gallery.view("one of them", &cohort::page(&open, &members, &home()).into());
    for standing in
        [Standing::Uninvited, Standing::NotPublic, Standing::SharedOutside, Standing::Gone]
    {
        let closed = autumn(standing);
        gallery.view(standing.as_str(), &cohort::page(&closed, &[], &home()).into());
    }
    gallery.view("no channel", &cohort::page(&unbound, &[], &home()).into());
    gallery.view("a hostile name", &cohort::page(&hostile(), &members, &home()).into());
    let zone = home();
    let first = Some((cast::at(cast::MONDAY), &zone));
    gallery.view("saved", &making::saved(&open, (8, 1), first).into());
    gallery.view("saved without a channel", &making::saved(&unbound, (0, 0), None).into());
    gallery.view("ended", &cohort::ended(&open).into());
    for standing in [Standing::Archived, Standing::Uninvited, Standing::Open] {
        let closed = autumn(standing);
        let message = cohort::closed(&closed, closed.bound.as_ref().unwrap());
        gallery.message(&format!("to a lead: {}", standing.as_str()), &message);
    }
    for (why, problem) in [("blank", NoName::Blank), ("long", NoName::TooLong(61))] {
        gallery.sentence(why, &making::bad_name(problem));
    }
    gallery.sentence("taken", &making::name_taken(&open.name));
    gallery.sentence("a day far away", &making::bad_start());
    gallery.sentence("another's channel", &making::channel_taken(&open));
    gallery.sentence("the help channel", &making::is_help_channel());
    gallery.sentence("too many", &making::too_many());
    gallery.sentence("a guest", &making::cannot(&[cast::ines()]));
    gallery.sentence("in another one", &making::elsewhere(&[cast::ines(), cast::noah()]));
    gallery.sentence("Slack is silent about people", &making::slack_is_silent());
}

/// Being asked, being in it, and leaving it.
pub(crate) fn belonging(gallery: &mut Gallery) {
    gallery.part("A cohort, for its members");
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let open = autumn(Standing::Open);
    let both = [ines.clone(), noah.clone()];
    gallery.message("hello", &cohort::hello(&open, (&both, &home()), &lena));
    gallery.message("hello, nobody in it", &cohort::hello(&hostile(), (&[], &home()), &lena));
    gallery.message("asked", &cohort::invited(&open, &lena));
    for belonging in [Belonging::In(cast::at(cast::FRIDAY)), Belonging::Out, Belonging::Asked] {
        gallery.message("answered", &cohort::invitation_answered(&open, belonging));
    }
    let over = Cohort { ended_at: Some(cast::at(cast::MONDAY)), ..autumn(Standing::Open) };
    gallery.message("over", &cohort::invitation_answered(&over, Belonging::Out));
    gallery.message("welcome", &cohort::welcome((&open, &ines), (&both, &home())));
    let alone = std::slice::from_ref(&ines);
    gallery.message("welcome, the first", &cohort::welcome((&hostile(), &ines), (alone, &home())));
    gallery.sentence("why", &cohort::why_welcome());
    gallery.view("one's own", &cohort::own((&open, &ines), &both, &home()).into());
    gallery.view("alone in it", &cohort::own((&open, &ines), alone, &home()).into());
    gallery.sentence("in none", &cohort::in_none());
    gallery.message("left", &cohort::left(&open));
    gallery.view("left, on the page", &cohort::left_page(&open).into());
}

/// One of them stands alone.
pub(crate) fn graduated(gallery: &mut Gallery) {
    gallery.part("A cohort hears that somebody stands alone");
    let (ines, noah) = (cast::ines(), cast::noah());
    let open = autumn(Standing::Open);
    let sides = [&[][..], &[Side::Mentor], &[Side::Mentee], &[Side::Mentor, Side::Mentee]];
    for agreed in sides {
        let blocks = graduation::tell_cohort((PairId(1), &open), (&noah, Side::Mentee), agreed);
        let message = graduation::to_mentee(PairId(1), &noah).blocks(blocks);
        gallery.message(&format!("asked: {agreed:?}"), &message);
    }
    gallery.sentence("nobody to tell", &graduation::nobody_to_tell());
    gallery.message("told", &graduation::in_cohort(&noah, &ines));
}
