"""Teams' settings: which of them belong together, and what is missing when they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, SecretStr

from adapters.files import setting_values as values

NAMES: Mapping[str, str] = {  # what to write
    "MICROSOFT_APP_ID": values.TEAMS_APP,
    "MICROSOFT_APP_PASSWORD": values.TEAMS_PASSWORD,
    "MICROSOFT_APP_TENANT_ID": values.TEAMS_TENANT,
}
ANONYMOUS = "TEAMS_ALLOW_ANONYMOUS"
AppId = Annotated[str, AfterValidator(values.teams_app)]
TenantId = Annotated[str, AfterValidator(values.teams_tenant)]
ApiUrl = Annotated[str, AfterValidator(values.teams_api)]
Anonymous = Annotated[str, AfterValidator(values.switch)]
Password = SecretStr


@dataclass(frozen=True)
class TeamsSettings:
    """What the Teams surface needs. Secrets do not show when it is printed."""

    app_id: str  # "": anybody on this machine may speak as anybody, for the Agents Playground
    password: str = field(repr=False)
    tenant_id: str
    api_url: str  # a stand-in for Microsoft's services; "" for their own


def half_set(given: Mapping[str, str]) -> Iterator[str]:
    """What does not fit together: a line for each."""
    named = [name for name in NAMES if name in given]
    for name in NAMES if named else ():
        if name not in given:
            yield (
                f"{name}: is missing while {named[0]} is set; write {NAMES[name]}, "
                f"or unset {named[0]} to leave Teams off"
            )
    if given.get(ANONYMOUS) == "1":
        if named:
            yield f"{ANONYMOUS}: is for trying things out without credentials; unset it"
        if not values.is_loopback(given.get("HOST", "127.0.0.1")):
            yield f"{ANONYMOUS}: anybody could speak as anybody; unset it, or set HOST to 127.0.0.1"


def beside_the_demo(given: Mapping[str, str]) -> Iterator[str]:
    """Real credentials, beside which the demo does not start."""
    if values.leads_here(given.get("TEAMS_API_URL", "")):
        return
    for name in NAMES:
        if name in given:
            yield (
                f"{name}: the demo does not start beside real credentials; unset it, "
                "or write a stand-in's address on this machine in TEAMS_API_URL"
            )
