//! What happens to people and to the bot: where and when they begin, a move, an outage.
//!
//! What people do by themselves stands in `world`.

use jiff::civil::DateTime;
use trellis::domain::zone::Zones;

use super::World;

impl World {
    /// A world in which any two people have been a pair since the first day both could say yes.
    pub(crate) async fn with_a_pair_on(start: &str, zones: (&str, &str)) -> Self {
        let mut world = Self::on(start, zones).await;
        world.become_a_pair().await;
        world
    }

    /// Time passes and nobody lets the bot live: it is down.
    pub(crate) fn down_until(&self, zone: &str, local: &str) {
        let zone = Zones::bundled().find(zone).unwrap();
        let at = zone.instant(local.replace(' ', "T").parse::<DateTime>().unwrap());
        assert!(at >= self.now(), "{local} has gone by; it is {}", self.now());
        self.clock.advance_to(at);
    }

    /// The bot is up again and does what is due.
    pub(crate) async fn up_again(&self) {
        self.stage.workspace.settle().await;
    }

    /// Somebody's profile shows another zone, or none.
    pub(crate) async fn moves(&self, who: &str, zone: Option<&str>) {
        self.stage.workspace.change_zone(who, zone).await.unwrap();
        self.stage.workspace.settle().await;
    }
}
