"""Measured comparisons: clips whose truth is known by construction, and who finds it."""
