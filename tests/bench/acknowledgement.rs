//! How soon Slack hears back: on a schedule of 200 a second, and as fast as 16 connections can.

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use trellis::store::{
    Db,
    instance::{self, Fact},
};

use crate::{
    RealTime, Size,
    bot::Bot,
    figures::{Times, head, line, ms, per_second, ratio},
    requests::{Kind, Requests},
    town::Town,
    traffic::{self, Outcomes, RATE},
};

/// The aim for the 99th percentile.
const AIM: Duration = Duration::from_millis(10);

/// How many connections ask back to back.
const CONNECTIONS: usize = 16;

/// How many commits the disk's own floor is taken from.
const COMMITS: usize = 300;

/// Prints the figures of `/checkin` and of submissions.
pub(crate) async fn run(size: Size, time: &RealTime) {
    head(&format!("Acknowledgement, {} pairs", size.pairs));
    // Just before everybody is due, so that the outbox and the planner work while people ask.
    let town = Arc::new(Town::build(size.pairs, SignedDuration::from_secs(-2)).await);
    let commit = commit_floor(&town, time).await;
    line("one bare commit to this disk", &commit);
    let bot = Bot::start(&town, 1, time);
    for (name, kind) in [("/checkin", Kind::Command), ("submission", Kind::Submission)] {
        let requests = Requests::new(&town, &bot.origin, kind);
        let before = bot.cpu();
        let open = traffic::on_schedule(&requests, size.open, time).await;
        scheduled(name, &open);
        settle(&town, time).await;
        let closed = traffic::back_to_back(&requests, (CONNECTIONS, size.closed), time).await;
        let rate = per_second(closed.latency.count(), closed.span);
        line(&format!("{name}, {CONNECTIONS} connections"), format!("{rate:.0} a second"));
        line("", &closed.latency);
        if kind == Kind::Submission {
            let floor = 1.0 / commit.median().as_secs_f64();
            line("  of one bare commit after another", format!("{:.3}", rate / floor));
        }
        line("  errors", closed.errors);
        settle(&town, time).await;
        if let (Some(before), Some(after)) = (before, bot.cpu()) {
            let each = (after - before) / u32::try_from(requests.made()).unwrap_or(u32::MAX);
            line("  the bot's processor time for each, all in", ms(each));
        }
        if kind == Kind::Command {
            let opened = town.workspace.calls("views.open");
            line("  modals asked for, of commands", format!("{opened} of {}", requests.made()));
        }
    }
    line("prompts sent meanwhile", town.workspace.calls("chat.postMessage"));
    line("warnings in the bot's log", bot.warnings());
    line("memory after all this", memory(&bot));
}

fn scheduled(name: &str, open: &Outcomes) {
    line(&format!("{name}, {RATE} a second on schedule"), &open.latency);
    line("  p99 to the aim of 10 ms", ratio(open.latency.at(990), AIM));
    line("  errors", open.errors);
    line("  the generator's own lateness", &open.lateness);
}

/// Resident memory in words.
pub(crate) fn memory(bot: &Bot) -> String {
    bot.memory().map_or("not known here".to_owned(), |megabytes| format!("{megabytes:.1} MB"))
}

/// What the smallest synced commit costs on this disk: no submission can be answered sooner.
async fn commit_floor(town: &Town, time: &RealTime) -> Times {
    let db = Db::open(&town.database()).await.unwrap();
    let mut times = Times::default();
    for number in 0..COMMITS {
        let before = time.monotonic();
        let mut tx = db.write().await.unwrap();
        // A last tick in the first second of 1970 is a silence like that of a new file.
        instance::update(&mut tx, Fact::LastTick, &number.to_string()).await.unwrap();
        tx.commit().await.unwrap();
        times.add(time.monotonic() - before);
    }
    db.close().await;
    times
}

/// Waits until the bot has stopped calling: what it shows after its answers is part of the load before.
async fn settle(town: &Town, time: &RealTime) {
    let calls = || ["views.open", "views.publish"].map(|method| town.workspace.calls(method));
    let patience = time.monotonic() + Duration::from_secs(30);
    let mut before = calls();
    while time.monotonic() < patience {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let now = calls();
        if now == before {
            return;
        }
        before = now;
    }
}
