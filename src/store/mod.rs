//! The file.

/// The database.
#[derive(Clone)]
pub struct Db {}
