//! `trellis import`: proposes the pairs of a roster.
//!
//! What a roster may say is decided elsewhere. The bot must be stopped meanwhile, as for everything that writes to its file;
//! when it starts again, everybody is asked in their own hours.

use std::path::PathBuf;

use super::{
    Failure,
    holidays::read,
    serve::{assemble, clock},
};
use crate::{
    config::Config,
    domain::roster::LARGEST,
    features::{
        Error,
        roster::{self, Order, Run},
    },
    process_lock::ProcessLock,
};

/// What was asked for.
pub(super) struct Import {
    /// The file (.csv).
    pub(super) file: PathBuf,
    /// Who proposes.
    pub(super) lead: Option<String>,
    /// Whether the roster is taken.
    pub(super) run: Run,
}

/// Reads the file and proposes its pairs; nothing changes when it is refused, or when it is only looked at.
pub(super) async fn import(config: Config, asked: Import) -> Result<(), Failure> {
    let file = read(&asked.file, LARGEST).map_err(|error| {
        Failure::fault(format!("{} cannot be read: {error}", asked.file.display()))
    })?;
    let _lock = ProcessLock::take(&config.database)?;
    let clock = clock(&config);
    let app = assemble(config, clock).await?;
    let order = Order { file: &file, lead: asked.lead.as_deref(), run: asked.run };
    let said = roster::import(&app, order).await;
    app.db.close().await;
    match said {
        Ok(said) => tracing::info!("{said}"),
        Err(Error::Refused(sentence)) => return Err(Failure::fault(sentence)),
        Err(Error::Over(_)) => return Err(Failure::fault("the pair has ended")),
        Err(Error::Fault(fault)) => return Err(Failure::fault(fault)),
        Err(Error::Fields(fields)) => {
            let sentences: Vec<String> = fields.into_iter().map(|(_, it)| it).collect();
            return Err(Failure::fault(sentences.join(" ")));
        }
    }
    Ok(())
}
