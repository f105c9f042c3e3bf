//! What is told of a version: that it waits, and that it is in force.

use super::{Next, Seen, changes, next, said, stepped_down};
use crate::{
    domain::agreement::{Stands, Version},
    features::agreement::Scene,
    slack::{
        action::Action,
        blocks::{
            Block, Button, Message, buttons, say, small,
            words::{day, when},
        },
    },
};

/// The other one has proposed it and signed it.
pub fn proposed(seen: &Seen<'_>, version: &Version) -> Message {
    let (other, stands) = (seen.other(), &seen.scene.stands);
    let done = if version.number == 1 { "filled in" } else { "changed" };
    let first = format!(
        "*{other} has {done} your agreement and signed it.* When you sign it too, it holds, and I do what it says. Until \
         then, everything goes on as it does now."
    );
    let change = format!(
        "*{other} would like to change your agreement*, and has signed the change. Until you sign it too, everything stays \
         as it is."
    );
    let is_first = stands.words.is_none();
    let title =
        if is_first { "Your agreement waits for you" } else { "A change of your agreement" };
    Message::new(title)
        .block(say(if is_first { first } else { change }))
        .blocks(different(stands, version))
        .block(buttons(
            "agreement_proposed",
            [seen.button("Read and sign").primary(), seen.fill("Change it")],
        ))
        .block(small("You two read it, and nobody else."))
}

/// What it changes; for a first one, beside what it says in words.
fn different(stands: &Stands, version: &Version) -> Vec<Block> {
    let said = if stands.words.is_none() { said(&version.content) } else { Vec::new() };
    let changes = changes(stands, &version.content).into_iter();
    let title = say("*What would be different from now:*");
    let changes = changes.flat_map(|changes| std::iter::once(title.clone()).chain(changes));
    said.into_iter().chain(changes).collect()
}

/// What has become of a version that was put before somebody.
pub fn became(seen: &Seen<'_>, version: &Version) -> Message {
    let other = seen.other();
    let words = match (version.signed.by_both(), version.signed.at(seen.side)) {
        (Some(at), _) => format!("Signed by you and {other} on {}.", seen.day(at)),
        (None, _) if !seen.scene.pair.is_active() => {
            "Your pair has ended, so nothing more is signed here.".to_owned()
        }
        (None, Some(_)) => format!("You have signed this version; it waits for {other}."),
        (None, None) if seen.scene.agreement.newest() == version.number => {
            format!("A version of your agreement, signed by {other}, waits for you.")
        }
        (None, None) => "This version of your agreement has been changed since.".to_owned(),
    };
    Message::new("Your agreement")
        .block(say(words))
        .block(buttons("agreement_proposed", [seen.button("Our agreement")]))
}

/// Both have signed: what changes, and what comes next, for both.
pub fn signed(scene: &Scene, (version, coming): (&Version, Next)) -> Message {
    let zone = &scene.mentee.zone;
    let at = version.signed.by_both().unwrap_or(version.at);
    let on = day(at, &zone.day(at));
    let before = version.before.as_ref();
    let is_first = before.is_none_or(|before| before.words.is_none());
    let title = match is_first {
        true => format!("*You two have an agreement*, signed by both on {on}."),
        false => format!("*Your agreement has changed*; both of you signed it on {on}."),
    };
    let changed = before.and_then(|before| changes(before, &version.content));
    let changed = match (changed, is_first) {
        (Some(changes), _) => std::iter::once(say("*What changes:*")).chain(changes).collect(),
        (None, true) => vec![say("It keeps to what your programme offers, so I go on as before.")],
        (None, false) => vec![say("Nothing is different in what I do.")],
    };
    let says = if is_first { said(&version.content) } else { Vec::new() };
    let coming = next(coming, |at| when(at, &zone.weekday_time(at)));
    Message::new("Your agreement is signed")
        .block(say(title))
        .blocks(says)
        .blocks(changed)
        .blocks(stepped_down(scene))
        .blocks(coming.map(say))
        .block(buttons(
            "agreement_signed",
            [Button::new("Our agreement", Action::Agreement.id(), scene.pair.id.to_string())],
        ))
        .block(small(
            "What was asked before keeps the promise it was asked under, and calls you have agreed on stay. Another change \
             needs both of you again.",
        ))
}
