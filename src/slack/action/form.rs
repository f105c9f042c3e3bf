//! Every form that can be submitted, and every shortcut of a message, by the name it travels under.

names! {
    /// Every form that can be submitted: the `callback_id`s.
    Form {
        /// The weekly check-in; carries a pair and a week.
        Checkin => "checkin",
        /// Skipping a week, with a reason if one likes; carries a pair and a week.
        Skip => "skip",
        /// The mentor's reply; carries a check-in.
        Reply => "reply",
        /// When the mentor will write more; carries a check-in.
        ReadMore => "read_more",
        /// What a mentee sees differently; carries a reply.
        SeeDifferently => "see_differently",
        /// A leave; carries the person it is for.
        Away => "away",
        /// Working hours; carries the person they are of.
        Hours => "hours",
        /// The holidays of a programme; carries the programme.
        Holidays => "holidays",
        /// What the programme asks; carries the version it shows.
        Template => "template",
        /// Where mentees may ask so that others can help, too; carries the programme.
        HelpChannel => "help_channel",
        /// The words in which an answer may be published; carries a question.
        Publish => "publish",
        /// A check-in in one line; carries a pair and a week.
        OneLine => "one_line",
        /// Something is off; carries a pair, and the leads it was shown with.
        SomethingOff => "something_off",
        /// A mentor's question to a mentee who has fallen silent; carries a pair.
        AskGently => "ask_gently",
        /// What somebody wants to hear unasked, and how often; carries the person.
        Settings => "settings",
        /// A question; carries a pair, the question that is edited, and what was typed to the bot.
        Question => "question",
        /// What may answer a question that is about to be asked; carries what its form is about.
        AskAnyway => "ask_anyway",
        /// The mentor's answer; carries a question.
        Answer => "answer",
        /// By when the mentor is back with an answer; carries a question.
        Seen => "seen",
        /// When a mentor holds office hours; carries the mentor.
        OfficeHours => "office_hours",
        /// A time for a call; carries a pair, or a call and its round.
        Call => "call",
        /// A call is called off; carries a call and its round.
        CallOff => "call_off",
        /// How a pair meets; carries the pair.
        CallSettings => "call_settings",
        /// A decision; carries a pair, and the message it is from or the decision that is edited.
        Decision => "decision",
        /// A resource; carries the same of a resource.
        Resource => "resource",
        /// Whether the pairs of a programme are given challenges; carries the programme.
        Challenges => "challenges",
        /// A challenge; carries the programme, and the challenge that is edited.
        Challenge => "challenge",
        /// How a mentee went about a challenge; carries the assignment.
        WriteUp => "write_up",
        /// What somebody writes for the agenda of a call; carries the call.
        Agenda => "agenda",
        /// How a call was; carries it and its sequence.
        HowItWas => "how_it_was",
        /// The notes and actions of a call; carries it.
        CallNotes => "call_notes",
        /// What somebody says looking back; carries the review, and after which goal its page begins.
        Review => "review",
        /// A goal; carries a pair, and the goal that is edited with the version it was filled from.
        Goal => "goal",
        /// A goal was met; carries it.
        GoalMet => "goal_met",
        /// A goal is dropped; carries it.
        GoalDropped => "goal_dropped",
        /// What becomes of the goals of a quarter that is over; carries a pair.
        GoalsDecided => "goals_decided",
        /// What a pair agrees on; carries the pair and the version that was shown.
        Agreement => "agreement",
        /// The signature under a version; carries the same.
        SignAgreement => "sign_agreement",
        /// The guide of a programme, with its version.
        Guide => "guide",
        /// What is done in somebody's first week; carries a pair.
        FirstWeek => "first_week",
        /// Whether people of a programme have a journal; carries the programme.
        JournalSwitch => "journal_switch",
        /// An entry of a journal; carries the one that is edited, if it is not a new one.
        Entry => "entry",
        /// Something suggested to the leads; carries a pair, and the leads it was shown with.
        Suggest => "suggest",
        /// The areas of a programme's goals; carries the programme.
        GoalAreas => "goal_areas",
        /// Why somebody would like another mentor; carries the pair.
        Rematch => "rematch",
        /// Whom a lead suggests as another mentor; carries the pair.
        SuggestMentor => "suggest_mentor",
        /// What a mentee brings along to another mentor; carries a rematch and its round.
        TakeMentor => "take_mentor",
        /// Why a pair ends; carries it.
        End => "end",
        /// The same, looked at again; carries the same.
        EndNow => "end_now",
        /// A cohort; carries the one that is changed with who was shown in it, or that it is a new one.
        Cohort => "cohort",
        /// What somebody answers to their cohort's weekly question; carries the round.
        Round => "round",
        /// What went well; carries the cohort that is told.
        Win => "win",
        /// A step of setting a programme up; carries the programme, the step, and when the form was opened.
        Setup => "setup",
        /// Who needs a mentor, and who could be one; carries the programme.
        SuggestPairs => "suggest_pairs",
        /// What a cohort does in turn; carries it.
        CohortTurns => "cohort_turns",
        /// Whom somebody would like to take their turn; carries a discussion and which turn that is.
        SwapTurn => "swap_turn",
        /// What a discussion is about; carries the same.
        Topic => "topic",
        /// What came of a discussion; carries it.
        DiscussionNote => "discussion_note",
        /// Something to read, with nothing to submit.
        Page => "page",
    }

    /// Every shortcut in the menu of a message: the `callback_id`s. The manifest lists the same.
    Shortcut {
        /// *Ask my mentor about this*.
        AskAbout => "ask_about",
        /// *Save as decision*.
        SaveDecision => "save_decision",
        /// *Save as resource*.
        SaveResource => "save_resource",
    }
}
