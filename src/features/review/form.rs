//! What the form of a review asks, page by page, and what a page says.
//!
//! The goals come first, some on each page, and what the two say of working together comes last. What a page says is
//! read by the fields it had: a goal that was settled or added while it was open is no matter of it.

use std::collections::BTreeMap;

use super::{Scene, views::form as words};
use crate::{
    domain::{
        goal::{Area, Goal, MOST_AREAS, MOST_OPEN, areas},
        ids::GoalId,
        pair::Side,
        review::{
            Answers, BugReport, Fit, Format, GOALS_ON_A_PAGE, Helps, MAX_DOOR, MAX_WHY, OfGoal,
            Rating, Said, Statement, Together, Verdict, asks_again,
        },
        text::{Link, UserText},
    },
    features::{Cx, Error, bodies},
    slack::inbound::{Field, ViewState},
    store::{goals, reviews},
};

/// So many of the newest reviews are looked at for what is asked once a month.
const RECENT: i64 = 3;

/// What a page asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The last goal of the page before; zero on the first.
    pub after: GoalId,
    /// The goals on this page.
    pub goals: Vec<Goal>,
    /// What is asked beside them, on the last page.
    pub together: Option<Beside>,
}

/// What is asked beside the goals.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The areas a mentee is asked about; none for a mentor.
    pub areas: Vec<Area>,
    /// Whether what is asked once a month is asked: of a mentee about the format, of a mentor about a bug report.
    pub monthly: bool,
}

/// What the page after this goal asks one side.
pub async fn asked(
    cx: &mut Cx<'_>,
    (scene, side): (&Scene, Side),
    after: GoalId,
) -> Result<Asked, Error> {
    let most = i64::try_from(MOST_OPEN).unwrap_or(i64::MAX);
    let mut open = goals::list_open(cx.tx, scene.pair.id, most).await?;
    open.retain(|goal| goal.id > after);
    open.sort_by_key(|goal| goal.id);
    let is_last = open.len() <= GOALS_ON_A_PAGE;
    open.truncate(GOALS_ON_A_PAGE);
    let together = match is_last {
        true => Some(beside(cx, (scene, side)).await?),
        false => None,
    };
    Ok(Asked { after, goals: open, together })
}

async fn beside(cx: &mut Cx<'_>, (scene, side): (&Scene, Side)) -> Result<Beside, Error> {
    let areas = match side {
        Side::Mentee => areas_of(cx, scene).await?,
        Side::Mentor => Vec::new(),
    };
    let zone = &scene.mentee.zone;
    let is_monthly = |said: &Said| {
        let together = said.answers.together.as_ref();
        together.is_some_and(|it| match side {
            Side::Mentee => it.format.is_some(),
            Side::Mentor => it.bug_report.is_some(),
        })
    };
    let before = reviews::list_said_by(cx.tx, (scene.pair.id, side), RECENT).await?;
    let mut others = before.iter().filter(|(review, _)| review.id != scene.review.id);
    let last = others.find(|(_, said)| is_monthly(said)).map(|(_, said)| zone.date(said.said_at));
    Ok(Beside { areas, monthly: asks_again(last, zone.date(cx.now)) })
}

async fn areas_of(cx: &mut Cx<'_>, scene: &Scene) -> Result<Vec<Area>, Error> {
    let mut areas = areas(goals::list_areas(cx.tx, scene.pair.programme).await?);
    areas.truncate(MOST_AREAS);
    Ok(areas)
}

/// The last goal on the page that was sent.
pub fn last_goal(state: &ViewState) -> Option<GoalId> {
    state.fields.keys().filter_map(|field| goal_of(field)).max()
}

fn goal_of(field: &str) -> Option<GoalId> {
    field.strip_prefix(words::FIT)?.parse().ok().map(GoalId)
}

/// What is wrong with a page, by field.
#[derive(Default)]
struct Problems(Vec<(String, String)>);

impl Problems {
    fn of<T>(&mut self, field: &str, problem: String) -> Option<T> {
        self.0.push((field.to_owned(), problem));
        None
    }

    /// What must be chosen.
    fn needed<T>(&mut self, field: &str, chosen: Option<T>) -> Option<T> {
        chosen.or_else(|| self.of(field, words::not_chosen()))
    }

    fn text(&mut self, state: &ViewState, (field, max): (&str, usize)) -> Option<UserText> {
        let parsed = UserText::parse_optional(state.typed(field), max);
        parsed.unwrap_or_else(|problem| self.of(field, bodies::problem(problem)))
    }
}

/// What a page says.
///
/// # Errors
///
/// When something that must be chosen is not, or a text is too long.
pub async fn read(
    cx: &mut Cx<'_>,
    (scene, side): (&Scene, Side),
    state: &ViewState,
) -> Result<Answers, Error> {
    let mut problems = Problems::default();
    let mut goals = BTreeMap::new();
    for goal in state.fields.keys().filter_map(|field| goal_of(field)) {
        let of = of_goal(state, goal, &mut problems);
        // What is another pair's, or no goal at all, is not spoken of here.
        let is_theirs = goals::find(cx.tx, goal).await?.is_some_and(|it| it.pair == scene.pair.id);
        goals.extend(of.filter(|_| is_theirs).map(|of| (goal, of)));
    }
    let is_last = state.fields.contains_key(&words::says(Statement::ALL[0]));
    let together = match is_last {
        true => {
            let areas = areas_of(cx, scene).await?;
            together(state, (side, &areas), &mut problems)
        }
        false => None,
    };
    if problems.0.is_empty() {
        Ok(Answers { goals, together })
    } else {
        Err(Error::Fields(problems.0))
    }
}

fn of_goal(state: &ViewState, goal: GoalId, problems: &mut Problems) -> Option<OfGoal> {
    let (fit, verdict) = (words::fit(goal), words::verdict(goal));
    let chosen_fit = problems.needed(&fit, chosen(state, &fit).and_then(Fit::read));
    let verdict = chosen(state, &verdict).map_or(Some(Verdict::Keep), Verdict::read);
    let why = problems.text(state, (&words::why(goal), MAX_WHY));
    let verdict = verdict.unwrap_or(Verdict::Keep);
    // Why it is dropped is asked of what is dropped.
    let why = why.filter(|_| verdict == Verdict::Drop);
    Some(OfGoal { fit: chosen_fit?, verdict, why })
}

fn together(
    state: &ViewState,
    (side, areas): (Side, &[Area]),
    problems: &mut Problems,
) -> Option<Together> {
    let mut statements = BTreeMap::new();
    for statement in Statement::ALL {
        let field = words::says(statement);
        let rating = problems.needed(&field, chosen(state, &field).and_then(Rating::read));
        statements.extend(rating.map(|rating| (statement, rating)));
    }
    let confidence = areas.iter().filter_map(|area| {
        let sure = (0..MOST_AREAS).filter_map(|place| chosen(state, &words::sure(place)));
        let mut said = sure.filter_map(|value| value.split_once('/'));
        let (rating, _) = said.find(|(_, name)| *name == area.name())?;
        Some((area.clone(), Rating::read(rating)?))
    });
    let confidence = confidence.filter(|_| side == Side::Mentee).collect();
    let door = problems.text(state, (words::DOOR, MAX_DOOR)).filter(|_| side == Side::Mentor);
    let format = format(state, problems);
    let bug_report = bug_report(state, problems);
    Some(Together {
        statements,
        confidence,
        door,
        format: format.filter(|_| side == Side::Mentee),
        bug_report: bug_report.filter(|_| side == Side::Mentor),
    })
}

/// The two taps, of which neither stands alone.
fn format(state: &ViewState, problems: &mut Problems) -> Option<Format> {
    let helps = |field: &str| chosen(state, field).and_then(Helps::read);
    match (helps(words::STRUCTURE), helps(words::WORTH)) {
        (Some(structure), Some(worth)) => Some(Format { structure, worth }),
        (Some(_), None) => problems.of(words::WORTH, words::other_tap()),
        (None, Some(_)) => problems.of(words::STRUCTURE, words::other_tap()),
        (None, None) => None,
    }
}

fn bug_report(state: &ViewState, problems: &mut Problems) -> Option<BugReport> {
    let rating = chosen(state, words::BUG).and_then(Rating::read);
    let link = match state.typed(words::BUG_LINK).trim() {
        "" => None,
        typed => match (Link::parse(typed), rating) {
            (Err(_), _) => problems.of(words::BUG_LINK, words::no_link()),
            (Ok(_), None) => problems.of(words::BUG, words::not_rated()),
            (Ok(link), Some(_)) => Some(link),
        },
    };
    rating.map(|rating| BugReport { rating, link })
}

fn chosen<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(chosen))) => Some(chosen),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    }
}
