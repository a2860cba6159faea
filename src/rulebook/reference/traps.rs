//! Ten ways in which the language does something else than it seems to say. What happens is found by running each.

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trap {
    /// Few words.
    pub title: &'static str,
    /// The same in Vietnamese.
    pub vi: &'static str,
    /// What happens and why.
    pub what: &'static str,
    /// The body of a check that falls into it.
    pub wrong: &'static str,
    /// One that does not.
    pub right: &'static str,
}

/// The ten.
pub(super) const TRAPS: [Trap; 10] = [
    Trap {
        title: "Whole numbers are divided into whole numbers",
        vi: "Chia hai số nguyên chỉ cho phần nguyên.",
        what: "29 / 94 is 0, not 0.31. Let `progress` do the division, or compare with `*` instead of `/`.",
        wrong: "if locality.land.done / locality.land.total >= 0.3 { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.land.done * 100 >= locality.land.total * 30 { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "Missing data is not false",
        vi: "Thiếu số liệu không có nghĩa là “không”.",
        what: "The first unreported fact that is read ends the check as unknown, wherever it stands. That is right, unless \
               a document says what silence means: then ask first.",
        wrong: "if locality.land.remeasured { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.known_or(\"land.remeasured\", false) { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "`&&` and `||` stop early, and their order matters",
        vi: "Thứ tự hai vế của && và || quyết định có đọc vế sau hay không.",
        what: "The right side is read only where the left one leaves the answer open. What is most often reported, and \
               decides most, goes first: then a gap on the other side costs nothing.",
        wrong: "if locality.land.remeasured || locality.land.complete { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.land.complete || locality.land.remeasured { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "`=` gives a value, `==` compares",
        vi: "Dấu = là gán, dấu == mới là so sánh.",
        what: "A condition with one `=` is refused before anything runs.",
        wrong: "if locality.land.done = 94 { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.land.done == 94 { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "Statements end with `;`",
        vi: "Mỗi câu lệnh kết thúc bằng dấu chấm phẩy.",
        what: "The language itself complains at the next line; the lint shows the line that lacks it.",
        wrong: "let done = locality.land.done\nprogress(done, locality.land.total, \"open\", \"done\");",
        right: "let done = locality.land.done;\nprogress(done, locality.land.total, \"open\", \"done\");",
    },
    Trap {
        title: "Texts stand in double quotes",
        vi: "Văn bản đặt trong ngoặc kép; ngoặc đơn chỉ dành cho một ký tự.",
        what: "Single quotes hold one character and nothing longer.",
        wrong: "if locality.health.stage == 'issued' { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.health.stage == \"issued\" { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "Values of different types are never equal",
        vi: "Hai giá trị khác kiểu không bao giờ bằng nhau.",
        what: "In the language itself `29 == \"29\"` is quietly false, and so is `29 < \"30\"`. The lint refuses it, as far as \
               types can be followed.",
        wrong: "if locality.land.done == \"29\" { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.land.done == 29 { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "A per cent is 44.5, and decimals have a point and no comma",
        vi: "Tỷ lệ phần trăm viết là 44.5 (không phải 0.445); số thập phân dùng dấu chấm.",
        what: "`percent` facts hold the printed figure. Nine tenths are 90, and a share of 44.5 is well above 0.9.",
        wrong: "if locality.land.share >= 0.9 { met(\"done\"); }\nnot_met(\"open\");",
        right: "if locality.land.share >= 90 { met(\"done\"); }\nnot_met(\"open\");",
    },
    Trap {
        title: "`let` inside of braces makes another name",
        vi: "`let` trong ngoặc nhọn tạo ra một biến mới, không đổi biến bên ngoài.",
        what: "The inner `late` is gone at the closing brace, and the outer one is what it was. To change a value that \
               there is, leave out `let`.",
        wrong: "let few = false;\nif locality.land.done < 50 { let few = true; }\nif few { not_met(\"open\"); }\nmet(\"done\");",
        right: "let few = false;\nif locality.land.done < 50 { few = true; }\nif few { not_met(\"open\"); }\nmet(\"done\");",
    },
    Trap {
        title: "A `switch` without `_` can fall through",
        vi: "`switch` không có nhánh `_` có thể không khớp nhánh nào.",
        what: "Where no arm fits, the language goes on behind the `switch` without a word, and a check must not end \
               without a verdict.",
        wrong: "switch locality.health.stage {\n    \"issued\" => met(\"done\"),\n    \"none\" => not_met(\"none\"),\n}",
        right: "switch locality.health.stage {\n    \"issued\" => met(\"done\"),\n    \"none\" => not_met(\"none\"),\n    _ => not_met(\"open\"),\n}",
    },
];
