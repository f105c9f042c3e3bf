//! Rust source as far as the rules need to read it: without comments and literals, and its paths resolved.
//!
//! This is no parser. It knows `crate::`, `self::` and `super::` and the braces of a `use`, which is how one file of a
//! crate names another one.

/// The source with comments, strings and character literals blanked out; lines stay where they were.
pub(crate) fn bare(source: &str) -> String {
    let mut bare = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = comment(rest)
            .or_else(|| raw_string(rest))
            .or_else(|| string(rest))
            .or_else(|| character(rest));
        match skipped {
            Some(length) => {
                bare.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
                rest = &rest[length..];
            }
            // A whole word at once, so that the `r` at the end of a word begins no raw string.
            None if is_word(first) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                bare.push_str(&rest[..length]);
                rest = &rest[length..];
            }
            None => {
                bare.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    bare
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.starts_with("/*").then(|| rest.find("*/").map_or(rest.len(), |end| end + 2))
}

fn raw_string(rest: &str) -> Option<usize> {
    let start = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let text = start.trim_start_matches('#');
    let close = format!("\"{}", "#".repeat(start.len() - text.len()));
    let inside = text.strip_prefix('"')?;
    let end = inside.find(&close)?;
    Some(rest.len() - inside.len() + end + close.len())
}

fn string(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let length = match inside.strip_prefix('\\') {
        // The first character after the backslash may be a quote itself.
        Some(escape) => 2 + escape.get(1..)?.find('\'')?,
        None => inside.chars().next()?.len_utf8(),
    };
    inside.get(length..)?.starts_with('\'').then_some(length + 2)
}

/// Every path in `bare` source that leads into this crate, as seen from the module `here`, with the line it begins in.
pub(crate) fn paths(bare: &str, here: &[&str]) -> Vec<(usize, Vec<String>)> {
    let tests = bare.find("mod tests {").unwrap_or(bare.len());
    let mut paths = Vec::new();
    for (place, _) in bare.match_indices("::") {
        let before = &bare[..place];
        let word = &before[before.rfind(|c| !is_word(c)).map_or(0, |end| end + 1)..];
        let begins = !before[..before.len() - word.len()].ends_with("::");
        let mut module: Vec<String> = here.iter().map(|&name| name.to_owned()).collect();
        if place > tests {
            module.push("tests".to_owned());
        }
        match word {
            "crate" => module.clear(),
            "super" => drop(module.pop()),
            "self" => {}
            _ => continue,
        }
        if begins {
            let mut found = Vec::new();
            follow(&bare[place..], module, &mut found);
            let line = before.matches('\n').count() + 1;
            paths.extend(found.into_iter().map(|path| (line, path)));
        }
    }
    paths
}

/// Walks a path on from where it may end or go on with `::`, and returns what comes after it.
fn follow<'a>(rest: &'a str, path: Vec<String>, found: &mut Vec<Vec<String>>) -> &'a str {
    match rest.trim_start().strip_prefix("::") {
        Some(next) => enter(next.trim_start(), path, found),
        None => {
            found.push(path);
            rest
        }
    }
}

/// Walks a path on into its next name, or into every branch of its braces, and returns what comes after it.
fn enter<'a>(next: &'a str, mut path: Vec<String>, found: &mut Vec<Vec<String>>) -> &'a str {
    if let Some(group) = next.strip_prefix('{') {
        return branches(group, &path, found);
    }
    let (word, after) = next.split_at(next.find(|c| !is_word(c)).unwrap_or(next.len()));
    match word {
        "super" => drop(path.pop()),
        "self" => {}
        // A `*`, or the `<` of a type: the path ends before it.
        "" => {
            found.push(path);
            return next;
        }
        name => path.push(name.to_owned()),
    }
    follow(after, path, found)
}

fn branches<'a>(mut group: &'a str, path: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    loop {
        group = group.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some(after) = group.strip_prefix('}') {
            return after;
        }
        let after = enter(group, path.to_vec(), found);
        // A new name after `as`, a `*`, or whatever else ends a branch.
        match after.find([',', '}']) {
            Some(end) => group = &after[end..],
            None => return "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads_to(source: &str, here: &[&str]) -> Vec<String> {
        paths(&bare(source), here).into_iter().map(|(_, path)| path.join("::")).collect()
    }

    #[test]
    fn comments_and_literals_are_blanked_out() {
        let source = "a // crate::b\n\"crate::c \\\" d\" r#\"\"crate::e\"# 'f' '\\'' &'life crate::g /* h */ for\"i\"";
        let bare = bare(source);
        assert_eq!(bare.split_whitespace().collect::<Vec<_>>(), ["a", "&'life", "crate::g", "for"]);
        assert_eq!(bare.len(), source.len());
    }

    #[test]
    fn a_path_is_followed_into_its_braces() {
        let source = "use crate::{app::App, slack::{self, answer::{Answer as A, B}, blocks::*}};";
        let found =
            ["app::App", "slack", "slack::answer::Answer", "slack::answer::B", "slack::blocks"];
        assert_eq!(leads_to(source, &["features"]), found);
    }

    #[test]
    fn a_path_is_seen_from_where_it_stands() {
        let here = ["features", "checkin", "prompt"];
        assert_eq!(leads_to("super::views::due()", &here), ["features::checkin::views::due"]);
        assert_eq!(leads_to("use super::super::calls::plan;", &here), ["features::calls::plan"]);
        assert_eq!(
            leads_to("use self::inner::X; pub(crate) fn f() { std::mem::take() }", &here),
            ["features::checkin::prompt::inner::X"]
        );
        assert_eq!(leads_to("Vec::<crate::store::Row>::new()", &here), ["store::Row"]);
        assert_eq!(leads_to("mod tests { use super::*; }", &here), ["features::checkin::prompt"]);
    }

    #[test]
    fn a_path_knows_its_line() {
        assert_eq!(paths("\n\nuse crate::app::App;", &[])[0].0, 3);
    }
}
