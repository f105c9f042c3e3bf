//! Stories: people living with the bot, a file for each part of their life.

mod access;
mod any_weeks;
mod asking;
mod attention;
mod bad_input;
mod cards;
mod clocks;
mod finding_again;
mod good_week;
mod help;
mod late;
mod leave;
mod long_texts;
mod misbehaving;
mod no_room;
mod outages;
mod pairing;
mod replies;
mod trouble;
mod world;
mod writing;
mod wrong_clock;
