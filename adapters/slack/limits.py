"""Slack's limits, as data (docs.slack.dev/reference/block-kit and slack_sdk's models, 2026-11).

Lengths are counted in UTF-16 units: Slack does not say what it counts, and nothing counts more.
"""

from __future__ import annotations

BLOCKS = 50  # in a message
MODAL_BLOCKS = 100
MODAL_TITLE = 24  # its submit and close too
MODAL_WEIGHT = 200_000  # our own: a view as JSON is refused past 250,000 (view_too_large)
METADATA = 3000  # private_metadata
LABEL = 2000  # of an input block, and its hint
TYPED = 3000  # in a plain_text_input
PLACEHOLDER = 150
HOME_BLOCKS = 100
HOME_BYTES = 250_000  # of its JSON
HEADER = 150
SECTION_TEXT = 3000
SECTION_FIELDS = 10
CONTEXT_TEXT = 2000
ACTIONS = 25  # elements in an actions block
BUTTON_LABEL = 75
BUTTON_VALUE = 2000
ACCESSIBILITY_LABEL = 75
CONFIRM_TEXT = 300
CONFIRM_LABEL = 30
OPTION_LABEL = 75
OPTION_VALUE = 150
OPTIONS = 100
LINK = 3000
CHECKBOXES = 10
MOST_SECONDS = 9_999_999_999  # a datetimepicker's ten digits
LEAST_SECONDS = 1_000_000_000

# A message as a whole is refused (msg_blocks_too_long) past 13,297 characters in one block, 125
# fewer for each more block. Measured from outside, so we stay below it (slackapi/bolt-js issues
# 2509 and 2867).
WEIGHT = 12_000
BLOCK_WEIGHT = 125

NOTICE = 300  # our own: a notification shows less
