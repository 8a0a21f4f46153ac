"""Slack: signed requests in, direct messages out."""
