//! Twelve months of one pair, day by day, and every message they brought: the pair's year on one page.
//!
//! Inês and Noah do what the programme hopes for, once a working day, half an hour before Inês goes home. What a message
//! says in full is told where its feature is; here stand when it came, to whom, and what its notification says, so that
//! whoever changes a rhythm sees what it does to a year. Times are Lisbon's, where the clocks change twice.

mod diligent;
mod page;

use insta::assert_snapshot;

use self::{diligent::Year, page::Page};

#[tokio::test]
async fn a_year_of_a_pair_on_one_page() {
    let mut year = Year::begin().await;
    let mut page = Page::new();
    for _ in 0..DAYS {
        year.comes_to_the_look().await;
        page.add(&year.world);
        year.does_what_there_is().await;
    }
    page.add(&year.world);
    assert_snapshot!(page.text());
    year.world.ends_unread().await;
}

/// From the day the pair is suggested to some days after its year is over.
const DAYS: usize = 372;
