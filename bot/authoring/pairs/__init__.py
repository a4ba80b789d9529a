"""Question and answer pairs that other tools keep, and the fact file that is made of them."""
