//! Asks Slack who the people of a roster are, each once, and as slowly as Slack wants.
//!
//! What is asked is not written down and not logged: an e-mail address is private.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use super::views;
use crate::{
    app::App,
    domain::{ids::SlackUser, roster::Named},
    features::{Error, refused},
    slack::{
        client::outcome::{Outcome, Refusal},
        inbound::Profile,
    },
    telemetry::field,
};

/// How often somebody is asked about when Slack does not answer, and how long is waited in between.
const PATIENCE: (usize, Duration) = (3, Duration::from_secs(2));

/// After so many people it is said how far it has come.
const PROGRESS: usize = 50;

/// People by Slack's id.
pub(super) type ByUser = BTreeMap<SlackUser, Profile>;

/// Who is who. Whom Slack does not know is not in it.
pub(super) struct Profiles(HashMap<Named, Profile>);

impl Profiles {
    /// Somebody's profile.
    pub(super) fn get(&self, named: &Named) -> Option<&Profile> {
        self.0.get(named)
    }

    /// Everybody, each with the name they were asked about by.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Named, &Profile)> {
        self.0.iter()
    }

    /// The same by Slack's id.
    pub(super) fn by_user(&self) -> ByUser {
        self.0.values().map(|profile| (profile.user.clone(), profile.clone())).collect()
    }
}

/// Asks Slack about everybody named.
pub(super) async fn profiles(app: &App, names: Vec<Named>) -> Result<Profiles, Error> {
    let mut found: HashMap<Named, Option<Profile>> = HashMap::new();
    for named in names {
        if found.contains_key(&named) {
            continue;
        }
        let profile = one(app, &named).await?;
        found.insert(named, profile);
        if found.len().is_multiple_of(PROGRESS) {
            tracing::info!({ field::COUNT } = found.len(), "people were looked up in Slack");
        }
    }
    let known = found.into_iter().filter_map(|(named, profile)| Some((named, profile?)));
    Ok(Profiles(known.collect()))
}

/// Asks Slack about one; `None` when there is nobody.
async fn one(app: &App, named: &Named) -> Result<Option<Profile>, Error> {
    let (most, between) = PATIENCE;
    let mut silent = 0;
    loop {
        let outcome = match named {
            Named::Email(email) => app.slack.person_by_email(email).await,
            Named::Member(user) => app.slack.person(user).await,
        };
        match outcome {
            Outcome::Done(profile) => return Ok(Some(profile)),
            Outcome::Refused(
                Refusal::UsersNotFound | Refusal::UserNotFound | Refusal::UserNotVisible,
            ) => return Ok(None),
            Outcome::Refused(Refusal::MissingScope) => return refused(views::missing_scope(named)),
            Outcome::Refused(refusal) => return refused(views::slack_refuses(refusal.code())),
            Outcome::RetryAfter(pause) => app.clock.wait(pause).await,
            Outcome::NotSent(_) | Outcome::Unknown(_) => {
                silent += 1;
                if silent == most {
                    return refused(views::slack_is_silent());
                }
                app.clock.wait(between).await;
            }
        }
    }
}
