"""Texts as vectors: the network that makes them, and the file that keeps them."""
