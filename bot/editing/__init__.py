"""How admins change the facts, on disk or from afar: what a change does, publishing it, and the way back."""
