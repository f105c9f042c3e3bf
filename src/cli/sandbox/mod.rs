//! `trellis sandbox`: the bot beside a small workspace on this machine, with a programme that has lived some weeks.

use std::path::PathBuf;

use super::Failure;

pub mod stage;

/// Runs until the program is told to end.
pub(super) async fn run(port: u16, db: Option<PathBuf>) -> Result<(), Failure> {
    let _ = (port, db);
    Err(Failure::fault("this version has no sandbox"))
}
