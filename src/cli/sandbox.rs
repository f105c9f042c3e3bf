//! `trellis sandbox`: the bot beside a small workspace on this machine.

use std::path::PathBuf;

use super::Failure;

/// Runs until the program is told to end.
pub(super) async fn run(port: u16, db: Option<PathBuf>) -> Result<(), Failure> {
    let _ = (port, db);
    Err(Failure::fault("this version has no sandbox"))
}
