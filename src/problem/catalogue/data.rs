//! Pages about documents and what they say.

super::pages! {
    DuplicateDocument:
        "Two documents have one id, or one number and date.",
        "Evidence names documents by their ids; counted twice, one paper would look like two.",
        "id = \"wg-2024-10\"      # in two files",
        "id = \"wg-2024-10\"      # and \"press-wg-2024-10\" for the article about it";
    UnknownLocality:
        "No locality has this name on the day of the statement.",
        "Names are never guessed: some provinces differ by one letter only.",
        "localities = [\"Hau Gian\"]",
        "localities = [\"Hau Giang\"]";
    AmbiguousLocality:
        "A name means several localities on the day of the statement.",
        "The value would be given to the wrong one.",
        "localities = [\"Châu Thành\"]",
        "localities = [\"Châu Thành / Long An\"]";
    NamedTwice:
        "One list names one locality twice.",
        "Then the list is not what was printed, and another name may be missing.",
        "localities = [\"Hanoi\", \"Hà Nội\"]",
        "localities = [\"Hanoi\", \"Hà Nam\"]";
    MixedLevels:
        "One list of an observation names localities of several levels.",
        "A name that no province has any more is found among the communes: no province gets the value, and nobody sees that.",
        "localities = [\"Hải Dương\", \"Hà Tây\"]      # a province until 2008, and a commune",
        "localities = [\"Hải Dương\", \"Hà Tây\"]\nlevel      = \"province\"      # now the name is told to be unknown";
    UnknownFact:
        "The dictionary has no such fact.",
        "A rule that reads it would never get a value, and a document that states it would state nothing.",
        "if locality.judicial_record.deployed {",
        "if locality.judicial_records.deployed {";
    UnknownRequirement:
        "No rule has this id.",
        "The deadline, waiver or case would bind nobody, and nobody would see that.",
        "requirement = \"civil-status-digitised\"",
        "requirement = \"civil-status-digitized\"";
    UnknownDocument:
        "No document has this id.",
        "A rule is in force from the day of what it cites; one that cites nothing real never is.",
        "cites: [\"wg-2024-20-10\"],",
        "cites: [\"wg-2024-10-20\"],";
    BadValue:
        "A value is not of its fact's type.",
        "A share such as 0.445 for 44.5 per cent turns a pass into a failure.",
        "fact = \"land.complete\"\nvalue = \"yes\"",
        "fact = \"land.complete\"\nvalue = true";
    UnknownStage:
        "A stage is not one of its fact's stages.",
        "Stages are ordered; a word without a place in the order compares with nothing.",
        "fact = \"health_book.plan_stage\"\nvalue = \"publised\"",
        "fact = \"health_book.plan_stage\"\nvalue = \"issued\"";
    ConflictingObservations:
        "One document gives one fact of one locality two values for one day.",
        "Whichever were believed, the document says the other too.",
        "value = true\nlocalities = [\"Hanoi\"]\n...\nvalue = false\nlocalities = [\"Hanoi\"]",
        "value = true\nlocalities = [\"Hanoi\"]\n...\nvalue = false\nothers = true";
    ConflictingDeadlines:
        "One document gives one requirement two deadlines that reach the same localities equally.",
        "Nobody could say which day is meant.",
        "binds = \"province\"\ndue = 2024-12-31\n...\nbinds = \"province\"\ndue = 2025-03-31",
        "binds = \"province\"\ndue = 2024-12-31\n...\nbinds = [\"Quang Nam\"]\ndue = 2025-03-31";
    StatedAfterPublished:
        "A statement is dated after its document became known.",
        "Nobody reports what has not happened yet; one of the two days has a slip.",
        "published = 2024-10-22\n...\ndated = 2024-10-31",
        "published = 2024-11-02\n...\ndated = 2024-10-31";
    PublicationUnknown:
        "Nobody knows when a document became known, and a report asks what was known by a day.",
        "It counts as known from its own day on, which may be too early.",
        "dated = 2024-10-21",
        "dated     = 2024-10-21\npublished = 2024-10-22";
    TotalDisagrees:
        "A reported total, or printed arithmetic, does not follow from the figures.",
        "Either the observations are not complete, or the document has a mistake that readers should know of.",
        "share = \"15.39\"\npart  = \"17.1\"\nwhole = \"111.5\"",
        "share = \"15.34\"\npart  = \"17.1\"\nwhole = \"111.5\"";
    SourcesDisagree:
        "Two documents give one fact of one locality two values for one day.",
        "One of them wins by confidence or publication; whoever defends the line should know the other.",
        "value = false      # a press report of 21 October",
        "value = true       # the meeting's conclusions of the same day, confidence = \"high\"";
    UnusedDocument:
        "A document states nothing, and no rule cites it.",
        "It was entered for something; most often its statements are still missing.",
        "id = \"plan-151\"\ntitle = ...            # and nothing else",
        "id = \"plan-151\"\ntitle = ...\n\n[[deadline]]\nrequirement = \"land-data-campaign\"\n...";
    UnusedFact:
        "No rule reads a fact, and no total counts it.",
        "What is reported of it changes no verdict.",
        "[land.plots_measured]       # read by no rule",
        "if locality.land.plots_measured > 0 {";
    WaiverOver:
        "A waiver's last day has passed.",
        "It no longer excuses anybody; it still explains why earlier reports did.",
        "until = 2025-03-12         # and today is later",
        "a new [[waiver]] with its own document, if the excuse goes on";
    DueBeforeStated:
        "A deadline lies before the day of the document that sets it.",
        "Most often the year has a slip; whoever is bound by it is late from the first day.",
        "dated = 2024-10-21\n...\ndue = 2024-01-31",
        "dated = 2024-10-21\n...\ndue = 2025-01-31";
    DueOnDayOff:
        "The last day in time of a printed date is a day off.",
        "A printed date does not roll, so work that is handed in on the next working day is late.",
        "due = 2025-11-30           # a Sunday",
        "due = 2025-11-28           # only if the document says so; else leave it";
    RequirementWithoutDeadline:
        "No document gives a requirement a day.",
        "It can be met and never be overdue.",
        "a rule that no [[deadline]] names",
        "[[deadline]]\nrequirement = \"judicial-records-on-vneid\"\nbinds       = \"province\"\ndue         = 2025-03-31";
}
