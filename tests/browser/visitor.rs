//! The visitor: what somebody does with the page and reads on it.

use std::{path::Path, time::Duration};

use fantoccini::{Client, Locator, elements::Element, error::CmdError};
use serde_json::json;

use crate::driver::Programs;

/// How long the page may take to show something.
const PATIENCE: Duration = Duration::from_secs(20);

/// So many things may come due before the one that is waited for.
const MOST_DUE: usize = 80;

/// Which of several is meant.
#[derive(Debug, Clone, Copy)]
enum Which<'a> {
    First,
    Newest,
    /// The newest on which exactly this stands.
    Saying(&'a str),
}

/// Somebody with a browser in front of the sandbox.
pub(crate) struct Visitor {
    page: Client,
    _programs: Programs,
}

impl Visitor {
    /// Comes to the page; `None`, said aloud, where there is no browser.
    pub(crate) async fn arrives() -> Option<Self> {
        let (_programs, page) = Programs::start().await?;
        Some(Self { page, _programs })
    }

    /// Becomes somebody, by name.
    pub(crate) async fn acts_as(&self, name: &str) {
        self.goes_to("[data-test^='person-']", name).await;
        // The title changes last: until then the page may still be the one of whoever acted before.
        let turned = "(name) => document.title.includes(name)";
        self.must(turned, name, "the page did not turn to them").await;
    }

    /// Goes to a conversation, by what its name holds.
    pub(crate) async fn enters(&self, name: &str) {
        self.goes_to("[data-test^='conversation-']", name).await;
        self.shows("[data-test^='conversation-'][aria-selected='true']", name).await;
    }

    /// Becomes somebody, by name, and goes to a conversation, by what its name holds.
    pub(crate) async fn turns_to(&self, (who, place): (&str, &str)) {
        self.acts_as(who).await;
        self.enters(place).await;
    }

    /// Clicks what carries this mark.
    pub(crate) async fn clicks(&self, mark: &str) {
        self.press(&format!("[data-test='{mark}']"), Which::First).await;
    }

    /// Presses the newest button with this action among the messages.
    pub(crate) async fn presses(&self, action: &str) {
        let selector = format!("[data-test='messages'] [data-action='{action}']");
        self.press(&selector, Which::Newest).await;
    }

    /// Presses the newest button among the messages on which this stands.
    pub(crate) async fn presses_saying(&self, words: &str) {
        let buttons = "[data-test='messages'] [data-test='button']";
        self.shows(buttons, words).await;
        self.press(buttons, Which::Saying(words)).await;
    }

    /// Presses the first button with this action in the form.
    pub(crate) async fn presses_in_form(&self, action: &str) {
        self.press(&format!("[data-test='modal'] [data-action='{action}']"), Which::First).await;
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

    /// Ticks a box of a field: the one that carries this value, or the one of this person.
    pub(crate) async fn ticks(&self, field: &str, what: &str) {
        let boxes = format!("[data-test='field-{field}'] input");
        let selector = format!("{boxes}[value='{what}'], {boxes}[data-person='{what}']");
        let tick = self.waits_for(&selector).await;
        self.scroll_to(&tick).await;
        tick.click().await.unwrap();
    }

    /// Chooses in a list of the form, by what stands there.
    pub(crate) async fn chooses_named(&self, field: &str, name: &str) {
        let list = self.waits_for(&format!("[data-test='field-{field}'] select")).await;
        self.scroll_to(&list).await;
        list.select_by_label(name).await.unwrap();
    }

    /// Opens the thread of the newest message that says this.
    pub(crate) async fn opens_thread_under(&self, words: &str) {
        let thread = "const [words] = arguments; \
            const open = [...document.querySelectorAll(\"[data-test='messages'] [data-test='message']\")] \
                .findLast((it) => it.innerText.includes(words)).querySelector(\"[data-test='open-replies']\"); \
            open.focus(); return open;";
        self.shows(
            "[data-test='messages'] [data-test='message']:has([data-test='open-replies'])",
            words,
        )
        .await;
        self.page.execute(thread, vec![json!(words)]).await.unwrap();
        self.page.active_element().await.unwrap().send_keys("\u{e007}").await.unwrap();
        self.waits_for("[data-test='thread']").await;
    }

    /// Waits until the open thread says this.
    pub(crate) async fn reads_in_thread(&self, words: &str) {
        self.shows("[data-test='thread']", words).await;
    }

    /// Chooses the same in every list of the form whose field's name begins so.
    pub(crate) async fn chooses_in_each(&self, prefix: &str, value: &str) {
        let lists = format!("[data-test^='field-{prefix}'] select");
        self.waits_for(&lists).await;
        for list in self.page.find_all(Locator::Css(&lists)).await.unwrap() {
            self.scroll_to(&list).await;
            list.select_by_value(value).await.unwrap();
        }
    }

    /// Types a date and a time into its field, on the reader's own clock: month, day, year, then the time as `0330PM`.
    pub(crate) async fn types_moment(&self, field: &str, (date, time): (&str, &str)) {
        let input =
            self.waits_for(&format!("[data-test='field-{field}'] [type='datetime-local']")).await;
        self.scroll_to(&input).await;
        input.send_keys(&format!("{date}{time}")).await.unwrap();
    }

    /// Moves the clock with one of its buttons, and waits until it has arrived.
    pub(crate) async fn moves_the_clock(&self, mark: &str) {
        let face = self.waits_for("[data-test='clock-now']").await.text().await.unwrap();
        self.clicks(mark).await;
        let arrived = "(face) => !document.getElementById('clock').hasAttribute('aria-busy') \
            && document.getElementById('clock-now').innerText !== face";
        self.must(arrived, &face, "the clock stays at").await;
    }

    /// Lets one due thing after the other happen until a message says this.
    pub(crate) async fn lets_pass_until(&self, words: &str) {
        let said = "const [words] = arguments; \
            return [...document.querySelectorAll(\"[data-test='messages'] [data-test='message']\")].some((it) => it.innerText.includes(words));";
        for _ in 0..MOST_DUE {
            if self.page.execute(said, vec![json!(words)]).await.unwrap() == json!(true) {
                return self.is_sound().await;
            }
            self.moves_the_clock("clock-next").await;
        }
        self.picture("broken").await;
        panic!("nobody said {words:?}");
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

    /// Waits until a link among the messages carries this name; where the newest one leads.
    pub(crate) async fn finds_link(&self, name: &str) -> String {
        self.shows("[data-test='messages'] a", name).await;
        let newest = "const [name] = arguments; \
            return [...document.querySelectorAll(\"[data-test='messages'] a\")].findLast((it) => it.innerText === name).href;";
        let link = self.page.execute(newest, vec![json!(name)]).await.unwrap();
        link.as_str().unwrap().to_owned()
    }

    /// Opens the thread of the newest message that says this, reads the newest file in there, and closes the thread again.
    /// Returns the file's name and what is in it.
    pub(crate) async fn takes_file_under(&self, words: &str) -> (String, String) {
        self.opens_thread_under(words).await;
        self.waits_for("[data-test='thread'] [data-test='file']").await;
        self.picture("call-file").await;
        let take = "const done = arguments[0]; \
            const link = [...document.querySelectorAll(\"[data-test='thread'] [data-test='file']\")].at(-1); \
            fetch(link.href).then((answer) => answer.text()).then((text) => done([link.download, text]));";
        let file = self.page.execute_async(take, Vec::new()).await.unwrap();
        self.clicks("thread-close").await;
        serde_json::from_value(file).unwrap()
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
        let gone = "() => document.querySelector(\"[data-test='modal'][open]\") === null";
        self.must(gone, "", "the form stays open").await;
    }

    /// Runs a script of the page's own modules, which hands over what it found by calling the last of its arguments.
    pub(crate) async fn asks_the_page(&self, script: &str) -> serde_json::Value {
        self.page.execute_async(script, Vec::new()).await.unwrap()
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

    /// Presses one of these, and looks for it again when the page was drawn anew in between.
    async fn press(&self, selector: &str, which: Which<'_>) {
        loop {
            self.waits_for(selector).await;
            match self.tries_to_press(selector, which).await {
                Ok(()) => return,
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => {
                    self.picture("broken").await;
                    panic!("{selector}, {which:?}: {error}");
                }
            }
        }
    }

    async fn tries_to_press(&self, selector: &str, which: Which<'_>) -> Result<(), CmdError> {
        let mut chosen = None;
        for element in self.page.find_all(Locator::Css(selector)).await? {
            let takes = match which {
                Which::First => chosen.is_none(),
                Which::Newest => true,
                Which::Saying(words) => element.text().await? == words,
            };
            if takes {
                chosen = Some(element);
            }
        }
        match chosen {
            Some(element) => {
                let script = "arguments[0].scrollIntoView({ block: 'center' });";
                self.page.execute(script, vec![serde_json::to_value(&element)?]).await?;
                element.click().await
            }
            None => Err(CmdError::NotW3C(json!(format!("{selector} is gone")))),
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
        self.is_sound().await;
    }

    /// Everything that was sent is drawn, and everything that can be used has a name for those who do not see it.
    async fn is_sound(&self) {
        let faults = "const words = (it) => it?.innerText ?? ''; \
            const own = (it) => it.matches('input, textarea, select') ? '' : words(it); \
            const by = (it) => (it.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => words(document.getElementById(id))); \
            const named = (it) => [it.getAttribute('aria-label'), own(it), ...by(it), ...[...it.labels ?? []].map(words)].join('').trim(); \
            const usable = [...document.querySelectorAll('input, textarea, select, button, summary, a[href]')]; \
            const nameless = usable.filter((it) => it.checkVisibility() && !named(it)); \
            return [...document.querySelectorAll('.undrawn'), ...nameless].map((it) => it.outerHTML);";
        let faults = self.page.execute(faults, Vec::new()).await.unwrap();
        if faults != json!([]) {
            self.picture("broken").await;
            panic!("undrawn or without a name: {faults}");
        }
    }

    /// Waits until a condition about `words` holds, or complains with a picture.
    async fn must(&self, condition: &str, words: &str, complaint: &str) {
        if !self.comes_true(condition, vec![json!(words)]).await {
            self.picture("broken").await;
            panic!("{complaint} {words:?}");
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
