"""Tells when two wordings are the same question."""


def folded_wording(wording: str) -> str:
    """Return `wording` without case, spare white space and the marks at its end, which make no other question of it."""
    return " ".join(wording.casefold().split()).rstrip("?!. ")
