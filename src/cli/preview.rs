//! `trellis preview`: what the bot would say in the coming days, as plain text.
//!
//! It only reads: the file is copied into memory, whether the bot runs or not, and no lock is taken. The secrets are not
//! needed, so they need not be at hand.

use std::{io::Write, path::PathBuf, sync::Arc};

use super::{Failure, report};
use crate::{
    clock::{Clock, SystemClock},
    config::Config,
    domain::{
        ids::{PersonId, SlackUser},
        preview::{Days, Scope},
        zone::Zones,
    },
    features::preview::views::plain,
    preview::{Terms, forecast},
    store::{Db, people},
};

/// What stands in for a secret that is not used.
const NO_TOKEN: &str = "xoxb-not-used";
const NO_SECRET: &str = "00000000000000000000000000000000";

/// What is asked for.
pub(super) struct Asked {
    /// Whose messages.
    pub(super) person: Option<String>,
    /// How many days of them.
    pub(super) days: u32,
    /// The file, if not the one of the settings.
    pub(super) database: Option<PathBuf>,
}

/// The settings, with a database that was named taking the place of theirs.
pub(super) fn settings(
    asked: &Asked,
    env: impl Fn(&str) -> Option<String>,
) -> Result<Config, Failure> {
    let given = asked.database.as_ref().map(|path| path.to_string_lossy().into_owned());
    let config = Config::read(|name| match name {
        "TRELLIS_DATABASE" => given.clone().or_else(|| env(name)),
        "SLACK_BOT_TOKEN" => Some(NO_TOKEN.to_owned()),
        "SLACK_SIGNING_SECRET" => Some(NO_SECRET.to_owned()),
        _ => env(name),
    })?;
    report(&config.log)?;
    Ok(config)
}

/// Works it out and prints it.
pub(super) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let text = text(config, asked, SystemClock::start().now()).await?;
    std::io::stdout().write_all(text.as_bytes()).map_err(Failure::fault)
}

async fn text(config: Config, asked: Asked, now: jiff::Timestamp) -> Result<String, Failure> {
    let Some(days) = Days::new(asked.days) else {
        return Err(Failure::fault(format!("--days takes 1 to {}", Days::MOST)));
    };
    let path = config.database.clone();
    if !path.is_file() {
        return Err(Failure::fault(format!(
            "there is no database at {}: name it with --database or TRELLIS_DATABASE",
            path.display()
        )));
    }
    let zones = match &config.tzdir {
        Some(directory) => Zones::from_directory(directory).map_err(Failure::fault)?,
        None => Zones::bundled(),
    };
    let copy = Db::copy_of(&path).await.map_err(Failure::fault)?;
    let scope = match &asked.person {
        Some(person) => Scope::One(find(&copy, person, (&zones, now)).await?),
        None => Scope::Everybody,
    };
    let terms = Terms { config: Arc::new(config), zones: Arc::new(zones), now };
    let made = forecast(&copy, terms, (scope, days)).await;
    copy.close().await;
    match made {
        Ok(forecast) => Ok(plain(&forecast)),
        Err(error) => {
            Err(Failure::fault(format!("what is ahead could not be worked out: {error:?}")))
        }
    }
}

/// Somebody by Slack's id or by their name.
async fn find(
    copy: &Db,
    named: &str,
    (zones, now): (&Zones, jiff::Timestamp),
) -> Result<PersonId, Failure> {
    let mut tx = copy.read().await.map_err(Failure::fault)?;
    let user = SlackUser::from(named.trim());
    let known = people::find_by_user(&mut tx, zones, &user, now).await.map_err(Failure::fault)?;
    if let Some(person) = known {
        return Ok(person.id);
    }
    let found = people::list_named(&mut tx, named.trim()).await.map_err(Failure::fault)?;
    match found.as_slice() {
        [(id, _)] => Ok(*id),
        [] => Err(Failure::fault(format!(
            "Trellis knows nobody called {named:?}. Give the Slack id (U…) or the whole name as it stands in Slack; e-mail \
             addresses are not kept."
        ))),
        several => {
            let ids: Vec<&str> = several.iter().map(|(_, user)| user.as_str()).collect();
            Err(Failure::fault(format!(
                "{} people are called {named:?}. Say which by their Slack id: {}",
                several.len(),
                ids.join(", ")
            )))
        }
    }
}
