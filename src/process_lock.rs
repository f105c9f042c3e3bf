//! One process for one database.
//!
//! A second Trellis on the same file would send the first one's messages again, so whoever writes holds the operating
//! system's lock on a small file beside the database. The system lets go of it when the process ends, however it ends:
//! there is no lease to run out, no stale file to remove and no take-over. The lock says nothing about programs that
//! only read, and it does not reach across machines that share a network file system.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// The right to write to one database; given back when dropped.
#[derive(Debug)]
pub struct ProcessLock {
    /// Open for as long as the lock is held; nothing is written to it.
    _file: File,
}

/// Why the lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error(
        "another Trellis is running on {}: stop that one first, or give this one another TRELLIS_DATABASE",
        .database.display()
    )]
    Held {
        /// The database both want.
        database: PathBuf,
    },
    /// The lock's file cannot be used.
    #[error("the lock beside the database, {}, cannot be taken", .lock.display())]
    Unusable {
        /// The lock's file.
        lock: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl ProcessLock {
    /// Takes the lock of `database`, which need not exist yet, without waiting.
    ///
    /// # Errors
    /// [`LockError::Held`] when another process has it, [`LockError::Unusable`] when the file beside the database can
    /// not be made or locked.
    pub fn take(database: &Path) -> Result<Self, LockError> {
        let lock = lock_path(database);
        let unusable = |source| LockError::Unusable { lock: lock.clone(), source };
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&lock)
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held { database: database.to_owned() }),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}

/// `<database>.lock`, beside the file itself and not beside a link to it, so that two names for one file share a lock.
fn lock_path(database: &Path) -> PathBuf {
    let mut path: OsString = match fs::canonicalize(database) {
        Ok(itself) => itself.into(),
        Err(_) => database.into(),
    };
    path.push(".lock");
    path.into()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn place(name: &str) -> PathBuf {
        let place =
            std::env::temp_dir().join(format!("trellis-lock-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&place));
        fs::create_dir_all(&place).unwrap();
        place
    }

    #[test]
    fn a_second_one_is_refused_until_the_first_lets_go() {
        let database = place("second").join("trellis.db");
        let first = ProcessLock::take(&database).unwrap();
        let refused = ProcessLock::take(&database).unwrap_err();
        assert!(matches!(refused, LockError::Held { .. }));
        assert!(refused.to_string().contains("another Trellis is running on"));
        drop(first);
        ProcessLock::take(&database).unwrap();
        fs::remove_dir_all(database.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_link_to_the_database_shares_its_lock() {
        let place = place("link");
        let (database, link) = (place.join("trellis.db"), place.join("also.db"));
        fs::write(&database, "").unwrap();
        symlink(&database, &link).unwrap();
        let _first = ProcessLock::take(&database).unwrap();
        assert!(matches!(ProcessLock::take(&link), Err(LockError::Held { .. })));
        fs::remove_dir_all(place).unwrap();
    }

    #[test]
    fn nobody_else_may_read_the_lock() {
        let place = place("mode");
        let _lock = ProcessLock::take(&place.join("trellis.db")).unwrap();
        let mode = fs::metadata(place.join("trellis.db.lock")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::remove_dir_all(place).unwrap();
    }

    #[test]
    fn a_lock_that_cannot_be_made_is_another_kind_of_trouble() {
        let nowhere = ProcessLock::take(Path::new("/nowhere/at/all/trellis.db"));
        assert!(matches!(nowhere, Err(LockError::Unusable { .. })));
    }
}
