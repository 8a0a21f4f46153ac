"""What reaches us from Slack is what the person typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.typed import as_typed
from tests.standins.slack_typing import EMOJI, event_blocks, event_text


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("&lt;!channel&gt; &amp;amp; a &lt; b", "<!channel> &amp; a < b"),
        ("see <https://contoso.example/a?b=1&amp;c=2>", "see https://contoso.example/a?b=1&c=2"),
        ("<http://contoso.example|contoso.example>", "contoso.example"),
        ("<https://contoso.example/|contoso.example>", "contoso.example"),
        ("<https://contoso.example|our site>", "our site (https://contoso.example)"),
        ("<mailto:kim@contoso.example|kim@contoso.example>", "kim@contoso.example"),
        ("<tel:+6321234567|+632 123 4567>", "+632 123 4567 (tel:+6321234567)"),
        ("ask <@U123> or <@U9|kim>", "ask <@U123> or <@U9>"),
        ("in <#C1|general> and <#C2>", "in #general and <#C2>"),
        ("<!here> <!channel> <!subteam^S1|@hr>", "@here @channel @hr"),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("a <b", "a <b"),
        ("*bold* _it_ ~no~ `code`", "*bold* _it_ ~no~ `code`"),
        ("", ""),
    ],
)
def test_slacks_wrapping_is_taken_off(sent: str, typed: str) -> None:
    """Links, addresses, channels and escapes come out as they went in."""
    assert as_typed(sent) == typed


PIECES = st.one_of(
    st.sampled_from(
        [
            *EMOJI,
            "<!channel>",
            "<@U123>",
            "&lt;",
            "https://contoso.example/x?y=1&z=<2>",
            "kim@contoso.example",
            "contoso.com",
            " ",
            "|",
        ]
    ),
    st.text(max_size=20),
)


@given(pieces=st.lists(PIECES, max_size=8))
def test_any_text_comes_out_as_it_was_typed(pieces: list[str]) -> None:
    """Whatever a person types, Slack's form of it turns back into exactly that."""
    typed = "".join(pieces)
    assert as_typed(event_text(typed), event_blocks(typed, block_id="b")) == typed


def test_emoji_with_a_skin_tone_are_signs_again() -> None:
    """An emoji's tone is kept; a workspace's own emoji, which is no sign, keeps its name."""
    leaves = [
        {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4},
        {"type": "emoji", "name": "northwind"},
    ]
    blocks = [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}
    ]
    assert as_typed(":wave::skin-tone-4: :northwind:", blocks) == "👋🏽 :northwind:"


@pytest.mark.parametrize(
    "element",
    [
        {"type": "emoji", "name": 1, "unicode": "1f44b"},
        {"type": "emoji", "name": "x", "unicode": "zz"},
        {"type": "emoji", "name": "x", "unicode": "d800"},
        {"type": "emoji", "name": "x", "unicode": "ffffff"},
        {"elements": [[[[[[[[[[{"type": "emoji", "name": "x", "unicode": "1f44b"}]]]]]]]]]]},
        {"elements": "emoji"},
    ],
)
def test_odd_blocks_change_nothing(element: dict[str, object]) -> None:
    """Blocks that are not what Slack sends are passed over."""
    assert as_typed(":x: stays", [element]) == ":x: stays"
