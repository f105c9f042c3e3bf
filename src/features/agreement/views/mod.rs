//! Sentences about an agreement, and what a version says in them.

use jiff::Timestamp;

use super::Scene;
use crate::{
    domain::{
        agreement::{
            Content, Point, Stands, Version,
            rules::{Between, Budget, Every, Rules, Urgent, Within},
        },
        call::{Length, Rhythm},
        learning::Learning,
        pair::{Phase, Side},
        person::Person,
        text::UserText,
    },
    slack::{
        action::{Action, agreement::PairVersion},
        blocks::{
            Block, Button, facts, quote, say, small,
            words::{day, mention, when},
        },
    },
};

pub mod ask;
pub mod form;
pub mod page;
pub mod post;

/// An agreement as one of the two sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The agreement.
    pub scene: &'a Scene,
    /// The side of whoever reads.
    pub side: Side,
}

impl<'a> Seen<'a> {
    fn reader(&self) -> &'a Person {
        self.scene.person(self.side)
    }

    /// The other one, as a mention.
    fn other(&self) -> String {
        mention(&self.scene.person(self.side.other()).user)
    }

    fn carries(&self) -> String {
        self.scene.pair.id.to_string()
    }

    /// Opens whatever there is to do about it.
    fn button(&self, label: &str) -> Button {
        Button::new(label, Action::Agreement.id(), self.carries())
    }

    /// Opens the form.
    fn fill(&self, label: &str) -> Button {
        Button::new(label, Action::FillAgreement.id(), self.carries())
    }

    fn of_version(&self, version: u32) -> String {
        PairVersion { pair: self.scene.pair.id, version }.to_string()
    }

    /// Who signed or proposed, to whoever reads.
    fn who(&self, side: Side) -> String {
        if side == self.side { "you".to_owned() } else { self.other() }
    }

    fn day(&self, at: Timestamp) -> String {
        day(at, &self.reader().zone.day(at))
    }

    fn when(&self, at: Timestamp) -> String {
        when(at, &self.reader().zone.weekday_time(at))
    }
}

/// What comes next in a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Next {
    /// When the next check-in is asked for.
    pub checkin: Option<Timestamp>,
    /// What comes of the next call; `None` where none is asked for.
    pub call: Option<NextCall>,
}

/// What comes of a pair's next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextCall {
    /// It begins then.
    Agreed(Timestamp),
    /// A time for it is being found.
    Asked,
    /// The mentee is asked for a time then.
    AskedOn(Timestamp),
}

fn label(point: Point) -> &'static str {
    match point {
        Point::Scope => "What you two work on, and what not",
        Point::Every => "A check-in is asked for",
        Point::Reply => "A check-in is answered",
        Point::Question => "A question is answered",
        Point::Urgent => "An urgent question is answered",
        Point::Rhythm => "A call takes place",
        Point::Length => "A call lasts",
        Point::Budget => "The mentor's time",
        Point::Between => "What stays between you",
        Point::Confidence => "What else stays between you",
        Point::Learns => "The mentee learns best",
    }
}

/// What the rules say about a point; `None` for what is said in words.
fn value(point: Point, rules: &Rules) -> Option<String> {
    Some(match point {
        Point::Scope | Point::Confidence => return None,
        Point::Every => every(rules.every).to_owned(),
        Point::Reply => within(rules.reply).to_owned(),
        Point::Question => within(rules.question).to_owned(),
        Point::Urgent => urgent(rules.urgent).to_owned(),
        Point::Rhythm => rhythm(rules.rhythm).to_owned(),
        Point::Length => length(rules.length),
        Point::Budget => budget(rules.budget),
        Point::Between => between(rules.between).to_owned(),
        Point::Learns => learns(rules.learns).to_owned(),
    })
}

fn every(every: Every) -> &'static str {
    match every {
        Every::Week => "every week",
        Every::TwoWeeks => "every two weeks",
        Every::FourWeeks => "every four weeks",
    }
}

fn within(within: Within) -> &'static str {
    match within {
        Within::FourHours => "within four working hours",
        Within::OneDay => "within one working day",
        Within::TwoDays => "within two working days",
        Within::ThreeDays => "within three working days",
    }
}

fn urgent(urgent: Urgent) -> &'static str {
    match urgent {
        Urgent::FourHours => "within four working hours",
        Urgent::LikeOthers => "like every other one",
    }
}

fn rhythm(rhythm: Option<Rhythm>) -> &'static str {
    match rhythm {
        None => "as often as your shared hours allow",
        Some(Rhythm::TwoWeeks) => "every two weeks",
        Some(Rhythm::Monthly) => "every four weeks",
        Some(Rhythm::None) => "only when one of you proposes it",
    }
}

fn length(length: Length) -> String {
    format!("{} minutes", length.minutes().0)
}

fn budget(budget: Budget) -> String {
    format!("{} h a month", budget.hours())
}

fn between(between: Between) -> &'static str {
    match between {
        Between::UsTwo => "everything, unless you both say otherwise",
        Between::NoNames => "who said it; what was learned may be told",
        Between::Open => "what one of you calls private",
    }
}

fn learns(learns: Option<Learning>) -> &'static str {
    match learns {
        None => "that depends",
        Some(Learning::Visual) => "by looking",
        Some(Learning::Text) => "by reading",
        Some(Learning::HandsOn) => "by doing",
    }
}

/// Everything a version says.
fn body(content: &Content) -> Vec<Block> {
    let rules =
        Point::ALL.into_iter().filter_map(|it| Some((label(it), value(it, &content.rules)?)));
    said(content).into_iter().chain([facts(rules)]).collect()
}

/// What a version says in words.
fn said(content: &Content) -> Vec<Block> {
    let scope = quote(label(Point::Scope), &content.words.scope);
    let confidence = content.words.confidence.iter();
    let confidence = confidence.map(|it| quote(label(Point::Confidence), it));
    std::iter::once(scope).chain(confidence).collect()
}

/// In what it differs from what stands, as "before → now"; `None` when it does not.
fn changes(stands: &Stands, content: &Content) -> Option<Vec<Block>> {
    let changed = stands.changes(content);
    let line = |point: &Point| {
        let (old, new) = (value(*point, &stands.rules)?, value(*point, &content.rules)?);
        Some(format!("• *{}:* {old} → *{new}*", label(*point)))
    };
    let lines: Vec<String> = changed.iter().filter_map(line).collect();
    let lines = (!lines.is_empty()).then(|| say(lines.join("\n")));
    let words = changed.iter().flat_map(|point| reworded(*point, stands, content));
    let blocks: Vec<Block> = lines.into_iter().chain(words).collect();
    (!changed.is_empty()).then_some(blocks)
}

/// Both wordings of a point, the old one first.
fn reworded(point: Point, stands: &Stands, content: &Content) -> Vec<Block> {
    let (old, new): (Option<&UserText>, Option<&UserText>) = match point {
        Point::Scope => {
            (stands.words.as_ref().map(|words| &words.scope), Some(&content.words.scope))
        }
        Point::Confidence => (
            stands.words.as_ref().and_then(|words| words.confidence.as_ref()),
            content.words.confidence.as_ref(),
        ),
        Point::Every
        | Point::Reply
        | Point::Question
        | Point::Urgent
        | Point::Rhythm
        | Point::Length
        | Point::Budget
        | Point::Between
        | Point::Learns => (None, None),
    };
    let before = old.map(|old| quote(format!("{}, before", label(point)), old));
    let now = new.map(|new| quote(format!("{}, now", label(point)), new));
    let gone =
        (old.is_some() && new.is_none()).then(|| say(format!("*{}, now:* nothing.", label(point))));
    before.into_iter().chain(now).chain(gone).collect()
}

/// That a pair which has stepped down is asked no more often than its phase says, whatever it signed.
fn stepped_down(scene: &Scene) -> Option<Block> {
    match scene.pair.phase {
        Phase::Weekly => None,
        Phase::Monthly => Some(small(
            "You two have stepped down: whatever stands here, I ask for a check-in every four weeks, and for a call no more \
             often. `/mentor phase` is the way back up.",
        )),
        Phase::AdHoc => Some(small(
            "You two go on without a schedule: whatever stands here, I ask for no check-in and no call by myself. `/mentor \
             phase` is the way back up.",
        )),
    }
}

/// What comes next and when, in one line; nothing where nothing is planned.
fn next(next: Next, at: impl Fn(Timestamp) -> String) -> Option<String> {
    let checkin = next.checkin.map(|due| format!("a check-in, {}", at(due)));
    let call = next.call.map(|call| match call {
        NextCall::Agreed(starts) => format!("a call, {}", at(starts)),
        NextCall::Asked => "a call, for which a time is being found".to_owned(),
        NextCall::AskedOn(ask) => format!("a call, for which I ask for a time {}", at(ask)),
    });
    let parts: Vec<String> = checkin.into_iter().chain(call).collect();
    (!parts.is_empty()).then(|| format!("*What comes next:* {}.", parts.join("; ")))
}

/// Who signed a version, and when.
fn signatures(seen: &Seen<'_>, version: &Version) -> String {
    let signed = |side: Side| match version.signed.at(side) {
        Some(at) => format!("{} signed it on {}", capital(&seen.who(side)), seen.day(at)),
        None => format!("{} not signed it", has(seen, side)),
    };
    let (own, theirs) = (signed(seen.side), signed(seen.side.other()));
    format!("Proposed by {} on {}. {own}. {theirs}.", seen.who(version.by), seen.day(version.at))
}

fn has(seen: &Seen<'_>, side: Side) -> String {
    match side == seen.side {
        true => "You have".to_owned(),
        false => format!("{} has", seen.other()),
    }
}

fn capital(words: &str) -> String {
    if words == "you" { "You".to_owned() } else { words.to_owned() }
}
