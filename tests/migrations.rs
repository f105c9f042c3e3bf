//! Every migration is applied on top of the sample rows of the ones before it, and this version reads what comes out.
//!
//! A migration that has shipped is never edited, and a new one brings a file of sample rows under
//! `tests/data/migrations` with its own name.

use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection, sqlite::SqliteConnectOptions};
use trellis::{
    domain::{ids::PairId, search::Terms, zone::Zones},
    store::{Db, checkins, outbox, pairs, people, records, weeks},
};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The migrations' file names, in order.
fn migrations() -> Vec<String> {
    let entries = std::fs::read_dir(folder("migrations")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".sql")).collect();
    names.sort();
    names
}

#[test]
fn every_migration_comes_with_sample_rows() {
    for name in migrations() {
        let rows = folder("tests/data/migrations").join(&name);
        assert!(rows.is_file(), "{name} needs sample rows in tests/data/migrations/{name}");
    }
}

#[tokio::test]
async fn sample_rows_survive_every_later_migration() {
    let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("migrations-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&database);
    // The real opening applies all migrations; the rows of each are inserted where they belong, between them.
    let migrator = sqlx::migrate!("./migrations");
    let options =
        SqliteConnectOptions::new().filename(&database).create_if_missing(true).foreign_keys(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    for (migration, name) in migrator.iter().zip(migrations()) {
        migrator.run_to(migration.version, &mut connection).await.unwrap();
        let rows = std::fs::read_to_string(folder("tests/data/migrations").join(name)).unwrap();
        connection.execute(AssertSqlSafe(rows)).await.unwrap();
    }
    connection.close().await.unwrap();

    let db = Db::open(&database).await.unwrap();
    assert_eq!(
        db.salt(),
        "00112233445566778899aabbccddeeff",
        "the salt stays, or nothing sent is found again"
    );
    let (zones, now) = (Zones::bundled(), "2026-11-16T09:00:00Z".parse().unwrap());
    let mut tx = db.read().await.unwrap();
    let pair = pairs::find(&mut tx, PairId(1)).await.unwrap().unwrap();
    assert!(pair.is_active());
    let mentor = people::find(&mut tx, &zones, pair.mentor, now).await.unwrap().unwrap();
    assert_eq!(mentor.availability.hours().to_string(), "Mon-Thu 10:00-18:00");
    assert_eq!(weeks::list(&mut tx, pair.id, 10).await.unwrap().len(), 2);
    let recorded = weeks::list_recorded(&mut tx, pair.id, (10, 0)).await.unwrap();
    assert_eq!(recorded.len(), 2, "one was skipped");
    let oldest = checkins::find_by_week(&mut tx, pair.id, recorded[1]).await.unwrap().unwrap();
    assert_eq!(oldest.answers.learned.expose(), "Lifetimes");
    let hits =
        records::list(&mut tx, pair.id, &Terms::parse("lifetimes").unwrap(), 5).await.unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(outbox::count(&mut tx).await.unwrap().sent, 3);
    drop(tx);
    db.close().await;
    std::fs::remove_file(&database).unwrap();
}
