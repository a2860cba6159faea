//! Pages about what people do with a project: names that they ask for, exceptions that they make, what they take in
//! and what they send out.

super::pages! {
    UnknownName:
        en "A name given on the command line, or an exception's, is nobody's."
           "An answer about somebody else would be worse than none."
        vi "Tên ghi trên dòng lệnh, hoặc trong một ngoại lệ, không ứng với đối tượng nào."
           "Trả lời nhầm về nơi khác còn tệ hơn là không trả lời."
        not "dondoc explain \"Hau Gian\""
        but "dondoc explain \"Hau Giang\"";
    ExceptionOver:
        en "An exception in rules/lint.toml held until a day that has passed."
           "What is borne for a while must not be borne for ever by forgetting it."
        vi "Ngoại lệ trong rules/lint.toml chỉ áp dụng đến một ngày đã qua."
           "Điều chỉ tạm chấp nhận không được kéo dài mãi vì bị quên."
        not "[[allow]]\ncode   = \"unused-document\"\nreason = \"its tables come in May\"\nuntil  = 2025-05-31"
          / "[[allow]]\ncode   = \"unused-document\"\nreason = \"tháng 5 mới có bảng số liệu\"\nuntil  = 2025-05-31"
        but "the tables are entered, and the exception is taken out"
          / "đã nhập các bảng số liệu và bỏ ngoại lệ";
    ExceptionUnused:
        en "An exception in rules/lint.toml speaks of nothing that is found."
           "It would silently excuse the next mistake of its kind."
        vi "Ngoại lệ trong rules/lint.toml không ứng với vấn đề nào đang có."
           "Nếu để lại, sai sót cùng loại lần sau sẽ lặng lẽ được bỏ qua."
        not "[[allow]]\ncode   = \"unused-fact\"\npath   = \"data/fact.toml\"\nreason = \"a record only\""
          / "[[allow]]\ncode   = \"unused-fact\"\npath   = \"data/fact.toml\"\nreason = \"chỉ để lưu\""
        but "[[allow]]\ncode   = \"unused-fact\"\npath   = \"data/facts.toml\"\nreason = \"a record only\""
          / "[[allow]]\ncode   = \"unused-fact\"\npath   = \"data/facts.toml\"\nreason = \"chỉ để lưu\"";
    BadReport:
        en "A saved report cannot be read, or is not of the form that this program writes."
           "A comparison with half a report would explain changes that never were."
        vi "Báo cáo đã lưu không đọc được, hoặc không đúng dạng mà chương trình này ghi ra."
           "So sánh với một báo cáo bị thiếu sẽ giải thích những thay đổi không hề có."
        not "dondoc diff old.csv new.json"
        but "dondoc diff old.json new.json      # both from check --format json"
          / "dondoc diff old.json new.json      # cả hai do check --format json ghi ra";
    BadTemplate:
        en "A template of letters cannot be filled: it names what there is not, is written wrongly, or never ends."
           "A letter with a gap in it would go out under a seal."
        vi "Không điền được mẫu công văn: mẫu gọi một tên không có, viết sai cú pháp, hoặc lặp không dừng."
           "Công văn còn chỗ trống sẽ được đóng dấu và gửi đi."
        not "Kính gửi: {{ place }}"
        but "Kính gửi: {{ formal }}      {# dondoc notice --print-template shows all that can be named #}"
          / "Kính gửi: {{ formal }}      {# dondoc notice --print-template cho biết mọi tên dùng được #}";
    BadWorkbook:
        en "A workbook cannot be read: it is damaged, encrypted, carries macros, or is larger than any return."
           "Half a sheet would be taken for the whole return."
        vi "Không đọc được tệp Excel: tệp bị hỏng, bị mã hóa, có macro, hoặc lớn hơn mọi báo cáo của địa phương."
           "Một nửa trang tính sẽ bị coi là toàn bộ báo cáo."
        not "returns.xlsm, with a password" / "returns.xlsm, có mật khẩu"
        but "returns.xlsx, saved without macros and without a password"
          / "returns.xlsx, lưu lại không có macro và không có mật khẩu";
    AlreadyImported:
        en "A file with these very bytes was taken in before."
           "The same return would count twice."
        vi "Tệp có nội dung giống hệt đã được nhập trước đó."
           "Cùng một báo cáo của địa phương sẽ bị tính hai lần."
        not "dondoc import returns.xlsx         # for the second time"
          / "dondoc import returns.xlsx         # lần thứ hai"
        but "dondoc import returns-may.xlsx";
    BadCell:
        en "A cell holds an error such as #REF!, or is merged with others."
           "An error is no value, and of merged cells nobody knows whose value they hold."
        vi "Ô có lỗi như #REF!, hoặc bị gộp với ô khác."
           "Lỗi không phải là giá trị; còn ô đã gộp thì không ai biết giá trị là của địa phương nào."
        not "B5:B7 merged, with 44.5 in it" / "B5:B7 gộp thành một ô, ghi 44.5"
        but "B5 44.5, B6 44.5, B7 empty: every locality its own cell"
          / "B5 ghi 44.5, B6 ghi 44.5, B7 để trống: mỗi địa phương một ô riêng";
    FormulaRead:
        en "A cell of a table holds a formula; what it gave when it was last saved is read."
           "The value may be an old one, or come from a file that was not sent along."
        vi "Ô trong bảng chứa công thức; chương trình đọc kết quả được lưu lần cuối."
           "Giá trị đó có thể đã cũ, hoặc lấy từ một tệp không được gửi kèm."
        not "B5: =C5/D5"
        but "B5: 44.5                        # pasted as a value"
          / "B5: 44.5                        # dán dưới dạng giá trị";
    Busy:
        en "Another import is writing into this project, or was broken off on another machine."
           "Two that write at once could take each other's place."
        vi "Một lượt nhập khác đang ghi vào dự án này, hoặc đã bị ngắt giữa chừng trên máy khác."
           "Hai lượt ghi cùng lúc có thể ghi đè lên nhau."
        not "two people run `dondoc import` on one shared folder"
          / "hai người cùng chạy `dondoc import` trên một thư mục dùng chung"
        but "one after the other" / "lần lượt từng người";
}
