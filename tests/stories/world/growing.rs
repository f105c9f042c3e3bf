//! What pairs of a story live through beside their weeks: the agreement, the guide, goals, reviews, steps.
//!
//! Most stories are about something else, so nothing of it comes up in a world unless the story says so.

use super::World;

impl World {
    /// Nothing comes up for the pairs of this world on a day of its own.
    pub(crate) async fn grows_nowhere(self) -> Self {
        let nothing = "create trigger no_occasions before insert on occasions begin
                           select raise(ignore);
                       end";
        self.changes_the_file(nothing).await;
        self
    }

    /// Inês and Noah become a pair for whom everything comes up on its day.
    pub(crate) async fn with_a_growing_pair() -> Self {
        Self::growing(Self::new().await).await
    }

    /// The same on another day, with people elsewhere.
    pub(crate) async fn with_a_growing_pair_on(start: &str, zones: (&str, &str)) -> Self {
        Self::growing(Self::on(start, zones).await).await
    }

    async fn growing(mut self) -> Self {
        self.grows().await;
        self.become_a_pair().await;
        self
    }

    /// From now on it does, as for every pair: said before the pair begins.
    pub(crate) async fn grows(&self) {
        self.changes_the_file("drop trigger no_occasions").await;
    }
}
