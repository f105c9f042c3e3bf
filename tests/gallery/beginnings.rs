//! The rooms of the gallery for what a pair begins with, and for what people write for themselves.

use jiff::Timestamp;
use trellis::{
    domain::{
        draft::{About, Draft},
        first_week::{FirstWeek, Item},
        guide::{BadLine, Guide, LineProblem, MAX_TEXT, MOST, Place},
        ids::{EntryId, PairId, PersonId, ProgrammeId, ShareId},
        journal::{Entry, Share, ShareState},
        pair::Side,
        template::Version,
        text::{Link, LinkProblem, UserText},
        tip::COUNT,
    },
    features::{
        guide::views::{first_week, guide, usual},
        journal::views as journal,
        tips::views as tips,
    },
    slack::action::journal::{EntryForm, JournalPage},
    store::drafts::Kept,
};

use crate::{cast, hanging::Gallery};

fn short(chars: usize) -> UserText {
    UserText::unfinished(cast::worst().expose(), chars).unwrap()
}

/// The guide, as it is read and written.
pub(crate) fn the_guide(gallery: &mut Gallery) {
    gallery.part("The guide");
    let usual = usual::guide();
    gallery.view("the one all begin with", &guide::page(&usual, None, guide::Editing::Never));
    let by = (cast::lena(), cast::at(cast::FRIDAY));
    let bare = Guide {
        tools: Vec::new(),
        for_mentees: Vec::new(),
        for_mentors: usual.for_mentors[..1].to_vec(),
        ..usual.clone()
    };
    let own = guide::page(&bare, Some(&by), guide::Editing::Possible);
    gallery.view("one that a lead wrote, for a lead", &own);
    gallery.view("the form", &guide::form(Version::FIRST, &usual));
    let link = Link::parse(&format!("https://example.com/{}", "x".repeat(2900))).unwrap();
    let place = Place { name: short(80), link };
    let text = short(MAX_TEXT);
    let worst = Guide {
        about: text.clone(),
        structure: text.clone(),
        first_week: text,
        tools: vec![place.clone(); MOST],
        for_mentees: vec![place.clone(); MOST],
        for_mentors: vec![place; MOST],
    };
    gallery.strain_view("the longest", &guide::page(&worst, Some(&by), guide::Editing::Possible));
    gallery.view("saved", &guide::saved());
    let all = [
        LineProblem::NoName,
        LineProblem::LongName(81),
        LineProblem::Link(LinkProblem::NotAnAddress),
        LineProblem::Link(LinkProblem::NotHttps),
        LineProblem::Link(LinkProblem::HasCredentials),
        LineProblem::Link(LinkProblem::TooLong),
        LineProblem::TooMany,
    ];
    let bad: Vec<BadLine> =
        all.into_iter().zip(1..).map(|(problem, line)| BadLine { line, problem }).collect();
    for three in bad.chunks(3) {
        gallery.sentence("bad lines", &guide::bad_lines(three));
    }
    gallery.sentence("changed meanwhile", &guide::changed_meanwhile());
    gallery.sentence("in no pair", &guide::not_in_a_pair());
}

/// The first week, for each side.
pub(crate) fn the_first_week(gallery: &mut Gallery) {
    gallery.part("The first week");
    for (side, partner) in [(Side::Mentee, cast::noah()), (Side::Mentor, cast::ines())] {
        let name = side.as_str();
        let list = |done: &[Item]| FirstWeek {
            pair: PairId(1),
            side,
            done: done.iter().copied().collect(),
        };
        gallery.message(&format!("a {name}'s"), &first_week::message(&list(&[]), &partner));
        let some = list(&[Item::Guide, Item::Hours, Item::FirstCall]);
        gallery.message(&format!("a {name}'s, begun"), &first_week::message(&some, &partner));
        gallery.view(&format!("a {name}'s, opened"), &first_week::list(&some));
        let all = list(&Item::ALL);
        gallery.message(&format!("a {name}'s, done"), &first_week::message(&all, &partner));
        gallery.message(&format!("a {name}'s, the pair is over"), &first_week::over(&some));
        assert_eq!(first_week::item(side, Item::Guide), "Read the guide");
    }
    gallery.sentence("how far", &first_week::progress((3, 8)));
    gallery.sentence("why", &first_week::why());
}

/// A year of tips for each side.
pub(crate) fn a_year_of_tips(gallery: &mut Gallery) {
    gallery.part("Tips");
    for side in [Side::Mentee, Side::Mentor] {
        let name = side.as_str();
        gallery.message(&format!("a {name}'s"), &tips::tip(side, 1).unwrap());
        gallery.sentence("why", &tips::why(side, 4));
        for number in 1..=COUNT {
            gallery.sentence(&format!("{name} {number}"), tips::words(side, number).unwrap());
        }
    }
}

fn entry(id: i64, words: UserText, edited_at: Option<Timestamp>) -> Entry {
    let (id, written_at) = (EntryId(id), cast::at(cast::FRIDAY));
    Entry { id, author: PersonId(1), written_at, edited_at, words }
}

fn share(state: ShareState) -> Share {
    Share {
        id: ShareId(1),
        pair: PairId(1),
        author: PersonId(1),
        shared_at: cast::at(cast::FRIDAY),
        state,
        words: None,
    }
}

/// The journal, as its author has it, and what the other one of a pair reads of it.
pub(crate) fn a_journal(gallery: &mut Gallery) {
    gallery.part("The journal");
    let (ines, noah) = (cast::ines(), cast::noah());
    let page = |skip| JournalPage { person: PersonId(1), skip };
    gallery.view("the switch", &journal::switch(ProgrammeId(1), false, None));
    let own = Some(page(0));
    gallery.view(
        "the switch of a lead who is a mentor, too",
        &journal::switch(ProgrammeId(1), true, own),
    );
    gallery.view("turned on", &journal::switched(true));
    gallery.view("turned off", &journal::switched(false));
    let empty = journal::List {
        reader: &ines,
        entries: &[],
        now: cast::at(cast::FRIDAY),
        count: 0,
        drafts: 0,
        writes: true,
        drafted: false,
        newer: None,
        older: None,
    };
    gallery.view("empty", &journal::list(&empty));
    gallery.view(
        "a draft of somebody who writes no more",
        &journal::list(&journal::List { drafts: 1, writes: false, ..empty }),
    );
    let calm = entry(7, cast::words("I asked early today, and nobody laughed."), None);
    let one = std::slice::from_ref(&calm);
    gallery.view(
        "one entry",
        &journal::list(&journal::List {
            entries: one,
            count: 1,
            drafts: 1,
            drafted: true,
            ..empty
        }),
    );
    let (newer, older) = (Some(page(0)), Some(page(20)));
    gallery.view(
        "in the middle, of somebody who writes no more",
        &journal::list(&journal::List {
            entries: one,
            count: 25,
            writes: false,
            now: cast::at("2027-02-05T12:00:00Z"),
            newer,
            older,
            ..empty
        }),
    );
    let many: Vec<Entry> = (0..10).map(|id| entry(id, cast::worst(), None)).collect();
    gallery.strain_view(
        "a full page",
        &journal::list(&journal::List { entries: &many, count: 200, newer, older, ..empty }),
    );
    let carries = EntryForm { edits: None };
    gallery.view("a new entry", &journal::form(carries, (None, None)));
    let edits = EntryForm { edits: Some(EntryId(7)) };
    gallery.view("a change", &journal::form(edits, (Some(&calm.words), None)));
    let draft = |words: &UserText| Kept {
        about: About::Journal(None),
        draft: Draft::default().with(journal::WORDS, Some(words.into())),
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let half = draft(&cast::words("I asked ea"));
    gallery.view("from a draft", &journal::form(carries, (None, Some((&half, &ines)))));
    let long = draft(&cast::worst());
    gallery.strain_view(
        "the longest",
        &journal::form(edits, (Some(&cast::worst()), Some((&long, &ines)))),
    );
    let open = [(PairId(1), noah.clone())];
    gallery.view("an entry", &journal::page(&calm, (&ines, true), (&[], &open)));
    let changed = entry(7, calm.words.clone(), Some(cast::at(cast::MONDAY)));
    let shared = ShareState::ALL.map(|state| (share(state), noah.clone()));
    gallery.view("a changed one, shared", &journal::page(&changed, (&ines, false), (&shared, &[])));
    let mut from_afar = share(ShareState::Waits);
    from_afar.shared_at = cast::at("2026-11-07T12:00:00Z");
    let waits = [(from_afar, noah.clone())];
    gallery.view("one that waits", &journal::page(&calm, (&ines, true), (&waits, &[])));
    let worst = entry(7, cast::worst(), None);
    gallery
        .strain_view("the longest entry", &journal::page(&worst, (&ines, true), (&shared, &open)));
    let stands = share(ShareState::Stands);
    gallery.message("shared", &journal::shared(&ines, (&stands, &calm.words)));
    gallery.strain("the longest, shared", &journal::shared(&ines, (&stands, &cast::worst())));
    gallery.message("taken back", &journal::taken_back(&ines));
    gallery.view("saved", &journal::saved());
    gallery.view("one erased", &journal::erased_one());
    gallery.view("all erased", &journal::erased());
    gallery.sentence("no journals here", &journal::none_here());
    gallery.sentence("in no pair", &journal::not_in_a_pair());
    gallery.sentence("the other one left", &journal::partner_left(&noah));
}
