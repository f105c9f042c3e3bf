//! The fields people write in.

/// The fields of a check-in, in the order they are read in.
pub(crate) const CHECKIN_FIELDS: [&str; 12] = [
    "tasks",
    "learned",
    "tried",
    "happened",
    "question_0",
    "question_1",
    "question_2",
    "primary",
    "secondary",
    "stretch",
    "works_well",
    "could_improve",
];

/// The fields of a reply.
pub(crate) const REPLY_FIELDS: [&str; 4] = ["feedback", "example", "question", "progress"];
