"""Teams' limits, as data (learn.microsoft.com/microsoftteams/platform, 2026-11)."""

from __future__ import annotations

# A message that is larger is refused (MessageSizeTooBig): near 100 KB by the newest pages, 28 and
# 40 KB by older ones. We stay below all of them.
CARD_BYTES = 25_000
CARD_VERSION = "1.5"  # the newest that Teams draws on every client

TEXT = 3000  # characters of one text that a card shows; a longer one as an excerpt
OPTIONS_EXPANDED = 6  # as radio buttons; more become a drop-down
OPTIONS_TICKED = 20  # as boxes to tick; more become a drop-down
OPTIONS = 15  # the search drop-down shows no more
HINT = 150  # our own: of what an option means
BUTTON_LABEL = 60  # our own: longer labels are cut off on phones
BUTTONS_A_ROW = 4  # a row holds six; four can be read on a phone
MOVES_AS_BUTTONS = 4  # of one kind; more become a menu: each button is a third of a kilobyte
NOTICE = 300  # our own: a notification shows less
