//! Every sentence about challenges: the list, what is given, what is written about it, and a file of them.

pub mod file;
pub mod given;
pub mod list;
pub mod write_up;
