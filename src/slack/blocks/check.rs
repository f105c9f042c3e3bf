//! What Slack would refuse, found before Slack sees it. Tests and the gallery run it over everything we say.
//!
//! Our words are cut by their constructors; this looks for what cannot be cut: counts, ids, values, empty texts.

use std::collections::BTreeSet;

use super::{
    Block, Button, Kind, Message, View,
    chart::Chart,
    input::{Choice, Control, Input},
    limits,
};

/// What Slack would refuse about a message; empty is good.
pub fn check(message: &Message) -> Vec<String> {
    let mut problems = Problems::default();
    problems.filled("fallback text", &message.text);
    problems.at_most("blocks in a message", message.blocks.len(), limits::MESSAGE_BLOCKS);
    problems.at_most("characters people wrote", message.user_chars(), limits::MESSAGE_USER_TEXT);
    for block in &message.blocks {
        if matches!(block.0, Kind::Input(_)) {
            problems.0.push("an input stands in a message".to_owned());
        }
    }
    let charts = message.blocks.iter().filter(|block| matches!(block.0, Kind::Chart(_))).count();
    problems.at_most("charts in a message", charts, limits::CHARTS);
    problems.blocks(&message.blocks);
    problems.0
}

/// What Slack would refuse about a view; empty is good.
pub fn check_view(view: &View) -> Vec<String> {
    let mut problems = Problems::default();
    let asks = view.blocks().iter().any(|block| matches!(block.0, Kind::Input(_)));
    match view {
        View::Modal(modal) => {
            problems.filled("modal title", &modal.title);
            problems.identifier("callback_id", &modal.callback_id);
            problems.length("private_metadata", &modal.metadata, limits::PRIVATE_METADATA);
            if asks && modal.submit.is_none() {
                problems.0.push("a modal with inputs has no submit label".to_owned());
            }
        }
        View::Home(home) => {
            problems.length("private_metadata", &home.metadata, limits::PRIVATE_METADATA);
        }
    }
    problems.at_most("blocks in a view", view.blocks().len(), limits::VIEW_BLOCKS);
    if view.blocks().iter().any(|block| matches!(block.0, Kind::Chart(_))) {
        problems.0.push("a chart stands in a view".to_owned());
    }
    problems.blocks(view.blocks());
    problems.0
}

#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut seen = BTreeSet::new();
        for block in blocks {
            if let Some(id) = block.block_id()
                && !seen.insert(id)
            {
                self.0.push(format!("block_id {id} stands twice"));
            }
            self.block(&block.0);
        }
    }

    fn block(&mut self, kind: &Kind) {
        match kind {
            Kind::Say(words) => self.filled("section", words),
            Kind::Header(words) => self.filled("header", words),
            Kind::Small(words) => self.filled("context", words),
            Kind::Divider => {}
            Kind::Facts(facts) => {
                self.some("facts", facts.len(), limits::FIELDS);
                for (label, _) in facts {
                    self.filled("label of a fact", label);
                }
            }
            Kind::Quote { label, text } | Kind::Code { label, text } => {
                self.filled("label of a quote", label);
                self.filled("quoted text", text.expose());
            }
            Kind::Link { label, link } => {
                self.filled("label of a link", label);
                self.filled("link", link.as_str());
            }
            Kind::Buttons { block_id, buttons } => self.buttons(block_id, buttons),
            Kind::Image { url, alt } => {
                self.filled("image address", url);
                self.length("image address", url, limits::IMAGE_URL);
                self.filled("alternative text", alt);
            }
            Kind::Chart(chart) => self.chart(chart),
            Kind::Input(input) => self.input(input),
        }
    }

    fn buttons(&mut self, block_id: &str, buttons: &[Button]) {
        self.identifier("block_id", block_id);
        self.some("buttons", buttons.len(), limits::BUTTONS);
        let mut seen = BTreeSet::new();
        for button in buttons {
            self.filled("button label", &button.label);
            self.identifier("action_id", &button.action_id);
            self.length("button value", &button.value, limits::BUTTON_VALUE);
            if !seen.insert(&button.action_id) {
                self.0.push(format!("action_id {} stands twice in {block_id}", button.action_id));
            }
            if let Some(confirm) = &button.confirm {
                for words in [&confirm.title, &confirm.text, &confirm.yes, &confirm.no] {
                    self.filled("confirmation", words);
                }
            }
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.filled("title of a chart", &chart.title);
        self.some("groups of a chart", chart.groups.len(), limits::CHART_GROUPS);
        self.some("series of a chart", chart.series.len(), limits::CHART_SERIES);
        let mut seen = BTreeSet::new();
        for label in chart.groups.iter().chain(chart.series.iter().map(|series| &series.name)) {
            self.filled("label in a chart", label);
            if !seen.insert(label) {
                self.0.push(format!("{label} stands twice in a chart"));
            }
        }
        if chart.series.iter().any(|series| series.values.len() != chart.groups.len()) {
            self.0.push("a series of a chart has not one value for each group".to_owned());
        }
    }

    fn input(&mut self, input: &Input) {
        self.identifier("block_id", &input.block_id);
        self.filled("input label", &input.label);
        if let Some(action_id) = &input.dispatch {
            self.identifier("action_id", action_id);
        }
        match &input.control {
            Control::Select { options, .. } => self.options(options, limits::SELECT_OPTIONS),
            Control::Checkboxes { options, .. } => self.options(options, limits::CHECKBOX_OPTIONS),
            Control::Text { initial, max, .. } => {
                let chars = initial.as_ref().map_or(0, |text| text.expose().chars().count());
                self.at_most("characters to begin with", chars, *max);
            }
            Control::Date { .. }
            | Control::Time { .. }
            | Control::Moment { .. }
            | Control::Person { .. }
            | Control::Channel { .. } => {}
            Control::People { initial, most } => {
                self.at_most("people to begin with", initial.len(), *most);
            }
        }
    }

    fn options(&mut self, options: &[Choice], most: usize) {
        self.some("options", options.len(), most);
        let mut seen = BTreeSet::new();
        for option in options {
            self.filled("option", &option.label);
            self.filled("option value", &option.value);
            self.length("option label", &option.label, limits::OPTION_LABEL);
            self.length("option value", &option.value, limits::OPTION_VALUE);
            if !seen.insert(&option.value) {
                self.0.push(format!("option {} stands twice", option.value));
            }
        }
    }

    fn identifier(&mut self, what: &str, id: &str) {
        self.filled(what, id);
        self.length(what, id, limits::IDENTIFIER);
    }

    fn filled(&mut self, what: &str, words: &str) {
        if words.trim().is_empty() {
            self.0.push(format!("{what} is empty"));
        }
    }

    fn length(&mut self, what: &str, words: &str, most: usize) {
        let chars = words.chars().count();
        if chars > most {
            self.0.push(format!("{what} has {chars} characters of {most}"));
        }
    }

    fn some(&mut self, what: &str, count: usize, most: usize) {
        if count == 0 {
            self.0.push(format!("no {what}"));
        }
        self.at_most(what, count, most);
    }

    fn at_most(&mut self, what: &str, count: usize, most: usize) {
        if count > most {
            self.0.push(format!("{count} {what}, of {most}"));
        }
    }
}

impl Block {
    fn block_id(&self) -> Option<&str> {
        match &self.0 {
            Kind::Buttons { block_id, .. } => Some(block_id),
            Kind::Input(input) => Some(&input.block_id),
            Kind::Say(_)
            | Kind::Header(_)
            | Kind::Small(_)
            | Kind::Divider
            | Kind::Facts(_)
            | Kind::Quote { .. }
            | Kind::Code { .. }
            | Kind::Link { .. }
            | Kind::Chart(_)
            | Kind::Image { .. } => None,
        }
    }
}
