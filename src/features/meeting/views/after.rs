//! The question what became of a call, and what the two keep of it, in one message that changes.

use super::{button, carried};
use crate::{
    domain::{
        call::Length,
        meeting::{Account, Happened, Lasted},
        pair::Side,
    },
    features::{
        bodies,
        meeting::{Scene, kept::Kept},
    },
    slack::{
        action::{Action, call::Proposal},
        blocks::{
            Block, Button, Message, buttons, quote, say, small,
            words::{appointment, mention, when},
        },
    },
};

/// What was said.
pub const NOTES: &str = "Notes";
/// Why a call took longer.
pub const WHY: &str = "Why longer";

/// The question, or what was answered.
pub fn after(scene: &Scene, kept: Option<&Kept>) -> Message {
    let starts = scene.slot.starts;
    let at = appointment(starts, &scene.mentee.zone.weekday_time(starts));
    let own = |it| button(scene, it);
    let message = Message::new("How was your call?");
    let message = match scene.meeting.happened() {
        None => message
            .block(say(format!("*How was your call* of {at}? One tap is enough.")))
            .block(buttons(
                carried(scene),
                [
                    own(("It happened", Action::ItHappened)).primary(),
                    own(("It did not", Action::ItDidNot)),
                    notes(scene),
                ],
            )),
        Some(Happened::Held) => message
            .block(say(format!("*Your call:* {at}.")))
            .blocks(became(scene).map(say))
            .blocks(worth(scene)),
        Some(Happened::Told(_) | Happened::NoShow(_) | Happened::DidNotMeet) => message
            .block(say(format!("*Your call:* {at}.")))
            .blocks(became(scene).map(say))
            .block(buttons(carried(scene), [find_another(scene), wrong(scene)])),
    };
    message.blocks(kept.map(body).unwrap_or_default())
}

/// Whether it was worth a call, asked about one that took place.
pub(super) fn worth(scene: &Scene) -> [Block; 2] {
    let own = |it| button(scene, it);
    let opinions = [
        own(("Worth a call", Action::WorthACall)),
        own(("Could have been written", Action::CouldBeWritten)),
    ];
    let open = if scene.meeting.have_both_said() { Vec::new() } else { opinions.into() };
    let row: Vec<Button> = open.into_iter().chain([notes(scene), wrong(scene)]).collect();
    [buttons(carried(scene), row), small(answered(scene))]
}

/// The way to what is kept of it.
pub(super) fn notes(scene: &Scene) -> Button {
    Button::new("Notes and actions", Action::CallNotes.id(), scene.call.id.to_string())
}

/// The way to put right what stands.
pub(super) fn wrong(scene: &Scene) -> Button {
    button(scene, ("That's not how it was", Action::NotHowItWas))
}

/// Who has answered whether it was worth a call; never what.
fn answered(scene: &Scene) -> String {
    let has = |side: &Side| scene.meeting.worth.of(*side).is_some();
    let who: Vec<Side> = [Side::Mentee, Side::Mentor].into_iter().filter(has).collect();
    let so_far = match who.as_slice() {
        [] => String::new(),
        [one] => format!(" {} has answered.", mention(&scene.person(*one).user)),
        [..] => {
            return "You have both said whether it was worth a call; nobody is shown what."
                .to_owned();
        }
    };
    format!(
        "Was it worth a call? Each of you answers for themselves, and nobody is shown what.{so_far}"
    )
}

/// What became of it, and who says so; `None` while nobody has.
pub fn became(scene: &Scene) -> Option<String> {
    let happened = scene.meeting.happened()?;
    let stands = match happened {
        Happened::Held => "*It took place*".to_owned(),
        Happened::Told(side) => {
            let name = mention(&scene.person(side).user);
            return Some(format!("*You two did not meet:* {name} could not make it, and said so."));
        }
        Happened::NoShow(side) => {
            let name = mention(&scene.person(side).user);
            format!("*{name} was not there* ten minutes after it began")
        }
        Happened::DidNotMeet => "*You two did not meet*".to_owned(),
    };
    let by = |account: &Account| mention(&scene.person(account.by).user);
    Some(match scene.meeting.accounts.as_slice() {
        [] => format!("{stands}."),
        [one] => format!("{stands}, says {}.", by(one)),
        [first, .., last] if first.happened == last.happened => format!("{stands}, you both say."),
        [first, .., last] => {
            format!(
                "{stands}, says {}. {} had said that {}.",
                by(last),
                by(first),
                that(scene, first)
            )
        }
    })
}

fn that(scene: &Scene, account: &Account) -> String {
    match account.happened {
        Happened::Held => "it took place".to_owned(),
        Happened::DidNotMeet => "you two did not meet".to_owned(),
        Happened::NoShow(side) | Happened::Told(side) => {
            format!("{} was not there", mention(&scene.person(side).user))
        }
    }
}

/// What is kept of a call.
pub fn body(kept: &Kept) -> Vec<Block> {
    let notes = &kept.stored.notes;
    let lasted = notes.lasted.map(|lasted| small(format!("It took {}.", long(lasted))));
    let words = notes.words.iter().map(|it| quote(NOTES, it));
    let why = notes.why.iter().map(|it| quote(WHY, it));
    let zone = &kept.author.zone;
    let by = format!(
        "Kept by {}, {}.",
        mention(&kept.author.user),
        when(kept.stored.saved_at, &zone.weekday_time(kept.stored.saved_at))
    );
    let actions = bodies::follow_ups(&kept.actions);
    words.chain(lasted).chain(why).chain(actions).chain([small(by)]).collect()
}

/// How long a call took.
pub fn long(lasted: Lasted) -> &'static str {
    match lasted {
        Lasted::Fifteen => "15 minutes",
        Lasted::Twenty => "20 minutes",
        Lasted::TwentyFive => "25 minutes",
        Lasted::Thirty => "30 minutes",
        Lasted::Longer => "longer than 30 minutes",
    }
}

/// The way to another time for what it was about, once it did not take place.
pub(super) fn find_another(scene: &Scene) -> Button {
    let length = Length::read(scene.slot.minutes.0);
    let preset = scene.call.about.as_ref().map(|about| about.purpose).zip(length);
    let carries = Proposal { pair: scene.pair.id, preset };
    Button::new("Find another time", Action::ProposeCall.id(), carries.to_string())
}
