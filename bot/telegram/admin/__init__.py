"""What admins do in Telegram; the page of each feature stands beside its handler."""
