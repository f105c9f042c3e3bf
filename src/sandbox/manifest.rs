//! What `manifest.yml` grants the app: scopes, bot events, slash commands, shortcuts.
//!
//! The workspace refuses whatever this file does not name, which is how a forgotten scope is noticed on the
//! developer's machine. It does not judge the manifest's other keys; Slack's JSON Schema does that.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The manifest this crate ships.
const SHIPPED: &str = include_str!("../../manifest.yml");

/// The parts of an app manifest that decide what an app may do.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Manifest {
    features: Features,
    oauth_config: OauthConfig,
    settings: Settings,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Features {
    app_home: AppHome,
    bot_user: BotUser,
    #[serde(default)]
    slash_commands: Vec<SlashCommand>,
    #[serde(default)]
    shortcuts: Vec<Shortcut>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct AppHome {
    #[serde(default)]
    home_tab_enabled: bool,
    #[serde(default)]
    messages_tab_enabled: bool,
    #[serde(default)]
    messages_tab_read_only_enabled: bool,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct BotUser {
    display_name: String,
}

/// A slash command people can type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SlashCommand {
    /// The word with its slash.
    pub command: String,
    /// What the composer says about it.
    pub description: String,
    /// What may stand after it.
    #[serde(default)]
    pub usage_hint: String,
    /// Whether `@name` arrives as `<@U…|name>`.
    #[serde(default)]
    pub should_escape: bool,
}

/// Something in the menu of every message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Shortcut {
    /// What the menu says.
    pub name: String,
    /// Which one it is, in payloads.
    pub callback_id: String,
    /// What comes of it.
    pub description: String,
    #[serde(rename = "type")]
    kind: ShortcutKind,
}

/// Where a shortcut is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ShortcutKind {
    Message,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct OauthConfig {
    scopes: Scopes,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Scopes {
    bot: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Settings {
    event_subscriptions: EventSubscriptions,
    interactivity: Interactivity,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct EventSubscriptions {
    bot_events: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Interactivity {
    is_enabled: bool,
}

/// The manifest could not be read.
#[derive(Debug, thiserror::Error)]
#[error("manifest.yml is not an app manifest: {0}")]
pub struct ManifestError(String);

impl Manifest {
    /// The manifest this crate ships.
    ///
    /// # Errors
    /// When the file compiled in is not a manifest, which a test excludes.
    pub fn shipped() -> Result<Self, ManifestError> {
        Self::parse(SHIPPED)
    }

    /// Reads a manifest in YAML.
    ///
    /// # Errors
    /// When a key this workspace needs is missing or of the wrong type.
    pub fn parse(yaml: &str) -> Result<Self, ManifestError> {
        serde_saphyr::from_str(yaml).map_err(|e| ManifestError(e.to_string()))
    }

    /// The same manifest without one scope, to see what an incomplete install does.
    #[must_use]
    pub fn without_scope(mut self, scope: &str) -> Self {
        self.oauth_config.scopes.bot.remove(scope);
        self
    }

    /// Whether the bot token carries this scope.
    pub fn grants(&self, scope: &str) -> bool {
        self.oauth_config.scopes.bot.contains(scope)
    }

    /// Every granted scope, as Slack lists them in `provided`.
    pub fn scopes(&self) -> String {
        let scopes: Vec<&str> = self.oauth_config.scopes.bot.iter().map(String::as_str).collect();
        scopes.join(",")
    }

    /// Whether the app asked for this event and may see it.
    ///
    /// Slack refuses to save a subscription whose scope is missing; here such an event is simply never sent.
    pub fn sends(&self, event: &str) -> bool {
        let scope_held = match event {
            "message.im" => self.grants("im:history"),
            "message.mpim" => self.grants("mpim:history"),
            "message.channels" => self.grants("channels:history"),
            "channel_archive"
            | "channel_unarchive"
            | "channel_deleted"
            | "channel_left"
            | "channel_rename"
            | "channel_shared"
            | "channel_unshared"
            | "member_joined_channel"
            | "member_left_channel" => self.grants("channels:read"),
            "user_change" | "team_join" => self.grants("users:read"),
            _ => true,
        };
        scope_held && self.settings.event_subscriptions.bot_events.contains(event)
    }

    /// The registered slash commands; none without the `commands` scope.
    pub fn commands(&self) -> &[SlashCommand] {
        if self.grants("commands") { &self.features.slash_commands } else { &[] }
    }

    /// What the menu of a message offers; nothing without the `commands` scope.
    pub fn shortcuts(&self) -> &[Shortcut] {
        if self.grants("commands") { &self.features.shortcuts } else { &[] }
    }

    /// Whether buttons and modals reach the app.
    pub fn interactive(&self) -> bool {
        self.settings.interactivity.is_enabled
    }

    /// Whether `views.publish` shows anything.
    pub fn home_tab(&self) -> bool {
        self.features.app_home.home_tab_enabled
    }

    /// Whether people can type to the bot.
    pub fn messages_tab_open(&self) -> bool {
        let home = &self.features.app_home;
        home.messages_tab_enabled && !home.messages_tab_read_only_enabled
    }

    /// The bot's display name.
    pub fn bot_name(&self) -> &str {
        &self.features.bot_user.display_name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_manifest_parses_and_grants_no_more_than_is_needed() {
        let manifest = Manifest::shipped().unwrap();
        assert_eq!(
            manifest.scopes(),
            "channels:history,channels:read,chat:write,commands,files:write,im:history,im:write,mpim:history,mpim:read,mpim:write,\
             users:read,users:read.email"
        );
        assert_eq!(manifest.commands().len(), 3);
        assert_eq!(manifest.shortcuts().len(), 3);
        assert!(manifest.commands().iter().all(|c| c.should_escape));
        assert!(manifest.home_tab() && manifest.messages_tab_open() && manifest.interactive());
    }

    #[test]
    fn every_subscribed_event_has_the_scope_it_needs() {
        let manifest = Manifest::shipped().unwrap();
        for event in &manifest.settings.event_subscriptions.bot_events {
            assert!(manifest.sends(event), "{event} has no scope");
        }
        assert!(!manifest.sends("message.groups"), "private channels are none of our business");
    }

    #[test]
    fn an_event_whose_scope_is_gone_is_not_sent() {
        let manifest = Manifest::shipped().unwrap().without_scope("im:history");
        assert!(!manifest.sends("message.im"));
        assert!(manifest.sends("message.mpim"));
    }
}
