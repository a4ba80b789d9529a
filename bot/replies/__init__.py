"""From an `Answer` to what a person reads: nothing is decided here, only worded."""
