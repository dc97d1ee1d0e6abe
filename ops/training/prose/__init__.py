"""Questions about any English prose, written by rules: its sentences, where they are sure, turned around."""

from ops.training.prose.asking import SOURCES, questions_about, written

__all__ = ["SOURCES", "questions_about", "written"]
