"""Whole conversations that read as a person: send, click, submit."""
