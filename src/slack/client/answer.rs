//! Sorts what came back from Slack, or did not, into an [`Outcome`].
//!
//! slack-morphism's errors print the body of the answer, and that may hold private text or a token. So they end in
//! this file: their kind and Slack's code go on, the rest is dropped.

use std::time::Duration;

use hyper_util::client::legacy;
use serde_json::Value;
use slack_morphism::errors::{SlackClientError, SlackClientHttpProtocolError};

use super::outcome::{Cause, Outcome, Refusal};

/// How long to wait when Slack says "too fast" without saying for how long.
const UNSAID_WAIT: Duration = Duration::from_secs(30);

/// An answer with status 200: done if Slack says so and everything that is needed is in it.
pub(super) fn accept<T>(answer: &Value, read: impl FnOnce(&Value) -> Option<T>) -> Outcome<T> {
    let said_ok = answer.get("ok").and_then(Value::as_bool) == Some(true);
    match said_ok.then(|| read(answer)).flatten() {
        Some(value) => Outcome::Done(value),
        None => Outcome::Unknown(Cause::Unparsable),
    }
}

/// A call that failed. Whatever is not a definite no is unknown.
pub(super) fn sort<T>(error: SlackClientError) -> Outcome<T> {
    match error {
        SlackClientError::ApiError(error) => refused(&error.code),
        SlackClientError::RateLimitError(error) => {
            Outcome::RetryAfter(error.retry_after.unwrap_or(UNSAID_WAIT))
        }
        SlackClientError::HttpError(error) => {
            Outcome::Unknown(Cause::Status(error.status_code.as_u16()))
        }
        SlackClientError::HttpProtocolError(error) => transport(&error),
        SlackClientError::SystemError(_) | SlackClientError::EndOfStream(_) => {
            Outcome::Unknown(Cause::Cut)
        }
        SlackClientError::ProtocolError(_) | SlackClientError::SocketModeProtocolError(_) => {
            Outcome::Unknown(Cause::Unparsable)
        }
    }
}

fn refused<T>(code: &str) -> Outcome<T> {
    match code {
        // The last one is of a file that was about to be shared.
        "internal_error" | "fatal_error" | "file_update_failed" => {
            Outcome::Unknown(Cause::Internal)
        }
        "ratelimited" | "rate_limited" => Outcome::RetryAfter(UNSAID_WAIT),
        code => Outcome::Refused(Refusal::from_code(code)),
    }
}

/// A failure below HTTP, or of a request that could not even be put together.
fn transport<T>(error: &SlackClientHttpProtocolError) -> Outcome<T> {
    let Some(cause) = &error.cause else { return Outcome::Unknown(Cause::Cut) };
    if let Some(error) = cause.downcast_ref::<legacy::Error>() {
        return trouble(error);
    }
    let never_built = cause.is::<hyper::http::Error>() || cause.is::<url::ParseError>();
    if never_built { Outcome::NotSent(Cause::BadAddress) } else { Outcome::Unknown(Cause::Cut) }
}

/// A connection that did not come about carried nothing; one that broke may have carried everything.
pub(super) fn trouble<T>(error: &legacy::Error) -> Outcome<T> {
    if error.is_connect() {
        Outcome::NotSent(Cause::NoConnection)
    } else {
        Outcome::Unknown(Cause::Cut)
    }
}
