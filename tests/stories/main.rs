//! Stories: people living with the bot, a file for each part of their life.

mod good_week;
mod misbehaving;
mod outages;
mod world;
mod wrong_clock;
