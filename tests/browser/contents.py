"""Content of every kind, as a case in the sample organisation would say it."""

from __future__ import annotations

from bot.dialogue.content import (
    Bullets,
    Button,
    Card,
    Facts,
    Heading,
    Move,
    Note,
    Page,
    Paragraph,
    Question,
    Quote,
)
from bot.dialogue.fields import Choice, Choices, Day, LongText, Moment, Option, Pick, Text

BACK, CANCEL = Move("back", "Back"), Move("cancel", "Cancel")
PEOPLE = (
    Option("ben", "Ben Cruz", "Support specialist, Contoso Retail"),
    Option("lea", "Lea Santos", "Team lead, retail support"),
    Option("siobhan", "Siobhán O’Rourke-Fitzgerald", "Senior support specialist, nights"),
)
KNOWN = Choice(
    id="known",
    label="How is it known?",
    options=(
        Option("seen", "Seen", "Somebody was there and saw or heard it"),
        Option("reported", "Reported", "Somebody was told by a person who was there"),
        Option("inferred", "Inferred", "It follows from something else, such as a log"),
    ),
)
ASKS = Choices(
    id="asks",
    label="What does the client ask for?",
    hint="Choose everything that was asked.",
    required=False,
    options=(
        Option("coach", "Coach", "Help the person do better"),
        Option("replace", "Replace", "Somebody else on the work"),
        Option("remove", "Remove from the account"),
        Option("information", "Information only"),
    ),
)

WELCOME = Card(
    "Evenhand: hello",
    "Good morning, Maya",
    (
        Paragraph(
            "I take a client’s complaint with you, keep the process fair, and tell each "
            "party what it may know, each in its own words."
        ),
        Bullets(
            (
                "complaint – begin a case",
                "update – tell all parties where things stand",
                "roles – settle who in HR does what",
            )
        ),
    ),
)

CASE_CARD = Card(
    "EH-2026-0042: news",
    "EH-2026-0042: a case is open",
    (
        Paragraph(
            "You opened this case today. Nothing has been decided, and Ben has not been told yet."
        ),
        Facts(
            (
                ("Client", "Contoso Retail (Kim Sand)"),
                ("Employee", "Ben Cruz"),
                ("Stage", "Screening"),
                ("Next", "Tell Ben by Wed 25 Nov 2026, 17:00 (Manila time)"),
            )
        ),
        Heading("What was observed"),
        Quote(
            "Three of eight messages between 16 and 20 November were answered after the "
            "four-hour target.",
            "Kim Sand, Contoso Retail",
        ),
        Note("You get this because you opened the case."),
    ),
    (
        Button("Tell the employee", "tell", "case-42", "primary"),
        Button("Settle roles", "roles", "case-42"),
        Button("Close the case", "close", "case-42", "danger"),
    ),
)

FOR_CLIENT = Card(
    "EH-2026-0042: we have your message",
    "We have what you sent us",
    (
        Paragraph(
            "Thank you, Kim. Maya Reyes looks after this with you. We look at what was "
            "observed and come back to you with service steps."
        ),
        Facts(
            (("Reference", "EH-2026-0042"), ("Next update", "Tue 24 Nov 2026, 09:00 (London time)"))
        ),
        Note("Personnel matters stay between us and our people; you hear about the service."),
    ),
    (Button("I have read this", "ack", "case-42"),),
)

FOR_MANAGER = Card(
    "EH-2026-0042: news",
    "A concern was raised about service on your team",
    (
        Paragraph(
            "A client raised a point about reply times. HR looks into it and will speak with "
            "you before anybody else on the team hears of it."
        ),
        Facts((("Reference", "EH-2026-0042"), ("HR contact", "Maya Reyes"))),
    ),
)

EVERY_FIELD = Page(
    session="s1",
    revision=1,
    flow="complaint",
    flow_title="Client complaint",
    step="what",
    title="What was observed",
    notice="Client complaint: a question for you",
    number=2,
    count=6,
    intro="Facts first: what somebody saw or heard, when, and how it is known. Opinions and "
    "what the client wants come later.",
    questions=(
        Question(Text(id="heading", label="In a few words", limit=80, placeholder="Late replies")),
        Question(
            LongText(
                id="observed",
                label="What was observed?",
                neutral=True,
                hint="As it was said, without names of other people.",
                placeholder="On Tuesday three messages …",
            )
        ),
        Question(KNOWN),
        Question(ASKS),
        Question(
            Pick(id="employee", label="Who is it about?", source="people"),
            options=PEOPLE,
            more_options=True,
        ),
        Question(Day(id="day", label="On which day?")),
        Question(
            Moment(id="began", label="When did it begin?"),
        ),
    ),
    moves=(BACK, CANCEL),
)

REVIEW = Page(
    session="s1",
    revision=3,
    flow="complaint",
    flow_title="Client complaint",
    step="review",
    title="Please check",
    notice="Client complaint: a question for you",
    number=6,
    count=6,
    intro="This is what goes on record. Change whatever is not right.",
    blocks=(
        Heading("Who it concerns"),
        Facts(
            (("Client", "Contoso Retail"), ("Who complained", "Kim Sand"), ("Employee", "Ben Cruz"))
        ),
        Heading("What was observed"),
        Heading("Allegation 1"),
        Facts((("What", "as written:"),)),
        Quote(
            "Three of eight messages between 16 and 20 November were answered after the four-hour "
            "target. Two customers wrote again before they heard from us."
        ),
        Facts((("When", "Mon 16 Nov 2026, 09:00 (Manila time)"), ("How it is known", "Reported"))),
        Heading("What the client asks for"),
        Facts((("Asks", "Coach; Information"),)),
    ),
    moves=(
        Move("go", "Open the case", style="primary"),
        Move("edit", "Edit: Who it concerns", "who"),
        Move("edit", "Edit: What was observed", "what"),
        Move("edit", "Edit: What the client asks for", "asks"),
        BACK,
        CANCEL,
    ),
)

ITEMS = Page(
    session="s1",
    revision=2,
    flow="complaint",
    flow_title="Client complaint",
    step="list",
    title="What is said to have happened",
    notice="Client complaint: a question for you",
    number=3,
    count=6,
    blocks=(
        Bullets(
            ("Three late replies, 16 to 20 November", "A call ended early on 19 November"),
            ordered=True,
        ),
    ),
    moves=(
        Move("go", "Go on", style="primary"),
        Move("add", "Add another"),
        Move("edit", "Edit: Allegation 1", "0"),
        Move("edit", "Edit: Allegation 2", "1"),
        Move("remove", "Remove: Allegation 1", "0"),
        Move("remove", "Remove: Allegation 2", "1"),
        BACK,
        CANCEL,
    ),
)

_COMMON = "We have looked at the reply times of last week together with the team. "
VERSIONS = Page(
    session="s2",
    revision=1,
    flow="update",
    flow_title="Status update",
    step="versions",
    title="What each party will get",
    notice="Status update: a question for you",
    number=3,
    count=4,
    intro="Each version holds what its reader may know. Edit any of them; all go out together.",
    questions=tuple(
        Question(LongText(id=name, label=label), value=text)
        for name, label, text in (
            (
                "client",
                "Kim Sand, client contact",
                _COMMON + "A second person now watches the queue "
                "from 09:00 to 18:00 London time.\n\nNext update: Fri 27 Nov 2026, 09:00.",
            ),
            (
                "employee",
                "Ben Cruz, employee",
                _COMMON + "Nothing has been decided. You can say how "
                "you saw the week, and you may bring someone.\n\n"
                "Next update: Fri 27 Nov 2026, 17:00.",
            ),
            (
                "manager",
                "Lea Santos, line manager",
                _COMMON + "Please keep the second watcher on the "
                "queue until Friday.\n\nNext update: Fri 27 Nov 2026, 17:00.",
            ),
            (
                "hr",
                "Noor Lim, HR advisor",
                _COMMON + "Ben was told on Monday at 15:00.\n\nNext "
                "update: Fri 27 Nov 2026, 17:00.",
            ),
        )
    ),
    moves=(BACK, CANCEL),
)

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
    "<!channel> <@U123> *bold* _it_ [link](javascript:alert(1)) &amp; {{7*7}}",
    "\u202eright to left\u202c שלום עולם مرحبا",
    "zero\u200bwidth\u200djoined e\u0301 👩🏽‍⚖️ 🇵🇭",
    "x" * 400,
)

HOSTILE_CARD = Card(
    HOSTILE[0],
    HOSTILE[0],
    (
        Heading(HOSTILE[0]),
        *(Paragraph(each) for each in HOSTILE),
        Quote(HOSTILE[0], HOSTILE[0]),
        Facts(tuple((each, each) for each in HOSTILE)),
        Bullets(HOSTILE),
        Note(HOSTILE[0]),
    ),
    (Button(HOSTILE[0][:75], HOSTILE[0], HOSTILE[0]),),
)

LONG_CARD = Card(
    "EH-2026-0042: news",
    "What Kim wrote",
    (Quote("The queue was not watched on Tuesday. " * 120, "Kim Sand"),),
)
