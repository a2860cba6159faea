//! How much the reader takes in, in one place, each with its reason.
//!
//! A project folder may come from a stranger's letter. Whatever lies in it, reading ends soon and within memory: of 82
//! kinds of files just within these limits, the slowest took 1.9 s and the largest 291 MB in a build for use.

/// Largest file. A table of every commune and two hundred facts is below 20 MiB.
pub const FILE_BYTES: u64 = 32 * 1024 * 1024;

/// Largest file of keys and values, or of a rule; what is larger belongs into a table. The tree of one takes fifty times
/// as much memory as its text. A document that names every commune ten times is as large.
pub const TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Longest line of a text. The names of all ten thousand communes on one line stay below.
pub const LINE_BYTES: usize = 1024 * 1024;

/// Most rows of one table. The country never had more than 13,000 units; a million leaves room for a long history.
pub const ROWS: usize = 1_000_000;

/// Most columns of one table, so that a line of a million commas is refused and not allocated.
pub const COLUMNS: usize = 512;

/// Most rows of one table of the registry. Ten reforms of every commune stay below.
pub const UNITS: usize = 100_000;

/// Most facts of the dictionary. A national programme has two hundred.
pub const FACTS: usize = 5_000;

/// Most stages of one fact. A plan has five, and a procedure a dozen; each slip is helped by comparing with all.
pub const STAGES: usize = 100;

/// Largest text whose mistakes of writing are all told; of a larger one only the first is. A mistake may be two bytes
/// long, and what is said of it some seven hundred.
pub const RECOVERED_BYTES: usize = 256 * 1024;

/// Most files below `rules/` or `data/`. Ten years of weekly returns from every commune stay below.
pub const FILES: usize = 100_000;

/// Deepest folder below `rules/` or `data/`; a project has two or three.
pub const DEPTH: usize = 16;

/// Most problems told of one file. Beyond that the cause is one, and a last line counts the rest.
pub const PROBLEMS_PER_FILE: usize = 500;

/// Most problems of one file for each of which a good help is looked for.
pub const PROBLEMS_HELPED: usize = 50;

/// Most problems counted of one file: a table of strangers' names is not looked at to its end.
pub const PROBLEMS_COUNTED: usize = 5_000;

/// Most filled cells of one sheet of a workbook. Every commune of today with ninety facts stays below; what is larger
/// belongs into a CSV file, which is read ten times as fast. A million took 1 GB.
pub const CELLS: usize = 300_000;

/// Most bytes of a text in a cell of a workbook: four of each of the 32,767 letters that a spreadsheet holds.
pub const CELL_BYTES: usize = 128 * 1024;

/// Most areas of merged cells of a sheet, each of which is asked about wherever an empty cell is.
pub const MERGED: usize = 20_000;

/// Most rows and columns of a sheet of a workbook, counted from its first cell: a stray cell in the last corner is
/// refused, where reading the sheet as a block would ask for 549 GB.
/// A year of monthly returns from every commune of 2024 stays below; the reader keeps some 2 kB for a row.
pub const SHEET_ROWS: u32 = 150_000;
/// See [`SHEET_ROWS`].
pub const SHEET_COLUMNS: u32 = 512;

/// Most bytes of a workbook when unpacked. Text packs to a tenth at best, so a whole file of [`FILE_BYTES`] that is
/// more than this is not a table but a trap.
pub const UNPACKED_BYTES: u64 = 64 * 1024 * 1024;

/// Most bytes of the list of styles inside a workbook, and of one of its marks: the reader keeps for every style the whole
/// of its number format. A spreadsheet allows 64,000 styles, and 255 letters for a format.
pub const STYLES_BYTES: u64 = 4 * 1024 * 1024;
/// See [`STYLES_BYTES`].
pub const STYLE_MARK_BYTES: usize = 4 * 1024;

/// Most parts inside a workbook; one of a hundred sheets with pictures has a few hundred.
pub const WORKBOOK_PARTS: usize = 10_000;
