"""The playground's forms and messages in a browser: what is typed is what arrives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.async_api import Page as Window
from playwright.async_api import expect

from bot.dialogue.content import Answered, Heading, Question, Quote, Said
from bot.dialogue.fields import Choices, LongText, Moment, Option, Text
from bot.dialogue.inputs import Fill, Go, Press
from tests.browser import contents
from tests.browser.serving import Stage
from tests.browser.visits import DESK, WIDE, Chair, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "Three of eight messages.\n" * 60 + "“quoted” <b>not bold</b> שלום 👩🏽‍⚖️"
HOSTILE = contents.HOSTILE[0] + contents.HOSTILE[3]


def last(stage: Stage) -> Fill:
    """The page that was sent last."""
    given = stage.mediator.received[-1].input
    assert isinstance(given, Fill)
    return given


async def asked(stage: Stage, window: Window, *questions: Question) -> Chair:
    """HR's chair with a page of these questions."""
    await stage.mediator.show("maya", replace(contents.EVERY_FIELD, questions=questions))
    chair = Chair(window, "hr")
    await expect(chair.form).to_be_visible()
    return chair


async def fill_all(chair: Chair) -> None:
    """Answer every kind of field, as a person would."""
    form = chair.form
    await form.get_by_label("In a few words").fill(HOSTILE)
    await form.get_by_label("What was observed?").fill(LONG)
    await form.get_by_label("Reported").check()
    await form.get_by_label("Coach").check()
    await form.get_by_label("Information only").check()
    await chair.choose("Who is it about?", "siob", "Siobhán")
    await form.get_by_label("On which day?").fill("2026-11-20")
    await form.get_by_label("When did it begin?").fill("2026-11-16T09:00")


async def test_every_kind_of_answer_arrives_as_it_was_given(stage: Stage, visitor: Visitor) -> None:
    """Text, long text, choice, choices, pick, day and moment: typed, posted, equal."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("complaint")
    await fill_all(chair)
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_contain_text("What was observed")
    given = last(stage)
    assert (given.session, given.revision) == ("s1", 1)
    assert given.values == {
        "heading": HOSTILE,
        "observed": LONG,
        "known": "reported",
        "asks": ["coach", "information"],
        "employee": "siobhan",
        "day": "2026-11-20",
        "began": "2026-11-16T01:00:00+00:00",  # nine in Manila, wherever the browser is
    }


async def test_what_was_answered_before_is_sent_back_untouched(
    stage: Stage, visitor: Visitor
) -> None:
    """A page with its answers in it, sent as it stands, gives the same answers."""
    stored = {
        "heading": HOSTILE,
        "observed": LONG,
        "known": "seen",
        "asks": ["replace"],
        "employee": "lea",
        "day": "2026-11-20",
        "began": "2026-11-16T01:00:30+00:00",  # seconds, which the field does not show
    }
    questions = [replace(q, value=stored[q.field.id]) for q in contents.EVERY_FIELD.questions]
    chair = await asked(stage, await visitor.open(), *questions)
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == stored


async def test_what_is_not_answered_is_sent_as_nothing(stage: Stage, visitor: Visitor) -> None:
    """An empty form sends None for each field, and each error comes back beside its field."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("complaint")
    await chair.submit()
    await expect(chair.form.locator(".error:visible")).to_have_count(6)
    assert set(last(stage).values.values()) == {None}
    heading = chair.form.get_by_label("In a few words")
    await expect(heading).to_have_attribute("aria-invalid", "true")
    await expect(heading).to_have_accessible_description("Please answer this.")
    await expect(heading).to_be_focused()
    await expect(chair.form.get_by_role("radiogroup")).to_have_attribute("aria-invalid", "true")


async def test_an_error_keeps_what_was_typed(stage: Stage, visitor: Visitor) -> None:
    """One wrong answer costs none of the others."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("complaint")
    await fill_all(chair)
    await chair.form.get_by_label("In a few words").fill("")
    await chair.submit()
    await expect(chair.form.get_by_label("In a few words")).to_be_focused()
    await expect(chair.form.get_by_label("What was observed?")).to_have_value(LONG)
    await expect(chair.form.get_by_label("Who is it about?")).to_have_value(
        "Siobhán O’Rourke-Fitzgerald"
    )
    await expect(chair.form.get_by_label("When did it begin?")).to_have_value("2026-11-16T09:00")
    await chair.form.get_by_label("In a few words").fill("Late replies")
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values["employee"] == "siobhan"
    assert last(stage).revision == 2


async def test_a_remark_may_be_passed_over(stage: Stage, visitor: Visitor) -> None:
    """“Keep as it is” goes on with the words as they were written."""
    text = LongText(id="observed", label="What was observed?", neutral=True)
    chair = await asked(stage, await visitor.open(), Question(text))
    await chair.form.get_by_label("What was observed?").fill("He is lazy.")
    await chair.submit()
    await expect(chair.form.locator(".nudge")).to_contain_text("say what was seen or heard")
    await expect(chair.form.get_by_label("What was observed?")).to_be_focused()
    await chair.click("Keep as it is")
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == {"observed": "He is lazy."}


async def test_one_of_two_remarks_leaves_the_other_to_be_answered(
    stage: Stage, visitor: Visitor
) -> None:
    """Keeping one text does not send the page while another remark is open."""
    texts = [LongText(id=name, label=f"Text {name}", neutral=True) for name in "ab"]
    chair = await asked(stage, await visitor.open(), *map(Question, texts))
    await chair.form.get_by_label("Text a").fill("lazy one")
    await chair.form.get_by_label("Text b").fill("lazy two")
    await chair.submit()
    await chair.form.get_by_role("button", name="Keep as it is").first.click()
    await expect(chair.form.get_by_label("Text b")).to_be_focused()
    await chair.form.get_by_label("Text b").fill("two of five tasks were not begun")
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == {"a": "lazy one", "b": "two of five tasks were not begun"}


async def test_words_that_name_nobody_are_sent_as_typed(stage: Stage, visitor: Visitor) -> None:
    """A pick that was typed and not chosen goes as words, for the server to make sense of."""
    pick = next(q for q in contents.EVERY_FIELD.questions if q.field.id == "employee")
    chair = await asked(stage, await visitor.open(), pick)
    box = chair.form.get_by_role("combobox")
    await box.fill("somebody else")
    await expect(chair.form.get_by_role("listbox")).to_contain_text("Nothing found")
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == {"employee": "somebody else"}


async def test_a_name_typed_in_full_is_that_person(stage: Stage, visitor: Visitor) -> None:
    """Whoever types a whole name need not choose it as well."""
    pick = next(q for q in contents.EVERY_FIELD.questions if q.field.id == "employee")
    chair = await asked(stage, await visitor.open(), pick)
    await chair.form.get_by_role("combobox").fill("person 07")
    await expect(chair.form.get_by_role("option")).to_have_count(1)
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == {"employee": "p7"}


async def test_an_optional_choice_can_be_taken_back(stage: Stage, visitor: Visitor) -> None:
    """“No answer” stands among the options of a question that may be left open."""
    field = replace(contents.KNOWN, required=False)
    chair = await asked(stage, await visitor.open(), Question(field, value="seen"))
    await chair.form.get_by_label("No answer").check()
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == {"known": None}


async def test_many_options_can_be_searched(stage: Stage, visitor: Visitor) -> None:
    """A long list of boxes narrows as one types, and what is chosen stays in sight."""
    options = tuple(Option(f"o{n}", f"Event number {n}") for n in range(40))
    field = Choices(id="events", label="What happened?", source="events")
    chair = await asked(stage, await visitor.open(), Question(field, options=options))
    await chair.form.get_by_label("Event number 5", exact=True).check()
    await chair.form.get_by_role("searchbox").fill("number 12")
    await expect(chair.form.locator(".option:visible")).to_have_count(2)
    await chair.form.get_by_label("Event number 12").check()
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values == {"events": ["o5", "o12"]}


async def test_a_half_given_time_is_asked_for_before_it_is_sent(
    stage: Stage, visitor: Visitor
) -> None:
    """A day without a time says so beside the field, and nothing is sent."""
    moment = Question(Moment(id="began", label="When did it begin?"))
    window = await visitor.open()
    chair = await asked(stage, window, moment)
    await chair.form.get_by_label("When did it begin?").focus()
    await window.keyboard.type("11162026")
    await chair.submit()
    await expect(chair.form.locator(".error")).to_contain_text("complete")
    assert stage.mediator.received == []


async def test_long_texts_are_counted_and_grow(stage: Stage, visitor: Visitor) -> None:
    """A count appears when a text is long, in signs and not in code units; the field grows."""
    chair = await asked(
        stage,
        await visitor.open(),
        Question(LongText(id="a", label="Long")),
        Question(Text(id="b", label="Short", limit=20)),
    )
    area = chair.form.get_by_label("Long")
    before = await area.bounding_box()
    await area.fill("👩🏽‍⚖️\n" * 120)
    after = await area.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 2
    await expect(chair.form.locator(".counter").first).to_have_text("720 characters")
    await chair.form.get_by_label("Short").fill("x" * 25)
    await expect(chair.form.locator(".counter").last).to_have_text("25 of 20 characters")


async def test_versions_stand_side_by_side_where_there_is_room(
    stage: Stage, visitor: Visitor
) -> None:
    """Each party's version beside the others in a widened chair; and its edits arrive."""
    chair = Chair(await visitor.open(WIDE), "hr")
    await chair.send("update")
    await chair.click("Show side by side")
    boxes = [await area.bounding_box() for area in await chair.form.locator("textarea").all()]
    assert len(boxes) == 4
    assert len({box["y"] for box in boxes if box}) == 1
    assert len({box["x"] for box in boxes if box}) == 4
    await chair.form.get_by_label("Ben Cruz, employee").fill("My own words.")
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert last(stage).values["employee"] == "My own words."


async def test_a_preview_of_versions_can_be_read_side_by_side(
    stage: Stage, visitor: Visitor
) -> None:
    """What goes out stands version beside version before it is sent."""
    names = ("Kim Sand, client", "Ben Cruz, employee", "Lea Santos, line manager")
    blocks = tuple(part for name in names for part in (Heading(name), Quote(f"Words for {name}.")))
    await stage.mediator.show("maya", replace(contents.REVIEW, blocks=blocks))
    chair = Chair(await visitor.open(WIDE), "hr")
    await chair.click("Show side by side")
    boxes = [await part.bounding_box() for part in await chair.form.locator("section").all()]
    assert len(boxes) == 3
    assert len({box["y"] for box in boxes if box}) == 1


async def test_each_move_is_a_button(stage: Stage, visitor: Visitor) -> None:
    """Edit and Remove stand beside what they concern and name it; each sends its target."""
    chair = Chair(await visitor.open(), "hr")
    for name, expected in {
        "Remove: Allegation 2": ("remove", "1"),
        "Edit: Allegation 1": ("edit", "0"),
        "Add another": ("add", ""),
        "Go on": ("go", ""),
        "Back": ("back", ""),
        "Cancel": ("cancel", ""),
    }.items():
        await chair.send("list")
        await expect(chair.form.get_by_role("listitem")).to_have_count(2)
        await chair.click(name)
        await chair.hears(f"You chose {' '.join(expected)}".strip() + ".")
        move = stage.mediator.received[-1].input
        assert isinstance(move, Go)
        assert (move.move, move.target) == expected
        await expect(chair.node.locator("form.page")).to_have_count(0)


async def test_a_review_offers_edit_beside_each_part(stage: Stage, visitor: Visitor) -> None:
    """Each part of the review has its own Edit; the one that counts is the primary button."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("review")
    row = chair.form.locator(".heading-row", has_text="Who it concerns")
    await row.get_by_role("button", name="Edit").click()
    await chair.hears("You chose edit who.")
    assert stage.mediator.received[-1].input == Go("s1", 3, "edit", "who")


async def test_a_cards_button_is_pressed_with_its_target(stage: Stage, visitor: Visitor) -> None:
    """Pressing sends name and target, and the answer appears by itself."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("case")
    await chair.click("Tell the employee")
    await chair.hears("Done: tell.")
    assert stage.mediator.received[-1].input == Press("tell", "case-42")


async def test_an_answered_page_folds_to_its_answers(stage: Stage, visitor: Visitor) -> None:
    """In the form's place stands a line that opens to what was answered."""
    rows = (("Client", "Contoso Retail"), ("Employee", "Ben Cruz"))
    await stage.mouth.say("maya", Answered("Who it concerns", rows))
    chair = Chair(await visitor.open(), "hr")
    summary = chair.node.locator("summary")
    await expect(summary).to_contain_text("Who it concerns")
    await expect(chair.node.locator("dd", has_text="Ben Cruz")).to_be_hidden()
    await summary.click()
    await expect(chair.node.locator("dd", has_text="Ben Cruz")).to_be_visible()


async def test_a_long_text_is_folded_and_opens_whole(stage: Stage, visitor: Visitor) -> None:
    """A long quotation shows its beginning, “Read all” the rest; nothing is cut."""
    await stage.mouth.say("maya", contents.LONG_CARD)
    chair = Chair(await visitor.open(), "hr")
    text = chair.node.locator("blockquote .prose")
    folded = await text.bounding_box()
    await chair.click("Read all")
    opened = await text.bounding_box()
    assert folded is not None
    assert opened is not None
    assert opened["height"] > folded["height"] * 3
    await expect(chair.node.get_by_role("button", name="Show less")).to_be_focused()


async def test_what_people_write_is_inert_everywhere(stage: Stage, visitor: Visitor) -> None:
    """HTML, scripts and mark-up in any text are shown as they were typed, and do nothing."""
    field = replace(
        contents.KNOWN,
        label=HOSTILE,
        hint=HOSTILE,
        options=(Option(HOSTILE, HOSTILE, HOSTILE),) * 2,
    )
    page = replace(
        contents.EVERY_FIELD,
        title=HOSTILE,
        intro=HOSTILE,
        error=HOSTILE,
        flow_title=HOSTILE,
        questions=(
            Question(field, error=HOSTILE),
            Question(
                LongText(id="x", label=HOSTILE, placeholder=HOSTILE), value=HOSTILE, nudge=HOSTILE
            ),
        ),
    )
    await stage.mouth.say("maya", contents.HOSTILE_CARD)
    await stage.mouth.say("maya", Said(HOSTILE))
    await stage.mouth.say("maya", Answered(HOSTILE, ((HOSTILE, HOSTILE),), HOSTILE))
    await stage.mediator.show("maya", page)
    window = await visitor.open()
    chair = Chair(window, "hr")
    await expect(chair.messages).to_have_count(4)
    await chair.send(HOSTILE)
    await expect(chair.messages).to_have_count(6)
    assert await window.title() == "Evenhand playground"
    assert await chair.node.locator("img, script, b, a").count() == 0
    for text in contents.HOSTILE:
        await chair.hears(text)


async def test_a_text_in_another_direction_keeps_to_its_own(stage: Stage, visitor: Visitor) -> None:
    """Right-to-left words are set from the right, and what stands around them is not turned."""
    await stage.mouth.say("maya", Said("שלום עולם"))
    window = await visitor.open(DESK)
    said = Chair(window, "hr").node.locator(".said .prose")
    direction = await said.evaluate("node => getComputedStyle(node).direction")
    assert direction == "rtl"
    assert await window.evaluate("getComputedStyle(document.body).direction") == "ltr"
