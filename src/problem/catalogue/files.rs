//! Pages about files and their forms, the registry, the calendar, the dictionary, and names on the command line.

super::pages! {
    MissingFile:
        "A file that the project must have, or that a document names, is not there.",
        "Without it something would be left out of the report, and nobody would see that.",
        "[[table]]\nfile = \"2024-10-retuns.csv\"",
        "[[table]]\nfile = \"2024-10-returns.csv\"";
    UnreadableFile:
        "A file is there and cannot be read.",
        "What it says would be left out.",
        "data/facts.toml may be read by its owner only",
        "chmod a+r data/facts.toml";
    BadEncoding:
        "A file is not UTF-8.",
        "Vietnamese letters of another encoding come out as other letters, and names would not be found.",
        "a .csv saved by Excel as \"CSV (Comma delimited)\"",
        "the same saved as \"CSV UTF-8 (Comma delimited)\"";
    UnseenCharacter:
        "A text holds a character that nobody sees, or one that turns the text around it round.",
        "What is read would not be what is seen: a name with a space without width in it is another name.",
        "localities = [\"Hà\\u200B Nội\"]     # as pasted from a web page",
        "localities = [\"Hà Nội\"]            # typed anew";
    LookAlike:
        "A name is written with a letter of another script that looks like one of ours.",
        "It looks like the name of a locality, and is nobody's.",
        "ha-noi,01,province,,Hà Nộі,...      # the last letter is Cyrillic",
        "ha-noi,01,province,,Hà Nội,...";
    TooLarge:
        "A file, a table or the project is larger than anything that people write.",
        "It is most likely a mistake, and reading it could take all memory.",
        "a table of a million empty rows",
        "the same table cut after its last row";
    OutsideProject:
        "A path, or a link, leads out of the project folder.",
        "A report must be made again elsewhere from the folder alone.",
        "file = \"../../returns.csv\"",
        "file = \"returns.csv\"            # copied into data/documents/";
    StrayFile:
        "A file lies in the project and nothing reads it.",
        "Somebody put it there to be read; most often its name has a slip.",
        "rules/land/land-digitised.cases.tmol",
        "rules/land/land-digitised.cases.toml";
    BadToml:
        "A file is not TOML, or gives one key twice.",
        "What follows the mistake cannot be understood for certain.",
        "title = { en = Land, vi = \"Đất đai\" }",
        "title = { en = \"Land\", vi = \"Đất đai\" }";
    BadCsv:
        "A table is not CSV: a row has too many or too few cells, or a quote is not closed.",
        "Cells would slip into the wrong column.",
        "locality,civil_status.digitized\nHà Nội,1,200,000",
        "locality,civil_status.digitized\nHà Nội,1200000";
    UnknownKey:
        "A key is not one that this form has.",
        "A key that is ignored is a statement that is lost.",
        "[[deadline]]\nrequirment = \"civil-status-digitized\"",
        "[[deadline]]\nrequirement = \"civil-status-digitized\"";
    MissingKey:
        "A key that must be there is not there, or is empty.",
        "Nothing is guessed.",
        "[[observation]]\nfact = \"land.share\"",
        "[[observation]]\nfact = \"land.share\"\nvalue = 44.5\nlocalities = [\"Hanoi\"]";
    WrongType:
        "A value is of another type than its key wants.",
        "A number in quotes or a day in quotes would be a text, and compare as one.",
        "dated = \"2024-10-21\"",
        "dated = 2024-10-21";
    UnknownWord:
        "A word is not one of those that the key can have.",
        "Each word means something; one that nobody knows means nothing.",
        "kind = \"conference\"",
        "kind = \"meeting\"";
    EmptyList:
        "A list has no members.",
        "It may mean nobody or everybody: nothing is guessed.",
        "localities = []",
        "localities = [\"Hanoi\"]";
    BadDay:
        "The calendar has no such day, or it lies outside the years 1900 to 2199.",
        "A slip in a year moves a deadline by centuries.",
        "due = 0224-12-31",
        "due = 2024-12-31";
    BadNumber:
        "A number is too large, too small, or not written in digits.",
        "Figures are read from their printed digits and never rounded.",
        "due_soon = -3",
        "due_soon = 10";
    BadPeriod:
        "A period is not a count and a unit, or it ends outside the calendar.",
        "The law counts days, weeks, months, years and working days, each in its own way.",
        "period = \"a month\"",
        "period = \"1 month\"";
    Contradiction:
        "Two keys say things that cannot both be, or one has no use without another.",
        "Whichever were believed, the other would be lost.",
        "due    = 2024-12-31\nperiod = \"30 days\"",
        "due    = 2024-12-31";
    DuplicateLocality:
        "Two localities have one id.",
        "An id is unique for ever: documents and successions speak by it.",
        "ha-noi,01,province,...\nha-noi,02,province,...",
        "ha-noi,01,province,...\nha-giang,02,province,...";
    AmbiguousCode:
        "Two localities of one level have one code on the same day.",
        "Codes are reused over time, but on any one day a code must mean one unit.",
        "bac-giang,24,province,,...,,\nbac-ninh-2025,24,province,,...,2025-07-01,",
        "bac-giang,24,province,,...,,2025-06-30\nbac-ninh-2025,24,province,,...,2025-07-01,";
    BadLife:
        "A locality ends before it begins, or lives on after it has become another.",
        "A locality is judged on the days on which it lives, and on no other.",
        "ha-tay,...,2008-08-01,2008-07-31",
        "ha-tay,...,1991-08-12,2008-07-31";
    UnsureLife:
        "A table of units says that some of its lives are not known to the day.",
        "Names are found on the day of a statement; near the end of such a life it may be one day off.",
        "van-son-02593,02593,commune,son-duong-076,Xã Vân Sơn,,2024-08-31,low,...",
        "van-son-02593,02593,commune,son-duong-076,Xã Vân Sơn,,2024-07-31,high,...";
    BadParent:
        "The unit that a locality lies in is not there, or does not stand above it.",
        "Names such as \"Đông Giang / Quảng Nam\" are found through the parent.",
        "dong-giang,504,district,quang-nan,...",
        "dong-giang,504,district,quang-nam,...";
    BadSuccession:
        "A succession names a locality that is not there, its shares are no shares, or it runs in a circle.",
        "Successors inherit through it: facts, deadlines, waivers.",
        "ha-giang,tuyen-quang-2025,2025-07-01,1.5",
        "ha-giang,tuyen-quang-2025,2025-07-01,";
    DuplicateDay:
        "The holiday table has two rows of one day.",
        "A day is off or worked, not both.",
        "2025-01-01,public_holiday,...\n2025-01-01,makeup_working_day,...",
        "2025-01-01,public_holiday,...";
    NoHolidayTable:
        "A year in which days are counted has no holiday table.",
        "Which days are off is fixed anew each year and follows from no rule, so nothing is guessed.",
        "due = 2031-06-30                  # and holidays.csv ends in 2026",
        "2031-01-01,public_holiday,...     # in data/holidays.csv, with its source";
    BadFactName:
        "The name of a fact is not two segments of small letters, or a segment is a word of the script language.",
        "Rules read facts as `locality.topic.property`, and must be able to.",
        "[land.new]",
        "[land.newly_digitized]";
    BadFact:
        "A fact's declaration contradicts itself: stages where there are none, or a merge that its type cannot have.",
        "Merged localities would inherit something that means nothing.",
        "[land.complete]\ntype  = \"bool\"\nmerge = \"sum\"",
        "[land.complete]\ntype  = \"bool\"\nmerge = \"all\"";
    UnknownName:
        "A name given on the command line, or an exception's, is nobody's.",
        "An answer about somebody else would be worse than none.",
        "dondoc explain \"Hau Gian\"",
        "dondoc explain \"Hau Giang\"";
    ExceptionOver:
        "An exception in rules/lint.toml held until a day that has passed.",
        "What is borne for a while must not be borne for ever by forgetting it.",
        "[[allow]]\ncode   = \"unused-document\"\nreason = \"its tables come in May\"\nuntil  = 2025-05-31",
        "the tables are entered, and the exception is taken out";
    ExceptionUnused:
        "An exception in rules/lint.toml speaks of nothing that is found.",
        "It would silently excuse the next mistake of its kind.",
        "[[allow]]\ncode   = \"unused-fact\"\npath   = \"data/fact.toml\"\nreason = \"a record only\"",
        "[[allow]]\ncode   = \"unused-fact\"\npath   = \"data/facts.toml\"\nreason = \"a record only\"";
    BadReport:
        "A saved report cannot be read, or is not of the form that this program writes.",
        "A comparison with half a report would explain changes that never were.",
        "dondoc diff old.csv new.json",
        "dondoc diff old.json new.json      # both from check --format json";
    BadTemplate:
        "A template of letters cannot be filled: it names what there is not, is written wrongly, or never ends.",
        "A letter with a gap in it would go out under a seal.",
        "Kính gửi: {{ place }}",
        "Kính gửi: {{ formal }}      {# dondoc notice --print-template shows all that can be named #}";
    BadWorkbook:
        "A workbook cannot be read: it is damaged, encrypted, carries macros, or is larger than any return.",
        "Half a sheet would be taken for the whole return.",
        "returns.xlsm, with a password",
        "returns.xlsx, saved without macros and without a password";
    AlreadyImported:
        "A file with these very bytes was taken in before.",
        "The same return would count twice.",
        "dondoc import returns.xlsx         # for the second time",
        "dondoc import returns-may.xlsx";
    BadCell:
        "A cell holds an error such as #REF!, or is merged with others.",
        "An error is no value, and of merged cells nobody knows whose value they hold.",
        "B5:B7 merged, with 44.5 in it",
        "B5 44.5, B6 44.5, B7 empty: every locality its own cell";
    FormulaRead:
        "A cell of a table holds a formula; what it gave when it was last saved is read.",
        "The value may be an old one, or come from a file that was not sent along.",
        "B5: =C5/D5",
        "B5: 44.5                        # pasted as a value";
    Busy:
        "Another import is writing into this project, or was broken off on another machine.",
        "Two that write at once could take each other's place.",
        "two people run `dondoc import` on one shared folder",
        "one after the other";
}
