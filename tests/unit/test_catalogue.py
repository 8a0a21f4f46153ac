"""Every message of the shipped catalogue, said to everybody who may get it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot.dialogue.notices import closing, holding, opening, telling, updating
from bot.dialogue.wording import values_in
from bot.domain.cases import Capacity, Stage
from bot.domain.roles import Role
from tests.fakes import EARLY_PARTS, EVERYBODY, LEA, NOOR, NOW, PARTS, at_stage, speaker, wording
from tests.notices import COMPOSED, NEXT, settled, words

EVERY_PART = {capacity: PARTS.get(capacity, "ana") for capacity in Capacity}

OF_A_REMINDER = {"reference", "client", "contact", "employee", "owner", "due"}
OF_A_ROLE = {"reference", "change", "meaning", "kept", "holder", "hr_lead", "object_by"}
OF_A_CHANGE = {"reference", "date", "holder", "role", "former", "old"}
OF_AN_OPENING = {"reference", "client", "employee", "hr", "next_at"}
OF_A_CLOSING = {"reference", "opened_at", "looked_into", "hr"}
OF_AN_ITEM = {"reference", "employee", "holder", "role", "stage", "point"}
GIVEN: Mapping[str, set[str]] = {  # what callers give, by the key or its beginning
    "opened.": OF_AN_OPENING,
    "brief.manager": {"reference", "employee", "points"},
    "added.done": {"reference", "employee", "told", "briefed", "complete", "due"},
    "briefed.done": {"reference", "manager", "employee", "due"},
    "told.employee": {
        "client",
        "complainant",
        "points",
        "people",
        "roles",
        "held",
        "hr",
        "next_at",
    },
    "told.done": {"reference", "employee"},
    "told.": {"holder"},
    "role.holder": {"reference", "role", "actor", "aim", "says_first", "may", "may_not"},
    "role.employee": OF_A_ROLE,
    "role.party": OF_A_ROLE,
    "role.client": OF_A_ROLE,
    "role.ended": {"reference", "change", "kept", "actor"},
    "role.kept": {"former", "where"},
    "role.hears_of_advisor": {"reference", "holder", "whom"},
    "role.meaning.": set(),
    "role.": OF_A_CHANGE,
    "item.": OF_AN_ITEM,
    "update.body": {"reference", "items", "words", "coming", "next_at"},
    "update.sent": {"reference", "told", "left_out", "next_at", "send_at", "apart"},
    "locked.employee": {"employee"},
    "closed.done": {"reference", "told"},
    "closed.": OF_A_CLOSING,
    "stage.": set(),
    "remind.again": {"rung"},
    "remind.": OF_A_REMINDER,
    "why.": {"reference", "employee", "due"},
    "became.done": {"by", "at"},
    "became.told": {"employee", "by", "at"},
    "became.being_told": {"employee", "by", "at"},
    "became.not_open": {"reference"},
    "became.closed": {"reference", "at"},
    "became.over": set(),
    "became.newer": set(),
    "became.passed_on": set(),
    "became.": {"at"},
    "home.due": {"due", "late"},
    "home.next": {"what", "due"},
    "home.place": {"number", "count", "step", "begun"},
    "home.role": {"serves", "aim"},
    "home.": set(),
    "journal.": set(),
    "help.": set(),
    "stranger": set(),
    "link.question": {"person", "surface", "name", "guest"},
    "link.yes": {"person", "surface"},
    "link.no": {"person"},
    "link.": set(),
    "unknown": set(),
    "no_such_case": set(),
    "button_over": set(),
    "not_for_you": set(),
    "no_cases": set(),
    "gone.": {"place", "surface", "people", "link"},
}


@pytest.mark.parametrize("key", sorted(wording().keys()))
def test_every_message_asks_only_for_what_its_callers_give(key: str) -> None:
    """No message can fail for want of a value; and none is left that nobody says."""
    given = next(names for start, names in GIVEN.items() if key.startswith(start))
    entry = wording()._entries[key]
    asked = {name for block in entry.blocks for name in _asked(block)}
    asked |= values_in(entry.title)
    assert asked - {"reader"} <= given


def _asked(block: Mapping[str, object]) -> set[str]:
    ((kind, source),) = block.items()
    if isinstance(source, str):
        return {source} if kind == "bullets" else set(values_in(source))
    assert isinstance(source, Mapping | Sequence)
    texts = source.values() if isinstance(source, Mapping) else source
    return {name for text in texts for name in values_in(text)}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("parts", [PARTS, EARLY_PARTS, EVERY_PART], ids=["roles", "early", "all"])
def test_every_audience_can_be_told_at_every_stage(
    stage: Stage, parts: Mapping[Capacity, str]
) -> None:
    """Whatever is said to whom, it is said in whole sentences and without a hole."""
    says = speaker(at_stage(stage), parts=parts)
    texts = [telling.telling(says, now=NOW), telling.briefing(says, LEA)]
    texts += [
        version.text or version.locked for version in updating.versions(says, COMPOSED, sender="")
    ]
    texts += [version.text or version.locked for version in closing.versions(says, sender="")]
    for one in says.file.open_parties:
        texts.append(words(opening.opened(says, one, next_at=NEXT)) or "nothing.")
        for role in Role:
            texts.append(words(holding.for_party(says, one, settled(role, holder=NOOR))) or "none.")
            texts.append(words(holding.for_holder(says, settled(role))))
    for text in texts:
        assert text.strip()
        assert "None" not in text
        assert "  " not in text.replace("\n", "")
        assert ".." not in text


def test_no_notification_names_anybody() -> None:
    """Whatever is sent, a locked screen shows the reference and a neutral word."""
    says = speaker(at_stage(Stage.FACTS), parts=EVERY_PART)
    cards = [opening.opened(says, one, next_at=NEXT) for one in says.file.open_parties]
    cards += [holding.for_party(says, one, settled(Role.LIAISON)) for one in says.file.open_parties]
    for card in filter(None, cards):
        assert card.notice.startswith("EH-2026-0042: ")
        for person in EVERYBODY:
            assert person.first_name not in card.notice
