//! Every sentence of the weekly check-in.

pub mod form;
pub mod missed;
pub mod post;
pub mod prompt;
