//! The command line: thin calls into the rest.
//!
//! A command reads its settings, starts what it needs in order, and names what went wrong in a [`Failure`], which knows
//! its exit code. No decision about mentorship or Slack is made here.

mod challenges;
mod failure;
mod holidays;
mod import;
mod preview;
pub mod sandbox;
mod serve;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use tokio::runtime;

pub use self::failure::Failure;
pub use self::serve::{assemble, clock};
use crate::{
    config::{Config, Upkeep},
    features::{challenges::file::Run, roster},
    process_lock::ProcessLock,
    store::Db,
    telemetry,
};

/// A Slack bot that runs a mentorship programme.
#[derive(Debug, Parser)]
#[command(name = "trellis", about, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the bot for a Slack workspace; the settings come from the environment.
    Serve,
    /// Runs the bot with a small workspace of its own, to try it out in a browser.
    Sandbox {
        /// The port of the page.
        #[arg(long, value_name = "N", default_value_t = 4000)]
        port: u16,
        /// Where to keep the database; without it everything is gone at the end.
        #[arg(long, value_name = "PATH")]
        db: Option<PathBuf>,
    },
    /// Brings the database up to this version and ends.
    Migrate,
    /// Says what would be sent in the coming days, to whom and when. It only reads, while the bot runs too.
    Preview {
        /// Whose messages: a Slack id or a name; without it everybody's.
        #[arg(long, value_name = "WHO")]
        person: Option<String>,
        /// How many days, up to 92.
        #[arg(long, value_name = "N", default_value_t = 14)]
        days: u32,
        /// The file everything is kept in; without it the settings say.
        #[arg(long, value_name = "PATH")]
        database: Option<PathBuf>,
    },
    /// Keeps the programme's holidays, while the bot is stopped.
    Holidays {
        #[command(subcommand)]
        command: Holidays,
    },
    /// Keeps the programme's list of challenges, while the bot is stopped.
    Challenges {
        #[command(subcommand)]
        command: Challenges,
    },
    /// Proposes the pairs of a comma-separated file (mentor,mentee,cohort,start), while the bot is stopped.
    Import {
        /// The file (.csv); people are named by e-mail address or member id.
        file: PathBuf,
        /// Only says what would come of it, with everything that is wrong in each line.
        #[arg(long)]
        dry_run: bool,
        /// The lead who proposes the pairs, by e-mail address or member id; without it the first of TRELLIS_LEADS.
        #[arg(long, value_name = "WHO")]
        lead: Option<String>,
        /// The file everything is kept in; without it the settings say.
        #[arg(long, value_name = "PATH")]
        database: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum Challenges {
    /// Puts a comma-separated file (link,title,label,context) on the list.
    Add {
        /// The file (.csv).
        file: PathBuf,
        /// Only says what would come of it, with every line that is no challenge.
        #[arg(long)]
        dry_run: bool,
        /// The file everything is kept in; without it the settings say.
        #[arg(long, value_name = "PATH")]
        database: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum Holidays {
    /// Adds the whole days of a calendar file to the list.
    Import {
        /// The file (.ics).
        file: PathBuf,
        /// The file everything is kept in; without it the settings say.
        #[arg(long, value_name = "PATH")]
        database: Option<PathBuf>,
    },
}

/// Does what the command line says. `env` answers for the environment.
///
/// # Errors
/// [`Failure`], to be told to whoever typed the command.
pub fn run(cli: Cli, env: impl Fn(&str) -> Option<String>) -> Result<(), Failure> {
    let runtime =
        runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::fault)?;
    let ended = match cli.command {
        Command::Serve => {
            let config = Config::read(env)?;
            report(&config.log)?;
            runtime.block_on(serve::run(config))
        }
        Command::Sandbox { port, db } => {
            report("warn")?;
            runtime.block_on(sandbox::run(port, db))
        }
        Command::Migrate => {
            let upkeep = Upkeep::read(env)?;
            report(&upkeep.log)?;
            runtime.block_on(migrate(upkeep))
        }
        Command::Preview { person, days, database } => {
            let asked = preview::Asked { person, days, database };
            let config = preview::settings(&asked, env)?;
            runtime.block_on(preview::run(config, asked))
        }
        Command::Holidays { command: Holidays::Import { file, database } } => {
            let upkeep = upkeep(database, env)?;
            runtime.block_on(holidays::import(upkeep, &file))
        }
        Command::Challenges { command: Challenges::Add { file, dry_run, database } } => {
            let upkeep = upkeep(database, env)?;
            let run = if dry_run { Run::Dry } else { Run::Real };
            runtime.block_on(challenges::add(upkeep, &file, run))
        }
        Command::Import { file, dry_run, lead, database } => {
            let config = Config::read(on(database, env))?;
            report(&config.log)?;
            let run = if dry_run { roster::Run::Dry } else { roster::Run::Real };
            runtime.block_on(import::import(config, import::Import { file, lead, run }))
        }
    };
    // Whatever has not ended by now had its time; it must not hold up the exit.
    runtime.shutdown_background();
    ended
}

/// The settings of a command that works on the file while the bot is stopped.
fn upkeep(
    database: Option<PathBuf>,
    env: impl Fn(&str) -> Option<String>,
) -> Result<Upkeep, Failure> {
    let upkeep = Upkeep::read(on(database, env))?;
    report(&upkeep.log)?;
    Ok(upkeep)
}

/// The environment, where the database may be given on the command line.
fn on(
    database: Option<PathBuf>,
    env: impl Fn(&str) -> Option<String>,
) -> impl Fn(&str) -> Option<String> {
    let given = database.map(|path| path.to_string_lossy().into_owned());
    move |name| match name {
        "TRELLIS_DATABASE" => given.clone().or_else(|| env(name)),
        _ => env(name),
    }
}

fn report(log: &str) -> Result<(), Failure> {
    let filter = telemetry::filter(log).map_err(Failure::fault)?;
    telemetry::start(filter).map_err(Failure::fault)
}

async fn migrate(upkeep: Upkeep) -> Result<(), Failure> {
    let _lock = ProcessLock::take(&upkeep.database)?;
    Db::open(&upkeep.database).await.map_err(Failure::fault)?;
    tracing::info!("the database is up to date");
    Ok(())
}
