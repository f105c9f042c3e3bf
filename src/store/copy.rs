//! A copy of the file in this process's memory, for what is only tried out.
//!
//! The file itself is read through a connection of its own that cannot write, so neither the writer nor a reader of the
//! running bot is kept, and nothing of the copy ever touches a disk. When the copy is closed it is gone.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

use sqlx::{
    ConnectOptions, Connection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{BUSY_TIMEOUT, Db, OpenError, check_version, make_salt};

/// SQLite's file system that is memory; what is open under a name there is one database for the whole process.
const MEMORY: &str = "memdb";

static COPIES: AtomicU64 = AtomicU64::new(0);

impl Db {
    /// A copy of this database as it is now.
    ///
    /// # Errors
    /// When the file cannot be read, or does not fit into memory.
    pub async fn copy(&self) -> Result<Self, OpenError> {
        copy(&self.readers.connect_options()).await
    }

    /// A copy of the database in a file, which another process may be writing to; the copy is brought up to date, and the
    /// file is not. Nothing is created when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read, does not fit into memory, or was written by a newer version.
    pub async fn copy_of(path: &Path) -> Result<Self, OpenError> {
        let live = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false)
            .read_only(true)
            .busy_timeout(BUSY_TIMEOUT);
        copy(&live).await
    }
}

async fn copy(live: &SqliteConnectOptions) -> Result<Db, OpenError> {
    let name = format!("/trellis-copy-{}", COPIES.fetch_add(1, Ordering::Relaxed));
    let options = SqliteConnectOptions::new()
        .filename(&name)
        .vfs(MEMORY)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(true);
    // The memory lives as long as a connection to it does. One is enough: whoever tries something out does one thing
    // after the other.
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    check_version(&pool).await?;
    let mut live = live.connect().await?;
    let into = format!("file:{name}?vfs={MEMORY}");
    let copied = sqlx::query("vacuum into ?").bind(into).execute(&mut live).await;
    live.close().await?;
    copied?;
    sqlx::migrate!("./migrations").run(&pool).await?;
    let salt = make_salt(&pool).await?.into();
    Ok(Db { writer: pool.clone(), readers: pool, salt })
}
