//! A small report, made by hand: five provinces and the nation, every status, bounds that are open.

use std::collections::BTreeMap;

use dondoc::model::bilingual::Bilingual;
use dondoc::model::day::Day;
use dondoc::model::document::{Approx, Authority, Confidence, DocumentKind, DueKind};
use dondoc::model::fact::FactKind;
use dondoc::model::locality::Level;
use dondoc::model::requirement::Reach;
use dondoc::model::scoring::{Basis, Grade};
use dondoc::model::verdict::Status;
use dondoc::problem::{Code, Severity};
use dondoc::report::{
    AskRow, Credits, DeadlineRow, DocumentRow, EvidenceRow, FactRow, GradeSpan, LevelSummary, LocalityRow,
    Number, PartRow, ProblemRow, ProgressRow, ProjectCounts, ReasonRow, Report, RequirementRow, RivalRow,
    SCHEMA, Score, ScoringRow, Shown, TotalRow, Unit, VerdictRow, WaiverRow,
};
use indexmap::IndexMap;

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn number(digits: &str) -> Number {
    Number(digits.parse().unwrap())
}

fn both(en: &str, vi: &str) -> Bilingual {
    Bilingual::new(en, vi)
}

/// The whole report.
pub fn report() -> Report {
    let localities: Vec<LocalityRow> = std::iter::once(nation()).chain(provinces()).collect();
    let requirements = requirements(&localities);
    let summary =
        [Level::National, Level::Province].map(|level| summary(level, &localities, &requirements)).to_vec();
    Report {
        schema: SCHEMA,
        as_of: day("2025-05-31"),
        known_by: None,
        only: None,
        project: ProjectCounts { documents: 76, rules: 9, localities: 12_345 },
        requirements,
        localities,
        totals: totals(),
        problems: problems(),
        summary,
        facts: facts(),
        documents: documents(),
        scoring: ScoringRow {
            due_soon: 10,
            credits: Credits { met: number("1"), met_late: number("0.5") },
            grades: vec![(Grade::Excellent, number("90")), (Grade::Weak, number("0"))],
            basis: Basis::All,
        },
        trends: None,
        units: units(),
    }
}

/// Who was merged.
fn units() -> BTreeMap<String, Unit> {
    let unit = |id: &str, en: &str, vi: &str| {
        (id.to_owned(), Unit { name: both(en, vi), level: Level::Province, within: None })
    };
    [unit("bac-giang", "Bac Giang", "Bắc Giang"), unit("bac-ninh", "Bac Ninh", "Bắc Ninh")].into()
}

/// The report with one province only, as when its name is given.
pub fn one_province() -> Report {
    let mut report = report();
    report.localities.retain(|l| l.id == "bac-ninh-2025");
    report.known_by = Some(day("2025-06-02"));
    report.problems.clear();
    report.totals.clear();
    report
}

/// A verdict with nothing but a status.
fn verdict(requirement: &str, status: Status) -> VerdictRow {
    VerdictRow {
        requirement: requirement.to_owned(),
        status,
        reason: None,
        deadline: None,
        completed_after: None,
        completed_by: None,
        progress: None,
        missing: Vec::new(),
        evidence: Vec::new(),
        documents: Vec::new().into(),
        assumed: false,
        waiver: None,
        fault: None,
        outlook: None,
        chain: Vec::new(),
    }
}

/// The documents that a verdict rests on, each once.
fn rests_on(verdict: &VerdictRow) -> Vec<String> {
    let parts = |e: &EvidenceRow| -> Vec<String> {
        let parts = e.parts.iter().flatten().filter_map(|part| part.document.clone());
        e.document.clone().into_iter().chain(parts).collect()
    };
    let deadline = verdict.deadline.as_ref().map(|d| d.document.clone());
    let waiver = verdict.waiver.as_ref().map(|w| w.document.clone());
    let mut ids: Vec<String> = Vec::new();
    for id in verdict.evidence.iter().flat_map(parts).chain(deadline).chain(waiver) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Things that a verdict may have, put on one after another.
trait With: Sized {
    fn because(self, key: &str, en: &str, vi: &str) -> Self;
    fn due(self, effective: &str, document: &str) -> Self;
    fn late(self, days: i64, working: Option<i64>) -> Self;
    fn left(self, days: i64, working: Option<i64>) -> Self;
    fn progress(self, done: &str, total: &str, share: &str) -> Self;
    fn missing(self, facts: &[&str]) -> Self;
    fn seen(self, fact: &str, value: Shown) -> Self;
}

impl With for VerdictRow {
    fn because(mut self, key: &str, en: &str, vi: &str) -> Self {
        let row = ReasonRow { key: key.to_owned(), en: en.to_owned(), vi: vi.to_owned() };
        self.reason = Some(row.into());
        self
    }
    fn due(mut self, effective: &str, document: &str) -> Self {
        let row = DeadlineRow {
            nominal: Some(day(effective)),
            effective: Some(day(effective)),
            document: document.to_owned(),
            days_left: None,
            working_days_left: None,
            days_late: None,
            working_days_late: None,
            rolled_because: None,
            due_kind: Some(DueKind::OnOrBefore),
            authority: Authority::National,
        };
        self.deadline = Some(row.into());
        self
    }
    fn late(mut self, days: i64, working: Option<i64>) -> Self {
        let deadline = self.deadline.as_mut().unwrap();
        (deadline.days_late, deadline.working_days_late) = (Some(days), working);
        self
    }
    fn left(mut self, days: i64, working: Option<i64>) -> Self {
        let deadline = self.deadline.as_mut().unwrap();
        (deadline.days_left, deadline.working_days_left) = (Some(days), working);
        self
    }
    fn progress(mut self, done: &str, total: &str, share: &str) -> Self {
        self.progress = Some(ProgressRow { done: number(done), total: number(total), share: number(share) });
        self
    }
    fn missing(mut self, facts: &[&str]) -> Self {
        self.missing = facts.iter().map(|fact| (*fact).to_owned()).collect();
        self
    }
    fn seen(mut self, fact: &str, value: Shown) -> Self {
        self.evidence.push(EvidenceRow {
            fact: fact.to_owned(),
            value,
            dated: day("2025-05-30"),
            document: Some("returns-2025-05".to_owned()),
            confidence: Some(Confidence::Medium),
            approx: None,
            rivals: Vec::new(),
            parts: None,
        });
        self
    }
}

fn locality(
    id: &str,
    code: &str,
    name: Bilingual,
    level: Level,
    mut verdicts: Vec<VerdictRow>,
) -> LocalityRow {
    verdicts.sort_by(|a, b| a.requirement.cmp(&b.requirement));
    for verdict in &mut verdicts {
        verdict.documents = rests_on(verdict).into();
    }
    let scored = |s: &Status| {
        verdicts.iter().filter(|v| v.status == *s && v.requirement != "health-book-plan").count()
    };
    let counts = Status::ALL.iter().map(|s| (s.word(), scored(s))).collect();
    LocalityRow {
        id: id.to_owned(),
        code: code.to_owned(),
        name,
        level,
        rank: None,
        rank_best: None,
        rank_worst: None,
        score: None,
        grade: None,
        inherits: Vec::new(),
        verdicts,
        region: String::new(),
        silent: false,
        counts,
    }
}

fn ranked(mut row: LocalityRow, ranks: [usize; 3], low: &str, high: &str, grade: GradeSpan) -> LocalityRow {
    let [rank, best, worst] = ranks.map(Some);
    (row.rank, row.rank_best, row.rank_worst) = (rank, best, worst);
    let shown = |digits: &str| dondoc::report::Number(dondoc::report::spelling::rounded(number(digits).0, 1));
    row.score = Some(Score { low: number(low), high: number(high), shown: (shown(low), shown(high)) });
    row.grade = Some(grade);
    row
}

fn civil_status(status: Status) -> VerdictRow {
    verdict("civil-status-digitized", status).due("2024-12-31", "assumed-deadlines")
}

fn judicial(status: Status) -> VerdictRow {
    verdict("judicial-records-on-vneid", status).due("2025-03-31", "directive-07-2025")
}

fn land(status: Status) -> VerdictRow {
    verdict("land-data-digitized", status).due("2025-06-30", "wg-2024-10-21")
}

fn health_plan() -> VerdictRow {
    verdict("health-book-plan", Status::Unknown).missing(&["health_book.plan_stage"])
}

fn cut(status: Status) -> VerdictRow {
    verdict("procedures-cut", status)
}

fn deployed(row: VerdictRow) -> VerdictRow {
    row.because("deployed", "deployed", "đã triển khai").seen("judicial_records.deployed", Shown::Bool(true))
}

fn provinces() -> Vec<LocalityRow> {
    let name = both("Hanoi", "Hà Nội");
    let mut hanoi = locality(
        "ha-noi",
        "01",
        name,
        Level::Province,
        vec![
            civil_status(Status::Met).because("complete", "digitised", "đã số hóa"),
            deployed(judicial(Status::Met)),
            land(Status::Met).because("complete", "all districts done", "đã xong tất cả các huyện"),
            health_plan(),
            cut(Status::NotApplicable),
        ],
    );
    hanoi.region = "Đồng bằng sông Hồng".to_owned();
    hanoi.verdicts[0].completed_by = Some(day("2024-10-21"));
    let hanoi = ranked(hanoi, [1, 1, 1], "100", "100", GradeSpan::One(Grade::Excellent));

    let mut da_nang = locality(
        "da-nang",
        "48",
        both("Da Nang", "Đà Nẵng"),
        Level::Province,
        vec![
            civil_status(Status::MetLate).late(73, Some(48)).because("complete", "digitised", "đã số hóa"),
            deployed(judicial(Status::Met)),
            land(Status::Unknown).missing(&["land.districts", "land.districts_done"]),
            health_plan(),
            cut(Status::Met).because("cut", "decision issued", "đã ban hành quyết định"),
        ],
    );
    da_nang.verdicts[0].completed_after = Some(day("2025-03-14"));
    let da_nang =
        ranked(da_nang, [2, 2, 3], "66.6667", "88.8889", GradeSpan::Span(Grade::Average, Grade::Good));

    let vung_tau = locality(
        "ba-ria-vung-tau",
        "77",
        both("Ba Ria - Vung Tau", "Bà Rịa - Vũng Tàu"),
        Level::Province,
        vec![
            waived(civil_status(Status::Waived)),
            deployed(judicial(Status::Met)),
            land(Status::DueSoon).left(10, Some(6)).progress("6", "8", "0.75").because(
                "open",
                "6 of 8 districts done",
                "đã xong 6 trên 8 huyện",
            ),
            health_plan(),
            cut(Status::Error),
        ],
    );
    let vung_tau =
        ranked(vung_tau, [3, 2, 4], "66.4286", "80.7143", GradeSpan::Span(Grade::Average, Grade::Good));

    let mut bac_ninh = locality(
        "bac-ninh-2025",
        "24",
        both("Bac Ninh", "Bắc Ninh"),
        Level::Province,
        vec![
            assumed(civil_status(Status::Overdue).late(151, Some(102)).because(
                "open",
                "61.5 % of the records digitised",
                "đã số hóa 61,5 % dữ liệu",
            ))
            .progress("61.5", "100", "0.615"),
            merged(judicial(Status::Overdue)).late(61, Some(41)).because(
                "absent",
                "not deployed",
                "chưa triển khai",
            ),
            land(Status::InProgress).left(30, None).progress("3", "7", "0.4286"),
            health_plan(),
            cut(Status::NotApplicable),
        ],
    );
    bac_ninh.inherits = vec!["bac-giang".to_owned(), "bac-ninh".to_owned()];
    let bac_ninh = ranked(bac_ninh, [4, 4, 5], "10.7143", "10.7143", GradeSpan::One(Grade::Weak));

    let mut ca_mau = locality(
        "ca-mau",
        "96",
        both("Ca Mau", "Cà Mau"),
        Level::Province,
        vec![
            civil_status(Status::Unknown).missing(&["civil_status.status"]),
            judicial(Status::Unknown).missing(&["judicial_records.deployed"]),
            land(Status::Unknown).missing(&["land.districts", "land.districts_done"]),
            health_plan(),
            cut(Status::NotApplicable),
        ],
    );
    ca_mau.silent = true;
    let ca_mau = ranked(ca_mau, [5, 1, 5], "0", "100", GradeSpan::Span(Grade::Weak, Grade::Excellent));
    vec![hanoi, da_nang, vung_tau, bac_ninh, ca_mau]
}

fn waived(mut row: VerdictRow) -> VerdictRow {
    row.waiver = Some(WaiverRow {
        document: "decision-12-2025".to_owned(),
        until: Some(day("2025-12-31")),
        reason: both("flood damage to the archive", "kho lưu trữ bị ngập"),
    });
    row
}

fn assumed(mut row: VerdictRow) -> VerdictRow {
    row.assumed = true;
    row
}

/// With a value that two predecessors are merged into, and what it beat.
fn merged(mut row: VerdictRow) -> VerdictRow {
    row.evidence.push(EvidenceRow {
        fact: "judicial_records.deployed".to_owned(),
        value: Shown::Bool(false),
        dated: day("2025-05-30"),
        document: None,
        confidence: None,
        approx: None,
        rivals: vec![RivalRow {
            value: Shown::Bool(true),
            dated: day("2024-10-21"),
            document: "wg-2024-10-21".to_owned(),
            confidence: Confidence::High,
        }],
        parts: Some(vec![
            PartRow {
                locality: "bac-giang".to_owned(),
                value: Some(Shown::Bool(false)),
                dated: Some(day("2025-05-30")),
                document: Some("returns-2025-05".to_owned()),
            },
            PartRow { locality: "bac-ninh".to_owned(), value: None, dated: None, document: None },
        ]),
    });
    row
}

fn nation() -> LocalityRow {
    let services = verdict("essential-services", Status::Overdue)
        .due("2023-12-31", "decision-06-2022")
        .late(517, None)
        .progress("45", "76", "0.5921")
        .because("open", "45 of 76 services", "45 trên 76 dịch vụ");
    let mut health = verdict("health-book-integrated", Status::InProgress)
        .due("2025-12-31", "directive-07-2025")
        .left(214, Some(149))
        .progress("15000000", "40000000", "0.375")
        .because("open", "15,000,000 of 40,000,000 people", "15.000.000 trên 40.000.000 người")
        .seen("health_book.integrated", Shown::Number(number("15000000")));
    health.evidence[0].approx = Some(Approx::Nearly);
    let decrees = verdict("decrees-submitted", Status::Met).because("done", "submitted", "đã trình");
    let banking = verdict("vneid-in-banking", Status::InProgress).because(
        "figures",
        "40.7 million customers compared, 29 credit institutions",
        "đối chiếu 40,7 triệu khách hàng, 29 tổ chức tín dụng",
    );
    let mut nation = locality(
        "vn",
        "",
        both("Viet Nam", "Việt Nam"),
        Level::National,
        vec![services, health, decrees, banking],
    );
    nation.score = Some(Score {
        low: number("49.1776"),
        high: number("49.1776"),
        shown: (number("49.2"), number("49.2")),
    });
    nation.grade = Some(GradeSpan::One(Grade::Weak));
    (nation.rank, nation.rank_best, nation.rank_worst) = (Some(1), Some(1), Some(1));
    nation
}

fn counts<'a>(verdicts: impl Iterator<Item = &'a VerdictRow>) -> IndexMap<&'static str, usize> {
    let mut counts: IndexMap<&'static str, usize> = Status::ALL.iter().map(|s| (s.word(), 0)).collect();
    for verdict in verdicts {
        *counts.get_mut(verdict.status.word()).unwrap() += 1;
    }
    counts
}

fn requirements(localities: &[LocalityRow]) -> Vec<RequirementRow> {
    let p = Level::Province;
    let n = Level::National;
    [
        ("civil-status-digitized", both("Civil status data digitised", "Số hóa dữ liệu hộ tịch"), p, "3"),
        ("decrees-submitted", both("Decrees submitted", "Trình các nghị định"), n, "1"),
        (
            "essential-services",
            both("Essential public services online", "Dịch vụ công thiết yếu trực tuyến"),
            n,
            "2",
        ),
        ("health-book-integrated", both("Health book integrated", "Tích hợp sổ sức khỏe điện tử"), n, "1.5"),
        (
            "health-book-plan",
            both("Plan for the electronic health book", "Kế hoạch sổ sức khỏe điện tử"),
            p,
            "1",
        ),
        (
            "judicial-records-on-vneid",
            both("Judicial records issued on VNeID", "Cấp phiếu lý lịch tư pháp trên VNeID"),
            p,
            "3",
        ),
        (
            "land-data-digitized",
            both("Land data digitised in every district", "Số hóa dữ liệu đất đai ở tất cả các huyện"),
            p,
            "2",
        ),
        (
            "procedures-cut",
            both("Residence and land procedures cut", "Cắt giảm thủ tục cư trú, đất đai"),
            p,
            "1",
        ),
        ("vneid-in-banking", both("VNeID used in banking", "Sử dụng VNeID trong ngân hàng"), n, "1"),
    ]
    .into_iter()
    .map(|(id, title, level, weight)| RequirementRow {
        id: id.to_owned(),
        title,
        level,
        weight: number(weight),
        counts: counts(localities.iter().flat_map(|l| &l.verdicts).filter(|v| v.requirement == id)),
        binds: if id == "procedures-cut" { Reach::Named } else { Reach::Level },
        responsible: (id == "judicial-records-on-vneid").then(|| "Ministry of Justice".to_owned()),
        cites: vec!["wg-2024-10-21".to_owned()],
        scored: id != "health-book-plan",
    })
    .collect()
}

fn summary(level: Level, localities: &[LocalityRow], requirements: &[RequirementRow]) -> LevelSummary {
    let of_level = || localities.iter().filter(move |l| l.level == level);
    let province = level == Level::Province;
    let ask = |fact: &str, localities| AskRow { fact: fact.to_owned(), localities };
    LevelSummary {
        level,
        localities: of_level().count(),
        requirements: requirements.iter().filter(|r| r.level == level).count(),
        counts: counts(of_level().flat_map(|l| &l.verdicts)),
        newest_data: Some(day(if province { "2025-05-30" } else { "2025-04-30" })),
        certain_pairs: if province { 5 } else { 0 },
        pairs: if province { 10 } else { 0 },
        ask_for: if province {
            vec![ask("land.districts", 2), ask("land.districts_done", 2), ask("civil_status.status", 1)]
        } else {
            Vec::new()
        },
        unreported: if province { vec!["health-book-plan".to_owned()] } else { Vec::new() },
        silent: usize::from(province),
        assumed: usize::from(province),
        stale: 0,
        stale_since: None,
    }
}

fn totals() -> Vec<TotalRow> {
    let total = |fact: &str, reported: &str| TotalRow {
        document: "wg-2024-10-21".to_owned(),
        fact: Some(fact.to_owned()),
        reported: number(reported),
        found: None,
        unknown: 0,
        agrees: Some(true),
        with_value: None,
        level: Some(Level::Province),
        dated: day("2024-10-21"),
        approx: None,
        identity: None,
        note: None,
    };
    vec![
        TotalRow {
            with_value: Some(Shown::Text("complete".to_owned())),
            found: Some(number("14")),
            unknown: 3,
            agrees: Some(false),
            approx: Some(Approx::Over),
            ..total("civil_status.status", "20")
        },
        TotalRow { found: Some(number("9")), ..total("judicial_records.deployed", "9") },
        TotalRow {
            with_value: Some(Shown::Text("issued".to_owned())),
            found: Some(number("0")),
            unknown: 5,
            agrees: None,
            ..total("health_book.plan_stage", "14")
        },
        TotalRow {
            fact: None,
            level: None,
            found: Some(number("15.3363")),
            agrees: Some(false),
            identity: Some("15.39 % = 17.1 / 111.5".to_owned()),
            note: Some("million civil status records".to_owned()),
            ..total("", "15.39")
        },
    ]
}

fn problems() -> Vec<ProblemRow> {
    let problem = |severity, code, en: &str, vi: &str| ProblemRow {
        severity,
        code,
        message: Bilingual::new(en, vi),
        file: None,
        line: None,
        column: None,
    };
    vec![
        ProblemRow {
            file: Some("rules/interior/procedures-cut.rhai".to_owned()),
            line: Some(22),
            column: Some(9),
            ..problem(
                Severity::Error,
                Code::RuleFailed,
                "procedures-cut failed for Ba Ria - Vung Tau: a total of zero",
                "procedures-cut failed for Ba Ria - Vung Tau: a total of zero",
            )
        },
        problem(
            Severity::Warning,
            Code::TotalDisagrees,
            "wg-2024-10-21 reports over 20 for civil_status.status, found 14",
            "wg-2024-10-21 báo cáo hơn 20 về civil_status.status, tính được 14",
        ),
        problem(
            Severity::Note,
            Code::PublicationUnknown,
            "returns-2025-05 does not say when it was published",
            "returns-2025-05 không ghi ngày công bố",
        ),
    ]
}

fn facts() -> IndexMap<String, FactRow> {
    [
        ("civil_status.status", "civil status", "số hóa hộ tịch"),
        ("health_book.integrated", "health books integrated", "sổ sức khỏe đã tích hợp"),
        ("health_book.plan_stage", "health book plan", "kế hoạch sổ sức khỏe"),
        ("judicial_records.deployed", "judicial records on VNeID", "lý lịch tư pháp trên VNeID"),
        ("land.districts", "districts", "số huyện"),
        ("land.districts_done", "districts with land data", "số huyện có dữ liệu đất đai"),
    ]
    .into_iter()
    .map(|(name, en, vi)| {
        (
            name.to_owned(),
            FactRow { title: both(en, vi), percent: false, kind: FactKind::Bool, stages: Vec::new() },
        )
    })
    .collect()
}

fn documents() -> IndexMap<String, DocumentRow> {
    [
        (
            "assumed-deadlines",
            DocumentKind::Assumption,
            "Assumed deadlines",
            "Thời hạn giả định",
            "2024-10-21",
        ),
        (
            "decision-06-2022",
            DocumentKind::Decision,
            "Decision 06/QD-TTg",
            "Quyết định 06/QĐ-TTg",
            "2022-01-06",
        ),
        (
            "decision-12-2025",
            DocumentKind::Decision,
            "Decision 12/QD-TTg",
            "Quyết định 12/QĐ-TTg",
            "2025-01-10",
        ),
        (
            "directive-07-2025",
            DocumentKind::Directive,
            "Directive 07/CT-TTg",
            "Chỉ thị 07/CT-TTg",
            "2025-03-14",
        ),
        (
            "returns-2025-05",
            DocumentKind::Return,
            "Provincial returns, May 2025",
            "Báo cáo của các tỉnh, tháng 5/2025",
            "2025-05-30",
        ),
        (
            "wg-2024-10-21",
            DocumentKind::Meeting,
            "Working Group meeting, October 2024",
            "Họp Tổ công tác, tháng 10/2024",
            "2024-10-21",
        ),
    ]
    .into_iter()
    .map(|(id, kind, en, vi, dated)| {
        let row = DocumentRow {
            title: both(en, vi),
            kind,
            issuer: "Working Group of Project 06".to_owned(),
            number: None,
            dated: day(dated),
            published: None,
            source: "archive".to_owned(),
        };
        (id.to_owned(), row)
    })
    .collect()
}
