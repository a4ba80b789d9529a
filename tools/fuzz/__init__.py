"""`make fuzz`: hostile questions and fact files, what must hold for each, and the search for one that breaks it."""
