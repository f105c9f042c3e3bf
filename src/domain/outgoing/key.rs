//! What makes a message the same message, so that it is said once.

use super::Outgoing;

impl Outgoing {
    /// The identity: two values with the same key are the same message, whenever and by whomever they are planned.
    pub fn key(&self) -> String {
        match self {
            Self::Consent { pair, person } => format!("consent/{pair}/{person}"),
            Self::ConsentAnswered { pair, person } => format!("consent-answered/{pair}/{person}"),
            Self::ProposalSettled { pair } => format!("proposal-settled/{pair}"),
            Self::ProposalDropped { pair, person } => format!("proposal-dropped/{pair}/{person}"),
            Self::Greeting { pair, to } => format!("greeting/{pair}{}", to.suffix()),
            Self::Prompt { pair, week, nth } => format!("prompt/{pair}/{week}/{nth}"),
            Self::PromptAnswered { channel, ts, .. } => format!("prompt-answered/{channel}/{ts}"),
            Self::Reminder { pair, week } => format!("reminder/{pair}/{week}"),
            Self::LastReminder { pair, week } => format!("last-reminder/{pair}/{week}"),
            Self::Receipt { checkin } => format!("receipt/{checkin}"),
            Self::ReceiptRefresh { checkin } => format!("receipt-refresh/{checkin}"),
            Self::CheckinPost { checkin, to } => format!("checkin/{checkin}{}", to.suffix()),
            Self::CheckinPart { checkin, version, part, to } => {
                format!("checkin/{checkin}/{version}/{part}{}", to.suffix())
            }
            Self::EditedSince { checkin, reply, to } => {
                format!("edited-since/{checkin}/{reply}{}", to.suffix())
            }
            Self::CheckinRefresh { checkin } => format!("checkin-refresh/{checkin}"),
            Self::Acknowledged { checkin, more_on, to } => {
                format!("acknowledged/{checkin}/{more_on}{}", to.suffix())
            }
            Self::QuestionReceipt { question } => format!("question-receipt/{question}"),
            Self::QuestionReceiptRefresh { question } => {
                format!("question-receipt-refresh/{question}")
            }
            Self::QuestionPost { question, to } => format!("question/{question}{}", to.suffix()),
            Self::QuestionPart { question, version, part, to } => {
                format!("question/{question}/{version}/{part}{}", to.suffix())
            }
            Self::QuestionRefresh { question } => format!("question-refresh/{question}"),
            Self::ChannelPost { question } => format!("channel/{question}"),
            Self::ChannelPart { question, version, part } => {
                format!("channel/{question}/{version}/{part}")
            }
            Self::ChannelRefresh { question } => format!("channel-refresh/{question}"),
            Self::ChannelLost { question } => format!("channel-lost/{question}"),
            Self::PeersSaid { question, to } => format!("peers-said/{question}{}", to.suffix()),
            Self::PublishAsked { publication, to } => format!("publish/{publication}/{to}"),
            Self::PublishAnswered { publication, to } => {
                format!("publish-answered/{publication}/{to}")
            }
            Self::Published { publication } => format!("published/{publication}"),
            Self::PublishedRefresh { publication } => format!("published-refresh/{publication}"),
            Self::PublishedNote { publication, to } => {
                format!("published-note/{publication}{}", to.suffix())
            }
            Self::PublishedNoteRefresh { publication } => {
                format!("published-note-refresh/{publication}")
            }
            Self::QuestionSeen { question, back_by, to } => {
                format!("question-seen/{question}/{}{}", back_by.as_second(), to.suffix())
            }
            Self::FollowUp { question, round, to } => {
                format!("follow-up/{question}/{round}{}", to.suffix())
            }
            Self::Reopened { question, round, to } => {
                format!("reopened/{question}/{round}{}", to.suffix())
            }
            Self::OutcomeAsked { question, round } => format!("outcome/{question}/{round}"),
            Self::OutcomeRefresh { question, round } => {
                format!("outcome-refresh/{question}/{round}")
            }
            Self::ReplyPost { reply, to } => format!("reply/{reply}{}", to.suffix()),
            Self::ReplyPart { reply, version, part, to } => {
                format!("reply/{reply}/{version}/{part}{}", to.suffix())
            }
            Self::ReplyRefresh { reply } => format!("reply-refresh/{reply}"),
            Self::DifferencePost { difference, to } => {
                format!("difference/{difference}{}", to.suffix())
            }
            Self::DifferenceRefresh { difference } => format!("difference-refresh/{difference}"),
            Self::OwedCard { mentor, on, nth } => format!("owed-card/{mentor}/{on}/{nth}"),
            Self::OwedCardRefresh { mentor, on, nth } => {
                format!("owed-card-refresh/{mentor}/{on}/{nth}")
            }
            Self::AboutLeave { leave, to, notice } => {
                format!("leave/{leave}/{}/{to}", notice.as_str())
            }
            Self::WelcomeBack { leave } => format!("welcome-back/{leave}"),
            Self::MissedToMentor { pair, first } => format!("missed/{pair}/mentor/{first}"),
            Self::MissedToLead { pair, first, lead } => {
                format!("missed/{pair}/lead/{first}/{lead}")
            }
            Self::SignToMentor { pair, sign, week } => {
                format!("sign/{pair}/mentor/{week}/{}", sign.as_str())
            }
            Self::SlowToLead { pair, week, lead } => format!("sign/{pair}/lead/{week}/{lead}"),
            Self::Aside { aside } => format!("aside/{aside}"),
            Self::AsideReceipt { aside } => format!("aside-receipt/{aside}"),
            Self::AsideLost { aside } => format!("aside-lost/{aside}"),
            Self::Introduction { channel, hour, .. } => format!("introduction/{channel}/{hour}"),
            Self::Offer { typed, nth } => format!("offer/{typed}/{nth}"),
            Self::OfferRefresh { typed } => format!("offer-refresh/{typed}"),
            Self::OfferJoined { channel, ts, .. } => format!("offer-joined/{channel}/{ts}"),
            Self::TypedNote { typed, nth, to } => {
                format!("typed-note/{typed}/{nth}{}", to.suffix())
            }
            Self::OfficeOpens { session } => format!("office/{session}"),
            Self::OfficeRefresh { session } => format!("office-refresh/{session}"),
            Self::OfficeTurn { session, turn } => format!("office-turn/{session}/{turn}"),
            Self::OfficeUnserved { session } => format!("office-unserved/{session}"),
            Self::Challenge { pair, week } => format!("challenge/{pair}/{week}"),
            Self::ChallengeRefresh { pair, week } => format!("challenge-refresh/{pair}/{week}"),
            Self::WriteUpPost { assignment, to } => {
                format!("write-up/{assignment}{}", to.suffix())
            }
            Self::WriteUpRefresh { assignment } => format!("write-up-refresh/{assignment}"),
            Self::CallFile { call, sequence, to, press } => {
                format!("call-file/{call}/{sequence}/{press}{}", to.suffix())
            }
            Self::CallFileLost { call, sequence, to, press } => {
                format!("call-file-lost/{call}/{sequence}/{press}/{to}")
            }
            Self::Agenda { call, sequence, to } => {
                format!("agenda/{call}/{sequence}{}", to.suffix())
            }
            Self::AgendaRefresh { call, sequence, to } => {
                format!("agenda-refresh/{call}/{sequence}{}", to.suffix())
            }
            Self::CallOffered { call, round } => format!("call-offered/{call}/{round}"),
            Self::CallOfferRefresh { call, round, .. } => {
                format!("call-offer-refresh/{call}/{round}")
            }
            Self::CallTurnedDown { call, round, .. } => format!("call-turned-down/{call}/{round}"),
            Self::CallLapsed { call, round, to, .. } => format!("call-lapsed/{call}/{round}/{to}"),
            Self::CallAgreed { call, sequence, to } => {
                format!("call/{call}/{sequence}{}", to.suffix())
            }
            Self::CallAgreedRefresh { channel, ts, .. } => format!("call-refresh/{channel}/{ts}"),
            Self::CallAsk { call, .. } => format!("call-ask/{call}"),
            Self::CallAskRefresh { call, .. } => format!("call-ask-refresh/{call}"),
            Self::CallNever { pair } => format!("call-never/{pair}"),
            Self::CallOff { call, sequence, to } => {
                format!("call-off/{call}/{sequence}{}", to.suffix())
            }
            Self::CallOnLeave { call, sequence, away, to } => {
                format!("call-on-leave/{call}/{sequence}/{away}{}", to.suffix())
            }
            Self::CallLine { call, sequence, to } => {
                format!("call-line/{call}/{sequence}{}", to.suffix())
            }
            Self::CallLineRefresh { channel, ts, .. } => {
                format!("call-line-refresh/{channel}/{ts}")
            }
            Self::CallAfter { call, sequence, to } => {
                format!("call-after/{call}/{sequence}{}", to.suffix())
            }
            Self::CallAfterRefresh { channel, ts, .. } => {
                format!("call-after-refresh/{channel}/{ts}")
            }
            Self::CallSign { call, sign, to } => {
                format!("call-sign/{call}/{}{}", sign.as_str(), to.suffix())
            }
            Self::CallSignRefresh { channel, ts, .. } => {
                format!("call-sign-refresh/{channel}/{ts}")
            }
            Self::ReviewAsk { review, to } => format!("review/{review}/{to}"),
            Self::ReviewAgain { review, to } => format!("review-again/{review}/{to}"),
            Self::ReviewAnswered { channel, ts, .. } => format!("review-answered/{channel}/{ts}"),
            Self::ReviewResult { review, to } => format!("review-result/{review}{}", to.suffix()),
            Self::GoalsAsked { pair, quarter } => format!("goals-asked/{pair}/{quarter}"),
            Self::GoalsDecided { pair, at, to } => {
                format!("goals-decided/{pair}/{}{}", at.as_millisecond(), to.suffix())
            }
            Self::GoalMet { goal, to } => format!("goal-met/{goal}{}", to.suffix()),
            Self::AgreementAsk { pair, to } => format!("agreement-ask/{pair}/{to}"),
            Self::AgreementAskRefresh { pair, to } => format!("agreement-ask-refresh/{pair}/{to}"),
            Self::AgreementReminder { pair, to } => format!("agreement-reminder/{pair}/{to}"),
            Self::AgreementWaits { pair, to } => format!("agreement-waits/{pair}/{to}"),
            Self::AgreementProposed { pair, version, to } => {
                format!("agreement-proposed/{pair}/{version}/{to}")
            }
            Self::AgreementProposedRefresh { pair, version, to } => {
                format!("agreement-proposed-refresh/{pair}/{version}/{to}")
            }
            Self::AgreementSigned { pair, version, to } => {
                format!("agreement-signed/{pair}/{version}{}", to.suffix())
            }
            Self::FirstWeek { pair, to } => format!("first-week/{pair}/{to}"),
            Self::FirstWeekRefresh { pair, to } => format!("first-week-refresh/{pair}/{to}"),
            Self::Tip { to, side, number } => format!("tip/{to}/{}/{number}", side.as_str()),
            Self::JournalShare { share, to } => format!("journal/{share}{}", to.suffix()),
            Self::JournalShareRefresh { share } => format!("journal-refresh/{share}"),
            Self::RematchReceipt { rematch, nth, to } => {
                format!("rematch-receipt/{rematch}/{nth}/{to}")
            }
            Self::RematchAsked { rematch, nth, lead } => {
                format!("rematch-asked/{rematch}/{nth}/{lead}")
            }
            Self::RematchAskedRefresh { rematch, nth, lead } => {
                format!("rematch-asked-refresh/{rematch}/{nth}/{lead}")
            }
            Self::RematchSuggested { rematch, round, to } => {
                format!("rematch/{rematch}/{round}/{to}")
            }
            Self::RematchSuggestedRefresh { rematch, round, to } => {
                format!("rematch-refresh/{rematch}/{round}/{to}")
            }
            Self::RematchSettled { rematch, round, to } => {
                format!("rematch-settled/{rematch}/{round}/{to}")
            }
            Self::RematchClosed { rematch, nth, to } => {
                format!("rematch-closed/{rematch}/{nth}/{to}")
            }
            Self::RematchBrought { rematch, to } => {
                format!("rematch-brought/{rematch}{}", to.suffix())
            }
            Self::RematchHistory { rematch, to } => {
                format!("rematch-history/{rematch}{}", to.suffix())
            }
            Self::RematchHistoryLost { rematch } => format!("rematch-history-lost/{rematch}"),
            Self::Ended { pair, to } => format!("ended/{pair}{}", to.suffix()),
            Self::EndedRefresh { pair, to } => format!("ended-refresh/{pair}/{to}"),
            Self::EndedToLead { pair } => format!("ended-to-lead/{pair}"),
            Self::StepAsked { pair, nth, to } => format!("step/{pair}/{nth}/{to}"),
            Self::StepWished { pair, nth, to } => format!("step-wished/{pair}/{nth}/{to}"),
            Self::StepRefresh { pair, nth, to } => format!("step-refresh/{pair}/{nth}/{to}"),
            Self::StepSettled { pair, nth, to } => {
                format!("step-settled/{pair}/{nth}{}", to.suffix())
            }
            Self::GrowthRecord { pair, format, press } => {
                format!("growth-record/{pair}/{}/{press}", format.as_str())
            }
            Self::GrowthRecordLost { pair, press } => format!("growth-record-lost/{pair}/{press}"),
            Self::MentorAsked { pair } => format!("mentor-asked/{pair}"),
            Self::MentorAnswered { pair } => format!("mentor-answered/{pair}"),
            Self::MentorToLead { pair } => format!("mentor-to-lead/{pair}"),
            Self::Cohort(news) => news.key(),
            Self::Card { person, on, nth } => format!("card/{person}/{on}/{nth}"),
        }
    }
}
