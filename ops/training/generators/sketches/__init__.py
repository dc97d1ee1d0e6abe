"""Texts as sketches: the facts that they may tell, in what sentences, and what can be asked about each."""
