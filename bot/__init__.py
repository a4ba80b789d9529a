"""A bot that answers questions from a checked fact base, with the quote behind each answer."""
