//! Who may do what: one table, default deny.
//!
//! Ids in payloads only select an object; the role is looked up from the signed envelope's user and that object.
//! A new act without a row does not compile.

use super::pair::PairState;

/// What somebody is to the thing they want to act on. A person who is nothing to it has no role and may do nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The mentee of the pair it belongs to.
    Mentee,
    /// The mentor of the pair it belongs to.
    Mentor,
    /// A lead of this instance.
    Lead,
    /// The one who typed it to the bot, where nobody else has read it.
    Author,
}

/// What can be done to something that belongs to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Propose a pair.
    ProposePair,
    /// Keep the programme's holidays.
    SetHolidays,
    /// Read the holidays of one's own pair's programme.
    ReadHolidays,
    /// Say yes or no to taking part.
    AnswerProposal,
    /// Write, postpone, skip or edit a check-in.
    WriteCheckin,
    /// Reply to a check-in, or say when.
    ReplyToCheckin,
    /// Ask the mentor something, edit it, or say what became of it.
    AskQuestion,
    /// Answer a question, or say when.
    AnswerQuestion,
    /// Propose to publish an answer, agree to it, or take it back.
    Publish,
    /// See a reply differently.
    SeeDifferently,
    /// Read what a pair wrote.
    ReadRecord,
    /// See how long a pair's answers took.
    ReadStats,
    /// Send the other one of a pair a note.
    SendNote,
    /// Decide what something typed to the bot becomes.
    UseTyped,
    /// Change what the programme asks.
    ChangeTemplate,
    /// Choose where mentees may ask so that others can help, too.
    SetHelpChannel,
    /// Say that something is off, to the other one or to the leads.
    SaySomethingIsOff,
    /// Ask the mentee how it is going.
    AskMentee,
    /// Say when one holds office hours.
    SetOfficeHours,
    /// Let the next one in the line have their turn.
    CallNext,
    /// Have the calendar file of a call sent once more.
    TakeCallFile,
    /// Propose a call, answer what is proposed, move it or call it off.
    ArrangeCall,
    /// Say who was at a call, what became of it, and what is kept of it.
    Meet,
    /// Save a decision or a resource, or change one's own.
    Keep,
    /// Remove one's own.
    RemoveKept,
    /// Say whether pairs are given challenges.
    SetChallenges,
    /// Put a challenge on the programme's list, change or retire it.
    AddChallenge,
    /// Write up how one went about a challenge, or say *Not this one*.
    WriteUp,
    /// Write one's part of the agenda of a call.
    WriteAgenda,
}

impl Act {
    /// Every act, for the table's test.
    pub const ALL: [Self; 29] = [
        Self::ProposePair,
        Self::SetHolidays,
        Self::ReadHolidays,
        Self::AnswerProposal,
        Self::WriteCheckin,
        Self::ReplyToCheckin,
        Self::AskQuestion,
        Self::AnswerQuestion,
        Self::Publish,
        Self::SeeDifferently,
        Self::ReadRecord,
        Self::ReadStats,
        Self::SendNote,
        Self::UseTyped,
        Self::ChangeTemplate,
        Self::SetHelpChannel,
        Self::SaySomethingIsOff,
        Self::AskMentee,
        Self::SetOfficeHours,
        Self::CallNext,
        Self::TakeCallFile,
        Self::ArrangeCall,
        Self::Meet,
        Self::Keep,
        Self::RemoveKept,
        Self::SetChallenges,
        Self::AddChallenge,
        Self::WriteUp,
        Self::WriteAgenda,
    ];
}

/// Whether somebody in `role` may do `act`.
///
/// A lead sees states and counts, never text, so a lead reads no record and answers for nobody.
pub fn may(role: Role, act: Act) -> bool {
    match (act, role) {
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::SetChallenges,
            Role::Lead,
        ) => true,
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::SetChallenges,
            Role::Mentee | Role::Mentor,
        ) => false,
        (Act::ReadHolidays, Role::Mentee | Role::Mentor | Role::Lead) => true,
        (Act::AddChallenge, Role::Mentor | Role::Lead) => true,
        (Act::AddChallenge, Role::Mentee) => false,
        (
            Act::AnswerProposal | Act::ReadRecord | Act::ReadStats | Act::SendNote | Act::Publish,
            Role::Mentee | Role::Mentor,
        ) => true,
        (
            Act::AnswerProposal | Act::ReadRecord | Act::ReadStats | Act::SendNote | Act::Publish,
            Role::Lead,
        ) => false,
        (
            Act::WriteCheckin | Act::AskQuestion | Act::SeeDifferently | Act::WriteUp,
            Role::Mentee,
        ) => true,
        (
            Act::WriteCheckin | Act::AskQuestion | Act::SeeDifferently | Act::WriteUp,
            Role::Mentor | Role::Lead,
        ) => false,
        (
            Act::SaySomethingIsOff
            | Act::ArrangeCall
            | Act::TakeCallFile
            | Act::Meet
            | Act::Keep
            | Act::RemoveKept,
            Role::Mentee | Role::Mentor,
        ) => true,
        (
            Act::SaySomethingIsOff
            | Act::ArrangeCall
            | Act::TakeCallFile
            | Act::Meet
            | Act::Keep
            | Act::RemoveKept,
            Role::Lead,
        ) => false,
        (Act::WriteAgenda, Role::Mentee | Role::Mentor) => true,
        (Act::WriteAgenda, Role::Lead) => false,
        (Act::AskMentee | Act::SetOfficeHours | Act::CallNext, Role::Mentor) => true,
        (Act::AskMentee | Act::SetOfficeHours | Act::CallNext, Role::Mentee | Role::Lead) => false,
        (Act::ReplyToCheckin | Act::AnswerQuestion, Role::Mentor) => true,
        (Act::ReplyToCheckin | Act::AnswerQuestion, Role::Mentee | Role::Lead) => false,
        (Act::UseTyped, Role::Author) => true,
        (Act::UseTyped, Role::Mentee | Role::Mentor | Role::Lead) => false,
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ReadHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::AnswerProposal
            | Act::ReadRecord
            | Act::ReadStats
            | Act::SendNote
            | Act::Publish
            | Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::SaySomethingIsOff
            | Act::AskMentee
            | Act::SetOfficeHours
            | Act::CallNext
            | Act::TakeCallFile
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::RemoveKept
            | Act::SetChallenges
            | Act::AddChallenge
            | Act::WriteUp
            | Act::WriteAgenda,
            Role::Author,
        ) => false,
    }
}

/// Whether an act has its time in this part of a pair's life: nobody writes for a pair that has not begun, or is over.
pub fn has_its_time(act: Act, state: &PairState) -> bool {
    match (act, state) {
        // Whoever answers too late is told that it is settled, by whoever takes the answer.
        (Act::AnswerProposal, _) => true,
        (Act::SaySomethingIsOff, PairState::Active { .. } | PairState::Ended { .. }) => true,
        (Act::SaySomethingIsOff, PairState::Proposed { .. } | PairState::Declined) => false,
        (
            Act::AskMentee
            | Act::SetOfficeHours
            | Act::AddChallenge
            | Act::WriteUp
            | Act::WriteAgenda,
            PairState::Active { .. },
        ) => true,
        (
            Act::AskMentee
            | Act::SetOfficeHours
            | Act::AddChallenge
            | Act::WriteUp
            | Act::WriteAgenda,
            PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. },
        ) => false,
        (
            Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::SendNote
            | Act::Publish
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::ReadHolidays,
            PairState::Active { .. },
        ) => true,
        (
            Act::ReadRecord | Act::ReadStats | Act::TakeCallFile | Act::RemoveKept,
            PairState::Active { .. } | PairState::Ended { .. },
        ) => true,
        (
            Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::ReadRecord
            | Act::ReadStats
            | Act::SendNote
            | Act::Publish
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::TakeCallFile
            | Act::RemoveKept
            | Act::ReadHolidays,
            PairState::Proposed { .. } | PairState::Declined,
        ) => false,
        (
            Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::SendNote
            | Act::Publish
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::ReadHolidays,
            PairState::Ended { .. },
        ) => false,
        // These are not about a pair.
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::SetChallenges
            | Act::UseTyped
            | Act::CallNext,
            _,
        ) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_reads_nobodys_words_and_answers_for_nobody() {
        let allowed: Vec<Act> = Act::ALL.into_iter().filter(|act| may(Role::Lead, *act)).collect();
        let theirs = [
            Act::ProposePair,
            Act::SetHolidays,
            Act::ReadHolidays,
            Act::ChangeTemplate,
            Act::SetHelpChannel,
            Act::SetChallenges,
            Act::AddChallenge,
        ];
        assert_eq!(allowed, theirs);
    }

    #[test]
    fn what_somebody_typed_is_used_by_nobody_else() {
        let roles = [Role::Mentee, Role::Mentor, Role::Lead, Role::Author];
        let allowed: Vec<Role> =
            roles.into_iter().filter(|role| may(*role, Act::UseTyped)).collect();
        assert_eq!(allowed, [Role::Author]);
    }

    #[test]
    fn only_the_mentee_asks_and_only_the_mentor_answers() {
        assert!(may(Role::Mentee, Act::AskQuestion) && !may(Role::Mentor, Act::AskQuestion));
        assert!(may(Role::Mentor, Act::AnswerQuestion) && !may(Role::Mentee, Act::AnswerQuestion));
    }

    #[test]
    fn only_the_mentee_writes_and_only_the_mentor_replies() {
        assert!(may(Role::Mentee, Act::WriteCheckin) && !may(Role::Mentor, Act::WriteCheckin));
        assert!(may(Role::Mentor, Act::ReplyToCheckin) && !may(Role::Mentee, Act::ReplyToCheckin));
    }
}
