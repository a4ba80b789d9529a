"""Handlers of what readers do: each translates an update for the rules of a chat, and their answer for Telegram."""
