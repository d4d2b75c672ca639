"""The nouns: frozen records that every room shares."""
