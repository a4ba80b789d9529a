"""Splits text into words, and knows how common they are in English."""
