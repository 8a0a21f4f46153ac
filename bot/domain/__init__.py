"""Cases, parties, roles, disclosure, reminders, calendars: pure; `now` is an argument."""
