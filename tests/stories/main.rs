//! Stories: people living with the bot, a file for each part of their life.

mod any_weeks;
mod asking;
mod clocks;
mod finding_again;
mod good_week;
mod late;
mod leave;
mod world;
mod writing;
