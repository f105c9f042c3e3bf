//! Keeps what is known of people true: who they are, where they live, whether they are still there.
//!
//! A moved zone moves everything that is still to come and nothing that has been: due instants and nudges are
//! computed again from the same local rules.

use std::time::Duration;

use jiff::Timestamp;

use super::{Cx, Error, access, refused, schedule};
use crate::{
    app::App,
    domain::{
        ids::{PersonId, SlackUser},
        person::Account,
    },
    slack::{
        client::outcome::{Outcome, Verdict},
        inbound::Profile,
    },
    store::people::{self, Told},
};

pub mod views;

/// How long Slack may take to tell us who somebody is while a person waits for the answer to a command.
const PATIENCE: Duration = Duration::from_millis(1200);

/// Reads from Slack who these people are and writes it down, for a lead: nobody else may make the bot meet anybody.
///
/// The first of `users` is the one who asks.
pub async fn meet(app: &App, users: [&SlackUser; 3], now: Timestamp) -> Result<(), Error> {
    let [asking, mentor, mentee] = users;
    if !access::could_lead(&app.config, asking) {
        return refused(access::NO_LEAD);
    }
    let ask = async {
        tokio::join!(app.slack.person(asking), app.slack.person(mentor), app.slack.person(mentee))
    };
    let Ok((one, two, three)) = tokio::time::timeout(PATIENCE, ask).await else {
        return refused(views::slack_is_silent());
    };
    if let Outcome::Done(profile) = &one
        && !access::leads(&app.config, (asking, account(profile)))
    {
        return refused(access::NO_LEAD);
    }
    let mut profiles = Vec::with_capacity(3);
    for outcome in [one, two, three] {
        match outcome {
            Outcome::Done(profile) => profiles.push(profile),
            Outcome::Refused(refusal) if refusal.verdict() == Verdict::Gone => {
                return refused(views::nobody());
            }
            Outcome::Refused(_)
            | Outcome::RetryAfter(_)
            | Outcome::NotSent(_)
            | Outcome::Unknown(_) => {
                return refused(views::slack_is_silent());
            }
        }
    }
    let mut tx = app.db.write_within(PATIENCE).await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    for profile in &profiles {
        update(&mut cx, profile).await?;
    }
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}

/// The same for a lead who names nobody, and whom the bot has not met yet.
pub async fn meet_lead(app: &App, asking: &SlackUser, now: Timestamp) -> Result<(), Error> {
    if !access::could_lead(&app.config, asking) {
        return refused(access::NO_LEAD);
    }
    let Ok(Outcome::Done(profile)) = tokio::time::timeout(PATIENCE, app.slack.person(asking)).await
    else {
        return refused(views::slack_is_silent_about_you());
    };
    if !access::leads(&app.config, (asking, account(&profile))) {
        return refused(access::NO_LEAD);
    }
    let mut tx = app.db.write_within(PATIENCE).await?;
    update(&mut Cx::new(&mut tx, now, (&app.config, &app.zones)), &profile).await?;
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}

/// Reads from Slack who these people are and writes it down, one after the other, as far as Slack says so in time; true
/// when all of them are known now. Whether anybody may ask for that is the caller's matter.
pub async fn meet_all(app: &App, users: &[SlackUser], now: Timestamp) -> Result<bool, Error> {
    let mut profiles = Vec::new();
    let asking = async {
        for user in users {
            match app.slack.person(user).await {
                Outcome::Done(profile) => profiles.push(profile),
                Outcome::Refused(_)
                | Outcome::RetryAfter(_)
                | Outcome::NotSent(_)
                | Outcome::Unknown(_) => return,
            }
        }
    };
    // Whether it came to its end is seen from how many there are.
    drop(tokio::time::timeout(PATIENCE, asking).await);
    if profiles.is_empty() {
        return Ok(users.is_empty());
    }
    let mut tx = app.db.write_within(PATIENCE).await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    for profile in &profiles {
        update(&mut cx, profile).await?;
    }
    tx.commit().await.map_err(|error| Error::Fault(error.into()))?;
    Ok(profiles.len() == users.len())
}

/// Follows a changed profile. Profiles of people the bot has nothing to do with are left alone.
pub async fn changed(cx: &mut Cx<'_>, profile: &Profile) -> Result<(), Error> {
    match people::find_by_user(cx.tx, cx.zones, &profile.user, cx.now).await? {
        Some(_) => update(cx, profile).await.map(drop),
        None => Ok(()),
    }
}

/// Writes down what Slack says about somebody; what hangs on their zone follows.
pub async fn update(cx: &mut Cx<'_>, profile: &Profile) -> Result<PersonId, Error> {
    let before = people::find_by_user(cx.tx, cx.zones, &profile.user, cx.now).await?;
    let told = Told {
        user: &profile.user,
        name: &profile.name,
        zone: profile.zone.as_deref(),
        account: account(profile),
    };
    let id = people::update_told(cx.tx, &told, cx.now).await?;
    let after = cx.person(id).await?;
    match before {
        Some(before) if before.zone.name() != after.zone.name() => {
            schedule::moved(cx, &after).await?;
        }
        // Whoever is not there any more leads and reads nothing in a cohort.
        Some(before) if before.account.may_take_part() != after.account.may_take_part() => {
            schedule::cohorts::moved(cx, id).await?;
        }
        Some(_) | None => {}
    }
    Ok(id)
}

/// What kind of account it is.
pub fn account(profile: &Profile) -> Account {
    match (profile.is_deleted, profile.is_bot, profile.is_guest, profile.is_admin) {
        (true, _, _, _) => Account::Deactivated,
        (_, true, _, _) => Account::Bot,
        (_, _, true, _) => Account::Guest,
        (_, _, _, true) => Account::Admin,
        (false, false, false, false) => Account::Member,
    }
}
