//! Bringing a file into a conversation: ask for a place, put the bytes there, share it.
//!
//! Until it is shared nobody sees anything of it, so whoever calls this may begin anew; sharing is what must not be
//! repeated. Slack scans a file before it shows it and answers earlier, so nobody learns here under which time stamp it
//! stands. Bytes go to the two places Slack may name and to no other, without the token, and no redirect is followed.

use std::fmt;

use serde_json::{Value, json};
use slack_morphism::{
    SlackClientApiCallContext, SlackClientHttpConnector, errors::SlackClientError,
};
use url::Url;

use super::{
    Slack, answer,
    outcome::{Cause, Outcome},
    transport,
};
use crate::domain::ids::{SlackChannel, SlackTs};

/// Where Slack takes files.
const FILES_HOST: &str = "files.slack.com";

/// What the upload address is called where Slack asked to wait: it is no method and has no other name.
const UPLOAD: &str = "upload";

/// A small file of ours.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called when somebody saves it.
    pub name: &'static str,
    /// What stands over it in the conversation.
    pub title: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// A place for one file's bytes. Whoever knows its address may put something there, so it is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct UploadPlace {
    url: Url,
    file: String,
}

impl fmt::Debug for UploadPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadPlace").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Slack {
    /// Asks for a place for a file's bytes.
    ///
    /// An address that is neither Slack's for files nor of the host we were told to call is not taken: `NotSent` with
    /// [`Cause::BadAddress`], whatever Slack may offer next time.
    pub async fn upload_place(&self, file: &File) -> Outcome<UploadPlace> {
        let arguments =
            [("filename", file.name.to_owned()), ("length", file.bytes.len().to_string())];
        let offered = self.get("files.getUploadURLExternal", &arguments, |answer| {
            let url = answer.get("upload_url")?.as_str()?.to_owned();
            let file = answer.get("file_id").and_then(Value::as_str).filter(|id| !id.is_empty())?;
            Some((url, file.to_owned()))
        });
        let (url, file) = match offered.await.or_end() {
            Ok(offered) => offered,
            Err(end) => return end,
        };
        match self.takes_files(&url) {
            Some(url) => Outcome::Done(UploadPlace { url, file }),
            None => Outcome::NotSent(Cause::BadAddress),
        }
    }

    /// Puts a file's bytes where Slack said.
    pub async fn upload(&self, place: &UploadPlace, file: &File) -> Outcome<()> {
        if let Some(left) = self.waits.as_ref().and_then(|waits| waits.left(UPLOAD)) {
            return Outcome::RetryAfter(left);
        }
        let Some(line) = &self.line else { return Outcome::NotSent(Cause::Held) };
        let span = tracing::Span::none();
        let context = SlackClientApiCallContext {
            rate_control_params: None,
            token: None,
            tracing_span: &span,
            is_sensitive_url: true,
        };
        let connector = &line.client.http_api.connector;
        let kind = "application/octet-stream".to_owned();
        let call =
            connector.http_post_uri_binary::<Value>(place.url.clone(), kind, &file.bytes, context);
        let outcome = match tokio::time::timeout(self.timeout, call).await {
            // Slack answers here with `OK` and the length, and what matters is the status.
            Ok(Ok(_) | Err(SlackClientError::ProtocolError(_))) => Outcome::Done(()),
            Ok(Err(error)) => answer::sort(error),
            Err(_) => Outcome::Unknown(Cause::Timeout),
        };
        if let (Outcome::RetryAfter(wait), Some(waits)) = (&outcome, &self.waits) {
            waits.told(UPLOAD, *wait);
        }
        tracing::debug!(method = UPLOAD, outcome = outcome.kind(), "called Slack");
        outcome
    }

    /// Shares what was put there, in a conversation or in a thread of it. From here on people may see it.
    pub async fn share(
        &self,
        (place, file): (&UploadPlace, &File),
        channel: &SlackChannel,
        thread: Option<&SlackTs>,
    ) -> Outcome<()> {
        let mut arguments = json!({
            "files": [{ "id": place.file, "title": file.title }],
            "channel_id": channel.as_str(),
        });
        if let Some(thread) = thread {
            arguments["thread_ts"] = thread.as_str().into();
        }
        self.post_json("files.completeUploadExternal", &arguments, |_| Some(())).await
    }

    /// The address, if files may go there.
    pub(super) fn takes_files(&self, url: &str) -> Option<Url> {
        let url = Url::parse(url).ok()?;
        let api = &self.line.as_ref()?.api;
        let bare = url.username().is_empty() && url.password().is_none();
        let of_api = url.scheme() == api.scheme()
            && url.host() == api.host()
            && url.port_or_known_default() == api.port_or_known_default();
        let known = match url.scheme() {
            "https" => (url.host_str() == Some(FILES_HOST) && url.port().is_none()) || of_api,
            "http" => of_api && transport::is_here(&url),
            _ => false,
        };
        (bare && known).then_some(url)
    }
}
