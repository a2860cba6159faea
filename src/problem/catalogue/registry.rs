//! Pages about the registry, the calendar and the dictionary: the ground on which documents and rules stand.

super::pages! {
    DuplicateLocality:
        en "Two localities have one id."
           "An id is unique for ever: documents and successions speak by it."
        vi "Hai địa phương có cùng một mã định danh."
           "Mã định danh là duy nhất mãi mãi: văn bản và bảng kế thừa gọi địa phương bằng mã này."
        not "ha-noi,01,province,...\nha-noi,02,province,..."
        but "ha-noi,01,province,...\nha-giang,02,province,...";
    AmbiguousCode:
        en "Two localities of one level have one code on the same day."
           "Codes are reused over time, but on any one day a code must mean one unit."
        vi "Trong cùng một ngày, hai địa phương cùng cấp có cùng một mã số."
           "Mã số có thể được dùng lại về sau, nhưng mỗi ngày một mã số chỉ được ứng với một đơn vị."
        not "bac-giang,24,province,,...,,\nbac-ninh-2025,24,province,,...,2025-07-01,"
        but "bac-giang,24,province,,...,,2025-06-30\nbac-ninh-2025,24,province,,...,2025-07-01,";
    BadLife:
        en "A locality ends before it begins, or lives on after it has become another."
           "A locality is judged on the days on which it lives, and on no other."
        vi "Địa phương có ngày kết thúc trước ngày bắt đầu, hoặc vẫn tồn tại sau khi đã trở thành địa phương khác."
           "Địa phương chỉ được đánh giá vào những ngày còn tồn tại."
        not "ha-tay,...,2008-08-01,2008-07-31"
        but "ha-tay,...,1991-08-12,2008-07-31";
    UnsureLife:
        en "A table of units says that some of its lives are not known to the day."
           "Names are found on the day of a statement; near the end of such a life it may be one day off."
        vi "Bảng đơn vị hành chính ghi rằng thời gian tồn tại của một số đơn vị không chính xác đến ngày."
           "Tên được tra theo ngày của số liệu; gần ngày kết thúc của một đơn vị như vậy có thể lệch một ngày."
        not "van-son-02593,02593,commune,son-duong-076,Xã Vân Sơn,,2024-08-31,low,..."
        but "van-son-02593,02593,commune,son-duong-076,Xã Vân Sơn,,2024-07-31,high,...";
    BadParent:
        en "The unit that a locality lies in is not there, or does not stand above it."
           "Names such as \"Đông Giang / Quảng Nam\" are found through the parent."
        vi "Đơn vị mà địa phương trực thuộc không có trong danh mục địa phương, hoặc không phải là cấp trên."
           "Những tên như “Đông Giang / Quảng Nam” được tra qua đơn vị cấp trên."
        not "dong-giang,504,district,quang-nan,..."
        but "dong-giang,504,district,quang-nam,...";
    BadSuccession:
        en "A succession names a locality that is not there, its shares are no shares, or it runs in a circle."
           "Successors inherit through it: facts, deadlines, waivers."
        vi "Bảng kế thừa nêu tên một địa phương không có, ghi tỷ lệ không hợp lệ, hoặc kế thừa theo vòng tròn."
           "Qua bảng này, đơn vị kế thừa nhận giá trị các chỉ tiêu dữ liệu, thời hạn và miễn trừ."
        not "ha-giang,tuyen-quang-2025,2025-07-01,1.5"
        but "ha-giang,tuyen-quang-2025,2025-07-01,";
    DuplicateDay:
        en "The holiday table has two rows of one day."
           "A day is off or worked, not both."
        vi "Lịch ngày nghỉ có hai dòng cho cùng một ngày."
           "Một ngày hoặc là ngày nghỉ, hoặc là ngày làm việc, không thể là cả hai."
        not "2025-01-01,public_holiday,...\n2025-01-01,makeup_working_day,..."
        but "2025-01-01,public_holiday,...";
    NoHolidayTable:
        en "A year in which days are counted has no holiday table."
           "Which days are off is fixed anew each year and follows from no rule, so nothing is guessed."
        vi "Phải tính ngày trong một năm chưa có lịch ngày nghỉ."
           "Ngày nghỉ được ấn định riêng cho từng năm, không theo quy tắc nào, nên chương trình không tự đoán."
        not "due = 2031-06-30                  # and holidays.csv ends in 2026"
          / "due = 2031-06-30                  # mà holidays.csv chỉ có đến năm 2026"
        but "2031-01-01,public_holiday,...     # in data/holidays.csv, with its source"
          / "2031-01-01,public_holiday,...     # trong data/holidays.csv, kèm nguồn";
    BadFactName:
        en "The name of a fact is not two segments of small letters, or a segment is a word of the script language."
           "Rules read facts as `locality.topic.property`, and must be able to."
        vi "Tên chỉ tiêu dữ liệu không gồm đúng hai phần viết bằng chữ thường, hoặc có phần trùng với một từ của ngôn ngữ kịch bản."
           "Quy tắc phải đọc được chỉ tiêu dữ liệu dưới dạng `locality.topic.property`."
        not "[land.new]"
        but "[land.newly_digitized]";
    BadFact:
        en "A fact's declaration contradicts itself: stages where there are none, or a merge that its type cannot have."
           "Merged localities would inherit something that means nothing."
        vi "Khai báo chỉ tiêu dữ liệu tự mâu thuẫn: ghi giai đoạn cho kiểu không có giai đoạn, hoặc ghi cách gộp mà kiểu đó không có."
           "Địa phương sau sáp nhập sẽ kế thừa một giá trị vô nghĩa."
        not "[land.complete]\ntype  = \"bool\"\nmerge = \"sum\""
        but "[land.complete]\ntype  = \"bool\"\nmerge = \"all\"";
}
