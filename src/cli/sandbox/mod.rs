//! `trellis sandbox`: the bot beside a small workspace on this machine, with a programme that has lived some weeks.
//!
//! One process, loopback only, no account. The clock runs from the moment the visitor comes, and the page can stop it
//! or let it jump. The workspace lives in memory, so the database is a new file each time.

use std::{
    io::Write,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use jiff::Timestamp;

use self::stage::{Setting, Stage};
use super::{Failure, serve::Signals};
use crate::{clock::ManualClock, process_lock::ProcessLock};

mod seed;
pub mod stage;

/// How often the bot looks whether something has fallen due while the clock runs.
const LOOK: Duration = Duration::from_millis(250);

/// Runs until SIGTERM or SIGINT.
pub(super) async fn run(port: u16, db: Option<PathBuf>) -> Result<(), Failure> {
    let signals = Signals::listen().map_err(Failure::fault)?;
    let database = Database::choose(db)?;
    let _lock = ProcessLock::take(&database.path)?;
    let clock = ManualClock::at(begins()?);
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let setting = Setting { database: &database.path, listen, leads: "" };
    let stage = Stage::set(setting, clock.clone()).await?;
    say("Three weeks of a small programme go by …")?;
    seed::live_through(&stage).await?;
    stage.workspace.retry_as_slack_does();
    clock.run_at(1);
    say(&format!("Come in: http://{}   (Ctrl-C ends it)", stage.address))?;
    tokio::select! {
        () = signals.first() => {}
        () = live(&stage) => {}
    }
    stage.strike().await;
    database.forget();
    Ok(())
}

/// Lets the bot do what falls due while the visitor looks around.
async fn live(stage: &Stage) {
    loop {
        stage.workspace.settle().await;
        tokio::select! {
            () = stage.bot.app.poke.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn begins() -> Result<Timestamp, Failure> {
    seed::BEGINS.parse::<Timestamp>().map_err(Failure::fault)
}

/// A sentence for whoever started it, beside the log.
fn say(words: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{words}").map_err(Failure::fault)
}

/// Where the bot of the sandbox keeps its words.
struct Database {
    path: PathBuf,
    /// A folder to take away at the end.
    folder: Option<PathBuf>,
}

impl Database {
    fn choose(db: Option<PathBuf>) -> Result<Self, Failure> {
        match db {
            Some(path) if path.exists() => Err(Failure::fault(format!(
                "{} exists already. The sandbox's people live only while it runs, so it needs a new file: choose another \
                 --db, or leave it out.",
                path.display()
            ))),
            Some(path) => Ok(Self { path, folder: None }),
            None => {
                let folder =
                    std::env::temp_dir().join(format!("trellis-sandbox-{}", std::process::id()));
                std::fs::create_dir_all(&folder).map_err(Failure::fault)?;
                Ok(Self { path: folder.join("trellis.db"), folder: Some(folder) })
            }
        }
    }

    fn forget(&self) {
        if let Some(folder) = &self.folder
            && let Err(error) = std::fs::remove_dir_all(folder)
        {
            tracing::warn!(%error, "the sandbox's database could not be taken away");
        }
    }
}
