"""Stand-ins for what lies outside: they behave as it does, and refuse what it refuses."""
