//! Pages about files and their forms.

super::pages! {
    MissingFile:
        en "A file that the project must have, or that a document names, is not there."
           "Without it something would be left out of the report, and nobody would see that."
        vi "Thiếu một tệp bắt buộc của dự án, hoặc một tệp mà văn bản dẫn đến."
           "Thiếu tệp này, báo cáo sẽ sót nội dung mà không ai hay biết."
        not "[[table]]\nfile = \"2024-10-retuns.csv\""
        but "[[table]]\nfile = \"2024-10-returns.csv\"";
    UnreadableFile:
        en "A file is there and cannot be read."
           "What it says would be left out."
        vi "Có tệp nhưng không đọc được."
           "Nội dung trong tệp sẽ bị bỏ sót."
        not "data/facts.toml may be read by its owner only" / "data/facts.toml chỉ chủ tệp mới đọc được"
        but "chmod a+r data/facts.toml";
    BadEncoding:
        en "A file is not UTF-8."
           "Vietnamese letters of another encoding come out as other letters, and names would not be found."
        vi "Tệp không dùng bảng mã UTF-8."
           "Chữ tiếng Việt ở bảng mã khác bị đọc thành chữ khác, nên không tìm được tên."
        not "a .csv saved by Excel as \"CSV (Comma delimited)\""
          / "tệp .csv được Excel lưu ở dạng \"CSV (Comma delimited)\""
        but "the same saved as \"CSV UTF-8 (Comma delimited)\""
          / "cũng tệp đó, lưu ở dạng \"CSV UTF-8 (Comma delimited)\"";
    UnseenCharacter:
        en "A text holds a character that nobody sees, or one that turns the text around it round."
           "What is read would not be what is seen: a name with a space without width in it is another name."
        vi "Trong chữ có ký tự không nhìn thấy được, hoặc ký tự làm đảo chiều phần chữ xung quanh."
           "Máy đọc khác với mắt thấy: một tên có lẫn dấu cách không có độ rộng là một tên khác."
        not "localities = [\"Hà\\u200B Nội\"]     # as pasted from a web page"
          / "localities = [\"Hà\\u200B Nội\"]     # dán từ trang web"
        but "localities = [\"Hà Nội\"]            # typed anew"
          / "localities = [\"Hà Nội\"]            # gõ lại";
    LookAlike:
        en "A name is written with a letter of another script that looks like one of ours."
           "It looks like the name of a locality, and is nobody's."
        vi "Trong tên có chữ cái của hệ chữ viết khác, trông giống chữ cái tiếng Việt."
           "Nhìn thì là tên một địa phương, nhưng thực ra không phải tên của địa phương nào."
        not "ha-noi,01,province,,Hà Nộі,...      # the last letter is Cyrillic"
          / "ha-noi,01,province,,Hà Nộі,...      # chữ cái cuối là chữ Kirin"
        but "ha-noi,01,province,,Hà Nội,...";
    TooLarge:
        en "A file, a table or the project is larger than anything that people write."
           "It is most likely a mistake, and reading it could take all memory."
        vi "Một tệp, một bảng hoặc cả dự án lớn hơn bất cứ thứ gì con người viết ra."
           "Nhiều khả năng đó là nhầm lẫn, và đọc vào có thể chiếm hết bộ nhớ."
        not "a table of a million empty rows" / "bảng có một triệu dòng trống"
        but "the same table cut after its last row" / "cũng bảng đó, cắt ngay sau dòng cuối";
    OutsideProject:
        en "A path, or a link, leads out of the project folder."
           "A report must be made again elsewhere from the folder alone."
        vi "Đường dẫn hoặc liên kết dẫn ra ngoài thư mục của dự án."
           "Chỉ với thư mục này, ở nơi khác cũng phải lập lại được báo cáo."
        not "file = \"../../returns.csv\""
        but "file = \"returns.csv\"            # copied into data/documents/"
          / "file = \"returns.csv\"            # đã chép vào data/documents/";
    StrayFile:
        en "A file lies in the project and nothing reads it."
           "Somebody put it there to be read; most often its name has a slip."
        vi "Có tệp nằm trong dự án mà chương trình không đọc đến."
           "Tệp được đặt vào đó là để đọc; thường là tên tệp viết sai."
        not "rules/land/land-digitised.cases.tmol"
        but "rules/land/land-digitised.cases.toml";
    BadToml:
        en "A file is not TOML, or gives one key twice."
           "What follows the mistake cannot be understood for certain."
        vi "Tệp không đúng cú pháp TOML, hoặc ghi một khóa hai lần."
           "Từ chỗ sai trở đi, không thể hiểu chắc chắn nội dung tệp."
        not "title = { en = Land, vi = \"Đất đai\" }"
        but "title = { en = \"Land\", vi = \"Đất đai\" }";
    BadCsv:
        en "A table is not CSV: a row has too many or too few cells, or a quote is not closed."
           "Cells would slip into the wrong column."
        vi "Bảng không đúng dạng CSV: có dòng thừa ô hoặc thiếu ô, hoặc có dấu ngoặc kép chưa đóng."
           "Các ô sẽ lệch sang cột khác."
        not "locality,civil_status.digitized\nHà Nội,1,200,000"
        but "locality,civil_status.digitized\nHà Nội,1200000";
    UnknownKey:
        en "A key is not one that this form has."
           "A key that is ignored is a statement that is lost."
        vi "Loại tệp này không có khóa như vậy."
           "Bỏ qua một khóa là mất một nội dung."
        not "[[deadline]]\nrequirment = \"civil-status-digitized\""
        but "[[deadline]]\nrequirement = \"civil-status-digitized\"";
    MissingKey:
        en "A key that must be there is not there, or is empty."
           "Nothing is guessed."
        vi "Khóa bắt buộc bị thiếu hoặc để trống."
           "Chương trình không tự đoán."
        not "[[observation]]\nfact = \"land.share\""
        but "[[observation]]\nfact = \"land.share\"\nvalue = 44.5\nlocalities = [\"Hanoi\"]";
    WrongType:
        en "A value is of another type than its key wants."
           "A number in quotes or a day in quotes would be a text, and compare as one."
        vi "Giá trị không đúng kiểu của khóa."
           "Số hoặc ngày đặt trong ngoặc kép sẽ thành chữ, và bị so sánh như chữ."
        not "dated = \"2024-10-21\""
        but "dated = 2024-10-21";
    UnknownWord:
        en "A word is not one of those that the key can have."
           "Each word means something; one that nobody knows means nothing."
        vi "Từ này không thuộc các từ mà khóa có thể nhận."
           "Mỗi từ có một nghĩa; từ không ai biết thì không có nghĩa gì."
        not "kind = \"conference\""
        but "kind = \"meeting\"";
    EmptyList:
        en "A list has no members."
           "It may mean nobody or everybody: nothing is guessed."
        vi "Danh sách không có mục nào."
           "Có thể hiểu là không ai, cũng có thể hiểu là tất cả; chương trình không tự đoán."
        not "localities = []"
        but "localities = [\"Hanoi\"]";
    BadDay:
        en "The calendar has no such day, or it lies outside the years 1900 to 2199."
           "A slip in a year moves a deadline by centuries."
        vi "Lịch không có ngày này, hoặc ngày nằm ngoài các năm từ 1900 đến 2199."
           "Viết nhầm năm là lệch thời hạn đi hàng thế kỷ."
        not "due = 0224-12-31"
        but "due = 2024-12-31";
    BadNumber:
        en "A number is too large, too small, or not written in digits."
           "Figures are read from their printed digits and never rounded."
        vi "Số quá lớn, quá nhỏ, hoặc không viết bằng chữ số."
           "Số liệu được đọc đúng theo các chữ số đã ghi, không làm tròn."
        not "due_soon = -3"
        but "due_soon = 10";
    BadPeriod:
        en "A period is not a count and a unit, or it ends outside the calendar."
           "The law counts days, weeks, months, years and working days, each in its own way."
        vi "Khoảng thời gian không gồm một số và một đơn vị, hoặc kết thúc ngoài phạm vi của lịch."
           "Ngày, tuần, tháng, năm và ngày làm việc, mỗi đơn vị được pháp luật tính theo một cách."
        not "period = \"a month\""
        but "period = \"1 month\"";
    Contradiction:
        en "Two keys say things that cannot both be, or one has no use without another."
           "Whichever were believed, the other would be lost."
        vi "Hai khóa nói những điều không thể cùng đúng, hoặc một khóa không có tác dụng khi thiếu khóa khác."
           "Dù tin khóa nào, nội dung của khóa kia cũng mất."
        not "due    = 2024-12-31\nperiod = \"30 days\""
        but "due    = 2024-12-31";
}
