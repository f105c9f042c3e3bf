//! Stories: people living with the bot, a file for each part of their life.

mod asking;
mod clocks;
mod bad_input;
mod good_week;
mod help;
mod leave;
mod long_texts;
mod no_room;
mod pairing;
mod replies;
mod trouble;
mod misbehaving;
mod world;
mod wrong_clock;
