//! Trellis: a Slack bot that runs an asynchronous mentorship programme.
//!
//! One binary, one SQLite file. A mentee writes a check-in every week, their mentor answers it in writing, each in
//! their own working hours; everything else serves that.
//!
//! # Layers
//!
//! ```text
//! domain  <-  store, slack  <-  features  <-  scheduler, outbox, server, sandbox, cli  <-  main
//! ```
//!
//! Nothing imports to the right, and features do not know each other; `tests/tidy` holds both.
//!
//! - [`domain`]: the rules, pure. It takes `now` and returns decisions.
//! - [`store`]: the file. One store file per table family, transaction first; all SQL there is.
//! - [`slack`]: the only folder that knows slack-morphism, Block Kit and Slack's JSON.
//! - [`features`]: what the bot does for people, a feature per folder, and the explicit lists of all of it.
//! - [`scheduler`]: plans what is due. [`outbox`]: says it, exactly once.
//! - [`server`]: the HTTP door. [`sandbox`]: a small, strict Slack workspace that knows nothing of the bot.
//! - [`preview`]: the coming days, lived through on a copy; [`previews`]: who waits to see them.
//! - [`cli`], [`config`], [`process_lock`], [`telemetry`], [`app`], [`clock`], [`drafts`], [`turns`]: a process around all
//!   that.
//!
//! # How a command flows
//!
//! `server` proves the request to be Slack's and parses it into [`slack::inbound::Inbound`];
//! [`features::dispatch`] reads the time once, finds out who is speaking, opens the one transaction, calls the feature
//! and commits; only then is Slack answered. A modal is opened by a tracked task beside the answer.
//!
//! # How a word that is being typed flows
//!
//! Every change of a form that keeps drafts brings the whole form along; it takes the place of the older state in
//! [`drafts`], in memory, and Slack is answered. The scheduler writes down what is due, once a second per form at most;
//! Save draft, a close, a look at the form on another device and the end of the process write it down at once.
//!
//! # How a prompt flows
//!
//! `scheduler::tick` calls the planners in [`features::planners::plan`]; what is due becomes a row of the outbox under a
//! key that exists once. `outbox` claims the row, looks again whether it is still wanted, renders it from the state of
//! that moment, asks whether its reader has room for something unasked ([`domain::attention`]), writes the intent to
//! disk, sends, and records. An outcome nobody knows is looked up before anything is sent again ([`domain::delivery`]
//! says why).
//!
//! # How a pair's way flows
//!
//! What comes up on a day of its own in the life of a pair (the agreement, the guide, tips, goals, a review, a step) is a
//! row under that day of the mentee's calendar. [`features::occasions`] takes it to its feature, which sets when it comes
//! again. What the two have agreed on, and the phase they are in, is put together in [`features::terms`]; whatever asks or
//! promises reads it there. When a pair is over, [`features::schedule::ending`] stops all of it.
//!
//! # Invariants
//!
//! - Four doors ask the clock: dispatch, tick, deliver, and the signature check. Below them `now` is an argument.
//! - A submission is acknowledged after its commit; a message is enqueued in the transaction that deserves it.
//! - Nothing waits for the network inside a transaction.
//! - Ids in payloads select; the signed envelope says who; [`features::access`] is the one place that decides.
//! - What people write is shown as rich text or plain text and stands in no log, error, metadata or fallback text.
//! - What a tick or a click costs follows what is due, not how much exists.

pub mod domain;

pub mod slack;
pub mod store;

pub mod features;

pub mod outbox;
pub mod scheduler;
pub mod server;

pub mod sandbox;

pub mod app;
pub mod cli;
pub mod clock;
pub mod clock_check;
pub mod config;
pub mod drafts;
pub mod pace;
pub mod preview;
pub mod previews;
pub mod process_lock;
pub mod telemetry;
pub mod turns;
