//! A small Slack workspace that runs on this machine: the first run without an account, the double every
//! story test talks to over real HTTP, and the time machine.
//!
//! It is strict where Slack is strict and misbehaves on request. It reads and writes plain JSON and imports
//! nothing from the bot's own Slack code, its store or its features: a double that shares the bot's code agrees
//! with its mistakes. Its rules come from Slack's documentation; where that is silent, the comment beside the
//! rule says what was chosen. It deliberately has no persistence, no search, no files but the app's own, and no reactions.
//!
//! In reading order:
//!
//! - `workspace.rs`: the handle and the state behind its lock
//! - `people.rs`, `conversations.rs`, `posting.rs`, `files.rs`, `views.rs`, `controls.rs`: what the workspace is made of
//! - `manifest.rs`: what `manifest.yml` grants
//! - `block_kit/`: whether blocks and views are well formed
//! - `listener.rs`, `web_api/`, `respond.rs`, `limits.rs`: what the bot calls
//! - `delivery.rs`, `retries.rs`: what the bot is told, and told again
//! - `acting/`: what people do and see
//! - `faults.rs`, `observed.rs`: what goes wrong, and what was seen
//! - `time_machine.rs`: moving the clock
//! - `screen.rs`, `page_acts.rs`, `page_routes.rs`, `page_files.rs`, `page/`: the web page

pub mod acting;
mod block_kit;
mod controls;
mod conversations;
mod delivery;
pub mod faults;
mod files;
mod limits;
mod listener;
pub mod manifest;
pub mod observed;
mod page_acts;
mod page_files;
mod page_routes;
pub mod people;
mod posting;
mod respond;
mod retries;
mod screen;
pub mod time_machine;
mod views;
mod web_api;
pub mod workspace;
