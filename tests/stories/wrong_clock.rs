//! The bot's machine has a wrong clock, wakes from sleep, or is set while the bot runs: nobody is asked early, and nobody
//! twice.
//!
//! The workspace and the bot share a clock here; `date_skew` is how far Slack's own time is from it. So a machine that
//! slept is a jump without a skew, and a clock that was set wrong is a jump with the same skew the other way round.

use jiff::{SignedDuration, Timestamp};

use crate::world::{World, wall};

const LISBON: &str = "Europe/Lisbon";

/// The machine's clock shows something else than Slack's from here on.
fn sets_wrong(world: &World, by: SignedDuration) {
    world.clock.jump_wall_to(world.now().saturating_add(by).unwrap());
    world.stage.workspace.skew_date(-by);
}

/// Somebody sets it right again.
fn sets_right(world: &World, by: SignedDuration) {
    world.clock.jump_wall_to(world.now().saturating_sub(by).unwrap());
    world.stage.workspace.skew_date(SignedDuration::ZERO);
}

/// When Inês was asked, by the clock of that moment.
fn asked(world: &World) -> Vec<Timestamp> {
    let dm = world.stage.workspace.app_dm(&world.ines);
    let posts = world.stage.workspace.posts();
    posts.iter().filter(|post| post.channel == dm).map(|post| post.at).collect()
}

fn walls(asked: &[Timestamp]) -> Vec<String> {
    asked.iter().map(|at| wall(*at, LISBON)).collect()
}

#[tokio::test]
async fn a_machine_that_slept_over_the_due_time_asks_once_when_it_wakes() {
    let world = World::with_a_pair().await;
    let before = asked(&world).len();
    world.until(LISBON, "2026-11-06 14:00").await;
    let questions = world.stage.workspace.calls("auth.test");
    world.clock.jump_wall_to(world.now().saturating_add(SignedDuration::from_hours(2)).unwrap());
    world.stage.workspace.settle().await;
    assert_eq!(walls(&asked(&world)[before..]), ["Fri 2026-11-06 16:00"]);
    assert_eq!(world.stage.workspace.calls("auth.test"), questions + 1, "one question is enough");
    world.minutes(30).await;
    assert_eq!(world.stage.workspace.calls("auth.test"), questions + 1);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn nobody_is_asked_by_a_clock_that_is_wrong() {
    for hours in [-24 * 365, -30, -3, 3, 30, 24 * 365] {
        let wrong = SignedDuration::from_hours(hours);
        let world = World::with_a_pair().await;
        let before = asked(&world).len();
        world.until(LISBON, "2026-11-06 14:30").await;
        sets_wrong(&world, wrong);
        world.stage.workspace.advance(SignedDuration::from_mins(20)).await;
        assert_eq!(asked(&world).len(), before, "{hours} hours");
        sets_right(&world, wrong);
        world.until(LISBON, "2026-11-06 14:59").await;
        assert_eq!(asked(&world).len(), before, "{hours} hours");
        world.until(LISBON, "2026-11-06 15:05").await;
        assert_eq!(walls(&asked(&world)[before..]), ["Fri 2026-11-06 15:00"], "{hours} hours");
        world.until(LISBON, "2026-11-09 09:00").await;
        assert_eq!(asked(&world).len(), before + 2, "the reminder came too, {hours} hours");
        world.everybody_reads();
        world.ends().await;
    }
}

#[tokio::test]
async fn a_bot_that_starts_with_a_wrong_clock_waits_until_it_is_right() {
    let mut world = World::with_a_pair().await;
    let before = asked(&world).len();
    world.until(LISBON, "2026-11-06 10:00").await;
    world.bot_stops().await;
    let wrong = SignedDuration::from_hours(5);
    sets_wrong(&world, wrong);
    world.bot_starts().await;
    world.stage.workspace.advance(SignedDuration::from_mins(30)).await;
    assert_eq!(asked(&world).len(), before);
    sets_right(&world, wrong);
    world.until(LISBON, "2026-11-06 15:01").await;
    assert_eq!(walls(&asked(&world)[before..]), ["Fri 2026-11-06 15:00"]);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_week_of_jumps_doubles_nothing_and_sends_nothing_early() {
    lives_through_jumps(1..=1, 25).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn many_weeks_of_jumps_double_nothing_and_send_nothing_early() {
    lives_through_jumps(2..=40, 25).await;
}

async fn lives_through_jumps(seeds: std::ops::RangeInclusive<u64>, at_least: usize) {
    for seed in seeds {
        let mut dice = Dice(seed);
        let world = World::with_a_pair().await;
        let before = asked(&world).len();
        let end: Timestamp = "2026-11-13T18:00:00Z".parse().unwrap();
        let mut jumps = 0;
        while world.now() < end {
            let wrong = dice.jump();
            let is_sleep =
                dice.roll(3) == 0 && wrong.is_positive() && wrong < SignedDuration::from_hours(9);
            if is_sleep {
                world.clock.jump_wall_to(world.now().saturating_add(wrong).unwrap());
            } else {
                sets_wrong(&world, wrong);
            }
            let seen = asked(&world).len();
            world.stage.workspace.advance(SignedDuration::from_mins(dice.roll(120) + 1)).await;
            if !is_sleep {
                let far = wrong.abs() > SignedDuration::from_secs(60);
                assert!(!far || asked(&world).len() == seen, "asked by a wrong clock, seed {seed}");
                sets_right(&world, wrong);
            }
            world.stage.workspace.advance(SignedDuration::from_mins(dice.roll(300) + 1)).await;
            jumps += 1;
        }
        assert!(jumps > at_least, "{jumps}");
        // Doubles are found by their key at the end.
        assert_due(&world).await;
        assert!(asked(&world).len() >= before + 2, "seed {seed}: {:?}", walls(&asked(&world)));
        world.ends_after_jumps().await;
    }
}

/// Everything the bot sent was sent at or after the instant it was due, clocks a minute apart allowed for.
async fn assert_due(world: &World) {
    let mut tx = world.stage.bot.app.db.read().await.unwrap();
    let query = "select key, due_at, settled_at from outbox where state = 'sent'";
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap();
    for (key, due_at, settled_at) in rows {
        assert!(settled_at >= due_at - 60_000, "{key} was {} ms early", due_at - settled_at);
    }
}

/// A seeded source of jumps: a second to a minute, or ten minutes to a year, either way.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % sides
    }

    fn jump(&mut self) -> SignedDuration {
        let seconds = match self.roll(4) {
            0 => self.roll(60) + 1,
            1 => 601 + self.roll(3 * 3600),
            2 => 601 + self.roll(7 * 86_400),
            _ => 601 + self.roll(365 * 86_400),
        };
        let forward = self.roll(2) == 0;
        SignedDuration::from_secs(if forward { seconds } else { -seconds })
    }
}
