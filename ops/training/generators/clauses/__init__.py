"""Single clauses of contracts and policies that say one thing or its opposite, and how one asks which."""
