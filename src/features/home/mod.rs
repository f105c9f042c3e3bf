//! App Home: your pair, what is owed by whom and by when, the next dates in your own time, and the buttons for it.
//!
//! It is published when it is opened and after the person's own act, not on every change. It is useful to strangers
//! too. What stands in it comes from the state of the moment; nothing is kept for it.

use super::{Cx, Error, access};
use crate::{
    app::App,
    domain::{
        ids::SlackUser,
        pair::{Pair, PairState, Side},
        person::Person,
        week::Week,
    },
    slack::{blocks::View, client::outcome::Outcome},
    store::{checkins, pairs, people, weeks},
    telemetry::field,
};

pub mod views;

/// Publishes somebody's App Home beside whatever is going on.
pub fn publish(app: &App, user: SlackUser) {
    let home = app.clone();
    app.spawn(async move {
        match view(&home, &user).await {
            Ok(view) => {
                let outcome = home.slack.publish_home(&user, &view).await;
                if !matches!(outcome, Outcome::Done(())) {
                    tracing::warn!(
                        { field::REASON } = outcome.kind(),
                        "App Home was not published"
                    );
                }
            }
            Err(error) => tracing::error!({ field::ERROR } = ?error, "App Home was not made"),
        }
    });
}

async fn view(app: &App, user: &SlackUser) -> Result<View, Error> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    let person = people::find_by_user(cx.tx, cx.zones, user, now).await?;
    let Some(person) = person else { return Ok(views::stranger()) };
    let leading = match access::is_lead(cx.config, &person) {
        true => views::Leading::Yes,
        false => views::Leading::No,
    };
    let mut sections = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if let Some(section) = section(&mut cx, (&person, &pair)).await? {
            sections.push(section);
        }
    }
    Ok(views::home(&person, &sections, leading))
}

/// What somebody sees of one of their pairs; `None` for one that never began.
async fn section(
    cx: &mut Cx<'_>,
    (person, pair): (&Person, &Pair),
) -> Result<Option<views::Section>, Error> {
    let Some(side) = pair.side(person.id) else { return Ok(None) };
    let partner = cx.person(pair.person(side.other())).await?;
    let state = match &pair.state {
        PairState::Proposed { .. } => views::State::Proposed,
        PairState::Active { .. } => views::State::Active,
        PairState::Ended => views::State::Ended,
        PairState::Declined => return Ok(None),
    };
    let mentee = if side == Side::Mentee { person } else { &partner };
    let present = Week::of(mentee.zone.date(cx.now));
    let open =
        weeks::list(cx.tx, pair.id, 4).await?.into_iter().filter(|asked| asked.state.is_open());
    let open: Vec<Week> = open.map(|asked| asked.week).collect();
    Ok(Some(views::Section {
        pair: pair.id,
        side,
        state,
        present,
        open,
        owed: checkins::list_unanswered(cx.tx, pair.id).await?,
        next_due: weeks::find_next(cx.tx, pair.id).await?.map(|next| next.due_at),
        partner,
    }))
}
