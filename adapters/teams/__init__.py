"""Microsoft Teams: Activities in, Adaptive Cards out. The one place that knows botbuilder."""
