//! Where a mentee goes on with another mentor: the wish, the suggestion, what became of it, and what came along.

use trellis::{
    domain::{
        ids::{PairId, PersonId, RematchId, SlackUser},
        pair::Side,
        person::Person,
        rematch::{Brought, Outcome, Reason, Replies, Suggestion, file},
        reply::Reply,
    },
    features::rematch::views::{
        brought, news,
        suggestion::{self, Four},
        wish::{self, Stands},
    },
    slack::action::{off::OpenedOff, rematch::RematchRound},
    store::rematches::Ask,
};

use crate::{cast, hanging::Gallery};

const IT: RematchRound = RematchRound { rematch: RematchId(1), round: 1 };

fn mia() -> Person {
    let (user, name) = (SlackUser::from("U0MIA"), "Mia Costa".to_owned());
    Person { id: PersonId(4), user, name, ..cast::ines() }
}

/// Somebody asks, and the leads read it.
pub(crate) fn asked(gallery: &mut Gallery) {
    gallery.part("Another mentor: the wish");
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let opened = OpenedOff { pair: PairId(1), leads: vec![lena.id] };
    let leads = [lena.clone(), mia()];
    let two = [(PairId(1), ines.clone()), (PairId(2), mia())];
    gallery.message("a mentor's with two mentees", &wish::which(&two));
    gallery.view("a mentee's", &wish::form(&opened, Side::Mentee, &leads[..1]).into());
    gallery.view("a mentor's, with two leads", &wish::form(&opened, Side::Mentor, &leads).into());
    let mut never = lena.clone();
    never.availability = cast::never(&never.zone);
    for at in [cast::FRIDAY, cast::MONDAY] {
        let receipt = wish::receipt(
            (RematchId(1), cast::at(at)),
            (&ines, &noah),
            &[lena.clone(), never.clone()],
        );
        gallery.message("the receipt", &receipt);
    }
    let ask = |reason, words| Ask {
        nth: 1,
        person: ines.id,
        reason,
        words,
        asked_at: cast::at(cast::FRIDAY),
    };
    let looking = Stands::Looking(RematchId(1));
    for (reason, side) in
        Reason::ALL.into_iter().zip([Side::Mentee, Side::Mentor].into_iter().cycle())
    {
        let ask = ask(reason, None);
        gallery.message(
            "to a lead",
            &wish::to_lead((PairId(1), &ask), (&ines, side, &noah), &looking),
        );
    }
    let said = ask(Reason::Time, Some(cast::words("Our hours never meet.")));
    for (name, stands) in [
        ("to a lead, with words", looking),
        ("somebody is suggested", Stands::Suggested(IT, [lena.user.clone(), mia().user])),
        ("a pair has begun", Stands::Begun),
        ("it is closed", Stands::Closed),
    ] {
        let message = wish::to_lead((PairId(1), &said), (&ines, Side::Mentee, &noah), &stands);
        gallery.message(name, &message);
    }
    let longest = ask(Reason::Other, Some(cast::worst()));
    let shown = Stands::Looking(RematchId(1));
    gallery.strain(
        "the longest wish",
        &wish::to_lead((PairId(1), &longest), (&ines, Side::Mentee, &noah), &shown),
    );
    gallery.message("taken back", &wish::taken_back());
    gallery.message("to somebody who is no lead any more", &wish::for_leads_only());
    gallery.message("closed, to who asked", &wish::closed(&noah));
    for (name, sentence) in [
        ("no pair", wish::no_pair()),
        ("no lead", wish::no_lead()),
        ("asked already", wish::asked_already()),
        ("a lead was faster", wish::on_its_way()),
        ("other leads", wish::other_leads()),
        ("no reason", wish::no_reason()),
        ("closed too early", wish::take_it_back_first()),
        ("over", wish::over()),
    ] {
        gallery.sentence(name, &sentence);
    }
}

/// Somebody is suggested, and everybody is asked.
pub(crate) fn suggested(gallery: &mut Gallery) {
    gallery.part("Another mentor: the suggestion");
    let (ines, noah, lena, mia) = (cast::ines(), cast::noah(), cast::lena(), mia());
    let four = Four { mentee: &ines, old: &noah, new: &mia, lead: &lena };
    gallery.view("a lead chooses", &suggestion::form(PairId(1), (&noah, &ines)).into());
    gallery.message("to the new mentor", &suggestion::to_new_mentor(IT, &four));
    gallery.message("the new mentor is in", &suggestion::mentor_is_in(&four));
    gallery.message("to the mentee", &suggestion::to_mentee(IT, &four));
    for (name, chosen) in [("nothing", &Brought::ALL[..0]), ("everything", &Brought::ALL[..])] {
        let form = suggestion::bring_form(IT, (&noah, &mia), (&Brought::ALL, chosen));
        gallery.view(name, &form.into());
        gallery.message(name, &suggestion::mentee_is_in(IT, &four, chosen));
    }
    let form = suggestion::bring_form(IT, (&noah, &mia), (&[], &[]));
    gallery.view("there is nothing yet", &form.into());
    gallery.message("another lead", &suggestion::take_back_first(IT, [&lena, &mia]));
    let mut open =
        Suggestion { mentor: mia.id, by: lena.id, mentor_in: None, mentee_in: None, replies: None };
    for replies in [None, Some(Replies::Travel), Some(Replies::Stay)] {
        open.replies = replies;
        let message = suggestion::to_old_mentor(IT, &four, &open);
        gallery.message("to the present mentor", &message);
    }
    gallery.message("to the lead", &suggestion::to_lead(IT, &four, &open));
    open.mentor_in = Some(cast::at(cast::FRIDAY));
    gallery.message("to the lead, one yes", &suggestion::to_lead(IT, &four, &open));
    for (name, sentence) in [
        ("settled", suggestion::settled()),
        ("no mentee", suggestion::no_mentee(&ines.user)),
        ("a lead in their own pair", suggestion::one_of_the_two()),
        ("the pair is over", suggestion::pair_over()),
        ("somebody is suggested", suggestion::somebody_is((&lena, &mia))),
        ("nobody chosen", suggestion::nobody_chosen()),
        ("not known", suggestion::unknown()),
        ("the mentee", suggestion::is_the_mentee(&ines)),
        ("the mentor", suggestion::is_the_mentor(&noah)),
        ("a guest", suggestion::cannot_take_part(&mia)),
        ("no place", suggestion::at_capacity(&mia, 2)),
    ] {
        gallery.sentence(name, &sentence);
    }
}

/// What became of it, and what came along.
pub(crate) fn settled(gallery: &mut Gallery) {
    gallery.part("Another mentor: what became of it");
    let (ines, noah, lena, mia) = (cast::ines(), cast::noah(), cast::lena(), mia());
    let four = Four { mentee: &ines, old: &noah, new: &mia, lead: &lena };
    gallery.message("in the requests of the two", &suggestion::begun(&mia));
    for outcome in Outcome::ALL {
        let name = outcome.as_str();
        gallery.message(name, &suggestion::is_settled(outcome));
        gallery.message(
            &format!("{name}, to the mentor before"),
            &news::to_old_mentor(outcome, &four),
        );
        gallery.message(&format!("{name}, to the lead"), &news::to_lead(outcome, &four, PairId(1)));
        if outcome != Outcome::Begun {
            gallery.message(&format!("{name}, to the mentee"), &news::to_mentee(outcome, &four));
            gallery.message(
                &format!("{name}, to the new mentor"),
                &news::to_new_mentor(outcome, &four),
            );
        }
    }
    gallery.message("what comes along", &brought::note(&ines, &Brought::ALL));
    gallery.message("the file did not get through", &brought::lost(&mia));
    let checkin = cast::checkin(cast::answers());
    let week = file::Week {
        title: brought::week(cast::week()),
        said: brought::written(&checkin.template.content, &checkin.answers),
        replies: brought::replied(&Reply::Form(cast::reply())),
    };
    for (name, weeks, replies) in
        [("the file", vec![week], true), ("an empty file", Vec::new(), false)]
    {
        gallery.sentence(name, &file::markdown(&brought::heading(replies), &weeks));
    }
}
