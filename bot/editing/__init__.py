"""Changes of the facts by admins, on disk or from a chat: what a change does, publishing it, and undoing it."""
