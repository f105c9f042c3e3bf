//! The dozen Web API calls the bot makes, each with one of five outcomes.
//!
//! The transport is slack-morphism's client with its rate control off: it knows no channels and no disk, so waiting is
//! the outbox's business. Nothing in here retries, and nothing decides what an outcome means for a person; a method
//! that Slack asked to leave alone is not called, and that is all. Slack's
//! answers are read from raw JSON, because typed history refuses a whole page for one number in anybody's metadata.

mod answer;
mod channels;
mod conversations;
pub mod files;
pub mod messages;
pub mod outcome;
pub mod people;
mod transport;
pub mod views;
mod waits;

use std::{fmt, io, sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use slack_morphism::{
    SlackApiToken, SlackApiTokenValue, SlackClient, SlackClientApiCallContext,
    SlackClientHttpConnector, errors::SlackClientError,
};
use url::Url;

use self::{
    outcome::{Cause, Outcome},
    transport::Transport,
    waits::Waits,
};
use crate::clock::Clock;

/// How long a call may take before its outcome is unknown.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The Web API. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Slack {
    /// `None` for one that leads nowhere.
    line: Option<Arc<Line>>,
    timeout: Duration,
    waits: Option<Arc<Waits>>,
}

struct Line {
    client: SlackClient<Transport>,
    bare: transport::Bare,
    token: SlackApiToken,
    api: Url,
}

impl fmt::Debug for Slack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let api = self.line.as_ref().map(|line| line.api.as_str());
        f.debug_struct("Slack").field("api", &api).finish_non_exhaustive()
    }
}

/// Why the Web API cannot be reached at the given address at all.
#[derive(Debug, thiserror::Error)]
pub enum BadAddress {
    /// It is no absolute http or https address with a host.
    #[error("it is not an address like https://slack.com/api")]
    NotAnAddress,
    /// The token would travel unencrypted.
    #[error("plain http is for addresses of this machine only")]
    PlainHttp,
    /// This machine's certificate authorities could not be read.
    #[error("the certificate authorities of this machine could not be read")]
    Certificates(#[source] io::Error),
    /// The TLS library refused its settings.
    #[error("TLS could not be set up")]
    Tls(#[source] rustls::Error),
}

impl Slack {
    /// The Web API at `api_url` (`https://slack.com/api`), spoken to with a bot token.
    ///
    /// # Errors
    ///
    /// If the address cannot be used; plain http is accepted for this machine only.
    pub fn new(api_url: &str, token: SecretString) -> Result<Self, BadAddress> {
        let api_url = api_url.trim_end_matches('/');
        let api = Url::parse(api_url).map_err(|_| BadAddress::NotAnAddress)?;
        let (client, bare) = transport::open(&api, api_url)?;
        let token = SlackApiToken::new(SlackApiTokenValue(token.expose_secret().to_owned()));
        Ok(Self {
            line: Some(Arc::new(Line { client, bare, token, api })),
            timeout: TIMEOUT,
            waits: None,
        })
    }

    /// A Web API that is not there: it holds no connection and no token, and whatever is called is not sent.
    pub fn nowhere() -> Self {
        Self { line: None, timeout: TIMEOUT, waits: None }
    }

    /// The same with another bound on how long a call may take.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The same, and a method that Slack asked to leave alone is not called before that time by this clock: the outcome
    /// is `RetryAfter` with what is left of it, and nothing leaves.
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.waits = Some(Arc::new(Waits::new(clock)));
        self
    }

    /// Calls a method with JSON and reads its answer.
    async fn post_json<T>(
        &self,
        method: &str,
        arguments: &Value,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Outcome<T> {
        let Some(line) = &self.line else { return Outcome::NotSent(Cause::Held) };
        let session = line.client.open_session(&line.token);
        let call = session.http_session_api.http_post::<Value, Value>(method, arguments, None);
        self.settle(method, call, read).await
    }

    /// Calls a reading method with a query, since those do not all take JSON, and reads its answer.
    async fn get<T>(
        &self,
        method: &str,
        arguments: &[(&'static str, String)],
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Outcome<T> {
        let Some(line) = &self.line else { return Outcome::NotSent(Cause::Held) };
        let session = line.client.open_session(&line.token);
        let arguments: Vec<(&str, Option<&str>)> =
            arguments.iter().map(|(name, value)| (*name, Some(value.as_str()))).collect();
        let call = session.http_session_api.http_get::<Value, _, _>(method, &arguments, None);
        self.settle(method, call, read).await
    }

    /// Posts JSON without a token to an address Slack gave us.
    async fn post_elsewhere(&self, url: Url, body: &Value) -> Outcome<()> {
        let Some(line) = &self.line else { return Outcome::NotSent(Cause::Held) };
        let span = tracing::Span::none();
        let context = SlackClientApiCallContext {
            rate_control_params: None,
            token: None,
            tracing_span: &span,
            is_sensitive_url: true,
        };
        let connector = &line.client.http_api.connector;
        let call = connector.http_post_uri::<Value, Value>(url, body, context);
        match tokio::time::timeout(self.timeout, call).await {
            // Slack answers here with the word `ok`, in JSON or without, and nothing says under which content type.
            Ok(Ok(_) | Err(SlackClientError::ProtocolError(_))) => Outcome::Done(()),
            Ok(Err(SlackClientError::HttpError(error))) if error.status_code.as_u16() == 404 => {
                Outcome::Refused(outcome::Refusal::ExpiredUrl)
            }
            Ok(Err(error)) => answer::sort(error),
            Err(_) => Outcome::Unknown(Cause::Timeout),
        }
    }

    async fn settle<T>(
        &self,
        method: &str,
        call: impl Future<Output = Result<Value, SlackClientError>>,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Outcome<T> {
        if let Some(left) = self.waits.as_ref().and_then(|waits| waits.left(method)) {
            return Outcome::RetryAfter(left);
        }
        let outcome = match tokio::time::timeout(self.timeout, call).await {
            Ok(Ok(answer)) => answer::accept(&answer, read),
            Ok(Err(error)) => answer::sort(error),
            Err(_) => Outcome::Unknown(Cause::Timeout),
        };
        if let (Outcome::RetryAfter(wait), Some(waits)) = (&outcome, &self.waits) {
            waits.told(method, *wait);
        }
        tracing::debug!(method, outcome = outcome.kind(), "called Slack");
        outcome
    }
}

#[cfg(test)]
mod tests;
