//! Every sentence about what a pair keeps: while it is saved, when it is read, and where it is listed.

pub mod decision;
pub mod keeping;
pub mod list;
pub mod resource;
