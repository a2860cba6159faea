//! Pages about documents and what they say.

super::pages! {
    DuplicateDocument:
        en "Two documents have one id, or one number and date."
           "Evidence names documents by their ids; counted twice, one paper would look like two."
        vi "Hai văn bản có cùng mã định danh, hoặc cùng số và ngày."
           "Căn cứ gọi văn bản bằng mã định danh; nếu tính hai lần, một văn bản sẽ trông như hai."
        not "id = \"wg-2024-10\"      # in two files" / "id = \"wg-2024-10\"      # trong hai tệp"
        but "id = \"wg-2024-10\"      # and \"press-wg-2024-10\" for the article about it"
          / "id = \"wg-2024-10\"      # và \"press-wg-2024-10\" cho bài báo đưa tin";
    UnknownLocality:
        en "No locality has this name on the day of the statement."
           "Names are never guessed: some provinces differ by one letter only."
        vi "Vào ngày của số liệu, không địa phương nào mang tên này."
           "Chương trình không đoán tên: có những tỉnh chỉ khác nhau một chữ cái."
        not "localities = [\"Hau Gian\"]"
        but "localities = [\"Hau Giang\"]";
    AmbiguousLocality:
        en "A name means several localities on the day of the statement."
           "The value would be given to the wrong one."
        vi "Vào ngày của số liệu, nhiều địa phương cùng mang tên này."
           "Giá trị có thể bị ghi nhầm cho địa phương khác."
        not "localities = [\"Châu Thành\"]"
        but "localities = [\"Châu Thành / Long An\"]";
    NamedTwice:
        en "One list names one locality twice."
           "Then the list is not what was printed, and another name may be missing."
        vi "Một danh sách nêu tên một địa phương hai lần."
           "Như vậy danh sách không đúng nguyên văn, và có thể thiếu một tên khác."
        not "localities = [\"Hanoi\", \"Hà Nội\"]"
        but "localities = [\"Hanoi\", \"Hà Nam\"]";
    MixedLevels:
        en "One list of an observation names localities of several levels."
           "A name that no province has any more is found among the communes: no province gets the value, and nobody sees that."
        vi "Danh sách của một mục số liệu nêu tên các địa phương thuộc nhiều cấp."
           "Một tên không còn tỉnh nào mang vẫn tìm thấy ở cấp xã: không tỉnh nào nhận được giá trị, mà không ai hay biết."
        not "localities = [\"Hải Dương\", \"Hà Tây\"]      # a province until 2008, and a commune"
          / "localities = [\"Hải Dương\", \"Hà Tây\"]      # là tỉnh đến năm 2008, và là tên một xã"
        but "localities = [\"Hải Dương\", \"Hà Tây\"]\nlevel      = \"province\"      # now the name is told to be unknown"
          / "localities = [\"Hải Dương\", \"Hà Tây\"]\nlevel      = \"province\"      # khi đó tên không có sẽ bị báo lỗi";
    UnknownFact:
        en "The dictionary has no such fact."
           "A rule that reads it would never get a value, and a document that states it would state nothing."
        vi "Danh mục không có chỉ tiêu dữ liệu này."
           "Quy tắc đọc tên này sẽ không bao giờ có giá trị, và văn bản nêu tên này coi như không nêu gì."
        not "if locality.judicial_record.deployed {"
        but "if locality.judicial_records.deployed {";
    UnknownRequirement:
        en "No rule has this id."
           "The deadline, waiver or case would bind nobody, and nobody would see that."
        vi "Không quy tắc nào có mã định danh này."
           "Thời hạn, miễn trừ hoặc tình huống sẽ không ràng buộc ai, mà không ai hay biết."
        not "requirement = \"civil-status-digitised\""
        but "requirement = \"civil-status-digitized\"";
    UnknownDocument:
        en "No document has this id."
           "A rule is in force from the day of what it cites; one that cites nothing real never is."
        vi "Không văn bản nào có mã định danh này."
           "Quy tắc có hiệu lực từ ngày của văn bản mà nó dẫn; nếu dẫn văn bản không có thật thì không bao giờ có hiệu lực."
        not "cites: [\"wg-2024-20-10\"],"
        but "cites: [\"wg-2024-10-20\"],";
    BadValue:
        en "A value is not of its fact's type."
           "A share such as 0.445 for 44.5 per cent turns a pass into a failure."
        vi "Giá trị không đúng kiểu của chỉ tiêu dữ liệu."
           "Tỷ lệ 44,5 % mà ghi là 0.445 sẽ biến đạt thành không đạt."
        not "fact = \"land.complete\"\nvalue = \"yes\""
        but "fact = \"land.complete\"\nvalue = true";
    UnknownStage:
        en "A stage is not one of its fact's stages."
           "Stages are ordered; a word without a place in the order compares with nothing."
        vi "Giai đoạn không thuộc các giai đoạn của chỉ tiêu dữ liệu."
           "Các giai đoạn có thứ tự; từ không có chỗ trong thứ tự thì không so sánh được với gì."
        not "fact = \"health_book.plan_stage\"\nvalue = \"publised\""
        but "fact = \"health_book.plan_stage\"\nvalue = \"issued\"";
    ConflictingObservations:
        en "One document gives one fact of one locality two values for one day."
           "Whichever were believed, the document says the other too."
        vi "Một văn bản ghi hai giá trị cho cùng một chỉ tiêu dữ liệu, cùng một địa phương, cùng một ngày."
           "Dù tin giá trị nào, văn bản cũng ghi cả giá trị kia."
        not "value = true\nlocalities = [\"Hanoi\"]\n...\nvalue = false\nlocalities = [\"Hanoi\"]"
        but "value = true\nlocalities = [\"Hanoi\"]\n...\nvalue = false\nothers = true";
    ConflictingDeadlines:
        en "One document gives one requirement two deadlines that reach the same localities equally."
           "Nobody could say which day is meant."
        vi "Một văn bản đặt cho cùng một yêu cầu hai thời hạn áp dụng ngang nhau cho cùng những địa phương."
           "Không ai biết phải theo ngày nào."
        not "binds = \"province\"\ndue = 2024-12-31\n...\nbinds = \"province\"\ndue = 2025-03-31"
        but "binds = \"province\"\ndue = 2024-12-31\n...\nbinds = [\"Quang Nam\"]\ndue = 2025-03-31";
    StatedAfterPublished:
        en "A statement is dated after its document became known."
           "Nobody reports what has not happened yet; one of the two days has a slip."
        vi "Ngày của số liệu muộn hơn ngày công bố văn bản."
           "Không ai báo cáo điều chưa xảy ra; một trong hai ngày bị ghi nhầm."
        not "published = 2024-10-22\n...\ndated = 2024-10-31"
        but "published = 2024-11-02\n...\ndated = 2024-10-31";
    PublicationUnknown:
        en "Nobody knows when a document became known, and a report asks what was known by a day."
           "It counts as known from its own day on, which may be too early."
        vi "Không rõ ngày công bố văn bản, trong khi báo cáo chỉ tính những gì đã biết đến một ngày."
           "Văn bản được coi như đã biết từ ngày ghi trên văn bản, có thể là quá sớm."
        not "dated = 2024-10-21"
        but "dated     = 2024-10-21\npublished = 2024-10-22";
    TotalDisagrees:
        en "A reported total, or printed arithmetic, does not follow from the figures."
           "Either the observations are not complete, or the document has a mistake that readers should know of."
        vi "Số liệu tổng hợp được báo cáo, hoặc phép tính ghi trong văn bản, không khớp với các số liệu."
           "Hoặc số liệu từng nơi chưa đủ, hoặc văn bản có sai sót mà người đọc cần biết."
        not "share = \"15.39\"\npart  = \"17.1\"\nwhole = \"111.5\""
        but "share = \"15.34\"\npart  = \"17.1\"\nwhole = \"111.5\"";
    SourcesDisagree:
        en "Two documents give one fact of one locality two values for one day."
           "One of them wins by confidence or publication; whoever defends the line should know the other."
        vi "Hai văn bản ghi hai giá trị cho cùng một chỉ tiêu dữ liệu, cùng một địa phương, cùng một ngày."
           "Một giá trị được chọn theo độ tin cậy hoặc ngày công bố; người giải trình cần biết cả giá trị kia."
        not "value = false      # a press report of 21 October"
          / "value = false      # báo chí ngày 21/10/2024"
        but "value = true       # the meeting's conclusions of the same day, confidence = \"high\""
          / "value = true       # kết luận cuộc họp cùng ngày, confidence = \"high\"";
    UnusedDocument:
        en "A document states nothing, and no rule cites it."
           "It was entered for something; most often its statements are still missing."
        vi "Văn bản không nêu gì, và không quy tắc nào dẫn đến."
           "Văn bản được đưa vào là có mục đích; thường là chưa ghi nội dung của văn bản."
        not "id = \"plan-151\"\ntitle = ...            # and nothing else"
          / "id = \"plan-151\"\ntitle = ...            # và không có gì khác"
        but "id = \"plan-151\"\ntitle = ...\n\n[[deadline]]\nrequirement = \"land-data-campaign\"\n...";
    UnusedFact:
        en "No rule reads a fact, and no total counts it."
           "What is reported of it changes no verdict."
        vi "Không quy tắc nào đọc chỉ tiêu dữ liệu này, cũng không số liệu tổng hợp nào tính đến."
           "Số liệu được báo cáo không làm thay đổi kết luận nào."
        not "[land.plots_measured]       # read by no rule"
          / "[land.plots_measured]       # không quy tắc nào đọc"
        but "if locality.land.plots_measured > 0 {";
    WaiverOver:
        en "A waiver's last day has passed."
           "It no longer excuses anybody; it still explains why earlier reports did."
        vi "Ngày cuối của miễn trừ đã qua."
           "Không còn ai được miễn, nhưng mục này vẫn cho biết vì sao các báo cáo trước đây đã miễn."
        not "until = 2025-03-12         # and today is later"
          / "until = 2025-03-12         # mà hôm nay đã sau ngày đó"
        but "a new [[waiver]] with its own document, if the excuse goes on"
          / "một [[waiver]] mới trong văn bản mới, nếu vẫn được miễn";
    DueBeforeStated:
        en "A deadline lies before the day of the document that sets it."
           "Most often the year has a slip; whoever is bound by it is late from the first day."
        vi "Thời hạn sớm hơn ngày của văn bản đặt ra thời hạn đó."
           "Thường là ghi nhầm năm; ai phải thực hiện cũng quá hạn ngay từ ngày đầu."
        not "dated = 2024-10-21\n...\ndue = 2024-01-31"
        but "dated = 2024-10-21\n...\ndue = 2025-01-31";
    DueOnDayOff:
        en "The last day in time of a printed date is a day off."
           "A printed date does not roll, so work that is handed in on the next working day is late."
        vi "Hạn cuối theo ngày ghi trong văn bản rơi vào ngày nghỉ."
           "Ngày ghi trong văn bản thì không dời, nên nộp vào ngày làm việc tiếp theo là quá hạn."
        not "due = 2025-11-30           # a Sunday" / "due = 2025-11-30           # Chủ nhật"
        but "due = 2025-11-28           # only if the document says so; else leave it"
          / "due = 2025-11-28           # chỉ khi văn bản ghi như vậy; nếu không thì giữ nguyên";
    RequirementWithoutDeadline:
        en "No document gives a requirement a day."
           "It can be met and never be overdue."
        vi "Chưa văn bản nào nêu thời hạn của yêu cầu."
           "Yêu cầu có thể đạt nhưng không thể quá hạn."
        not "a rule that no [[deadline]] names" / "quy tắc mà không [[deadline]] nào nêu tên"
        but "[[deadline]]\nrequirement = \"judicial-records-on-vneid\"\nbinds       = \"province\"\ndue         = 2025-03-31";
}
