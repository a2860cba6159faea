//! How a session goes, whatever the editor says.

use serde_json::{Value, json};

use crate::client::Editor;
use crate::run::copy_of_shipped;

#[test]
fn a_session_ends_as_the_protocol_says() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    assert!(editor.ask("shutdown", Value::Null)["result"].is_null());
    let late = editor.ask("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600, "after the shutdown nothing is answered");
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (Some(0), String::new()));

    let mut editor = Editor::begin(project.path());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (Some(1), String::new()), "without a shutdown before");

    let editor = Editor::begin(project.path());
    assert_eq!(editor.leave(), (Some(0), String::new()), "an editor that is gone is no fault");
}

#[test]
fn nothing_that_is_no_message_ends_a_session() {
    let project = copy_of_shipped();
    let mut editor = Editor::start(project.path());
    let early = editor.ask("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002, "not initialised yet");
    let mut editor = Editor::begin(project.path());
    for (bytes, says) in [
        ("Content-Length: 9\r\n\r\nnot a one", "this is not JSON"),
        ("Content-Length: 2\r\n\r\n[]", "neither a request nor a notification"),
        ("Content-Length: 23\r\n\r\n{\"id\":[],\"method\":\"abc\"}"[..45].as_ref(), "this is not JSON"),
        ("Content-Length: many\r\n\r\n", "is no length"),
        ("Content-Length: 999999999999\r\n\r\n", "is no length"),
        ("nonsense\r\n", "no line of a head"),
        ("Content-Length: 3\r\n\r\n\u{e9}x", "this is not JSON"),
    ] {
        editor.send(bytes.as_bytes());
        let heard = loop {
            let heard = editor.hear();
            if heard["method"] == "window/logMessage" {
                break heard;
            }
        };
        assert!(heard["params"]["message"].as_str().unwrap().contains(says), "{bytes:?}: {heard}");
    }
    for (method, params, code) in [
        ("textDocument/hover", json!({}), -32602),
        ("textDocument/hover", json!([1, 2]), -32602),
        ("textDocument/codeAction", json!({ "textDocument": 3 }), -32602),
        ("textDocument/rename", json!({ "newName": "x" }), -32602),
        ("textDocument/nothing", Value::Null, -32601),
        ("initialize", json!({ "capabilities": {} }), -32600),
    ] {
        assert_eq!(editor.ask(method, params.clone())["error"]["code"], code, "{method} {params}");
    }
    // Notes that make no sense change nothing.
    editor.tell("textDocument/didOpen", json!({ "textDocument": "?" }));
    editor.tell("textDocument/didChange", json!(null));
    editor.tell("$/anything", json!({}));
    let elsewhere =
        json!({ "textDocument": { "uri": "untitled:1" }, "position": { "line": 9, "character": 9 } });
    assert!(editor.result("textDocument/hover", elsewhere).is_null());
    // Places that are nowhere are somewhere in the text.
    let uri = editor.address("rules/health/health-book-plan.rhai");
    let nowhere =
        json!({ "textDocument": { "uri": uri }, "position": { "line": 99999, "character": 99999 } });
    for method in ["hover", "completion", "definition", "prepareRename"] {
        editor.result(&format!("textDocument/{method}"), nowhere.clone());
    }
    assert!(editor.ask("shutdown", Value::Null)["result"].is_null(), "and the session goes on");
}

#[test]
fn every_beginning_of_a_rule_and_of_a_document_can_be_asked_about() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    for path in [
        "rules/health/health-book-plan.rhai",
        "rules/health/health-book-plan.cases.toml",
        "data/documents/2024-10-21-wg-meeting.toml",
    ] {
        let Ok(text) = std::fs::read_to_string(project.path().join(path)) else { continue };
        let uri = editor.address(path);
        editor.open(path, "");
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(41).collect();
        for end in ends {
            editor.change(path, &text[..end]);
            for method in ["completion", "hover"] {
                editor.result(&format!("textDocument/{method}"), crate::client::place(&uri, &text[..end]));
            }
        }
    }
    assert_eq!(editor.leave(), (Some(0), String::new()));
}
