"""Flows as data and the engine that walks them: pure, the same on every surface."""
