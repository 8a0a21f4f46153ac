"""What can go wrong, as one tree.

    EvenhandError
    ├── ConfigurationError   a setting, a file or a flow is wrong: the start says what to write
    ├── NotReady             the database cannot be used as it is: says what to do
    ├── StoreFault           the database failed under a piece of work: nothing of it was kept
    └── DeliveryError        a platform did not take a message
        ├── TryLater         it may later; `after` seconds if the platform said so
        └── Undeliverable    it never will: the address is gone

A refusal (not allowed, already answered) is no error: it is a value that commits its answer.
"""

from __future__ import annotations


class EvenhandError(Exception):
    """The root of the errors that Evenhand raises by itself."""


class ConfigurationError(EvenhandError):
    """A setting or a file is wrong; the text names it and says what to write instead."""


class NotReady(EvenhandError):
    """The database is missing, newer than the code or not migrated; the text says what to do."""


class StoreFault(EvenhandError):
    """The database failed under a piece of work, or was closed; the work may be tried again.

    The text is fit for a log and holds no content. After a failed commit the work may, rarely,
    have been kept all the same: what is tried again must be safe to try again.
    """


class DeliveryError(EvenhandError):
    """A platform did not take a message; the text is fit for a log and holds no content."""


class TryLater(DeliveryError):
    """The same message may be taken later; `after` is seconds when the platform named them."""

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(DeliveryError):
    """This address will not take messages any more."""
