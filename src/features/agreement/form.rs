//! The form: what one of the two proposes, and signs by sending it.
//!
//! What is typed is kept as a draft, and whoever sends what they began before the other one proposed something is shown
//! that first; nothing they wrote is lost.

use super::{
    Scene, not_yours, page, settle, shown,
    views::form::{self as words, Filled},
};
use crate::{
    domain::{
        access::Act,
        agreement::{
            Content, MAX_CONFIDENCE, MAX_SCOPE, NotNow, Words,
            rules::{Between, Budget, Every, Rules, Urgent, Within},
        },
        call::{Length, Rhythm},
        draft::About,
        learning::Learning,
        pair::Side,
        text::UserText,
    },
    features::{Cx, Error, Reaction, RefreshHome, Who, access, bodies, draft},
    slack::{
        action::{agreement::PairVersion, read_id},
        answer::Answer,
        blocks::View,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{agreements, drafts},
};

/// *Fill in and sign*, *Change it*, *Propose a change*.
pub async fn fill(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::Agree)).await?;
    let scene = Scene::of(cx, access.object).await?;
    Ok(shown(click, view(cx, &scene, access.side).await?))
}

/// The form as it opens for one of the two.
pub(super) async fn view(cx: &mut Cx<'_>, scene: &Scene, side: Side) -> Result<View, Error> {
    let reader = scene.person(side);
    let drafted = draft::find(cx, reader.id, About::Agreement(scene.pair.id)).await?;
    let Some(drafted) = drafted else {
        return Ok(words::form(&scene.seen_by(side), Filled::Newest));
    };
    let seen = drafted.form().map_or(0, |it: PairVersion| it.version);
    let began_from = scene.shown(cx, seen).await?;
    Ok(words::form(&scene.seen_by(side), Filled::Drafted(&drafted, (seen, &began_from))))
}

/// It is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let PairVersion { pair, version: seen } =
        submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::Agree)).await?;
    let (scene, side) = (Scene::of(cx, access.object).await?, access.side);
    if agreements::find_saved(cx.tx, pair, &submit.view.id).await?.is_some() {
        // The same form once more: what it said is signed.
        return Ok(replaced(page(cx, &scene, side).await?));
    }
    let content = read(&submit.view, &scene, side)?;
    match scene.agreement.propose(side, (content, seen), cx.now) {
        Ok(step) => {
            drafts::delete(cx.tx, access.person.id, About::Agreement(pair)).await?;
            settle::take(cx, (&scene, side), (step, &submit.view.id)).await
        }
        Err(NotNow::Changed) => {
            let typed = draft::read(&submit.view);
            let began_from = scene.shown(cx, seen).await?;
            let from = Filled::Typed(&typed, &began_from);
            Ok(replaced(words::form(&scene.seen_by(side), from)))
        }
        Err(NotNow::Same | NotNow::Signed) => Ok(replaced(words::same(&scene.seen_by(side)))),
        Err(NotNow::Unknown) => Err(not_yours()),
    }
}

fn replaced(view: View) -> Reaction {
    Reaction { answer: Answer::Replace(view), show: None, refresh_home: RefreshHome::No }
}

/// What a submission says. How the mentee learns best is theirs to say; from the mentor's hand it stays as it is.
fn read(state: &ViewState, scene: &Scene, side: Side) -> Result<Content, Error> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, words: String| problems.push((field.to_owned(), words));
    let scope = UserText::parse(state.typed(words::SCOPE), MAX_SCOPE);
    let scope = scope.map_err(|it| wrong(words::SCOPE, bodies::problem(it)));
    let confidence = UserText::parse_optional(state.typed(words::CONFIDENCE), MAX_CONFIDENCE);
    let confidence = confidence.map_err(|it| wrong(words::CONFIDENCE, bodies::problem(it)));
    let budget = state.typed(words::BUDGET).trim().parse().ok().and_then(Budget::new);
    if budget.is_none() {
        wrong(words::BUDGET, words::no_budget());
    }
    let mut chosen = |field: &str| {
        let chosen = chosen_in(state, field);
        if chosen.is_none() {
            wrong(field, words::not_chosen());
        }
        chosen.unwrap_or_default()
    };
    let (every, reply, question, urgent) = (
        Every::read(chosen(words::EVERY)),
        Within::read(chosen(words::REPLY)).filter(|it| Within::FOR_CHECKINS.contains(it)),
        Within::read(chosen(words::QUESTION)).filter(|it| Within::FOR_QUESTIONS.contains(it)),
        Urgent::read(chosen(words::URGENT)),
    );
    let (rhythm, length, between) = (
        rhythm(chosen(words::RHYTHM)),
        chosen(words::LENGTH).parse().ok().and_then(Length::read),
        Between::read(chosen(words::BETWEEN)),
    );
    let open = scene.agreement.open.as_ref().map(|open| open.content.rules.learns);
    let learns = match (side, chosen_in(state, words::LEARNS)) {
        (Side::Mentee, Some(key)) => Learning::read(key),
        (Side::Mentee, None) | (Side::Mentor, _) => open.unwrap_or(scene.stands.rules.learns),
    };
    if !problems.is_empty() {
        return Err(Error::Fields(problems));
    }
    let all = || {
        let words = Words { scope: scope.ok()?, confidence: confidence.ok()? };
        let (every, reply, question, urgent) = (every?, reply?, question?, urgent?);
        let (rhythm, length, between, budget) = (rhythm?, length?, between?, budget?);
        let rules =
            Rules { every, reply, question, urgent, budget, between, rhythm, length, learns };
        Some(Content { words, rules })
    };
    // What no list of ours holds was not chosen in it.
    all().ok_or_else(not_yours)
}

fn rhythm(key: &str) -> Option<Option<Rhythm>> {
    match key {
        words::AS_HOURS_ALLOW => Some(None),
        key => Rhythm::read(key).map(Some),
    }
}

fn chosen_in<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(chosen)) => chosen.as_deref(),
        Some(Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => None,
    }
}
