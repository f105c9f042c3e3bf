//! The files of the web page, compiled into the binary.
//!
//! A closed table: what is not in it is not served, and a test holds it against the folder. Nothing is read from
//! disk while the sandbox runs, nothing is cached by the browser (the next run may be a newer version), and the
//! policy sent along forbids the page every host but its own.

use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use super::workspace::Workspace;

/// What the page may load and ask: its own files, its own server, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// One file of the page.
#[derive(Debug, Clone, Copy)]
struct File {
    path: &'static str,
    kind: Kind,
    text: &'static str,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Html,
    Css,
    Svg,
    Module,
}

impl Kind {
    fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Css => "text/css; charset=utf-8",
            Self::Svg => "image/svg+xml",
            Self::Module => "text/javascript; charset=utf-8",
        }
    }
}

macro_rules! file {
    ($kind:ident $path:literal) => {
        file!($kind $path, $path)
    };
    ($kind:ident $path:literal, $on_disk:literal) => {
        File { path: $path, kind: Kind::$kind, text: include_str!(concat!("page", $on_disk)) }
    };
}

const FILES: [File; 16] = [
    file!(Html "/", "/index.html"),
    file!(Css "/style.css"),
    file!(Css "/blocks.css"),
    file!(Svg "/icon.svg"),
    file!(Module "/app.js"),
    file!(Module "/api.js"),
    file!(Module "/blocks.js"),
    file!(Module "/composer.js"),
    file!(Module "/controls.js"),
    file!(Module "/dom.js"),
    file!(Module "/emoji.js"),
    file!(Module "/messages.js"),
    file!(Module "/modal.js"),
    file!(Module "/mrkdwn.js"),
    file!(Module "/rail.js"),
    file!(Module "/when.js"),
];

/// A route for every file.
pub(super) fn routes() -> Router<Workspace> {
    FILES.iter().fold(Router::new(), |router, &file| {
        router.route(file.path, get(move || async move { answer(file) }))
    })
}

fn answer(file: File) -> Response {
    let headers = [
        (header::CONTENT_TYPE, file.kind.content_type()),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, file.text).into_response()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use super::*;

    fn served(path: &str) -> Option<&'static File> {
        FILES.iter().find(|file| file.path == path)
    }

    #[test]
    fn every_file_in_the_folder_is_served_and_nothing_else() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sandbox/page");
        let on_disk: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| format!("/{}", entry.unwrap().file_name().into_string().unwrap()))
            .map(|path| if path == "/index.html" { "/".to_owned() } else { path })
            .collect();
        let in_table: BTreeSet<String> = FILES.iter().map(|file| file.path.to_owned()).collect();
        assert_eq!(on_disk, in_table);
        assert_eq!(in_table.len(), FILES.len(), "a path stands in the table twice");
    }

    /// The names between the braces and the path behind `from`, for every import of a module.
    fn imports(text: &str) -> impl Iterator<Item = (Vec<&str>, &str)> {
        text.split("\nimport ").skip(1).map(|statement| {
            let (what, rest) = statement.split_once(" from \"").unwrap();
            let names = what.trim_start_matches('{').trim_end_matches('}').split(',');
            let names = names.map(|name| name.split(" as ").next().unwrap_or(name).trim());
            let names = names.filter(|&name| name != "*");
            (names.collect(), rest.split_once('"').unwrap().0)
        })
    }

    fn exports(text: &str, name: &str) -> bool {
        ["function", "async function", "class", "const"].iter().any(|word| {
            let head = format!("export {word} {name}");
            let after = text.split(&head).nth(1).and_then(|rest| rest.chars().next());
            after.is_some_and(|next| !next.is_alphanumeric())
        })
    }

    #[test]
    fn every_import_resolves_to_something_exported() {
        let mut seen = 0;
        for file in FILES.iter().filter(|file| matches!(file.kind, Kind::Module)) {
            for (names, from) in imports(file.text) {
                let path = from.strip_prefix('.').unwrap();
                let target = served(path).unwrap_or_else(|| panic!("{} wants {path}", file.path));
                for name in names {
                    assert!(exports(target.text, name), "{} wants {name} of {path}", file.path);
                    seen += 1;
                }
            }
        }
        assert!(seen > 30, "the reading of imports has stopped working: {seen}");
    }

    #[test]
    fn whatever_the_frame_loads_is_served() {
        let frame = served("/").unwrap().text;
        let loaded = ["href=\"", "src=\""].iter().flat_map(|mark| frame.split(mark).skip(1));
        let paths: Vec<&str> =
            loaded.filter_map(|rest| rest.split_once('"')).map(|(path, _)| path).collect();
        assert!(paths.len() >= 5, "{paths:?}");
        for path in paths {
            assert!(served(path).is_some(), "{path}");
        }
        assert!(
            !frame.contains("style=\"") && !frame.contains("onclick="),
            "the policy forbids it"
        );
    }

    #[test]
    fn a_file_is_never_cached_and_may_load_nothing_foreign() {
        let headers = answer(*served("/app.js").unwrap()).headers().clone();
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    }
}
