"""What stands in a chair: an address's posts, each in the place that its reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.web.surface import NAME
from bot.dialogue.posts import Post
from bot.ports import Work

LENGTH = 300  # the last messages of a chair that are shown


@dataclass(frozen=True)
class Shown:
    """A post as it stands in a chair, and the ids of those whose place it took."""

    post: Post
    stands_for: tuple[str, ...] = ()


def of_person(work: Work, person_id: str) -> tuple[Shown, ...]:
    """A person's messages in the playground, none when they have no address there."""
    address = work.addresses.owner(NAME, "", person_id)
    if address is None:
        return ()
    return in_place(work.posts.transcript(address.id, limit=LENGTH))


def in_place(posts: Sequence[Post]) -> tuple[Shown, ...]:
    """Posts in order, where one that replaces another stands in the other's place."""
    places: dict[str, int] = {}  # of a post's id, also when it was replaced itself
    standing: list[Shown] = []
    for post in posts:
        place = places.get(post.replaces or "")
        if place is None:
            place = len(standing)
            standing.append(alone(post))
        else:
            earlier = standing[place]
            standing[place] = Shown(post, (*earlier.stands_for, earlier.post.id))
        places[post.id] = place
    return tuple(standing)


def alone(post: Post) -> Shown:
    """A post by itself, as it arrives."""
    return Shown(post, (post.replaces,) if post.replaces else ())
