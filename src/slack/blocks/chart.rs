//! A bar chart in a message: Slack draws it from the numbers.
//!
//! Charts are young: a workspace or a client that does not know them refuses the whole message, so whatever a chart shows
//! stands in the message's words too, and [`Message::without_charts`] is what is left to say. Slack takes at most two
//! charts a message, six series of twenty values, and short labels; nothing else is drawn here than bars.

use super::{Block, Kind, Message, limits, words::fit};

/// Bars in groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub(super) title: String,
    /// What the values are.
    pub(super) unit: String,
    /// What stands under each group.
    pub(super) groups: Vec<String>,
    pub(super) series: Vec<Series>,
}

/// The bars of one colour, one for each group.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub(super) name: String,
    pub(super) values: Vec<f64>,
}

impl Chart {
    /// A chart with no bars yet; `unit` says what its values are.
    pub fn new(title: &str, unit: &str) -> Self {
        Self {
            title: fit(title, limits::CHART_TITLE),
            unit: fit(unit, limits::CHART_TITLE),
            groups: Vec::new(),
            series: Vec::new(),
        }
    }

    /// Names its groups of bars; every series has one value for each.
    pub fn groups<T: AsRef<str>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        let names = names.into_iter().map(|name| fit(name.as_ref(), limits::CHART_LABEL));
        self.groups = names.collect();
        self
    }

    /// Adds the bars of one colour.
    pub fn series(mut self, name: &str, values: impl IntoIterator<Item = f64>) -> Self {
        let name = fit(name, limits::CHART_LABEL);
        self.series.push(Series { name, values: values.into_iter().collect() });
        self
    }
}

impl From<Chart> for Block {
    fn from(chart: Chart) -> Self {
        Self(Kind::Chart(chart))
    }
}

impl Message {
    /// The same in words alone.
    pub fn without_charts(&self) -> Self {
        let keeps = |block: &&Block| !matches!(block.0, Kind::Chart(_));
        Self {
            text: self.text.clone(),
            blocks: self.blocks.iter().filter(keeps).cloned().collect(),
        }
    }
}
