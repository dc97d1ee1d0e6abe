"""How good a model's answers are, measured on questions whose answers are known: `nightclerk eval`."""
