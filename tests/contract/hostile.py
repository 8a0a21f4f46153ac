"""What people may write, at its worst: every text field takes it, every surface shows it harmless.

Each text holds `MARK` and its own name, so that a test can tell where it has got to.
"""

from __future__ import annotations

from collections.abc import Mapping

MARK = "qzx"

_TEXTS = {
    "mentions": "<!channel> <!here|x> <@U0MAYA> <#C1|x> <http://evil.example/?a=1&b=2> &lt; &amp;",
    "markdown": "*bold* _it_ ~no~ `code` ```pre```\n> quote\n# title\n- [x](http://y.example)\n|a|b|",
    "html": "<script>alert('x')</script><img src=x onerror=alert(1)>\" onclick='x' </b>",
    "templates": "{{ 7 * 7 }} {% raw %} ${HOME} %s {0} {number} \\n \\u202e",
    "right_to_left": "שלום עולם \u202eabc\u202c \u2067xyz\u2069 مرحبا بالعالم",
    "emoji": "👩‍👩‍👧‍👦🏽 🙏 ❤️ 🏳️‍🌈 🎉" * 20,
    "signs_that_count_double": "🙂" * 8000,
    "zero_width": "a\u200bb\u200dc\ufeffd\u2060e",
    "combining": "e\u0301" * 300 + "Z\u0338\u0321\u0347" * 30,
    "control": "\x00\x07\x1b[31m\x7f\ttab\rreturn",
    "lines": "one line\n" * 500,
    "long": "word " * 20_000,
    "unbroken": "x" * 100_000,
}
HOSTILE: Mapping[str, str] = {
    name: f"{MARK}-{name}. {text} {MARK}-{name}" for name, text in _TEXTS.items()
}
