//! The only folder that knows slack-morphism, Block Kit and Slack's JSON.
//!
//! Wire types stop here: what comes in is converted once to [`inbound::Inbound`], what goes out is built by
//! [`blocks`]. Nothing in here decides anything about mentorship.

pub mod action;
pub mod answer;
pub mod blocks;
pub mod client;
pub mod command;
pub mod inbound;
pub mod plain;
pub mod signature;
