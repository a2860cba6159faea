//! A made-up country of any size that reports every month: a whole project folder, the same bytes every time.
//!
//! In: how many communes and months. Out: a registry, a dictionary of 18 facts, eight rules with one plan of deadlines,
//! and a document with a CSV table a month, the last of June 2026. Invariant: one seed, no clock, no randomness but its
//! own, so that two runs anywhere measure the same work.

mod rules;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// How large the country is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Communes.
    pub communes: usize,
    /// Months of returns.
    pub months: usize,
}

impl Size {
    /// The provinces' own figures of one month.
    pub const PROVINCES: Self = Self { communes: 63, months: 1 };
    /// Every commune of 2024, one month.
    pub const COMMUNES: Self = Self { communes: 10_598, months: 1 };
    /// Every commune of 2024, three years.
    pub const YEARS: Self = Self { communes: 10_598, months: 36 };

    /// Rows of all tables.
    pub fn rows(self) -> usize {
        self.communes * self.months
    }
}

/// How many rules there are.
pub const RULES: usize = rules::RULES.len();
/// The day that is judged: the last month's last.
pub const AS_OF: (i32, u32, u32) = (2026, 6, 30);

/// The columns after the locality, as the generator writes them.
pub const FACTS: [&str; 18] = [
    "judicial_records.deployed",
    "judicial_records.deployed_on",
    "health_book.plan_stage",
    "health_book.plan_issued_on",
    "health_book.difficulties",
    "civil_status.total",
    "civil_status.by_population",
    "civil_status.digitized",
    "land.districts_total",
    "land.districts_digitized",
    "cadre.records",
    "cadre.matched",
    "public_services.online",
    "public_services.total",
    "public_services.target_pct",
    "id_cards.under16",
    "id_cards.target",
    "id_cards.reached_on",
];

/// Writes the project into a folder, which must be there.
pub fn write(folder: &Path, size: Size) -> io::Result<()> {
    for below in ["rules/made", "data/documents"] {
        fs::create_dir_all(folder.join(below))?;
    }
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/holidays.csv");
    fs::copy(shipped, folder.join("data/holidays.csv"))?;
    fs::write(folder.join("data/localities.csv"), localities(size.communes))?;
    fs::write(folder.join("data/facts.toml"), dictionary())?;
    fs::write(folder.join("data/documents/plan.toml"), rules::plan())?;
    for rule in rules::RULES {
        fs::write(folder.join(format!("rules/made/{}.rhai", rule.id)), rule.text())?;
    }
    let mut seed = Seed(0x9E37_79B9_7F4A_7C15);
    for back in (0..size.months).rev() {
        let (year, month, day) = month_end(back);
        let name = format!("{year}-{month:02}-returns");
        let dated = format!("{year}-{month:02}-{day:02}");
        let head = format!(
            "id         = \"{name}\"\ntitle      = {{ en = \"Returns of {year}-{month:02}\", vi = \"Báo cáo \
             {month:02}/{year}\" }}\nkind       = \"return\"\nissuer     = \"Communes\"\ndated      = {dated}\n\
             published  = {dated}\nsource     = \"made up\"\nconfidence = \"high\"\n\n[[table]]\nfile = \
             \"{name}.csv\"\n"
        );
        fs::write(folder.join(format!("data/documents/{name}.toml")), head)?;
        fs::write(folder.join(format!("data/documents/{name}.csv")), returns(&mut seed, size.communes))?;
    }
    Ok(())
}

/// Paths of the tables in a folder that was written, in order.
pub fn tables(folder: &Path) -> Vec<std::path::PathBuf> {
    let documents = fs::read_dir(folder.join("data/documents")).expect("a folder that was written");
    let mut paths: Vec<_> = documents.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    paths.sort();
    paths
}

fn localities(communes: usize) -> String {
    let mut text = String::from(
        "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\n\
         vn,VN,national,,Việt Nam,Viet Nam,,,,\n",
    );
    for province in 1..=63 {
        let _ = writeln!(
            text,
            "p{province:02},{province:02},province,vn,Tỉnh {province},Province {province},,,,"
        );
    }
    for commune in 1..=communes {
        let province = 1 + commune % 63;
        let _ = writeln!(
            text,
            "L{commune:06},{commune:06},commune,p{province:02},Xã {commune:06},Commune {commune:06},,,,"
        );
    }
    text
}

fn dictionary() -> String {
    let mut text = String::new();
    for fact in FACTS {
        let kind = match fact {
            _ if fact.ends_with("_on") => "\"date\"",
            "judicial_records.deployed" | "health_book.difficulties" => "\"bool\"",
            "health_book.plan_stage" => {
                "\"stage\"\nstages = [\"none\", \"developing\", \"consulting\", \"issued\"]"
            }
            _ => "\"int\"",
        };
        let _ = writeln!(text, "[{fact}]\ntype  = {kind}\ntitle = {{ en = \"{fact}\", vi = \"{fact}\" }}\n");
    }
    text
}

/// One month's table.
fn returns(seed: &mut Seed, communes: usize) -> String {
    let mut text = format!("locality,{}\n", FACTS.join(","));
    for commune in 1..=communes {
        let _ = write!(text, "L{commune:06}");
        let civil = seed.below(40_000) + 100;
        let services = seed.below(60) + 16;
        let (districts, cadre, cards) = (seed.below(14) + 1, seed.below(900) + 20, seed.below(9_000) + 50);
        let flag = |seed: &mut Seed| if seed.below(2) == 0 { "true" } else { "false" }.to_owned();
        let stage = ["none", "developing", "consulting", "issued"][seed.below(4) as usize].to_owned();
        let cells = [
            seed.maybe(flag),
            seed.maybe(Seed::day),
            seed.maybe(|_| stage),
            seed.maybe(Seed::day),
            seed.maybe(flag),
            civil.to_string(),
            (civil * 9 / 10).to_string(),
            seed.maybe(|seed| seed.below(civil + civil / 5).to_string()),
            districts.to_string(),
            seed.maybe(|seed| seed.below(districts + 1).to_string()),
            cadre.to_string(),
            seed.maybe(|seed| seed.below(cadre + 1).to_string()),
            seed.below(services + 1).to_string(),
            services.to_string(),
            seed.maybe(|seed| (50 + seed.below(50)).to_string()),
            seed.maybe(|seed| seed.below(cards + cards / 4).to_string()),
            cards.to_string(),
            seed.maybe(Seed::day),
        ];
        for cell in cells {
            text.push(',');
            text.push_str(&cell);
        }
        text.push('\n');
    }
    text
}

/// The last day of the month that lies so many months before June 2026.
fn month_end(back: usize) -> (i32, u32, u32) {
    let month = 2026 * 12 + 5 - i32::try_from(back).expect("a few hundred months at most");
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12).unsigned_abs() + 1);
    let day = match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (year, month, day)
}

/// xorshift64: the same numbers on every machine.
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// A value, or nothing in one row of five.
    fn maybe(&mut self, value: impl FnOnce(&mut Self) -> String) -> String {
        if self.below(5) == 0 { String::new() } else { value(self) }
    }

    fn day(&mut self) -> String {
        format!("{}-{:02}-{:02}", 2024 + self.below(2), 1 + self.below(12), 1 + self.below(28))
    }
}
