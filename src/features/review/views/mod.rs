//! What is said while two people look back.

pub mod ask;
pub mod form;
pub mod page;
pub mod result;
