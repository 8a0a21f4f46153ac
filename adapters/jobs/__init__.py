"""What wakes delivery, and what looks for what was left unwoken."""
