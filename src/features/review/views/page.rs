//! `/mentor review`: the reviews of a pair, and how sure the mentee was over time.

use crate::{
    domain::{
        ids::PairId,
        pair::Side,
        person::Person,
        review::{Trend, is_complete},
        zone::words::{short_day, short_day_year},
    },
    features::{bodies, partners::which, review::Scene},
    slack::{
        action::{Action, Form, PairPage},
        blocks::{
            Block, Button, Message, View, buttons, divider, header, quote, say, small, view::Modal,
            words::mention,
        },
    },
};

/// So many values of a trend are enough to see where it goes.
const MOST_TRENDS: usize = 10;

/// Nobody's reviews.
pub fn no_pair() -> String {
    "You are in no running pair, so there is nothing to look back at. `/mentor help` shows what you can do.".to_owned()
}

/// With several partners: whose.
pub fn whose(partners: &[(PairId, Person)]) -> Message {
    let words = Message::new("With whom?").block(say("Looking back with whom?"));
    which(words, (Action::Reviews, "reviews_with"), partners, |pair| {
        PairPage { pair, skip: 0 }.to_string()
    })
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The other one of the pair.
    pub partner: &'a Person,
    /// On which side the reader is.
    pub side: Side,
    /// The reviews, the newest first.
    pub scenes: &'a [Scene],
    /// How sure the mentee was.
    pub trends: &'a [Trend],
    /// The page after this one, if there is more.
    pub older: Option<PairPage>,
}

/// The page.
pub fn page(shown: &Shown<'_>) -> View {
    let partner = mention(&shown.partner.user);
    let modal = Modal::new(Form::Page.id(), "Looking back")
        .close("Close")
        .block(small(format!("You and {partner}, every four weeks. Only you two can read this.")));
    let none = shown.scenes.is_empty().then(|| {
        say("Nothing here yet. Four weeks after you two began, I ask both of you to look back for the first time.")
    });
    let older = shown.older.map(|older| {
        let button = Button::new("Older ones", Action::Reviews.id(), older.to_string());
        buttons("pages", [button])
    });
    modal
        .blocks(none)
        .blocks(shown.scenes.iter().flat_map(|scene| entry((scene, shown.side), &partner)))
        .blocks(older)
        .blocks(sure(shown.trends))
        .into()
}

fn entry((scene, side): (&Scene, Side), partner: &str) -> Vec<Block> {
    let id = scene.review.id.to_string();
    let day = short_day_year(scene.review.turn.begins_on);
    let last = short_day(scene.review.turn.last_day());
    let look = |label: &str| Button::new(label, Action::LookBack.id(), &*id);
    let read = || Button::new("Read", Action::OpenReview.id(), &*id);
    let (mine, theirs) = (scene.has_answered(side), scene.has_answered(side.other()));
    let is_closed = scene.review.closed_at.is_some();
    let is_open = !is_closed && scene.pair.is_active();
    let (words, button) = match (is_open, mine, theirs) {
        (true, false, _) => (format!("open until {last}"), Some(look("Look back").primary())),
        (true, true, _) => {
            (format!("{partner} has until {last}"), Some(look("Change what I said")))
        }
        (false, true, _) if !is_closed => {
            ("your pair ended first; only you read what you said".to_owned(), Some(read()))
        }
        (false, false, _) if !is_closed => ("your pair ended first".to_owned(), None),
        (false, _, _) if is_complete(scene.both()) => {
            ("you both looked back".to_owned(), Some(read()))
        }
        (false, true, _) => ("you looked back".to_owned(), Some(read())),
        (false, false, true) => (format!("{partner} looked back"), Some(read())),
        (false, false, false) => ("neither of you got to it".to_owned(), None),
    };
    let line = say(format!("*{day}*  ·  {words}"));
    let button = button.map(|button| buttons(format!("review_{id}"), [button]));
    std::iter::once(line).chain(button).collect()
}

fn sure(trends: &[Trend]) -> Vec<Block> {
    if trends.is_empty() {
        return Vec::new();
    }
    let lines = trends.iter().take(MOST_TRENDS).map(|it| {
        let (label, words) = bodies::sure(it);
        quote(label, &words)
    });
    [divider(), header("How sure the mentee feels, from 1 to 5")].into_iter().chain(lines).collect()
}

/// The pair ended before both had looked back.
pub fn cut_off() -> String {
    "Your pair ended before you had both looked back, so what was said stays with whoever said it."
        .to_owned()
}

/// It is open still.
pub fn still_open() -> String {
    "This one is still open: it can be read once you have both answered, or the next one begins."
        .to_owned()
}
