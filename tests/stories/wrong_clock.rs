//! The bot's machine has a wrong clock, wakes from sleep, or is set while the bot runs.
