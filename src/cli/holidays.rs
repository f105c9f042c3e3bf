//! `trellis holidays import`: takes a calendar file into the programme's list.
//!
//! What a calendar may say is decided elsewhere. The bot must be stopped meanwhile, as for everything that writes to
//! its file; when it starts again, everybody's dates follow.

use std::{fs::File, io::Read, path::Path};

use super::Failure;
use crate::{
    clock::{Clock, SystemClock},
    config::Upkeep,
    domain::{holidays::ics, zone::Zones},
    features::{self, Error},
    process_lock::ProcessLock,
    store::Db,
};

/// Reads the file and writes its days down; nothing changes when it is refused.
pub(super) async fn import(upkeep: Upkeep, path: &Path) -> Result<(), Failure> {
    let file = read(path, ics::LARGEST)
        .map_err(|error| Failure::fault(format!("{} cannot be read: {error}", path.display())))?;
    let _lock = ProcessLock::take(&upkeep.database)?;
    let db = Db::open(&upkeep.database).await.map_err(Failure::fault)?;
    let mut tx = db.write().await.map_err(Failure::fault)?;
    let (zones, now) = (Zones::bundled(), SystemClock::start().now());
    let said = match features::holidays::import(&mut tx, (&zones, now), &file).await {
        Ok(said) => said,
        Err(Error::Refused(sentence)) => return Err(Failure::fault(sentence)),
        Err(Error::Over(_)) => return Err(Failure::fault("the pair has ended")),
        Err(Error::Fault(fault)) => return Err(Failure::fault(fault)),
        Err(Error::Fields(fields)) => {
            let sentences: Vec<String> = fields.into_iter().map(|(_, it)| it).collect();
            return Err(Failure::fault(sentences.join(" ")));
        }
    };
    tx.commit().await.map_err(Failure::fault)?;
    db.close().await;
    tracing::info!("{said}");
    Ok(())
}

/// As much of the file as decides whether it is too large, and no more.
pub(super) fn read(path: &Path, largest: usize) -> std::io::Result<Vec<u8>> {
    let enough = u64::try_from(largest).unwrap_or(u64::MAX).saturating_add(1);
    let mut file = Vec::new();
    File::open(path)?.take(enough).read_to_end(&mut file)?;
    Ok(file)
}
