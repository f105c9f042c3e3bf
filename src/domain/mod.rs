//! The rules of a mentorship programme, pure: no IO, no async, nothing of this crate outside this folder.
//! Every function takes `now` and returns a decision.

pub mod availability;
pub mod cadence;
pub mod ids;
pub mod promise;
pub mod text;
pub mod week;
pub mod working_hours;
pub mod zone;
