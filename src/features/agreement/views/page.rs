//! Reading an agreement: the page of it, one version, and the form in which it is signed.

use jiff::Timestamp;

use super::{Next, Seen, body, changes, next, signatures, stepped_down};
use crate::{
    domain::{
        agreement::{Stands, Version},
        ids::PairId,
        person::Person,
    },
    features::partners::which,
    slack::{
        action::{Action, Form},
        blocks::{Block, Button, Message, View, buttons, header, say, small, view::Modal},
    },
};

const TITLE: &str = "Our agreement";

/// Somebody in no pair asked.
pub fn no_pair() -> String {
    "An agreement is between a mentor and a mentee, and you are in no pair. A lead of the programme can start one for you; \
     `/mentor help` shows what you can do."
        .to_owned()
}

/// Somebody in several pairs asked.
pub fn with_whom(partners: &[(PairId, Person)]) -> Message {
    let words = Message::new("With whom?").block(say("Your agreement with whom?"));
    which(words, (Action::Agreement, "agreement_with"), partners, |pair| pair.to_string())
}

/// The page: how things stand, what there is to do, and every version, the newest first.
pub fn page(seen: &Seen<'_>, versions: &[Version]) -> View {
    let agreement = &seen.scene.agreement;
    let is_active = seen.scene.pair.is_active();
    let row = is_active.then(|| match agreement.waits_for(seen.side) {
        Some(_) => vec![seen.button("Read and sign").primary(), seen.fill("Change it")],
        None if agreement.open.is_some() => vec![seen.fill("Change it")],
        None if agreement.in_force.is_some() => vec![seen.fill("Propose a change")],
        None => vec![seen.fill("Fill in and sign").primary()],
    });
    let in_force = agreement.in_force.iter().flat_map(|version| body(&version.content));
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say(state(seen)))
        .blocks(stepped_down(seen.scene))
        .blocks(row.map(|row| buttons("agreement", row)))
        .blocks(in_force)
        .blocks(listed(seen, versions))
        .block(small("You two read this, and nobody else. Leads see whether it is signed, and never what it says."))
        .into()
}

fn state(seen: &Seen<'_>) -> String {
    let (agreement, other) = (&seen.scene.agreement, seen.other());
    let held = match agreement.in_force.as_ref().and_then(|it| it.signed.by_both()) {
        Some(at) => format!("*Signed by you and {other}* on {}.", seen.day(at)),
        None => "*Not signed by both.* Until it is, your programme's defaults apply.".to_owned(),
    };
    if !seen.scene.pair.is_active() {
        return format!("{held} Your time together is over, so nothing more is signed here.");
    }
    let open = agreement.open.as_ref().map(|open| match open.signed.at(seen.side) {
        Some(at) => format!(
            " You signed a newer version on {}; it waits for {other}. It holds once both have signed it.",
            seen.day(at)
        ),
        None => format!(" A newer version, signed by {other}, waits for you. It holds once both have signed it."),
    });
    let change = match (&agreement.in_force, &open) {
        (Some(_), None) => " A change needs both of you again.",
        (Some(_), Some(_)) | (None, _) => "",
    };
    format!("{held}{}{change}", open.unwrap_or_default())
}

fn listed(seen: &Seen<'_>, versions: &[Version]) -> Vec<Block> {
    let title = (!versions.is_empty()).then(|| header("Versions"));
    let entry = |version: &Version| {
        let number = version.number;
        let words = format!("*Version {number}.* {}", signatures(seen, version));
        let open = Button::new("Open", Action::ReadAgreement.id(), seen.of_version(number));
        [small(words), buttons(format!("version_{number}"), [open])]
    };
    title.into_iter().chain(versions.iter().flat_map(entry)).collect()
}

/// One version, to be read.
pub fn version(seen: &Seen<'_>, version: &Version) -> View {
    let before = version.before.as_ref().and_then(|before| changes(before, &version.content));
    let before = before.into_iter().flat_map(|blocks| {
        std::iter::once(say("*What it changed when it was signed:*")).chain(blocks)
    });
    Modal::new(Form::Page.id(), format!("Version {}", version.number))
        .close("Close")
        .block(small(signatures(seen, version)))
        .blocks(body(&version.content))
        .blocks(before)
        .into()
}

/// The form in which a version is signed. With what somebody read before, it says first what has changed since, and that
/// nothing is signed.
pub fn sign(seen: &Seen<'_>, version: &Version, read: Option<&Stands>) -> View {
    let (other, stands) = (seen.other(), &seen.scene.stands);
    let since = read.into_iter().flat_map(|read| {
        let words = format!(
            "*It has changed while you were reading, so nothing is signed yet.* {other} has signed another version. What is \
             different from the one you read:"
        );
        let same = || vec![say("Nothing you would see: the words and the choices are the same.")];
        std::iter::once(say(words)).chain(changes(read, &version.content).unwrap_or_else(same))
    });
    let title = match (&stands.words, changes(stands, &version.content)) {
        (Some(_), Some(changes)) => [vec![say("*What changes when you sign:*")], changes].concat(),
        (None, Some(changes)) => {
            [vec![say("*What is different from now when you sign:*")], changes].concat()
        }
        (Some(_), None) => vec![say("It says what holds already.")],
        (None, None) => vec![say("What I do stays as it is now; that is what it says.")],
    };
    Modal::new(Form::SignAgreement.id(), TITLE)
        .submit("Sign")
        .close("Not now")
        .metadata(seen.of_version(version.number))
        .blocks(since)
        .block(say(format!(
            "*Version {}, signed by {other}* on {}. With your signature it holds, and I do what it says.",
            version.number,
            seen.day(version.at)
        )))
        .blocks(title)
        .blocks(stepped_down(seen.scene))
        .block(header("What it says"))
        .blocks(body(&version.content))
        .block(buttons("agreement", [seen.fill("Change it")]))
        .block(small("You two read this, and nobody else. Either of you can propose a change at any time."))
        .into()
}

/// Signed, and it waits for the other one; `opens` is when their working day is open, if one is to come.
pub fn sent(seen: &Seen<'_>, (opens, now): (Option<Timestamp>, Timestamp)) -> View {
    let other = seen.other();
    let read = match opens {
        Some(at) if at <= now => format!("{other} has it now."),
        Some(at) => format!("{other} reads it from {} on, when their day begins.", seen.when(at)),
        None => {
            format!("{other} has no working hours to come, so I can't say when they read it.")
        }
    };
    let holds = match seen.scene.stands.words {
        Some(_) => "what you two signed before holds",
        None => "everything goes on as it does now",
    };
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say(format!(
            "*You have signed it.* {read} They sign it or change it, and I tell you. Until both of you have signed the same, \
             {holds}. `/mentor agreement` shows how it stands."
        )))
        .into()
}

/// Both have signed.
pub fn agreed(seen: &Seen<'_>, (version, coming): (&Version, Next)) -> View {
    let stands = version.before.as_ref().unwrap_or(&seen.scene.stands);
    let changed = changes(stands, &version.content);
    let changed =
        changed.map(|changes| [vec![say("*What changes from now on:*")], changes].concat());
    let same = || vec![say("I go on as before.")];
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say(format!("*You and {} have both signed it.* It holds from now on.", seen.other())))
        .blocks(changed.unwrap_or_else(same))
        .blocks(next(coming, |at| seen.when(at)).map(say))
        .block(small(
            "What was asked before keeps its promise. Your room hears of it once you are both at work.",
        ))
        .into()
}
