//! Every sentence about the end of a pair.

pub mod early;
pub mod graduation;
