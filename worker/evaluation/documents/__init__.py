"""How good the results of a night are, measured on documents whose answers are known."""
