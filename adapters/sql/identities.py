"""Addresses as the organisation's file gives them.

An address never changes whose it is or where it leads: what was sent to it stays true. A changed
identity retires it, and what it has not been sent yet waits at the person's new one.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_

from adapters.sql.addresses import SqlAddresses
from adapters.sql.posts import SqlPosts
from adapters.sql.repository import Repository, new_id
from adapters.sql.tables import CURRENT, addresses
from bot.domain.lanes import Address
from bot.domain.people import Identity

Triple = tuple[str, str, str]


class IdentityLoading(Repository):
    """One load of the file's identities."""

    def load(self, identities: Collection[Identity]) -> None:
        """Each person is reached where the file says, on the surfaces that it names for them."""
        wanted = {_triple(identity): identity for identity in identities}
        retired = self._retire(wanted)
        positions: dict[str, int] = {}
        for identity in wanted.values():
            position = positions.get(identity.person_id, 0)
            positions[identity.person_id] = position + 1
            self._put(identity, position)
        for address in retired:
            self._forward(address)

    def _retire(self, wanted: dict[Triple, Identity]) -> Collection[Address]:
        """Addresses that lead to somebody else now, or that another one takes the place of."""
        known = SqlAddresses(self._connection, tenant=self._tenant, vault=self._vault)
        named = {(identity.person_id, identity.surface) for identity in wanted.values()}
        retired = []
        for address in known.all():
            triple = (address.surface, address.tenant, address.user)
            moved = triple in wanted and wanted[triple].person_id != address.person_id
            replaced = triple not in wanted and (address.person_id, address.surface) in named
            if moved or replaced:
                self._update(addresses, addresses.c.id == address.id, current=False)
                retired.append(address)
        return retired

    def _put(self, identity: Identity, position: int) -> None:
        here = and_(
            CURRENT,
            addresses.c.surface == identity.surface,
            addresses.c.workspace == identity.tenant,
            addresses.c.user == identity.user,
        )
        row = self._one(addresses, here)
        if row is None:
            self._insert(
                addresses,
                id=new_id(),
                person_id=identity.person_id,
                surface=identity.surface,
                workspace=identity.tenant,
                user=identity.user,
                position=position,
                current=True,
            )
        elif row["position"] != position:
            self._update(addresses, here, position=position)

    def _forward(self, retired: Address) -> None:
        known = SqlAddresses(self._connection, tenant=self._tenant, vault=self._vault)
        posts = SqlPosts(self._connection, tenant=self._tenant, vault=self._vault)
        others = known.of_person(retired.person_id) if retired.person_id else ()
        posts.forward(retired.id, to=others[0].id if others else None)


def _triple(identity: Identity) -> Triple:
    return identity.surface, identity.tenant, identity.user
