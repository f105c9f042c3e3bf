//! The rooms of the gallery for the help channel: choosing it, asking there, and what is said about it.

use trellis::{
    domain::{
        draft::{Draft, Entry},
        help_channel::{HelpChannel, InChannel, PeerAnswer, PeerHours, Sharing, Standing},
        ids::{PairId, PersonId, ProgrammeId, PublicationId, QuestionId},
        pair::Room,
        publication::{Agreed, Publication, State},
        question::{Content, Kind},
        text::{Link, UserText},
    },
    features::{
        ask::{
            form,
            views::{commons, shown},
        },
        channel::views as channel,
        draft::views::Around,
        help_channel::views::{self as help_channel, Office},
        publish::views as publish,
    },
    slack::action::{added::Added, publish::Shown, question::QuestionForm},
};

use crate::{cast, hanging::Gallery, questions};

fn help(standing: Standing, peers_first: Option<PeerHours>) -> HelpChannel {
    HelpChannel { channel: "C1".into(), standing, peers_first }
}

fn there() -> InChannel {
    let link = Link::parse("https://example.slack.com/archives/C1/p1794400001000000").ok();
    InChannel { question: QuestionId(3), channel: "C1".into(), link, rises_at: None, lost_at: None }
}

fn others(count: usize) -> Vec<PeerAnswer> {
    let answer = PeerAnswer {
        question: QuestionId(3),
        at: ("C1".into(), "1794400002.000100".into()),
        said_at: cast::at(cast::FRIDAY),
        known: None,
        edited: None,
    };
    vec![answer; count]
}

/// Choosing it.
pub(crate) fn chosen(gallery: &mut Gallery) {
    gallery.part("The help channel");
    let programme = ProgrammeId(1);
    gallery.view("none yet", &help_channel::form(programme, (None, Office::Off)));
    let usual = help(Standing::Open, Some(PeerHours::USUAL));
    gallery.view("the form", &help_channel::form(programme, (Some(&usual), Office::On)));
    let gone = help(Standing::Gone, None);
    gallery.view("closed meanwhile", &help_channel::form(programme, (Some(&gone), Office::Off)));
    for standing in [
        Standing::Uninvited,
        Standing::NotPublic,
        Standing::Archived,
        Standing::SharedOutside,
        Standing::Gone,
    ] {
        gallery.sentence(standing.as_str(), &channel::problem(standing).unwrap());
    }
    assert_eq!(channel::problem(Standing::Open), None);
    gallery.sentence("nothing chosen", &help_channel::nothing_chosen());
    gallery.sentence("Slack is silent", &channel::slack_is_silent());
    gallery.view("saved", &help_channel::saved(&"C1".into(), (None, Office::Off)).into());
    gallery.view(
        "saved, others first, with office hours",
        &help_channel::saved(&"C1".into(), (PeerHours::new(4), Office::On)).into(),
    );
    gallery.sentence("office hours nowhere", &help_channel::office_needs_a_channel());
    gallery.view("taken away", &help_channel::none().into());
}

/// Asking there.
pub(crate) fn asked(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    gallery.part("A question in the help channel");
    let usual = help(Standing::Open, Some(PeerHours::USUAL));
    for sharing in Sharing::ALL {
        let chosen = Entry::Chosen(sharing.key().to_owned());
        let filled = form::of_kind(&Draft::default().with("where", Some(chosen)), Kind::Debug);
        let opening = form::Opening {
            carries: QuestionForm { pair: PairId(1), edits: None, added: Added::default() },
            mentor: &noah,
            around: Around::default(),
            promised: Some(cast::at(cast::MONDAY)),
            along: None,
            away_until: None,
            help: Some(&usual),
            filled,
        };
        gallery.view(sharing.key(), &form::view(&opening, &ines));
    }
    gallery.sentence("the place, without hours", &commons::place(Sharing::Channel, None));
    gallery.sentence("who reads it", &commons::everybody_reads(&noah, &"C1".into()));
    gallery.sentence("others first", &commons::others_first(&noah, PeerHours::USUAL));
    for question in questions::of_every_state() {
        let name = format!("there: {:?}", question.state());
        gallery.message(&name, &commons::post(&ines, &question));
    }
    let longest = questions::longest();
    gallery.strain("the longest there", &commons::post(&ines, &longest));
    let last = commons::count_parts(&longest) - 1;
    gallery.strain("its last part", &commons::part(&longest, last).unwrap());
    assert_eq!(commons::part(&longest, last + 1), None);
    let room = Room::Open("C2".into());
    for (name, rises_at, count) in [
        ("in the room, asked there too", None, 0),
        ("in the room, one has answered", None, 1),
        ("in the room, risen", Some(cast::at(cast::MONDAY)), 3),
    ] {
        let (there, others) = (InChannel { rises_at, ..there() }, others(count));
        let question = &questions::of_every_state()[0];
        let shown = shown::Shown {
            question,
            mentor: &noah,
            mentee: &ines,
            room: &room,
            there: Some(commons::There { there: &there, others: &others }),
        };
        gallery.message(name, &shown::post(&shown));
        gallery.message(
            &format!("the copy: {name}"),
            &shown::receipt(&shown, Some(cast::at(cast::MONDAY))),
        );
    }
    let unknown = InChannel { link: None, ..there() };
    let place = commons::There { there: &unknown, others: &[] };
    gallery.sentence("before Slack has said where", &commons::stands_there(&place));
    let said = vec![
        (cast::lena(), cast::words("Lend it twice.")),
        (cast::noah(), cast::words("Or clone it.")),
    ];
    gallery.message("what others said", &commons::peers_said(&said).unwrap());
    let many = vec![(cast::lena(), cast::worst()); 40];
    gallery.strain("what many said", &commons::peers_said(&many).unwrap());
    assert_eq!(commons::peers_said(&[]), None);
    gallery.message("it could not be brought there", &commons::lost(&noah, Some(&"C1".into())));
    gallery.message("there is no such place", &commons::lost(&noah, None));
    gallery.sentence("pressed by somebody else", &commons::only_the_asker());
}

fn publication(asked: Content, answered: UserText, named: bool) -> Publication {
    Publication {
        id: PublicationId(1),
        question: QuestionId(3),
        made_of: "1/4.1".to_owned(),
        proposed_by: PersonId(1),
        asked: Some(Agreed { words: asked, named }),
        answered: Some(Agreed { words: answered, named }),
        declined_at: None,
        published_at: Some(cast::at(cast::MONDAY)),
        taken_back_at: None,
    }
}

/// Publishing an answer.
pub(crate) fn published(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    gallery.part("Publishing an answer");
    let (asked, longest) = (questions::content(Kind::Debug), questions::longest().content);
    let (id, channel, answer) = (QuestionId(3), "C1".into(), "When the string is short.");
    let of_mentee = publish::Words::Asked(&asked, answer);
    let shown_of = |question| Shown { question, proposed: None };
    gallery.sentence("proposed meanwhile", &publish::proposed_meanwhile(&noah));
    gallery.view(
        "for the mentee",
        &publish::form(shown_of(id), (&noah, Some(&channel)), (of_mentee, None)),
    );
    let of_mentor = publish::Words::Answered(&asked, answer);
    gallery.view("for the mentor", &publish::form(shown_of(id), (&ines, None), (of_mentor, None)));
    let agreed = Agreed { words: cast::words("Shorter."), named: true };
    gallery.view(
        "the mentor has shortened it",
        &publish::form(shown_of(id), (&noah, None), (of_mentee, Some(&agreed))),
    );
    let much = "much ".repeat(1000);
    for words in [publish::Words::Asked(&longest, &much), publish::Words::Answered(&longest, &much)]
    {
        gallery
            .strain_view("the longest", &publish::form(shown_of(id), (&noah, None), (words, None)));
    }
    gallery.view(
        "an answer that is too long",
        &publish::form(
            shown_of(id),
            (&ines, None),
            (publish::Words::Answered(&asked, &much), None),
        ),
    );
    let whole = publication(asked, cast::words(answer), true);
    let nameless = publication(questions::content(Kind::Quick), cast::words(answer), false);
    let proposed = Publication { published_at: None, ..whole.clone() };
    let declined = Publication { declined_at: Some(cast::at(cast::MONDAY)), ..proposed.clone() };
    let taken_back = Publication { taken_back_at: Some(cast::at(cast::MONDAY)), ..whole.clone() };
    for it in [&proposed, &declined, &whole, &taken_back] {
        gallery.message(&format!("asked: {:?}", it.state()), &publish::asked(it, &ines));
    }
    gallery.message("asked: the pair is over", &publish::over());
    gallery.sentence("why", &publish::why());
    for it in [&whole, &nameless, &taken_back] {
        gallery.message(&format!("there: {:?}", it.state()), &publish::post(it, (&noah, &ines)));
    }
    for it in [&whole, &taken_back] {
        gallery.message(&format!("in the room: {:?}", it.state()), &publish::note(it));
    }
    gallery.view("found again", &publish::page(&nameless, (&noah, &ines)).unwrap());
    gallery.view("proposed", &publish::proposed(&noah));
    gallery.view("published", &publish::published(Some(&channel)));
    gallery.view("published, without a channel", &publish::published(None));
    gallery.view("taken back", &publish::taken_back());
    gallery.sentence("nothing answered", &publish::nothing_answered());
    gallery.sentence("the other one has not decided", &publish::waits(&noah));
    for state in [State::Declined, State::Published, State::TakenBack] {
        gallery.sentence(&format!("{state:?}"), &publish::settled(state));
    }
    gallery.sentence("too long", &publish::too_long(7000));
    gallery.sentence("nothing left", &publish::nothing_left());
}
