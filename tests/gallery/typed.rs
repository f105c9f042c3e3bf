//! What is typed to the bot: what it answers, and what its answers turn into.

use trellis::{
    domain::{
        ids::{PairId, TypedId},
        reply::Edition,
        text::UserText,
        typed::{MAX_NOTE, Typed, TypedMessage, TypedState},
    },
    features::{
        access,
        checkin::views::form,
        reply::views as reply,
        typed::views::{self as typed, Choices},
    },
};

use crate::{cast, hanging::Gallery};

fn said(texts: &[&str], files: usize) -> Typed {
    let message = |text: &&str| TypedMessage {
        ts: "1793977200.000100".into(),
        said_at: cast::at(cast::FRIDAY),
        edition: Edition::default(),
        text: UserText::parse_optional(text, 4 * MAX_NOTE).unwrap(),
        files,
    };
    Typed {
        id: TypedId(5),
        person: cast::ines().id,
        channel: "D1".into(),
        thread: None,
        state: TypedState::Open,
        offers: 1,
        notes: 0,
        messages: texts.iter().map(message).collect(),
    }
}

/// What is typed to the bot.
pub(crate) fn typed(gallery: &mut Gallery) {
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let checkin = cast::checkin(cast::answers());
    let one = said(&["The import screen is done."], 0);
    gallery.part("What is typed to the bot");
    let notes = vec![(PairId(1), noah.clone())];
    let mentee = Choices { checkin: Some(PairId(1)), replies: Vec::new(), notes };
    let replies = vec![(checkin.clone(), ines.clone())];
    let mentor = Choices { checkin: None, replies, notes: vec![(PairId(1), ines.clone())] };
    let mut both = mentee.clone();
    both.replies = vec![(checkin, lena.clone())];
    both.notes.push((PairId(2), lena));
    gallery.message("to a stranger", &typed::introduction());
    gallery.message("to a mentee", &typed::offer(&one, &mentee));
    gallery.message("to a mentor who owes a reply", &typed::offer(&one, &mentor));
    gallery.message("to somebody who is both", &typed::offer(&one, &both));
    gallery.message("three in a row", &typed::offer(&said(&["One", "Two", "Three"], 0), &mentee));
    gallery.message("with a file", &typed::offer(&said(&["See this."], 1), &mentee));
    gallery.message("with files", &typed::offer(&said(&["See this."], 2), &mentee));
    gallery.message("a file alone", &typed::offer(&said(&[""], 1), &mentee));
    let long = "é".repeat(3_001);
    gallery.message("long", &typed::offer(&said(&[&long], 0), &mentee));
    let too_long = "é".repeat(10_001);
    gallery.message("too long", &typed::offer(&said(&[&too_long], 0), &mentee));
    gallery.message("an earlier offer", &typed::joined());
    let monday = cast::at(cast::MONDAY);
    gallery.message("a note waits", &typed::note_waits(one.id, (&ines, &noah), Some(monday)));
    gallery.message("a note goes", &typed::note_waits(one.id, (&ines, &noah), None));
    gallery.message("a note is there", &typed::brought(&noah));
    gallery.message("a note that cannot be brought", &typed::not_brought(&noah));
    gallery.message("in a check-in", &typed::in_checkin());
    gallery.message("in a question", &typed::in_question());
    gallery.message("in a reply", &typed::in_reply());
    gallery.message("never mind", &typed::dropped());
    gallery.message("taken back", &typed::withdrawn());
    gallery.message("after thirty days", &typed::expired());
    gallery.message("the note", &typed::note(&ines, &cast::words("The import screen is done.")));
    let longest = UserText::parse(&"🎉".repeat(MAX_NOTE), MAX_NOTE).unwrap();
    gallery.strain("the longest note", &typed::note(&ines, &longest));
    for (name, sentence) in [
        ("too long for a note", typed::too_long(10_001)),
        ("no words", typed::no_words()),
        ("decided already", access::DECIDED.to_owned()),
        ("on its way", typed::too_late()),
        ("the other one has left", typed::partner_left(&noah)),
        ("not taken in", typed::not_taken()),
        ("no room in the check-in", form::no_room()),
        ("no place for a question", form::no_question_left()),
        ("no room in the reply", reply::no_room()),
    ] {
        gallery.sentence(name, &sentence);
    }
}
