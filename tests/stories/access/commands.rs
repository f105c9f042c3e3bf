//! The same table for commands: whose data each may change.

use trellis::slack::command::Asked;

/// Whose data a command may change.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changes {
    Nothing,
    /// Only rows of whoever types it: their own hours, leave, or their own pair's day.
    OneselfOnly,
    /// Pairs, and only for a lead.
    PairsByLeads,
}

pub(super) fn command(asked: &Asked) -> Changes {
    match asked {
        Asked::WriteCheckin
        | Asked::Ask(_)
        | Asked::AskHelp
        | Asked::History
        | Asked::Owed
        | Asked::Stats
        | Asked::Search(_)
        | Asked::Decide
        | Asked::Decisions
        | Asked::Goals
        | Asked::Areas
        | Asked::AddResource
        | Asked::FindResource(_)
        | Asked::ChooseHours
        | Asked::ChooseAway
        | Asked::Holidays
        | Asked::Template
        | Asked::Questions
        | Asked::OfficeHours
        | Asked::Challenges
        | Asked::AddChallenge(_)
        | Asked::Call
        | Asked::Calls
        | Asked::Agreement
        | Asked::Review
        | Asked::Rematch(_)
        | Asked::Settings
        | Asked::Guide
        | Asked::EditGuide
        | Asked::Journal
        | Asked::Suggest
        | Asked::End
        | Asked::Phase
        | Asked::Cohorts
        | Asked::CreateCohort { .. }
        | Asked::Win
        | Asked::SetUp
        | Asked::SuggestPairs
        | Asked::Preview(..)
        | Asked::Help
        | Asked::NotUnderstood(_) => Changes::Nothing,
        Asked::Day(_) | Asked::Hours(_) | Asked::Away(..) | Asked::Back | Asked::Mute(_) => {
            Changes::OneselfOnly
        }
        Asked::Pair { .. } => Changes::PairsByLeads,
    }
}
