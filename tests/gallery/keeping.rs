//! The rooms of the gallery for what a pair keeps: decisions and resources, written, read and listed.

use trellis::{
    domain::{
        ids::{DecisionId, PairId, PersonId, ProgrammeId, ResourceId},
        kept::{Decided, Decision, Found, Kept, Kind, Readers, Resource, TagProblem},
        text::{Link, UserText},
    },
    features::shelf::views::{
        decision,
        keeping::{self, Brought},
        list::{self, Entry},
        resource,
    },
    slack::{
        action::shelf::{About, ShelfForm},
        blocks::Message,
    },
};

use crate::{cast, hanging::Gallery};

fn link() -> Option<Link> {
    Link::parse("https://example.com/adr").ok()
}

fn a_decision() -> Decision {
    Kept {
        id: DecisionId(3),
        pair: PairId(1),
        author: cast::ines().id,
        saved_at: cast::at(cast::FRIDAY),
        origin: Some(("G1".into(), "1793977200.000100".into())),
        version: 2,
        content: Decided {
            title: cast::words("Dates"),
            choice: cast::words("We store UTC and a zone."),
            why: cast::words("Zones change."),
            link: link(),
        },
    }
}

fn a_resource(readers: Readers) -> Resource {
    let kept = Kept {
        id: ResourceId(4),
        pair: PairId(1),
        author: cast::ines().id,
        saved_at: cast::at(cast::MONDAY),
        origin: None,
        version: 1,
        content: Found {
            title: cast::words("Lifetimes drawn"),
            link: link(),
            kind: Kind::Diagram,
            tags: vec![cast::words("lifetimes"), cast::words("borrowing")],
            note: Some(cast::words("Start at the top.")),
        },
    };
    Resource { kept, programme: ProgrammeId(1), readers }
}

fn short() -> UserText {
    UserText::unfinished(cast::worst().expose(), 150).unwrap()
}

fn worst_decision() -> Decision {
    let content = Decided {
        title: short(),
        choice: cast::worst(),
        why: cast::worst(),
        link: a_decision().content.link,
    };
    Kept { content, ..a_decision() }
}

fn worst_resource() -> Resource {
    let mut worst = a_resource(Readers::Programme);
    worst.kept.content.title = short();
    worst.kept.content.note = Some(cast::worst());
    worst.kept.content.tags = vec![UserText::unfinished(cast::worst().expose(), 30).unwrap(); 8];
    worst
}

/// What a pair keeps.
pub(crate) fn kept(gallery: &mut Gallery) {
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let (one, two) = ([(PairId(1), noah.clone())], [(PairId(1), noah), (PairId(2), lena)]);
    gallery.part("What a pair keeps");
    let new = ShelfForm { pair: PairId(1), about: About::New };
    let origin = ("G1".into(), "1793977200.000100".into());
    let of_message = ShelfForm { pair: PairId(1), about: About::Message(origin) };
    let edit = ShelfForm { pair: PairId(1), about: About::Edit(DecisionId(3)) };
    let empty = decision::Filled::default();
    let brought = decision::Filled {
        title: Some(cast::words("Dates are UTC.")),
        choice: Some(cast::words("Dates are UTC.")),
        brought: Brought::All,
        ..decision::Filled::default()
    };
    gallery.view("a decision", &decision::form(&new, &two, &empty));
    gallery.view("a decision of a message", &decision::form(&of_message, &one, &brought));
    let filled = decision::Filled::from(&a_decision().content);
    gallery.view("a decision, edited", &decision::form(&edit, &one, &filled));
    let filled = decision::Filled::from(&worst_decision().content);
    gallery.strain_view("the longest decision's form", &decision::form(&edit, &two, &filled));
    gallery.view("its page, for its author", &decision::page(&a_decision(), (&ines, &ines)));
    let other = Kept { author: PersonId(99), version: 1, origin: None, ..a_decision() };
    gallery.view("its page, for the other one", &decision::page(&other, (&cast::noah(), &ines)));
    gallery.strain_view("the longest", &decision::page(&worst_decision(), (&ines, &ines)));

    let new = ShelfForm { pair: PairId(1), about: About::New };
    let origin = ("G1".into(), "1793977200.000100".into());
    let of_message = ShelfForm { pair: PairId(1), about: About::Message(origin) };
    let edit = ShelfForm { pair: PairId(1), about: About::Edit(ResourceId(4)) };
    let empty = resource::Filled::empty(Readers::Programme);
    gallery.view("a resource", &resource::form(&new, &two, &empty));
    let brought = resource::Filled {
        link: Some(cast::words("https://example.com/adr")),
        brought: Brought::NoWords,
        ..resource::Filled::empty(Readers::Pair)
    };
    gallery.view("a resource of a message", &resource::form(&of_message, &one, &brought));
    let filled = resource::Filled::from(&a_resource(Readers::Pair));
    gallery.view("a resource, edited", &resource::form(&edit, &one, &filled));
    let filled = resource::Filled::from(&worst_resource());
    gallery.strain_view("the longest resource's form", &resource::form(&edit, &two, &filled));
    for readers in Readers::ALL {
        let people = (&ines, &ines);
        gallery.view(readers.key(), &resource::page(&a_resource(readers), people));
        gallery.sentence(readers.key(), resource::readers(readers));
    }
    gallery.strain_view("the longest", &resource::page(&worst_resource(), (&ines, &ines)));
    for kind in Kind::ALL {
        gallery.sentence(kind.key(), resource::kind(kind));
    }

    let decision = || Entry::Decision(Box::new(a_decision()), cast::ines());
    let kept = || Entry::Resource(Box::new(a_resource(Readers::Pair)), cast::ines());
    gallery.view("the decisions", &list::decisions(&[decision()]));
    gallery.view("no decision", &list::decisions(&[]));
    gallery.view("the resources", &list::resources(&[kept()]));
    gallery.view("no resource", &list::resources(&[]));
    gallery.view("the resources with a word", &list::found("lifetimes", &[kept()]));
    gallery.view("no resource with a word", &list::found("lifetimes", &[]));
    let many = |i: i64| {
        let mut worst = worst_resource();
        worst.kept.id = ResourceId(i);
        Entry::Resource(Box::new(worst), cast::ines())
    };
    gallery
        .strain_view("many resources", &list::found("x", &(0..20).map(many).collect::<Vec<_>>()));
    let many = |i: i64| {
        let worst = Kept { id: DecisionId(i), ..worst_decision() };
        Entry::Decision(Box::new(worst), cast::ines())
    };
    gallery.strain_view("many decisions", &list::decisions(&(0..20).map(many).collect::<Vec<_>>()));

    for readers in Readers::ALL {
        gallery.view("saved", &keeping::saved("/mentor resource", readers));
    }
    gallery.view("removed", &keeping::removed());
    for how in [Brought::NoMessage, Brought::NoWords, Brought::All, Brought::Beginning] {
        let name = format!("brought: {how:?}");
        if let Some(said) = keeping::brought(how) {
            gallery.message(&name, &Message::new(&name).block(said));
        }
    }
    for (name, sentence) in [
        ("a bad link", keeping::bad_link()),
        ("said elsewhere", keeping::not_in_room("/mentor decide")),
        ("over", keeping::is_over()),
        ("nobody to keep it with", keeping::no_pair()),
        ("no record", list::no_record()),
        ("neither link nor note", resource::nothing_there()),
        ("too many tags", resource::bad_tags(TagProblem::TooMany(9))),
        ("a long tag", resource::bad_tags(TagProblem::TooLong(31))),
    ] {
        gallery.sentence(name, &sentence);
    }
}
