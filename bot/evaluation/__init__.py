"""Question sets held against the answers: how often they are right, by kind, and whether that will do."""
