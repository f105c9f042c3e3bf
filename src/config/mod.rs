//! What the bot is told at start, read once from the environment and an optional file.
//!
//! Everything that is wrong is reported in one go ([`Problems`]), because nobody likes to fix settings one restart
//! at a time. Nobody else in the crate reads the environment, and this folder does not either: it is given a closure
//! that answers for it, so that a test needs no process of its own. Secrets are [`SecretString`]s, whose `Debug` is
//! redacted, and a problem never repeats the value of a secret. Nothing is connected to, opened or created here.

mod check;
mod problem;
mod source;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use jiff::Timestamp;
use secrecy::SecretString;

pub use self::problem::{Problem, Problems};
use self::source::Source;
use crate::domain::ids::SlackUser;

/// Every setting, in the order in which they are explained. In the file the same names stand in lower case.
const SETTINGS: [&str; 9] = [
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "TRELLIS_LISTEN",
    "TRELLIS_DATABASE",
    "TRELLIS_LEADS",
    "TRELLIS_TZDIR",
    "TRELLIS_LOG",
    "TRELLIS_REHEARSAL",
];

/// What the bot was told at start.
#[derive(Debug, Clone)]
pub struct Config {
    /// `SLACK_BOT_TOKEN`: the app's bot token, `xoxb-…`.
    pub bot_token: SecretString,
    /// `SLACK_SIGNING_SECRET`: one secret, or two with a comma between them while a new one takes over from the old.
    pub signing_secrets: Vec<SecretString>,
    /// `SLACK_API_URL`: where the Web API lives, with its path and no slash at the end.
    pub api_url: String,
    /// `TRELLIS_LISTEN`: the address the server listens on.
    pub listen: SocketAddr,
    /// `TRELLIS_DATABASE`: the file everything is kept in.
    pub database: PathBuf,
    /// `TRELLIS_LEADS`: who runs the programme; when empty, every admin of the workspace does.
    pub leads: Vec<SlackUser>,
    /// `TRELLIS_TZDIR`: a directory of compiled zone files; without it the data in the binary is used, never the
    /// host's copy unasked.
    pub tzdir: Option<PathBuf>,
    /// `TRELLIS_LOG`: how much is logged, as `tracing` filters say it.
    pub log: String,
    /// `TRELLIS_REHEARSAL`: another time to live in, for rehearsals against a workspace on this machine.
    pub rehearsal: Option<Rehearsal>,
}

/// A time to live in instead of the machine's, written `BASE@SINCExSPEED`: `2026-03-02T09:00:00Z@1770000000000x300`
/// showed nine o'clock when the machine's clock stood at 1,770,000,000,000 ms, and has run 300 times as fast ever after.
///
/// Two processes given the same words agree on the time, so a bot that was killed and started again goes on in the
/// same hour. It is only accepted when `SLACK_API_URL` is on this machine: real people are never asked at a made-up time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rehearsal {
    /// What the clock showed at `since`.
    pub base: Timestamp,
    /// The machine's time, from the Unix epoch, at which `base` was true.
    pub since: Duration,
    /// How many seconds pass in one real second.
    pub speed: u32,
}

impl Config {
    /// Reads every setting: what `env` answers, else what the file named by `TRELLIS_CONFIG` says, else the default.
    ///
    /// # Errors
    /// All problems at once, each with its setting and where to get it.
    pub fn read(env: impl Fn(&str) -> Option<String>) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let source = Source::open(&env, &mut problems);
        let config = check::everything(&source, &mut problems);
        match (problems.is_empty(), config) {
            (true, Some(config)) => Ok(config),
            (_, _) => Err(problems),
        }
    }
}

/// The two settings that maintenance needs, for a machine that does not hold the secrets.
#[derive(Debug, Clone)]
pub struct Upkeep {
    /// `TRELLIS_DATABASE`: the file everything is kept in.
    pub database: PathBuf,
    /// `TRELLIS_LOG`: how much is logged.
    pub log: String,
}

impl Upkeep {
    /// Reads the two settings as [`Config::read`] does and leaves the others alone.
    ///
    /// # Errors
    /// All problems at once.
    pub fn read(env: impl Fn(&str) -> Option<String>) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let source = Source::open(&env, &mut problems);
        let database = check::database(&source, &mut problems);
        let log = check::log(&source, &mut problems);
        match (problems.is_empty(), database, log) {
            (true, Some(database), Some(log)) => Ok(Self { database, log }),
            (_, _, _) => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests;
