"""The main case with everybody on Slack, in chapters that are played to be looked at."""

from __future__ import annotations

from tests.pictures import in_forms, in_words

CHAPTERS = (
    *(in_words.first_words, in_words.intake_in_words, in_words.wishes_in_words),
    *(in_forms.intake, in_forms.effect_and_wish, in_forms.opened, in_forms.roles),
    *(in_forms.telling, in_forms.update, in_forms.reminders),
    *(in_forms.moving_on, in_forms.closing),
)
