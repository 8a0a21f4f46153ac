"""A case by forms, with the client in a workspace of their own: its scenes, word by word."""
