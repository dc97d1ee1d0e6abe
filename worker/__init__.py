"""Answers bundles of questions about passages. Never imports parsers."""
