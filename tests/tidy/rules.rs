//! The rules about one file at a time, as functions over its name and text.

use std::path::Path;

use crate::code;

/// From here on a file is worth a question.
pub(crate) const LONG: usize = 400;
const TOO_LONG: usize = 500;
const SAYS_NOTHING: [&str; 8] =
    ["util", "utils", "helper", "helpers", "manager", "service", "services", "common"];

/// Whether a file opens with what it is.
pub(crate) fn says_what_it_is(text: &str) -> bool {
    text.lines()
        .next()
        .is_some_and(|line| line.strip_prefix("//! ").is_some_and(|words| !words.trim().is_empty()))
}

/// Whether a file or one of its folders is called something that fits everything.
pub(crate) fn name_says_nothing(path: &str) -> bool {
    Path::new(path)
        .with_extension("")
        .components()
        .any(|part| part.as_os_str().to_str().is_some_and(|name| SAYS_NOTHING.contains(&name)))
}

/// Whether a file is two things.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.lines().count() > TOO_LONG
}

/// The lines that hold SQL, or what runs it.
pub(crate) fn sql(text: &str) -> Vec<usize> {
    lines(&code::bare(text), |line| {
        [
            "sqlx::query",
            "sqlx::raw_sql",
            "QueryBuilder",
            "query!",
            "query_as!",
            "query_scalar!",
            "AssertSqlSafe",
        ]
        .iter()
        .any(|word| line.contains(word))
    })
}

/// The lines that name `chrono` or `chrono_tz`.
pub(crate) fn chrono(text: &str) -> Vec<usize> {
    lines(&code::bare(text), |line| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == "chrono" || word == "chrono_tz")
    })
}

/// The lines with an absolute path that only one machine has.
pub(crate) fn machine_paths(text: &str) -> Vec<usize> {
    // Put together here, so that this file passes its own rule.
    let drive = ["C:", "\\"].concat();
    let homes = ["home", "root", "Users", "work", "mnt"].map(|home| format!("/{home}/"));
    lines(text, move |line| {
        line.contains(&drive)
            || homes
                .iter()
                .any(|home| line.match_indices(home.as_str()).any(|(at, _)| begins(line, at)))
    })
}

/// Whether a path begins at `at`, rather than going on there, as an address on the web does.
fn begins(line: &str, at: usize) -> bool {
    !line[..at].ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '}' | ')' | '*')
    })
}

/// The numbers of the lines for which `is_wrong`.
fn lines(text: &str, is_wrong: impl Fn(&str) -> bool) -> Vec<usize> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| is_wrong(line))
        .map(|(number, _)| number + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_an_opening_is_found() {
        assert!(says_what_it_is("//! The door.\n"));
        for text in
            ["", "use std::fs;\n", "// A comment.\n", "//!\n", "//! \n", "\n//! Too late.\n"]
        {
            assert!(!says_what_it_is(text), "{text:?}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_is_found() {
        assert!(name_says_nothing("src/utils.rs") && name_says_nothing("src/helpers/zone.rs"));
        assert!(name_says_nothing("src/common/mod.rs") && !name_says_nothing("src/commons.rs"));
    }

    #[test]
    fn a_long_file_is_found() {
        assert!(is_too_long(&"x\n".repeat(501)) && !is_too_long(&"x\n".repeat(500)));
    }

    #[test]
    fn sql_is_found() {
        let found =
            sql("use a;\nsqlx::query!(\"select 1\");\n// sqlx::query\nlet q = \"sqlx::query\";");
        assert_eq!(found, [2]);
        assert_eq!(sql("QueryBuilder::new()").len(), 1);
        assert_eq!(sql("serde_urlencoded::from_bytes(url.query())").len(), 0);
    }

    #[test]
    fn chrono_is_found() {
        assert_eq!(chrono("use chrono::Utc;\nchrono_tz::Tz\nsynchrono::x // chrono"), [1, 2]);
    }

    #[test]
    fn a_path_on_a_machine_is_found() {
        let home = ["/ho", "me/ines/trellis"].concat();
        assert_eq!(machine_paths(&format!("one\nsee {home}\n\"{home}\"")), [2, 3]);
        assert_eq!(machine_paths(&format!("https://example.com{home} /var/lib/trellis")).len(), 0);
    }
}
