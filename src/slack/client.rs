//! The dozen Web API calls the bot makes.

/// The Web API.
#[derive(Debug, Clone)]
pub struct Slack {}
