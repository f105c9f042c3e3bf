//! A check-in in one line, for a week in which more is too much: one field, and a check-in like any other after that.

use super::{about, not_yours, save, views};
use crate::{
    domain::{access::Act, checkin::Answers, text::UserText},
    features::{
        Cx, Error, Reaction, Who, access, bodies, follow_ups,
        open::{self, Openness},
        refused,
    },
    slack::inbound::{Click, Submit},
    store::checkins::{self, Saved},
};

/// *Write one line*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about = about(&click.value)?;
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    match open::find(cx, (&access.object, &access.person), about.week).await? {
        Openness::Open => {}
        Openness::Over => return refused(views::form::over(about.week)),
        Openness::Ahead | Openness::Foreign => return Err(not_yours()),
    }
    if checkins::find_by_week(cx.tx, about.pair, about.week).await?.is_some() {
        return refused(views::missed::line_not_needed());
    }
    let mentor = cx.person(access.object.mentor).await?;
    Ok(Reaction::open(views::missed::one_line_form(about, &mentor)))
}

/// The line is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let about = about(&submit.view.private_metadata)?;
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    let (pair, mentee) = (&access.object, &access.person);
    match open::find(cx, (pair, mentee), about.week).await? {
        Openness::Open => {}
        Openness::Over => return Err(under_the_line(views::form::over(about.week))),
        Openness::Ahead | Openness::Foreign => return Err(not_yours()),
    }
    let typed = submit.view.typed(views::missed::LINE);
    let line = UserText::parse(typed, views::missed::MAX_LINE)
        .map_err(|problem| under_the_line(bodies::problem(problem)))?;
    // Only the modal that has written the week may write it again; a line never takes the place of a whole check-in.
    if let Some(known) = checkins::find_by_week(cx.tx, about.pair, about.week).await?
        && checkins::find_saved(cx.tx, known.id, &submit.view.id).await?.is_none()
    {
        return Err(under_the_line(views::missed::line_not_needed()));
    }
    let answers = Answers::one_line(line);
    let programme = super::programme(cx, pair).await?;
    let template = super::newest(cx, &programme).await?;
    let saved = Saved { view_id: &submit.view.id, template: &template, answers: &answers };
    save(cx, (pair, mentee), (about, saved), &follow_ups::Read::default()).await?;
    Ok(Reaction::done())
}

fn under_the_line(sentence: String) -> Error {
    Error::Fields(vec![(views::missed::LINE.to_owned(), sentence)])
}
