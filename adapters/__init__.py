"""The world outside: platforms, storage and files, each behind a port and apart from the others."""
