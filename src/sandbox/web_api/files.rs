//! `files.*`: a place for a file, its bytes, and sharing it.
//!
//! Slack's documentation says which codes there are and not when each is given; a thread that is not there is refused as
//! for a message. The address that takes the bytes knows statuses only.
//!
//! Codes: `missing_argument`, `invalid_arguments`, `file_not_found`, `channel_not_found`, `not_in_channel`,
//! `is_archived`, `user_disabled`, `thread_not_found`, `missing_scope`.

use axum::{
    body::{Body, Bytes},
    extract::{Path, State as Shared},
    http::{HeaderMap, Response, StatusCode, header},
};
use serde_json::{Value, json};

use super::{Call, Refusal, Reply};
use crate::sandbox::{
    faults::Misbehaviour, files::Spot, limits::Tier, listener::cut, workspace::Workspace,
};

/// What the address that takes bytes is called among methods, for faults, limits and counts.
const UPLOAD: &str = "upload";

impl Call<'_> {
    /// `files.getUploadURLExternal`
    pub(super) fn get_upload_url(&mut self) -> Reply {
        self.need("files:write")?;
        let name = self.arguments.text("filename").ok_or("missing_argument")?;
        let length = self.arguments.text("length").ok_or("missing_argument")?;
        let length: usize = length.parse().map_err(|_| "invalid_arguments")?;
        if length == 0 {
            return Err("missing_argument".into());
        }
        let (file, address) = self.state.make_place(name, length);
        Ok(json!({ "upload_url": address, "file_id": file }))
    }

    /// `files.completeUploadExternal`: every file must have been put there, and none been shared before.
    pub(super) fn complete_upload(&mut self) -> Reply {
        self.need("files:write")?;
        let files = self.named_files()?;
        let known = |(id, _): &(String, String)| {
            let stored = self.state.files.get(id);
            stored.is_some_and(|stored| stored.bytes.is_some() && !stored.is_finished)
        };
        if !files.iter().all(known) {
            return Err("file_not_found".into());
        }
        let spot = match self.arguments.text("channel_id") {
            None => None,
            Some(_) => {
                let channel = self.writable("channel_id")?;
                let parent = self.thread(&channel)?;
                Some(Spot { channel, parent })
            }
        };
        for (id, _) in &files {
            if let Some(stored) = self.state.files.get_mut(id) {
                stored.is_finished = true;
            }
        }
        match spot {
            Some(spot) => drop(self.state.share(&files, spot, self.now)),
            None => self.state.problem(self.now, "a file was uploaded and shared with nobody"),
        }
        let named = files.iter().map(|(id, title)| json!({ "id": id, "title": title }));
        Ok(json!({ "files": named.collect::<Vec<Value>>() }))
    }

    /// The ids and titles of what is to be finished.
    fn named_files(&self) -> Result<Vec<(String, String)>, Refusal> {
        let files = self.arguments.json("files").ok_or("invalid_arguments")?;
        let files =
            files.as_array().filter(|files| !files.is_empty()).ok_or("invalid_arguments")?;
        files
            .iter()
            .map(|file| {
                let id = file["id"].as_str().ok_or("invalid_arguments")?.to_owned();
                let title = file["title"].as_str().unwrap_or_default().to_owned();
                Ok((id, title))
            })
            .collect()
    }
}

/// Takes the bytes of a file: a 200, or a status that says no.
pub(super) async fn upload(
    Shared(workspace): Shared<Workspace>,
    Path(place): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let _busy = workspace.busy();
    let now = workspace.now();
    workspace
        .change_unseen(|state| *state.observed.calls.entry(UPLOAD.to_owned()).or_default() += 1);
    if headers.contains_key(header::AUTHORIZATION) {
        workspace.change(|state| state.problem(now, "a token was sent along with a file"));
    }
    let waits = workspace.change_unseen(|state| state.limits.check(UPLOAD, Tier::Four, None, now));
    if let Some(seconds) = waits {
        return workspace.too_many(seconds);
    }
    let take = || workspace.take(&place, &body);
    match workspace.change(|state| state.faults.for_call(UPLOAD)) {
        None => take(),
        Some(Misbehaviour::RateLimited(seconds)) => {
            workspace.change(|state| state.limits.tell_to_wait(UPLOAD, seconds, now));
            workspace.too_many(seconds)
        }
        Some(Misbehaviour::ServerError(status)) => workspace.broken(status),
        Some(Misbehaviour::ServerErrorAfter(status)) => {
            drop(take());
            workspace.broken(status)
        }
        Some(Misbehaviour::CutBefore) => cut(),
        // Nobody sees a file before it is shared, so it does not matter when the bytes arrive.
        Some(Misbehaviour::CutAfter | Misbehaviour::LateAccept(_)) => {
            drop(take());
            cut()
        }
        Some(Misbehaviour::Slow(real)) => {
            tokio::time::sleep(real).await;
            take()
        }
        // It has no codes of its own, and an answer it makes no sense of is still a 200.
        Some(Misbehaviour::ErrorCode(_)) => workspace.broken(400),
        Some(
            Misbehaviour::ErrorCodeAfter(_)
            | Misbehaviour::Garbage
            | Misbehaviour::DuplicateEvents
            | Misbehaviour::ReorderEvents
            | Misbehaviour::DropEvents
            | Misbehaviour::CloseWithoutValues
            | Misbehaviour::RefuseCharts,
        ) => take(),
    }
}

impl Workspace {
    /// Puts bytes into a place: once, and exactly as many as were announced.
    fn take(&self, place: &str, bytes: &Bytes) -> Response<Body> {
        let status = self.change(|state| {
            let stored = state.files.values_mut().find(|stored| stored.place == place);
            match stored.filter(|stored| stored.bytes.is_none()) {
                None => StatusCode::NOT_FOUND,
                Some(stored) if stored.length != bytes.len() => StatusCode::BAD_REQUEST,
                Some(stored) => {
                    stored.bytes = Some(bytes.to_vec());
                    StatusCode::OK
                }
            }
        });
        let text = match status {
            StatusCode::OK => format!("OK - {}", bytes.len()),
            _ => "Failed".to_owned(),
        };
        let mut response = self.dated(Response::new(Body::from(text)));
        *response.status_mut() = status;
        response
    }
}
