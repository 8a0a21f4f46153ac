"""The mediator: knows no platform, no SQL and no HTTP."""
