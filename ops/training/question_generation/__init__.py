"""Questions about prose that a model wrote: it learned from SQuAD's writers what they ask, and asks it of other texts.

Source: Alberti and others, Synthetic QA Corpora Generation with Roundtrip Consistency, 2019.
"""
