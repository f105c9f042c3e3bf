//! The database files of stories: each begins as a copy of one that was made, with its tables, once.

use std::path::Path;

use tokio::sync::OnceCell;
use trellis::store::Db;

static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();

/// Puts a file with its tables, and nothing in them, where a story wants it.
pub(super) async fn begin(database: &Path) {
    remove(database);
    let empty = EMPTY.get_or_init(|| async {
        Db::open_for_play(database).await.unwrap().close().await;
        std::fs::read(database).unwrap()
    });
    let empty = empty.await;
    remove(database);
    std::fs::write(database, empty).unwrap();
}

/// Removes the file, and what lies beside it.
pub(super) fn remove(database: &Path) {
    for ending in ["", "-wal", "-shm", ".lock"] {
        let _ = std::fs::remove_file(format!("{}{ending}", database.display()));
    }
}
