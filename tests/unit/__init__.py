"""One module each: pure functions and single classes."""
