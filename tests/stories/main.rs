//! Stories: people living with the bot, a file for each part of their life.

mod good_week;
mod long_texts;
mod no_room;
mod replies;
mod world;
