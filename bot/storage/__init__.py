"""What is kept in SQLite, and who writes it."""
