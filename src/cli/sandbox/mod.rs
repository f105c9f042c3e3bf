//! `trellis sandbox`: the bot beside a small workspace on this machine, with a programme that has lived some weeks.
//!
//! One process, loopback only, no account. The clock runs from the moment the visitor comes, and the page can stop it
//! or let it jump. The workspace lives in memory, so the database is a new file each time.

use std::{
    fs,
    io::Write,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;

use self::stage::{Setting, Stage};
use super::{Failure, serve::Signals};
use crate::{clock::ManualClock, process_lock::ProcessLock};

mod seed;
pub mod stage;

/// What the folder of a sandbox's own database is called before the process id.
const FOLDER: &str = "trellis-sandbox-";

/// What the database in it is called.
const DATABASE: &str = "trellis.db";

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
                let temp = std::env::temp_dir();
                sweep(&temp);
                let folder = temp.join(format!("{FOLDER}{}", std::process::id()));
                fs::create_dir_all(&folder).map_err(Failure::fault)?;
                Ok(Self { path: folder.join(DATABASE), folder: Some(folder) })
            }
        }
    }

    fn forget(&self) {
        if let Some(folder) = &self.folder
            && let Err(error) = fs::remove_dir_all(folder)
        {
            tracing::warn!(%error, "the sandbox's database could not be taken away");
        }
    }
}

/// Takes away what sandboxes that were killed left behind. One that still runs holds its database's lock, and one that is
/// just starting has not made that lock's file yet; what belongs to somebody else stays.
fn sweep(temp: &Path) {
    let Ok(entries) = fs::read_dir(temp) else { return };
    for folder in entries.flatten().filter(is_sandbox).map(|entry| entry.path()) {
        let database = folder.join(DATABASE);
        if database.with_extension("db.lock").exists()
            && let Ok(_lock) = ProcessLock::take(&database)
            && let Err(error) = fs::remove_dir_all(&folder)
        {
            tracing::warn!(%error, "the database of an earlier sandbox could not be taken away");
        }
    }
}

fn is_sandbox(entry: &fs::DirEntry) -> bool {
    let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
    is_folder && entry.file_name().to_str().is_some_and(|name| name.starts_with(FOLDER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_sandbox_left_is_taken_away_and_nothing_else() {
        let temp = std::env::temp_dir().join(format!("trellis-sweep-{}", std::process::id()));
        let folder = |name: &str| {
            let folder = temp.join(name);
            fs::create_dir_all(&folder).unwrap();
            folder.join(DATABASE)
        };
        let killed = folder("trellis-sandbox-1");
        fs::write(&killed, "").unwrap();
        drop(ProcessLock::take(&killed).unwrap());
        let alive = folder("trellis-sandbox-2");
        let _lock = ProcessLock::take(&alive).unwrap();
        let (starting, other) = (folder("trellis-sandbox-3"), folder("trellis"));
        drop(ProcessLock::take(&other).unwrap());
        sweep(&temp);
        let stays = [&killed, &alive, &starting, &other].map(|it| it.parent().unwrap().exists());
        assert_eq!(stays, [false, true, true, true]);
        fs::remove_dir_all(temp).unwrap();
    }
}
