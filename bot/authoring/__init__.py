"""Fact files from what there is already: a starter, an article, question and answer pairs."""
