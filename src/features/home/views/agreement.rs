//! A pair's agreement in App Home: how it stands, the way to it, and what the mentor's time went into.

use jiff::{Timestamp, civil::Date};

use super::{Section, State};
use crate::{
    domain::{
        agreement::{Agreement, rules::Budget},
        person::Person,
        zone::words::short_day,
    },
    slack::{
        action::Action,
        blocks::{
            Block, Button, buttons, small,
            words::{day, mention},
        },
    },
};

/// A pair's agreement.
#[derive(Debug, Clone, Default)]
pub struct Agreed {
    /// Where it is.
    pub agreement: Agreement,
    /// The last day on which it is in time, until that is over.
    pub due_on: Option<Date>,
    /// How long the calls of this month were, in minutes; `None` for whoever it is not shown to.
    pub called: Option<i64>,
}

/// How it stands, and the way to it; nothing once the pair is over and none was signed.
pub(super) fn blocks(person: &Person, section: &Section) -> Vec<Block> {
    let Some((words, label)) = state(person, section) else { return Vec::new() };
    let button = Button::new(label, Action::Agreement.id(), section.pair.to_string());
    let row = buttons(format!("agreement_{}", section.pair), [button]);
    [small(words), row].into_iter().collect()
}

fn state(person: &Person, section: &Section) -> Option<(String, &'static str)> {
    let Agreed { agreement, due_on, called } = &section.agreed;
    let other = mention(&section.partner.user);
    let on = |at: Timestamp| day(at, &person.zone.day(at));
    let in_force = agreement.in_force.as_ref();
    let held = in_force.and_then(|it| it.signed.by_both());
    let held = held.map(|at| format!("Your agreement is signed by both, {}.", on(at)));
    if section.state != State::Active {
        return held.map(|held| (held, "Our agreement"));
    }
    let time = in_force
        .zip(*called)
        .map(|(version, minutes)| format!(" {}", spent(minutes, version.content.rules.budget)));
    let time = time.unwrap_or_default();
    Some(match (held, agreement.waits_for(section.side), &agreement.open) {
        (held, Some(_), _) => {
            let held = held.map(|held| format!("{held} ")).unwrap_or_default();
            let words =
                format!("{held}*A version signed by {other} waits for your signature.*{time}");
            (words, "Read and sign")
        }
        (held, None, Some(_)) => {
            let held = held.unwrap_or_else(|| "Your agreement is not signed by both.".to_owned());
            (format!("{held} What you signed last waits for {other}.{time}"), "Our agreement")
        }
        (Some(held), None, None) => (format!("{held}{time}"), "Our agreement"),
        (None, None, None) => {
            let due = due_on.map(|on| format!(" Sign it by {}, please.", short_day(on)));
            let words = "*Your agreement is not filled in yet.* Until it is signed by both, your programme's defaults apply.";
            (format!("{words}{}", due.unwrap_or_default()), "Fill in and sign")
        }
    })
}

/// What is known of a mentor's month.
fn spent(minutes: i64, budget: Budget) -> String {
    let spent = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minutes"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    };
    format!("Calls took {spent} of your {} h this month; I know of no other time.", budget.hours())
}
