"""What the demo keeps for itself, a folder with its database and its key, and when it begins."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from adapters.files.organisation import load_organisation
from bot.domain.errors import ConfigurationError


def demo_environment(
    environ: Mapping[str, str], *, folder: Path, organisation: Path, fresh: bool
) -> Mapping[str, str]:
    """The environment with the demo's own database and organisation, where it names none.

    The key is always the demo's own: chairs without passwords must not open anybody's real cases.
    `fresh` forgets what was played in `folder` before.
    """
    folder.mkdir(exist_ok=True)
    if fresh:
        for file in folder.glob("evenhand.db*"):
            file.unlink()
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'evenhand.db'}",
        "LOG_LEVEL": "WARNING",
        "EVENHAND_ORGANISATION": str(organisation),
        **{name: value for name, value in environ.items() if value.strip()},
        "SECRET_KEY": _key(folder / "secret.key"),
    }


def moment(text: str | None, organisation: Path) -> datetime | None:
    """The moment of `--at`; without an offset it is in the organisation's zone.

    Raises ConfigurationError for what is none.
    """
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigurationError(f"--at {text}: write it like 2026-11-23T09:00") from None
    zone = load_organisation(organisation).organisation.zone
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _key(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return file.read_text(encoding="utf-8")
