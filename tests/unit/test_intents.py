"""What typed words mean: a command, a move, or an answer."""

from __future__ import annotations

import pytest

from bot.dialogue.intents import Intent, Plain, Show, Start, Step, read

OPEN_MOVES = ("keep", "skip", "back", "cancel")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("complaint", Start("complaint")),
        ("/complaint", Start("complaint")),
        (" Complaint! ", Start("complaint")),
        ("case", Show("case")),
        ("cases", Show("case")),
        ("case eh-2026-0042", Show("case", "EH-2026-0042")),
        ("/case EH-2026-0042.", Show("case", "EH-2026-0042")),
        ("journal EH-2026-0042", Show("journal", "EH-2026-0042")),
        ("roles EH-2026-0042", Start("roles", "EH-2026-0042")),
        ("update EH-2026-0042", Start("update", "EH-2026-0042")),
        ("move on EH-2026-0042", Start("stage", "EH-2026-0042")),
        ("tell EH-2026-0042", Start("tell", "EH-2026-0042")),
        ("close", Start("close")),
        ("help", Plain("help")),
        ("Help!", Plain("help")),
        ("?", Plain("help")),
        ("/evenhand", Plain("help")),
        ("/evenhand help", Plain("help")),
        ("where am I?", Plain("where")),
        ("resume", Plain("resume")),
    ],
)
def test_commands_are_understood_outside_a_flow(text: str, intent: Intent) -> None:
    """The words of the guide start what they name, in any case and with a slash or without."""
    assert read(text, in_flow=False) == intent


@pytest.mark.parametrize(
    "text",
    ["", "  ", "!!", "hello", "Ben was late again", "back", "edit 2", "case case case", "é" * 100],
)
def test_other_words_are_a_message(text: str) -> None:
    """What is no command is left to whoever answers it."""
    assert read(text, in_flow=False) is None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("back", Step("back")),
        ("Skip.", Step("skip")),
        ("cancel", Step("cancel")),
        ("stop", Step("cancel")),
        ("keep it", Step("keep")),
        ("edit", Step("edit")),
        ("edit 2", Step("edit", "2")),
        ("edit the people", Step("edit", "the people")),
        ("remove 2", Step("remove", "2")),
        ("add another", Step("add")),
        ("submit", Step("go")),
    ],
)
def test_moves_are_understood_in_a_flow(text: str, step: Step) -> None:
    """A flow is walked with plain words."""
    assert read(text, in_flow=True) == step


@pytest.mark.parametrize(
    "text",
    [
        "close",
        "tell",
        "brief",
        "stage",
        "close the tickets",
        "case closed",
        "update tomorrow",
        "tell Ben",
        "Remove him from our account",
        "remove ²",
        "edit his access to our systems please",
        "back to back calls were missed",
        "help him to do better",
        "where he sits",
    ],
)
def test_answers_are_not_taken_for_commands(text: str) -> None:
    """In the middle of a flow, a sentence that begins like a command is an answer."""
    assert read(text, in_flow=True) is None


@pytest.mark.parametrize("text", ["update EH-2026-0042", "close eh-2026-0042", "case", "help"])
def test_commands_are_open_in_a_flow(text: str) -> None:
    """Another flow, a case and help can be asked for at any time."""
    assert read(text, in_flow=True) is not None


def test_a_word_for_a_move_that_is_not_open_is_an_answer() -> None:
    """Where the question is what the client asks for, "remove" answers it."""
    assert read("remove", in_flow=True, offered=OPEN_MOVES) is None
    assert read("send", in_flow=True, offered=OPEN_MOVES) is None
    assert read("send", in_flow=True, offered=("go", "back")) == Step("go")


def test_add_is_a_move_in_a_list_and_a_command_elsewhere() -> None:
    """With a reference it is about that case, wherever it is written."""
    assert read("add", in_flow=True, offered=("add", "go")) == Step("add")
    assert read("add", in_flow=True, offered=OPEN_MOVES) is None
    assert read("add", in_flow=False) == Start("add")
    assert read("add eh-2026-0042", in_flow=True) == Start("add", "EH-2026-0042")


@pytest.mark.parametrize("text", ["back", "skip", "cancel", "edit", "keep"])
def test_the_ways_out_are_open_everywhere(text: str) -> None:
    """Nobody is ever stuck for want of a button."""
    assert read(text, in_flow=True, offered=()) == Step(text)


def test_long_text_is_never_a_command() -> None:
    """Somebody's hundred thousand characters are an answer."""
    assert read("cancel " * 15_000, in_flow=True) is None
