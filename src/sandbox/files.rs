//! Files: asked for, put, shared, and taken from the page.
//!
//! Storage and Slack's JSON for it. The steps and their codes are in `web_api/files.rs`. A file is kept as long as the
//! workspace lives.

use serde_json::{Value, json};

use super::{
    conversations::Ts,
    posting::Draft,
    workspace::{BOT_USER, State, Workspace},
};
use jiff::Timestamp;

/// A file on its way, or there.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) name: String,
    /// How long its owner said it is.
    pub(super) length: usize,
    /// The last part of the address its bytes go to.
    pub(super) place: String,
    /// What was put there.
    pub(super) bytes: Option<Vec<u8>>,
    /// Whether it was shared, or finished without being shared.
    pub(super) is_finished: bool,
}

/// Where a file is shared.
pub(super) struct Spot {
    pub(super) channel: String,
    pub(super) parent: Option<Ts>,
}

impl State {
    /// A place for a file of this name and length: the id of the file and the address of the place.
    pub(super) fn make_place(&mut self, name: String, length: usize) -> (String, String) {
        let id = self.id('F');
        let place = format!("p{}", self.number());
        let origin = self.uploads_at.clone().unwrap_or_else(|| self.origin.clone());
        let address = format!("{origin}/upload/v1/{place}");
        let stored = Stored { name, length, place, bytes: None, is_finished: false };
        self.files.insert(id.clone(), stored);
        (id, address)
    }

    /// Says a file in a conversation. It must have been put there.
    pub(super) fn share(&mut self, files: &[(String, String)], spot: Spot, now: Timestamp) -> Ts {
        let shown = files.iter().filter_map(|(id, title)| {
            let stored = self.files.get(id)?;
            let origin = &self.origin;
            let address = format!("{origin}/files/{id}/{}", stored.name);
            Some(json!({
                "id": id,
                "created": now.as_second(),
                "timestamp": now.as_second(),
                "name": stored.name,
                "title": title,
                "user": BOT_USER,
                "mode": "hosted",
                "is_external": false,
                "is_public": false,
                "size": stored.length,
                "url_private": address,
                "url_private_download": address,
                "file_access": "visible",
            }))
        });
        let files: Vec<Value> = shown.collect();
        let draft = Draft { parent: spot.parent, files, ..Draft::default() };
        self.post_as(BOT_USER, &spot.channel, draft, now)
    }
}

impl Workspace {
    /// From now on places for files are offered under this origin (`https://elsewhere.example`), as by somebody who
    /// stands between the bot and Slack.
    pub fn offer_uploads_at(&self, origin: &str) {
        self.change(|state| state.uploads_at = Some(origin.to_owned()));
    }

    /// What is in a file that was shared, by its id.
    pub fn file(&self, id: &str) -> Option<Vec<u8>> {
        self.look(|state| {
            let stored = state.files.get(id).filter(|stored| stored.is_finished)?;
            stored.bytes.clone()
        })
    }
}
