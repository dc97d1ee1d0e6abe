"""How far a model's probabilities may be believed: fitted on gold for each model and kind, kept as a record."""
