"""The stand-in Slack itself: that it behaves and refuses as Slack does."""
