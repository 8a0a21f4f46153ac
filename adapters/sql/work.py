"""One transaction and the repositories that see it."""

from __future__ import annotations

from sqlalchemy import Connection

from adapters.sql.addresses import SqlAddresses
from adapters.sql.cases import SqlCases
from adapters.sql.directory import SqlDirectory
from adapters.sql.homes import SqlHomes
from adapters.sql.installations import SqlInstallations
from adapters.sql.introductions import SqlIntroductions
from adapters.sql.journal import SqlJournal
from adapters.sql.keyring import MasterKey, Vault
from adapters.sql.posts import SqlPosts
from adapters.sql.references import SqlReferences
from adapters.sql.reminders import SqlReminders
from adapters.sql.seen import SqlSeen
from adapters.sql.sessions import SqlSessions
from adapters.sql.tables import TENANT


class SqlWork:
    """Implements `bot.ports.Work`."""

    def __init__(self, connection: Connection, master: MasterKey, *, tenant: str = TENANT) -> None:
        vault = Vault(connection, master, tenant)
        self.vault = vault
        self.directory = SqlDirectory(connection, tenant=tenant, vault=vault)
        self.addresses = SqlAddresses(connection, tenant=tenant, vault=vault)
        self.introductions = SqlIntroductions(connection, tenant=tenant, vault=vault)
        self.cases = SqlCases(connection, tenant=tenant, vault=vault)
        self.journal = SqlJournal(connection, tenant=tenant, vault=vault)
        self.posts = SqlPosts(connection, tenant=tenant, vault=vault)
        self.reminders = SqlReminders(connection, tenant=tenant, vault=vault)
        self.sessions = SqlSessions(connection, tenant=tenant, vault=vault)
        self.seen = SqlSeen(connection, tenant=tenant, vault=vault)
        self.installations = SqlInstallations(connection, tenant=tenant, vault=vault)
        self.references = SqlReferences(connection, tenant=tenant, vault=vault)
        self.homes = SqlHomes(connection, tenant=tenant, vault=vault)

    def finish(self) -> None:
        """Mark the Homes that may not show any more what this transaction has written."""
        touched = self.sessions.saved | self.addresses.left
        self.homes.changed(cases=self.journal.written, addresses_=touched)
