//! The page of a pair's calls, and the form of how the two want to meet.

use jiff::Timestamp;

use super::{Seen, about, changed, offered::answers, time};
use crate::{
    domain::{
        call::{Call, Length, Rhythm, State},
        fairness::{Burdened, Entry, Ledger, Weight},
        ids::PairId,
        overlap::weekly::Suggested,
        pair::{Phase, Side},
        person::Person,
        text::UserText,
    },
    features::partners::which,
    slack::{
        action::{
            Action, Form,
            call::{CallRound, Proposal},
        },
        blocks::{
            Block, Button, Message, View, buttons, header,
            input::{Choice, Select, TextInput},
            link, say, small,
            view::Modal,
            words::{appointment, day, mention},
        },
    },
    store::calls::Settings,
};

/// The field of how often.
pub const RHYTHM: &str = "rhythm";
/// What stands in it for as often as the shared hours allow.
pub const AS_HOURS_ALLOW: &str = "as_hours_allow";
/// The field of how long.
pub const LENGTH: &str = "minutes";
/// The field of the link.
pub const LINK: &str = "link";

const TITLE: &str = "Calls";

/// So many early and late hours are shown.
const ENTRIES: usize = 12;

/// Somebody in several pairs asked.
pub fn whose(partners: &[(PairId, Person)]) -> Message {
    let words = Message::new("With whom?").block(say("Your calls with whom?"));
    which(words, (Action::Calls, "calls_with"), partners, |pair| pair.to_string())
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The pair.
    pub pair: PairId,
    /// What is being arranged or agreed.
    pub coming: &'a [Call],
    /// The early and late hours.
    pub ledger: &'a Ledger,
    /// How they want to meet.
    pub settings: &'a Settings,
    /// The phase of the pair, which can make calls fewer.
    pub phase: Phase,
    /// Since when how often they meet stands in their agreement.
    pub agreed_at: Option<Timestamp>,
    /// What their hours suggest, and the minutes of them a week.
    pub suggested: (Suggested, i64),
    /// Now.
    pub now: Timestamp,
}

/// The page.
pub fn page(seen: &Seen<'_>, shown: &Shown<'_>) -> View {
    let name = mention(&seen.other.user);
    let carries = Proposal { pair: shown.pair, preset: None }.to_string();
    let coming: Vec<Block> = match shown.coming {
        [] => vec![say(format!("No call with {name} is arranged at the moment."))],
        calls => calls.iter().enumerate().flat_map(|it| one(seen, it)).collect(),
    };
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .blocks(coming)
        .block(buttons(
            "calls",
            [
                Button::new("Arrange a call", Action::ProposeCall.id(), carries),
                Button::new("How we meet", Action::CallSettings.id(), shown.pair.to_string()),
            ],
        ))
        .block(header("Early and late hours"))
        .blocks(ledger(seen, (shown.ledger, shown.now)).into_iter().map(say))
        .block(header("How we meet"))
        .block(say(rhythm(shown.settings.rhythm, shown.suggested, shown.phase)))
        .block(small(place(shown.settings)))
        .blocks(shown.agreed_at.map(|at| small(agreed(seen, at))))
        .blocks(shown.settings.link.as_ref().map(|it| link("Where", it)))
        .into()
}

fn one(seen: &Seen<'_>, (nth, call): (usize, &Call)) -> Vec<Block> {
    let carries = CallRound { call: call.id, round: call.round }.to_string();
    let about = call.offered_about().map(|it| small(about(it)));
    let (words, button) = match call.state {
        State::Agreed { slot, instead: None, .. } => {
            (format!("Agreed: {}.", time(seen, slot)), Some(changed::change(call.id)))
        }
        State::Agreed { instead: Some(offer), .. } | State::Offered(offer) => {
            let button = match offer.by == seen.side {
                true => buttons(
                    "call_back",
                    [Button::new("Take it back", Action::TakeBackCall.id(), carries)],
                ),
                false => answers(call),
            };
            (super::stands(seen, call), Some(button))
        }
        State::Choosing => {
            let choose = Button::new("Choose a time", Action::OtherTime.id(), carries);
            (super::stands(seen, call), Some(buttons("call_choose", [choose])))
        }
        State::CalledOff { .. } | State::Lapsed => (super::stands(seen, call), None),
    };
    let button = button.map(|button| button.numbered(nth));
    std::iter::once(say(words)).chain(about).chain(button).collect()
}

/// Who had the early and late hours so far, and whose turn it is.
pub fn ledger(seen: &Seen<'_>, (ledger, now): (&Ledger, Timestamp)) -> Vec<String> {
    let name = mention(&seen.other.user);
    let turn = match ledger.turn() == seen.side {
        true => "it is *your* turn".to_owned(),
        false => format!("it is *{name}'s* turn"),
    };
    if ledger.entries().is_empty() {
        return vec![format!(
            "No call of yours was outside anybody's working hours so far. When one has to be, {turn}."
        )];
    }
    let (own, theirs) = (ledger.counted(seen.side), ledger.counted(seen.side.other()));
    let sum = format!("You: {own}. {name}: {theirs}. For the next one, {turn}.");
    let entries = ledger.entries();
    let newest = entries.get(entries.len().saturating_sub(ENTRIES)..).unwrap_or_default();
    let lines: Vec<String> = newest.iter().map(|it| entry(seen, (it, now))).collect();
    vec![sum, lines.join("\n")]
}

fn entry(seen: &Seen<'_>, (entry, now): (&Entry, Timestamp)) -> String {
    let at = appointment(entry.starts, &seen.reader.zone.weekday_time_year(entry.starts));
    let who = |side: Side| match side == seen.side {
        true => "you".to_owned(),
        false => mention(&seen.other.user),
    };
    let borne = match entry.burdened {
        Burdened::Mentor => who(Side::Mentor),
        Burdened::Mentee => who(Side::Mentee),
        Burdened::Both | Burdened::Neither => "both of you".to_owned(),
    };
    let weight = match entry.weight {
        Weight::Counted => "",
        Weight::Gift => ", a gift out of turn",
        Weight::Shared => ", which counts for neither",
    };
    let coming = if entry.starts > now { ", to come" } else { "" };
    format!("• {at}: {borne}{weight}{coming}")
}

/// How often they are asked, and why.
pub fn rhythm(set: Option<Rhythm>, (suggested, minutes): (Suggested, i64), phase: Phase) -> String {
    let wanted = set.unwrap_or(match suggested {
        Suggested::EveryTwoWeeks => Rhythm::TwoWeeks,
        Suggested::Monthly => Rhythm::Monthly,
    });
    if let Some(fewer) = fewer(wanted, phase) {
        return fewer.to_owned();
    }
    let shared = match minutes {
        0 => "no working hours".to_owned(),
        some => format!("{} a week", hours(some)),
    };
    match (set, suggested) {
        (Some(Rhythm::TwoWeeks), _) => "A call every two weeks, as you two set it.".to_owned(),
        (Some(Rhythm::Monthly), _) => "A call every four weeks, as you two set it.".to_owned(),
        (Some(Rhythm::None), _) => {
            "Calls only when one of you proposes one, as you two set it.".to_owned()
        }
        (None, Suggested::EveryTwoWeeks) => {
            format!("A call every two weeks: you two share {shared}.")
        }
        (None, Suggested::Monthly) => {
            format!(
                "A call every four weeks: you two share {shared}. From two hours a week on, it is every two weeks."
            )
        }
    }
}

/// What is said instead where a phase makes calls fewer than they want.
fn fewer(wanted: Rhythm, phase: Phase) -> Option<&'static str> {
    match wanted.in_phase(phase) {
        rhythm if rhythm == wanted => None,
        Rhythm::TwoWeeks | Rhythm::Monthly => {
            Some("A call every four weeks, since you two have stepped down to monthly check-ins.")
        }
        Rhythm::None => {
            Some("Calls only when one of you proposes one, since you two go on without a schedule.")
        }
    }
}

fn hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minutes of working time"),
        (1, 0) => "one working hour".to_owned(),
        (hours, 0) => format!("{hours} working hours"),
        (hours, minutes) => format!("{hours} h {minutes} min of working time"),
    }
}

fn place(settings: &Settings) -> String {
    let minutes = settings.length.minutes().0;
    match &settings.link {
        Some(_) => format!("Usually {minutes} minutes, at the link below."),
        None => format!("Usually {minutes} minutes, in a huddle."),
    }
}

/// The form of how they meet.
pub fn settings(
    seen: &Seen<'_>,
    (pair, settings): (PairId, &Settings),
    agreed_at: Option<Timestamp>,
) -> View {
    let address = settings.link.as_ref().map(|it| UserText::from_stored(it.as_str().to_owned()));
    let how_often = match agreed_at {
        Some(at) => vec![
            say(agreed(seen, at)),
            buttons(
                "agreement",
                [Button::new("Our agreement", Action::Agreement.id(), pair.to_string())],
            ),
        ],
        None => vec![rhythms(settings.rhythm), lengths(settings.length)],
    };
    Modal::new(Form::CallSettings.id(), "How we meet")
        .submit("Save")
        .close("Cancel")
        .metadata(pair.to_string())
        .block(say(format!("This holds for you and {} alike.", mention(&seen.other.user))))
        .blocks(how_often)
        .block(
            TextInput::new(LINK, "Where, if not in a huddle")
                .initial(address.as_ref())
                .placeholder("https://")
                .hint("Any address that begins with https://. Left empty, you start a huddle.")
                .optional(),
        )
        .into()
}

/// How often and for how long is in their agreement.
fn agreed(seen: &Seen<'_>, at: Timestamp) -> String {
    let on = day(at, &seen.reader.zone.day(at));
    format!(
        "How often and for how long is what you two signed on {on}; a change of it needs both of you."
    )
}

fn rhythms(set: Option<Rhythm>) -> Block {
    let choice = |it: Rhythm| {
        let label = match it {
            Rhythm::TwoWeeks => "Every two weeks",
            Rhythm::Monthly => "Every four weeks",
            Rhythm::None => "Only when one of us proposes it",
        };
        Choice::new(it.key(), label)
    };
    let mut choices = vec![Choice::new(AS_HOURS_ALLOW, "As our shared hours allow")];
    choices.extend(Rhythm::ALL.map(choice));
    Select::new(RHYTHM, "How often I ask for a time", choices)
        .initial(set.map_or(AS_HOURS_ALLOW, Rhythm::key))
        .into()
}

fn lengths(set: Length) -> Block {
    let choice =
        |it: Length| Choice::new(it.minutes().0.to_string(), format!("{} minutes", it.minutes().0));
    Select::new(LENGTH, "How long, usually", Length::ALL.map(choice))
        .initial(set.minutes().0.to_string())
        .into()
}

/// It is set.
pub fn saved(settings: &Settings, phase: Phase) -> View {
    let often = match settings.rhythm.map(|rhythm| rhythm.in_phase(phase)) {
        None if phase == Phase::Monthly => "I ask every four weeks at most, a week ahead",
        None if phase == Phase::AdHoc => {
            "I ask for no calls while you two go on without a schedule; `/mentor call` arranges one any time"
        }
        None => "I ask as often as your shared hours allow, a week ahead",
        Some(Rhythm::TwoWeeks) => "I ask every two weeks, a week ahead",
        Some(Rhythm::Monthly) => "I ask every four weeks, a week ahead",
        Some(Rhythm::None) => "I ask for no calls; `/mentor call` arranges one any time",
    };
    Modal::new(Form::Page.id(), "How we meet")
        .close("Close")
        .block(say(format!(
            "Saved. {often}. The calls you two have agreed on stay; a link counts for \
             them, too, and *Send the calendar file* under a call brings a file with it."
        )))
        .into()
}

/// Nothing was chosen.
pub fn not_chosen() -> String {
    "Choose one of the list, please.".to_owned()
}

/// It is no address a call could be at.
pub fn no_link() -> String {
    "A link begins with https:// and has no spaces. Paste the whole address, or leave it empty for a huddle.".to_owned()
}
