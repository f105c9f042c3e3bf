//! Whether a tick or a click costs more when more pairs exist that it does not concern.

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use trellis::{
    app::App,
    cli,
    config::Config,
    scheduler,
    store::weeks::{self, Scheduled},
};

use crate::{
    RealTime, Size,
    bot::Bot,
    figures::{Times, head, line, ms, ratio},
    requests::{Kind, Requests},
    town::{SECRET, Town, due, week},
    traffic,
};

/// How many pairs fall due together, whatever the size of the programme.
const DUE_TOGETHER: usize = 10;

/// Weeks that are lived through.
const WEEKS: usize = 20;

/// Ticks with nothing due.
const IDLE_TICKS: usize = 500;

/// How long one person after another types `/checkin`.
const ASKING: Duration = Duration::from_secs(2);

/// The same few things in a small and in a large programme.
struct Costs {
    idle_tick: Times,
    due_tick: Times,
    checkin: Times,
}

/// Prints each cost at both sizes, and how many times the one is the other.
pub(crate) async fn run(size: Size, time: &RealTime) {
    let [few, many] = size.growth;
    head(&format!("Growth, from {few} to {many} pairs"));
    let (before, after) = (costs(few, time).await, costs(many, time).await);
    let grew = |what: &str, one: &Times, other: &Times| {
        let (one, other) = (one.median(), other.median());
        line(what, format!("p50 {} → {} · ratio {}", ms(one), ms(other), ratio(other, one)));
    };
    grew("a tick with nothing due", &before.idle_tick, &after.idle_tick);
    grew(&format!("a tick with {DUE_TOGETHER} due"), &before.due_tick, &after.due_tick);
    grew("/checkin over one connection", &before.checkin, &after.checkin);
}

async fn costs(pairs: usize, time: &RealTime) -> Costs {
    let town = Arc::new(Town::build(pairs, SignedDuration::from_hours(-48)).await);
    let app = assemble(&town).await;
    postpone_all_but(DUE_TOGETHER, &town, &app).await;
    let mut idle_tick = Times::default();
    for _ in 0..IDLE_TICKS {
        idle_tick.add(tick(&app, time).await);
    }
    let mut due_tick = Times::default();
    town.clock.advance_to(due());
    for _ in 0..WEEKS {
        due_tick.add(tick(&app, time).await);
        town.clock.advance(Duration::from_secs(7 * 24 * 60 * 60));
    }
    app.db.close().await;
    let bot = Bot::start(&town, 1, time);
    let requests = Requests::new(&town, &bot.origin, Kind::Command);
    let asked = traffic::back_to_back(&requests, (1, ASKING), time).await;
    assert_eq!(asked.errors, 0, "a refusal costs less than an answer");
    Costs { idle_tick, due_tick, checkin: asked.latency }
}

async fn tick(app: &App, time: &RealTime) -> Duration {
    let before = time.monotonic();
    scheduler::tick(app).await.unwrap();
    time.monotonic() - before
}

/// The bot's parts in this process, so that a tick can be timed alone.
async fn assemble(town: &Town) -> App {
    let config = Config::read(|name| match name {
        "SLACK_BOT_TOKEN" => Some(town.workspace.bot_token().to_owned()),
        "SLACK_SIGNING_SECRET" => Some(SECRET.to_owned()),
        "SLACK_API_URL" => Some(town.workspace.api_url()),
        "TRELLIS_DATABASE" => Some(town.database().display().to_string()),
        _ => None,
    });
    cli::assemble(config.unwrap(), Arc::new(town.clock.clone())).await.unwrap()
}

/// The pairs after the first few are due in a year.
async fn postpone_all_but(few: usize, town: &Town, app: &App) {
    let mut tx = app.db.write().await.unwrap();
    for couple in town.couples.iter().skip(few) {
        let later = due() + SignedDuration::from_hours(24 * 7 * 52);
        let next = Scheduled { pair: couple.pair, week: week().plus(52), due_at: later };
        weeks::update_next(&mut tx, next).await.unwrap();
    }
    tx.commit().await.unwrap();
}
