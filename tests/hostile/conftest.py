"""How long Hypothesis attacks: a hundred examples with all other tests, a thousand in `make fuzz`."""

from hypothesis import settings

settings.register_profile("fuzz", max_examples=1_000, deadline=None, print_blob=True)
