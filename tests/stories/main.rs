//! Stories: people living with the bot, a file for each part of their life.

mod access;
mod any_weeks;
mod asking;
mod bad_input;
mod clocks;
mod drafts;
mod drafts_of_others;
mod finding_again;
mod good_week;
mod help;
mod late;
mod leave;
mod long_texts;
mod misbehaving;
mod no_room;
mod notes;
mod outages;
mod pairing;
mod replies;
mod template;
mod template_refused;
mod trouble;
mod typed;
mod world;
mod writing;
mod wrong_clock;
