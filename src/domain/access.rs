//! Who may do what: one table, default deny.
//!
//! Ids in payloads only select an object; the role is looked up from the signed envelope's user and that object.
//! A new act without a row does not compile.

/// What somebody is to the thing they want to act on. A person who is nothing to it has no role and may do nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The mentee of the pair it belongs to.
    Mentee,
    /// The mentor of the pair it belongs to.
    Mentor,
    /// A lead of this instance.
    Lead,
}

/// What can be done to something that belongs to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Propose a pair.
    ProposePair,
    /// Keep the programme's holidays.
    SetHolidays,
    /// Say yes or no to taking part.
    AnswerProposal,
    /// Write, postpone, skip or edit a check-in.
    WriteCheckin,
    /// Reply to a check-in, or say when.
    ReplyToCheckin,
    /// Read what a pair wrote.
    ReadRecord,
    /// Change what the programme asks.
    ChangeTemplate,
}

impl Act {
    /// Every act, for the table's test.
    pub const ALL: [Self; 7] = [
        Self::ProposePair,
        Self::SetHolidays,
        Self::AnswerProposal,
        Self::WriteCheckin,
        Self::ReplyToCheckin,
        Self::ReadRecord,
        Self::ChangeTemplate,
    ];
}

/// Whether somebody in `role` may do `act`.
///
/// A lead sees states and counts, never text, so a lead reads no record and answers for nobody.
pub fn may(role: Role, act: Act) -> bool {
    match (act, role) {
        (Act::ProposePair | Act::SetHolidays | Act::ChangeTemplate, Role::Lead) => true,
        (
            Act::ProposePair | Act::SetHolidays | Act::ChangeTemplate,
            Role::Mentee | Role::Mentor,
        ) => false,
        (Act::AnswerProposal | Act::ReadRecord, Role::Mentee | Role::Mentor) => true,
        (Act::AnswerProposal | Act::ReadRecord, Role::Lead) => false,
        (Act::WriteCheckin, Role::Mentee) => true,
        (Act::WriteCheckin, Role::Mentor | Role::Lead) => false,
        (Act::ReplyToCheckin, Role::Mentor) => true,
        (Act::ReplyToCheckin, Role::Mentee | Role::Lead) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_reads_nobodys_words_and_answers_for_nobody() {
        let allowed: Vec<Act> = Act::ALL.into_iter().filter(|act| may(Role::Lead, *act)).collect();
        assert_eq!(allowed, [Act::ProposePair, Act::SetHolidays, Act::ChangeTemplate]);
    }

    #[test]
    fn only_the_mentee_writes_and_only_the_mentor_replies() {
        assert!(may(Role::Mentee, Act::WriteCheckin) && !may(Role::Mentor, Act::WriteCheckin));
        assert!(may(Role::Mentor, Act::ReplyToCheckin) && !may(Role::Mentee, Act::ReplyToCheckin));
    }
}
