"""What operators write: the organisation, the settings and the policies, read with clear errors."""
