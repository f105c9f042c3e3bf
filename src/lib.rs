//! Trellis: a Slack bot that runs an asynchronous mentorship programme.

pub mod app;
pub mod cli;
pub mod clock;
pub mod clock_check;
pub mod config;
pub mod domain;
pub mod features;
pub mod outbox;
pub mod process_lock;
pub mod sandbox;
pub mod scheduler;
pub mod server;
pub mod slack;
pub mod store;
pub mod telemetry;
