"""The playground as a surface: what is said to a person appears in their chair."""

from __future__ import annotations

from adapters.web.listeners import Arrived, Listeners
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.fields import LONG_TEXT_LIMIT
from bot.dialogue.posts import Post

NAME = "playground"
CAPABILITIES = Capabilities(
    whole_pages=True,
    options=10,  # more than these are found by typing
    text=LONG_TEXT_LIMIT,  # the page folds what is long and opens it again
    keeps_own_words=False,
)


class PlaygroundSurface:
    """Sends by telling the open browsers. What is shown is read back from the database.

    So sending cannot fail: with nobody looking, the message is there when somebody does.
    """

    def __init__(self, listeners: Listeners) -> None:
        self._listeners = listeners

    @property
    def name(self) -> str:
        """The surface's name in addresses."""
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        """A whole step as one form; own words have to be shown by us."""
        return CAPABILITIES

    @property
    def form(self) -> Capabilities | None:
        """None: the page asks a whole step in the conversation itself."""
        return None

    async def send(self, post: Post, *, replaced: str) -> str:
        """Tell the browsers; the message's id is the post's own."""
        self._listeners.publish(Arrived(post))
        return post.id
