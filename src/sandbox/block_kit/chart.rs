//! What a `data_visualization` block draws: a pie, or bars, areas or lines along the same categories.
//!
//! Slack's reference says six segments and six series; client libraries have met twelve. The smaller number holds here.

use std::collections::BTreeSet;

use serde_json::Value;

use super::inspect::Inspector;
use crate::sandbox::workspace::word;

/// Segments of a pie, and series of the others.
const PARTS: usize = 6;
/// Values of a series.
const VALUES: usize = 20;
/// The name of a part, a category or a value.
const LABEL: usize = 20;
/// What stands along an axis.
const AXIS: usize = 50;

pub(super) fn inspect(inspector: &mut Inspector, path: &str, chart: &Value) {
    match word(chart, "type") {
        "pie" => {
            only(inspector, path, chart, &["type", "segments"]);
            for (at, segment) in
                inspector.list(path, &chart["segments"], 1, PARTS).iter().enumerate()
            {
                let path = format!("{path}/segments/{at}");
                point(inspector, &path, segment);
                if segment["value"].as_f64().is_some_and(|value| value <= 0.0) {
                    inspector.complain(&path, "must be greater than 0");
                }
            }
        }
        "bar" | "area" | "line" => along_an_axis(inspector, path, chart),
        _ => inspector.complain(path, "must be a valid enum value"),
    }
}

fn along_an_axis(inspector: &mut Inspector, path: &str, chart: &Value) {
    only(inspector, path, chart, &["type", "series", "axis_config"]);
    let axis = &chart["axis_config"];
    let axis_path = format!("{path}/axis_config");
    only(inspector, &axis_path, axis, &["categories", "x_label", "y_label"]);
    let categories = inspector.list(&axis_path, &axis["categories"], 1, VALUES);
    for category in categories {
        inspector.words(&axis_path, category, 1, LABEL);
    }
    for label in ["x_label", "y_label"] {
        if let Some(label) = axis.get(label) {
            inspector.words(&axis_path, label, 1, AXIS);
        }
    }
    let mut names = BTreeSet::new();
    for (at, series) in inspector.list(path, &chart["series"], 1, PARTS).iter().enumerate() {
        let path = format!("{path}/series/{at}");
        only(inspector, &path, series, &["name", "data"]);
        inspector.words(&path, &series["name"], 1, LABEL);
        if !names.insert(word(series, "name")) {
            inspector.complain(&path, "series names must be unique");
        }
        let data = inspector.list(&path, &series["data"], 1, VALUES);
        for one in data {
            point(inspector, &path, one);
        }
        let labels: BTreeSet<&str> = data.iter().map(|one| word(one, "label")).collect();
        let wanted: BTreeSet<&str> = categories.iter().filter_map(Value::as_str).collect();
        if labels != wanted || data.len() != categories.len() {
            inspector.complain(&path, "there must be one data point for each category");
        }
    }
}

fn point(inspector: &mut Inspector, path: &str, point: &Value) {
    only(inspector, path, point, &["label", "value"]);
    inspector.words(path, &point["label"], 1, LABEL);
    if !point["value"].is_number() {
        inspector.complain(path, "must be a number");
    }
}

fn only(inspector: &mut Inspector, path: &str, value: &Value, known: &[&str]) {
    let Some(object) = value.as_object() else {
        return inspector.complain(path, "must provide an object");
    };
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        inspector.complain(path, format!("invalid additional property: {key}"));
    }
}
