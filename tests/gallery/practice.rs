//! The rooms of the gallery for challenges: the list, what is given, what is written about it, and a file of them.

use jiff::civil::date;
use trellis::{
    domain::{
        access::Role,
        challenge::{
            Assignment, Challenge, MAX_PART, Posed, Process, State, WriteUp,
            file::{self as parsed, FileProblem},
        },
        draft::{About, Draft},
        ids::{AssignmentId, ChallengeId, PairId, PersonId, ProgrammeId},
        kept::TagProblem,
        text::{Link, LinkProblem, UserText},
    },
    features::challenges::{
        file::Run,
        views::{
            file,
            given::{self, Given},
            list::{self, Entry, Filled, List},
            write_up::{self, Edits},
        },
    },
    slack::action::challenge::{ChallengeForm, ListPage},
    store::drafts::Kept,
};

use crate::{cast, hanging::Gallery};

fn posed() -> Posed {
    Posed {
        title: cast::words("The date picker is a day off"),
        link: Link::parse("https://example.com/bugs/12").unwrap(),
        labels: vec![cast::words("bug"), cast::words("good first issue")],
        context: Some(cast::words("It shows yesterday west of Lisbon.\nBegin in picker.rs.")),
    }
}

fn short(chars: usize) -> UserText {
    UserText::unfinished(cast::worst().expose(), chars).unwrap()
}

fn worst_posed() -> Posed {
    Posed {
        title: short(150),
        link: Link::parse(&format!("https://example.com/{}", "x".repeat(2900))).unwrap(),
        labels: vec![short(30); 8],
        context: Some(short(2000)),
    }
}

fn challenge(content: Posed) -> Challenge {
    Challenge {
        id: ChallengeId(12),
        programme: ProgrammeId(1),
        added_by: Some(PersonId(2)),
        content,
        is_retired: false,
    }
}

fn as_given(content: Posed, (state, is_written): (State, bool)) -> Given {
    let assignment = Assignment {
        id: AssignmentId(5),
        pair: PairId(1),
        challenge: ChallengeId(12),
        week: cast::week(),
        due_on: date(2026, 11, 13),
        state,
    };
    Given { assignment, challenge: challenge(content), is_written }
}

fn written(content: Process, version: u32) -> WriteUp {
    WriteUp {
        assignment: AssignmentId(5),
        author: PersonId(1),
        said_at: cast::at(cast::MONDAY),
        version,
        content,
    }
}

fn process() -> Process {
    Process {
        tried: cast::words("A test for the last day of a month."),
        narrowed: Some(cast::words("By halving the input until one date was left.")),
        differently: Some(cast::words("Ask where the zone comes from first.")),
        link: Link::parse("https://example.com/pull/7").ok(),
    }
}

fn worst_process() -> Process {
    Process {
        tried: short(MAX_PART),
        narrowed: Some(short(MAX_PART)),
        differently: Some(short(MAX_PART)),
        link: Some(worst_posed().link),
    }
}

/// The list, and one of it.
pub(crate) fn listed(gallery: &mut Gallery) {
    gallery.part("The list of challenges");
    let page = ListPage { programme: ProgrammeId(1), skip: 0 };
    let empty = List {
        page,
        role: Role::Lead,
        is_on: false,
        count: 0,
        through: 3,
        entries: &[],
        newer: None,
        older: None,
        mentee_in: None,
    };
    gallery.view("nothing on it, for a lead", &list::list(&empty));
    let from_a_file = Challenge { added_by: None, ..challenge(posed()) };
    let entries = [
        Entry { challenge: challenge(posed()), by: Some(cast::noah()), is_theirs: true },
        Entry { challenge: from_a_file, by: None, is_theirs: false },
    ];
    let older = Some(ListPage { skip: 15, ..page });
    let shown = List {
        role: Role::Mentor,
        is_on: true,
        count: 17,
        through: 2,
        entries: &entries,
        older,
        ..empty
    };
    gallery.view("for a mentor", &list::list(&shown));
    let mentee_in = Some(PairId(2));
    let second = List { newer: Some(page), mentee_in, ..shown };
    gallery.view("a second page, of a mentor who is a mentee, too", &list::list(&second));
    gallery.view(
        "not given out yet",
        &list::list(&List { is_on: false, count: 1, through: 1, ..shown }),
    );
    let many: Vec<Entry> = (0..15)
        .map(|id| {
            let challenge = Challenge { id: ChallengeId(id), ..challenge(worst_posed()) };
            Entry { challenge, by: Some(cast::noah()), is_theirs: true }
        })
        .collect();
    let (role, entries) = (Role::Lead, many.as_slice());
    let most = List { role, is_on: true, count: 300, through: 9, entries, ..second };
    gallery.strain_view("a full page", &list::list(&most));
    let carries = ChallengeForm { programme: ProgrammeId(1), edits: None };
    let filled =
        Filled { link: Some(cast::words("https://example.com/bugs/12")), ..Filled::default() };
    gallery.view("a new one, by its link", &list::form(carries, &filled));
    let carries = ChallengeForm { edits: Some(ChallengeId(12)), ..carries };
    gallery.view("a change", &list::form(carries, &Filled::from(&posed())));
    gallery.strain_view("the longest", &list::form(carries, &Filled::from(&worst_posed())));
    gallery.view("saved", &list::saved());
    for (name, is_on, count) in [("on", true, 3), ("on, and empty", true, 0), ("off", false, 3)] {
        gallery.view(name, &list::switched(is_on, count));
    }
    gallery.sentence("nobody's to keep", &list::not_yours_to_keep());
    for problem in [
        LinkProblem::NotAnAddress,
        LinkProblem::NotHttps,
        LinkProblem::HasCredentials,
        LinkProblem::TooLong,
    ] {
        gallery.sentence("no link", &list::bad_link(problem));
    }
    for problem in [TagProblem::TooMany(9), TagProblem::TooLong(31)] {
        gallery.sentence("no labels", &list::bad_labels(problem));
    }
    gallery.sentence("on the list already", &list::there_already());
    gallery.sentence("on the list before", &list::was_there());
    gallery.sentence("somebody else's", &list::was_taken_off());
    gallery.sentence("off the list", &list::retired());
    gallery.sentence("full", &list::full());
}

/// What is given, and what is written about it.
pub(crate) fn given(gallery: &mut Gallery) {
    gallery.part("A challenge, and how one went about it");
    let (ines, noah) = (cast::ines(), cast::noah());
    let one = |state, is_written| as_given(posed(), (state, is_written));
    gallery.message("given", &given::given(&one(State::Given, false), &noah));
    gallery.message("written up", &given::given(&one(State::Given, true), &noah));
    gallery.message("not this one", &given::given(&one(State::Declined, false), &noah));
    gallery.message("the pair is over", &given::over(&one(State::Given, false).challenge));
    let bare = Posed { labels: Vec::new(), context: None, ..posed() };
    assert_eq!(given::labels(&bare), None);
    assert_eq!(given::posed(&bare).len(), 2);
    gallery.message("only a link", &given::given(&as_given(bare, (State::Given, false)), &noah));
    let worst = as_given(worst_posed(), (State::Given, true));
    gallery.strain("the longest", &given::given(&worst, &noah));
    gallery.sentence("why", &given::why(date(2026, 11, 13)));
    gallery.view("none yet", &given::yours(&[]));
    let numbered = |id: i64, mut it: Given| {
        it.assignment.id = AssignmentId(id);
        it
    };
    let all = [
        numbered(7, one(State::Given, false)),
        numbered(6, one(State::Declined, false)),
        one(State::Given, true),
    ];
    gallery.view("what was given", &given::yours(&all));
    let many: Vec<Given> = (0..10).map(|id| numbered(id, worst.clone())).collect();
    gallery.strain_view("as many as are shown", &given::yours(&many));
    gallery.sentence("written already", &given::written_already());
    let id = AssignmentId(5);
    let (content, write_up) = (challenge(posed()), written(process(), 2));
    gallery.view("the form", &write_up::form(id, (&content, &noah), (None, None)));
    let filled = write_up::form(id, (&content, &noah), (Some(&process()), None));
    gallery.view("the form again", &filled);
    let draft = |words: &UserText| Kept {
        about: About::WriteUp(id),
        draft: Draft::default().with(write_up::TRIED, Some(words.into())),
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let half = draft(&cast::words("A test for the la"));
    let from = Some((&half, &ines));
    gallery.view("from a draft", &write_up::form(id, (&content, &noah), (None, from)));
    let long = draft(&worst_process().tried);
    let from = (Some(&process()), Some((&long, &ines)));
    gallery.strain_view("from a long draft", &write_up::form(id, (&content, &noah), from));
    let longest = challenge(worst_posed());
    let filled = write_up::form(id, (&longest, &noah), (Some(&worst_process()), None));
    gallery.strain_view("the longest form", &filled);
    let first = WriteUp { version: 1, ..write_up.clone() };
    gallery.message("in the room", &write_up::post(&ines, (&content, &first)));
    gallery.message("in the room, edited", &write_up::post(&ines, (&content, &write_up)));
    let worst_written = written(worst_process(), 2);
    gallery.strain("the longest write-up", &write_up::post(&ines, (&longest, &worst_written)));
    let page = one(State::Given, true);
    let shown = write_up::page(&page, (Some(&write_up), Edits::Theirs), (&ines, &ines));
    gallery.view("the page, for the mentee", &shown);
    let shown = write_up::page(&page, (Some(&first), Edits::Nobodys), (&ines, &noah));
    gallery.view("the page, for the mentor", &shown);
    let shown = write_up::page(&page, (None, Edits::Theirs), (&ines, &ines));
    gallery.view("the page, with nothing written", &shown);
    let shown = write_up::page(&worst, (Some(&worst_written), Edits::Theirs), (&ines, &ines));
    gallery.strain_view("the longest page", &shown);
    gallery.view("saved, seen now", &write_up::saved(&noah, &ines, None));
    let later = Some(cast::at(cast::MONDAY));
    gallery.view("saved, seen later", &write_up::saved(&noah, &ines, later));
    gallery.view("a change is saved", &write_up::saved_again(&noah));
}

/// A file of them.
pub(crate) fn files(gallery: &mut Gallery) {
    gallery.part("A file of challenges, for an operator");
    gallery.sentence("taken", &file::taken(Run::Real, (3, &[])));
    gallery.sentence("taken, some known", &file::taken(Run::Real, (3, &[2])));
    let known: Vec<usize> = (2..40).collect();
    gallery.sentence("a dry run", &file::taken(Run::Dry, (3, &known)));
    let text = format!(
        "link,title,label,context\nhttps://example.com/1,One,,\nhttp://example.com/2,Two,,\nhttps://example.com/3,,,\n\
         https://example.com/4,Four,a,b,c\nhttps://example.com/1,Five,,\nhttps://example.com/6,Six,{},\n\
         https://example.com/7,Seven,,{}\n",
        "x".repeat(31),
        "x".repeat(2001)
    );
    let mut bytes = text.into_bytes();
    bytes.extend(b"https://example.com/8,Fa\xe7ade,,\n");
    let listed = parsed::read(&bytes).unwrap();
    gallery.sentence("lines that are none", &file::bad_lines(&listed));
    let one = parsed::read(b"link,title\nhttp://example.com/2,Two\n").unwrap();
    gallery.sentence("one line that is none", &file::bad_lines(&one));
    for problem in [
        FileProblem::TooLarge,
        FileProblem::NoHeader,
        FileProblem::TooMany,
        FileProblem::Empty,
        FileProblem::Unreadable(7),
    ] {
        gallery.sentence("no list", &file::bad_file(problem));
    }
    gallery.sentence("too many", &file::too_many());
}
