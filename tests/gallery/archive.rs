//! The archive of the gallery: what is read again.

use trellis::{
    domain::{
        ids::{
            AgendaId, AssignmentId, CallId, CheckinId, DecisionId, GoalId, PairId, QuestionId,
            ReplyId, ResourceId, ReviewAnswerId, ReviewId,
        },
        pair::Side,
        person::Person,
        reply::Reply,
        search::{Shelf, Terms},
    },
    features::record::views as record,
    slack::{
        action::{PairPage, agreement::PairVersion},
        blocks::preview::preview_view,
    },
    store::{
        checkins::Checkin,
        records::{Hit, Item, Record},
        replies::StoredReply,
    },
};

use crate::{cast, hanging::Gallery};

/// What is read again.
pub(crate) fn records(gallery: &mut Gallery) {
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    gallery.part("The record");
    let page = PairPage { pair: PairId(1), skip: 0 };
    let choices = [(PairId(1), noah.clone()), (PairId(2), lena)];
    let mut answered = cast::checkin(cast::answers());
    answered.replied_at = Some(cast::at(cast::MONDAY));
    let mut away = cast::worst_checkin();
    (away.id, away.owed_by) = (CheckinId(8), None);
    let mut owed = cast::checkin(cast::answers());
    owed.id = CheckinId(9);
    let skipped = || {
        let reason = Some(cast::words("I was ill."));
        let next = cast::week().next();
        let covered =
            record::Entry::Covered(cast::week().plus(-1), Box::new(cast::checkin(cast::answers())));
        [record::Entry::Skipped(cast::week(), reason), record::Entry::Skipped(next, None), covered]
    };
    let written = [answered, owed].map(|it| record::Entry::Written(Box::new(it)));
    let entries: Vec<_> = written.into_iter().chain(skipped()).collect();
    let call = |week, id| record::Noted { week, call: CallId(id), at: cast::at(cast::MONDAY) };
    let calls =
        [call(cast::week().plus(3), 6), call(cast::week(), 5), call(cast::week().plus(-9), 4)];
    let history = record::History {
        page,
        partner: &noah,
        reader: &ines,
        choices: &choices,
        entries: &entries,
        calls: &calls,
        older: Some(PairPage { skip: 8, ..page }),
    };
    gallery.view("the history", &record::history(&history));
    let one = |id| record::Entry::Written(Box::new(Checkin { id: CheckinId(id), ..away.clone() }));
    let longest = [1, 2, 3, 4, 5, 6, 7, 8].map(one);
    gallery.strain_view(
        "the longest history",
        &record::history(&record::History { entries: &longest, ..history }),
    );
    let first = record::History {
        page,
        partner: &noah,
        reader: &ines,
        choices: &choices[..1],
        entries: &[],
        calls: &[],
        older: None,
    };
    gallery.view("the history, empty", &record::history(&first));
    let said = StoredReply { id: ReplyId(5), ..cast::stored(cast::said()) };
    let actions = cast::actions();
    let replies =
        [(cast::stored(Reply::Form(cast::reply())), actions.clone()), (said, cast::no_actions())];
    let (ordinary, differences) = (cast::checkin(cast::answers()), [cast::difference()]);
    let page = record::Page {
        both: (&noah, &ines),
        side: Side::Mentee,
        checkin: &ordinary,
        actions: &actions,
        replies: &replies,
        differences: &differences,
    };
    gallery.view("a check-in", &record::checkin(&page));
    let without = record::Page { side: Side::Mentor, replies: &[], differences: &[], ..page };
    gallery.view("without a reply", &record::checkin(&without));
    let longest = cast::stored(Reply::Form(cast::worst_reply()));
    let many: Vec<_> = (0..10)
        .map(|i| (StoredReply { id: ReplyId(i), ..longest.clone() }, cast::no_actions()))
        .collect();
    let longest = record::checkin(&record::Page { checkin: &away, replies: &many, ..page });
    gallery.strain_view("the longest check-in", &longest);
    let text = preview_view(&longest);
    gallery.sentence("too long", text.lines().find(|it| it.contains("don't fit")).unwrap());
    searches(gallery);
    gallery.sentence("no record", &record::no_record());
    gallery.sentence("nothing to find", &record::nothing_to_find());
}

fn searches(gallery: &mut Gallery) {
    let terms = Terms::parse("borrow checker").unwrap();
    let found = |item, author: Person| record::Found {
        hit: Hit {
            record: Record {
                shelf: Shelf::Pair(PairId(1)),
                item,
                author: author.id,
                said_at: cast::at(cast::FRIDAY),
            },
            excerpt: "…both fought the borrow checker…".to_owned(),
        },
        author,
        place: match item {
            Item::Question(id) => record::Place::Question(id, cast::at(cast::MONDAY)),
            Item::Checkin(_) | Item::Reply(_) | Item::Difference(_) => {
                record::Place::Checkin(CheckinId(7), cast::week())
            }
            Item::Decision(id) => record::Place::Decision(id, cast::at(cast::MONDAY)),
            Item::Resource(id) => record::Place::Resource(id, cast::at(cast::MONDAY)),
            Item::WriteUp(id) => record::Place::WriteUp(id, cast::at(cast::MONDAY)),
            Item::Notes(id) => record::Place::Call(id, cast::at(cast::MONDAY)),
            Item::Published(id) => record::Place::Published(id, cast::at(cast::MONDAY)),
            Item::Agenda(_) => record::Place::Agenda(CallId(5), cast::at(cast::MONDAY)),
            Item::Review(_) => record::Place::Review(ReviewId(5), cast::at(cast::MONDAY)),
            Item::Goal(id) => record::Place::Goal(id, cast::at(cast::MONDAY)),
            Item::Agreement(pair) => {
                let version = PairVersion { pair, version: 2 };
                record::Place::Agreement(version, cast::at(cast::MONDAY))
            }
        },
        reader: cast::ines(),
    };
    let one = || found(Item::Checkin(CheckinId(7)), cast::ines());
    let other = || found(Item::Reply(ReplyId(4)), cast::noah());
    let third = || found(Item::Question(QuestionId(3)), cast::ines());
    gallery.view("three places", &record::results(&terms, &[one(), other(), third()]));
    let kept = [
        Item::Decision(DecisionId(1)),
        Item::Resource(ResourceId(2)),
        Item::WriteUp(AssignmentId(5)),
        Item::Agenda(AgendaId(3)),
        Item::Notes(CallId(5)),
        Item::Goal(GoalId(3)),
        Item::Agreement(PairId(1)),
        Item::Review(ReviewAnswerId(2)),
    ];
    let shared = found(Item::Published(QuestionId(3)), cast::noah());
    let found: Vec<record::Found> =
        kept.into_iter().map(|item| found(item, cast::noah())).chain([shared]).collect();
    gallery.view("what was kept and shared", &record::results(&terms, &found));
    gallery.view("one place", &record::results(&terms, &[one()]));
    gallery.view("no place", &record::results(&terms, &[]));
    let many: Vec<_> = (0..12).map(|_| other()).collect();
    let long = Terms::parse(&"word ".repeat(40)).unwrap();
    gallery.strain_view("as many as there can be", &record::results(&long, &many));
}
