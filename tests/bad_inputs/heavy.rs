//! The heaviest bad inputs given to the program itself: it ends within five seconds, below 500 MB, with exit status 2.

#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::ground::{
    BOOK, CASES, DOCUMENT, FACTS, Ground, LINT, LOCALITIES, RULE, SCORING, TABLE, book, text,
};

const MOST_KIB: u64 = 500 * 1000;
/// Of processor time; a build for tests, which is some ten times as slow as one for use, may take four times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 5 });

/// Processor time that a process took so far, in hundredths of a second: a busy machine makes everything last.
fn worked(process: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// Most memory that a process had so far, in KiB.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn fault(name: &str, file: &str, make: &dyn Fn(&Ground)) -> Option<String> {
    let ground = Ground::new();
    make(&ground);
    let before = ground.state();
    let said = tempfile::tempfile().unwrap();
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dondoc"))
        .args(["--project", ground.path("").to_str().unwrap(), "check", "--as-of", "2025-01-31"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said.try_clone().unwrap())
        .spawn()
        .unwrap();
    let (mut most, mut busy) = (0, 0);
    let status = loop {
        most = most.max(peak(child.id()).unwrap_or(0));
        busy = busy.max(worked(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > LONGEST * 6 {
            child.kill().unwrap();
            child.wait().unwrap();
            return Some(format!("{name}: does not end"));
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let took = Duration::from_millis(busy * 10);
    let text = {
        use std::io::{Read, Seek, SeekFrom};
        let (mut said, mut text) = (said, String::new());
        said.seek(SeekFrom::Start(0)).unwrap();
        said.read_to_string(&mut text).unwrap();
        text
    };
    let short: String = text.chars().take(300).collect();
    eprintln!("{name}: {took:.2?}, {} MB", most / 1000);
    match () {
        () if status.code() != Some(2) => Some(format!("{name}: ended with {status}: {short}")),
        () if took > LONGEST => Some(format!("{name}: took {took:?}")),
        () if most > MOST_KIB => Some(format!("{name}: took {} MB", most / 1000)),
        () if !text.contains(file) => Some(format!("{name}: {file} is not named: {short}")),
        () if ground.state() != before => Some(format!("{name}: changed the disk")),
        () => None,
    }
}

fn filled(piece: &str, bytes: usize) -> Vec<u8> {
    piece.as_bytes().iter().copied().cycle().take(bytes).collect()
}

#[test]
fn the_heaviest_are_refused_soon_and_within_memory() {
    const MIB: usize = 1024 * 1024;
    let mut faults = Vec::new();
    let mut try_ = |name: &str, file: &str, make: &dyn Fn(&Ground)| faults.extend(fault(name, file, make));
    for file in [FACTS, DOCUMENT, SCORING, LINT, CASES] {
        try_("100 MB of one key", file, &|g| g.write(file, &filled("k", 100 * MIB)));
        try_("60 MB of one key", file, &|g| {
            g.write(file, &[filled("k", 60 * MIB), b" = 1".to_vec()].concat())
        });
        try_("60 MB of keys", file, &|g| {
            let keys: String = (0..4_000_000).map(|n| format!("key{n} = {n}\n")).collect();
            g.write(file, keys.as_bytes());
        });
        try_("60 MB of tables", file, &|g| g.write(file, &filled("[[a]]\n", 60 * MIB)));
        try_("60 MB of one list", file, &|g| {
            g.write(file, &[b"x = [".to_vec(), filled("1,", 60 * MIB), b"]".to_vec()].concat())
        });
        try_("60 MB of open lists", file, &|g| {
            g.write(file, &[b"x = ".to_vec(), filled("[", 60 * MIB)].concat())
        });
        try_("60 MB of dots", file, &|g| g.write(file, &filled("a.", 60 * MIB)));
        try_("60 MB of errors", file, &|g| g.write(file, &filled("= \n", 60 * MIB)));
        try_("60 MB of quotes", file, &|g| g.write(file, &filled("\"", 60 * MIB)));
    }
    for file in [LOCALITIES, TABLE] {
        let start = text(file).to_owned();
        let grown = |piece: &str| [start.clone().into_bytes(), filled(piece, 60 * MIB)].concat();
        for (name, piece) in [
            ("rows", "x,1\n"),
            ("commas", ","),
            ("quotes", "\""),
            ("letters", "x"),
            ("empty lines", "\n"),
            ("quoted rows", "\"\n\"\n"),
        ] {
            try_(&format!("60 MB of {name}"), file, &|g| g.write(file, &grown(piece)));
        }
    }
    try_("60 MB of names", TABLE, &|g| {
        let rows: String = (0..900_000).map(|n| format!("Xã Không Có Ở Đâu Cả Số {n:08},3\n")).collect();
        g.write(TABLE, format!("locality,records.count\n{rows}").as_bytes());
    });
    // what is just small enough to be looked at
    for file in [FACTS, DOCUMENT, SCORING, LINT, CASES] {
        try_("4 MB of errors", file, &|g| g.write(file, &filled("= \n", 4 * MIB - 2)));
    }
    try_("50,000 facts", FACTS, &|g| {
        let fact = |n| format!("[records.f{n}]\ntype = \"int\"\ntitle = {{ en = \"a\", vi = \"b\" }}\n");
        g.write(FACTS, (0..50_000).map(fact).collect::<String>().as_bytes());
    });
    try_("400,000 units", LOCALITIES, &|g| {
        let unit = |n| format!("id{n},{n},province,nowhere,Tên {n},Name {n},,r,,\n");
        let rows: String = (0..400_000).map(unit).collect();
        g.write(LOCALITIES, format!("{}{rows}", text(LOCALITIES)).as_bytes());
    });
    for (name, piece) in [
        ("rule of braces", "{"),
        ("rule of calls", "f("),
        ("rule of names", "x "),
        ("rule of closures", "|x| "),
        ("rule of ifs", "if x {} else "),
    ] {
        try_(name, RULE, &|g| {
            g.write(RULE, &[text(RULE).as_bytes().to_vec(), filled(piece, 200_000)].concat())
        });
    }
    try_("60 MB of a rule", RULE, &|g| g.write(RULE, &filled("let x = 1;\n", 60 * MIB)));
    try_("a sheet of many cells", BOOK, &|g| {
        let cells: Vec<(u32, u16, &str)> =
            (0..40_000).flat_map(|r| (0..20).map(move |c| (r, c, "1"))).collect();
        g.write(BOOK, &book(&cells));
    });
    try_("many documents that are none", DOCUMENT, &|g| {
        g.write(DOCUMENT, b"x");
        for n in 0..3_000 {
            g.write(&format!("data/documents/{n}.toml"), b"[[observation]]\nx = ");
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
