//! Stands in for the real outbox until it arrives.

use tokio_util::sync::CancellationToken;

use crate::app::App;

/// Runs until `shutdown`.
pub async fn run(app: App, shutdown: CancellationToken) {
    let _ = app;
    shutdown.cancelled().await;
}
