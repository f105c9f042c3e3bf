//! Whatever two people choose, wherever they go and whenever they are away: no phase changes without notice and consent.

use std::collections::BTreeMap;

use jiff::ToSpan;
use serde_json::json;
use trellis::{domain::zone::Zones, sandbox::acting::Forged};

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const NOVEMBER: &str = "2026-11-02T09:00:00Z";

/// A row of `steps`: phase, day of the notice, first day in force, what either chose, what came of it, and when.
type Row =
    (String, Option<String>, String, Option<String>, Option<String>, Option<String>, Option<i64>);

/// Chooses by a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::try_from(self.below(u64::try_from(all.len()).unwrap())).unwrap()]
    }
}

/// A pair, and who brought up what.
struct Life {
    world: World,
    chance: Chance,
    /// By the number of the talk, who brought it up first.
    raised: BTreeMap<u32, String>,
    /// Who chose something other than to stay.
    wished: Vec<String>,
}

impl Life {
    async fn rows(&self) -> Vec<Row> {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        sqlx::query_as(
            "select phase, noticed_on, from_on, mentor_wish, mentee_wish, outcome, closed_at from steps order by nth",
        )
        .fetch_all(&mut *tx)
        .await
        .unwrap()
    }

    /// Whether a talk was brought to somebody: its notice, or what the other one would like.
    async fn was_told(&self, who: &str, nth: u32) -> bool {
        let id = if who == self.world.noah { 2 } else { 3 };
        let told = self.world.steps(LISBON).await;
        let keys = [format!(" step/1/{nth}/{id}"), format!(" step-wished/1/{nth}/{id}")];
        told.iter().any(|it| keys.iter().any(|key| it.ends_with(key)))
    }

    /// Somebody chooses on the page, or brings something up there. What the other one has brought up they read first.
    async fn chooses(&mut self, who: &str, action: &str) {
        let rows = self.rows().await;
        let open = rows.last().filter(|row| row.5.is_none());
        let nth = u32::try_from(rows.len()).unwrap() + u32::from(open.is_none());
        let is_raised = open.is_some_and(|row| row.1.is_none());
        if open.is_none() {
            self.raised.insert(nth, who.to_owned());
        } else if is_raised && self.raised[&nth] != who && !self.was_told(who, nth).await {
            return;
        }
        let press = Forged::Press { action: action.to_owned(), value: format!("1+{nth}") };
        self.world.stage.workspace.forge(who, &press).await.unwrap();
        self.world.stage.workspace.settle().await;
        if action != "stay_as_we_are" {
            self.wished.push(who.to_owned());
        }
    }

    /// Somebody is away for some days, soon.
    async fn goes_away(&mut self, who: &str) {
        let today = Zones::bundled().find(LISBON).unwrap().date(self.world.now());
        let first = today + (2 + i64::try_from(self.chance.below(5)).unwrap()).days();
        let last = first + i64::try_from(self.chance.below(24)).unwrap().days();
        self.world.types(who, "/mentor", &format!("away {first} {last}")).await;
    }

    /// Something happens, some hours later.
    async fn goes_on(&mut self) {
        let hours = 1 + i64::try_from(self.chance.below(24 * 18)).unwrap();
        self.world.hours(hours).await;
        let both = [self.world.ines.clone(), self.world.noah.clone()];
        let who = &both[usize::from(self.chance.below(2) == 0)];
        let actions = ["step_down", "step_down", "stay_as_we_are", "step_up", "be_peers"];
        let action = self.chance.one_of(&actions);
        match self.chance.below(10) {
            0 => {
                let zones = [LISBON, "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland"];
                let zone = self.chance.one_of(&zones);
                self.world.moves(&self.world.ines, Some(zone)).await;
            }
            1 | 2 => self.goes_away(who).await,
            3 => {
                self.world.types(who, "/mentor", "back").await;
            }
            4 => {}
            5 if self.world.sees(who, action) => {
                self.world.presses(who, action).await;
                if action != "stay_as_we_are" {
                    self.wished.push(who.clone());
                }
            }
            _ => self.chooses(who, action).await,
        }
    }

    /// Looks at everything that was talked about; the phase that comes of it.
    async fn phase(&self) -> String {
        let rows = self.rows().await;
        let mut phase = "weekly".to_owned();
        for (nth, (of, noticed, from, mentor, mentee, outcome, closed)) in (1..).zip(&rows) {
            assert_eq!(*of, phase, "{rows:#?}");
            if let Some(noticed) = noticed {
                let noticed: jiff::civil::Date = noticed.parse().unwrap();
                assert_eq!(*from, (noticed + 14.days()).to_string(), "fourteen days");
            }
            if outcome.as_deref() != Some("taken") {
                continue;
            }
            assert_eq!(mentor, mentee, "both");
            assert!(mentor.as_deref().is_some_and(|wish| wish != "stay" && wish != phase));
            let closed = jiff::Timestamp::from_millisecond(closed.unwrap()).unwrap();
            let earliest: jiff::civil::Date = from.parse().unwrap();
            // The day begins first in Auckland.
            let began = Zones::bundled().find("Pacific/Auckland").unwrap();
            assert!(closed >= began.start_of(earliest), "not before its day");
            for who in [&self.world.ines, &self.world.noah] {
                let brought_it_up = noticed.is_none() && self.raised[&nth] == *who;
                assert!(
                    brought_it_up || self.was_told(who, nth).await,
                    "{who} of {nth}: {rows:#?}"
                );
                assert!(self.wished.contains(who));
            }
            phase = mentor.clone().unwrap();
        }
        phase
    }

    async fn is_over(&self) -> bool {
        let state = self.world.value("select state from pairs where id = 1").await;
        state.as_deref() == Some("ended")
    }
}

/// Two people choose whatever they like whenever they like, move, are away and are back; for a year and a quarter. How
/// often their phase changed.
async fn lives(seed: u64) -> usize {
    let world = World::with_a_growing_pair_on(NOVEMBER, (LISBON, NEW_YORK)).await;
    let chance = Chance(seed);
    let mut life = Life { world, chance, raised: BTreeMap::new(), wished: Vec::new() };
    for _ in 0..36 {
        life.goes_on().await;
        let phase = life.phase().await;
        if life.is_over().await {
            assert_eq!(phase, "peers", "nobody has ended it");
            break;
        }
        assert_eq!(life.world.phase().await, phase, "{:#?}", life.rows().await);
    }
    if !life.is_over().await {
        life.world.ends_the_pair(&life.world.ines, json!({ "because": "goals_met" })).await;
        let (talks, phase) = (life.rows().await.len(), life.world.phase().await);
        life.world.days(20).await;
        let rows = life.rows().await;
        assert_eq!((rows.len(), life.world.phase().await), (talks, phase), "it is over");
        assert!(rows.iter().all(|row| row.5.is_some()), "nothing is left open: {rows:#?}");
    }
    let taken = life.rows().await.iter().filter(|row| row.5.as_deref() == Some("taken")).count();
    life.world.ends_unread().await;
    taken
}

#[tokio::test]
async fn whatever_two_people_choose_no_phase_changes_without_notice_and_both() {
    for seed in 1..=2 {
        let changes = lives(seed).await;
        assert!(changes > 0, "nothing changed in life {seed}");
    }
}
