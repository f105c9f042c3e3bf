//! Two weeks in one: after an absence a check-in may close earlier weeks too, and nothing more is asked for them.
//!
//! Only weeks that wait to be written can be closed so, and only with a later one.

use super::{Change, form, views::form as words};
use crate::{
    domain::{ids::CheckinId, outgoing::Outgoing, pair::Pair, person::Person, week::Week},
    features::{
        Cx, Error,
        open::{self, Openness},
    },
    slack::{action::PairWeek, inbound::ViewState},
    store::{
        lived,
        outbox::{self, Timing},
        weeks,
    },
};

/// The earlier weeks that a submission closes. What was written, skipped or closed in the meantime stays as it is.
pub(super) async fn read(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    (about, state): (PairWeek, &ViewState),
) -> Result<Vec<Week>, Error> {
    let mut covers = Vec::new();
    for week in form::read_covers(state)? {
        // A box for the week that was chosen above says nothing.
        if week == about.week {
            continue;
        }
        let asked = weeks::find(cx.tx, pair.id, week).await?;
        let openness = open::find(cx, (pair, mentee), week).await?;
        match asked {
            Some(_) if week > about.week => {
                return Err(form::about_the_covers(words::only_earlier(week)));
            }
            Some(asked) if !asked.state.is_open() => {}
            Some(_) if openness == Openness::Open => covers.push(week),
            Some(_) | None => return Err(form::about_the_covers(words::cannot_cover())),
        }
    }
    Ok(covers)
}

/// Closes the weeks with a check-in that is saved.
pub(super) async fn close(
    cx: &mut Cx<'_>,
    (id, about): (CheckinId, PairWeek),
    (covers, change): (&[Week], Change),
) -> Result<(), Error> {
    for week in covers {
        lived::update_covered(cx.tx, (about.pair, *week), id).await?;
        super::prompt::refresh(cx, PairWeek { week: *week, ..about }).await?;
    }
    if !covers.is_empty() && change != Change::First {
        let refresh = Outgoing::CheckinRefresh { checkin: id };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}
