//! App Home: your pair, what is owed by whom and by when, the next dates in your own time, and the buttons for it.
//!
//! It is published when it is opened and after the person's own act, not on every change. It is useful to strangers
//! too. What stands in it comes from the state of the moment; nothing is kept for it.

use super::{Cx, Error, access, draft, open, schedule};
use crate::{
    app::App,
    domain::{
        availability::Availability,
        draft::About,
        follow_up::FollowUp,
        ids::{PairId, SlackUser},
        pair::{Pair, PairState, Side},
        person::Person,
        rhythm::{self, Mark},
        week::Week,
    },
    slack::{blocks::View, client::outcome::Outcome},
    store::{attention, checkins, follow_ups, leaves, lived, pairs, people},
    telemetry::field,
};

pub mod views;

/// Publishes somebody's App Home beside whatever is going on, when its turn comes. Slack takes about a hundred of these
/// a minute, so they go out one after another.
pub fn publish(app: &App, user: SlackUser) {
    let Some(turn) = app.homes.ask(user) else { return };
    let home = app.clone();
    app.spawn(async move {
        let (user, _turn) = turn.wait().await;
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
    let Some(person) = person else {
        drop(tx);
        return Ok(views::stranger(leads_unmet(app, user).await));
    };
    let leading = leading(access::is_lead(cx.config, &person));
    let mut sections = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if let Some(section) = section(&mut cx, (&person, &pair)).await? {
            sections.push(section);
        }
    }
    let today = person.zone.date(now);
    let leave = leaves::list_from(cx.tx, person.id, today).await?.into_iter().next();
    let leave = leave.map(|leave| leave.range);
    let allowed = attention::find(cx.tx, person.id).await?;
    let quiet = views::Quiet { muted_until: allowed.muted_until(&person.zone, now), allowed };
    Ok(views::home(&person, (&sections, leave), (leading, &quiet)))
}

/// Whether somebody the bot has not met leads here, so that the one who set it up is told what to do first.
async fn leads_unmet(app: &App, user: &SlackUser) -> views::Leading {
    if !app.config.leads.is_empty() {
        return leading(app.config.leads.contains(user));
    }
    match app.slack.person(user).await {
        Outcome::Done(profile) => leading(profile.is_admin && !profile.is_deleted),
        Outcome::RetryAfter(_)
        | Outcome::NotSent(_)
        | Outcome::Refused(_)
        | Outcome::Unknown(_) => views::Leading::No,
    }
}

fn leading(is_lead: bool) -> views::Leading {
    if is_lead { views::Leading::Yes } else { views::Leading::No }
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
    let (mut waiting, mut write, mut next_due) = (open::Waiting::default(), None, None);
    if state == views::State::Active {
        waiting = open::list(cx, (pair, mentee)).await?;
        waiting.asked.reverse();
        write = open::find_to_write(cx, (pair, mentee)).await?;
        next_due = schedule::find_next_asked(cx, (pair, mentee)).await?;
    }
    Ok(Some(views::Section {
        pair: pair.id,
        side,
        state,
        write,
        early: waiting.early,
        open: waiting.asked,
        marks: marks(cx, pair.id, &mentee.availability).await?,
        owed: checkins::list_unanswered(cx.tx, pair.id).await?,
        actions: open_actions(cx, pair.id).await?,
        now: cx.now,
        next_due,
        partner_away_until: partner.availability.day_off_until(partner.zone.date(cx.now)),
        drafts: drafts(cx, (person, pair)).await?,
        partner,
    }))
}

/// The oldest open actions of both.
async fn open_actions(cx: &mut Cx<'_>, pair: PairId) -> Result<Vec<FollowUp>, Error> {
    let mut open = Vec::new();
    for side in [Side::Mentee, Side::Mentor] {
        open.extend(follow_ups::list_open(cx.tx, (pair, side), views::ACTIONS).await?);
    }
    Ok(open)
}

/// How the newest weeks of a pair count, oldest first.
async fn marks(
    cx: &mut Cx<'_>,
    pair: PairId,
    mentee: &Availability,
) -> Result<Vec<(Week, Mark)>, Error> {
    let lived = lived::list_lived(cx.tx, pair, views::MARKED_WEEKS).await?;
    Ok(lived.iter().map(|it| (it.week, rhythm::mark(it, mentee, cx.now))).collect())
}

/// What somebody was writing to the other one of a pair and has not sent, with the week it is about.
async fn drafts(
    cx: &mut Cx<'_>,
    (person, pair): (&Person, &Pair),
) -> Result<Vec<(About, Week)>, Error> {
    let mut found = Vec::new();
    for about in draft::list(cx, person.id).await? {
        let (of, week) = match about {
            About::Checkin(of, week) => (of, week),
            About::Reply(checkin) => match checkins::find(cx.tx, checkin).await? {
                Some(checkin) => (checkin.pair, checkin.week),
                None => continue,
            },
        };
        if of == pair.id {
            found.push((about, week));
        }
    }
    Ok(found)
}
