//! The form of an agreement.

use super::{Seen, between, body, budget, changes, every, learns, length, rhythm, urgent, within};
use crate::{
    domain::{
        agreement::{
            MAX_CONFIDENCE, MAX_SCOPE, Stands, Version, Words,
            rules::{Between, Budget, Every, Rules, Urgent, Within},
        },
        call::{Length, Rhythm},
        draft::{About, Draft, Entry},
        learning::Learning,
        pair::Side,
        text::UserText,
    },
    features::{draft, draft::views::Sent},
    slack::{
        action::{Action, Form},
        blocks::{
            Block, View,
            input::{Choice, Select, TextInput},
            say, small,
            view::Modal,
        },
    },
    store::drafts::Kept,
};

/// The field of what the two work on.
pub const SCOPE: &str = "scope";
/// The field of how often a check-in is asked for.
pub const EVERY: &str = "checkins";
/// The field of what it is promised.
pub const REPLY: &str = "replies";
/// The field of what a question is promised.
pub const QUESTION: &str = "questions";
/// The field of what an urgent one is.
pub const URGENT: &str = "urgent_rule";
/// The field of how often they meet.
pub const RHYTHM: &str = "rhythm";
/// What stands in it for as often as the shared hours allow.
pub const AS_HOURS_ALLOW: &str = "as_hours_allow";
/// The field of how long a call is.
pub const LENGTH: &str = "minutes";
/// The field of the mentor's time.
pub const BUDGET: &str = "budget";
/// The field of what stays between them.
pub const BETWEEN: &str = "between";
/// The field of the same in words.
pub const CONFIDENCE: &str = "confidence";
/// The field of how the mentee learns best.
pub const LEARNS: &str = "learns";
/// What stands in it when that depends.
const DEPENDS: &str = "depends";

/// What the form is filled from.
#[derive(Debug, Clone, Copy)]
pub enum Filled<'a> {
    /// The newest version, or what holds while there is none.
    Newest,
    /// A draft, the version it was begun from, and what that said.
    Drafted(&'a Kept, (u32, &'a Stands)),
    /// What stood in the form when it was sent, and what it was begun from: another version had come by then.
    Typed(&'a Draft, &'a Stands),
}

/// The form, for one of the two. What was begun before another version came is shown with what changed since.
pub fn form(seen: &Seen<'_>, from: Filled<'_>) -> View {
    let (pair, agreement) = (&seen.scene.pair, &seen.scene.agreement);
    let newest = agreement.open.as_ref().or(agreement.in_force.as_ref());
    let sent = if newest.is_some() { Sent::Before } else { Sent::Never };
    let drafted = match from {
        Filled::Drafted(kept, _) => Some((kept, seen.reader())),
        Filled::Newest | Filled::Typed(..) => None,
    };
    let around = draft::views::around(About::Agreement(pair.id), drafted, sent);
    let (own, began_from) = match from {
        Filled::Newest => (Draft::default(), None),
        Filled::Drafted(kept, (number, stands)) => {
            (kept.draft.clone(), (number < agreement.newest()).then_some(stands))
        }
        Filled::Typed(typed, stands) => (typed.clone(), Some(stands)),
    };
    let since = newest.zip(began_from).map(|(newest, stands)| in_between(seen, newest, stands));
    let rules = newest.map_or(&seen.scene.stands.rules, |newest| &newest.content.rules);
    let words = match from {
        Filled::Newest => newest.map(|newest| &newest.content.words),
        // What somebody deleted stays deleted.
        Filled::Drafted(..) | Filled::Typed(..) => None,
    };
    let filled = own.or(filled(words, rules));
    let number = agreement.newest();
    let form = Modal::new(Form::Agreement.id(), "Your agreement")
        .submit("Sign and send")
        .close("Not now")
        .metadata(seen.of_version(number))
        .notify_on_close()
        .block(say(intro(seen)))
        .blocks(around.top)
        .blocks(since.unwrap_or_default())
        .blocks(fields(seen, &filled))
        .block(small("You two read this, and nobody else. Leads see whether it is signed, and never what it says."))
        .blocks(around.bottom);
    match from {
        Filled::Typed(..) => form.afresh(number).into(),
        Filled::Newest | Filled::Drafted(..) => form.into(),
    }
}

fn intro(seen: &Seen<'_>) -> String {
    let other = seen.other();
    match seen.scene.stands.words {
        Some(_) => format!(
            "What you want to be different from what you and {other} signed. Sending it signs it; it holds when {other} has \
             signed it, too."
        ),
        None => format!(
            "What you and {other} want. In the fields stand your programme's defaults. Sending it signs it; it holds when \
             {other} has signed it, too, and can be changed by you both at any time."
        ),
    }
}

/// Above the fields, when another version has come since they were filled.
fn in_between(seen: &Seen<'_>, newest: &Version, began_from: &Stands) -> Vec<Block> {
    let who = match newest.by == seen.side {
        true => "You have sent another version since you began this one.".to_owned(),
        false => format!("{} has signed another version since you began yours.", seen.other()),
    };
    let kept = "This one isn't signed yet, and nothing you wrote is lost: it stands in the fields.";
    // Whoever began with nothing agreed reads all of it: every point of it is new to them.
    let (title, says) = match &began_from.words {
        None => ("What the other version says:", body(&newest.content)),
        Some(_) => (
            "What the other version says differently from what you began with:",
            changes(began_from, &newest.content)
                .unwrap_or_else(|| vec![say("Nothing you would see.")]),
        ),
    };
    std::iter::once(say(format!("*{who}* {kept} {title}"))).chain(says).collect()
}

fn fields(seen: &Seen<'_>, filled: &Draft) -> Vec<Block> {
    let text = |field: &str, (label, max): (&str, usize)| {
        let input = TextInput::new(field, label).max(max).initial(filled.text(field));
        input.dispatch(Action::Typed.id())
    };
    let select = |field: &str, label: &str, choices: Vec<Choice>| -> Block {
        let select = Select::new(field, label, choices).dispatch(Action::Typed.id());
        match filled.chosen(field) {
            Some(chosen) => select.initial(chosen).into(),
            None => select.into(),
        }
    };
    let promises = |all: [Within; 3]| all.map(|it| choice(it.key(), within(it))).to_vec();
    let learn = (seen.side == Side::Mentee).then(|| select(LEARNS, "I learn best", ways()));
    let scope = text(SCOPE, ("What you two work on, and what not", MAX_SCOPE)).multiline().hint(
        "A mentor is no life coach and no second boss. For example: ownership and async in our own code; not: pay, or \
         trouble in the team.",
    );
    let budget = text(BUDGET, ("The mentor's time for this, in hours a month", 3)).hint(format!(
        "1 to {}; most begin with {}. I can count only calls.",
        Budget::MOST.hours(),
        budget(Budget::USUAL)
    ));
    let confidence = text(CONFIDENCE, ("What else stays between you", MAX_CONFIDENCE)).multiline();
    let blocks = [
        scope.into(),
        select(
            EVERY,
            "A check-in is asked for",
            Every::ALL.map(|it| choice(it.key(), every(it))).into(),
        ),
        select(REPLY, "A check-in is answered", promises(Within::FOR_CHECKINS)),
        select(QUESTION, "A question is answered", promises(Within::FOR_QUESTIONS)),
        select(
            URGENT,
            "An urgent question is answered",
            Urgent::ALL.map(|it| choice(it.key(), urgent(it))).into(),
        ),
        select(RHYTHM, "A call takes place", rhythms()),
        select(
            LENGTH,
            "A call lasts",
            Length::ALL.map(|it| choice(&it.minutes().0.to_string(), &length(it))).into(),
        ),
        budget.into(),
        select(
            BETWEEN,
            "What stays between you",
            Between::ALL.map(|it| choice(it.key(), between(it))).into(),
        ),
        confidence.optional().into(),
    ];
    blocks.into_iter().chain(learn).collect()
}

fn choice(key: &str, label: &str) -> Choice {
    let mut letters = label.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    Choice::new(key, first.chain(letters).collect::<String>())
}

fn rhythms() -> Vec<Choice> {
    let as_hours_allow = choice(AS_HOURS_ALLOW, rhythm(None));
    let set = Rhythm::ALL.map(|it| choice(it.key(), rhythm(Some(it))));
    std::iter::once(as_hours_allow).chain(set).collect()
}

fn ways() -> Vec<Choice> {
    let depends = choice(DEPENDS, learns(None));
    let ways = Learning::ALL.map(|it| choice(it.key(), learns(Some(it))));
    std::iter::once(depends).chain(ways).collect()
}

fn filled(words: Option<&Words>, rules: &Rules) -> Draft {
    let chosen = |key: &str| Some(Entry::Chosen(key.to_owned()));
    let hours = UserText::from_stored(rules.budget.hours().to_string());
    Draft::default()
        .with(SCOPE, words.map(|words| Entry::from(&words.scope)))
        .with(CONFIDENCE, words.and_then(|words| words.confidence.as_ref()).map(Entry::from))
        .with(BUDGET, Some(Entry::Text(hours)))
        .with(EVERY, chosen(rules.every.key()))
        .with(REPLY, chosen(rules.reply.key()))
        .with(QUESTION, chosen(rules.question.key()))
        .with(URGENT, chosen(rules.urgent.key()))
        .with(RHYTHM, chosen(rules.rhythm.map_or(AS_HOURS_ALLOW, Rhythm::key)))
        .with(LENGTH, chosen(&rules.length.minutes().0.to_string()))
        .with(BETWEEN, chosen(rules.between.key()))
        .with(LEARNS, chosen(rules.learns.map_or(DEPENDS, Learning::key)))
}

/// It says what was signed already.
pub fn same(seen: &Seen<'_>) -> View {
    let waits = match &seen.scene.agreement.open {
        Some(_) => format!(" What you signed waits for {}.", seen.other()),
        None => String::new(),
    };
    Modal::new(Form::Page.id(), "Our agreement")
        .close("Close")
        .block(say(format!(
            "Nothing in it is different from what you have signed already, so nothing has changed.{waits}"
        )))
        .into()
}

/// Not a number of hours.
pub fn no_budget() -> String {
    format!("Give whole hours a month, from 1 to {}; for example 3.", Budget::MOST.hours())
}

/// Nothing was chosen.
pub fn not_chosen() -> String {
    "Choose one of the list, please.".to_owned()
}
