//! The visitor: the sandbox's binary, a browser, and what somebody does with the page.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use serde_json::json;

/// How long the page may take to show something.
const PATIENCE: Duration = Duration::from_secs(20);

/// Somebody with a browser in front of the sandbox.
pub(crate) struct Visitor {
    page: Client,
    sandbox: Child,
    driver: Child,
    profile: PathBuf,
}

/// Takes the processes along when a test breaks off.
impl Drop for Visitor {
    fn drop(&mut self) {
        for process in [&mut self.sandbox, &mut self.driver] {
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

impl Visitor {
    /// Starts the sandbox and a browser; `None`, said aloud, where there is no browser.
    pub(crate) async fn arrives() -> Option<Self> {
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
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("browser-{}", std::process::id()));
        let page = open(&browser, &profile, port).await;
        let visitor = Self { page, sandbox, driver, profile };
        visitor.page.set_window_size(1280, 940).await.unwrap();
        visitor.page.goto(&address).await.unwrap();
        Some(visitor)
    }

    /// Becomes somebody, by name.
    pub(crate) async fn acts_as(&self, name: &str) {
        self.goes_to("[data-test^='person-']", name).await;
        self.waits_for("[data-test='composer']").await;
    }

    /// Goes to a conversation, by what its name holds.
    pub(crate) async fn enters(&self, name: &str) {
        self.goes_to("[data-test^='conversation-']", name).await;
    }

    /// Clicks what carries this mark.
    pub(crate) async fn clicks(&self, mark: &str) {
        self.waits_for(&format!("[data-test='{mark}']")).await.click().await.unwrap();
    }

    /// Presses the newest button with this action among the messages.
    pub(crate) async fn presses(&self, action: &str) {
        let selector = format!("[data-test='messages'] [data-action='{action}']");
        self.waits_for(&selector).await;
        let buttons = self.page.find_all(Locator::Css(&selector)).await.unwrap();
        let newest = buttons.last().unwrap();
        self.scroll_to(newest).await;
        newest.click().await.unwrap();
    }

    /// Presses the first button with this action in the form.
    pub(crate) async fn presses_in_form(&self, action: &str) {
        let button = self.waits_for(&format!("[data-test='modal'] [data-action='{action}']")).await;
        self.scroll_to(&button).await;
        button.click().await.unwrap();
    }

    /// Uses a shortcut in the menu of the newest message, with the keyboard.
    pub(crate) async fn uses(&self, shortcut: &str) {
        let menu = "[data-test='messages'] [data-test='message-menu']";
        self.waits_for(menu).await;
        let menus = self.page.find_all(Locator::Css(menu)).await.unwrap();
        let newest = menus.last().unwrap();
        newest.send_keys("\u{e007}").await.unwrap();
        let open = format!("details[open] [data-shortcut='{shortcut}']");
        self.waits_for(&open).await.send_keys("\u{e007}").await.unwrap();
    }

    /// Writes into a field of the form, in the place of what stood there.
    pub(crate) async fn types_into(&self, field: &str, text: &str) {
        let selector =
            format!("[data-test='field-{field}'] textarea, [data-test='field-{field}'] input");
        let input = self.waits_for(&selector).await;
        self.scroll_to(&input).await;
        input.clear().await.unwrap();
        input.send_keys(text).await.unwrap();
    }

    /// Chooses in a list of the form, by the value behind the choice.
    pub(crate) async fn chooses(&self, field: &str, value: &str) {
        let list = self.waits_for(&format!("[data-test='field-{field}'] select")).await;
        self.scroll_to(&list).await;
        list.select_by_value(value).await.unwrap();
    }

    /// Makes the window so wide and high.
    pub(crate) async fn resizes(&self, (width, height): (u32, u32)) {
        self.page.set_window_size(width, height).await.unwrap();
    }

    /// Types a command where messages are written, and sends it.
    pub(crate) async fn types_command(&self, text: &str) {
        let composer = self.waits_for("[data-test='composer']").await;
        composer.send_keys(text).await.unwrap();
        self.clicks("composer-send").await;
    }

    /// Waits until a message says this.
    pub(crate) async fn reads(&self, words: &str) {
        self.shows("[data-test='message']", words).await;
    }

    /// Waits until the form says this.
    pub(crate) async fn reads_in_form(&self, words: &str) {
        self.shows("[data-test='modal']", words).await;
    }

    /// Waits until App Home says this.
    pub(crate) async fn reads_at_home(&self, words: &str) {
        self.shows("#home", words).await;
    }

    /// Presses the first button with this action in App Home.
    pub(crate) async fn presses_at_home(&self, action: &str) {
        let selector = format!("#home [data-action='{action}']");
        self.waits_for(&selector).await;
        // Found and pressed in one go: Home is drawn anew whenever something changes.
        let press = "document.querySelector(arguments[0]).click();";
        self.page.execute(press, vec![json!(selector)]).await.unwrap();
    }

    /// Waits until a field of the form holds exactly this.
    pub(crate) async fn finds_in(&self, field: &str, text: &str) {
        let selector = format!("[data-test='field-{field}'] textarea");
        let input = self.waits_for(&selector).await;
        assert_eq!(input.prop("value").await.unwrap().as_deref(), Some(text), "{field}");
    }

    /// Waits until a sentence stands under a field.
    pub(crate) async fn sees_error_under(&self, field: &str) {
        self.shows(&format!("[data-test='error-{field}']"), " ").await;
    }

    /// Waits until no form is open.
    pub(crate) async fn is_back(&self) {
        let gone = "() => [...document.querySelectorAll(\"[data-test='modal']\")].every((it) => it.offsetParent === null)";
        if !self.comes_true(gone, Vec::new()).await {
            self.picture("broken").await;
            panic!("the form stays open");
        }
    }

    /// Keeps a picture of the page, where pictures are wanted.
    pub(crate) async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("TRELLIS_SCREENSHOTS") {
            let picture = self.page.screenshot().await.unwrap();
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), picture).unwrap();
        }
    }

    /// Goes away; the sandbox ends well.
    pub(crate) async fn leaves(self) {
        self.page.clone().close().await.unwrap();
    }

    async fn waits_for(&self, selector: &str) -> Element {
        match self.page.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => {
                self.picture("broken").await;
                panic!("{selector}: {error}");
            }
        }
    }

    /// Presses the place whose text holds `words`; found and pressed in one go, because lists are drawn anew at any time.
    async fn goes_to(&self, selector: &str, words: &str) {
        self.shows(selector, words).await;
        let press = "const [selector, words] = arguments; \
            [...document.querySelectorAll(selector)].find((it) => it.innerText.includes(words)).click();";
        self.page.execute(press, vec![json!(selector), json!(words)]).await.unwrap();
    }

    /// Waits until an element's text holds `words`.
    async fn shows(&self, selector: &str, words: &str) {
        let shown = "(selector, words) => \
            [...document.querySelectorAll(selector)].some((it) => it.innerText.includes(words))";
        if !self.comes_true(shown, vec![json!(selector), json!(words)]).await {
            self.picture("broken").await;
            panic!("{selector} never said {words:?}");
        }
    }

    /// Looks at every change of the page until a condition holds; false when it does not in time.
    async fn comes_true(&self, condition: &str, mut arguments: Vec<serde_json::Value>) -> bool {
        let script = format!(
            "const holds = {condition}; \
             const [patience, ...rest] = arguments; const done = rest.pop(); \
             if (holds(...rest)) {{ done(true); return; }} \
             const watch = new MutationObserver(() => {{ if (holds(...rest)) {{ watch.disconnect(); done(true); }} }}); \
             watch.observe(document, {{ subtree: true, childList: true, characterData: true, attributes: true }}); \
             setTimeout(() => {{ watch.disconnect(); done(holds(...rest)); }}, patience);"
        );
        arguments.insert(0, json!(PATIENCE.as_millis() as u64));
        self.page.execute_async(&script, arguments).await.unwrap() == json!(true)
    }

    async fn scroll_to(&self, element: &Element) {
        let script = "arguments[0].scrollIntoView({ block: 'center' });";
        self.page.execute(script, vec![serde_json::to_value(element).unwrap()]).await.unwrap();
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
    (sandbox, address)
}

/// The browser's driver, on a port of its own.
fn start_driver(driver: &Path) -> (Child, u16) {
    let mut driver = Command::new(driver)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = first(lines.by_ref().map_while(Result::ok), |line| {
        line.strip_suffix('.')?.rsplit_once("on port ")?.1.parse().ok()
    });
    // Somebody has to go on reading, or the driver stops when its pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, port)
}

fn first<T>(mut lines: impl Iterator<Item = String>, read: impl Fn(&str) -> Option<T>) -> T {
    lines.find_map(|line| read(&line)).expect("it ended before it said where it listens")
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
