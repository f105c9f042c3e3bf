//! Walks a message or a view along the tables of `shapes.rs` and writes down every complaint.
//!
//! Also here: the rules between members, and those that need to remember what came before (ids that must
//! be unique, one focus per view).

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{
    Surface, chart, rich_text,
    shapes::{self, Place, Rule, Shape, Texts},
};
use crate::sandbox::workspace::word;

/// Collects complaints about one message or view.
pub(super) struct Inspector {
    pub(super) complaints: Vec<String>,
    surface: Surface,
    block_ids: BTreeSet<String>,
    /// `action_id`s of the block being looked at.
    action_ids: BTreeSet<String>,
    focused: usize,
    inputs: usize,
    markdown: usize,
    charts: usize,
}

impl Inspector {
    pub(super) fn new(surface: Surface) -> Self {
        Self {
            complaints: Vec::new(),
            surface,
            block_ids: BTreeSet::new(),
            action_ids: BTreeSet::new(),
            focused: 0,
            inputs: 0,
            markdown: 0,
            charts: 0,
        }
    }

    pub(super) fn complain(&mut self, path: &str, what: impl AsRef<str>) {
        self.complaints.push(format!("[ERROR] {} [json-pointer:{path}]", what.as_ref()));
    }

    /// A view: its own members, then its blocks.
    pub(super) fn view(&mut self, view: &Value) {
        let Some(object) = view.as_object() else {
            return self.complain("/view", "must provide an object");
        };
        let wanted = if self.surface == Surface::Home { "home" } else { "modal" };
        if word(view, "type") != wanted {
            self.complain("/view/type", format!("must be {wanted}"));
        }
        self.members("/view", object, shapes::view(self.surface), &["blocks"]);
        match view.get("blocks") {
            None => self.complain("/view", "missing required field: blocks"),
            Some(blocks) => self.blocks_at("/view/blocks", blocks),
        }
        let submits = view.get("submit").is_some_and(|submit| !submit.is_null());
        if self.surface == Surface::Modal && self.inputs > 0 && !submits {
            self.complain("/view", "missing required field: submit (there are input blocks)");
        }
        if self.focused > 1 {
            self.complain("/view/blocks", "only one element may have focus_on_load");
        }
    }

    /// The blocks of a message.
    pub(super) fn blocks(&mut self, blocks: &Value) {
        self.blocks_at("/blocks", blocks);
    }

    fn blocks_at(&mut self, path: &str, blocks: &Value) {
        let Some(list) = blocks.as_array() else { return self.complain(path, "must be an array") };
        let most = if self.surface == Surface::Message { 50 } else { 100 };
        if list.len() > most {
            self.complain(path, format!("no more than {most} items allowed"));
        }
        for (at, block) in list.iter().enumerate() {
            self.block(&format!("{path}/{at}"), block);
        }
        if self.charts > 2 {
            self.complain(path, "no more than 2 data_visualization blocks allowed");
        }
        if self.markdown > 12_000 {
            self.complain(path, "markdown blocks together hold more than 12000 characters");
        }
    }

    fn block(&mut self, path: &str, block: &Value) {
        let Some(object) = block.as_object() else {
            return self.complain(path, "must provide an object");
        };
        let kind = word(block, "type");
        let Some(shape) = shapes::block(kind, self.surface) else {
            return self.complain(path, "unsupported type");
        };
        self.action_ids.clear();
        self.block_id(path, block);
        self.members(path, object, shape, &["block_id"]);
        match kind {
            "section" if block.get("text").is_none() && block.get("fields").is_none() => {
                self.complain(path, "missing required field: text or fields");
            }
            "image" => self.one_picture(path, object),
            "input" => {
                self.inputs += 1;
                if block["element"]["type"] == "file_input" && self.surface != Surface::Modal {
                    self.complain(path, "a file_input stands in modals only");
                }
                let dispatches = block["dispatch_action"] == true;
                if block["element"]["type"] == "file_input" && dispatches {
                    self.complain(path, "a file_input cannot dispatch");
                }
                if block["element"].get("dispatch_action_config").is_some() && !dispatches {
                    self.complain(
                        path,
                        "dispatch_action_config means nothing without dispatch_action",
                    );
                }
            }
            "data_visualization" => self.charts += 1,
            "markdown" => self.markdown += word(block, "text").chars().count(),
            _ => {}
        }
    }

    fn block_id(&mut self, path: &str, block: &Value) {
        let Some(id) = block.get("block_id") else { return };
        let path = format!("{path}/block_id");
        self.follow(&path, id, Rule::Words(1, 255), block);
        if let Some(id) = id.as_str().filter(|id| !self.block_ids.insert((*id).to_owned())) {
            self.complain(&path, format!("block_id \"{id}\" already exists"));
        }
    }

    /// Required members, allowed members, and nothing else.
    fn members(&mut self, path: &str, object: &Map<String, Value>, shape: Shape, also: &[&str]) {
        for (key, _) in shape.must {
            if object.get(*key).is_none_or(Value::is_null) {
                self.complain(path, format!("missing required field: {key}"));
            }
        }
        let whole = Value::Object(object.clone());
        for (key, value) in object {
            // A null is not an absent member: Slack refuses it, so the rules see it like any other value.
            if key == "type" || also.contains(&key.as_str()) {
                continue;
            }
            let rule = shape.must.iter().chain(shape.may).find(|(name, _)| name == key);
            match rule {
                Some((_, rule)) => self.follow(&format!("{path}/{key}"), value, *rule, &whole),
                None => self.complain(path, format!("invalid additional property: {key}")),
            }
        }
    }

    /// Whether a value follows its rule; `owner` is the object it is a member of.
    fn follow(&mut self, path: &str, value: &Value, rule: Rule, owner: &Value) {
        match rule {
            Rule::Plain(most) => self.text(path, value, most, Texts::Plain),
            Rule::Text(most) => self.text(path, value, most, Texts::Any),
            Rule::Texts(count, most) => {
                for (at, text) in self.list(path, value, 1, count).iter().enumerate() {
                    self.text(&format!("{path}/{at}"), text, most, Texts::Any);
                }
            }
            Rule::Words(least, most) => self.words(path, value, least, most),
            Rule::OneOf(words) => {
                if !value.as_str().is_some_and(|word| words.contains(&word)) {
                    self.complain(path, "must be a valid enum value");
                }
            }
            Rule::Flag if value.is_boolean() => {
                self.focused += usize::from(path.ends_with("/focus_on_load") && *value == true);
            }
            Rule::Flag => self.complain(path, "must be a boolean"),
            Rule::Whole(low, high) => {
                if !value.as_i64().is_some_and(|number| (low..=high).contains(&number)) {
                    self.complain(path, format!("must be a whole number from {low} to {high}"));
                }
            }
            Rule::Date => self.pattern(path, value, "0000-00-00"),
            Rule::Time => self.pattern(path, value, "00:00"),
            Rule::Url(most) => {
                self.words(path, value, 1, most);
                if !value.as_str().is_some_and(|url| url.starts_with("http")) {
                    self.complain(path, "must be a valid URL");
                }
            }
            Rule::List(most) => drop(self.list(path, value, 0, most)),
            Rule::Object if value.is_object() || value.is_array() => {}
            Rule::Object => self.complain(path, "must provide an object"),
            Rule::Options(most, texts) => self.options(path, value, most, texts),
            Rule::Groups => self.groups(path, value),
            Rule::Offered => self.offered(path, value, owner),
            Rule::OfferedList => {
                for option in self.list(path, value, 1, 100) {
                    self.offered(path, option, owner);
                }
            }
            Rule::Confirm => self.confirm(path, value),
            Rule::Dispatch => self.dispatch(path, value),
            Rule::Element(place) => self.element(path, value, place),
            Rule::Elements(place, most) => {
                for (at, element) in self.list(path, value, 1, most).iter().enumerate() {
                    self.element(&format!("{path}/{at}"), element, place);
                }
            }
            Rule::Chart => chart::inspect(self, path, value),
            Rule::Rich => rich_text::inspect(self, path, value),
        }
    }

    /// The list's items when it has an allowed length; a complaint and what there is otherwise.
    pub(super) fn list<'v>(
        &mut self,
        path: &str,
        value: &'v Value,
        least: usize,
        most: usize,
    ) -> &'v [Value] {
        let Some(list) = value.as_array() else {
            self.complain(path, "must be an array");
            return &[];
        };
        if list.len() < least {
            self.complain(path, format!("no fewer than {least} items allowed"));
        }
        if list.len() > most {
            self.complain(path, format!("no more than {most} items allowed"));
        }
        list
    }

    pub(super) fn words(&mut self, path: &str, value: &Value, least: usize, most: usize) {
        let Some(text) = value.as_str() else { return self.complain(path, "must be a string") };
        let length = text.chars().count();
        if length < least {
            self.complain(path, format!("must be more than {} characters", least - 1));
        }
        if length > most {
            self.complain(path, format!("must be less than {} characters", most + 1));
        }
    }

    fn text(&mut self, path: &str, value: &Value, most: usize, texts: Texts) {
        let Some(object) = value.as_object() else {
            return self.complain(path, "must provide an object");
        };
        let kind = word(value, "type");
        if kind != "plain_text" && (kind != "mrkdwn" || texts == Texts::Plain) {
            self.complain(path, "must be of an allowed text type");
        }
        for key in object.keys() {
            let allowed = match key.as_str() {
                "type" | "text" => true,
                "emoji" => kind == "plain_text" && value["emoji"].is_boolean(),
                "verbatim" => kind == "mrkdwn" && value["verbatim"].is_boolean(),
                _ => false,
            };
            if !allowed {
                self.complain(path, format!("invalid additional property: {key}"));
            }
        }
        self.words(&format!("{path}/text"), value.get("text").unwrap_or(&Value::Null), 1, most);
    }

    fn pattern(&mut self, path: &str, value: &Value, shape: &str) {
        let text = value.as_str().unwrap_or_default();
        let fits = |(c, s): (u8, u8)| if s == b'0' { c.is_ascii_digit() } else { c == s };
        if text.len() != shape.len() || !text.bytes().zip(shape.bytes()).all(fits) {
            self.complain(path, format!("must be formatted like {shape}"));
        }
    }

    fn options(&mut self, path: &str, value: &Value, most: usize, texts: Texts) {
        let mut values = BTreeSet::new();
        for (at, option) in self.list(path, value, 1, most).iter().enumerate() {
            let path = format!("{path}/{at}");
            let Some(object) = option.as_object() else {
                self.complain(&path, "must provide an object");
                continue;
            };
            self.text(&format!("{path}/text"), &option["text"], 75, texts);
            self.words(&format!("{path}/value"), &option["value"], 1, 150);
            for key in object.keys() {
                match key.as_str() {
                    "text" | "value" => {}
                    "description" => {
                        self.text(
                            &format!("{path}/description"),
                            &option["description"],
                            75,
                            texts,
                        );
                    }
                    "url" => self.words(&format!("{path}/url"), &option["url"], 1, 3000),
                    _ => self.complain(&path, format!("invalid additional property: {key}")),
                }
            }
            if !values.insert(word(option, "value").to_owned()) {
                self.complain(&path, "option values must be unique");
            }
        }
    }

    fn groups(&mut self, path: &str, value: &Value) {
        for (at, group) in self.list(path, value, 1, 100).iter().enumerate() {
            let path = format!("{path}/{at}");
            self.text(&format!("{path}/label"), &group["label"], 75, Texts::Plain);
            self.options(&format!("{path}/options"), &group["options"], 100, Texts::Plain);
        }
    }

    /// An initial option must be exactly one of those offered.
    fn offered(&mut self, path: &str, option: &Value, element: &Value) {
        let plain = element["options"].as_array().into_iter().flatten();
        let groups = element["option_groups"].as_array().into_iter().flatten();
        let grouped = groups.flat_map(|group| group["options"].as_array().into_iter().flatten());
        if !plain.chain(grouped).any(|offered| offered == option) {
            self.complain(path, "initial option must be among the options");
        }
    }

    fn confirm(&mut self, path: &str, value: &Value) {
        let Some(object) = value.as_object() else {
            return self.complain(path, "must provide an object");
        };
        let shape = Shape {
            must: &[
                ("title", Rule::Plain(100)),
                ("text", Rule::Text(300)),
                ("confirm", Rule::Plain(30)),
                ("deny", Rule::Plain(30)),
            ],
            may: &[("style", Rule::OneOf(&["primary", "danger"]))],
        };
        self.members(path, object, shape, &[]);
    }

    fn dispatch(&mut self, path: &str, value: &Value) {
        let Some(object) = value.as_object() else {
            return self.complain(path, "must provide an object");
        };
        for key in object.keys().filter(|key| *key != "trigger_actions_on") {
            self.complain(path, format!("invalid additional property: {key}"));
        }
        let known = ["on_enter_pressed", "on_character_entered"];
        for trigger in self.list(path, &value["trigger_actions_on"], 1, 2) {
            if !trigger.as_str().is_some_and(|trigger| known.contains(&trigger)) {
                self.complain(path, "must be a valid enum value");
            }
        }
    }

    fn element(&mut self, path: &str, element: &Value, place: Place) {
        let Some(object) = element.as_object() else {
            return self.complain(path, "must provide an object");
        };
        let kind = word(element, "type");
        match shapes::places(kind) {
            None => return self.complain(path, "unsupported type"),
            Some(places) if !places.contains(&place) => {
                return self.complain(path, "this element is not allowed here");
            }
            Some(_) => {}
        }
        // Context blocks hold bare text objects beside images.
        let Some(shape) = shapes::element(kind) else {
            return self.text(path, element, 2000, Texts::Any);
        };
        self.members(path, object, shape, &[]);
        self.between_members(path, element, kind);
        let action = word(element, "action_id");
        if !action.is_empty() && !self.action_ids.insert(action.to_owned()) {
            self.complain(path, format!("`action_id` already exists: {action}"));
        }
    }

    /// Rules that concern two members of an element.
    fn between_members(&mut self, path: &str, element: &Value, kind: &str) {
        match kind {
            "image" => self.one_picture(path, element.as_object().unwrap_or(&Map::new())),
            "static_select" | "multi_static_select"
                if element.get("options").is_some() == element.get("option_groups").is_some() =>
            {
                self.complain(path, "exactly one of options and option_groups is required");
            }
            "plain_text_input" => {
                let number = |key: &str| element[key].as_i64();
                let crossed = number("min_length")
                    .zip(number("max_length"))
                    .is_some_and(|(least, most)| least > most);
                let initial = word(element, "initial_value").chars().count();
                let most = number("max_length").and_then(|most| usize::try_from(most).ok());
                if crossed || most.is_some_and(|most| initial > most) {
                    self.complain(
                        path,
                        "min_length, max_length and initial_value contradict each other",
                    );
                }
            }
            _ => {}
        }
    }

    fn one_picture(&mut self, path: &str, image: &Map<String, Value>) {
        if image.contains_key("image_url") == image.contains_key("slack_file") {
            self.complain(path, "exactly one of image_url and slack_file is required");
        }
    }
}
