"""`nightclerk train`: an adapter from answers that a person has reviewed, kept only if it is better than its base."""
