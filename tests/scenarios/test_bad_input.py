"""Whatever people write is kept as they typed it, and is harmless wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.domain.cases import Case
from tests.scenarios import given
from tests.scenarios.people import Chair, SlackUser
from tests.scenarios.world import World

HOSTILE = (
    "\u202edrawkcab\u202c مرحبا 👩\u200d👩\u200d👧 ❤️ zero\u200bwidth <!channel> <!here|all> "
    "<@U123> <#C01|general> <https://evil.example> <!date^1^{date}|x> *bold* _slanted_ ~gone~ "
    "`code` ```more``` <script>alert(1)</script> <img src=x onerror=alert(1)> &amp; &lt;b&gt; "
    "{{ reader.name }} {% raw %} %s {0} [a](https://evil.example) ann@example.com :smile: \\n "
    "https://example.com/a?b=1&c=<2> \"quoted\" 'single' | a | b |"
)
LINES = f"{HOSTILE}\n\n> not a quotation\n# no heading\n- no list\n1. {HOSTILE}"
LONG = ("All work and no play. " * 5000)[:100_000]
SHORT = HOSTILE[:200]
COMMANDS = ("<!", "<@", "<#", "<https://evil", "<http://evil", "<script", "<img")


def interpreted(value: Any) -> Iterator[str]:
    """Each text in what was sent to Slack that Slack would read markup in."""
    if isinstance(value, Mapping):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for name, each in value.items():
            if name == "text" and "type" not in value and "channel" in value:
                yield each  # the notification
            yield from interpreted(each)
    elif isinstance(value, list):
        for each in value:
            yield from interpreted(each)


def is_harmless(world: World) -> None:
    """Assert that nothing that a person wrote became a command of Slack's."""
    for _, args in world.slack.calls:
        for text in interpreted(args):
            assert not any(mark in text for mark in COMMANDS), text
    for person in world.people.values():
        for notice in person.notices():
            assert "U123" not in notice


async def the_case(world: World) -> Case:
    """The only case that there is."""
    (case,) = await given.read(world, lambda work: work.cases.open_of("ben", limit=2))
    return case


def is_kept(case: Case, text: str, *, source: str) -> None:
    """Assert that the case holds this in every field that somebody wrote."""
    assert case.allegations[0].observed == text
    assert case.allegations[0].observed_by == source
    assert (case.effect, case.remedy, case.safety) == (text, text, text)


async def take_on_slack(maya: SlackUser, text: str, *, source: str) -> None:
    """Maya takes a complaint with this text wherever she writes."""
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz")
    await write(maya, text)
    await maya.answer("20 Nov 2026 14:00", "skip", source, "Seen", "go")
    await write(maya, text)
    await maya.answer("coach")
    await write(maya, text)
    await maya.answer("soon", "Yes")
    await write(maya, text)
    await maya.answer("PH")


async def write(maya: SlackUser, text: str) -> None:
    """Write it, and keep it where a remark is made on it."""
    await maya.say(text)
    if "Keep as it is" in maya.last().buttons:
        await maya.press("Keep as it is")


async def take_in_chair(noor: Chair, text: str, *, source: str) -> None:
    """Noor takes a complaint with this text wherever she writes."""
    await noor.say("complaint")
    await fill(noor, {"Which client raised this?": "Contoso Retail"})
    people = {"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"}
    await fill(noor, people)
    await fill(
        noor,
        {
            "What was observed?": text,
            "When did it happen, or begin?": {"wall": "2026-11-20T14:00"},
            "Who observed it?": source,
            "How do they know?": "Seen",
        },
    )
    await noor.press("Go on")
    await fill(
        noor,
        {
            "What was the effect on the service?": text,
            "What does the client ask for?": ["Information"],
            "In the client's own words": text,
        },
    )
    safety = {"Is anybody's safety a concern?": "Yes"}
    await noor.fill(safety)
    await fill(noor, {**safety, "What is the concern, and for whom?": text})


async def fill(noor: Chair, answers: Mapping[str, Any]) -> None:
    """Fill a page, and keep it where a remark is made on it."""
    await noor.fill(answers)
    if "Keep as it is" in noor.last().buttons:
        await noor.press("Keep as it is")


@pytest.mark.parametrize("text", [LINES, LONG], ids=["hostile", "long"])
async def test_a_complaint_on_slack_keeps_every_sign(world: World, text: str) -> None:
    """What was typed in a direct message is in the case as it was typed."""
    maya, lea = world.on_slack("maya"), world.in_chair("lea")
    await take_on_slack(maya, text, source=SHORT)
    if text == LINES:
        assert maya.last().text.count(LINES) == 4
    await maya.press("Submit")
    is_kept(await the_case(world), text, source=SHORT)
    is_harmless(world)
    lea.never_saw("alert", "All work and no play", "U123")


@pytest.mark.parametrize("text", [LINES, LONG], ids=["hostile", "long"])
async def test_a_complaint_in_a_chair_keeps_every_sign(world: World, text: str) -> None:
    """What was typed in the playground is in the case and on the page as it was typed."""
    noor, kim = world.in_chair("noor"), world.on_slack("kim")
    await take_in_chair(noor, text, source=SHORT)
    assert noor.last().text.count(text) == 4
    await noor.press("Submit")
    is_kept(await the_case(world), text, source=SHORT)
    is_harmless(world)
    kim.never_saw("alert", "All work and no play", "U123")


async def test_every_message_that_hr_writes_reaches_its_reader_as_written(world: World) -> None:
    """The summary, the telling, an update and a closing note arrive sign by sign."""
    maya, ben, kim = world.on_slack("maya"), world.on_slack("ben"), world.on_slack("kim")
    lea, leo = world.in_chair("lea"), world.in_chair("leo")
    case = await given.opened(world)
    await maya.answer(f"brief {case.reference}", HOSTILE)
    await maya.press("Send")
    lea.sees(f"\n{HOSTILE}\n")
    await maya.answer(f"tell {case.reference}", HOSTILE)
    await maya.press("Tell the employee")
    ben.sees(f"\n{HOSTILE}\n")
    await maya.answer(f"update {case.reference}")
    await maya.press("Done")
    await maya.answer("skip", HOSTILE, "26 Nov 2026 12:00")
    await maya.mark("Kim Sand (client)", "Lea Santos (line manager)")
    await maya.answer(SHORT, SHORT, HOSTILE)
    await maya.press("Keep this answer")
    await maya.press("Send")
    kim.sees(f"Where {case.reference} stands\n{HOSTILE}")
    lea.sees(f"\n{HOSTILE}\n")
    await maya.answer(f"close {case.reference}")
    await maya.press("Done")
    await maya.answer(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    await maya.press("Close the case")
    for person in (kim, ben, lea, leo):
        person.sees(f"{case.reference} is closed\n{HOSTILE}")
    is_harmless(world)
    journal = await given.read(world, lambda work: work.journal.of_case(case.id))
    reasons = [each.event.data.get("reason") for each in journal]
    assert reasons.count(SHORT) == 2


async def test_what_hr_writes_about_a_role_stays_as_written(world: World) -> None:
    """The reason of a handover and where notes are kept are shown to those whom they concern."""
    maya, lea = world.on_slack("maya"), world.in_chair("lea")
    case = await given.opened(world)
    await maya.answer(f"roles {case.reference}", "Enforcer", "Noor Lim", HOSTILE)
    maya.sees(f"A note for the journal\nas written:\n{HOSTILE}\n")
    await maya.press("Confirm")
    await maya.answer(f"roles {case.reference}", "Enforcer", "Chidi Okafor", HOSTILE, SHORT)
    await maya.press("Confirm")
    assert SHORT in lea.last().text
    is_harmless(world)
    journal = await given.read(world, lambda work: work.journal.of_case(case.id))
    assert [e.event.data.get("reason") for e in journal].count(HOSTILE) == 2


async def test_nothing_readable_is_no_answer(world: World) -> None:
    """Empty, blank and invisible answers are asked for again beside their field."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz")
    for blank in ("\u200b", " \u00a0 ", "\u202e\u202c", "\n\n"):
        await maya.say(blank)
        maya.sees("⚠ Please write something here.")
    await noor.say("complaint")
    await noor.fill({})
    noor.sees("Please choose one of these.")
    await noor.fill({"Which client raised this?": "Contoso Retail"})
    await noor.fill({"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"})
    for blank in ("", "   ", "\u200b\u200d"):
        await noor.fill({"What was observed?": blank, "How do they know?": "Seen"})
        noor.sees("Please write something here.")


async def test_what_is_too_long_stays_to_be_shortened(world: World) -> None:
    """One line takes 200 characters and a text 200,000: more is given back, with the limit."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", given.OBSERVED)
    await maya.answer("skip", "skip", LONG)
    maya.sees(
        "⚠ This has 100,000 characters; at most 200 fit here. "
        "Please shorten it: nothing you wrote is lost."
    )
    await noor.say("complaint")
    await noor.fill({"Which client raised this?": "Contoso Retail"})
    await noor.fill({"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"})
    longest = LONG * 2 + "!"
    await noor.fill({"What was observed?": longest, "Who observed it?": HOSTILE})
    page = noor.page()
    asked = {each["id"]: each for each in page["questions"]}
    assert asked["observed"]["value"] == longest
    assert asked["observed"]["error"].startswith("This has 200,001 characters; at most 200,000")
    assert asked["observed_by"]["value"] == HOSTILE
    assert asked["observed_by"]["error"].startswith(f"This has {len(HOSTILE)} characters")


async def test_times_that_cannot_be_are_asked_for_again(world: World) -> None:
    """An incident in the future and an end before its start are told beside the field."""
    noor = world.in_chair("noor")
    await noor.say("complaint")
    await noor.fill({"Which client raised this?": "Contoso Retail"})
    await noor.fill({"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"})
    answers = {"What was observed?": given.OBSERVED, "How do they know?": "Seen"}
    began, ended = "When did it happen, or begin?", "When did it end?"
    for times, where, said in (
        ({began: "2026-11-24T09:00"}, "began", "This lies in the future."),
        ({began: "2026-11-20T09:00", ended: "2026-11-19T09:00"}, "ended", "The end lies before"),
        ({began: "2026-11-20T09:00", ended: "2026-11-24T09:00"}, "ended", "This lies in the"),
        ({ended: "2026-11-20T09:00"}, "began", "There is an end but no start."),
    ):
        walls = {name: {"wall": wall} for name, wall in times.items()}
        await noor.fill({**answers, began: None, ended: None, **walls})
        errors = {each["id"]: each["error"] for each in noor.page()["questions"]}
        assert errors[where].startswith(said), errors
    for typed in ("9999-12-31T23:59", "0001-01-01T00:00", "soon", "2026-02-30T10:00"):
        await noor.fill({**answers, began: {"wall": typed}, ended: None})
        errors = {each["id"]: each["error"] for each in noor.page()["questions"]}
        assert errors["began"] or typed == "0001-01-01T00:00", typed


async def test_people_who_cannot_be_in_one_case_together(world: World) -> None:
    """HR takes no complaint about themself or their own line, nor one about the complainant."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Maya Reyes")
    maya.sees(
        "⚠ You cannot open a case about yourself. "
        "Please ask a colleague in HR to take this complaint."
    )
    await maya.answer("Noor Lim")
    maya.sees("⚠ Noor Lim is in your own line, so you cannot take this complaint.")
    await maya.answer("Kim Sand")
    maya.sees("⚠ Nobody and nothing here goes by that name.")
    await noor.say("complaint")
    await noor.fill({"Which client raised this?": "Contoso Retail"})
    page = noor.page()
    where = {"session": page["session"], "revision": page["revision"]}
    for contact, employee in (("kim", "kim"), ("henrik", "ben"), ("ben", "ben"), ("kim", "noor")):
        await noor.act("fill", **where, values={"contact": contact, "employee": employee})
        errors = [each["error"] for each in noor.page()["questions"]]
        assert any(errors), (contact, employee)
        where["revision"] = noor.page()["revision"]


async def test_no_answer_of_another_kind_brings_the_server_down(world: World) -> None:
    """A page that posts what no form holds gets an error beside the field, or 400."""
    noor = world.in_chair("noor")
    await noor.say("complaint")
    for value in ([], ["a"], True, "", "x" * 100_000, {"wall": "x"}, None, "\0"):
        page = noor.page()
        where = {"session": page["session"], "revision": page["revision"]}
        await noor.act("fill", **where, values={"client": value, "no_such_field": value})
        assert noor.page()["questions"][0]["error"]
    page = noor.page()
    where = {"session": page["session"], "revision": page["revision"]}
    for wrong in ({"a": 1}, 1.5, [1], {"wall": 1}, [["a"]]):
        status, said = await noor.post("fill", **where, values={"client": wrong})
        assert (wrong, status) == (wrong, 400)
        assert "Something in what was sent is not right" in said
    for body in ({"text": ""}, {"text": None}, {}, {"text": "a", "more": 1}, {"text": ["a"]}):
        assert (await noor.post("say", **body))[0] == 400
    for number in (10**30, -1, "1"):
        status, _ = await noor.post("go", session="x", revision=number, move="go")
        assert status in (202, 400)
    await world.settle()
