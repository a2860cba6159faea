//! The command line: what can be asked for, and how it is spelled.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::model::locality::Level;
use dondoc::model::verdict::Status;
use dondoc::render::Format;
use dondoc::render::lint::LintFormat;
use dondoc::render::trials::TrialFormat;
use dondoc::rulebook::ExecutorKind;

/// Checks localities against a working group's deadlines and ranks them, with reasons and evidence.
#[derive(Debug, Parser)]
#[command(name = "dondoc", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "\
Exit status:
  0  the report was made
  1  something is at or past --fail-on, a case failed, or lint found an error
  2  wrong usage or invalid input, a rule that fails while running included
  3  a fault of dondoc's own";

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The project folder, which holds rules/ and data/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub project: Utf8PathBuf,
    /// When to colour what is shown; NO_COLOR is obeyed
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing but the answer
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show warnings in full
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Evaluate every requirement for every locality and print the ranked report
    Check(Check),
    /// Show the whole way to one answer: deadlines, rule lines, facts, documents, rivals
    Explain(Explain),
    /// Run the rules' cases
    Test(Test),
    /// Look for everything that is wrong with rules and data, or could be better
    Lint(Lint),
    /// Write a new requirement down, with its cases and its fact, ready to edit
    New(New),
    /// Write the workbook that localities fill in: one row a locality, one column a fact asked for
    Template(Template),
    /// Take in a filled form, or another .xlsx or .csv: show what would change, then write one new document
    Import(Import),
    /// Print the JSON Schema of `check --format json`
    Schema,
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// The two clocks.
#[derive(Debug, Args)]
pub struct Clocks {
    /// The day that is judged: statements dated later do not count [default: today in Viet Nam]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Only documents known by this day count [default: all]
    #[arg(long, value_name = "DAY")]
    pub known_by: Option<Day>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Show only these localities: id, code or name, with or without diacritics
    #[arg(value_name = "LOCALITY")]
    pub localities: Vec<String>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Only this level
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Score only these requirements
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub requirement: Vec<String>,
    /// Show only these statuses
    #[arg(long, value_name = "STATUS", num_args = 1.., value_parser = status)]
    pub status: Vec<Status>,
    /// Form of the report [default: by the ending of -o, else text]
    #[arg(long, value_parser = format)]
    pub format: Option<Format>,
    /// Write the report to a file, beside and then over what is there
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// Language of the report
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
    /// Exit with 1 if anything shown is at or past this status: not-applicable, waived, met, met-late, in-progress,
    /// due-soon, unknown, overdue, error
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub fail_on: Option<Status>,
    /// Show only the first so many localities of each level
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// What runs the rules: compiled, or the language's own interpreter, which gives the same answers and is slower
    #[arg(long, value_name = "KIND", value_parser = executor, default_value = "compiled")]
    pub executor: ExecutorKind,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A locality: id, code or name, with or without diacritics; or the code of a problem, such as unknown-fact
    #[arg(value_name = "LOCALITY | CODE")]
    pub locality: String,
    /// One requirement; without it all of the locality's
    #[arg(value_name = "REQUIREMENT")]
    pub requirement: Option<String>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Level at which the locality's name is looked for
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Language of the answer
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}

/// Options of `template`.
#[derive(Debug, Args)]
pub struct Template {
    /// Ask for these facts [default: what rules in force read and localities have not reported]
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub fact: Vec<String>,
    /// Ask for all the facts that these requirements read
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub requirement: Vec<String>,
    /// Ask the localities of this level [default: province]
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Language of the form
    #[arg(long, value_parser = lang, default_value = "vi")]
    pub lang: Lang,
    /// The workbook to write
    #[arg(short, long, value_name = "FILE.xlsx")]
    pub output: Utf8PathBuf,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The .xlsx or .csv file that came in
    #[arg(value_name = "FILE")]
    pub file: Utf8PathBuf,
    /// Which columns are which facts, for a sheet that is not a form of `dondoc template`
    #[arg(long, value_name = "M.toml")]
    pub mapping: Option<Utf8PathBuf>,
    /// The day that the values hold for [default: the form's day]
    #[arg(long, value_name = "DAY")]
    pub dated: Option<Day>,
    /// The day on which the file came in [default: today, unless its values are of a later day]
    #[arg(long, value_name = "DAY")]
    pub published: Option<Day>,
    /// Id of the new document [default: return-DAY-FILE]
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Who sends the values
    #[arg(long, value_name = "TEXT", default_value = "Các địa phương")]
    pub issuer: String,
    /// Write without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Language of the preview
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}

/// Options of `test`.
#[derive(Debug, Args)]
pub struct Test {
    /// Only cases of these requirements, files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Only cases whose name holds this text, in any case of letters
    #[arg(long, value_name = "TEXT")]
    pub case: Option<String>,
    /// Form of the answer
    #[arg(long, value_parser = trial_format, default_value = "text")]
    pub format: TrialFormat,
    /// Tell which lines, branches and statuses of the rules the cases reach
    #[arg(long)]
    pub coverage: bool,
    /// Exit with 1 if the cases reach less than so many per cent of lines, branches or statuses
    #[arg(long, value_name = "N", requires = "coverage", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub fail_under: Option<u32>,
    /// Show what differs, and write what came out into the cases that failed
    #[arg(long)]
    pub update: bool,
}

/// Options of `lint`.
#[derive(Debug, Args)]
pub struct Lint {
    /// Only what lies in these files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Form of the answer
    #[arg(long, value_parser = lint_format, default_value = "text")]
    pub format: LintFormat,
    /// The day from which waivers and exceptions are over [default: today in Viet Nam]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
}

/// Options of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// Its id: small letters and digits joined by `-`, such as land-data-clean
    #[arg(value_name = "REQUIREMENT-ID")]
    pub requirement: String,
    /// Level of the localities that it is about [default: province]
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// The document that asks for it
    #[arg(long, value_name = "ID")]
    pub from_document: Option<String>,
}

fn closed<T: Copy>(word: &str, all: &[T], spell: impl Fn(T) -> &'static str) -> Result<T, String> {
    all.iter().copied().find(|one| spell(*one) == word).ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|one| spell(*one)).collect();
        format!("one of: {}", words.join(", "))
    })
}

fn level(word: &str) -> Result<Level, String> {
    closed(word, Level::ALL, Level::word)
}

fn status(word: &str) -> Result<Status, String> {
    closed(word, Status::ALL, Status::word)
}

fn executor(word: &str) -> Result<ExecutorKind, String> {
    closed(word, ExecutorKind::ALL, ExecutorKind::word)
}

fn lang(word: &str) -> Result<Lang, String> {
    closed(word, Lang::ALL, Lang::word)
}

fn trial_format(word: &str) -> Result<TrialFormat, String> {
    closed(word, TrialFormat::ALL, TrialFormat::word)
}

fn lint_format(word: &str) -> Result<LintFormat, String> {
    closed(word, LintFormat::ALL, LintFormat::word)
}

fn format(word: &str) -> Result<Format, String> {
    closed(word, Format::ALL, Format::word)
}
