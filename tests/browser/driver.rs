//! The programs behind a visit: the sandbox's real binary, the browser, and what drives it.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use fantoccini::{Client, ClientBuilder};
use serde_json::json;

/// Tells the visits of one run apart.
static VISITS: AtomicU32 = AtomicU32::new(0);

/// So often the browser's driver may fail to start.
const ATTEMPTS: u8 = 5;

/// What runs while somebody visits.
pub(crate) struct Programs {
    sandbox: Child,
    driver: Child,
    profile: PathBuf,
}

/// Takes the processes along when a test breaks off.
impl Drop for Programs {
    fn drop(&mut self) {
        for process in [&mut self.sandbox, &mut self.driver] {
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

impl Programs {
    /// Starts the sandbox and a browser, which shows the sandbox's page; `None`, said aloud, where there is no browser.
    pub(crate) async fn start() -> Option<(Self, Client)> {
        let (Some(browser), Some(driver)) = (find("chromium"), find("chromedriver")) else {
            let required = std::env::var_os("TRELLIS_REQUIRE_BROWSER").is_some();
            assert!(
                !required,
                "chromium and chromedriver are not installed, and TRELLIS_REQUIRE_BROWSER is set"
            );
            eprintln!(
                "SKIPPED: the browser test needs chromium and chromedriver (Debian: chromium, chromium-driver)"
            );
            return None;
        };
        let (sandbox, address) = start_sandbox();
        let (driver, port) = start_driver(&driver);
        let visit = VISITS.fetch_add(1, Ordering::Relaxed);
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("browser-{}-{visit}", std::process::id()));
        let programs = Self { sandbox, driver, profile };
        let page = open(&browser, &programs.profile, port).await;
        page.set_window_size(1280, 940).await.unwrap();
        page.goto(&address).await.unwrap();
        Some((programs, page))
    }
}

async fn open(browser: &Path, profile: &Path, port: u16) -> Client {
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        &format!("--user-data-dir={}", profile.display()),
    ];
    let options = json!({ "binary": browser, "args": arguments });
    let capabilities = json!({ "goog:chromeOptions": options });
    let capabilities = capabilities.as_object().unwrap().clone();
    let address = format!("http://127.0.0.1:{port}");
    ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&address)
        .await
        .expect("the browser did not start")
}

/// The real binary, on a port of its own; its page's address.
fn start_sandbox() -> (Child, String) {
    let mut sandbox = Command::new(env!("CARGO_BIN_EXE_trellis"))
        .args(["sandbox", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let lines = BufReader::new(sandbox.stdout.take().unwrap()).lines();
    let address = first(lines.map_while(Result::ok), |line| {
        line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned)
    });
    (sandbox, address.expect("the sandbox ended before it said where its page is"))
}

/// The browser's driver, on a port of its own. It takes one for both kinds of addresses and ends when the second is
/// taken, so it is started again then.
fn start_driver(driver: &Path) -> (Child, u16) {
    let started = (0..ATTEMPTS).find_map(|_| {
        let mut process = Command::new(driver)
            .arg("--port=0")
            // Dates are typed as the browser's language writes them.
            .env("LANGUAGE", "en_US")
            .env("LC_ALL", "en_US.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = first(lines.by_ref().map_while(Result::ok), |line| {
            line.strip_suffix('.')?.rsplit_once("on port ")?.1.parse().ok()
        });
        let Some(port) = port else {
            process.wait().unwrap();
            return None;
        };
        // Somebody has to go on reading, or the driver stops when its pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        Some((process, port))
    });
    started.expect("chromedriver does not start")
}

fn first<T>(
    mut lines: impl Iterator<Item = String>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    lines.find_map(|line| read(&line))
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
