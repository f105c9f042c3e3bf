//! The hall of the gallery: App Home, the template, help, and what goes wrong.

use std::num::NonZeroU8;

use jiff::civil::date;
use trellis::{
    domain::{
        attention::{Allowed, Kind, WeeklyCap},
        draft::About,
        ids::{CallId, CheckinId, GoalId, PairId, QuestionId, ReviewId, SlackUser},
        learning::Learning,
        nudge::Later,
        pair::{Ending, Side},
        person::{Person, ZoneSource},
        rhythm::Mark,
        template::{
            Template, Version,
            notation::{MAX_CHARS, Misfit, Place, Problem, write},
        },
        working_hours::DateRange,
    },
    features::{
        access,
        attention::{card::Filled, views as attention},
        checkin::views::prompt,
        help::views as help,
        home::views as home,
        template::views as template,
    },
    server::views as server,
    slack::{action::PairWeek, blocks::preview::preview_view, command::usage::Audience},
};

use crate::{cast, hanging::Gallery};

fn section(side: Side, state: home::State, owed: usize) -> home::Section {
    let partner = if side == Side::Mentor { cast::ines() } else { cast::noah() };
    home::Section {
        pair: PairId(1),
        side,
        state,
        partner,
        partner_away_until: None,
        write: Some(cast::week()),
        early: None,
        open: Vec::new(),
        marks: vec![(cast::week(), Mark::OnTime)],
        owed: (0..owed)
            .map(|i| {
                let mut checkin = cast::checkin(cast::answers());
                checkin.id = CheckinId(i64::try_from(i).unwrap());
                checkin
            })
            .collect(),
        questions: Vec::new(),
        actions: vec![
            cast::action(1, Side::Mentee, "Read chapter four"),
            cast::action(2, Side::Mentor, "Find the old design document"),
        ],
        now: cast::at(cast::MONDAY),
        next_due: Some(cast::at("2026-11-13T15:00:00Z")),
        call: None,
        office: None,
        goals: home::goals::Goals::default(),
        agreed: home::agreement::Agreed::default(),
        shelf: home::shelf::Shelf::default(),
        first_week: None,
        review: None,
        way: (NonZeroU8::new(1), Some(date(2027, 5, 3))),
        drafts: Vec::new(),
    }
}

/// App Home.
pub(crate) fn home(gallery: &mut Gallery) {
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let usual = home::Quiet::default();
    let (no, yes) = ((home::Leading::No, &usual), (home::Leading::Yes, &usual));
    gallery.part("App Home");
    gallery.view("a stranger's", &home::stranger(home::Leading::No));
    gallery.view("a stranger's who leads", &home::stranger(home::Leading::Yes));
    gallery.view("a lead's", &home::home(&lena, (&[], None, None), yes));
    for (name, times) in [("somebody's who helped", 1), ("somebody's who helped often", 3)] {
        let helped = Some(home::Helped { said_at: cast::at(cast::FRIDAY), times });
        gallery.view(name, &home::home(&lena, (&[], None, helped), no));
    }
    let mut waiting = section(Side::Mentee, home::State::Active, 1);
    waiting.open = vec![cast::week().next(), cast::week()];
    gallery.view("a mentee's", &home::home(&ines, (&[waiting], None, None), no));
    for (name, side, reader) in [("mentee", Side::Mentee, &ines), ("mentor", Side::Mentor, &noah)] {
        let mut coming = section(side, home::State::Active, 0);
        coming.office = Some(crate::office::coming());
        coming.call = Some((CallId(5), cast::at("2026-11-17T15:00:00Z")));
        let shown = home::home(reader, (&[coming], None, None), no);
        gallery.view(&format!("a {name}'s, with a call and office hours"), &shown);
    }
    let mut beginning = section(Side::Mentee, home::State::Active, 0);
    beginning.first_week = Some((3, 8));
    gallery
        .view("a mentee's, in the first week", &home::home(&ines, (&[beginning], None, None), no));
    let mut drafting = section(Side::Mentee, home::State::Active, 0);
    drafting.drafts = vec![
        (About::Checkin(PairId(1), cast::week()), Some(cast::week())),
        (About::Question(PairId(1), None), None),
        (About::Question(PairId(1), Some(QuestionId(3))), None),
    ];
    gallery.view("a mentee's with a draft", &home::home(&ines, (&[drafting], None, None), no));
    let mut drafting = section(Side::Mentor, home::State::Active, 1);
    drafting.drafts = vec![
        (About::Reply(CheckinId(7)), Some(cast::week())),
        (About::Answer(QuestionId(3)), None),
        (About::Agenda(CallId(5)), None),
        // It is of no pair, and stands in the journal alone.
        (About::Journal(None), None),
    ];
    gallery.view("a mentor's with drafts", &home::home(&noah, (&[drafting], None, None), no));
    let mut drafting = section(Side::Mentor, home::State::Active, 0);
    drafting.goals = crate::goals::at_home();
    drafting.drafts =
        vec![(About::Goal(PairId(1), None), None), (About::Goal(PairId(1), Some(GoalId(3))), None)];
    gallery.view("a mentor's with a draft", &home::home(&noah, (&[drafting], None, None), no));
    let mut calm = section(Side::Mentee, home::State::Active, 0);
    calm.write = None;
    let mut early = section(Side::Mentee, home::State::Active, 0);
    early.early = Some(cast::week().next());
    gallery.view("a mentee's, early", &home::home(&ines, (&[early], None, None), no));
    let mut seasoned = section(Side::Mentee, home::State::Active, 0);
    let weeks = std::iter::successors(Some(cast::week()), |week| Some(week.next()));
    let every = [
        Mark::OnTime,
        Mark::Late,
        Mark::Missed,
        Mark::Covered,
        Mark::Skipped,
        Mark::Away,
        Mark::Open,
    ];
    seasoned.marks = weeks.zip(every).collect();
    gallery.view("a mentee's after a while", &home::home(&ines, (&[seasoned], None, None), no));
    let mut asking = section(Side::Mentee, home::State::Active, 0);
    asking.questions = crate::questions::of_every_state();
    gallery.view("a mentee's who asked", &home::home(&ines, (&[asking], None, None), no));
    let mut asked = section(Side::Mentor, home::State::Active, 1);
    asked.questions = crate::questions::of_every_state();
    gallery.view("a mentor's who was asked", &home::home(&noah, (&[asked], None, None), no));
    let mut keeping = section(Side::Mentee, home::State::Active, 0);
    let newest = Some((cast::noah(), cast::at(cast::FRIDAY)));
    keeping.shelf = home::shelf::Shelf { decisions: 1, resources: 3, newest };
    gallery.view("a mentee's who keeps things", &home::home(&ines, (&[keeping], None, None), no));
    for (name, side, reader) in [("mentee", Side::Mentee, &ines), ("mentor", Side::Mentor, &noah)] {
        for (how, agreed) in crate::agreements::at_home() {
            let mut agreeing = section(side, home::State::Active, 0);
            agreeing.agreed = agreed;
            let shown = home::home(reader, (&[agreeing], None, None), no);
            gallery.view(&format!("a {name}'s, {how}"), &shown);
        }
    }
    let ended = home::Over { at: cast::at(cast::MONDAY), how: Ending::Completed, words: None };
    let mut over = section(Side::Mentee, home::State::Ended(ended), 0);
    over.agreed = crate::agreements::at_home().pop().unwrap().1;
    over.drafts = vec![(About::Checkin(PairId(1), cast::week()), Some(cast::week()))];
    gallery.view("a mentee's who had agreed", &home::home(&ines, (&[over], None, None), no));
    for (name, has_answered) in [("to look back", false), ("looked back", true)] {
        let mut looking = section(Side::Mentee, home::State::Active, 0);
        let until = jiff::civil::date(2026, 12, 27);
        looking.review = Some(home::Review { id: ReviewId(5), until, has_answered });
        looking.drafts = vec![(About::Review(ReviewId(5)), None)];
        let shown = home::home(&ines, (&[looking], None, None), no);
        gallery.view(&format!("a mentee's: {name}"), &shown);
    }
    gallery.view("a mentee's, calm", &home::home(&ines, (&[calm], None, None), no));
    let mut away = section(Side::Mentee, home::State::Active, 0);
    away.partner_away_until = Some(jiff::civil::date(2026, 11, 20));
    let leave =
        DateRange::new(jiff::civil::date(2026, 12, 21), jiff::civil::date(2027, 1, 1)).unwrap();
    gallery.view("both away", &home::home(&ines, (&[away], Some(leave), None), no));
    let owing = section(Side::Mentor, home::State::Active, 2);
    gallery.view("a mentor's", &home::home(&noah, (&[owing], None, None), no));
    let mut unpromised = section(Side::Mentor, home::State::Active, 1);
    (unpromised.owed[0].owed_by, unpromised.next_due) = (None, None);
    gallery
        .view("a mentor's, nothing promised", &home::home(&noah, (&[unpromised], None, None), no));
    let early = section(Side::Mentee, home::State::Proposed, 0);
    gallery.view("before both have said yes", &home::home(&ines, (&[early], None, None), no));
    for (name, how, words) in [
        ("afterwards", Ending::Early, None),
        ("afterwards, with a reason", Ending::Early, Some(cast::words("I go to another office."))),
        ("peers", Ending::Completed, None),
    ] {
        let ended = home::Over { at: cast::at(cast::MONDAY), how, words };
        let over = section(Side::Mentor, home::State::Ended(ended), 0);
        gallery.view(name, &home::home(&noah, (&[over], None, None), no));
    }
    let until = Some(date(2027, 11, 1));
    for (every, until) in [(4, until), (2, until), (1, None), (0, None)] {
        let mut later = section(Side::Mentee, home::State::Active, 0);
        later.way = (NonZeroU8::new(every), until);
        gallery.view("in another rhythm", &home::home(&ines, (&[later], None, None), no));
    }
    for source in [ZoneSource::Programme, ZoneSource::Nobody] {
        let mut person = cast::ines();
        person.zone_source = source;
        let view = home::home(&person, (&[], None, None), no);
        let text = preview_view(&view);
        gallery.sentence(&format!("the zone of {source:?}"), text.lines().nth_back(2).unwrap());
    }
    let many = |pair: i64| {
        let mut section = section(Side::Mentor, home::State::Active, 20);
        section.pair = PairId(pair);
        let newest = Some((cast::noah(), cast::at(cast::FRIDAY)));
        section.shelf = home::shelf::Shelf { decisions: 12, resources: 30, newest };
        let drafts = (0..20).map(|i| (About::Reply(CheckinId(pair * 100 + i)), Some(cast::week())));
        section.drafts = drafts.collect();
        let until = jiff::civil::date(2026, 12, 27);
        section.review = Some(home::Review { id: ReviewId(pair), until, has_answered: true });
        for (checkin, i) in section.owed.iter_mut().zip(0..) {
            checkin.id = CheckinId(pair * 100 + i);
        }
        section
    };
    let full: Vec<home::Section> = (1..=2).map(many).collect();
    gallery.strain_view("a full mentor's", &home::home(&noah, (&full, None, None), yes));
}

/// What is said unasked.
pub(crate) fn attention(gallery: &mut Gallery) {
    let (ines, noah, now) = (cast::ines(), SlackUser::from("U0NOAH"), cast::at(cast::FRIDAY));
    let about = PairWeek { pair: PairId(1), week: cast::week() };
    let request = || prompt::prompt(about, &noah, Some(Later::Today(now)));
    let (key, last) = ("prompt/1/2026-W45/0", jiff::civil::date(2026, 12, 3));
    gallery.part("What is said unasked");
    gallery.message("a request", &attention::signed(request(), key));
    let on_it = vec![request(), prompt::written(about.week), attention::moved_on()];
    gallery.message("a card", &attention::card(on_it, Some(key)));
    let answered = vec![prompt::written(about.week), prompt::skipped(about)];
    gallery.message("a card, nothing open", &attention::card(answered, None));
    gallery.message("a card with one thing on it", &attention::card(vec![request()], Some(key)));
    let mut filled = Filled::default();
    let full: Vec<_> =
        std::iter::repeat_with(request).take(50).take_while(|it| filled.takes(it)).collect();
    assert!(full.len() > 5, "a card that holds hardly anything");
    gallery.strain("a full card", &attention::card(full, Some(&"k".repeat(200))));
    let asked = prompt::why_asked(about.week, now, (&ines, &noah));
    let reminded = prompt::why_reminded(about.week, now, (&ines, &noah));
    let usual = Allowed::default();
    let reasons = [(Kind::Prompt, asked), (Kind::Reminder, reminded)];
    gallery.view("why", &attention::why((ines.id, key), &reasons, &usual).into());
    let less = Allowed {
        weekly: WeeklyCap::new(1).unwrap(),
        off: [Kind::Reminder].into(),
        muted_on: Some(last),
        urgent: true,
    };
    gallery.view("why, switched off", &attention::why((ines.id, key), &reasons[1..], &less).into());
    let nothing = Allowed { weekly: WeeklyCap::new(0).unwrap(), ..Allowed::default() };
    gallery.view(
        "why, nothing wanted",
        &attention::why((ines.id, key), &reasons[..1], &nothing).into(),
    );
    let many: Vec<_> = std::iter::repeat_n(reasons[0].clone(), 20).collect();
    gallery
        .strain_view("why, of a full card", &attention::why((ines.id, key), &many, &usual).into());
    gallery.view("the settings", &attention::settings(&ines, &usual, now).into());
    let learner = Person { learns_by: Some(Learning::HandsOn), ..ines.clone() };
    gallery.view(
        "the settings of somebody who learns by doing",
        &attention::settings(&learner, &usual, now).into(),
    );
    gallery.view("the settings, quieter", &attention::settings(&ines, &less, now).into());
    for kind in Kind::all() {
        gallery.sentence(kind.as_str(), attention::name(kind));
    }
    gallery.message("muted", &attention::muted(last));
    gallery.message("no longer muted", &attention::unmuted());
    for (name, sentence) in [
        ("a mute that is over", attention::mute_is_over()),
        ("a mute too long", attention::mute_too_long()),
        ("not muted", attention::not_muted()),
        ("no such number", attention::bad_cap()),
        ("not met", attention::not_met()),
    ] {
        gallery.sentence(name, &sentence);
    }
    let quiet = |allowed: &Allowed| {
        let allowed = allowed.clone();
        let quiet = home::Quiet { muted_until: allowed.muted_on, allowed };
        let home = home::home(&ines, (&[], None, None), (home::Leading::No, &quiet));
        preview_view(&home).lines().find(|line| line.contains("Quiet")).unwrap().to_owned()
    };
    gallery.sentence("App Home when it is quiet", &quiet(&less));
    gallery.sentence("App Home when nothing is wanted", &quiet(&nothing));
}

/// What the programme asks.
pub(crate) fn template(gallery: &mut Gallery) {
    gallery.part("The template");
    gallery.view("the form", &template::form(&cast::template()));
    let mut longest = cast::worst_template();
    let fits = |longest: &Template| {
        write(&longest.content, Place::LookingBack).chars().count() <= MAX_CHARS
    };
    while !fits(&longest) {
        longest.content.looking_back.pop();
    }
    gallery.strain_view("the longest form", &template::form(&longest));
    gallery.view("saved", &template::saved(Version(2)).into());
    gallery.view("unchanged", &template::unchanged(Version(2)).into());
    gallery.sentence("changed meanwhile", &template::changed_meanwhile());
    for place in Place::ALL {
        gallery.sentence(template::field(place), template::label(place));
    }
    let name = || "week".to_owned();
    for problem in [
        Problem::NoPart,
        Problem::NoTitle,
        Problem::LongTitle(70),
        Problem::EmptyPart,
        Problem::NoParts,
        Problem::NoLabel,
        Problem::LongLabel(130),
        Problem::LongHint(210),
        Problem::NoName,
        Problem::LongName(50),
        Problem::TakenName(name()),
        Problem::ReservedName(name()),
        Problem::NeverRequired,
        Problem::UnknownPart("praise".to_owned()),
    ] {
        let misfit = Misfit { place: Place::LookingBack, line: Some(3), problem };
        gallery.sentence("a line that does not fit", &template::misfit(&misfit));
    }
    for problem in [
        Problem::TooMany(200),
        Problem::TooManyPlanned(4),
        Problem::TooManyMonthly(13),
        Problem::NothingRequired,
        Problem::NothingPlanned,
        Problem::NoReply,
        Problem::TooLong(3100),
    ] {
        let misfit = Misfit { place: Place::LookingBack, line: None, problem };
        gallery.sentence("all of it does not fit", &template::misfit(&misfit));
    }
}

/// Help, and what goes wrong.
pub(crate) fn help(gallery: &mut Gallery) {
    use Audience::{Anybody, Keepers, Leads, Pairs};
    gallery.part("Help, and what goes wrong");
    gallery.message("help for a stranger", &help::usage(&[Anybody], None));
    gallery.message("help for a pair", &help::usage(&[Pairs, Anybody], None));
    gallery.message("help for a mentor", &help::usage(&[Pairs, Anybody, Keepers], None));
    let everything = help::usage(&[Pairs, Anybody, Keepers, Leads], None);
    gallery.message("help for a lead who is a mentor, too", &everything);
    let problem = Some("I don't know that one.");
    gallery.message("not understood, a lead", &help::usage(&[Anybody, Keepers, Leads], problem));
    gallery.message("a notice", &help::notice(access::NOT_YOURS));
    gallery.view("a notice in a modal", &help::notice_modal(access::NOT_YOURS).into());
    gallery.sentence("not saved", &help::not_saved());
    gallery.sentence("not shown", &help::not_shown());
    gallery.sentence("of a pair that is over", &help::over(&cast::noah().user));
    gallery.sentence("of a pair that is over, in a form", &help::over_in_a_form());
    gallery.message("slow", &server::still_working());
    gallery.message("broken", &server::broke_off());
    gallery.sentence("slow, under a field", &server::still_saving());
    gallery.sentence("broken, under a field", &server::not_saved());
}
