//! When pairs are next looked at, for one reason or another: a table for each, and the same four statements on it.

/// The functions on such a table, whose name is put into the statements, so that each is checked like any other.
macro_rules! looks {
    ($table:literal) => {
        /// Sets when a pair is next looked at.
        pub async fn update_next(
            tx: &mut sqlx::SqliteConnection,
            pair: $crate::domain::ids::PairId,
            at: jiff::Timestamp,
        ) -> Result<(), $crate::store::Fault> {
            let at = $crate::store::to_ms(at);
            sqlx::query!(
                "insert into "
                    + $table
                    + " (pair_id, look_at) values (?, ?)
         on conflict (pair_id) do update set look_at = excluded.look_at",
                pair.0,
                at
            )
            .execute(tx)
            .await?;
            Ok(())
        }

        /// A pair is not looked at any more.
        pub async fn delete_next(
            tx: &mut sqlx::SqliteConnection,
            pair: $crate::domain::ids::PairId,
        ) -> Result<(), $crate::store::Fault> {
            sqlx::query!("delete from " + $table + " where pair_id = ?", pair.0)
                .execute(tx)
                .await?;
            Ok(())
        }

        /// The pairs to be looked at, the longest due first.
        pub async fn list_due(
            tx: &mut sqlx::SqliteConnection,
            now: jiff::Timestamp,
            limit: i64,
        ) -> Result<Vec<$crate::domain::ids::PairId>, $crate::store::Fault> {
            let now = $crate::store::to_ms(now);
            let pairs = sqlx::query_scalar!(
                r#"select pair_id as "pair_id!" from "#
                    + $table
                    + " where look_at <= ? order by look_at limit ?",
                now,
                limit
            )
            .fetch_all(tx)
            .await?;
            Ok(pairs.into_iter().map($crate::domain::ids::PairId).collect())
        }

        /// When the first pair is to be looked at.
        pub async fn find_earliest(
            tx: &mut sqlx::SqliteConnection,
        ) -> Result<Option<jiff::Timestamp>, $crate::store::Fault> {
            let at = sqlx::query_scalar!(r#"select min(look_at) as "at: i64" from "# + $table)
                .fetch_one(tx)
                .await?;
            Ok(at.map($crate::store::from_ms_clamped))
        }
    };
}

pub(super) use looks;
