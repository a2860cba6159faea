//! Workbooks as offices send them, made by somebody who knows Excel and not this program: each is read as a careful
//! clerk would read it, or refused with the cell and the reason.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::desk::{Desk, edited, said};

/// What stands in a cell.
#[derive(Clone, Copy)]
enum C {
    /// Nothing.
    N,
    /// A text.
    T(&'static str),
    /// A number.
    F(f64),
    /// A number shown as per cent.
    P(f64),
    /// A day.
    D(u16, u8, u8),
    /// A truth value.
    B(bool),
    /// A formula and what it last gave.
    X(&'static str, &'static str),
}
use C::{B, D, F, N, P, T, X};

type Rows = &'static [&'static [C]];

/// What becomes of a sheet.
enum Fate {
    /// Exactly these values: cell, locality, title and value as shown in Vietnamese.
    Read(&'static [&'static str]),
    /// The same, and a word that must be said.
    Told(&'static [&'static str], &'static [&'static str]),
    /// Nothing is taken in, and all of this is said.
    Refused(&'static [&'static str]),
}
use Fate::{Read, Refused, Told};

const NAME: C = T("Địa phương");
const COUNT: C = T("Số phiếu đã cấp");
const SHARE: C = T("Tỷ lệ cấp trực tuyến");
const COST: C = T("Kinh phí, tỷ đồng");
const START: C = T("Ngày bắt đầu");
const PLAN: C = T("Kế hoạch");
const DEPLOYED: C = T("Cấp phiếu trực tuyến");

fn fill(page: &mut Worksheet, rows: Rows) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell {
                N => {}
                T(text) => {
                    page.write_string(row, column, *text).unwrap();
                }
                F(number) => {
                    page.write_number(row, column, *number).unwrap();
                }
                P(number) => {
                    let format = Format::new().set_num_format("0.00%");
                    page.write_number_with_format(row, column, *number, &format).unwrap();
                }
                D(year, month, day) => {
                    let format = Format::new().set_num_format("dd/mm/yyyy");
                    let day = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                    page.write_datetime_with_format(row, column, &day, &format).unwrap();
                }
                B(flag) => {
                    page.write_boolean(row, column, *flag).unwrap();
                }
                X(formula, result) => {
                    page.write_formula(row, column, Formula::new(*formula).set_result(*result)).unwrap();
                }
            }
        }
    }
}

fn book(rows: Rows, change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    fill(page, rows);
    change(page);
    book.save_to_buffer().unwrap()
}

/// A desk with the provinces of Viet Nam before and after July 2025.
fn desk() -> Desk {
    let desk = Desk::new();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in ["localities.csv", "succession.csv"] {
        fs::copy(data.join(name), desk.path("project/data").join(name)).unwrap();
    }
    desk
}

/// What came of a workbook on a day: the values as previewed, and everything that was said.
fn taken(desk: &Desk, bytes: &[u8], day: &str) -> (Option<Vec<String>>, String) {
    fs::write(desk.path("sent.xlsx"), bytes).unwrap();
    let done = desk.run(&["import", "sent.xlsx", "--dated", day, "--dry-run", "--lang", "vi", "-v"]);
    let told = said(&done);
    let lines = told.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| line.contains(" · "));
    let values = lines.map(|line| {
        let line = line.split(" (ngày ").next().unwrap_or(line).split(" (press-").next().unwrap_or(line);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let values: Vec<String> = values.collect();
    (done.status.success().then_some(values), told)
}

fn judge(desk: &Desk, what: &str, bytes: &[u8], day: &str, fate: &Fate) {
    let (values, told) = taken(desk, bytes, day);
    let (wanted, words): (Option<&[&str]>, &[&str]) = match fate {
        Read(values) => (Some(values), &[]),
        Told(values, words) => (Some(values), words),
        Refused(words) => (None, words),
    };
    let wanted = wanted.map(|wanted| {
        let mut wanted: Vec<String> = wanted.iter().map(|value| (*value).to_owned()).collect();
        wanted.sort();
        wanted
    });
    let values = values.map(|mut values| {
        values.sort();
        values
    });
    assert_eq!(values, wanted, "{what}:\n{told}");
    for word in words {
        assert!(told.contains(word), "{what} does not say `{word}`:\n{told}");
    }
    if matches!(fate, Read(_)) {
        assert!(!told.contains("warning["), "{what}:\n{told}");
    }
}

#[test]
fn sheets_of_offices_are_read_or_refused() {
    let desk = desk();
    let cases: &[(&str, Rows, Fate)] = &[
        (
            "half filled",
            &[&[NAME, COUNT, SHARE], &[T("Hà Nội"), F(5.0), N], &[T("Cà Mau"), N, N], &[T("Huế")]],
            Read(&["B2 Hà Nội · Số phiếu đã cấp: 5"]),
        ),
        (
            "not filled in",
            &[&[NAME, COUNT], &[T("Hà Nội")], &[T("Cà Mau")]],
            Refused(&["no cell of this sheet"]),
        ),
        (
            "a renamed column",
            &[&[NAME, T("Số phiếu đã cấp được")], &[T("Hà Nội"), F(5.0)]],
            Refused(&["column B is headed `Số phiếu đã cấp được`", "did you mean `Số phiếu đã cấp`"]),
        ),
        (
            "a column twice",
            &[&[NAME, COUNT, COUNT], &[T("Hà Nội"), F(5.0), F(6.0)]],
            Refused(&["column C is headed `Số phiếu đã cấp`, as column B is"]),
        ),
        (
            "days as texts",
            &[
                &[NAME, START],
                &[T("Hà Nội"), T("21/10/2024")],
                &[T("Cà Mau"), T("1-3-2024")],
                &[T("Lào Cai"), T("05.11.2024")],
                &[T("Sơn La"), T("2024-10-21")],
            ],
            Read(&[
                "B2 Hà Nội · Ngày bắt đầu: 21/10/2024",
                "B3 Cà Mau · Ngày bắt đầu: 01/03/2024",
                "B4 Lào Cai · Ngày bắt đầu: 05/11/2024",
                "B5 Sơn La · Ngày bắt đầu: 21/10/2024",
            ]),
        ),
        (
            "days in words",
            &[
                &[NAME, START],
                &[T("Hà Nội"), T("ngày 21 tháng 10 năm 2024")],
                &[T("Cà Mau"), T("Ngày 01/3/2024")],
            ],
            Read(&["B2 Hà Nội · Ngày bắt đầu: 21/10/2024", "B3 Cà Mau · Ngày bắt đầu: 01/03/2024"]),
        ),
        (
            "days that are none",
            &[
                &[NAME, START],
                &[T("Hà Nội"), T("31/02/2024")],
                &[T("Cà Mau"), T("10/21/2024")],
                &[T("Lào Cai"), T("21/10/24")],
                &[T("Sơn La"), T("tháng 10/2024")],
            ],
            Refused(&["cell B2:", "cell B3:", "the day stands first", "cell B4:", "four digits", "cell B5:"]),
        ),
        (
            "decimal commas and per cents",
            &[
                &[NAME, SHARE],
                &[T("Hà Nội"), T("15,39 %")],
                &[T("Cà Mau"), T("15.39%")],
                &[T("Lào Cai"), P(0.1539)],
                &[T("Sơn La"), F(15.39)],
                &[T("Huế"), T("100")],
            ],
            Read(&[
                "B2 Hà Nội · Tỷ lệ cấp trực tuyến: 15,39",
                "B3 Cà Mau · Tỷ lệ cấp trực tuyến: 15,39",
                "B4 Lào Cai · Tỷ lệ cấp trực tuyến: 15,39",
                "B5 Sơn La · Tỷ lệ cấp trực tuyến: 15,39",
                "B6 Thừa Thiên Huế · Tỷ lệ cấp trực tuyến: 100",
            ]),
        ),
        (
            "a share that may be a slip",
            &[&[NAME, SHARE], &[T("Hà Nội"), F(0.445)]],
            Told(
                &["B2 Hà Nội · Tỷ lệ cấp trực tuyến: 0,445"],
                &["cell B2: `records.share` is 0.445 per cent here"],
            ),
        ),
        (
            "a locality twice",
            &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0)], &[T("Cà Mau"), F(2.0)], &[T("TP. Hà Nội"), F(3.0)]],
            Refused(&["row 4: Hà Nội already stands in row 2"]),
        ),
        (
            "a locality twice, once without values",
            &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0)], &[T("Hà Nội"), N]],
            Read(&["B2 Hà Nội · Số phiếu đã cấp: 1"]),
        ),
        (
            "titles, blank rows and notes",
            &[
                &[T("ỦY BAN NHÂN DÂN")],
                &[],
                &[N, T("BÁO CÁO SỐ LIỆU")],
                &[T("(Kèm theo Công văn số 12/UBND)")],
                &[],
                &[T("STT"), NAME, COUNT, T("Ghi chú")],
                &[F(1.0), T("Hà Nội"), F(5.0), T("số liệu tạm")],
                &[],
                &[F(2.0), T("Cà Mau"), F(6.0)],
                &[],
                &[T("Ghi chú: số liệu tính đến hết tháng 10")],
                &[N, T("Người lập biểu"), N, T("Thủ trưởng đơn vị")],
            ],
            Read(&["C7 Hà Nội · Số phiếu đã cấp: 5", "C9 Cà Mau · Số phiếu đã cấp: 6"]),
        ),
        (
            "numbers of columns below the heads",
            &[
                &[T("TT"), T("Tỉnh, thành phố"), COUNT, COST],
                &[T("A"), T("B"), F(1.0), F(2.0)],
                &[F(1.0), T("Hà Nội"), F(5.0), F(2.5)],
            ],
            Read(&["C3 Hà Nội · Số phiếu đã cấp: 5", "D3 Hà Nội · Kinh phí, tỷ đồng: 2,5"]),
        ),
        (
            "numbers of columns in brackets",
            &[&[T("TT"), NAME, COUNT], &[T("(1)"), T("(2)"), T("(3)")], &[F(1.0), T("Hà Nội"), F(5.0)]],
            Read(&["C3 Hà Nội · Số phiếu đã cấp: 5"]),
        ),
        (
            "units below the heads",
            &[&[NAME, COUNT, SHARE], &[N, T("(phiếu)"), T("(%)")], &[T("Hà Nội"), F(5.0), F(44.5)]],
            Told(
                &["B3 Hà Nội · Số phiếu đã cấp: 5", "C3 Hà Nội · Tỷ lệ cấp trực tuyến: 44,5"],
                &["row 2 names no locality and holds no value"],
            ),
        ),
        (
            "thousands with dots, commas, spaces and spaces that do not break",
            &[
                &[NAME, COUNT],
                &[T("Hà Nội"), T("1.234")],
                &[T("Cà Mau"), T("1.234.567")],
                &[T("Lào Cai"), T("1,234,567")],
                &[T("Sơn La"), T("1\u{a0}234\u{a0}567")],
                &[T("Huế"), T("1\u{202f}234")],
                &[T("Lai Châu"), T("\u{a0}12 345 ")],
            ],
            Read(&[
                "B2 Hà Nội · Số phiếu đã cấp: 1234",
                "B3 Cà Mau · Số phiếu đã cấp: 1234567",
                "B4 Lào Cai · Số phiếu đã cấp: 1234567",
                "B5 Sơn La · Số phiếu đã cấp: 1234567",
                "B6 Thừa Thiên Huế · Số phiếu đã cấp: 1234",
                "B7 Lai Châu · Số phiếu đã cấp: 12345",
            ]),
        ),
        (
            "a number that could be two",
            &[
                &[NAME, COST],
                &[T("Hà Nội"), T("1.234")],
                &[T("Cà Mau"), T("1.234,5")],
                &[T("Sơn La"), T("12,5")],
            ],
            Refused(&["cell B2: `1.234` could be 1234 or 1.234"]),
        ),
        (
            "numbers that are none",
            &[
                &[NAME, COUNT],
                &[T("Hà Nội"), T("khoảng 500")],
                &[T("Cà Mau"), F(12.5)],
                &[T("Sơn La"), T("-")],
                &[T("Lào Cai"), T("500 phiếu")],
                &[T("Lai Châu"), T("1.23.456")],
            ],
            Refused(&["cell B2:", "cell B3:", "cell B4:", "leave the cell empty", "cell B5:", "cell B6:"]),
        ),
        (
            "a day without its form",
            &[&[NAME, START], &[T("Hà Nội"), F(45586.0)], &[T("Cà Mau"), D(2024, 10, 21)]],
            Told(
                &["B2 Hà Nội · Ngày bắt đầu: 21/10/2024", "B3 Cà Mau · Ngày bắt đầu: 21/10/2024"],
                &["cell B2: the number is read as the day 2024-10-21"],
            ),
        ),
        (
            "formulas with what they last gave",
            &[&[NAME, COUNT, SHARE], &[T("Hà Nội"), X("=2+3", "5"), X("=5/10*100", "50")]],
            Told(
                &["B2 Hà Nội · Số phiếu đã cấp: 5", "C2 Hà Nội · Tỷ lệ cấp trực tuyến: 50"],
                &["2 cells hold formulas, the first is B2"],
            ),
        ),
        (
            "errors of formulas",
            &[&[NAME, COUNT, COST], &[T("Hà Nội"), X("=Z1/0", "#REF!"), X("=1/0", "#DIV/0!")]],
            Refused(&[
                "cell B2: the cell holds the error `#REF!`",
                "cell C2: the cell holds the error `#DIV/0!`",
            ]),
        ),
        (
            "yes and no in every way",
            &[
                &[NAME, DEPLOYED],
                &[T("Hà Nội"), T("Có")],
                &[T("Cà Mau"), T("KHÔNG")],
                &[T("Sơn La"), B(true)],
                &[T("Lào Cai"), T("Chưa")],
                &[T("Lai Châu"), T("x")],
                &[T("Yên Bái"), T("ro\u{302}\u{300}i")],
            ],
            Read(&[
                "B2 Hà Nội · Cấp phiếu trực tuyến: có",
                "B3 Cà Mau · Cấp phiếu trực tuyến: không",
                "B4 Sơn La · Cấp phiếu trực tuyến: có",
                "B5 Lào Cai · Cấp phiếu trực tuyến: không",
                "B6 Lai Châu · Cấp phiếu trực tuyến: có",
                "B7 Yên Bái · Cấp phiếu trực tuyến: có",
            ]),
        ),
        (
            "stages by titles of both languages",
            &[
                &[NAME, PLAN],
                &[T("Hà Nội"), T("Đã ban hành")],
                &[T("Cà Mau"), T("ĐANG LẤY Ý KIẾN")],
                &[T("Sơn La"), T("being drawn up")],
                &[T("Lào Cai"), T("none")],
                &[T("Lai Châu"), T("  đang   xây dựng. ")],
            ],
            Read(&[
                "B2 Hà Nội · Kế hoạch: đã ban hành",
                "B3 Cà Mau · Kế hoạch: đang lấy ý kiến",
                "B4 Sơn La · Kế hoạch: đang xây dựng",
                "B5 Lào Cai · Kế hoạch: chưa xây dựng",
                "B6 Lai Châu · Kế hoạch: đang xây dựng",
            ]),
        ),
        (
            "a stage that nobody knows",
            &[&[NAME, PLAN], &[T("Hà Nội"), T("sắp ban hành")]],
            Refused(&["cell B2: `records.plan` has no stage `sắp ban hành`", "`đã ban hành`"]),
        ),
        (
            "names in every way",
            &[
                &[T("Tỉnh, thành phố"), COUNT],
                &[T("T. Quảng Ninh"), F(1.0)],
                &[T("TP Hải Phòng"), F(2.0)],
                &[T("Tp. HCM"), F(3.0)],
                &[T("Bà Rịa – Vũng Tàu"), F(4.0)],
                &[T("TỈNH HÀ GIANG"), F(5.0)],
                &[T("  Hậu   Giang "), F(6.0)],
                &[T("Khánh Hoà"), F(7.0)],
                &[T("Ca\u{300} Mau"), F(8.0)],
                &[T("Đăk Lăk"), F(9.0)],
                &[T("thua thien hue"), F(10.0)],
                &[T("T.Thanh Hóa"), F(11.0)],
                &[T("Tp.Đà Nẵng"), F(12.0)],
            ],
            Read(&[
                "B2 Quảng Ninh · Số phiếu đã cấp: 1",
                "B3 Hải Phòng · Số phiếu đã cấp: 2",
                "B4 Hồ Chí Minh · Số phiếu đã cấp: 3",
                "B5 Bà Rịa - Vũng Tàu · Số phiếu đã cấp: 4",
                "B6 Hà Giang · Số phiếu đã cấp: 5",
                "B7 Hậu Giang · Số phiếu đã cấp: 6",
                "B8 Khánh Hòa · Số phiếu đã cấp: 7",
                "B9 Cà Mau · Số phiếu đã cấp: 8",
                "B10 Đắk Lắk · Số phiếu đã cấp: 9",
                "B11 Thừa Thiên Huế · Số phiếu đã cấp: 10",
                "B12 Thanh Hóa · Số phiếu đã cấp: 11",
                "B13 Đà Nẵng · Số phiếu đã cấp: 12",
            ]),
        ),
        (
            "every dash between Bà Rịa and Vũng Tàu",
            &[&[NAME, COUNT], &[T("Bà Rịa-Vũng Tàu"), F(1.0)]],
            Read(&["B2 Bà Rịa - Vũng Tàu · Số phiếu đã cấp: 1"]),
        ),
        (
            "a name one letter off",
            &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0)], &[T("Quảng Nình"), F(1.0)]],
            Refused(&["cell A3: no province is called `Quảng Nình`", "did you mean `Quảng Ninh`"]),
        ),
        (
            "values without a name",
            &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0)], &[N, F(2.0)], &[T("Cà Mau"), F(3.0)]],
            Refused(&["row 3 has values and names no locality"]),
        ),
        (
            "a sum that agrees, and the country",
            &[
                &[NAME, COUNT],
                &[T("Hà Nội"), F(1.0)],
                &[T("Cà Mau"), F(3.0)],
                &[T("Tổng cộng:"), X("=SUM(B2:B3)", "4")],
            ],
            Read(&["B2 Hà Nội · Số phiếu đã cấp: 1", "B3 Cà Mau · Số phiếu đã cấp: 3"]),
        ),
        (
            "a sum above the rows",
            &[&[NAME, COUNT], &[T("Cả nước"), F(4.0)], &[T("Hà Nội"), F(1.0)], &[T("Cà Mau"), F(3.0)]],
            Read(&["B3 Hà Nội · Số phiếu đã cấp: 1", "B4 Cà Mau · Số phiếu đã cấp: 3"]),
        ),
        (
            "sections of regions",
            &[
                &[T("TT"), NAME, COUNT],
                &[T("I"), T("Vùng Đồng bằng sông Hồng")],
                &[F(1.0), T("Hà Nội"), F(1.0)],
                &[T("II"), T("Vùng Đông Nam Bộ")],
                &[F(2.0), T("Tây Ninh"), F(2.0)],
            ],
            Read(&["C3 Hà Nội · Số phiếu đã cấp: 1", "C5 Tây Ninh · Số phiếu đã cấp: 2"]),
        ),
        (
            "a value under no head",
            &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0), F(9.0)], &[T("Tây Ninh"), F(2.0), F(8.0)]],
            Told(
                &["B2 Hà Nội · Số phiếu đã cấp: 1", "B3 Tây Ninh · Số phiếu đã cấp: 2"],
                &["2 cells stand under no head, the first is C2: they are not read"],
            ),
        ),
        (
            "two tables one below the other",
            &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0)], &[], &[NAME, SHARE], &[T("Hà Nội"), F(9.0)]],
            Refused(&["rows 1 and 4 are both heads", "one table a sheet"]),
        ),
        (
            "no column of localities",
            &[&[T("Nội dung"), COUNT], &[T("Hà Nội"), F(1.0)]],
            Refused(&["no row of heads with a column of localities was found"]),
        ),
    ];
    let failed = cases.iter().filter(|(what, rows, fate)| {
        let one = || judge(&desk, what, &book(rows, |_| {}), "2024-11-30", fate);
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(one)).is_err()
    });
    assert_eq!(failed.map(|(what, ..)| *what).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn who_lived_on_the_day_is_meant() {
    let desk = desk();
    let rows: Rows = &[&[NAME, COUNT], &[T("Hà Nội"), F(1.0)], &[T("Hải Dương"), F(2.0)]];
    let died = Refused(&[
        "cell A3: no province is called `Hải Dương` on 2025-08-31",
        "lived until 2025-06-30",
        "`Hải Phòng`",
    ]);
    judge(&desk, "gone before the period", &book(rows, |_| {}), "2025-08-31", &died);
    let lived = Read(&["B2 Hà Nội · Số phiếu đã cấp: 1", "B3 Hải Dương · Số phiếu đã cấp: 2"]);
    judge(&desk, "still there", &book(rows, |_| {}), "2025-06-30", &lived);
}

#[test]
fn what_is_hidden_merged_or_on_other_sheets() {
    let desk = desk();
    let rows: Rows = &[&[NAME, COUNT, COST], &[T("Hà Nội"), F(1.0), F(2.0)], &[T("Cà Mau"), F(3.0), F(4.0)]];
    let both = Read(&[
        "B2 Hà Nội · Số phiếu đã cấp: 1",
        "B3 Cà Mau · Số phiếu đã cấp: 3",
        "C2 Hà Nội · Kinh phí, tỷ đồng: 2",
        "C3 Cà Mau · Kinh phí, tỷ đồng: 4",
    ]);
    let hidden = book(rows, |page| {
        page.set_row_hidden(1).unwrap();
        page.set_column_hidden(2).unwrap();
    });
    judge(&desk, "a hidden row and a hidden column", &hidden, "2024-11-30", &both);
    let mut several = Workbook::new();
    several.add_worksheet().set_name("Cũ").unwrap().set_hidden(true).write_string(0, 0, "x").unwrap();
    fill(several.add_worksheet().set_name("Mới").unwrap().set_active(true), rows);
    judge(&desk, "a hidden sheet", &several.save_to_buffer().unwrap(), "2024-11-30", &both);
    let mut covered = Workbook::new();
    covered.add_worksheet().set_name("Bìa").unwrap().write_string(3, 3, "BÁO CÁO THÁNG 11").unwrap();
    fill(covered.add_worksheet().set_name("Biểu 1").unwrap(), rows);
    judge(&desk, "a cover sheet", &covered.save_to_buffer().unwrap(), "2024-11-30", &both);
    let mut two = Workbook::new();
    fill(two.add_worksheet().set_name("Tháng 10").unwrap(), rows);
    fill(two.add_worksheet().set_name("Tháng 11").unwrap(), rows);
    let which = Refused(&["which sheet", "`Tháng 10`", "`Tháng 11`"]);
    judge(&desk, "two sheets of values", &two.save_to_buffer().unwrap(), "2024-11-30", &which);

    let plain = Format::new();
    let over_rows = book(&[&[NAME, COUNT], &[T("Hà Nội")], &[T("Cà Mau")]], |page| {
        page.merge_range(1, 1, 2, 1, "5", &plain).unwrap();
    });
    let whose = Refused(&["the cells B2:B3 are merged: whose value is this?"]);
    judge(&desk, "a value merged over two rows", &over_rows, "2024-11-30", &whose);
    let title = book(&[&[], &[NAME, COUNT], &[T("Hà Nội"), F(5.0)]], |page| {
        page.merge_range(0, 0, 0, 5, "BIỂU SỐ LIỆU", &plain).unwrap();
    });
    judge(&desk, "a merged title", &title, "2024-11-30", &Read(&["B3 Hà Nội · Số phiếu đã cấp: 5"]));
    let two_lines = book(
        &[
            &[T("TT"), NAME, N, N, START],
            &[N, N, COUNT, SHARE],
            &[F(1.0), T("Hà Nội"), F(5.0), F(44.5), D(2024, 10, 21)],
        ],
        |page| {
            page.merge_range(0, 2, 0, 3, "Kết quả", &plain).unwrap();
            for column in [0, 1, 4] {
                let text = ["TT", "Địa phương", "", "", "Ngày bắt đầu"][usize::from(column)];
                page.merge_range(0, column, 1, column, text, &plain).unwrap();
            }
        },
    );
    let read = Read(&[
        "C3 Hà Nội · Số phiếu đã cấp: 5",
        "D3 Hà Nội · Tỷ lệ cấp trực tuyến: 44,5",
        "E3 Hà Nội · Ngày bắt đầu: 21/10/2024",
    ]);
    judge(&desk, "heads of two lines", &two_lines, "2024-11-30", &read);
}

#[test]
fn days_of_the_calendar_that_begins_in_1904() {
    let desk = desk();
    let early = |rows: Rows| {
        edited(&book(rows, |_| {}), "xl/workbook.xml", |text| {
            assert!(text.contains("<workbookPr "));
            text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
        })
    };
    // the same number is four years and a day later there
    let dated = early(&[&[NAME, START], &[T("Hà Nội"), D(2020, 10, 20)]]);
    judge(&desk, "1904", &dated, "2024-11-30", &Read(&["B2 Hà Nội · Ngày bắt đầu: 21/10/2024"]));
    let bare = early(&[&[NAME, START], &[T("Hà Nội"), F(44124.0)]]);
    let told = Told(&["B2 Hà Nội · Ngày bắt đầu: 21/10/2024"], &["the number is read as the day 2024-10-21"]);
    judge(&desk, "1904 without the form of a day", &bare, "2024-11-30", &told);
}
