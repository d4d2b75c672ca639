"""Clips with freezes, clips without any, and the tools that look for them."""
