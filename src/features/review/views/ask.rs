//! What asks somebody to look back, and what becomes of that.

use crate::{
    domain::{
        pair::{Room, Side},
        review::{Turn, is_complete},
        zone::words::short_day,
    },
    features::review::Scene,
    slack::{
        action::Action,
        blocks::{Button, Message, buttons, say, small, words::mention},
    },
};

/// Whether somebody is asked for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    /// They are.
    First,
    /// They were asked before.
    Again,
}

/// The question.
pub fn ask(scene: &Scene, (side, nth): (Side, Nth)) -> Message {
    let other = mention(&scene.person(side.other()).user);
    let until = short_day(scene.review.turn.last_day());
    let (title, words) = match nth {
        Nth::First => (
            "Time to look back",
            format!(
                "*Four weeks are over: time to look back*, you and {other}, each for yourselves. Are the goals too easy, \
                 right or too hard, and which stay? Five minutes are enough."
            ),
        ),
        Nth::Again => (
            "You can still look back",
            format!(
                "*You can still look back*, until {until}. Five minutes are enough, and what you say gives {other} and you \
                 something to talk about."
            ),
        ),
    };
    let more = match nth {
        Nth::First => format!(
            "It is open until {until}. Nobody sees what you say before you have both answered, or that day is over; then it \
             is told to you two, and to nobody else."
        ),
        Nth::Again => "I don't remind you again.".to_owned(),
    };
    let button = button("Look back", scene).primary();
    Message::new(title)
        .block(say(words))
        .block(buttons(format!("review_{}", scene.review.id), [button]))
        .block(small(more))
}

/// In its place, once its reader has answered.
pub fn answered(scene: &Scene, side: Side) -> Message {
    let other = mention(&scene.person(side.other()).user);
    let words = format!(
        "You have looked back. Once {other} has too, or the next time begins on {}, I tell you both what came of it; until \
         then you can change what you said.",
        short_day(scene.review.turn.ends_on)
    );
    Message::new("You have looked back").block(say(words)).block(buttons(
        format!("review_{}", scene.review.id),
        [button("Change what I said", scene)],
    ))
}

/// In its place, once it is closed.
pub fn over(scene: &Scene, side: Side) -> Message {
    let day = short_day(scene.review.turn.begins_on);
    let message = |words: String| {
        Message::new("Looking back")
            .block(small(format!("Looking back on {day}")))
            .block(say(words))
    };
    if !scene.pair.is_active() && !is_complete(scene.both()) {
        let kept = match scene.has_answered(side) {
            true => " What you said is kept; `/mentor review` shows it.",
            false => "",
        };
        return message(format!(
            "Your pair has ended, so there is nothing left to look back at.{kept}"
        ));
    }
    let has = |side: Side| scene.has_answered(side);
    let other = mention(&scene.person(side.other()).user);
    let place = match scene.pair.room {
        Room::Open(_) | Room::Unopened => "stands in your room",
        Room::Refused => "stands in here",
    };
    let words = match (has(side), has(side.other())) {
        (true, true) => format!("You have both looked back. What came of it {place}."),
        (true, false) => format!(
            "You looked back, and {other} did not get to it before the next time. What you said {place}."
        ),
        (false, true) => format!(
            "This one is over. {other} looked back, and what they said {place}; the next one is as good as this."
        ),
        (false, false) => "This one is over, and that's fine: the next one is as good.".to_owned(),
    };
    message(words)
}

fn button(label: &str, scene: &Scene) -> Button {
    Button::new(label, Action::LookBack.id(), scene.review.id.to_string())
}

/// Which rule it comes from.
pub fn why(turn: Turn) -> String {
    format!(
        "Every four weeks, counted from the day you two began, I ask both of you to look back at your goals. This one began \
         on {}, and is open until {}. I remind you once, and nobody is told when you answered.",
        short_day(turn.begins_on),
        short_day(turn.last_day())
    )
}
