//! What each of the two says looking back, and what they read once it is sent.

use super::result::{fit as fit_words, helps};
use crate::{
    domain::{
        draft::{About, Draft, Entry},
        goal::Goal,
        ids::GoalId,
        pair::{Room, Side},
        person::Person,
        review::{
            Answers, Fit, Helps, MAX_DOOR, MAX_WHY, Rating, Said, Statement, Together, Verdict,
            is_complete,
        },
        text::UserText,
        zone::words::short_day,
    },
    features::{
        bodies, draft,
        draft::views::{DID_NOT_FIT, Sent},
        review::{
            Scene,
            form::{Asked, Beside},
        },
    },
    slack::{
        action::{Action, Form, review::ReviewForm},
        blocks::{
            Block, Button, View, buttons, header,
            input::{Choice, Select, TextInput},
            quote, say, small,
            view::Modal,
            words::mention,
        },
    },
    store::drafts::Kept,
};

/// How the names of the fields begin that say how ambitious a goal is; its number follows.
pub const FIT: &str = "fit_";
/// The field of the door a mentor can open.
pub const DOOR: &str = "door";
/// The field of whether the structure helps.
pub const STRUCTURE: &str = "structure";
/// The field of whether it is worth the time.
pub const WORTH: &str = "worth";
/// The field of how good a bug report is.
pub const BUG: &str = "bug";
/// The field of where it stands.
pub const BUG_LINK: &str = "bug_link";

const TITLE: &str = "Looking back";
const DOOR_LABEL: &str = "One door I can open for you";
const WHY_DROP: &str = "If you drop it: why";

/// The field of how ambitious a goal is.
pub(in crate::features::review) fn fit(goal: GoalId) -> String {
    format!("{FIT}{goal}")
}

/// The field of what shall become of it.
pub(in crate::features::review) fn verdict(goal: GoalId) -> String {
    format!("verdict_{goal}")
}

/// The field of why it is dropped.
pub(in crate::features::review) fn why(goal: GoalId) -> String {
    format!("why_{goal}")
}

/// The field of a statement.
pub(in crate::features::review) fn says(statement: Statement) -> String {
    format!("says_{}", statement.key())
}

/// The field of how sure a mentee is, by its place.
pub(in crate::features::review) fn sure(place: usize) -> String {
    format!("sure_{place}")
}

/// A page of the form; `from` is the draft it is filled from, and who reads it.
pub fn form(
    (scene, side): (&Scene, Side),
    (asked, from): (&Asked, Option<(&Kept, &Person)>),
) -> View {
    let known = scene.said_by(side).map(|said| &said.answers);
    let sent = if scene.has_answered(side) { Sent::Before } else { Sent::Never };
    let around = draft::views::around(About::Review(scene.review.id), from, sent);
    let stands = known.map(filled).unwrap_or_default();
    let filled = match from {
        Some((kept, _)) => kept.draft.clone().or(stands),
        None => stands,
    };
    let page = ReviewForm { review: scene.review.id, after: asked.after };
    let other = mention(&scene.person(side.other()).user);
    let begin = match asked.after {
        GoalId(0) => format!(
            "The four weeks until {}, for you and {other} alone. Nobody sees what you say before you have both answered, or \
             the next time begins on {}.",
            short_day(scene.review.turn.begins_on),
            short_day(scene.review.turn.ends_on)
        ),
        _ => "What you said so far is kept. Here is the rest.".to_owned(),
    };
    let none = asked.goals.is_empty() && asked.after == GoalId(0);
    let none = none.then(|| {
        say("You two have no goal open at the moment. `/mentor goals` adds one at any time.")
    });
    let label = match (&asked.together, sent) {
        (None, _) => "Save and go on",
        (Some(_), Sent::Never) => "Send",
        (Some(_), Sent::Before) => "Save changes",
    };
    Modal::new(Form::Review.id(), TITLE)
        .submit(label)
        .close("Not now")
        .metadata(page.to_string())
        .notify_on_close()
        .block(say(begin))
        .blocks(around.top)
        .blocks(none)
        .blocks(asked.goals.iter().flat_map(|goal| of_goal((goal, side), &filled)))
        .blocks(asked.together.iter().flat_map(|it| beside((it, side), &filled)))
        .blocks(around.bottom)
        .into()
}

/// What is asked about one goal.
fn of_goal((goal, side): (&Goal, Side), filled: &Draft) -> Vec<Block> {
    let (fit_field, verdict_field, why_field) = (fit(goal.id), verdict(goal.id), why(goal.id));
    let fits = Fit::ALL.map(|it| Choice::new(it.key(), sentence(fit_words(it))));
    let verdicts = Verdict::ALL.map(|it| Choice::new(it.key(), own_verdict(it, side)));
    let keep = filled.chosen(&verdict_field).unwrap_or(Verdict::Keep.key()).to_owned();
    let reason = TextInput::new(&why_field, WHY_DROP).optional().max(MAX_WHY);
    let rest = filled.text(&why_field).and_then(|text| text.after(MAX_WHY));
    let head = quote(goal.aim.area.name(), &goal.aim.title);
    let fields = [
        chosen(Select::new(&fit_field, "How ambitious it is", fits), (&fit_field, filled)),
        Select::new(&verdict_field, "What shall become of it", verdicts)
            .initial(keep)
            .dispatch(Action::Typed.id())
            .into(),
        reason.initial(filled.text(&why_field)).dispatch(Action::Typed.id()).into(),
    ];
    let rest = rest.map(|rest| quote(DID_NOT_FIT, &rest));
    std::iter::once(head).chain(rest).chain(fields).collect()
}

/// What stands in a select, if something was chosen.
fn chosen(select: Select, (field, filled): (&str, &Draft)) -> Block {
    let select = select.dispatch(Action::Typed.id());
    match filled.chosen(field) {
        Some(value) => select.initial(value).into(),
        None => select.into(),
    }
}

fn own_verdict(verdict: Verdict, side: Side) -> &'static str {
    match (verdict, side) {
        (Verdict::Keep, _) => "Keep it as it is",
        (Verdict::Change, _) => "Keep it, and change it",
        (Verdict::Done, Side::Mentee) => "Reached, with my mentor's help",
        (Verdict::Done, Side::Mentor) => "Reached, with my help",
        (Verdict::DoneAlone, Side::Mentee) => "Reached without my mentor",
        (Verdict::DoneAlone, Side::Mentor) => "Reached without me",
        (Verdict::Drop, _) => "Drop it",
    }
}

/// What is asked beside the goals.
fn beside((asked, side): (&Beside, Side), filled: &Draft) -> Vec<Block> {
    let own = match side {
        Side::Mentee => of_mentee(asked, filled),
        Side::Mentor => of_mentor(asked, filled),
    };
    let ratings = |statement: Statement| {
        let field = says(statement);
        let select = Select::new(&field, bodies::statement(statement), Rating::ALL.map(agreement));
        chosen(select, (&field, filled))
    };
    let about_us = [
        header("The two of you"),
        small(
            "You both answer the same five, without seeing the other's. Where you are two steps or more apart I tell you \
             both, as something to talk about; the rest is never shown to anybody.",
        ),
    ];
    own.into_iter().chain(about_us).chain(Statement::ALL.map(ratings)).collect()
}

fn agreement(rating: Rating) -> Choice {
    let words = match rating.get() {
        1 => "1: not at all",
        2 => "2",
        3 => "3: in part",
        4 => "4",
        _ => "5: fully",
    };
    Choice::new(rating.get().to_string(), words)
}

fn of_mentee(asked: &Beside, filled: &Draft) -> Vec<Block> {
    let areas = asked.areas.iter().enumerate().map(|(place, area)| {
        let field = sure(place);
        let choice = |rating: Rating| {
            let words = match rating.get() {
                1 => "1: I need somebody beside me",
                2 => "2",
                3 => "3: I get on, and ask now and then",
                4 => "4",
                _ => "5: I could show it to others",
            };
            // The areas may change while the form is open, so each answer says what it is about.
            Choice::new(format!("{}/{}", rating.get(), area.name()), words)
        };
        let select = Select::new(&field, area.name(), Rating::ALL.map(choice)).optional();
        chosen(select, (&field, filled))
    });
    let head = (!asked.areas.is_empty()).then(|| header("How sure do you feel?"));
    let said = |it: Helps| Choice::new(it.key(), sentence(helps(it)));
    let tap = |field: &str, label: &str| {
        chosen(Select::new(field, label, Helps::ALL.map(said)).optional(), (field, filled))
    };
    let taps = asked.monthly.then(|| {
        [
            header("This format, in two taps"),
            tap(STRUCTURE, "Does the structure of check-ins and reviews help you?"),
            tap(WORTH, "Is it worth your time?"),
        ]
    });
    head.into_iter().chain(areas).chain(taps.into_iter().flatten()).collect()
}

fn of_mentor(asked: &Beside, filled: &Draft) -> Vec<Block> {
    let rest = filled.text(DOOR).and_then(|text| text.after(MAX_DOOR));
    let door = TextInput::new(DOOR, DOOR_LABEL).multiline().optional().max(MAX_DOOR);
    let door = door.initial(filled.text(DOOR)).dispatch(Action::Typed.id()).hint(
        "Somebody to meet, a room to speak in, work that is seen: what you can do for your mentee beyond advice.",
    );
    let report = asked.monthly.then(|| {
        let choice = |rating: Rating| {
            let words = match rating.get() {
                1 => "1: nobody could act on it",
                2 => "2",
                3 => "3: it took a question back",
                4 => "4",
                _ => "5: I'd show it as an example",
            };
            Choice::new(rating.get().to_string(), words)
        };
        let rated = "One bug report of your mentee's this month, if you have seen one";
        let select = Select::new(BUG, rated, Rating::ALL.map(choice)).optional();
        let link = TextInput::new(BUG_LINK, "Where it stands").optional();
        [
            chosen(select, (BUG, filled)),
            link.initial(filled.text(BUG_LINK))
                .dispatch(Action::Typed.id())
                .hint("Its whole address, beginning with https://, if you like.")
                .into(),
        ]
    });
    let rest = rest.map(|rest| quote(DID_NOT_FIT, &rest));
    let head = std::iter::once(header("For your mentee"));
    head.chain(rest).chain([door.into()]).chain(report.into_iter().flatten()).collect()
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What stands in the fields when the form opens again.
fn filled(answers: &Answers) -> Draft {
    let text = |it: &Option<UserText>| it.as_ref().map(Entry::from);
    let choice = |key: &str| Some(Entry::Chosen(key.to_owned()));
    let goals = answers.goals.iter().fold(Draft::default(), |draft, (goal, of)| {
        draft
            .with(fit(*goal), choice(of.fit.key()))
            .with(verdict(*goal), choice(of.verdict.key()))
            .with(why(*goal), text(&of.why))
    });
    let Some(together) = &answers.together else { return goals };
    let Together { statements, confidence, door, format, bug_report } = together;
    let number = |rating: Rating| Some(Entry::Chosen(rating.get().to_string()));
    let draft =
        statements.iter().fold(goals, |draft, (it, rating)| draft.with(says(*it), number(*rating)));
    let draft = confidence.iter().enumerate().fold(draft, |draft, (place, (area, rating))| {
        draft.with(sure(place), choice(&format!("{}/{}", rating.get(), area.name())))
    });
    let link = bug_report.as_ref().and_then(|it| it.link.as_ref());
    let link = link.map(|link| UserText::from_stored(link.as_str().to_owned()));
    draft
        .with(DOOR, text(door))
        .with(STRUCTURE, format.and_then(|it| choice(it.structure.key())))
        .with(WORTH, format.and_then(|it| choice(it.worth.key())))
        .with(BUG, bug_report.as_ref().and_then(|it| number(it.rating)))
        .with(BUG_LINK, text(&link))
}

/// It is sent; these goals they would like to change.
pub fn saved((scene, side): (&Scene, Side), to_change: &[Goal]) -> View {
    let other = mention(&scene.person(side.other()).user);
    let place = match scene.pair.room {
        Room::Open(_) | Room::Unopened => "in your room",
        Room::Refused => "to each of you",
    };
    let words = match is_complete(scene.both()) {
        true => format!(
            "It is saved. You have both looked back, so I tell you what came of it, {place}, as soon as you are both at work."
        ),
        false => format!(
            "It is saved. Once {other} has looked back too, or the next time begins on {}, I tell you both what came of it, \
             {place}. Until then you can change what you said.",
            short_day(scene.review.turn.ends_on)
        ),
    };
    let change = to_change.iter().enumerate().flat_map(|(nth, goal)| {
        let edit = Button::new("Change it", Action::EditGoal.id(), goal.id.to_string());
        [quote("You'd like to change", &goal.aim.title), buttons("change", [edit]).numbered(nth)]
    });
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words)).blocks(change).into()
}

/// Why nobody answers any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// The pair is over.
    PairEnded,
    /// Both have answered.
    BothAnswered,
    /// The next one has begun.
    NextBegan,
}

/// To whoever would like to answer.
pub fn not_opened(why: NotNow) -> String {
    match why {
        NotNow::PairEnded => "You two have finished, so there is nothing left to look back at here. What you said before is kept.",
        NotNow::BothAnswered => {
            "You have both looked back, so what you said stands. `/mentor review` shows what came of it."
        }
        NotNow::NextBegan => {
            "This one is over, because the next has begun. Say it there: `/mentor review` opens it."
        }
    }
    .to_owned()
}

/// To whoever has answered, and sends it.
pub fn not_taken(why: NotNow) -> String {
    match why {
        NotNow::PairEnded => {
            "You two have finished meanwhile, so this was not sent. What you typed is still here; take along what you want \
             to keep."
        }
        NotNow::BothAnswered => {
            "You have both answered meanwhile, and what you had sent before stands. What you typed is still here; bring it \
             up when you talk."
        }
        NotNow::NextBegan => {
            "The next one has begun meanwhile, so this one is over. What you typed is still here; take it along into the \
             next, which `/mentor review` opens."
        }
    }
    .to_owned()
}

/// What somebody had begun and not sent, once it is too late for that.
pub fn unsent(why: NotNow, (draft, said): (Option<&Kept>, Option<&Said>)) -> View {
    let kept: Vec<&UserText> = match draft {
        Some(kept) => kept.draft.texts().collect(),
        None => Vec::new(),
    };
    let saved = said
        .into_iter()
        .flat_map(|said| said.answers.goals.values().filter_map(|it| it.why.as_ref()));
    let saved = saved.filter(|text| !kept.contains(text));
    let words: Vec<Block> =
        kept.iter().copied().chain(saved).map(|text| quote("What you wrote", text)).collect();
    let discard = draft
        .map(|kept| buttons("draft", [draft::views::discard_button("Delete draft", kept.about)]));
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say(format!("{} What you had begun was not sent.", not_opened(why))))
        .blocks(words)
        .block(small("Only you can read it."))
        .blocks(discard)
        .into()
}

/// Nothing was chosen where something must be.
pub fn not_chosen() -> String {
    "Choose one of the list, please.".to_owned()
}

/// One of the two taps is missing.
pub fn other_tap() -> String {
    "Answer this one, too, please: the two belong together.".to_owned()
}

/// It is said where a bug report stands, and not how good it is.
pub fn not_rated() -> String {
    "Say how good the report is, too, or leave out where it stands.".to_owned()
}

/// What was given is no address.
pub fn no_link() -> String {
    "Give the whole address, beginning with https://, or leave this empty.".to_owned()
}
