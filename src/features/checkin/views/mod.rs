//! Every sentence of the weekly check-in.

pub mod form;
pub mod post;
pub mod prompt;
