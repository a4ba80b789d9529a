"""Stores what is kept in SQLite."""
