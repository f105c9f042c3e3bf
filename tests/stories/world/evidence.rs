//! What the bot has written down, looked at from outside: every row of every table as text.
//!
//! Stories use it to show that nothing changed, and that something is gone for good. It asks SQLite what tables there
//! are, so a new table is looked at without anybody remembering it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use tokio::sync::OnceCell;

use trellis::store::outbox::Counts;

use super::{World, wall};

/// Tables that keep time or count requests, and say nothing about anybody.
const NOT_ABOUT_PEOPLE: [&str; 1] = ["instance"];

/// Every table about people, and the query of its rows: the same in every story.
static TABLES: OnceCell<Vec<(String, String)>> = OnceCell::const_new();

/// Every row of every table, as JSON text, by the name of the table.
pub(crate) type Dump = BTreeMap<String, Vec<String>>;

impl World {
    /// How the bot accounts for its messages.
    pub(crate) async fn counts(&self) -> Counts {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        trellis::store::outbox::count(&mut tx).await.unwrap()
    }

    /// Every message that does not stand in Slack, as `key: state reason`.
    pub(crate) async fn not_sent(&self) -> Vec<String> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let query = "select key || ': ' || state || ' ' || coalesce(reason, '') from outbox
                     where state <> 'sent' order by id";
        sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
    }

    /// When replies were made, by what the bot has stored.
    pub(crate) async fn replies(&self) -> Vec<String> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let query = "select said_at from replies where standing = 'stands' order by id";
        let at: Vec<i64> = sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap();
        at.into_iter()
            .map(|ms| wall(Timestamp::from_millisecond(ms).unwrap(), "Europe/Lisbon"))
            .collect()
    }

    /// How many versions of check-ins and of replies are stored.
    pub(crate) async fn versions(&self) -> (i64, i64) {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let query =
            "select (select count(*) from checkin_versions), (select count(*) from reply_versions)";
        sqlx::query_as(query).fetch_one(&mut *tx).await.unwrap()
    }

    /// Everything the bot has written down.
    pub(crate) async fn dump(&self) -> Dump {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let tables = TABLES.get_or_init(|| tables(&mut tx)).await;
        let mut dump: Dump = tables.iter().map(|(name, _)| (name.clone(), Vec::new())).collect();
        let all: Vec<&str> = tables.iter().map(|(_, rows)| rows.as_str()).collect();
        let all = AssertSqlSafe(all.join(" union all "));
        for row in sqlx::query(all).fetch_all(&mut *tx).await.unwrap() {
            dump.get_mut(row.get::<&str, _>(0)).unwrap().push(row.get(1));
        }
        dump.values_mut().for_each(|rows| rows.sort_unstable());
        dump
    }

    /// The same without drafts, which hold what could not be sent.
    pub(crate) async fn dump_of_what_was_sent(&self) -> Dump {
        let mut dump = self.dump().await;
        dump.remove("drafts").expect("there is a table of drafts");
        dump
    }

    /// One value from the database, as text; nothing when there is no row or it is null.
    pub(crate) async fn value(&self, sql: &'static str) -> Option<String> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let row = sqlx::query(sql).fetch_optional(&mut *tx).await.unwrap();
        row.and_then(|row| {
            row.try_get::<Option<String>, _>(0)
                .or_else(|_| row.try_get::<Option<i64>, _>(0).map(|it| it.map(|n| n.to_string())))
                .unwrap()
        })
    }

    /// Changes the database behind the bot's back, as an operator would.
    pub(crate) async fn changes_the_file(&self, sql: &str) {
        let mut tx = self.stage.bot.app.db.write().await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Whether these words stand anywhere in what is written down, the index for the search included.
    pub(crate) async fn is_kept(&self, words: &str) -> bool {
        let hex: String = words.to_lowercase().bytes().map(|byte| format!("{byte:02X}")).collect();
        let dump = self.dump().await;
        dump.values().flatten().any(|row| row.contains(words) || row.contains(&hex))
    }
}

impl World {
    /// Whether the bytes of these words stand in the file or in the log beside it, wherever SQLite has left them.
    pub(crate) fn stands_in_the_file(&self, words: &str) -> bool {
        ["", "-wal"].iter().any(|ending| {
            let bytes = std::fs::read(format!("{}{ending}", self.database.display()));
            let bytes = bytes.unwrap_or_default();
            bytes.windows(words.len()).any(|it| it == words.as_bytes())
        })
    }
}

impl World {
    /// The database as it lies on the disk: the file and the log beside it.
    pub(crate) fn file(&self) -> [Vec<u8>; 2] {
        ["", "-wal"].map(|ending| {
            std::fs::read(format!("{}{ending}", self.database.display())).unwrap_or_default()
        })
    }

    /// Where it lies.
    pub(crate) fn database(&self) -> &std::path::Path {
        &self.database
    }
}

/// What [`TABLES`] holds; each row comes with its table's name.
async fn tables(tx: &mut SqliteConnection) -> Vec<(String, String)> {
    let names = "select name from sqlite_master where type = 'table' and name not like 'sqlite%'";
    let mut tables = Vec::new();
    for row in sqlx::query(names).fetch_all(&mut *tx).await.unwrap() {
        let name: String = row.get(0);
        if NOT_ABOUT_PEOPLE.contains(&name.as_str()) {
            continue;
        }
        let columns = format!("select name from pragma_table_info('{name}')");
        let columns = sqlx::query(AssertSqlSafe(columns)).fetch_all(&mut *tx).await.unwrap();
        let columns = columns.iter().map(|row| format!("quote(\"{}\")", row.get::<String, _>(0)));
        let columns = columns.collect::<Vec<_>>().join(" || ', ' || ");
        tables.push((name.clone(), format!("select '{name}', {columns} from \"{name}\"")));
    }
    tables
}
