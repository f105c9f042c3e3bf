//! Every sentence about the guide and the first week.

pub mod first_week;
pub mod guide;
pub mod usual;
