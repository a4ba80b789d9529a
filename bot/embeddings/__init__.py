"""Turns texts into vectors, and stores those."""
