//! `trellis serve`: puts the parts together in order, and takes them apart in order.
//!
//! Nothing is waited for that Slack may keep us waiting for: the token is checked beside everything else, and `/readyz`
//! says how that went. The lock outlives all work, so that a process that follows finds nobody writing.

use std::{io, sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::Failure;
use crate::{
    app::App,
    clock::{Clock, ManualClock, SystemClock},
    config::Config,
    domain::zone::Zones,
    drafts::Drafts,
    features::home,
    outbox,
    preview::Previewer,
    previews::Previews,
    process_lock::ProcessLock,
    scheduler,
    server::{self, Door, Readiness},
    slack::client::{
        Slack,
        outcome::{Outcome, Verdict},
    },
    store::Db,
    telemetry::field,
    turns::Turns,
};

/// How long everything together has to end after SIGTERM or SIGINT.
const DRAIN: Duration = Duration::from_secs(5);
/// How soon the token is tried again when Slack did not answer, at first and at most.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));
/// How often an accepted token is tried again: an uninstallation is not always told.
const PROBE: Duration = Duration::from_secs(60 * 60);
const TOKEN_REFUSED: &str =
    "Slack refuses SLACK_BOT_TOKEN: install the app again and give the bot its new token";

/// Runs the bot until SIGTERM or SIGINT.
pub(super) async fn run(config: Config) -> Result<(), Failure> {
    let signals = Signals::listen().map_err(Failure::fault)?;
    let _lock = ProcessLock::take(&config.database)?;
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        Failure::fault(format!("TRELLIS_LISTEN: cannot listen on {}: {error}", config.listen))
    })?;
    let clock = clock(&config);
    let app = assemble(config, clock).await?;
    let shutdown = CancellationToken::new();
    let (door, told) = (Door::default(), shutdown.clone());
    app.spawn(async move {
        signals.first().await;
        told.cancel();
    });
    app.spawn(introduce(app.clone(), door.readiness.clone(), shutdown.clone()));
    app.spawn(scheduler::run(app.clone(), shutdown.clone()));
    app.spawn(scheduler::run_drafts(app.clone(), shutdown.clone()));
    app.spawn(outbox::run(app.clone(), shutdown.clone()));
    app.spawn(Previewer::new(app.clone()).run(shutdown.clone()));
    if let Ok(address) = listener.local_addr() {
        tracing::info!({ field::ADDRESS } = %address, "listening");
    }
    serve(app, (listener, door), shutdown).await;
    Ok(())
}

/// Serves until `shutdown`, after which everything in progress has [`DRAIN`] to end.
async fn serve(app: App, (listener, door): (TcpListener, Door), shutdown: CancellationToken) {
    let tasks = app.tasks.clone();
    let (app, typed) = (app.clone(), app);
    let everything = async {
        server::serve(app, listener, door, shutdown.clone()).await;
        // Nothing more is typed from here on; what was is written down first, whatever else takes longer.
        scheduler::keep_all_drafts(&typed).await;
        tasks.close();
        tasks.wait().await;
    };
    let patience = async {
        shutdown.cancelled().await;
        tracing::info!("stopping");
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        () = everything => tracing::info!("stopped"),
        () = patience => {
            tracing::warn!({ field::COUNT } = tasks.len(), "stopped with work in progress; the next start takes it up");
        }
    }
}

/// What asks the program to end.
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Takes the signals over from here on, so that one that comes during the start is not lost.
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Ends with the first SIGTERM or SIGINT.
    pub(super) async fn first(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// The clock the settings ask for.
pub fn clock(config: &Config) -> Arc<dyn Clock> {
    match config.rehearsal {
        None => Arc::new(SystemClock::start()),
        Some(rehearsal) => {
            Arc::new(ManualClock::anchored(rehearsal.base, rehearsal.since, rehearsal.speed))
        }
    }
}

/// Opens the database and makes everything the parts share. The caller holds the database's lock.
///
/// # Errors
/// A fault when the database or the client for Slack cannot be had.
pub async fn assemble(config: Config, clock: Arc<dyn Clock>) -> Result<App, Failure> {
    let db = Db::open(&config.database).await.map_err(Failure::fault)?;
    assemble_around(db, config, clock)
}

/// The same around a database that is open.
///
/// # Errors
/// A fault when the client for Slack cannot be had.
pub(super) fn assemble_around(
    db: Db,
    config: Config,
    clock: Arc<dyn Clock>,
) -> Result<App, Failure> {
    let slack = Slack::new(&config.api_url, config.bot_token.clone())
        .map_err(Failure::fault)?
        .with_clock(Arc::clone(&clock));
    let zones = match &config.tzdir {
        Some(directory) => Zones::from_directory(directory).map_err(Failure::fault)?,
        None => Zones::bundled(),
    };
    Ok(App {
        db,
        slack,
        clock,
        clock_check: Arc::default(),
        config: Arc::new(config),
        zones: Arc::new(zones),
        tasks: TaskTracker::new(),
        poke: Arc::default(),
        reading: Arc::default(),
        homes: Turns::new(home::PACE),
        drafts: Drafts::default(),
        previews: Previews::default(),
    })
}

/// Shows Slack the token until it is accepted, and every hour after that, and says in `readiness` how it went.
async fn introduce(app: App, readiness: Readiness, shutdown: CancellationToken) {
    let (mut retry, longest) = RETRY;
    loop {
        let pause = match app.slack.auth_test().await {
            Outcome::Done(_) => {
                readiness.slack_accepts();
                retry = RETRY.0;
                PROBE
            }
            Outcome::Refused(no) if no.verdict() == Verdict::Later => longest,
            Outcome::Refused(no) => {
                readiness.slack_refuses();
                tracing::error!({ field::REASON } = no.code(), "{TOKEN_REFUSED}");
                longest
            }
            Outcome::RetryAfter(pause) => pause,
            Outcome::NotSent(cause) | Outcome::Unknown(cause) => {
                tracing::warn!({ field::REASON } = %cause, "Slack was not asked about SLACK_BOT_TOKEN");
                let pause = retry;
                retry = (retry * 2).min(longest);
                pause
            }
        };
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = app.clock.wait(pause) => {}
        }
    }
}
