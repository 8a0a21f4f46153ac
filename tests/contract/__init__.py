"""One suite each, for every surface and every store."""
