"""Tests, by layer; `standins` are the platforms that they play against."""
