"""The main case, scene by scene: every message that each party receives, word by word."""
