//! Stories: people living with the bot, a file for each part of their life.

mod access;
mod any_weeks;
mod asking;
mod bad_input;
mod clocks;
mod differently;
mod finding_again;
mod follow_ups;
mod good_week;
mod help;
mod hints;
mod late;
mod leave;
mod long_texts;
mod misbehaving;
mod no_room;
mod outages;
mod owed;
mod pairing;
mod replies;
mod trouble;
mod world;
mod writing;
mod wrong_clock;
