//! The line when a call begins: when, where, and who is there.

use super::{
    after::{became, body, find_another, notes, worth, wrong},
    button,
};
use crate::{
    domain::{
        ids::PersonId,
        meeting::{Happened, Presence, missing_from},
        pair::Side,
        text::Link,
    },
    features::{
        invitations::views::where_you_meet,
        meeting::{Scene, kept::Kept},
    },
    slack::{
        action::Action,
        blocks::{
            Block, Message, buttons, say, small,
            words::{appointment, mention, minute},
        },
    },
};

/// Where the line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the pair's room.
    Room,
    /// With one of them alone.
    Alone(PersonId),
}

/// How the line is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Where it stands.
    pub place: Place,
    /// Where the two meet, if they have said so.
    pub link: Option<&'a Link>,
    /// Whether it is asked about afterwards in a message of its own.
    pub after: After<'a>,
}

/// Where a call is asked about once it is over.
#[derive(Debug, Clone, Copy)]
pub enum After<'a> {
    /// Not yet: it is not over.
    NotOver,
    /// In a message of its own.
    Elsewhere,
    /// Here, with what is kept of it: when that message was due, the call was not known to have taken place.
    Here(Option<&'a Kept>),
}

/// The line.
pub fn line(scene: &Scene, shown: Shown<'_>) -> Message {
    let starts = scene.slot.starts;
    let at = appointment(starts, &scene.mentee.zone.weekday_time(starts));
    Message::new("Your call is about to begin")
        .block(say(format!("*Your call:* {at}, {} minutes.", scene.slot.minutes.0)))
        .blocks(scene.meeting.happened().is_none().then(|| meet_in(scene, shown)))
        .blocks(who_is_there(scene).map(say))
        .blocks(below(scene, shown.after))
}

fn meet_in(scene: &Scene, shown: Shown<'_>) -> Block {
    let other = |reader| if reader == scene.mentor.id { &scene.mentee } else { &scene.mentor };
    let with = match shown.place {
        Place::Room => None,
        Place::Alone(reader) => Some(other(reader)),
    };
    where_you_meet(shown.link, with)
}

fn who_is_there(scene: &Scene) -> Option<String> {
    let of = |side: Side| {
        let name = mention(&scene.person(side).user);
        Some(match scene.meeting.presence.of(side)? {
            Presence::Here => format!("{name} is here."),
            Presence::Late => format!("{name} is running late."),
            Presence::CannotCome => format!("{name} could not make it."),
        })
    };
    let said: Vec<String> = [Side::Mentee, Side::Mentor].into_iter().filter_map(of).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn below(scene: &Scene, after: After<'_>) -> Vec<Block> {
    let own = |it| button(scene, it);
    let said = became(scene).map(say);
    let row = match (scene.meeting.happened(), after) {
        (Some(Happened::Held), After::Here(kept)) => {
            let kept = kept.map(body).unwrap_or_default();
            return said.into_iter().chain(worth(scene)).chain(kept).collect();
        }
        (Some(Happened::Held), After::Elsewhere) => return said.into_iter().collect(),
        (Some(Happened::Held), After::NotOver) => vec![notes(scene), wrong(scene)],
        (Some(Happened::Told(_) | Happened::NoShow(_) | Happened::DidNotMeet), _) => {
            vec![find_another(scene), wrong(scene)]
        }
        (None, _) if scene.meeting.are_both_here() => vec![notes(scene)],
        (None, _) => {
            let here = own(("I'm here", Action::Here)).primary();
            let late = own(("Running late", Action::RunningLate));
            let not = own(("Could not make it", Action::CouldNotMakeIt));
            let nobody = scene.meeting.waits().map(|_| own(("Nobody came", Action::NobodyCame)));
            [here, late, not].into_iter().chain(nobody).collect()
        }
    };
    said.into_iter().chain([buttons("at_the_call", row)]).chain(patience(scene)).collect()
}

/// For whoever waits.
fn patience(scene: &Scene) -> Option<Block> {
    let waits = scene.meeting.happened().is_none().then(|| scene.meeting.waits()).flatten()?;
    let from = missing_from(scene.slot);
    let from = minute(from, &scene.person(waits).zone.time(from));
    Some(small(format!(
        "*Nobody came* counts from {from}. Only you two read this, and either of you can put it right for a week."
    )))
}

/// In its place once the call was moved.
pub fn moved(scene: &Scene) -> Message {
    let starts = scene.slot.starts;
    let at = appointment(starts, &scene.mentee.zone.weekday_time(starts));
    let words = format!("This call was moved. It is now {at}.");
    Message::new("Your call was moved").block(say(words))
}

/// In its place once the call was called off.
pub fn called_off() -> Message {
    let words = "This call was called off.";
    Message::new(words).block(say(words))
}
