//! Messages as they come in: a head with the number of bytes, an empty line, and so many bytes.
//!
//! Broken ones are told and passed over. The library's own reader ends at the first; and it cannot read the number of a
//! request while numbers keep their printed digits, as reports need: they have to pass through a value.

use std::io::{BufRead, Read};

use lsp_server::Message;

/// Bytes of the largest message. The largest file that is read is smaller.
const MOST: u64 = 64 * 1024 * 1024;

/// Bytes of the longest line of a head.
const LONGEST_HEAD: u64 = 4 * 1024;

/// What came in.
pub enum Frame {
    Message(Message),
    /// Something that is no message, and why.
    Broken(String),
    /// Nothing more will come.
    End,
}

/// Reads the next message.
pub fn read(input: &mut impl BufRead) -> Frame {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        match input.by_ref().take(LONGEST_HEAD).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return Frame::End,
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        match (line.is_empty(), length) {
            (true, Some(length)) => return body(input, length),
            // Empty lines between messages mean nothing.
            (true, None) => continue,
            (false, _) => {}
        }
        match line.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                match value.trim().parse::<u64>() {
                    Ok(bytes) if bytes <= MOST => length = Some(bytes),
                    _ => return Frame::Broken(format!("`{line}` is no length")),
                }
            }
            Some((name, _)) if name.trim().eq_ignore_ascii_case("content-type") => {}
            _ => return Frame::Broken(format!("`{line}` is no line of a head")),
        }
    }
}

fn body(input: &mut impl BufRead, length: u64) -> Frame {
    let mut bytes = Vec::new();
    match input.by_ref().take(length).read_to_end(&mut bytes) {
        Ok(read) if u64::try_from(read).is_ok_and(|read| read == length) => {}
        _ => return Frame::End,
    }
    let value: serde_json::Value = match serde_json::from_slice(&bytes) {
        Ok(value) => value,
        Err(error) => return Frame::Broken(format!("this is not JSON: {error}")),
    };
    match serde_json::from_value(value) {
        Ok(message) => Frame::Message(message),
        Err(_) => Frame::Broken("this is neither a request nor a notification".to_owned()),
    }
}
