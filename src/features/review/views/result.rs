//! What came of a review, for both: in a message, and on its page.

use crate::{
    domain::{
        goal::Reached,
        ids::GoalId,
        meeting::OfBoth,
        pair::Side,
        review::{
            Both, Effect, Fit, Helps, OfGoal, Rating, Together, Verdict, Weighed, gaps,
            is_complete, weigh,
        },
        text::UserText,
        zone::words::{short_day, short_day_year},
    },
    features::{
        bodies,
        review::{Scene, result::Outcome},
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons, link, quote, say, small, view::Modal,
            words::mention,
        },
    },
};

/// How ambitious a goal is.
pub(super) fn fit(fit: Fit) -> &'static str {
    match fit {
        Fit::TooEasy => "too easy",
        Fit::Right => "about right",
        Fit::TooHard => "too hard",
    }
}

/// What shall become of it.
fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Keep => "keep it",
        Verdict::Change => "change it",
        Verdict::Done => "it is reached",
        Verdict::DoneAlone => "it is reached alone",
        Verdict::Drop => "drop it",
    }
}

/// Whether something helps.
pub(super) fn helps(helps: Helps) -> &'static str {
    match helps {
        Helps::Yes => "yes",
        Helps::Partly => "partly",
        Helps::No => "no",
    }
}

/// What both are told.
pub fn message(outcome: &Outcome) -> Message {
    let pair = outcome.scene.pair.id.to_string();
    let add = outcome
        .areas
        .is_empty()
        .then(|| Button::new("Add a goal", Action::AddGoal.id(), &*pair).primary());
    let row = [
        Button::new("Goals", Action::Goals.id(), &*pair),
        Button::new("Read it again", Action::OpenReview.id(), id(outcome)),
    ];
    let row: Vec<Button> = add.into_iter().chain(row).collect();
    Message::new("What came of looking back")
        .block(say(begin(outcome)))
        .blocks(body(outcome))
        .block(goals_now(outcome))
        .block(buttons(format!("reviewed_{}", id(outcome)), row))
        .block(small("Only you two read this. How sure somebody feels, and what they say here, no lead sees."))
}

fn id(outcome: &Outcome) -> String {
    outcome.scene.review.id.to_string()
}

fn begin(outcome: &Outcome) -> String {
    let scene = &outcome.scene;
    let day = short_day(scene.review.turn.begins_on);
    let name = |side: Side| mention(&scene.person(side).user);
    if is_complete(scene.both()) {
        let (mentee, mentor) = (name(Side::Mentee), name(Side::Mentor));
        return format!(
            "*{mentee} and {mentor}, you have looked back* at the four weeks until {day}."
        );
    }
    let answered = if scene.has_answered(Side::Mentee) { Side::Mentee } else { Side::Mentor };
    format!(
        "*{} has looked back* at the four weeks until {day}. {} has not answered, so no goal is settled by it.",
        name(answered),
        name(answered.other())
    )
}

/// Everything that is told, the goals first.
fn body(outcome: &Outcome) -> Vec<Block> {
    let both = outcome.scene.both();
    let weighed = weigh(both);
    let differ = weighed
        .iter()
        .any(|it| it.effect == Effect::Differ)
        .then(|| say("You see these differently, so they stay as they are."));
    let (settled, others): (Vec<&Weighed<'_>>, Vec<_>) =
        weighed.iter().partition(|it| matches!(it.effect, Effect::Met(_) | Effect::Dropped));
    let (apart, stay): (Vec<&Weighed<'_>>, Vec<_>) =
        others.into_iter().partition(|it| it.effect == Effect::Differ);
    let titled = |group: &[&Weighed<'_>]| grouped(outcome, group);
    let mut blocks = titled(&settled);
    blocks.extend(titled(&apart));
    blocks.extend(differ);
    blocks.extend(titled(&stay));
    blocks.extend(far_apart(outcome));
    blocks.extend(of_mentee(outcome, both));
    blocks.extend(of_mentor(outcome, both));
    let is_to_talk_about = !apart.is_empty() || !gaps(both).is_empty();
    blocks.extend(is_to_talk_about.then(|| {
        small("What you two see differently stands on the agenda of your next call, too.")
    }));
    blocks
}

/// The titles of goals of which the same was said, under what that was.
fn grouped(outcome: &Outcome, goals: &[&Weighed<'_>]) -> Vec<Block> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for weighed in goals {
        let Some(title) = outcome.titles.get(&weighed.goal) else { continue };
        let label = said_of(&outcome.scene, weighed);
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, titles)) => titles.push(title.expose()),
            None => groups.push((label, vec![title.expose()])),
        }
    }
    let quoted = |(label, titles): (String, Vec<&str>)| {
        quote(label, &UserText::from_stored(titles.join("\n")))
    };
    groups.into_iter().map(quoted).collect()
}

fn said_of(scene: &Scene, weighed: &Weighed<'_>) -> String {
    let OfBoth { mentor, mentee } = weighed.said;
    let said = |of: &OfGoal| format!("{}, {}", fit(of.fit), verdict(of.verdict));
    match (weighed.effect, mentee, mentor) {
        (Effect::Met(Reached::Alone), _, _) => {
            format!("Reached without {}, as you both say", scene.mentor.name)
        }
        (Effect::Met(Reached::Together), _, _) => "Reached, as you both say".to_owned(),
        (Effect::Dropped, _, _) => "Dropped, as you both say".to_owned(),
        (_, Some(one), Some(other)) if (one.fit, one.verdict) == (other.fit, other.verdict) => {
            format!("You both say: {}", said(one))
        }
        (_, mentee, mentor) => {
            let mentee = mentee.map(|it| format!("{} says: {}", scene.mentee.name, said(it)));
            let mentor = mentor.map(|it| format!("{} says: {}", scene.mentor.name, said(it)));
            mentee.into_iter().chain(mentor).collect::<Vec<_>>().join(". ")
        }
    }
}

/// The statements on which they are far apart.
fn far_apart(outcome: &Outcome) -> Option<Block> {
    let scene = &outcome.scene;
    if !is_complete(scene.both()) {
        return None;
    }
    let (mentor, mentee) = (mention(&scene.mentor.user), mention(&scene.mentee.user));
    let gaps = gaps(scene.both());
    let lines = gaps.iter().map(|gap| format!("•  {}", bodies::gap(gap, (&mentor, &mentee))));
    let lines: Vec<String> = lines.collect();
    Some(match lines.as_slice() {
        [] => small(
            "In how you two work together you are close to each other: nothing of it needs to be talked about.",
        ),
        lines => say(format!(
            "*This you two see differently*, from 1 (not at all) to 5 (fully). Neither of you is wrong.\n{}",
            lines.join("\n")
        )),
    })
}

fn of_mentee(outcome: &Outcome, both: Both<'_>) -> Vec<Block> {
    let Some(together) = both.mentee.and_then(|it| it.together.as_ref()) else { return Vec::new() };
    let mentee = &outcome.scene.mentee;
    let sure = (!together.confidence.is_empty()).then(|| {
        let label = format!("How sure {} feels, from 1 to 5", mentee.name);
        quote(label, &sure(outcome, together))
    });
    let format = together.format.map(|it| {
        small(format!(
            "About the format {} says: the structure helps: {}; worth the time: {}.",
            mention(&mentee.user),
            helps(it.structure),
            helps(it.worth)
        ))
    });
    sure.into_iter().chain(format).collect()
}

/// How sure they feel in each area, with what they said the time before.
fn sure(outcome: &Outcome, together: &Together) -> UserText {
    let line = |(area, rating): &(_, Rating)| {
        let trend = outcome.trends.iter().find(|trend| trend.area == *area);
        let before = trend.and_then(|trend| trend.ratings.iter().rev().nth(1));
        match before {
            Some((_, before)) => {
                format!("{} {} (before that {})", area.name(), rating.get(), before.get())
            }
            None => format!("{} {}", area.name(), rating.get()),
        }
    };
    let lines: Vec<String> = together.confidence.iter().map(line).collect();
    UserText::from_stored(lines.join("\n"))
}

fn of_mentor(outcome: &Outcome, both: Both<'_>) -> Vec<Block> {
    let Some(together) = both.mentor.and_then(|it| it.together.as_ref()) else { return Vec::new() };
    let mentor = &outcome.scene.mentor;
    let door = together.door.as_ref();
    let door =
        door.map(|it| quote(format!("One door I can open for you, says {}", mentor.name), it));
    let report = together.bug_report.as_ref();
    let rated = report.map(|it| {
        let (mentor, rating) = (mention(&mentor.user), it.rating.get());
        small(format!("A bug report of this month {mentor} rates {rating} of 5."))
    });
    let place = report.and_then(|it| it.link.as_ref()).map(|it| link("The bug report", it));
    door.into_iter().chain(rated).chain(place).collect()
}

/// What the two aim at from here on, at a glance.
fn goals_now(outcome: &Outcome) -> Block {
    let lines: Vec<String> = outcome.areas.iter().map(bodies::area).collect();
    match lines.as_slice() {
        [] => say("*No goal is open now.* One is enough to go on with."),
        lines => small(format!("*Your goals now*\n{}", lines.join("\n"))),
    }
}

/// The page of a review that is closed.
pub fn page(outcome: &Outcome) -> View {
    let both = outcome.scene.both();
    let day = short_day_year(outcome.scene.review.turn.begins_on);
    let begin = match (both.mentee, both.mentor) {
        (None, None) => {
            format!("*Looking back on {day}.* Neither of you got to it, and that's fine.")
        }
        (_, _) => begin(outcome),
    };
    let because = |(side, of): (Side, Option<&OfGoal>), goal: GoalId| {
        let (why, title) = (of?.why.as_ref()?, outcome.titles.get(&goal)?);
        let by = &outcome.scene.person(side).name;
        Some([quote(format!("{by} would drop"), title), quote("Because", why)])
    };
    let reasons = weigh(both).into_iter().flat_map(|it| {
        let of = [(Side::Mentee, it.said.mentee), (Side::Mentor, it.said.mentor)];
        of.into_iter().filter_map(|of| because(of, it.goal)).flatten().collect::<Vec<_>>()
    });
    Modal::new(Form::Page.id(), "Looking back")
        .close("Close")
        .block(say(begin))
        .blocks(body(outcome))
        .blocks(reasons.take(MOST_REASONS))
        .block(small("Only you two read this."))
        .into()
}

/// A page holds so many blocks of reasons; more are never given in earnest, and search finds all of them.
const MOST_REASONS: usize = 48;
