//! The figures of a pair as they are read: in words, and in a chart where Slack shows it. The words say everything the
//! chart does.

use crate::{
    domain::{
        ids::PairId,
        pair::Side,
        person::Person,
        promise::WorkingMinutes,
        stats::{FEWEST, Figures, Stats, Taken, Type},
    },
    slack::{
        action::Action,
        blocks::{Button, Message, buttons, chart::Chart, say, small, words::mention},
    },
};

/// So many other pairs are offered.
const OTHERS: usize = 10;

/// The figures of a pair, for one of the two, who may be in other pairs too.
pub fn figures(
    (side, mentor, mentee): (Side, &Person, &Person),
    figures: &Figures,
    others: &[(PairId, Person)],
) -> Message {
    let title = match side {
        Side::Mentor => format!("How long your answers to {} take", mention(&mentee.user)),
        Side::Mentee => format!("How long answers from {} take", mention(&mentor.user)),
    };
    let by_type = figures.by_type.iter().map(|(of, stats)| (name(*of), stats));
    let lines: Vec<String> =
        std::iter::once(("All", &figures.all)).chain(by_type).map(line).collect();
    let lines = lines.join("\n");
    let mut message = Message::new(format!("{title}\n{}", lines.replace('*', "")))
        .block(say(format!("*{title}*")))
        .block(say(lines));
    if let Some(chart) = chart(figures) {
        message = message.block(chart);
    }
    message = message.block(small(format!(
        "Times count in the working hours of {} only: nights, weekends, holidays and leave stand still. Urgent questions \
         count by themselves, whatever their kind. Only you two see this.",
        mention(&mentor.user)
    )));
    for (pair, partner) in others.iter().take(OTHERS) {
        let label = match partner.name.as_str() {
            "" => "Another pair".to_owned(),
            name => format!("With {name}"),
        };
        let button = Button::new(label, Action::Stats.id(), pair.to_string());
        message = message.block(buttons(format!("stats_{pair}"), [button]));
    }
    message
}

/// Somebody without a pair.
pub fn no_pair() -> String {
    "You are in no pair yet, so there are no answers to count. `/mentor help` shows what you can do.".to_owned()
}

fn name(of: Type) -> &'static str {
    match of {
        Type::Checkin => "Check-ins",
        Type::Quick => "Quick",
        Type::Debug => "Debug",
        Type::Concept => "Concept",
        Type::Urgent => "Urgent",
    }
}

/// "• *Quick* (n = 7): 6 answered, 1 owed. Median 45 min, 90th percentile 3 h. Promise kept: 6 of 6 (100 %)."
fn line((name, stats): (&str, &Stats)) -> String {
    let counts =
        format!("• *{name}* (n = {}): {} answered, {} owed.", stats.n, stats.answered, stats.owed);
    let taken = stats.taken.map(|Taken { median, ninetieth }| {
        format!(" Median {median}, 90th percentile {ninetieth}.")
    });
    let kept = stats
        .kept
        .map(|kept| format!(" Promise kept: {} of {} ({} %).", kept.part, kept.of, kept.percent()));
    let early = match (taken.is_some(), kept.is_some()) {
        (true, true) => String::new(),
        (false, false) => format!(" Too early for figures, which begin with {FEWEST}."),
        (false, true) => format!(" Too early for times, which begin with {FEWEST} answers."),
        (true, false) => format!(" Too early for the promises, of which {FEWEST} must be over."),
    };
    [counts, taken.unwrap_or_default(), kept.unwrap_or_default(), early].concat()
}

/// The times of what has figures; `None` when nothing has.
fn chart(figures: &Figures) -> Option<Chart> {
    let types = figures.by_type.iter().filter_map(|(of, stats)| Some((name(*of), stats.taken?)));
    let known: Vec<(&str, Taken)> =
        std::iter::once(("All", figures.all.taken?)).chain(types).collect();
    Some(
        Chart::new("Working time until an answer", "hours")
            .groups(known.iter().map(|(name, _)| name))
            .series("Median", known.iter().map(|(_, taken)| hours(taken.median)))
            .series("90th percentile", known.iter().map(|(_, taken)| hours(taken.ninetieth))),
    )
}

/// In hours, to the tenth.
fn hours(WorkingMinutes(minutes): WorkingMinutes) -> f64 {
    let tenths = u32::try_from((minutes + 3) / 6).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}
