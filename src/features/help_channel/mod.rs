//! Where mentees may ask so that others can help too, for the programme's leads: `/mentor questions`.
//!
//! Slack is asked how the channel stands before anything is saved, because a channel the bot cannot write in helps nobody.
//! What is asked there, and who answers, belongs to `ask` and `reply`.

use std::time::Duration;

use jiff::Timestamp;

use super::{Cx, Error, Reaction, Who, access, refused, schedule};
use crate::{
    app::App,
    domain::{
        access::Act,
        help_channel::{PeerHours, Standing},
        ids::{ProgrammeId, SlackChannel},
        programme::Programme,
    },
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Field, Submit, ViewState},
    },
    store::{Fault, channels, office_hours, programmes},
};

use views::Office;

pub mod views;

/// How long the writer is waited for while a lead waits for the form.
const PATIENCE: Duration = Duration::from_millis(1200);

/// `/mentor questions`.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetHelpChannel)?;
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    let programme = programme.ok_or(Fault::Unreadable("programme"))?;
    let help = channels::find_help(cx.tx, programme.id).await?;
    let office = office(office_hours::find_ground(cx.tx, programme.id).await?.is_on);
    Ok(Reaction::open(views::form(programme.id, (help.as_ref(), office))))
}

/// Asks Slack how the chosen channel stands and writes it down, for a lead: nobody else may make the bot look.
pub async fn look(app: &App, (who, now): (&Who, Timestamp), submit: &Submit) -> Result<(), Error> {
    access::lead(&app.config, who, Act::SetHelpChannel)?;
    let mut tx = app.db.read().await?;
    programme(&mut Cx::new(&mut tx, now, (&app.config, &app.zones)), submit).await?;
    drop(tx);
    let Some(channel) = chosen(&submit.view) else { return Ok(()) };
    let Some(standing) = super::channel::ask(app, &channel).await else {
        return Err(under_channel(super::channel::views::slack_is_silent()));
    };
    let mut tx = app.db.write_within(PATIENCE).await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    schedule::cohorts::stands(&mut cx, (&channel, standing)).await?;
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}

/// The form is sent, after Slack was asked.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetHelpChannel)?;
    let programme = programme(cx, submit).await?;
    let taken_away = is_ticked(&submit.view, views::NONE);
    let office = office(is_ticked(&submit.view, views::OFFICE));
    let was = channels::find_help(cx.tx, programme.id).await?;
    let channel = match (chosen(&submit.view), was) {
        (Some(channel), _) if !taken_away => channel,
        (_, _) if office == Office::On && !taken_away => {
            return Err(under(views::OFFICE, views::office_needs_a_channel()));
        }
        (None, None) => return Err(under_channel(views::nothing_chosen())),
        (_, _) => {
            channels::update_help(cx.tx, programme.id, None).await?;
            office_hours::update_ground(cx.tx, programme.id, false).await?;
            return Ok(answer(views::none()));
        }
    };
    let known = channels::find_standing(cx.tx, &channel).await?;
    let standing = known.map_or(Standing::NotPublic, |(standing, _)| standing);
    if let Some(problem) = super::channel::views::problem(standing) {
        return Err(under_channel(problem));
    }
    let hours = match submit.view.fields.get(views::PEERS) {
        Some(Field::Choice(Some(hours))) => hours.parse().ok().and_then(PeerHours::new),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    channels::update_help(cx.tx, programme.id, Some((&channel, hours))).await?;
    office_hours::update_ground(cx.tx, programme.id, office == Office::On).await?;
    Ok(answer(views::saved(&channel, (hours, office))))
}

async fn programme(cx: &mut Cx<'_>, submit: &Submit) -> Result<Programme, Error> {
    let id: ProgrammeId =
        read_id(&submit.view.private_metadata).or_else(|_| refused(access::NOT_YOURS))?;
    match programmes::find(cx.tx, cx.zones, id).await? {
        Some(programme) => Ok(programme),
        None => refused(access::NOT_YOURS),
    }
}

fn chosen(state: &ViewState) -> Option<SlackChannel> {
    match state.fields.get(views::CHANNEL) {
        Some(Field::Choice(Some(channel))) => Some(channel.as_str().into()),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    }
}

fn answer(modal: crate::slack::blocks::view::Modal) -> Reaction {
    Reaction { answer: Answer::Replace(modal.into()), ..Reaction::nothing() }
}

fn is_ticked(state: &ViewState, field: &str) -> bool {
    match state.fields.get(field) {
        Some(Field::Choices(ticked)) => !ticked.is_empty(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => false,
    }
}

fn office(is_on: bool) -> Office {
    if is_on { Office::On } else { Office::Off }
}

fn under_channel(sentence: String) -> Error {
    under(views::CHANNEL, sentence)
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}
