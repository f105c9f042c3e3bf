//! Why the program ended early, with the exit code that scripts and service managers go by.
//!
//! The codes are a promise: 0 done, 1 a fault, 2 settings to be corrected, 3 another process has the database.

use std::error::Error;

use crate::{config::Problems, process_lock::LockError};

/// Why the program ended early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Settings have to be corrected first; starting again will not help.
    #[error(transparent)]
    Settings(#[from] Problems),
    /// Another process has the database.
    #[error(transparent)]
    Locked(LockError),
    /// Anything else.
    #[error(transparent)]
    Fault(Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// A fault of any kind.
    pub fn fault(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fault(error.into())
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Fault(_) => 1,
            Self::Settings(_) => 2,
            Self::Locked(_) => 3,
        }
    }

    /// What to tell whoever typed the command: the failure and everything that led to it.
    pub fn story(&self) -> String {
        let mut story = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            story.push_str(": ");
            story.push_str(&error.to_string());
            cause = error.source();
        }
        story
    }
}

impl From<LockError> for Failure {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Held { .. } => Self::Locked(error),
            LockError::Unusable { .. } => Self::fault(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{io, path::PathBuf};

    use super::*;

    #[test]
    fn each_kind_of_failure_has_its_code() {
        let database = PathBuf::from("trellis.db");
        assert_eq!(Failure::from(LockError::Held { database }).code(), 3);
        assert_eq!(Failure::from(Problems::default()).code(), 2);
        let unusable = LockError::Unusable {
            lock: PathBuf::from("trellis.db.lock"),
            source: io::Error::from(io::ErrorKind::PermissionDenied),
        };
        let failure = Failure::from(unusable);
        assert_eq!(failure.code(), 1);
        assert!(
            failure.story().ends_with("cannot be taken: permission denied"),
            "{}",
            failure.story()
        );
    }
}
