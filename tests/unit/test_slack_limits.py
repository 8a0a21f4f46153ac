"""The independent check of Slack's limits finds each of them, and nothing in what is fine."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.standins.slack_limits import Kind, violations, weight


def plain(text: str = "Hello") -> dict[str, Any]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Hello") -> dict[str, Any]:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a", text: str = "A") -> dict[str, Any]:
    """An option of a menu."""
    return {"text": plain(text), "value": value}


def options(count: int) -> list[dict[str, Any]]:
    """So many options, each with its own value."""
    return [option(f"v{index}") for index in range(count)]


def button(**fields: Any) -> dict[str, Any]:
    """A button."""
    return {"type": "button", "text": plain("Go"), "action_id": "go", **fields}


def select(**fields: Any) -> dict[str, Any]:
    """A static select with two options."""
    return {"type": "static_select", "action_id": "pick", "options": options(2), **fields}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def asking(element: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An input block around an element."""
    return {"type": "input", "label": plain("Say"), "element": element, **fields}


def section(**fields: Any) -> dict[str, Any]:
    """A section with text."""
    return {"type": "section", "text": mrkdwn(), **fields}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    """A rich_text block of one section."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": list(elements)}],
    }


def message(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A message with a notification text and these blocks."""
    return {"text": "Case EH-2026-0001", "blocks": list(blocks), **fields}


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A modal with a title and a submit button."""
    view = {"type": "modal", "title": plain(), "submit": plain("Send"), "blocks": list(blocks)}
    return view | fields


def found(*blocks: dict[str, Any], kind: Kind = "message") -> list[str]:
    """The findings in a payload of these blocks."""
    home = {"type": "home", "blocks": list(blocks)}
    payloads = {"message": message(*blocks), "modal": modal(*blocks), "home": home}
    return violations(payloads[kind], kind=kind)


FULL_MESSAGE = message(
    {"type": "header", "text": plain("h" * 150), "block_id": "b" * 255},
    section(accessory=button(value="v" * 2000, style="danger", url="https://x.example")),
    {"type": "section", "fields": [mrkdwn("*What*"), plain("An incident")], "expand": True},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn(), plain(), image := {
        "type": "image", "image_url": "https://x.example/a.png", "alt_text": "A picture"}]},
    {**image, "title": plain()},
    actions(
        button(action_id="a", confirm={
            "title": plain(), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No"),
            "style": "primary"}),
        select(initial_option=option("v1"), placeholder=plain("Pick")),
        {"type": "static_select", "action_id": "grouped", "option_groups": [
            {"label": plain("Group"), "options": options(100)}]},
        {"type": "external_select", "action_id": "search", "min_query_length": 0},
        {"type": "multi_static_select", "action_id": "some", "options": options(3),
         "initial_options": [option("v0")], "max_selected_items": 2},
        {"type": "overflow", "action_id": "more", "options": options(5)},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"},
        {"type": "timepicker", "action_id": "hour", "initial_time": "09:30"},
        {"type": "datetimepicker", "action_id": "at", "initial_date_time": 1_795_000_000},
        {"type": "radio_buttons", "action_id": "one", "options": [
            {"text": mrkdwn("*Bold*"), "value": "x", "description": mrkdwn("why")}]},
        {"type": "checkboxes", "action_id": "ticks", "options": options(10)},
    ),
    asking({"type": "plain_text_input", "multiline": True, "min_length": 0, "max_length": 3000,
            "initial_value": "", "focus_on_load": True, "dispatch_action_config": {
                "trigger_actions_on": ["on_enter_pressed"]}},
           hint=plain(), optional=True, dispatch_action=False),
    rich({"type": "text", "text": " ", "style": {"bold": True}},
         {"type": "link", "url": "https://x.example", "text": "here"},
         {"type": "emoji", "name": "wave", "unicode": "1f44b"},
         {"type": "user", "user_id": "U1"}),
    {"type": "rich_text", "elements": [
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "so"}], "border": 1},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "so"}]},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "so"}]}]}]},
    {"type": "markdown", "text": "**so**"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"},
                                rich({"type": "text", "text": "cell"})]],
     "column_settings": [{"align": "right", "is_wrapped": True}]},
    channel="D1", metadata={"event_type": "post", "event_payload": {}}, unfurl_links=False,
)  # fmt: skip

FULL_MODAL = modal(
    section(),
    asking({"type": "number_input", "is_decimal_allowed": False, "initial_value": "3"}),
    asking({"type": "email_text_input", "placeholder": plain("you@example.com")}),
    asking({"type": "url_text_input"}),
    *[{"type": "divider"}] * 96,
    title=plain("t" * 24),
    close=plain("c" * 24),
    private_metadata="m" * 3000,
    callback_id="complaint",
    external_id="x",
    clear_on_close=True,
    notify_on_close=True,
)

TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
HOME = {"type": "home", "blocks": [section(), actions(select())], "private_metadata": ""}


@pytest.mark.parametrize(
    ("payload", "kind"), [(FULL_MESSAGE, "message"), (FULL_MODAL, "modal"), (HOME, "home")]
)
def test_what_slack_takes_has_no_findings(payload: dict[str, Any], kind: Kind) -> None:
    """Every known block and element, at its limit, passes."""
    assert violations(payload, kind=kind) == []


@pytest.mark.parametrize(
    ("block", "finding"),
    [
        (section(text=mrkdwn("x" * 3001)), ".text: 3001 characters, at most 3000"),
        (section(text=mrkdwn("")), ".text: empty"),
        (section(text=mrkdwn(" \n")), ".text: empty"),
        (section(text="Hello"), ".text: must be a text object"),
        (section(text={**plain(), "type": "text"}),
         ".text: must be plain_text or mrkdwn, is text"),
        (section(text={"type": "plain_text", "text": 7}), ".text.text: must be a string"),
        (section(text={**mrkdwn(), "emoji": True}), ".text: unknown field 'emoji'"),
        (section(text={**plain(), "emoji": "yes"}), ".text.emoji: must be true or false"),
        (section(fields=[plain()] * 11), ".fields: 11 items, at most 10"),
        (section(fields=[plain("x" * 2001)]), ".fields[0]: 2001 characters, at most 2000"),
        (section(fields=[]), ".fields: 0 items, at least 1"),
        (section(colour="red"), ": unknown field 'colour'"),
        ({"type": "section"}, ": needs 'text' or 'fields'"),
        ({"type": "header", "text": plain("x" * 151)}, ".text: 151 characters, at most 150"),
        ({"type": "header", "text": mrkdwn()}, ".text: must be plain_text, is mrkdwn"),
        ({"type": "header"}, ": 'text' is missing"),
        ({"type": "divider", "text": plain()}, ": unknown field 'text'"),
        ({"type": "divider", "block_id": "b" * 256}, ".block_id: 256 characters, at most 255"),
        ({"type": "context", "elements": [plain()] * 11}, ".elements: 11 items, at most 10"),
        ({"type": "context", "elements": [button()]}, ".elements[0]: a button cannot stand here"),
        (actions(), ".elements: 0 items, at least 1"),
        (actions(*[{"type": "datepicker"}] * 26), ".elements: 26 items, at most 25"),
        ({"type": "markdown", "text": "x" * 12_001}, ".text: 12001 characters, at most 12000"),
        ({"type": "image", "image_url": "u" * 3001, "alt_text": "a"},
         ".image_url: 3001 characters, at most 3000"),
        ({"type": "image", "image_url": "u"}, ": 'alt_text' is missing"),
        ({"type": "image", "alt_text": "a"},
         ": an image needs either 'image_url' or 'slack_file'"),
        ({"type": "carousel", "elements": []}, ": unknown block type 'carousel'"),
        ({"text": plain()}, ": must be an object with a type"),
        ({"type": "table", "rows": [[]]}, ".rows[0]: 0 items, at least 1"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]},
         ".rows[0]: 21 items, at most 20"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101},
         ".rows: 101 items, at most 100"),
        ({"type": "table", "rows": [[plain()]]}, ".rows[0][0]: unknown cell type 'plain_text'"),
        (rich(), ".elements[0].elements: 0 items, at least 1"),
        (rich({"type": "text", "text": ""}), ".elements[0].elements[0].text: empty"),
        (rich({"type": "text", "text": "x", "style": {"blink": True}}),
         ".elements[0].elements[0].style: unknown field 'blink'"),
        (rich({"type": "mrkdwn", "text": "x"}),
         ".elements[0].elements[0]: unknown rich text type 'mrkdwn'"),
    ],
)  # fmt: skip
def test_a_block_that_breaks_a_limit_is_named(block: dict[str, Any], finding: str) -> None:
    """Each limit of a block is found once, with its path and what would be right."""
    assert found(block) == [f"blocks[0]{finding}"]


@pytest.mark.parametrize(
    ("element", "finding"),
    [
        (button(text=plain("x" * 91)), ".text: 91 characters, at most 75"),
        (button(text=mrkdwn()), ".text: must be plain_text, is mrkdwn"),
        (button(text=plain("")), ".text: empty"),
        (button(value="v" * 2001), ".value: 2001 characters, at most 2000"),
        (button(url="u" * 3001), ".url: 3001 characters, at most 3000"),
        (button(style="default"), ".style: must be primary or danger, is default"),
        (button(action_id="a" * 256), ".action_id: 256 characters, at most 255"),
        (button(accessibility_label="a" * 76), ".accessibility_label: 76 characters, at most 75"),
        (button(label="x"), ": unknown field 'label'"),
        ({"type": "button", "action_id": "a"}, ": 'text' is missing"),
        (select(options=options(101)), ".options: 101 items, at most 100"),
        (select(options=[]), ".options: 0 items, at least 1"),
        (select(options=[option(text="x" * 76)]), ".options[0].text: 76 characters, at most 75"),
        (select(options=[option("v" * 151)]), ".options[0].value: 151 characters, at most 150"),
        (select(options=[{"text": mrkdwn(), "value": "v"}]),
         ".options[0].text: must be plain_text, is mrkdwn"),
        (select(options=[{**option(), "description": plain("x" * 76)}]),
         ".options[0].description: 76 characters, at most 75"),
        (select(options=[option(), option()]), ": the option value 'a' is there more than once"),
        (select(initial_option=option("gone")), ".initial_option: not among the options"),
        (select(option_groups=[]), ".option_groups: 0 items, at least 1"),
        (select(placeholder=plain("x" * 151)), ".placeholder: 151 characters, at most 150"),
        (select(max_selected_items=1), ": unknown field 'max_selected_items'"),
        ({"type": "static_select"}, ": needs either 'options' or 'option_groups'"),
        ({"type": "multi_static_select", "options": options(2), "initial_options": options(2),
          "max_selected_items": 1}, ".initial_options: 2 items, max_selected_items is 1"),
        ({"type": "overflow", "options": options(6)}, ".options: 6 items, at most 5"),
        ({"type": "checkboxes", "options": options(11)}, ".options: 11 items, at most 10"),
        ({"type": "radio_buttons", "options": options(11)}, ".options: 11 items, at most 10"),
        ({"type": "datepicker", "initial_date": "23.11.2026"},
         ".initial_date: must be like 2026-11-23, is 23.11.2026"),
        ({"type": "timepicker", "initial_time": "9:30"},
         ".initial_time: must be like 09:30, is 9:30"),
        ({"type": "datetimepicker", "initial_date_time": "now"},
         ".initial_date_time: must be a whole number"),
        ({"type": "datetimepicker", "placeholder": plain()}, ": unknown field 'placeholder'"),
        ({"type": "plain_text_input"}, ": a plain_text_input cannot stand here"),
        ({"type": "slider"}, ": unknown element type 'slider'"),
    ],
)  # fmt: skip
def test_an_element_that_breaks_a_limit_is_named(element: dict[str, Any], finding: str) -> None:
    """Each limit of an interactive element is found, with its path and what would be right."""
    assert f"blocks[0].elements[0]{finding}" in found(actions(element))


@pytest.mark.parametrize(
    ("name", "most"), [("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)]
)
def test_a_confirmation_keeps_its_limits(name: str, most: int) -> None:
    """Each text of a confirmation dialog has its own limit."""
    dialog = dict.fromkeys(("title", "text", "confirm", "deny"), plain())
    dialog[name] = plain("x" * (most + 1))
    assert found(actions(button(confirm=dialog))) == [
        f"blocks[0].elements[0].confirm.{name}: {most + 1} characters, at most {most}"
    ]


@pytest.mark.parametrize(
    ("block", "finding"),
    [
        (asking(select(), label=plain("x" * 2001)), ".label: 2001 characters, at most 2000"),
        (asking(select(), hint=plain("x" * 2001)), ".hint: 2001 characters, at most 2000"),
        (asking(select(), label=mrkdwn()), ".label: must be plain_text, is mrkdwn"),
        (asking(button()), ".element: a button cannot stand here"),
        (asking({"type": "plain_text_input", "max_length": 3001}),
         ".element.max_length: 3001, must be 1 to 3000"),
        (asking({"type": "plain_text_input", "initial_value": "x" * 3001}),
         ".element.initial_value: 3001 characters, at most 3000"),
        (asking({"type": "plain_text_input", "initial_value": "xxx", "max_length": 2}),
         ".element.initial_value: 3 characters, max_length is 2"),
        (asking({"type": "plain_text_input", "min_length": 3, "max_length": 2}),
         ".element.min_length: 3, more than max_length 2"),
        (section(accessory={"type": "datetimepicker"}),
         ".accessory: a datetimepicker cannot stand here"),
    ],
)  # fmt: skip
def test_an_input_that_breaks_a_limit_is_named(block: dict[str, Any], finding: str) -> None:
    """Input blocks and accessories take the elements that Slack allows there, within limits."""
    assert found(block) == [f"blocks[0]{finding}"]


def test_ids_that_repeat_are_named() -> None:
    """A block_id stands once in a payload, an action_id once in its block."""
    assert found(actions(button(), button())) == ["blocks[0]: the action_id 'go' is there 2 times"]
    assert found(actions(button()), actions(button())) == []
    same = {"type": "divider", "block_id": "d"}
    assert found(same, same) == ["blocks[1].block_id: 'd' is also that of blocks[0]"]


@pytest.mark.parametrize(("kind", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_blocks_are_counted_by_kind(kind: Kind, most: int) -> None:
    """A message holds 50 blocks, a view 100."""
    assert found(*[{"type": "divider"}] * most, kind=kind) == []
    assert found(*[{"type": "divider"}] * (most + 1), kind=kind) == [
        f"blocks: {most + 1} items, at most {most}"
    ]


def test_a_message_needs_its_text() -> None:
    """Notifications and screen readers read `text`, so a message without it is refused."""
    missing = "text: missing or empty; notifications and screen readers have nothing to say"
    for payload in ({"blocks": [section()]}, {"text": " "}):
        assert violations(payload, kind="message") == [missing]
    assert violations({"text": "x" * 40_001}, kind="message") == [
        "text: 40001 characters, at most 40000 (at most 4000 recommended)"
    ]
    assert violations({"text": "x", "colour": "red"}, kind="message") == [
        "the payload: unknown field 'colour'"
    ]


def test_a_message_may_not_be_too_heavy_as_a_whole() -> None:
    """Blocks that keep their own limits may still be refused together (msg_blocks_too_long)."""
    heavy = [section(text=mrkdwn("x" * 3000))] * 5
    assert weight(heavy) == 15_500
    assert found(*heavy) == ["blocks: about 15500 characters in all, at most 13297"]
    assert found(*heavy[:4]) == []


def test_a_message_has_one_table_and_12000_characters_of_markdown() -> None:
    """Two tables are one too many, and markdown blocks share one limit."""
    assert found(TABLE, TABLE) == ["blocks: more than one table"]
    written = {"type": "markdown", "text": "x" * 6001}
    assert found(written, written) == ["blocks: 12002 characters of markdown in all, at most 12000"]


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"title": plain("x" * 25)}, "title: 25 characters, at most 24"),
        ({"title": mrkdwn()}, "title: must be plain_text, is mrkdwn"),
        ({"submit": plain("x" * 25)}, "submit: 25 characters, at most 24"),
        ({"close": plain("x" * 25)}, "close: 25 characters, at most 24"),
        ({"private_metadata": "x" * 3001}, "private_metadata: 3001 characters, at most 3000"),
        ({"callback_id": "x" * 256}, "callback_id: 256 characters, at most 255"),
        ({"blocks": []}, "blocks: 0 items, at least 1"),
        ({"type": "home"}, "type: must be modal, is home"),
        ({"colour": "red"}, "the payload: unknown field 'colour'"),
    ],
)
def test_a_modal_that_breaks_a_limit_is_named(fields: dict[str, Any], finding: str) -> None:
    """A modal's own fields keep their limits."""
    assert violations(modal(section(), **fields), kind="modal") == [finding]


def test_a_modal_with_inputs_needs_submit() -> None:
    """Without a submit button, what is typed into a modal could not be sent."""
    view = modal(asking(select()))
    del view["submit"]
    assert violations(view, kind="modal") == ["submit: missing, and there are input blocks"]


def test_some_things_stand_on_some_surfaces_only() -> None:
    """Elements and blocks that Slack keeps out of a surface are found there."""
    assert found(asking({"type": "number_input", "is_decimal_allowed": True})) == [
        "blocks[0].element: a number_input cannot stand in a message"
    ]
    assert found(actions({"type": "datetimepicker"}), kind="home") == [
        "blocks[0].elements[0]: a datetimepicker cannot stand in a home"
    ]
    assert found(TABLE, kind="modal") == ["blocks[0]: a table block stands in messages only"]
    focus = asking(select(focus_on_load=True))
    assert found(focus, focus) == ["blocks: 2 elements with focus_on_load, at most 1"]


def _spoilt(value: Any) -> Iterator[Any]:
    """The value with each of its parts (a list's first two) replaced by what is out of place."""
    yield from (None, 1, "", [], {}, [None], {"type": []}, {"type": "button"})
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(min(len(value), 2)):
            for wrong in _spoilt(value[key]):
                changed = copy.copy(value)
                changed[key] = wrong
                yield changed


def test_no_payload_however_wrong_breaks_the_check() -> None:
    """Whatever is put in whatever place, the answer is a list of sentences."""
    for block in FULL_MESSAGE["blocks"]:
        for wrong in _spoilt(block):
            assert all(isinstance(one, str) for one in found(wrong))
    for wrong in _spoilt(modal(section())):
        assert not isinstance(wrong, dict) or isinstance(violations(wrong, kind="modal"), list)
