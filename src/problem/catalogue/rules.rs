//! Pages about what a rule says: its head, its reasons, what belongs in it and what in documents, and its cases.

super::pages! {
    BadMetadata:
        en "The head of a rule, `REQUIREMENT`, lacks a key, has one too many, or one of the wrong type."
           "Everything that a report says of a requirement comes from there."
        vi "Phần đầu của quy tắc, `REQUIREMENT`, thiếu khóa, thừa khóa, hoặc có khóa sai kiểu."
           "Mọi điều báo cáo nói về yêu cầu đều lấy từ phần này."
        not "weight:  \"3\","
        but "weight:  3,";
    DuplicateRequirement:
        en "Two rules have one id."
           "Deadlines, waivers and cases name requirements by their ids."
        vi "Hai quy tắc có cùng mã định danh."
           "Thời hạn, miễn trừ và tình huống gọi yêu cầu bằng mã định danh."
        not "rules/land/a.rhai and rules/social/a.rhai" / "rules/land/a.rhai và rules/social/a.rhai"
        but "rules/land/a.rhai and rules/social/b.rhai" / "rules/land/a.rhai và rules/social/b.rhai";
    MissingText:
        en "A rule does not say what it is about: it has no `//!` lines at its head."
           "Whoever is judged by it has a right to read what it asks, without reading a script."
        vi "Quy tắc không cho biết nội dung: ở đầu không có dòng `//!` nào."
           "Nơi được đánh giá có quyền biết quy tắc đòi hỏi gì mà không phải đọc mã kịch bản."
        not "const REQUIREMENT = #{"
        but "//! Land data are clean.\n//!\n//! A locality complies once ...\n\nconst REQUIREMENT = #{"
          / "//! Dữ liệu đất đai đã được làm sạch.\n//!\n//! Địa phương đạt khi ...\n\nconst REQUIREMENT = #{";
    UnknownReason:
        en "A verdict names a reason that the rule's table does not have."
           "A verdict without its reason cannot be defended."
        vi "Kết luận nêu một lý do không có trong bảng lý do của quy tắc."
           "Kết luận không có lý do thì không giải trình được."
        not "met(\"deploid\");"
        but "met(\"deployed\");";
    UnusedReason:
        en "No verdict names a reason of the rule's table."
           "Most often a branch that should be there is missing."
        vi "Bảng lý do của quy tắc có một lý do mà không kết luận nào nêu."
           "Thường là còn thiếu một nhánh lẽ ra phải có."
        not "reasons: #{ deployed: ..., absent: ..., planned: ... },     # and no verdict says \"planned\""
          / "reasons: #{ deployed: ..., absent: ..., planned: ... },     # mà không kết luận nào nêu \"planned\""
        but "reasons: #{ deployed: ..., absent: ... },";
    BadPlaceholder:
        en "A reason's text has braces that name no fact, or one that the rule does not read."
           "The sentence would come out with a hole in it."
        vi "Trong lý do có dấu ngoặc nhọn ghi một tên không phải chỉ tiêu dữ liệu, hoặc ghi chỉ tiêu dữ liệu mà quy tắc không đọc."
           "Câu in ra sẽ bị khuyết một chỗ."
        not "en: \"{civil_status.digitised} records digitised\","
          / "vi: \"đã số hóa {civil_status.digitised} dữ liệu hộ tịch\","
        but "en: \"{civil_status.digitized} records digitised\","
          / "vi: \"đã số hóa {civil_status.digitized} dữ liệu hộ tịch\",";
    DeadlineOfOtherLevel:
        en "A deadline or a waiver is of a level that is not its requirement's."
           "It reaches nobody, so nobody is ever late, or excused."
        vi "Thời hạn hoặc miễn trừ ghi một cấp khác với cấp của yêu cầu."
           "Như vậy không áp dụng cho ai, nên không ai bị quá hạn hay được miễn."
        not "requirement = \"land-districts-digitized\"     # of provinces\nbinds       = \"district\""
          / "requirement = \"land-districts-digitized\"     # của cấp tỉnh\nbinds       = \"district\""
        but "requirement = \"land-districts-digitized\"\nbinds       = \"province\"";
    DateInRule:
        en "A rule names a day."
           "Documents say by when; a day in a rule stays when the next document moves it."
        vi "Quy tắc nêu một ngày cụ thể."
           "Thời hạn do văn bản quy định; khi văn bản sau dời hạn, ngày ghi trong quy tắc vẫn là ngày cũ."
        not "en: \"issued by 31/12/2024\"," / "vi: \"ban hành chậm nhất ngày 31/12/2024\","
        but "en: \"issued\",          # and due = 2024-12-31 in the document's [[deadline]]"
          / "vi: \"đã ban hành\",     # và due = 2024-12-31 trong [[deadline]] của văn bản";
    NameInRule:
        en "A rule names a locality."
           "A rule asks the same of all; a name in it hides who is treated otherwise, and dies with the next merger."
        vi "Quy tắc nêu tên một địa phương."
           "Quy tắc đòi hỏi mọi nơi như nhau; ghi tên vào đó là che đi nơi được xử lý khác, và lần sáp nhập sau là hết tác dụng."
        not "if locality.land.office == \"Hà Nội\" {"
        but "binds: \"named\",        # and binds = [\"Hà Nội\"] in the document's [[deadline]]"
          / "binds: \"named\",        # và binds = [\"Hà Nội\"] trong [[deadline]] của văn bản";
    FutureCompletion:
        en "A rule calls a locality complete from a day that is still to come."
           "It does not count yet; most often the day has a slip."
        vi "Quy tắc coi địa phương là hoàn thành từ một ngày chưa đến."
           "Như vậy chưa được tính; thường là ghi nhầm ngày."
        not "land.complete_on = 2052-03-01"
        but "land.complete_on = 2025-03-01";
    UnusedLibrary:
        en "No rule imports a file of rules/lib."
           "What nothing runs is tried by no case, and goes wrong unseen."
        vi "Trong rules/lib có tệp không được quy tắc nào dùng đến."
           "Phần không bao giờ chạy thì không tình huống nào thử đến, sai cũng không ai hay."
        not "rules/lib/shares.rhai, and no rule with an `import`"
          / "rules/lib/shares.rhai, mà không quy tắc nào có `import`"
        but "import \"shares\" as shares;         // at the top of a rule that calls shares::enough(...)"
          / "import \"shares\" as shares;         // ở đầu quy tắc có gọi shares::enough(...)";
    Unfinished:
        en "Something that `dondoc new` left to a person is not done: a mark `NEXT:`, or a title that is not translated."
           "The draft passes every check as it stands, and says nothing of what the document asks."
        vi "Còn việc mà `dondoc new` để lại cho người viết: dấu `NEXT:`, hoặc tiêu đề chưa dịch."
           "Bản nháp vẫn qua mọi bước kiểm tra, nhưng chưa nói gì về điều mà văn bản đòi hỏi."
        not "// NEXT: the title as reports print it, in both languages.\ntitle:   #{ en: \"Land data clean\", vi: \"(chưa dịch) Land data clean\" },"
        but "title:   #{ en: \"Land data cleaned\", vi: \"Làm sạch dữ liệu đất đai\" },";
    RuleWithoutCases:
        en "A rule has no cases."
           "Nobody can defend a rule that was never tried."
        vi "Quy tắc chưa có tình huống kiểm thử."
           "Quy tắc chưa từng được thử thì không ai bảo vệ được."
        not "rules/land/a.rhai alone" / "chỉ có rules/land/a.rhai"
        but "rules/land/a.rhai and rules/land/a.cases.toml" / "rules/land/a.rhai và rules/land/a.cases.toml";
    StatusWithoutCase:
        en "No case expects a status that a rule can give."
           "What happens late, excused or with data missing is where rules go wrong unseen."
        vi "Có tình trạng mà quy tắc có thể đưa ra nhưng không tình huống nào mong đợi."
           "Quá hạn, được miễn hay thiếu số liệu chính là chỗ quy tắc hay sai mà không ai thấy."
        not "[[case]]                           # and no other\nname   = \"complete\"\n..."
          / "[[case]]                           # và không còn mục nào khác\nname   = \"đã hoàn thành\"\n..."
        but "[[case]]\nname   = \"nothing reported\"\nfacts  = {}\nas_of  = 2025-03-05\nexpect = { status = \"unknown\" }"
          / "[[case]]\nname   = \"chưa có số liệu\"\nfacts  = {}\nas_of  = 2025-03-05\nexpect = { status = \"unknown\" }";
    BadCase:
        en "A case is not one: two have one name, or its history is out of order."
           "A case that is misunderstood proves nothing."
        vi "Tình huống không hợp lệ: hai tình huống trùng tên, hoặc `history` không theo thứ tự thời gian."
           "Tình huống bị hiểu sai thì không chứng minh được gì."
        not "history = [{ dated = 2025-03-01, ... }, { dated = 2025-01-31, ... }]"
        but "history = [{ dated = 2025-01-31, ... }, { dated = 2025-03-01, ... }]";
}
