//! Stories: people living with the bot, a file for each part of their life.

mod access;
mod bad_input;
mod good_week;
mod help;
mod long_texts;
mod no_room;
mod pairing;
mod replies;
mod trouble;
mod world;
