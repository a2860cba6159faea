//! A headless Chromium, steered through its driver by the WebDriver protocol.
//!
//! Where the machine has none, the tests that need one pass without doing anything, unless `DONDOC_BROWSER` is
//! `required`; where it is `skip`, they do so on any machine.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

/// Keys that have no letter, as WebDriver names them.
pub mod key {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const LEFT: &str = "\u{e012}";
    pub const UP: &str = "\u{e013}";
    pub const RIGHT: &str = "\u{e014}";
    pub const PAGE_UP: &str = "\u{e00e}";
    pub const PAGE_DOWN: &str = "\u{e00f}";
    pub const DOWN: &str = "\u{e015}";
}

/// A browser with one window; it ends with this value.
pub struct Browser {
    driver: Child,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one, or says why there is none.
    pub fn start() -> Option<Self> {
        if std::env::var_os("DONDOC_BROWSER").is_some_and(|asked| asked == "skip") {
            return None;
        }
        let Ok(mut driver) =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
        else {
            let required = std::env::var_os("DONDOC_BROWSER").is_some_and(|asked| asked == "required");
            assert!(!required, "DONDOC_BROWSER=required, but there is no chromedriver");
            return None;
        };
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| {
                let line = line.unwrap();
                let (_, port) = line.split_once("started successfully on port ")?;
                Some(port.trim_end_matches('.').to_owned())
            })
            .expect("the driver says its port");
        let profile = tempfile::tempdir().unwrap();
        let data = format!("--user-data-dir={}", profile.path().display());
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1440,1000",
            &data,
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": args },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let root = format!("http://127.0.0.1:{port}/session");
        let answer = post(&root, &wanted);
        let id = answer["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        Some(Self { driver, session: format!("{root}/{id}"), _profile: profile })
    }

    /// Opens an address.
    pub fn open(&self, address: &str) {
        // Only a new document is loaded afresh; another place in the same one is not.
        self.post("url", &json!({ "url": "about:blank" }));
        self.post("url", &json!({ "url": address }));
    }

    /// What a script returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What an expression is, as text.
    pub fn text(&self, expression: &str) -> String {
        let value = self.run(&format!("return String({expression})"));
        value.as_str().unwrap_or_else(|| panic!("{expression}: {value}")).to_owned()
    }

    /// Waits until an expression is true.
    pub fn wait_for(&self, expression: &str) {
        for _ in 0..200 {
            if self.run(&format!("return Boolean({expression})")) == json!(true) {
                return;
            }
            sleep(Duration::from_millis(25));
        }
        panic!("never became true: {expression}");
    }

    /// Presses keys one after another, as a hand would.
    pub fn press(&self, keys: &[&str]) {
        let strokes: Vec<Value> = keys
            .iter()
            .flat_map(|key| {
                [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
            })
            .collect();
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": strokes }] }));
    }

    /// Clicks what a selector finds first, as a mouse would.
    pub fn click(&self, selector: &str) {
        // What is laid out only when it comes into sight moves once more as it does.
        self.run(&format!(
            "const seek = () => document.querySelector({selector:?}).scrollIntoView({{ block: 'center' }});
             return new Promise(done => {{
                 seek();
                 requestAnimationFrame(() => requestAnimationFrame(() => {{ seek(); done(null); }}));
             }})"
        ));
        let found = self.post("element", &json!({ "using": "css selector", "value": selector }));
        let id = found
            .as_object()
            .and_then(|o| o.values().next())
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("{selector}: {found}"));
        self.post(&format!("element/{id}/click"), &json!({}));
    }

    /// Chooses a value of a list, as a reader would.
    pub fn choose(&self, selector: &str, value: &str) {
        self.run(&format!(
            "const list = document.querySelector({selector:?}); list.value = {value:?};
             list.dispatchEvent(new Event('input', {{bubbles: true}}));
             list.dispatchEvent(new Event('change', {{bubbles: true}}));"
        ));
    }

    /// Makes the window so wide and high.
    pub fn size(&self, width: u32, height: u32) {
        self.post("window/rect", &json!({ "width": width, "height": height }));
    }

    /// What the console has said since it was asked last: errors of scripts, refusals of the security policy.
    pub fn console(&self) -> Vec<String> {
        let log = self.post("se/log", &json!({ "type": "browser" }));
        log.as_array().into_iter().flatten().map(|entry| entry["message"].to_string()).collect()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        post(&format!("{}/{path}", self.session), body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn post(address: &str, body: &Value) -> Value {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut answer = agent.post(address).send_json(body).unwrap();
    let answer: Value = answer.body_mut().read_json().unwrap();
    let value = &answer["value"];
    assert!(value["error"].is_null(), "{address} {body}: {}", value["message"]);
    value.clone()
}
