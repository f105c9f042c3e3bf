//! Settings.

/// What the bot was told at start.
#[derive(Debug, Clone)]
pub struct Config {}
