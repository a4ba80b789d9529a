"""`make bench`: what talksbot answers and what it costs, beside what else one could take, in one report."""
