//! The unchanged bot on a workspace of its own: real HTTP both ways, one clock for both.
//!
//! The sandbox and every story live on a stage. Nothing ticks by itself here: whoever holds the stage lets the bot
//! live on, so a test can stop time and a visitor can jump a week.

use std::{net::SocketAddr, path::Path, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use tokio::{net::TcpListener, sync::Mutex};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    app::App,
    cli::{Failure, serve::assemble_around},
    clock::{Clock, ManualClock},
    config::Config,
    features::Error,
    outbox::{Sender, Work},
    preview::Previewer,
    sandbox::{
        time_machine::{Later, TimeTravel},
        workspace::Workspace,
    },
    scheduler,
    server::{self, Door},
    store::{Db, outbox},
    telemetry::field,
};

/// The secret both sides of the stage know.
const SIGNING_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";

/// The longest that the bot's pace alone holds anything back.
const PACE: SignedDuration = SignedDuration::from_secs(6);

/// The least step of a clock that keeps pace.
const STEP: SignedDuration = SignedDuration::from_millis(50);

/// How often the bot may find more to do before it is taken to be going in circles.
const MOST_ROUNDS: usize = 10_000;

/// Where the stage stands.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The bot's database.
    pub database: &'a Path,
    /// Where the workspace listens.
    pub listen: SocketAddr,
    /// Who leads, as Slack ids with commas between them; empty means every admin.
    pub leads: &'a str,
}

/// A workspace and the bot in it.
pub struct Stage {
    /// The workspace.
    pub workspace: Workspace,
    /// Where its page is.
    pub address: SocketAddr,
    /// The bot.
    pub bot: Arc<Bot>,
    server: CancellationToken,
    tasks: TaskTracker,
    config: Config,
}

/// The bot without its own loops.
pub struct Bot {
    /// What the bot is made of.
    pub app: App,
    clock: ManualClock,
    sender: Sender,
    previewer: Previewer,
    never: CancellationToken,
    turn: Mutex<()>,
}

impl Stage {
    /// Sets the workspace up and the bot beside it.
    ///
    /// # Errors
    /// When a port, the database or the manifest cannot be had.
    pub async fn set(setting: Setting<'_>, clock: ManualClock) -> Result<Self, Failure> {
        let tasks = TaskTracker::new();
        let workspace = Workspace::start(clock.clone(), tasks.clone()).map_err(Failure::fault)?;
        let listener = TcpListener::bind(setting.listen).await.map_err(|error| {
            Failure::fault(format!(
                "cannot listen on {}: {error}. Choose another port with --port.",
                setting.listen
            ))
        })?;
        let address = workspace.serve(listener).map_err(Failure::fault)?;
        let config = config(&workspace, setting)?;
        let (bot, server) = enter(&workspace, &tasks, config.clone()).await?;
        Ok(Self { workspace, address, bot, server, tasks, config })
    }

    /// Lets the bot in again after [`strike`](Self::strike), on the same database and the same clock.
    ///
    /// # Errors
    /// When a port or the database cannot be had.
    pub async fn enter_again(&mut self) -> Result<(), Failure> {
        (self.bot, self.server) = enter(&self.workspace, &self.tasks, self.config.clone()).await?;
        Ok(())
    }

    /// Takes the stage down: the bot drains, the database closes, the workspace stays.
    pub async fn strike(&self) {
        self.server.cancel();
        self.bot.app.tasks.wait().await;
        scheduler::keep_all_drafts(&self.bot.app).await;
        self.bot.app.db.close().await;
    }
}

/// Starts the bot beside the workspace and makes them known to each other.
async fn enter(
    workspace: &Workspace,
    tasks: &TaskTracker,
    config: Config,
) -> Result<(Arc<Bot>, CancellationToken), Failure> {
    let clock = workspace.clock().clone();
    let listener = TcpListener::bind(config.listen).await.map_err(Failure::fault)?;
    let ears = listener.local_addr().map_err(Failure::fault)?;
    let db = Db::open_for_play(&config.database).await.map_err(Failure::fault)?;
    let app = assemble_around(db, config, Arc::new(clock.clone()))?;
    app.tasks.close();
    let (server, door) = (CancellationToken::new(), Door::default());
    door.readiness.slack_accepts();
    tasks.spawn(server::serve(app.clone(), listener, door, server.clone()));
    workspace.connect(&format!("http://{ears}"), SIGNING_SECRET);
    let bot = Arc::new(Bot {
        sender: Sender::new(app.clone()),
        previewer: Previewer::new(app.clone()),
        app,
        clock,
        never: CancellationToken::new(),
        turn: Mutex::default(),
    });
    bot.sender.recover().await.map_err(|_| Failure::fault("the outbox could not be settled"))?;
    workspace.set_time_travel(bot.clone());
    scheduler::mind_the_gap(&bot.app)
        .await
        .map_err(|_| Failure::fault("a silence could not be looked at"))?;
    Ok((bot, server))
}

fn config(workspace: &Workspace, setting: Setting<'_>) -> Result<Config, Failure> {
    let database = setting.database.display().to_string();
    let api_url = workspace.api_url();
    let value = |name: &str| match name {
        "SLACK_BOT_TOKEN" => Some(workspace.bot_token().to_owned()),
        "SLACK_SIGNING_SECRET" => Some(SIGNING_SECRET.to_owned()),
        "SLACK_API_URL" => Some(api_url.clone()),
        "TRELLIS_LISTEN" => Some("127.0.0.1:0".to_owned()),
        "TRELLIS_DATABASE" => Some(database.clone()),
        "TRELLIS_LEADS" => Some(setting.leads.to_owned()),
        _ => None,
    };
    Ok(Config::read(value)?)
}

impl Bot {
    /// Lets the bot do everything that is due now, and nothing that is due later. Where only the bot's own pace holds
    /// something back and the clock stands still, the clock moves on by that pace.
    pub async fn live(&self) {
        let _turn = self.turn.lock().await;
        self.app.tasks.wait().await;
        for _ in 0..MOST_ROUNDS {
            match self.round().await {
                Ok(Work::Some) => {}
                Ok(Work::None) if self.keep_pace().await => {}
                Ok(Work::None | Work::Held) => return,
                Err(error) => {
                    tracing::error!({ field::ERROR } = ?error, "the bot could not go on");
                    return;
                }
            }
        }
        tracing::error!("the bot goes in circles");
    }

    /// One round of planning and saying.
    async fn round(&self) -> Result<Work, Error> {
        scheduler::keep_drafts(&self.app).await;
        let reading = scheduler::read_threads(&self.app).await?;
        let planned = scheduler::tick(&self.app).await? || reading;
        let planned = self.previewer.work_off().await || planned;
        let said = self.sender.deliver(&self.never).await?;
        self.app.tasks.wait().await;
        Ok(match said.work {
            Work::None if planned => Work::Some,
            other @ (Work::Some | Work::None | Work::Held) => other,
        })
    }

    /// Moves a standing clock on by the bot's own pace when only that holds something back. True when it moved.
    async fn keep_pace(&self) -> bool {
        if self.clock.speed() > 0 {
            return false;
        }
        let Ok(mut tx) = self.app.db.read().await else { return false };
        let Ok(Some(at)) = outbox::find_earliest(&mut tx).await else { return false };
        let now = self.clock.now();
        let held_back = at.duration_since(now) <= PACE;
        if held_back {
            self.clock.advance_to(at.max(now.saturating_add(STEP).unwrap_or(now)));
        }
        held_back
    }

    /// The instant of the next thing the bot is going to do unasked. While its clock is in doubt, that is asking Slack
    /// again.
    pub async fn next_due(&self) -> Option<Timestamp> {
        let now = self.app.clock.now();
        if let Some(wait) = self.app.clock_check.asks_again_in(&*self.app.clock).await {
            let wait = SignedDuration::try_from(wait).ok()?;
            return now.checked_add(wait).ok();
        }
        scheduler::next_due(&self.app).await.ok().flatten().map(|at| at.max(now))
    }
}

impl TimeTravel for Bot {
    fn next_due(&self) -> Later<'_, Option<Timestamp>> {
        Box::pin(self.next_due())
    }

    fn settle(&self) -> Later<'_, ()> {
        Box::pin(self.live())
    }
}
