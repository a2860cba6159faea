//! Pages about rules as scripts: how they are written, what they compute, and where they end.

super::pages! {
    BadSyntax:
        en "A rule is not written in the script language."
           "A rule that cannot be read cannot be asked."
        vi "Quy tắc không viết đúng cú pháp của ngôn ngữ kịch bản."
           "Quy tắc không đọc được thì không dùng để đánh giá được."
        not "if locality.land.complete\n    met(\"complete\");"
        but "if locality.land.complete {\n    met(\"complete\");\n}";
    UnknownFunction:
        en "A rule calls something that is not there, or with the wrong number of values."
           "The engine would only find out for the first locality that gets there."
        vi "Quy tắc gọi một hàm không có, hoặc gọi với số lượng giá trị không đúng."
           "Nếu không báo trước, lỗi chỉ lộ ra khi chạy đến địa phương đầu tiên gặp chỗ đó."
        not "notmet(\"absent\");"
        but "not_met(\"absent\");";
    UnknownVariable:
        en "A rule names a value that nothing gave."
           "The rule would fail while running."
        vi "Quy tắc dùng một tên chưa được gán giá trị."
           "Quy tắc sẽ bị lỗi khi chạy."
        not "let share = done * 100 / totl;"
        but "let share = done * 100 / total;";
    TypeMismatch:
        en "Two things are compared or counted that are of different types."
           "In the script language such a comparison is silently false, and a rule would fail everybody."
        vi "Hai thứ khác kiểu được so sánh hoặc tính toán với nhau."
           "Trong ngôn ngữ kịch bản, so sánh như vậy luôn cho `false` mà không báo gì, và quy tắc sẽ coi mọi địa phương là không đạt."
        not "if locality.health_book.plan_stage == 3 {"
        but "if locality.health_book.plan_stage == \"issued\" {";
    NoVerdict:
        en "A way through the check ends without a verdict."
           "Silence is neither a pass nor a failure."
        vi "Có một nhánh của việc kiểm tra kết thúc mà không có kết luận."
           "Im lặng không phải là đạt, cũng không phải là không đạt."
        not "if locality.land.complete {\n    met(\"complete\");\n}"
        but "if locality.land.complete {\n    met(\"complete\");\n}\nnot_met(\"open\");";
    MissingCheck:
        en "A rule has no function `check` with the one parameter `locality`."
           "It is what the engine asks."
        vi "Quy tắc không có hàm `check` với một tham số duy nhất là `locality`."
           "Chương trình đánh giá bằng chính hàm này."
        not "fn verify(locality) { ... }"
        but "fn check(locality) { ... }";
    RedefinedFunction:
        en "A rule defines a function that is a word of the engine."
           "Whoever reads the rule would take it for the engine's own."
        vi "Quy tắc định nghĩa một hàm trùng tên với hàm có sẵn của chương trình."
           "Người đọc quy tắc sẽ tưởng đó là hàm có sẵn."
        not "fn met(reason) { ... }"
        but "fn is_complete(locality) { ... }";
    UnreachableCode:
        en "A statement stands behind a verdict."
           "A verdict ends the check at once: what follows is never done."
        vi "Có câu lệnh đứng sau một kết luận."
           "Kết luận dừng ngay việc kiểm tra: phần đứng sau không bao giờ được thực hiện."
        not "not_met(\"absent\");\nmet(\"deployed\");"
        but "if locality.judicial_records.deployed {\n    met(\"deployed\");\n}\nnot_met(\"absent\");";
    UnusedFunction:
        en "Nothing calls a function of a rule."
           "What it was written for is not done."
        vi "Quy tắc có một hàm không được gọi ở đâu."
           "Việc lẽ ra hàm này phải làm sẽ không được thực hiện."
        not "fn check(locality) { not_met(\"open\"); }\n\nfn share(locality) { ... }"
        but "fn check(locality) { if share(locality) > 0.95 { ... } ... }\n\nfn share(locality) { ... }";
    UselessDefault:
        en "A value stands behind `??`, and what stands before it is never missing."
           "A fact that nobody reported ends the check as unknown; `??` does not see it."
        vi "Sau `??` có giá trị thay thế, nhưng vế đứng trước không bao giờ thiếu."
           "Khi chỉ tiêu dữ liệu chưa ai báo cáo, việc kiểm tra dừng lại với kết quả “chưa có số liệu”, không đến được `??`."
        not "locality.land.plots ?? 0"
        but "locality.known_or(\"land.plots\", 0)";
    IntegerDivision:
        en "A whole number is divided by a whole number."
           "What is left over is dropped: 7 / 2 is 3, and 461 / 705 is 0."
        vi "Một số nguyên được chia cho một số nguyên."
           "Phần dư bị bỏ: 7 / 2 được 3, còn 461 / 705 được 0."
        not "if locality.land.districts_digitized / locality.land.districts_total >= 0.95 {"
        but "if locality.land.districts_digitized * 100 >= locality.land.districts_total * 95 {";
    ConstantComparison:
        en "A comparison comes out the same whatever is reported."
           "What stands behind it is never reached, or always: most often `>` is written for `>=`."
        vi "Phép so sánh luôn cho cùng một kết quả, dù báo cáo thế nào."
           "Phần đứng sau không bao giờ được thực hiện, hoặc lúc nào cũng được thực hiện: thường là viết nhầm `>=` thành `>`."
        not "if locality.health_book.plan_stage > \"issued\" {      // the last stage"
          / "if locality.health_book.plan_stage > \"issued\" {      // giai đoạn cuối"
        but "if locality.health_book.plan_stage >= \"issued\" {";
    TextForStage:
        en "A fact of free text is compared with words."
           "Any other spelling of the same thing fails silently; a stage is checked wherever it is written."
        vi "Chỉ tiêu dữ liệu kiểu chữ được so sánh với một từ."
           "Viết khác đi một chút là không khớp mà không có cảnh báo; còn giai đoạn thì viết ở đâu cũng được kiểm tra."
        not "type = \"text\"\n...\nif locality.health_book.plan == \"issued\" {"
        but "type   = \"stage\"\nstages = [\"none\", \"developing\", \"issued\"]";
    FractionForPercent:
        en "A percentage is compared with a fraction below 1."
           "A fact of type percent is written as it is printed: 44.5, not 0.445."
        vi "Tỷ lệ phần trăm được so sánh với một số nhỏ hơn 1."
           "Chỉ tiêu dữ liệu kiểu `percent` viết đúng như văn bản ghi: 44.5, không phải 0.445."
        not "if locality.land.share >= 0.95 {"
        but "if locality.land.share >= 95 {";
    NotCompiled:
        en "A rule uses something that is not compiled, so the language's own interpreter runs it."
           "Its verdicts are the same and take longer; that is felt with many thousands of localities only."
        vi "Quy tắc có cách viết không biên dịch được, nên do trình thông dịch của ngôn ngữ chạy."
           "Kết luận vẫn như vậy nhưng chậm hơn; chỉ thấy rõ khi có hàng nghìn địa phương trở lên."
        not "let done = 0;\nfor part in [locality.land.a, locality.land.b] {\n    done += part;\n}"
        but "let done = locality.land.a + locality.land.b;";
    ForbiddenConstruct:
        en "A rule uses something that rules do without: an endless loop, a date, a locality's name, an import."
           "The rule says what completes it; documents say by when, for whom and how much."
        vi "Quy tắc có thành phần không được phép: vòng lặp không dừng, ngày, tên địa phương hoặc lệnh import."
           "Quy tắc nói thế nào là hoàn thành; văn bản nói đến khi nào, ai phải làm và bao nhiêu."
        not "if locality.land.complete_on < \"2025-01-01\" {"
        but "[[deadline]]                      # in a document\nrequirement = \"land-data-campaign\"\ndue         = 2025-01-01\ndue_kind    = \"before\""
          / "[[deadline]]                      # trong một văn bản\nrequirement = \"land-data-campaign\"\ndue         = 2025-01-01\ndue_kind    = \"before\"";
    RuleFailed:
        en "A rule failed while running."
           "Its verdicts are errors, and the report says so."
        vi "Quy tắc bị lỗi khi chạy."
           "Kết luận của quy tắc này là “lỗi”, và báo cáo ghi rõ như vậy."
        not "progress(locality.land.done, locality.land.total, \"open\", \"done\");"
        but "if locality.land.total == 0 {\n    not_applicable(\"none\");\n}\nprogress(locality.land.done, locality.land.total, \"open\", \"done\");";
}
