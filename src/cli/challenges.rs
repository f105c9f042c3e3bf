//! `trellis challenges add`: puts a file of challenges on the programme's list.
//!
//! What a file may say is decided elsewhere. The bot must be stopped meanwhile, as for everything that writes to its file.

use std::path::Path;

use super::{Failure, holidays::read};
use crate::{
    clock::{Clock, SystemClock},
    config::Upkeep,
    domain::{challenge::file, zone::Zones},
    features::{
        Error,
        challenges::file::{Run, import},
    },
    process_lock::ProcessLock,
    store::Db,
};

/// Reads the file and puts what is new on the list; nothing changes when it is refused, or when it is only looked at.
pub(super) async fn add(upkeep: Upkeep, path: &Path, run: Run) -> Result<(), Failure> {
    let file = read(path, file::LARGEST)
        .map_err(|error| Failure::fault(format!("{} cannot be read: {error}", path.display())))?;
    let _lock = ProcessLock::take(&upkeep.database)?;
    let db = Db::open(&upkeep.database).await.map_err(Failure::fault)?;
    let mut tx = db.write().await.map_err(Failure::fault)?;
    let (zones, now) = (Zones::bundled(), SystemClock::start().now());
    let said = match import(&mut tx, (&zones, now), (&file, run)).await {
        Ok(said) => said,
        Err(Error::Refused(sentence)) => return Err(Failure::fault(sentence)),
        Err(Error::Over(_)) => return Err(Failure::fault("the pair has ended")),
        Err(Error::Fault(fault)) => return Err(Failure::fault(fault)),
        Err(Error::Fields(fields)) => {
            let sentences: Vec<String> = fields.into_iter().map(|(_, it)| it).collect();
            return Err(Failure::fault(sentences.join(" ")));
        }
    };
    match run {
        Run::Real => tx.commit().await.map_err(Failure::fault)?,
        Run::Dry => tx.rollback().await.map_err(Failure::fault)?,
    }
    db.close().await;
    tracing::info!("{said}");
    Ok(())
}
