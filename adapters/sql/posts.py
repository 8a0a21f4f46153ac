"""The outbox. An address's posts go out in sequence; what is not due yet holds nobody up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, update

from adapters.sql.addresses import address_of
from adapters.sql.keyring import Vault, case_scope, person_scope
from adapters.sql.repository import Repository, Row, new_id
from adapters.sql.tables import CURRENT, LIVE, RETRIED, SENT, UNSENT, addresses, posts
from bot.dialogue.content import Card, Content
from bot.dialogue.posts import Post, PostState
from bot.domain.lanes import Address

_SHREDDED = Card(notice="")
_UNSENT = {"state": PostState.DUE.value, "attempts": 0, "message_id": "", "failure": ""}
WITHDRAWN = posts.c.state == PostState.WITHDRAWN.value
_ADDRESS = [c.label(f"at_{c.name}") for c in addresses.c]


class SqlPosts(Repository):
    """Implements `bot.ports.Posts`."""

    def __init__(self, connection: Connection, *, tenant: str, vault: Vault) -> None:
        super().__init__(connection, tenant=tenant, vault=vault)
        self._addressed: set[str] = set()
        self._dealt: dict[str, str | None] = {}

    def add(
        self,
        address: Address,
        content: Content,
        *,
        key: str,
        due_at: datetime,
        created_at: datetime,
        case_id: str | None = None,
        party_id: str | None = None,
        replaces: str | None = None,
        quiet: bool = False,
    ) -> str:
        if known := self._id_of(key):
            return known
        self._addressed.add(address.id)
        post_id = new_id()
        live = isinstance(content, Card) and content.is_live
        if live:
            self._dealt[post_id] = case_id
        if replaces:
            self._update(posts, posts.c.id == replaces, live=False)
        scope = case_scope(case_id) if case_id else person_scope(address.person_id)
        self._insert(
            posts,
            id=post_id,
            address_id=address.id,
            sequence=self._next_sequence(address.id),
            key=key,
            case_id=case_id,
            party_id=party_id,
            replaces=replaces,
            quiet=quiet,
            live=live,
            content=self._seal(content, scope=scope, place=_place(post_id)),
            created_at=created_at,
            due_at=due_at,
            **_UNSENT,
        )
        return post_id

    def get(self, post_id: str) -> Post | None:
        return self._first(posts.c.id == post_id)

    def by_key(self, key: str) -> Post | None:
        return self._first(posts.c.key == key)

    def due_addresses(self, now: datetime, *, limit: int) -> Sequence[str]:
        heads = (
            select(
                posts.c.address_id,
                func.min(posts.c.sequence).label("sequence"),
                func.min(posts.c.due_at).label("since"),
            )
            .where(posts.c.tenant_id == self._tenant, UNSENT, posts.c.due_at <= now)
            .group_by(posts.c.address_id)
            .subquery("heads")
        )
        statement = (
            select(heads.c.address_id)
            .join_from(
                heads,
                posts,
                and_(
                    posts.c.tenant_id == self._tenant,
                    posts.c.address_id == heads.c.address_id,
                    posts.c.sequence == heads.c.sequence,
                ),
            )
            .where(or_(posts.c.retry_at.is_(None), posts.c.retry_at <= now))
            .order_by(heads.c.since, heads.c.address_id)
            .limit(limit)
        )
        return self._connection.execute(statement).scalars().all()

    def next_due(self, address_id: str, now: datetime) -> Post | None:
        statement = (
            select(posts.c.id, posts.c.retry_at)
            .where(
                posts.c.tenant_id == self._tenant,
                posts.c.address_id == address_id,
                UNSENT,
                posts.c.due_at <= now,
            )
            .order_by(posts.c.sequence)
            .limit(1)
        )
        first = self._connection.execute(statement).one_or_none()
        if first is None or (first.retry_at is not None and first.retry_at > now):
            return None
        return self.get(first.id)

    def last_outcome(self, address_id: str) -> PostState | None:
        statement = (
            select(posts.c.state)
            .where(
                posts.c.tenant_id == self._tenant,
                posts.c.address_id == address_id,
                posts.c.state != PostState.DUE.value,
            )
            .order_by(posts.c.sequence.desc())
            .limit(1)
        )
        state = self._connection.scalar(statement)
        return None if state is None else PostState(state)

    def sent(self, post_id: str, *, message_id: str, at: datetime) -> None:
        outcome = {"state": PostState.SENT.value, "message_id": message_id, "sent_at": at}
        self._finish(post_id, or_(UNSENT, WITHDRAWN), **outcome)

    def later(self, post_id: str, *, retry_at: datetime, failure: str) -> None:
        self._finish(post_id, retry_at=retry_at, failure=failure)

    def dead(self, post_id: str, *, failure: str) -> None:
        self._finish(post_id, state=PostState.DEAD.value, live=False, failure=failure)

    def withdraw(self, post_id: str) -> None:
        withdrawn = {"state": PostState.WITHDRAWN.value, "live": False}
        self._update(posts, posts.c.id == post_id, UNSENT, **withdrawn)

    def addressed(self) -> Collection[str]:
        return frozenset(self._addressed)

    def dealt(self) -> Mapping[str, str | None]:
        return dict(self._dealt)

    def live(self, case_id: str, *, people: Collection[str]) -> Sequence[Post]:
        theirs = select(addresses.c.id).where(
            addresses.c.tenant_id == self._tenant, CURRENT, addresses.c.person_id.in_(people)
        )
        about_it = self._live(posts.c.case_id == case_id)
        beside = self._live(posts.c.case_id.is_(None), posts.c.address_id.in_(theirs))
        return [*about_it, *beside]

    def live_at(self, address_id: str, *, about_no_case: bool) -> Sequence[Post]:
        here = [posts.c.address_id == address_id]
        return self._live(*here, *([posts.c.case_id.is_(None)] if about_no_case else []))

    def _live(self, *where: ColumnElement[bool]) -> Sequence[Post]:
        rows = self._connection.execute(self._posts().where(LIVE, *where)).mappings()
        # Sorted here: for an order by sequence SQLite would read all that an address was ever sent.
        return sorted(map(self._post, rows), key=lambda post: (post.address.id, post.sequence))

    def transcript(self, address_id: str, *, limit: int) -> Sequence[Post]:
        statement = (
            self._posts()
            .where(posts.c.address_id == address_id, SENT)
            .order_by(posts.c.sent_at.desc(), posts.c.sequence.desc())
            .limit(limit)
        )
        rows = self._connection.execute(statement).mappings().all()
        return [self._post(row) for row in reversed(rows)]

    def last_moment(self) -> datetime | None:
        latest = select(func.max(posts.c.created_at)).where(posts.c.tenant_id == self._tenant)
        found: datetime | None = self._connection.execute(latest).scalar_one()
        return found

    def next_moment(self) -> datetime | None:
        ahead = posts.alias("ahead")  # failed once: what is behind it waits for it
        held = exists().where(
            ahead.c.tenant_id == self._tenant,
            ahead.c.address_id == posts.c.address_id,
            ahead.c.sequence < posts.c.sequence,
            ahead.c.state == PostState.DUE.value,
            ahead.c.retry_at.is_not(None),
        )
        unsent = select(posts.c.due_at, posts.c.retry_at).where(
            posts.c.tenant_id == self._tenant, ~held
        )
        first = self._connection.execute(
            unsent.where(UNSENT, posts.c.retry_at.is_(None)).order_by(posts.c.due_at).limit(1)
        ).one_or_none()
        retry = self._connection.execute(
            unsent.where(RETRIED).order_by(posts.c.retry_at).limit(1)
        ).one_or_none()
        moments = ([first.due_at] if first else []) + ([retry.retry_at] if retry else [])
        return min(moments, default=None)

    def forward(self, address_id: str, *, to: str | None) -> None:
        """Let what an address was not sent yet wait at another; without one it is given up.

        It replaces no message there: the messages of the old address stay in the old place.
        """
        unsent = select(posts.c.id).where(
            posts.c.tenant_id == self._tenant, posts.c.address_id == address_id, UNSENT
        )
        for post_id in self._connection.scalars(unsent.order_by(posts.c.sequence)).all():
            if to is None:
                self.dead(post_id, failure="the address now leads to somebody else")
                continue
            self._update(
                posts,
                posts.c.id == post_id,
                address_id=to,
                sequence=self._next_sequence(to),
                replaces=None,
                retry_at=None,
            )

    def _finish(self, post_id: str, while_: ColumnElement[bool] = UNSENT, **outcome: Any) -> None:
        """One attempt more. A post that was sent or given up stays so."""
        one_more = update(posts).values(attempts=posts.c.attempts + 1, **outcome)
        here = (posts.c.tenant_id == self._tenant, posts.c.id == post_id, while_)
        self._connection.execute(one_more.where(*here))

    def _id_of(self, key: str) -> str | None:
        same = select(posts.c.id).where(posts.c.tenant_id == self._tenant, posts.c.key == key)
        known: str | None = self._connection.scalar(same)
        return known

    def _next_sequence(self, address_id: str) -> int:
        last = select(func.max(posts.c.sequence)).where(
            posts.c.tenant_id == self._tenant, posts.c.address_id == address_id
        )
        return (self._connection.execute(last).scalar() or 0) + 1

    def _posts(self) -> Any:
        return (
            select(posts, *_ADDRESS)
            .join_from(posts, addresses)
            .where(posts.c.tenant_id == self._tenant)
        )

    def _first(self, where: Any) -> Post | None:
        row = self._connection.execute(self._posts().where(where)).mappings().one_or_none()
        return None if row is None else self._post(row)

    def _post(self, row: Row) -> Post:
        content = self._open(Content, row["content"], place=_place(row["id"]), shredded=_SHREDDED)
        return Post(
            id=row["id"],
            address=address_of({c.name: row[f"at_{c.name}"] for c in addresses.c}),
            sequence=row["sequence"],
            key=row["key"],
            content=content,
            due_at=row["due_at"],
            created_at=row["created_at"],
            case_id=row["case_id"],
            party_id=row["party_id"],
            replaces=row["replaces"],
            quiet=row["quiet"],
            state=PostState(row["state"]),
            attempts=row["attempts"],
            message_id=row["message_id"],
            sent_at=row["sent_at"],
            failure=row["failure"],
        )


def _place(post_id: str) -> str:
    return f"posts:{post_id}"
