//! Rules that mean harm, or that nobody would write: each is refused or fails by itself, and nothing ever breaks.

#[path = "rulebook/ground.rs"]
#[allow(dead_code)] // each test that stands on it uses its own part
mod ground;

use std::fmt::Write as _;

use camino::Utf8Path;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::Value;
use dondoc::problem::{Colour, render};
use dondoc::project::{Project, Script};
use dondoc::read;
use dondoc::rulebook::{Answer, Rulebook};
use ground::{project, script};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A rule of these functions.
fn whole(functions: &str) -> Script {
    let head = ground::rule("rule", "");
    let head = head.split_once("fn check").map_or(head.as_str(), |(head, _)| head);
    script("rule", &format!("{head}{functions}"))
}

/// What became of a rule, in one line.
fn fate(script: &Script, project: &Project) -> String {
    let (rulebook, found) = Rulebook::compile(std::slice::from_ref(script), project);
    let Some(requirement) = rulebook.requirements().first() else {
        let first = found.iter().find(|p| p.severity == dondoc::problem::Severity::Error);
        return first
            .map_or("refused without a word".to_owned(), |p| format!("refused: {}: {}", p.code, p.message));
    };
    let values: Vec<Option<Value>> = requirement.reads.iter().map(|_| Some(Value::Int(705))).collect();
    let mut executor = rulebook.executor(&project.dictionary);
    let run = executor.run(RequirementIx(0), &values, Some(Decimal::from(40)));
    let none: Vec<Option<Value>> = vec![None; values.len()];
    let _ = executor.run(RequirementIx(0), &none, None);
    assert_eq!(
        run,
        executor.run(RequirementIx(0), &values, Some(Decimal::from(40))),
        "a run changed the next one"
    );
    match run.answer {
        Answer::Failed { message } => format!("failed: {message}"),
        other => format!("answered: {other:?}"),
    }
}

/// Something around something, so many times.
fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

fn check(body: &str) -> String {
    format!("fn check(locality) {{ {body}; not_met(\"open\") }}")
}

fn hostile() -> Vec<(&'static str, String)> {
    let deep = |open: &str, close: &str, times: usize| check(&nested(open, "1", close, times));
    let calls = |open: &str, close: &str, times: usize| {
        let mut text = check(&nested(open, "f1(0)", close, times));
        for n in 1..30 {
            let _ =
                write!(text, " fn f{n}(a) {{ {} }}", nested(open, &format!("f{}(0)", n + 1), close, times));
        }
        text + " fn f30(a) { 1 }"
    };
    vec![
        ("a text that doubles", check(r#"let s = "0123456789"; for n in 0..60 { s += s; }"#)),
        ("a text that is padded", check(r#"let s = ""; s.pad(9223372036854775807, "x");"#)),
        ("a list that is padded", check("let l = []; l.pad(1000000000, 0);")),
        ("a list that doubles", check("let l = [1]; for n in 0..60 { l += l; }")),
        ("a list in a list in a list", check("let l = [1]; for n in 0..100 { l = [l, l]; }")),
        ("a table that grows", check("let t = #{}; for n in 0..100000 { t[`k${n}`] = n; }")),
        (
            "a text replaced by texts",
            check(
                r#"let a = ""; a.pad(8000, 'a'); let b = ""; b.pad(8000, 'b'); a.replace("a", b); met("done")"#,
            ),
        ),
        (
            "many texts",
            check(
                r#"let l = []; for n in 0..200 { let s = `${n}`; s.pad(8000, 'x'); l.push(s); } met("done")"#,
            ),
        ),
        ("a text times a number", check(r#"let s = "abc" * 1000000000;"#)),
        ("a blob", check("let b = blob(1000000000);")),
        ("a loop over everything", check("for n in 0..9223372036854775807 { }")),
        (
            "a loop over everything, with a body",
            check("let s = 0; for n in 0..9223372036854775807 { s = n; }"),
        ),
        ("a loop that takes no steps", check("for n in range(0, 10, 0) { }")),
        ("loops in loops", check(&nested("for n in 0..1000 { ", "1", " }", 12))),
        ("a power of a power", check("let n = 2 ** 62 ** 62;")),
        ("a power of a decimal", check("let n = 1.0000001 ** 99999999999.5;")),
        ("a shift too far", check("let n = 1 << 99999; let m = 1 >> -99999; met(\"done\")")),
        (
            "the smallest number",
            check("let n = -9223372036854775807 - 1; let m = -n; let k = n / -1; abs(n)"),
        ),
        ("an index out of all bounds", check("let l = [1]; l[-9223372036854775807 - 1]")),
        (
            "a range turned round",
            check("let l = [1, 2, 3]; l.extract(2..-5); l.splice(5..1, [1]); met(\"done\")"),
        ),
        (
            "a text cut outside",
            check(r#"let s = "đã"; s.crop(1..99); s.sub_string(-5, 99); s.truncate(-1); met("done")"#),
        ),
        ("recursion without end", check("check(locality)")),
        ("recursion that branches", format!("{} fn f(n) {{ {} }}", check("f(0)"), "f(n + 1); ".repeat(20))),
        ("closures that call themselves", check("let f = |f| f.call(f); f.call(f);")),
        (
            "a closure that is shared into a list",
            check(
                "let x = 1; let l = [x]; let f = || { l.push(x); l.push(l); x += 1; }; f.call(); f.call(); l.push(f); l == l",
            ),
        ),
        (
            "a list that holds itself by a closure",
            check("let l = []; let f = || l; l.push(f); l.push(l); `${l}` == ``"),
        ),
        (
            "a sort that lies",
            check(
                "let l = []; for n in 0..100 { l.push(n); } l.sort(|a, b| 1); l.sort(|a, b| if a > b { -1 } else { 1 }); met(\"done\")",
            ),
        ),
        (
            "closures in closures",
            check("l().map(|a| l().map(|b| l().map(|c| l().map(|d| d))))")
                + " fn l() { let l = []; for n in 0..100 { l.push(n); } l }",
        ),
        (
            "closures with loops",
            check("let l = []; for n in 0..100 { l.push(n); } l.all(|a| { for n in 0..90 { 1; } true })"),
        ),
        (
            "a table that grows by mixing",
            check("let t = #{}; for n in 0..9000 { let u = #{}; u[`${n}`] = 1; t.mixin(u); }"),
        ),
        ("a text that doubles inside of a list", check("let l = [\"a\"]; for n in 0..64 { l[0] += l[0]; }")),
        ("a list appended to itself", check("let l = [1]; for n in 0..64 { l.append(l); }")),
        (
            "a list that grows through a closure",
            check("let x = []; let f = |v| x.push(v); for n in 0..9000 { f.call(n); }"),
        ),
        (
            "a list that is emptied while it is filled",
            check("let l = [1, 2, 3]; l.drain(|x| { l.push(x); true });"),
        ),
        ("a function by its name", check("[\"1\"].map(\"eval\"); [1].filter(\"check\");")),
        ("bits of bits of bits", check("for b in bits(-1) { for c in bits(-1) { for d in bits(-1) { } } }")),
        (
            "a search that looks everywhere",
            check(
                "let s = \"\"; s.pad(8000, 'a'); let t = \"\"; t.pad(4000, 'a'); t += \"b\"; for n in 0..3000 { s.index_of(t); }",
            ),
        ),
        ("the smallest number divided", check("let m = -9223372036854775807 - 1; let k = m % -1;")),
        ("a root of what has none", check("let m = (-1.0).sqrt(); let k = 0.0 ** -1.0;")),
        ("a file by an escape", check("import \"\\u002e\\u002e/x\" as x;")),
        (
            "a word of the engine of one's own",
            "fn met(x) { } fn check(locality) { met(\"done\"); not_met(\"open\") }".to_owned(),
        ),
        (
            "a progress beyond all numbers",
            check(
                "progress(79228162514264337593543950335.0, 0.0000000000000000000000000001, \"open\", \"done\")",
            ),
        ),
        ("a loop without end", check("while true { }")),
        ("reading text as a script", check("eval(\"met(1)\")")),
        ("a file", check("import \"../../etc/passwd\" as x; met(\"done\")")),
        ("a pointer to a verdict", check("let f = Fn(\"met\"); f.call(\"done\")")),
        ("an end without a verdict", check("exit()")),
        ("a throw", check("throw 1;")),
        ("a catch", check("try { met(\"done\") } catch { }")),
        ("deep parentheses", deep("(", ")", 5_000)),
        ("deep lists", deep("[", "]", 5_000)),
        ("deep tables", deep("#{a: ", "}", 5_000)),
        ("deep blocks", deep("{ ", " }", 5_000)),
        ("deep switches", deep("switch 1 { 1 => ", " }", 5_000)),
        ("deep texts", deep("`${", "}`", 2_000)),
        ("deep closures", deep("|| ", "", 5_000)),
        ("deep minus", deep("- ", "", 5_000)),
        ("a long sum", check(&format!("1{}", " + 1".repeat(20_000)))),
        ("a long condition", check(&format!("true{}", " && true".repeat(20_000)))),
        ("a long choice of values", check(&format!("(){}", " ?? ()".repeat(20_000)))),
        ("a long way of dots", check(&format!("locality{}", ".land".repeat(20_000)))),
        ("a long way of brackets", check(&format!("[1]{}", "[0]".repeat(20_000)))),
        (
            "a long way of else",
            check(&format!("if true {{ 1 }} {} else {{ 1 }}", "else if true { 1 } ".repeat(5_000))),
        ),
        ("as deep as can be read, switches", calls("switch 1 { 1 => ", " }", 20)),
        ("as deep as can be read, blocks", calls("if true { ", " }", 13)),
        ("as deep as can be read, loops", calls("for n in [1] { ", " }", 13)),
        ("as deep as can be read, closures", calls("[1].map(|x| ", ")", 2)),
        (
            "ten thousand functions",
            check("met(\"done\")") + &*(0..10_000).map(|n| format!(" fn f{n}() {{ }}")).collect::<String>(),
        ),
        ("ten thousand lines", check(&"let a = 1;\n".repeat(10_000))),
        (
            "ten thousand arms",
            check(&format!(
                "switch locality.land.done {{ {} _ => met(\"done\") }}",
                (0..8_000).map(|n| format!("{n} => met(\"open\"), ")).collect::<String>()
            )),
        ),
        (
            "a million arms",
            check(&format!(
                "switch 1 {{ {} }}",
                (0..1_000_000).map(|n| format!("{n}=>1,")).collect::<String>()
            )),
        ),
        ("functions that call each other in every way", {
            let mut text = check("f0(1, true, \"a\", 1.5)");
            for n in 0..30 {
                let m = n + 1;
                let _ = write!(
                    text,
                    " fn f{n}(a, b, c, d) {{ f{m}(b, a, d, c); f{m}(c, b, a, d); f{m}(d, c, b, a) + f{m}(a, a, b, b) }}"
                );
            }
            text + " fn f30(a, b, c, d) { 1 }"
        }),
        (
            "words that multiply",
            check(&format!(
                "let s = if true {{ \"a\" }} else {{ \"b\" }}; {} met(s)",
                "s = s + s; ".repeat(40)
            )),
        ),
        ("a huge text", check(&format!("met(\"{}\")", "x".repeat(100_000)))),
        ("a huge number", check(&format!("let n = {};", "9".repeat(10_000)))),
        ("a huge decimal", check(&format!("let n = 0.{};", "9".repeat(10_000)))),
        ("a huge list", check(&format!("let l = [{}];", "1, ".repeat(10_000)))),
        ("names of other scripts", check("let số = 1; let ｘ = 2; let а = 3;")),
        ("marks that turn the text round", check("let a = 1; \u{202e} let b = 2;")),
        ("nothing at all", String::new()),
        ("zeros", "\0\0\0".to_owned()),
        ("half a comment", check("/* /* */ met(\"done\")")),
        ("half a text", check("met(\"done)")),
        ("half an interpolation", check("met(`${ `)")),
        ("switches without arms", check("switch locality.health.stage { }")),
        ("a switch over a switch", check("switch switch 1 { 1 => 2 } { 2 => met(\"done\") }")),
        ("this at the top", check("this.land.done")),
        ("a property of a verdict", check("met(\"done\").land.done")),
    ]
}

#[test]
fn every_hostile_rule_is_refused_or_fails_alone() {
    let project = project();
    let mut fates = String::new();
    for (title, text) in hostile() {
        let fate = fate(&whole(&text), &project);
        let short: String = fate.chars().take(150).flat_map(char::escape_debug).collect();
        let _ = writeln!(fates, "{title}\n    {short}");
    }
    insta::with_settings!({ snapshot_path => "rulebook/snapshots", omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("hostile", fates);
    });
}

/// A hostile rule costs its own verdicts, and no more time than it may take; whoever stands beside it answers as ever.
#[test]
fn a_hostile_rule_takes_nothing_from_the_others() {
    let project = project();
    let good = script(
        "good",
        &ground::rule("good", "if locality.land.done > 1 { met(\"done\"); } not_met(\"open\");"),
    );
    let limit = std::time::Duration::from_secs(project.limits.seconds);
    let mut failed = 0;
    for (title, text) in hostile() {
        let (rulebook, _) = Rulebook::compile(&[good.clone(), whole(&text)], &project);
        let mut executor = rulebook.executor(&project.dictionary);
        let mut answers = Vec::new();
        for (at, requirement) in rulebook.requirements().iter().enumerate() {
            let values: Vec<Option<Value>> =
                requirement.reads.iter().map(|_| Some(Value::Int(705))).collect();
            let started = std::time::Instant::now();
            let answer = executor.run(RequirementIx::new(at), &values, None).answer;
            assert!(started.elapsed() < limit, "{title} took {:?}", started.elapsed());
            failed += usize::from(matches!(answer, Answer::Failed { .. }));
            answers.push((requirement.id.clone(), answer));
        }
        let good = answers.iter().find(|(id, _)| id == "good").map(|(_, answer)| answer);
        assert!(good.is_some_and(|answer| !matches!(answer, Answer::Failed { .. })), "{title}: {answers:?}");
    }
    assert!(failed > 20, "only {failed} of them came to run");
}

/// The language itself forgets where in a check a limit was reached.
#[test]
fn a_limit_is_told_with_its_line() {
    let project = project();
    for (what, limit, line, body) in [
        ("a loop", "steps", 2, "let a = 1;\nfor i in 0..1000000 { a = i; }"),
        ("a loop with nothing in it", "steps", 1, "for i in 0..1000000 { }"),
        ("recursion", "calls", 3, "let a = 1;\nlet b = 2;\nagain(b);"),
        ("a text", "text", 2, "let a = \"aaaaaaaa\";\nfor i in 0..90 { a += a; }"),
        ("a list", "list", 2, "let a = [1];\nfor i in 0..900 { a.push(i); }"),
        ("a table", "table", 2, "let a = #{};\nfor i in 0..900 { a[`k${i}`] = i; }"),
        ("names", "names", 70, &(0..200).map(|n| format!("let v{n} = {n};\n")).collect::<String>()),
        ("in what it calls", "steps", 2, "let a = 1;\nlong(a);"),
    ] {
        let text = ground::rule("odd", &format!("{body}\nmet(\"done\");"))
            + "\nfn again(x) { again(x + 1) }\nfn long(x) { for i in 0..1000000 { x = i; } x }\n";
        let first = text.lines().position(|line| line.contains("fn check")).expect("a check") + 1;
        let (rulebook, found) = Rulebook::compile(&[script("odd", &text)], &project);
        assert_eq!(rulebook.requirements().len(), 1, "{what}: {found:?}");
        let values: Vec<Option<Value>> =
            rulebook.requirements()[0].reads.iter().map(|_| Some(Value::Int(1))).collect();
        let run = rulebook.executor(&project.dictionary).run(RequirementIx::new(0), &values, None);
        let Answer::Failed { message } = &run.answer else { panic!("{what}: {:?}", run.answer) };
        assert!(message.contains(&format!("`{limit}`")), "{what}: {message}");
        let at = run.at.unwrap_or_else(|| panic!("{what}: {message}, and nobody knows where"));
        let body_line = text.lines().nth(at.line - 1).unwrap_or_default();
        if what == "names" {
            assert!(body_line.contains("let v"), "{what}: line {}: {body_line}", at.line);
        } else {
            let wanted = body.lines().nth(line - 1).unwrap_or_default();
            assert!(body_line.contains(wanted), "{what}: line {} (check at {first}): {body_line}", at.line);
        }
    }
}

fn shipped() -> (Project, dondoc::problem::Sources) {
    let reading = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR")));
    (reading.project, reading.sources)
}

#[test]
fn the_shipped_rules_are_clean() {
    let (project, sources) = shipped();
    let (rulebook, found) = Rulebook::compile(&project.scripts, &project);
    assert!(found.is_empty(), "{}", render(&found, &sources, Colour::Plain));
    assert_eq!(rulebook.requirements().len(), project.scripts.len());
}

/// Pieces of rules, joined at random: most are wrong, and some are right in ways that nobody would write.
fn odd_expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("locality".to_owned()),
        Just("locality.land".to_owned()),
        Just("locality.land.done".to_owned()),
        Just("locality.health.stage".to_owned()),
        Just("locality.judicial_records.deployed".to_owned()),
        Just("locality.target()".to_owned()),
        Just("met(\"done\")".to_owned()),
        Just("\"issued\"".to_owned()),
        Just("\"land.done\"".to_owned()),
        Just("'x'".to_owned()),
        Just("()".to_owned()),
        Just("1".to_owned()),
        Just("44.5".to_owned()),
        Just("true".to_owned()),
        Just("x".to_owned()),
        Just("this".to_owned()),
        Just("[]".to_owned()),
        Just("#{}".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let operators = prop::sample::select(vec![
            "+", "-", "*", "/", "%", "**", "<<", "==", "!=", "<", ">=", "&&", "||", "??", "in", "!in", "..",
            "..=", "&",
        ]);
        prop_oneof![
            (inner.clone(), operators, inner.clone()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            inner.clone().prop_map(|a| format!("!{a}")),
            inner.clone().prop_map(|a| format!("met({a})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("met({a}, {b})")),
            (inner.clone(), inner.clone())
                .prop_map(|(a, b)| format!("progress({a}, {b}, \"open\", \"done\")")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("f({a}, {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}.g({b})")),
            inner.clone().prop_map(|a| format!("locality.is_known({a})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("locality.known_or({a}, {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[{a}, {b}]")),
            inner.clone().prop_map(|a| format!("#{{ done: {a} }}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}[{b}]")),
            inner.clone().prop_map(|a| format!("{a}.done")),
            inner.clone().prop_map(|a| format!("{a}.len()")),
            inner.clone().prop_map(|a| format!("`<${{{a}}}>`")),
            inner.clone().prop_map(|a| format!("|x| {a}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}.map(|x| {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}.call({b})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("if {a} {{ {b} }} else {{ {c} }}")),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!(
                "switch {a} {{ \"issued\" if {b} => {c}, 0..5 => {b}, _ => {c} }}"
            )),
        ]
    })
}

fn odd_statement() -> impl Strategy<Value = String> {
    let e = odd_expression;
    prop_oneof![
        e().prop_map(|a| format!("{a};")),
        e().prop_map(|a| format!("let x = {a};")),
        e().prop_map(|a| format!("x = {a};")),
        e().prop_map(|a| format!("x += {a};")),
        (e(), e()).prop_map(|(a, b)| format!("for x in {a} {{ {b}; }}")),
        (e(), e()).prop_map(|(a, b)| format!("for (x, i) in {a} {{ x = {b}; if i > 3 {{ break; }} }}")),
        (e(), e()).prop_map(|(a, b)| format!("if {a} {{ {b}; }}")),
        e().prop_map(|a| format!("return {a};")),
        e().prop_map(|a| format!("x.done = {a};")),
        e().prop_map(|a| format!("x[0] = {a};")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever a rule is made of: it is refused, or it answers, and twice the same.
    #[test]
    fn odd_rules_never_break_anything(
        body in prop::collection::vec(odd_statement(), 1..5),
        f in odd_expression(),
        g in odd_expression(),
    ) {
        let text = format!(
            "fn check(locality) {{ let x = 1; {} not_met(\"open\") }} fn f(x, locality) {{ {f} }} fn g(x) {{ {g} }}",
            body.join(" "),
        );
        let _ = fate(&whole(&text), &project());
    }

    /// A shipped rule with pieces of it, or of another, put elsewhere.
    #[test]
    fn shuffled_rules_never_break_anything(
        rule in 0_usize..1000,
        other in 0_usize..1000,
        cuts in prop::collection::vec((0_usize..5000, 0_usize..5000, 0_usize..60), 1..4),
    ) {
        let (project, _) = SHIPPED.get_or_init(shipped);
        let script = &project.scripts[rule % project.scripts.len()];
        let other = &project.scripts[other % project.scripts.len()].text;
        let mut letters: Vec<char> = script.text.chars().collect();
        let others: Vec<char> = other.chars().collect();
        for (from, to, length) in cuts {
            let from = from % others.len();
            let piece = others[from..(from + length).min(others.len())].to_vec();
            let to = to % letters.len();
            let until = (to + length / 2).min(letters.len());
            letters.splice(to..until, piece);
        }
        let text: String = letters.into_iter().collect();
        let mutated = Script { text: text.as_str().into(), ..script.clone() };
        let _ = fate(&mutated, project);
    }
}

static SHIPPED: std::sync::OnceLock<(Project, dondoc::problem::Sources)> = std::sync::OnceLock::new();
