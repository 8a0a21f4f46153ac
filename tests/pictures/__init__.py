"""Pictures of what people see on Slack, made by hand: `python -m tests.pictures`."""
