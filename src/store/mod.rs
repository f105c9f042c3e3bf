//! The file.

use std::path::Path;

use jiff::Timestamp;

/// The database.
#[derive(Debug, Clone)]
pub struct Db {}

/// Why the database did not open.
#[derive(Debug, thiserror::Error)]
#[error("the database did not open")]
pub struct OpenError;

impl Db {
    /// Opens the file and applies every migration.
    ///
    /// # Errors
    /// When the file cannot be opened or migrated.
    pub async fn open(path: &Path, now: Timestamp) -> Result<Self, OpenError> {
        let _ = (path, now);
        Ok(Self {})
    }

    /// True when a read comes back.
    pub async fn answers(&self) -> bool {
        true
    }
}
