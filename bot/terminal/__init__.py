"""The terminal's side of the commands: streams, the chat, and the figures of an evaluation."""
