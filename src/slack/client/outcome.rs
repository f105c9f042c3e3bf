//! How a call to Slack can end, and what each of Slack's refusals means for whoever asked.
//!
//! There is no error string in here: Slack's answers may repeat private text, so only codes and kinds leave the
//! folder. What is done about an outcome (wait, look it up, give up) is decided by the outbox, not here.

use std::{fmt, time::Duration};

/// How a call ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome<T> {
    /// Slack did it.
    Done(T),
    /// Slack did not do it, and asks not to be asked again for this long.
    RetryAfter(Duration),
    /// Not a byte of the request left: name, connection or TLS failed. Nothing happened.
    NotSent(Cause),
    /// Slack said definitely no.
    Refused(Refusal),
    /// Slack may have done it or not.
    Unknown(Cause),
}

impl<T> Outcome<T> {
    /// The same outcome with what Slack gave turned into something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(value) => Outcome::Done(change(value)),
            Self::RetryAfter(wait) => Outcome::RetryAfter(wait),
            Self::NotSent(cause) => Outcome::NotSent(cause),
            Self::Refused(refusal) => Outcome::Refused(refusal),
            Self::Unknown(cause) => Outcome::Unknown(cause),
        }
    }

    /// What Slack gave, or the outcome for the caller to hand on as its own.
    pub(super) fn or_end<U>(self) -> Result<T, Outcome<U>> {
        match self {
            Self::Done(value) => Ok(value),
            Self::RetryAfter(wait) => Err(Outcome::RetryAfter(wait)),
            Self::NotSent(cause) => Err(Outcome::NotSent(cause)),
            Self::Refused(refusal) => Err(Outcome::Refused(refusal)),
            Self::Unknown(cause) => Err(Outcome::Unknown(cause)),
        }
    }

    /// One word for a log or a metric.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::RetryAfter(_) => "retry_after",
            Self::NotSent(_) => "not_sent",
            Self::Refused(_) => "refused",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// Why nothing definite came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// No connection: name, TCP or TLS.
    #[error("no connection to Slack")]
    NoConnection,
    /// The request could not be put together, or its address is not one we talk to.
    #[error("an address the bot does not talk to")]
    BadAddress,
    /// It was held back on this machine.
    #[error("held back on this machine")]
    Held,
    /// No answer in time.
    #[error("no answer from Slack in time")]
    Timeout,
    /// The connection ended before the answer did.
    #[error("the connection to Slack ended early")]
    Cut,
    /// An HTTP status that says nothing about what happened.
    #[error("Slack answered with HTTP status {0}")]
    Status(u16),
    /// Slack says itself that part of the call may have succeeded.
    #[error("Slack failed inside")]
    Internal,
    /// An answer that could not be understood.
    #[error("an answer that could not be understood")]
    Unparsable,
}

/// What a refusal means for whoever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This will never be allowed for this recipient.
    Permanent,
    /// Nothing is allowed any more until an operator acts: everything pauses.
    Workspace,
    /// We sent something wrong: a bug, logged as an error.
    Ours,
    /// Whom or what it was for is not there any more.
    Gone,
    /// It may work later.
    Later,
    /// What it referred to is over: a trigger, a view that changed, a message that was deleted.
    Stale,
}

macro_rules! refusals {
    ($($verdict:ident { $($name:ident = $code:literal),+ $(,)? })+) => {
        /// A definite no, by Slack's own code.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Refusal {
            $($(#[doc = concat!("`", $code, "`")] $name,)+)+
            /// A code this version does not know. It holds only letters, digits and underscores.
            Other(String),
        }

        impl Refusal {
            /// The refusal Slack's code stands for.
            pub fn from_code(code: &str) -> Self {
                match code {
                    $($($code => Self::$name,)+)+
                    other => Self::Other(tame(other)),
                }
            }

            /// Slack's code.
            pub fn code(&self) -> &str {
                match self {
                    $($(Self::$name => $code,)+)+
                    Self::Other(code) => code,
                }
            }

            /// What it means. A code nobody has looked at yet counts as a bug, so that somebody does.
            pub fn verdict(&self) -> Verdict {
                match self {
                    $($(Self::$name)|+ => Verdict::$verdict,)+
                    Self::Other(_) => Verdict::Ours,
                }
            }

            /// Every code in the table, for tests that walk through all of them.
            pub const CODES: &'static [&'static str] = &[$($($code),+),+];
        }
    };
}

refusals! {
    Permanent {
        RestrictedAction = "restricted_action",
        ReadOnlyChannel = "restricted_action_read_only_channel",
        ThreadOnlyChannel = "restricted_action_thread_only_channel",
        NonThreadableChannel = "restricted_action_non_threadable_channel",
        ThreadLocked = "restricted_action_thread_locked",
        CannotReplyToMessage = "cannot_reply_to_message",
        MethodNotForChannelType = "method_not_supported_for_channel_type",
        CantUpdateMessage = "cant_update_message",
        CantDeleteMessage = "cant_delete_message",
        EditWindowClosed = "edit_window_closed",
        UserIsRestricted = "user_is_restricted",
        UserIsUltraRestricted = "user_is_ultra_restricted",
        UserNotVisible = "user_not_visible",
        AsUserNotSupported = "as_user_not_supported",
        PostingToChannelDenied = "posting_to_channel_denied",
        FileUploadsDisabled = "file_uploads_disabled",
        OnlyImages = "file_uploads_except_images_disabled",
        FileTypeNotAllowed = "file_type_not_allowed",
        FileSizeRestricted = "file_upload_size_restricted",
        StorageLimitReached = "storage_limit_reached",
    }
    Workspace {
        InvalidAuth = "invalid_auth",
        NotAuthed = "not_authed",
        AccountInactive = "account_inactive",
        TokenRevoked = "token_revoked",
        TokenExpired = "token_expired",
        MissingScope = "missing_scope",
        NoPermission = "no_permission",
        NotAllowedTokenType = "not_allowed_token_type",
        OrgLoginRequired = "org_login_required",
        EkmAccessDenied = "ekm_access_denied",
        AccessDenied = "access_denied",
        AccessLimited = "accesslimited",
        TwoFactorSetupRequired = "two_factor_setup_required",
        TeamAccessNotGranted = "team_access_not_granted",
        EnterpriseIsRestricted = "enterprise_is_restricted",
        TeamNotFound = "team_not_found",
        MessagesTabDisabled = "messages_tab_disabled",
    }
    Ours {
        InvalidBlocks = "invalid_blocks",
        InvalidBlocksFormat = "invalid_blocks_format",
        MessageTooLong = "msg_too_long",
        NoText = "no_text",
        TooManyAttachments = "too_many_attachments",
        MissingArgument = "missing_argument",
        InvalidArguments = "invalid_arguments",
        InvalidArgName = "invalid_arg_name",
        InvalidArrayArg = "invalid_array_arg",
        InvalidCharset = "invalid_charset",
        InvalidFormData = "invalid_form_data",
        InvalidPostType = "invalid_post_type",
        MissingPostType = "missing_post_type",
        InvalidJson = "invalid_json",
        JsonNotObject = "json_not_object",
        InvalidMetadataFormat = "invalid_metadata_format",
        InvalidMetadataSchema = "invalid_metadata_schema",
        MetadataTooLarge = "metadata_too_large",
        MetadataMustBeSentFromApp = "metadata_must_be_sent_from_app",
        ViewTooLarge = "view_too_large",
        DuplicateExternalId = "duplicate_external_id",
        PushLimitReached = "push_limit_reached",
        HomeNotEnabled = "not_enabled",
        InvalidCursor = "invalid_cursor",
        InvalidLimit = "invalid_limit",
        LimitRequired = "limit_required",
        InvalidOldest = "invalid_ts_oldest",
        InvalidLatest = "invalid_ts_latest",
        InvalidUserCombination = "invalid_user_combination",
        TooManyUsers = "too_many_users",
        NotEnoughUsers = "not_enough_users",
        UsersListNotSupplied = "users_list_not_supplied",
        UnknownMethod = "unknown_method",
        MethodDeprecated = "method_deprecated",
        DeprecatedEndpoint = "deprecated_endpoint",
    }
    Gone {
        ChannelNotFound = "channel_not_found",
        InvalidChannel = "invalid_channel",
        IsArchived = "is_archived",
        IsInactive = "is_inactive",
        NotInChannel = "not_in_channel",
        UserNotInChannel = "user_not_in_channel",
        UserNotFound = "user_not_found",
        UserDisabled = "user_disabled",
        UsersNotFound = "users_not_found",
        CannotDmBot = "cannot_dm_bot",
    }
    Later {
        ServiceUnavailable = "service_unavailable",
        MessageLimitExceeded = "message_limit_exceeded",
        TeamAddedToOrg = "team_added_to_org",
        RequestTimeout = "request_timeout",
        FileNotFound = "file_not_found",
    }
    Stale {
        ExpiredTrigger = "expired_trigger_id",
        ExchangedTrigger = "exchanged_trigger_id",
        InvalidTrigger = "invalid_trigger_id",
        TriggerExpired = "trigger_expired",
        TriggerExchanged = "trigger_exchanged",
        HashConflict = "hash_conflict",
        NotFound = "not_found",
        ViewNotFound = "view_not_found",
        MessageNotFound = "message_not_found",
        ThreadNotFound = "thread_not_found",
        UsedUrl = "used_url",
        ExpiredUrl = "expired_url",
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A code that may be logged: whatever is not a code by its looks could be anything, private text too.
fn tame(code: &str) -> String {
    let looks_like_one =
        code.len() <= 64 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if looks_like_one { code.to_owned() } else { "unreadable".to_owned() }
}
