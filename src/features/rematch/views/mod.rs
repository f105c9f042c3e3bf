//! Every sentence about going on with another mentor.

pub mod brought;
pub mod news;
pub mod suggestion;
pub mod wish;
