"""What is said of Teams' credentials: whether they work, and what to set instead.

Numbers: learn.microsoft.com, "Microsoft Entra authentication and authorization error codes".
"""

from __future__ import annotations

from adapters.teams.tokens import TokenRefused, TokenUnknown

_RENEW = (
    "write a new client secret's value, not its ID (Azure: the app's page, Certificates & secrets),"
    " into MICROSOFT_APP_PASSWORD"
)
_APP = (
    "copy the Microsoft App ID of the Azure bot (Configuration) into MICROSOFT_APP_ID, and check "
    "that it belongs to the tenant in MICROSOFT_APP_TENANT_ID"
)
_TENANT = "copy the App Tenant ID of the Azure bot (Configuration) into MICROSOFT_APP_TENANT_ID"
_TO_DO = {
    "AADSTS7000215": _RENEW,  # invalid secret
    "AADSTS7000222": _RENEW,  # its time is over
    "AADSTS700016": _APP,  # no such app in the tenant
    "AADSTS90002": _TENANT,  # no such tenant
    "AADSTS900023": _TENANT,  # no tenant at all
}


def explained(fault: TokenRefused | TokenUnknown, url: str) -> str:
    """What is wrong, and what to do about it."""
    if isinstance(fault, TokenUnknown):
        return (
            f"Microsoft could not be reached at {url} ({fault}): check the network, and "
            "TEAMS_API_URL if it is set"
        )
    named = (_TO_DO[number] for number in fault.number.split() if number in _TO_DO)
    to_do = next(named, _APP if fault.code == "unauthorized_client" else _RENEW)
    return f"Microsoft refused the Teams credentials ({fault}): {to_do}"
