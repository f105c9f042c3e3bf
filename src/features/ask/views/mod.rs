//! Every sentence about questions: while one is asked, where it is read, when it is answered, and what becomes of it.

pub mod answer;
pub mod asking;
pub mod commons;
pub mod memory;
pub mod outcome;
pub mod shown;
