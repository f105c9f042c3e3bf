//! `kill -9` in a loop on the real program, with the sandbox's workspace as an observer that outlives it.
//!
//! Both live by one clock that runs three hundred times as fast (sixty in the long run), so that ninety seconds of quiet are a third of a second.
//! The short run is part of every test run; the long one is asked for:
//!
//! ```text
//! cargo test --release --test kill -- --ignored --nocapture
//! ```
//!
//! Nothing here waits for a fixed time to be right: the moments of the kills are drawn from a seed, and everything else
//! waits for a process to say something or for the database to hold it.

mod bot;
mod calls;
mod lab;

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use trellis::sandbox::{
    acting::{Press, Submitted},
    faults::Misbehaviour,
};

use bot::Bot;
use lab::{Account, Lab, answers};

/// How large a run is.
struct Run {
    pairs: usize,
    /// How many of them have just agreed to a call, whose file goes out.
    calls: usize,
    kills: usize,
    writers: usize,
    seed: u64,
    speed: u32,
    /// How many seconds of the rehearsal a bot lives at most.
    life: u64,
}

/// Many times what the short run takes; only a bot that does nothing takes longer.
const STUCK: Duration = Duration::from_secs(240);

const UNSETTLED: &str =
    "select (select count(*) from outbox where state in ('ready', 'sending', 'unknown'))
          + (select count(*) from schedules where due_at <= 1000 * unixepoch('2026-11-02T00:05:00Z'))";
const SENT_AGAIN: &str = "select count(*) from outbox where attempt > 1";
const FINISHED_HALF: &str =
    "select count(*) from drafts where fields like '%\"Finished half of\"%'";
const ALL_COUNTS: &str = "select count(*) from drafts where fields like '%\"That it all counts\"%'";
const SHARE: &str = "files.completeUploadExternal";
const SENDING: &str = "select count(*) from outbox where state = 'sending'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_it_loses_nothing_and_says_nothing_twice() {
    let run =
        Run { pairs: 400, calls: 0, kills: 30, writers: 20, seed: 1, speed: lab::SHORT, life: 90 };
    // A bot that stops sending must fail this test, not hold it up for ever.
    let unknown = tokio::time::timeout(STUCK, rehearse(run)).await;
    assert_eq!(unknown.expect("the bot has stopped sending"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_it_brings_files_it_brings_none_twice_and_the_button_brings_the_rest() {
    let run =
        Run { pairs: 40, calls: 40, kills: 15, writers: 0, seed: 3, speed: lab::SHORT, life: 240 };
    let unknown = tokio::time::timeout(STUCK, rehearse(run)).await.expect("the bot is stuck");
    assert!(unknown > 0, "no file went unanswered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes many minutes"]
async fn ten_thousand_prompts_and_a_thousand_kills() {
    rehearse(Run {
        pairs: 10_000,
        calls: 2_000,
        kills: 1_000,
        writers: 2_000,
        seed: 2,
        speed: lab::LONG,
        life: 45,
    })
    .await;
}

/// How many files went unanswered.
async fn rehearse(run: Run) -> usize {
    let lab = Lab::with_calls((run.pairs, run.calls), run.speed).await;
    lab.misbehave(run.seed);
    // The one step of a file that people see is so slow at first that kills fall into it, and then it is not answered.
    lab.workspace.misbehave(Misbehaviour::Slow(Duration::from_millis(100)), SHARE, 20);
    lab.workspace.misbehave(Misbehaviour::CutAfter, SHARE, 2);
    let all_written = AtomicBool::new(false);
    let ((), written) = tokio::join!(
        kill_again_and_again(&lab, &run, &all_written),
        write_all(&lab, &run, &all_written)
    );
    let account = lab.account().await;
    eprintln!(
        "{} kills, {} prompts, {} acknowledged check-ins: {} lost, {} duplicated, {} unaccounted; {} sent, {:?} not",
        run.kills,
        account.prompts,
        written.len(),
        account.lost,
        account.duplicated,
        account.unaccounted,
        account.sent,
        account.others,
    );
    eprintln!(
        "{} took several attempts, {} looks, {} calls inside a Retry-After",
        lab.number(SENT_AGAIN).await,
        lab.workspace.calls("conversations.history"),
        lab.workspace.calls_inside_retry_after(),
    );
    assert_eq!((account.lost, account.duplicated, account.unaccounted), (0, 0, 0), "{account:?}");
    assert_eq!(account.prompts, run.pairs);
    assert_taken_in(&lab, &written).await;
    assert_eq!(written.len(), run.writers);
    let unknown = if run.calls == 0 { 0 } else { lab.ask_for_files().await };
    eprintln!("{} calendar files came, {unknown} may have, and came when asked for", account.files);
    assert_eq!(account.files + unknown, run.calls);
    lab.tidy_up();
    unknown
}

/// Starts and kills the bot at moments of a seed, and lets the last one finish.
async fn kill_again_and_again(lab: &Lab, run: &Run, all_written: &AtomicBool) {
    let mut dice = run.seed;
    for _ in 0..run.kills {
        let bot = Bot::start(lab);
        lab.wait(roll(&mut dice, run.life)).await;
        bot.kill();
    }
    lab.workspace.behave();
    let bot = Bot::start(lab);
    while !all_written.load(Ordering::Relaxed) || lab.number(UNSETTLED).await > 0 {
        lab.wait(60).await;
    }
    assert_eq!(bot.terminate().code(), Some(0));
    assert_eq!(lab.number(SENDING).await, 0);
}

/// Some mentees write their check-ins meanwhile, and press again whenever it did not work.
async fn write_all<'a>(lab: &'a Lab, run: &Run, all_written: &AtomicBool) -> Vec<&'a str> {
    let mut written = Vec::new();
    for mentee in lab.mentees.iter().take(run.writers) {
        while !writes(lab, mentee).await {
            lab.wait(5).await;
        }
        written.push(mentee.as_str());
    }
    all_written.store(true, Ordering::Relaxed);
    written
}

/// One try; true when Slack said that the form was taken.
async fn writes(lab: &Lab, mentee: &str) -> bool {
    if lab.workspace.modal(mentee).is_none() {
        let dm = lab.workspace.app_dm(mentee);
        let Some(prompt) = lab.workspace.messages(&dm).pop() else { return false };
        let ts = prompt["ts"].as_str().unwrap_or_default();
        drop(lab.workspace.click(mentee, Press::in_message(&dm, ts, "write_checkin")).await);
        return false;
    }
    match lab.workspace.submit(mentee, &answers(mentee)).await {
        Ok(Submitted::Closed) => true,
        Ok(_) | Err(_) => false,
    }
}

/// Every acknowledged check-in is there, once, with its words.
async fn assert_taken_in(lab: &Lab, written: &[&str]) {
    let mut db = lab.read().await;
    for mentee in written {
        let query = "select count(*), sum(answers like '%only ' || ?1 || ' writes%') from checkins
                     join checkin_versions on checkin_id = checkins.id
                     join people on people.id = author_id where slack_user = ?1";
        let (count, right): (i64, Option<i64>) =
            sqlx::query_as(query).bind(mentee).fetch_one(&mut db).await.unwrap();
        assert_eq!((count, right), (1, Some(1)), "{mentee}");
    }
    let weeks: i64 =
        sqlx::query_scalar("select count(*) from (select 1 from checkins group by pair_id, week)")
            .fetch_one(&mut db)
            .await
            .unwrap();
    let rows: i64 =
        sqlx::query_scalar("select count(*) from checkins").fetch_one(&mut db).await.unwrap();
    assert_eq!((weeks, rows), (rows, i64::try_from(written.len()).unwrap()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_end_it_waits_for_slacks_answers_and_leaves_nothing_in_the_air() {
    let lab = Lab::with_pairs(60, lab::SHORT).await;
    let slow = Misbehaviour::Slow(Duration::from_millis(150));
    lab.workspace.misbehave(slow, "chat.postMessage", 100_000);
    for posts in [1, 10, 30] {
        let bot = Bot::start(&lab);
        while lab.workspace.calls("chat.postMessage") < posts {
            lab.wait(1).await;
        }
        let asked_at = lab.clock_of_the_machine();
        assert_eq!(bot.terminate().code(), Some(0));
        assert!(asked_at.elapsed() < Duration::from_secs(5));
        assert_eq!(lab.number(SENDING).await, 0, "after {posts} posts");
    }
    assert_eq!(lab.account().await.duplicated, 0);
    lab.tidy_up();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_is_typing_outlives_the_process() {
    let lab = Lab::with_pairs(1, lab::SHORT).await;
    let mentee = &lab.mentees[0];
    let bot = Bot::start(&lab);
    opens(&lab, mentee).await;
    // Asked to end in the middle of a word, it writes down what was typed last.
    lab.workspace.type_into(mentee, "tasks", "Finished half of").await.unwrap();
    assert_eq!(bot.terminate().code(), Some(0));
    assert_eq!(lab.number(FINISHED_HALF).await, 1);
    // Killed, it has lost nothing that is older than a second.
    let bot = Bot::start(&lab);
    lab.workspace.type_into(mentee, "learned", "That it all counts").await.unwrap();
    while lab.number(ALL_COUNTS).await == 0 {
        lab.wait(1).await;
    }
    bot.kill();
    let _bot = Bot::start(&lab);
    lab.workspace.close(mentee).await.unwrap();
    opens(&lab, mentee).await;
    let form = lab.workspace.modal(mentee).unwrap().to_string();
    assert!(form.contains("Finished half of") && form.contains("That it all counts"));
    lab.tidy_up();
}

/// Somebody presses the button of the newest message until the form is open.
async fn opens(lab: &Lab, mentee: &str) {
    while lab.workspace.modal(mentee).is_none() {
        writes(lab, mentee).await;
        lab.wait(5).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_one_runs_another_ends_at_once_and_says_why() {
    let lab = Lab::with_pairs(5, lab::SHORT).await;
    let first = Bot::start(&lab);
    for _ in 0..3 {
        let second = Bot::command(&lab).output().unwrap();
        assert_eq!(second.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&second.stderr).contains("another Trellis is running on"));
    }
    while lab.number(UNSETTLED).await > 0 {
        lab.wait(60).await;
    }
    assert_eq!(first.terminate().code(), Some(0));
    let account = lab.account().await;
    let expected = Account { sent: 5, prompts: 5, ..Account::default() };
    assert_eq!(account, expected);
    lab.tidy_up();
}

/// A seeded number below `sides`.
fn roll(dice: &mut u64, sides: u64) -> u64 {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*dice >> 33) % sides
}
