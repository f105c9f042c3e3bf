//! What Trellis does for people, a feature per file or folder.

use crate::{
    app::App,
    slack::{answer::Answer, inbound::Inbound},
};

/// Takes one thing that happened to the feature it belongs to and returns what rides back on the acknowledgement.
pub async fn dispatch(app: &App, inbound: Inbound) -> Answer {
    let _ = (app, inbound);
    Answer::Nothing
}
