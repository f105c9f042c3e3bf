//! Trellis: a Slack bot that runs an asynchronous mentorship programme.

pub mod app;
pub mod clock;
pub mod config;
pub mod domain;
pub mod features;
pub mod sandbox;
pub mod slack;
pub mod store;
