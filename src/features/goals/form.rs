//! The form of a goal: a new one, or one that stands and is changed.
//!
//! A goal without a way to know, or with a day that is over, is not taken. Nobody writes over what they have not seen:
//! whoever saves a form that was filled before the other one changed the goal is shown both.

use jiff::civil::Date;

use super::{
    Scene, change, id, index, not_yours, page, under,
    views::form::{self as words, Filled},
};
use crate::{
    domain::{
        access::Act,
        draft::About,
        goal::{
            Aim, Area, Change, Goal, MAX_HOW, MAX_TITLE, MOST_OPEN, Milestone, Reach, State,
            Version, areas, lines, quarter::Quarter,
        },
        ids::{GoalId, PairId, ProgrammeId},
        text::UserText,
        topic::Topic,
    },
    features::{Cx, Error, Reaction, Who, access, agendas, bodies, draft, refused},
    slack::{
        action::{goal::GoalForm, read_id},
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{Fault, drafts, goals},
};

/// *Add a goal*.
pub async fn add(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::SetGoals)).await?;
    has_room(cx, pair).await?.or_else(refused)?;
    let drafted = draft::find(cx, access.person.id, About::Goal(pair, None)).await?;
    let areas = areas_of(cx, access.object.programme).await?;
    let filled = drafted.as_ref().map_or(Filled::Kept, |it| Filled::Drafted(it, &access.person));
    Ok(Reaction::open(words::form(pair, (&areas, None), filled)))
}

/// *Edit*.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let access = access::goals::goal(cx, who, (id(&click.value)?, Act::SetGoals)).await?;
    let (pair, goal) = access.object;
    if !goal.is_open() {
        return refused(super::views::settled());
    }
    let about = About::Goal(pair.id, Some(goal.id));
    let drafted = draft::find(cx, access.person.id, about).await?;
    let areas = areas_of(cx, pair.programme).await?;
    let filled = drafted.as_ref().map_or(Filled::Kept, |it| Filled::Drafted(it, &access.person));
    let stands = words::Stands { goal: &goal, changed_by: None };
    Ok(Reaction::open(words::form(pair.id, (&areas, Some(stands)), filled)))
}

async fn areas_of(cx: &mut Cx<'_>, programme: ProgrammeId) -> Result<Vec<Area>, Error> {
    Ok(areas(goals::list_areas(cx.tx, programme).await?))
}

/// Whether a pair can have one more; else why not.
async fn has_room(cx: &mut Cx<'_>, pair: PairId) -> Result<Result<(), String>, Error> {
    let open = goals::count(cx.tx, pair).await?.open;
    let is_full = usize::try_from(open).is_ok_and(|open| open >= MOST_OPEN);
    Ok(if is_full { Err(words::full()) } else { Ok(()) })
}

/// It is saved.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let form: GoalForm = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let answer = match form.edits {
        None => insert(cx, who, (form.pair, &submit.view)).await?,
        Some((goal, seen)) => save(cx, who, (form.pair, goal, seen), &submit.view).await?,
    };
    Ok(Reaction { answer, ..Reaction::done() })
}

/// A new one. The same form sent twice makes one, which says what the form says in the end.
async fn insert(
    cx: &mut Cx<'_>,
    who: &Who,
    (pair, view): (PairId, &ViewState),
) -> Result<Answer, Error> {
    let access = access::pair(cx, who, (pair, Act::SetGoals)).await?;
    if let Some((goal, seen)) = goals::find_saved(cx.tx, &view.id).await? {
        return save(cx, who, (pair, goal, seen), view).await;
    }
    let scene = Scene::of(cx, access.object).await?;
    let aim = read(cx, (&scene, None), view)?;
    has_room(cx, pair).await?.map_err(|full| under(words::TITLE, full))?;
    let (by, at) = (Some(access.person.id), cx.now);
    let first = Version { number: 1, by, at, change: Change::Made, aim, state: State::Open };
    let id = goals::insert(cx.tx, (pair, Some(&view.id)), &first).await?;
    index(cx, id).await?;
    agendas::refresh_recent(cx, pair).await?;
    drafts::delete(cx.tx, access.person.id, About::Goal(pair, None)).await?;
    let goal = goals::find(cx.tx, id).await?.ok_or(Fault::Unreadable("goal"))?;
    Ok(Answer::Replace(page(cx, (&scene, &goal), &access.person).await?))
}

/// One that stands says something else.
async fn save(
    cx: &mut Cx<'_>,
    who: &Who,
    (pair, id, seen): (PairId, GoalId, u32),
    view: &ViewState,
) -> Result<Answer, Error> {
    let access = access::goals::goal(cx, who, (id, Act::SetGoals)).await?;
    let (of, goal) = access.object;
    if of.id != pair {
        return Err(not_yours());
    }
    let scene = Scene::of(cx, of).await?;
    let aim = read(cx, (&scene, Some(&goal)), view)?;
    let since = i64::from(goal.version.saturating_sub(seen));
    let since = goals::list_versions(cx.tx, goal.id, (since, 0)).await?;
    // What they changed themselves, in this form or beside it, they know.
    let others = since.iter().find(|version| version.by != Some(access.person.id));
    if let Some(others) = others.filter(|_| goal.is_open()) {
        let areas = areas_of(cx, scene.pair.programme).await?;
        let changed_by = others.by.and_then(|it| scene.who(it));
        let stands = words::Stands { goal: &goal, changed_by };
        let typed = draft::read(view);
        let form = words::form(pair, (&areas, Some(stands)), Filled::Typed(&typed));
        return Ok(Answer::Replace(form));
    }
    match goal.edit((access.person.id, aim), cx.now) {
        Ok(Some(version)) => change(cx, &goal, (Some(&view.id), &version)).await?,
        Ok(None) => {}
        Err(_) => return Err(under(words::TITLE, super::views::settled())),
    }
    drafts::delete(cx.tx, access.person.id, About::Goal(pair, Some(id))).await?;
    // It may have been opened from among several: they stay open under it.
    let goal = goals::find(cx.tx, id).await?.ok_or(Fault::Unreadable("goal"))?;
    Ok(Answer::Replace(page(cx, (&scene, &goal), &access.person).await?))
}

/// What a submission says; every field that needs another look is named.
fn read(
    cx: &Cx<'_>,
    (scene, before): (&Scene, Option<&Goal>),
    view: &ViewState,
) -> Result<Aim, Error> {
    let mut problems = Vec::new();
    let title = UserText::parse(view.typed(words::TITLE), MAX_TITLE)
        .map_err(|it| problems.push((words::TITLE, bodies::problem(it))));
    let how_we_know = UserText::parse(view.typed(words::HOW), MAX_HOW)
        .map_err(|it| problems.push((words::HOW, words::no_measure(it))));
    let area = chosen_area(view).ok_or_else(|| problems.push((words::AREA, words::no_area())));
    let due_on = due_on(view, (scene.today, before.map(|it| it.aim.due_on)))
        .map_err(|sentence| problems.push((words::DUE, sentence)));
    let known: &[Milestone] = before.map(|it| it.aim.milestones.as_slice()).unwrap_or_default();
    let milestones = lines::read(view.typed(words::MILESTONES), known, (scene.today, cx.now))
        .map_err(|it| problems.push((words::MILESTONES, words::bad_lines(it))));
    let reach = match ticked(view, words::STRETCH) {
        [] => Reach::Usual,
        [..] => Reach::Stretch,
    };
    let topics = ticked(view, words::TOPICS);
    let topics = topics.iter().filter_map(|it| Topic::read(it)).collect();
    match (area, title, how_we_know, due_on, milestones) {
        (Ok(area), Ok(title), Ok(how_we_know), Ok(due_on), Ok(milestones)) => {
            // A day that stays keeps its quarter, too.
            let kept = before.map(|it| &it.aim).filter(|aim| aim.due_on == due_on);
            let quarter = kept.map_or(Quarter::of(due_on), |aim| aim.quarter);
            Ok(Aim { area, title, how_we_know, due_on, quarter, topics, reach, milestones })
        }
        (_, _, _, _, _) => Err(Error::Fields(
            problems.into_iter().map(|(field, sentence)| (field.to_owned(), sentence)).collect(),
        )),
    }
}

fn chosen_area(view: &ViewState) -> Option<Area> {
    match view.fields.get(words::AREA) {
        Some(Field::Choice(Some(name))) => {
            UserText::parse(name, crate::domain::goal::MAX_AREA).ok().map(Area)
        }
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// The day in the form; one that is over is taken only where it stood before.
fn due_on(view: &ViewState, (today, before): (Date, Option<Date>)) -> Result<Date, String> {
    match view.fields.get(words::DUE) {
        Some(Field::Date(Some(day))) => match day.parse::<Date>() {
            Ok(day) if day < today && before != Some(day) => Err(words::past(today)),
            Ok(day) => Ok(day),
            Err(_) => Err(words::no_day()),
        },
        Some(Field::Date(None) | Field::Choice(_) | Field::Choices(_) | Field::Text(_)) | None => {
            Err(words::no_day())
        }
    }
}

fn ticked<'a>(view: &'a ViewState, field: &str) -> &'a [String] {
    match view.fields.get(field) {
        Some(Field::Choices(ticked)) => ticked,
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => &[],
    }
}
