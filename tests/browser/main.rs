//! Somebody lives on the sandbox's page, in a real browser: a week in one story, a call in another, what two
//! people agree on and how they look back in a third.
//!
//! The real binary, Debian's Chromium without a window, driven over WebDriver. Where there is no Chromium the tests say
//! that they were skipped; with `TRELLIS_REQUIRE_BROWSER` set they fail instead. With `TRELLIS_SCREENSHOTS` set to a
//! folder they leave pictures there.

mod call;
mod cohort;
mod driver;
mod growing;
mod moments;
mod visitor;
mod week;
