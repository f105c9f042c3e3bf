//! The weekly question of a cohort: one thing learned, one thing struggled with, answered with a form or in its thread.
//!
//! Nobody has to answer, and nobody is told who has not. Answers stand in the thread under their author's name, until the
//! author takes them back. When it is asked stands in `plan`, what is typed in `typed`, what comes of it on Monday in
//! `digest`.

use super::{
    Cx, Error, Reaction, Who, access,
    access::cohorts::Answering,
    bodies, refused,
    schedule::rounds::{answered, changed, say},
};
use crate::{
    domain::{
        ids::RoundId,
        outgoing::round::RoundNews,
        post::Subject,
        round::{Digest, MAX_ANSWER, Words},
        text::UserText,
    },
    slack::{
        action::read_id,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{posts, rounds as kept},
};

pub mod plan;
pub mod post;
pub mod typed;
pub mod views;

/// *Answer*: the form, with what somebody has written before. Whoever is not in the cohort is told who is asked.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id = id(&click.value)?;
    let answering = match access::cohorts::round(cx, who, id).await {
        Err(Error::Refused(_)) if is_here(cx, id, click).await? => {
            return refused(views::for_members());
        }
        other => other?,
    };
    if answering.is_member && answering.cohort.open_channel().is_none() {
        return refused(views::no_channel());
    }
    let may_write = answering.is_member && answering.round.is_open(cx.now);
    Ok(Reaction::open(if may_write { views::form(&answering) } else { views::over(&answering) }))
}

/// Whether somebody pressed where this question stands, so that they know of it.
async fn is_here(cx: &mut Cx<'_>, id: RoundId, click: &Click) -> Result<bool, Error> {
    let stands = posts::list(cx.tx, &Subject::Round(id)).await?;
    Ok(click.message.as_ref().is_some_and(|here| stands.contains(here)))
}

/// The form is sent: a new answer, or what stands in the thread reads otherwise.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let answering = access::cohorts::round(cx, who, id(&submit.view.private_metadata)?).await?;
    let Answering { round, person, written, .. } = &answering;
    if !answering.is_member || !round.is_open(cx.now) {
        return refused(views::is_over(&answering));
    }
    if answering.cohort.open_channel().is_none() {
        return refused(views::no_channel());
    }
    let words = read(&submit.view)?;
    match written {
        Some((_, before)) if *before == words => {}
        Some((answer, before)) => {
            kept::update_written(cx.tx, *answer, &words, cx.now).await?;
            say(cx, RoundNews::AnswerRefresh { answer: *answer }).await?;
            let is_news = words.is_told() && !before.is_told() && round.digest == Digest::Nothing;
            if is_news {
                answered(cx, round, (*answer, true)).await?;
            } else {
                changed(cx, round).await?;
            }
        }
        None => {
            let answer = kept::insert_written(cx.tx, (round.id, person.id), &words, cx.now).await?;
            say(cx, RoundNews::Answer { answer }).await?;
            answered(cx, round, (answer, words.is_told())).await?;
        }
    }
    Ok(Reaction::nothing())
}

/// *Take it back*: the words go from the thread, the digest, and the file.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let answering = access::cohorts::round(cx, who, id(&click.value)?).await?;
    if let Some((answer, _)) = answering.written {
        kept::update_taken_back(cx.tx, answer, cx.now).await?;
        say(cx, RoundNews::AnswerRefresh { answer }).await?;
        changed(cx, &answering.round).await?;
    }
    Ok(Reaction::replace(views::taken_back()))
}

/// What was written.
fn read(state: &ViewState) -> Result<Words, Error> {
    let text = |field: &str| {
        UserText::parse_optional(state.typed(field), MAX_ANSWER)
            .map_err(|problem| Error::Fields(vec![(field.to_owned(), bodies::problem(problem))]))
    };
    let wants_help = match state.fields.get(views::HELP) {
        Some(Field::Choices(ticked)) => !ticked.is_empty(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => false,
    };
    let words =
        Words { learned: text(views::LEARNED)?, struggled: text(views::STRUGGLED)?, wants_help };
    let missing = match &words {
        words if words.is_empty() => Some((views::LEARNED, views::write_one())),
        // A tick that nothing belongs to is a sentence that was forgotten.
        words if words.wants_help && words.struggled.is_none() => {
            Some((views::STRUGGLED, views::with_what()))
        }
        _ => None,
    };
    match missing {
        Some((field, sentence)) => Err(Error::Fields(vec![(field.to_owned(), sentence)])),
        None => Ok(words),
    }
}

fn id(carried: &str) -> Result<RoundId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}

/// How many people have answered in a round.
async fn count(cx: &mut Cx<'_>, id: RoundId) -> Result<usize, Error> {
    let answers = kept::list_answers(cx.tx, id).await?;
    let mut authors: Vec<_> = answers.iter().map(|answer| answer.author).collect();
    authors.sort();
    authors.dedup();
    Ok(authors.len())
}
