//! The file: one SQLite database, one writer, a few readers, and one store file per aggregate.
//!
//! Store functions are free functions that take the open transaction first. They hold all the SQL there is and
//! decide nothing; names are the same everywhere: `insert / find / list / update`. Nothing here waits for the network,
//! and nothing here opens a transaction: the doors do.

use std::{path::Path, sync::Arc, time::Duration};

use jiff::{Timestamp, civil};
use sqlx::{
    Connection, Sqlite, SqlitePool, Transaction,
    migrate::MigrateError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub mod agendas;
pub mod agreements;
pub mod asides;
pub mod attention;
pub mod call_changes;
pub mod call_schedules;
pub mod calls;
pub mod cards;
pub mod challenges;
pub mod channels;
pub mod checkins;
pub mod cohorts;
mod copy;
pub mod decisions;
pub mod differences;
pub mod discussions;
pub mod drafts;
pub mod endings;
pub mod first_weeks;
pub mod follow_ups;
pub mod goals;
pub mod guides;
pub mod held;
pub mod holidays;
pub mod inbox;
pub mod independence;
pub mod instance;
pub mod journal;
pub mod leaves;
pub mod lived;
mod looks;
pub mod meetings;
pub mod memory;
pub mod occasions;
pub mod office_hours;
pub mod outbox;
pub mod owed;
pub mod pairs;
pub mod peer_reviews;
pub mod people;
pub mod posts;
pub mod programmes;
pub mod publications;
pub mod questions;
pub mod records;
pub mod rematches;
pub mod replies;
pub mod resources;
pub mod reviews;
pub mod rounds;
pub mod setups;
pub mod signs;
pub mod stats;
pub mod steps;
pub mod templates;
pub mod tips;
pub mod typed;
pub mod weeks;
pub mod wins;
pub mod write_ups;

/// SQLite releases before this one can corrupt a file in WAL mode when two connections write and checkpoint at once.
const OLDEST_SAFE_SQLITE: [u32; 3] = [3, 51, 3];

/// How long a statement waits for another process that holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// An open read or write transaction.
pub type Tx = Transaction<'static, Sqlite>;

/// Something the database could not do. It is logged once where it is handled; its text holds names of tables
/// and columns, never what people wrote.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The statement failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A row holds something this version cannot read.
    #[error("unreadable {0} in the database")]
    Unreadable(&'static str),
    /// The writer was busy for longer than the caller can wait.
    #[error("the database was busy for too long")]
    Busy,
}

/// Why the file could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The linked SQLite has a known corruption bug.
    #[error(
        "SQLite {0} can corrupt a database that is being written; at least 3.51.3 is needed. Rebuild Trellis with its own lock file."
    )]
    OldSqlite(String),
    /// The file is not a healthy database.
    #[error(
        "the database is damaged ({0}). Stop here: restore the newest backup, or copy the file away before any repair."
    )]
    Damaged(String),
    /// The file cannot be opened or read.
    #[error(
        "the database cannot be opened: {0}. Check that the folder exists and may be written by this user."
    )]
    Unopened(#[from] sqlx::Error),
    /// The tables could not be brought to this version's shape.
    #[error(
        "the database could not be brought up to date: {0}. It may have been written by a newer Trellis."
    )]
    Unmigrated(#[from] MigrateError),
    /// The file's access rights could not be narrowed to its owner.
    #[error("the database's access rights could not be set: {0}")]
    Unprotected(#[from] std::io::Error),
}

/// A handle on the file; cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    writer: SqlitePool,
    readers: SqlitePool,
    salt: Arc<str>,
}

impl Db {
    /// Opens the file, creating it if it is not there, and brings its tables up to date.
    ///
    /// Every commit is synced to disk before it counts (`synchronous=FULL`), because an acknowledged submission
    /// must survive a power cut.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, SqliteSynchronous::Full).await
    }

    /// The same for a programme that is only played: nothing waits for the disk, and a power cut may cost it.
    pub async fn open_for_play(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, SqliteSynchronous::Off).await
    }

    async fn open_with(path: &Path, synced: SqliteSynchronous) -> Result<Self, OpenError> {
        protect(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synced)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            .pragma("secure_delete", "on");
        // On a full disk SQLite ends the transaction by itself, and the pool's count of open ones is wrong from then on:
        // such a connection could never write again, so it is replaced.
        // A file of this machine does not go away between two uses, so neither pool asks before each.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .before_acquire(|writer, _| Box::pin(async { Ok(!writer.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        check_version(&writer).await?;
        check_health(&writer).await?;
        sqlx::migrate!("./migrations").run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(3)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        let salt = make_salt(&writer).await?.into();
        Ok(Self { writer, readers, salt })
    }

    /// Random, made once for this file and never shown: opaque keys are derived from it, and stay the same when
    /// the file is restored from a backup.
    pub fn salt(&self) -> &str {
        &self.salt
    }

    /// Whether a read comes back.
    pub async fn answers(&self) -> bool {
        sqlx::query_scalar::<_, i64>("select 1").fetch_one(&self.readers).await.is_ok()
    }

    /// A read transaction: one unchanging view of the file, beside the writer.
    pub async fn read(&self) -> Result<Tx, Fault> {
        Ok(self.readers.begin().await?)
    }

    /// A write transaction, from its first moment (`begin immediate`), on the one writer connection.
    ///
    /// It is rolled back unless it is committed. Nothing that waits for the network may happen before that.
    pub async fn write(&self) -> Result<Tx, Fault> {
        Ok(self.writer.begin_with("begin immediate").await?)
    }

    /// A write transaction for somebody who is waiting: gives up with [`Fault::Busy`] after `patience` of real time.
    pub async fn write_within(&self, patience: Duration) -> Result<Tx, Fault> {
        match tokio::time::timeout(patience, self.write()).await {
            Ok(tx) => tx,
            Err(_) => Err(Fault::Busy),
        }
    }

    /// Brings what stands in the log beside the file into the file and empties the log. What was deleted is in neither after
    /// that, because the file is overwritten where something is deleted. False where somebody was reading all the while.
    pub async fn empty_log(&self) -> Result<bool, Fault> {
        let (busy, _, _): (i64, i64, i64) =
            sqlx::query_as("pragma wal_checkpoint(truncate)").fetch_one(&self.writer).await?;
        Ok(busy == 0)
    }

    /// Closes every connection, so that the file is whole and can be moved.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Creates the file for its owner alone before SQLite would create it for everybody.
fn protect(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let file = std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
        file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

async fn make_salt(pool: &SqlitePool) -> Result<String, sqlx::Error> {
    sqlx::query!(
        "insert into instance (key, value) values ('salt', lower(hex(randomblob(16))))
         on conflict (key) do nothing"
    )
    .execute(pool)
    .await?;
    sqlx::query_scalar!("select value from instance where key = 'salt'").fetch_one(pool).await
}

async fn check_version(pool: &SqlitePool) -> Result<(), OpenError> {
    let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(pool).await?;
    if is_safe(&version) { Ok(()) } else { Err(OpenError::OldSqlite(version)) }
}

fn is_safe(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    parts.as_slice() >= OLDEST_SAFE_SQLITE.as_slice()
}

async fn check_health(pool: &SqlitePool) -> Result<(), OpenError> {
    let verdict: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(pool).await?;
    if verdict == "ok" { Ok(()) } else { Err(OpenError::Damaged(verdict)) }
}

/// An instant as it is stored: Unix milliseconds.
fn to_ms(at: Timestamp) -> i64 {
    at.as_millisecond()
}

fn from_ms(ms: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_millisecond(ms).map_err(|_| Fault::Unreadable("instant"))
}

fn from_ms_opt(ms: Option<i64>) -> Result<Option<Timestamp>, Fault> {
    ms.map(from_ms).transpose()
}

/// An instant to wait for. What no calendar holds is the end of time on its side, so that it stops nobody from waiting.
fn from_ms_clamped(ms: i64) -> Timestamp {
    let end = if ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(ms).unwrap_or(end)
}

fn from_day(day: &str) -> Result<civil::Date, Fault> {
    day.parse().map_err(|_| Fault::Unreadable("date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_sqlite_with_the_corruption_bug() {
        assert!(!is_safe("3.46.0"));
        assert!(!is_safe("3.51.2"));
        assert!(is_safe("3.51.3"));
        assert!(is_safe("3.52.0"));
        assert!(!is_safe("not a version"));
    }
}
