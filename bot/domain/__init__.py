"""Cases, parties, roles, disclosure, reminders and calendars: pure; `now` comes in as an argument."""
