"""What stands in brackets behind a name."""

import re
from collections.abc import Iterator

from ops.training.prose.sentences import DATE
from ops.training.prose.vocabulary import NUMBERS

_LETTERS = re.compile(
    r"(?P<name>(?:[A-Z][\w-]+ )(?:(?:of|and|for|the|on|in|[A-Z][\w-]+) ){1,6})\((?P<letters>[A-Z]{2,6})\)"
)


_BORN = re.compile(rf"(?P<name>[A-Z]\w+(?: [A-Z][\w.]+){{1,3}}) \((?:born|b\.) (?P<day>{DATE.pattern})\)")

_THERE = re.compile(
    rf"(?<=[.;] )There (?P<verb>are|were) (?P<number>\d[\d,]*|{'|'.join(sorted(NUMBERS))}) "
    r"(?P<what>(?:[a-z-]+ ){0,2}[a-z-]+(?:s|people|men|women))(?P<where> (?:in|on|at|within) [\w' -]{3,50})?\."
)


def remarks(text: str) -> Iterator[tuple[str, str, str]]:
    """Pattern, question and answer of what stands in brackets, what letters mean, when somebody was born,
    and of how many there are."""
    for match in _LETTERS.finditer(text):
        words = [word for word in match["name"].split() if word[0].isupper()]
        initials = "".join(word[0] for word in words)
        for start in range(len(words) - 1):
            if initials[start:] == match["letters"] and text.count(f"({match['letters']})") == 1:
                name = match["name"][match["name"].index(words[start]) :]
                yield "letters", f"What does {match['letters']} stand for?", name
    for match in _BORN.finditer(text):
        yield "born", f"When was {match['name']} born?", match["day"]
    for match in _THERE.finditer(text):
        if not re.search(r"\b(?:this|it|its|their|that|which|these)\b", match["where"] or ""):
            yield "there", f"How many {match['what']} {match['verb']} there{match['where'] or ''}?", match["number"]
