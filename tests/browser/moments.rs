//! What the page makes of a date and a time that somebody picks: the instant at which their own clock shows it.

use serde_json::json;

use crate::visitor::Visitor;

/// Every half hour of 2026 in zones of both hemispheres, one of which changes its clock by half an hour: what a field shows
/// is read back as the same instant, or as the first of two that show the same. Then an hour that is left out.
const READS_BACK: &str = "
    const done = arguments[0];
    import('/when.js').then(({ readWith, localText, instantOf }) => {
        const clock = { now_ms: 0, speed: 0, paused: true };
        const wrong = [];
        for (const zone of ['Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
            readWith(clock, zone);
            for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 1_800_000) {
                const text = localText(ms);
                const read = instantOf(text);
                const first = read < ms && ms - read <= 3_600_000 && localText(read) === text;
                if (read !== ms && !first) wrong.push(`${zone} ${text}`);
            }
        }
        readWith(clock, 'America/New_York');
        const asked = ['2026-03-08T02:30', '2026-11-01T01:30', '2026-12-01T10:30'];
        done([wrong, asked.map((text) => new Date(instantOf(text)).toISOString())]);
    });";

#[tokio::test]
async fn what_a_field_for_a_date_and_a_time_shows_is_the_readers_clock() {
    let Some(visitor) = Visitor::arrives().await else { return };
    let instants =
        ["2026-03-08T07:30:00.000Z", "2026-11-01T05:30:00.000Z", "2026-12-01T15:30:00.000Z"];
    assert_eq!(visitor.asks_the_page(READS_BACK).await, json!([[], instants]));
    visitor.leaves().await;
}
