//! How long a full outbox takes, against what the limit of 240 a minute alone costs.

use std::{collections::BTreeSet, time::Duration};

use jiff::SignedDuration;
use trellis::{clock::Clock, sandbox::observed::PostSeen};

use crate::{
    RealTime, Size,
    acknowledgement::memory,
    bot::Bot,
    figures::{head, line, ratio},
    town::{Town, due},
};

/// How fast the clock runs.
const SPEED: u32 = 30;

/// How long one message takes at 240 a minute.
const EVERY: Duration = Duration::from_millis(250);

/// How many times the floor is waited for.
const PATIENCE: u32 = 3;

/// Prints how long the prompts took, and what went wrong.
pub(crate) async fn run(size: Size, time: &RealTime) {
    let count = u32::try_from(size.prompts).unwrap_or(u32::MAX);
    let floor = EVERY * count;
    head(&format!("Drain, {count} prompts due at one instant, clock ×{SPEED}"));
    // A few real seconds of run-up: the bot is up and idle when everybody falls due.
    let town = Town::build(size.prompts, SignedDuration::from_mins(-2)).await;
    town.workspace.enforce_limits();
    let bot = Bot::start(&town, SPEED, time);
    let calls = || town.workspace.calls("chat.postMessage");
    let deadline = due() + SignedDuration::try_from(floor * PATIENCE).unwrap_or_default();
    while calls() < size.prompts && town.clock.now() < deadline {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // Long enough on this clock for a message that was given up for lost to be said again.
    tokio::time::sleep(Duration::from_secs(5)).await;
    let posts = town.workspace.posts();
    let took = posts.iter().map(|post| post.at.duration_since(due())).max().unwrap_or_default();
    let took = Duration::try_from(took).unwrap_or_default();
    line("by the bot's clock", clock_time(took));
    line("the floor: 240 a minute", clock_time(floor));
    line("  ratio (aim 1.05)", ratio(took, floor));
    line("calls that were refused, 429 and all", calls().saturating_sub(posts.len()));
    line("  of them inside a Retry-After", town.workspace.calls_inside_retry_after());
    line("said twice", posts.len() - distinct(&posts, |post| format!("{:?}", post.metadata)));
    let reached = distinct(&posts, |post| post.channel.clone());
    line("never said", size.prompts.saturating_sub(reached));
    line("problems the workspace saw", town.workspace.problems().len());
    line("warnings in the bot's log", bot.warnings());
    line("memory after all this", memory(&bot));
}

fn distinct(posts: &[PostSeen], what: impl Fn(&PostSeen) -> String) -> usize {
    posts.iter().map(what).collect::<BTreeSet<_>>().len()
}

fn clock_time(time: Duration) -> String {
    format!("{} min {:04.1} s", time.as_secs() / 60, time.as_secs_f64() % 60.0)
}
