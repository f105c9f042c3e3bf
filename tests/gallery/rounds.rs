//! The rooms of the gallery for a cohort's week: the question, its answers, and the digest.

use jiff::civil::date;
use trellis::{
    domain::{
        discussion::Topic,
        help_channel::Standing,
        ids::{PersonId, RoundAnswerId, RoundId, WinId},
        person::Person,
        round::{Answer, Digest, How, Round, Words},
        text::{Link, UserText},
    },
    features::{
        access::cohorts::Answering,
        digest::views::{self as digest, Counts, Shown},
        round::views as round,
        wins::views as wins,
    },
    slack::blocks::Message,
};

use crate::{cast, cohorts::autumn, hanging::Gallery};

fn a_round() -> Round {
    Round {
        id: RoundId(7),
        cohort: autumn(Standing::Open).id,
        week: cast::week(),
        closes_at: cast::at("2026-12-03T10:00:00Z"),
        digest: Digest::Due(cast::at("2026-11-23T10:00:00Z")),
    }
}

fn words(learned: Option<UserText>, struggled: Option<UserText>, wants_help: bool) -> Words {
    Words { learned, struggled, wants_help }
}

fn usual() -> Words {
    words(Some(cast::words("How lifetimes nest.")), Some(cast::words("Async traits.")), true)
}

fn worst() -> Words {
    words(Some(cast::worst()), Some(cast::worst()), true)
}

/// The question and its answers.
pub(crate) fn asked(gallery: &mut Gallery) {
    gallery.part("A cohort is asked about its week");
    let ines = cast::ines();
    for answered in [0, 1, 7] {
        gallery.message(&format!("{answered} answered"), &round::asked(&a_round(), answered));
    }
    let answering = |written: Option<Words>, is_member| Answering {
        round: a_round(),
        cohort: autumn(Standing::Open),
        person: ines.clone(),
        is_member,
        written: written.map(|words| (RoundAnswerId(1), words)),
    };
    gallery.view("the form", &round::form(&answering(None, true)));
    gallery.view("the form again", &round::form(&answering(Some(usual()), true)));
    gallery.strain_view("the form, full", &round::form(&answering(Some(worst()), true)));
    gallery.view("too late", &round::over(&answering(None, true)));
    gallery.view("left since", &round::over(&answering(Some(usual()), false)));
    gallery.sentence("too late, while writing", &round::is_over(&answering(None, true)));
    gallery.sentence("nothing written", &round::write_one());
    gallery.sentence("help with nothing", &round::with_what());
    gallery.sentence("not a member", &round::for_members());
    gallery.message("an answer", &round::answer(&ines, &usual()));
    gallery.message("half an answer", &round::answer(&ines, &words(usual().learned, None, false)));
    gallery.strain("a long answer", &round::answer(&ines, &worst()));
    gallery.message("taken back", &round::gone(&ines));
    gallery.view("taken back, to its author", &round::taken_back());
}

fn answered(author: &Person, how: How) -> (Person, Answer) {
    let answer = Answer {
        id: RoundAnswerId(1),
        round: RoundId(7),
        author: PersonId(author.id.0),
        how,
        written_at: cast::at(cast::FRIDAY),
    };
    (author.clone(), answer)
}

/// The digest.
pub(crate) fn told(gallery: &mut Gallery) {
    gallery.part("A cohort is told about its week");
    gallery.sentence("no channel", &round::no_channel());
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let counts = Counts { answered: Some((3, 9)), checkins: 8, calls: 1 };
    let link = Link::parse("https://example.slack.com/archives/C1/p1").ok();
    let typed = |link: Option<Link>| How::Typed(("C1".into(), "1.1".into()), link);
    let shown = Shown {
        cohort: autumn(Standing::Open),
        week: cast::week(),
        wins: vec![(lena.clone(), cast::words("The import is live."))],
        answers: vec![
            answered(&ines, How::Written(usual())),
            answered(&noah, typed(link.clone())),
            answered(&lena, typed(None)),
        ],
        ahead: Vec::new(),
        counts: Some(counts),
    };
    gallery.message("all there can be", &digest::digest(&shown));
    let on = date(2026, 12, 7);
    let topic =
        Topic { words: cast::words("Traits"), link: Link::parse("https://example.com/t").ok() };
    let alone = digest::next_discussion((&cast::ines(), on), None);
    let ahead = digest::next_discussion((&cast::noah(), on), Some(&topic));
    gallery.message("what is ahead", &Message::new("Ahead").blocks(ahead).blocks(alone));
    let few = Shown {
        counts: None,
        answers: shown.answers[..1].to_vec(),
        wins: Vec::new(),
        ..shown.clone()
    };
    gallery.message("few members", &digest::digest(&few));
    let none = Shown { answers: Vec::new(), ..few.clone() };
    gallery.message("taken back", &digest::digest(&none));
    let long = Shown { answers: vec![answered(&ines, How::Written(worst()))], ..few.clone() };
    gallery.message("a long one", &digest::digest(&long));
    gallery.message("goes on", &digest::page(&long, 1).expect("a second page"));
    assert_eq!((digest::count_pages(&long), digest::count_pages(&none)), (2, 0));
    let many = Shown { answers: vec![answered(&ines, How::Written(worst())); 60], ..shown };
    for page in 0..digest::count_pages(&many) {
        gallery.strain(&format!("page {page} of many"), &digest::page(&many, page).unwrap());
    }
    gallery.strain("many", &digest::digest(&many));
    gallery.message("a page it has no more", &digest::no_page());
    gallery.message("late", &digest::late(&ines));
}

/// What went well.
pub(crate) fn wins(gallery: &mut Gallery) {
    gallery.part("A cohort hears what went well");
    let ines = cast::ines();
    let open = autumn(Standing::Open);
    gallery.view("the form", &wins::form(&open));
    gallery.view("told", &wins::told(&open));
    gallery.message("in the channel", &wins::win(&ines, (WinId(1), &cast::words("It is live."))));
    gallery.strain("a long one", &wins::win(&ines, (WinId(1), &cast::worst())));
    gallery.message("taken back", &wins::gone(&ines));
    gallery.sentence("in no cohort", &wins::in_none());
    gallery.sentence("no channel", &wins::no_channel());
}
