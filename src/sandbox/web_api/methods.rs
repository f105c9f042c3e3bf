//! The methods this workspace has, each with its tier and its way in.
//!
//! Scopes are checked by the methods themselves, because for conversations they depend on the kind.

use serde_json::{Value, json};

use super::{Call, Reply};
use crate::sandbox::{
    limits::Tier,
    workspace::{BOT, BOT_USER, TEAM},
};

/// Every method the app calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    AuthTest,
    UsersInfo,
    UsersLookupByEmail,
    UsersList,
    ConversationsOpen,
    ConversationsInfo,
    ConversationsMembers,
    ConversationsHistory,
    ConversationsReplies,
    ChatPostMessage,
    ChatUpdate,
    ChatDelete,
    ChatPostEphemeral,
    ChatGetPermalink,
    FilesGetUploadUrlExternal,
    FilesCompleteUploadExternal,
    ViewsOpen,
    ViewsPush,
    ViewsUpdate,
    ViewsPublish,
}

const ALL: [Method; 20] = [
    Method::AuthTest,
    Method::UsersInfo,
    Method::UsersLookupByEmail,
    Method::UsersList,
    Method::ConversationsOpen,
    Method::ConversationsInfo,
    Method::ConversationsMembers,
    Method::ConversationsHistory,
    Method::ConversationsReplies,
    Method::ChatPostMessage,
    Method::ChatUpdate,
    Method::ChatDelete,
    Method::ChatPostEphemeral,
    Method::ChatGetPermalink,
    Method::FilesGetUploadUrlExternal,
    Method::FilesCompleteUploadExternal,
    Method::ViewsOpen,
    Method::ViewsPush,
    Method::ViewsUpdate,
    Method::ViewsPublish,
];

impl Method {
    pub(super) fn parse(name: &str) -> Option<Self> {
        ALL.into_iter().find(|method| method.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AuthTest => "auth.test",
            Self::UsersInfo => "users.info",
            Self::UsersLookupByEmail => "users.lookupByEmail",
            Self::UsersList => "users.list",
            Self::ConversationsOpen => "conversations.open",
            Self::ConversationsInfo => "conversations.info",
            Self::ConversationsMembers => "conversations.members",
            Self::ConversationsHistory => "conversations.history",
            Self::ConversationsReplies => "conversations.replies",
            Self::ChatPostMessage => "chat.postMessage",
            Self::ChatUpdate => "chat.update",
            Self::ChatDelete => "chat.delete",
            Self::ChatPostEphemeral => "chat.postEphemeral",
            Self::ChatGetPermalink => "chat.getPermalink",
            Self::FilesGetUploadUrlExternal => "files.getUploadURLExternal",
            Self::FilesCompleteUploadExternal => "files.completeUploadExternal",
            Self::ViewsOpen => "views.open",
            Self::ViewsPush => "views.push",
            Self::ViewsUpdate => "views.update",
            Self::ViewsPublish => "views.publish",
        }
    }

    pub(super) fn tier(self) -> Tier {
        match self {
            Self::UsersList => Tier::Two,
            Self::UsersLookupByEmail
            | Self::ConversationsOpen
            | Self::ConversationsInfo
            | Self::ConversationsHistory
            | Self::ConversationsReplies
            | Self::ChatUpdate
            | Self::ChatDelete => Tier::Three,
            Self::UsersInfo
            | Self::ConversationsMembers
            | Self::ChatPostEphemeral
            | Self::FilesGetUploadUrlExternal
            | Self::FilesCompleteUploadExternal
            | Self::ViewsOpen
            | Self::ViewsPush
            | Self::ViewsUpdate
            | Self::ViewsPublish => Tier::Four,
            Self::ChatPostMessage => Tier::Posting,
            Self::AuthTest | Self::ChatGetPermalink => Tier::Special,
        }
    }

    pub(super) fn carry_out(self, call: &mut Call<'_>) -> Reply {
        match self {
            Self::AuthTest => Ok(auth_test(call)),
            Self::UsersInfo => call.users_info(),
            Self::UsersLookupByEmail => call.users_lookup_by_email(),
            Self::UsersList => call.users_list(),
            Self::ConversationsOpen => call.conversations_open(),
            Self::ConversationsInfo => call.conversations_info(),
            Self::ConversationsMembers => call.conversations_members(),
            Self::ConversationsHistory => call.conversations_history(),
            Self::ConversationsReplies => call.conversations_replies(),
            Self::ChatPostMessage => call.post_message(),
            Self::ChatUpdate => call.update_message(),
            Self::ChatDelete => call.delete_message(),
            Self::ChatPostEphemeral => call.post_ephemeral(),
            Self::ChatGetPermalink => call.get_permalink(),
            Self::FilesGetUploadUrlExternal => call.get_upload_url(),
            Self::FilesCompleteUploadExternal => call.complete_upload(),
            Self::ViewsOpen => call.views_open(),
            Self::ViewsPush => call.views_push(),
            Self::ViewsUpdate => call.views_update(),
            Self::ViewsPublish => call.views_publish(),
        }
    }
}

fn auth_test(call: &Call<'_>) -> Value {
    json!({
        "url": "https://sandbox.slack.com/",
        "team": "Sandbox",
        "user": call.manifest.bot_name().to_lowercase(),
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": false,
    })
}
