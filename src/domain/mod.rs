//! The rules of a mentorship programme, pure: no IO, no async, nothing of this crate outside this folder.
//! Every function takes `now` and returns a decision.

pub mod ids;
pub mod text;
