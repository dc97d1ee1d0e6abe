"""Finds, parses, splits, routes, dispatches, resolves and exports. Never imports torch."""
