"""What admins read. They see the files by name and line, and what a change does to answers."""
