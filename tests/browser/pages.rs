//! Pages to look at: the shipped project's report, and reports made to be difficult.

use camino::Utf8Path;
use dondoc::model::bilingual::{Bilingual, Lang};
use dondoc::model::locality::Level;
use dondoc::pipeline::{self, Question};
use dondoc::progress::Nobody;
use dondoc::render::diff::DiffFormat;
use dondoc::render::{Format, Style, render};
use dondoc::report::{Depth, Number, ProgressRow, Report, Shown, Unit};
use dondoc::resolve::Horizon;
use rust_decimal::Decimal;

/// A page on the disk, as from a memory stick.
pub struct Page {
    folder: tempfile::TempDir,
}

impl Page {
    pub fn of(report: &Report, lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let page = render(report, Format::Html, lang, Style::default()).unwrap();
        std::fs::write(folder.path().join("report.html"), page).unwrap();
        Self { folder }
    }

    /// The address of a place in it; empty: its top.
    pub fn at(&self, place: &str) -> String {
        let path = self.folder.path().join("report.html");
        let hash = if place.is_empty() { String::new() } else { format!("#{place}") };
        format!("file://{}{hash}", path.display())
    }
}

/// The shipped project, judged on a day.
pub fn shipped(as_of: &str) -> Report {
    pipeline::check(Utf8Path::new(env!("CARGO_MANIFEST_DIR")), &question(as_of)).unwrap().report
}

fn question(as_of: &str) -> Question {
    Question {
        depth: Depth::Chains,
        ..Question::whole(Horizon { as_of: as_of.parse().unwrap(), known_by: None })
    }
}

/// What changed in the shipped project between two days, as a page.
pub fn changes(from: &str, to: &str, lang: Lang) -> Page {
    let day = |as_of: &str| Horizon { as_of: as_of.parse().unwrap(), known_by: None };
    let project = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let diff = pipeline::compare::diff(project, day(from), day(to), None, &Nobody).unwrap();
    let page = dondoc::render::diff::render(&diff, DiffFormat::Html, lang, Style::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("report.html"), page).unwrap();
    Page { folder }
}

/// A report with a year of history.
pub fn with_history(as_of: &str, earlier: &[&str]) -> Report {
    let question =
        Question { earlier: earlier.iter().map(|day| day.parse().unwrap()).collect(), ..question(as_of) };
    pipeline::check(Utf8Path::new(env!("CARGO_MANIFEST_DIR")), &question).unwrap().report
}

/// A name that tries to be more than a name.
pub const HOSTILE: &str = "</script><img src=x onerror=\"window.taken=1\"><b>'Bắc' & \"Ninh\"</b><!--";

/// The shipped report with that name and such a reason.
pub fn hostile() -> Report {
    let mut report = shipped("2024-10-21");
    let first = report.localities.iter_mut().find(|l| l.level == Level::Province).unwrap();
    first.name = Bilingual::new(HOSTILE, HOSTILE);
    first.region = HOSTILE.to_owned();
    for verdict in &mut first.verdicts {
        verdict.missing = vec![HOSTILE.to_owned()];
        if let Some(reason) = &mut verdict.reason {
            (reason.en, reason.vi) = (HOSTILE.to_owned(), HOSTILE.to_owned());
        }
    }
    let document = report.documents.values_mut().next().unwrap();
    document.title = Bilingual::new(HOSTILE, HOSTILE);
    report
}

/// A report of every commune of the country, made of the shipped provinces.
pub fn communes() -> Report {
    let mut report = shipped("2024-10-21");
    let provinces: Vec<_> =
        report.localities.iter().filter(|l| l.level == Level::Province).cloned().collect();
    report.localities = (0..3321)
        .map(|at| {
            let mut row = provinces[at % provinces.len()].clone();
            row.id = format!("commune-{at}");
            row.level = Level::Commune;
            row.name = Bilingual::new(format!("Commune {at}"), format!("Xã {at}"));
            for (nth, verdict) in row.verdicts.iter_mut().enumerate().filter(|(_, v)| v.reason.is_some()) {
                // Each has figures of its own, as real ones have.
                let (done, total) = (Decimal::from(1000 + at * (nth + 2)), Decimal::from(90_000 - at));
                let share = Number((done / total).round_dp(4));
                verdict.progress = Some(ProgressRow { done: Number(done), total: Number(total), share });
                verdict.evidence.iter_mut().for_each(|e| e.value = Shown::Number(Number(done)));
            }
            let province = Bilingual::new(format!("Province {}", at % 34), format!("Tỉnh {}", at % 34));
            let unit = Unit { name: row.name.clone(), level: Level::Commune, within: Some(province) };
            report.units.insert(row.id.clone(), unit);
            row
        })
        .collect();
    for requirement in &mut report.requirements {
        if requirement.level == Level::Province {
            requirement.level = Level::Commune;
        }
    }
    for summary in &mut report.summary {
        if summary.level == Level::Province {
            (summary.level, summary.localities) = (Level::Commune, 3321);
        }
    }
    report
}
