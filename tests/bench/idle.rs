//! What a bot that has nothing to do holds in memory.

use std::time::Duration;

use jiff::SignedDuration;

use crate::{
    RealTime, Size,
    bot::Bot,
    figures::{head, line},
    town::Town,
};

/// The aim, in megabytes.
const AIM: f64 = 30.0;

/// How long the bot is left alone.
const QUIET: Duration = Duration::from_secs(5);

/// Prints resident memory two days before anything is due.
pub(crate) async fn run(size: Size, time: &RealTime) {
    head(&format!("Idle, {} pairs, after {} s", size.pairs, QUIET.as_secs()));
    let town = Town::build(size.pairs, SignedDuration::from_hours(-48)).await;
    let bot = Bot::start(&town, 1, time);
    tokio::time::sleep(QUIET).await;
    match bot.memory() {
        Some(megabytes) => {
            line("resident memory", format!("{megabytes:.1} MB"));
            line("  to the aim of 30 MB", format!("{:.3}", megabytes / AIM));
        }
        None => line("resident memory", "not known here"),
    }
}
