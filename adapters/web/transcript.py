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
    first: Post | None = None  # the message that a quiet one is: its time stays

    @property
    def dated(self) -> Post:
        """Whose time the message has."""
        return self.first or self.post


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
        if place is None and post.quiet:  # it stood in a place that is not shown any more
            continue
        if place is None:
            place = len(standing)
            standing.append(alone(post))
        else:
            earlier = standing[place]
            first = earlier.dated if post.quiet else None
            standing[place] = Shown(post, (*earlier.stands_for, earlier.post.id), first)
        places[post.id] = place
    return tuple(standing)


def alone(post: Post, *, first: Post | None = None) -> Shown:
    """A post by itself."""
    return Shown(post, (post.replaces,) if post.replaces else (), first)


def arrived(work: Work, post: Post) -> Shown:
    """A post as it arrives; a quiet one with the message that it is."""
    first = post
    while first.quiet and (earlier := work.posts.get(first.replaces or "")):
        first = earlier
    return alone(post, first=first if post.quiet else None)
