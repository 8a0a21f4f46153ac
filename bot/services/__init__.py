"""Use cases: conversations, handlers, delivery, reminding. One transaction each."""
