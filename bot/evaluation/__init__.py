"""Measures the answers to question sets: how often they are right, by kind, and whether that is enough."""
