"""A clause as a question that is answered with Yes or No."""

from ops.training.prose.clause import Clause
from ops.training.prose.vocabulary import BE, HAVE

#: How they ask for what is allowed, what is done and what has to be.
_ASKED = {"may": "can", "can": "can", "must": "must", "shall": "shall", "will": "will"}
_OF_HAVE = {"has": "does", "have": "do", "had": "did"}
#: Verbs that may have "as" without an object.
_AS = frozenset({"serve", "work", "act", "begin", "start", "open", "function"})
#: Verbs that say nothing of what is.
_EMPTY = frozenset(
    {
        "help",
        "see",
        "note",
        "think",
        "say",
        "mention",
        "suggest",
        "argue",
        "consider",
        "seen",
        "considered",
        "call",
        "name",
        "mean",
    }
)


def inverted(clause: Clause, subject: str) -> str | None:
    """Its question without a mark, of this subject; None where its form is not known."""
    auxiliary, verb = clause.auxiliary, clause.verb
    rest = " ".join(str(phrase) for phrase in clause.phrases).replace(" ' ", "' ").replace(" ,", ",")
    if (auxiliary == "may" and verb in ("have", "need")) or not rest:
        return None
    if verb and verb.split()[-1] in _EMPTY:
        return None
    if clause.phrases[0].preposition == "as" and auxiliary in ("did", "does", "do") and verb not in _AS:
        return None
    if not verb and auxiliary in HAVE:
        auxiliary, verb = _OF_HAVE[auxiliary], "have"
    elif auxiliary == "had" or (clause.subject.words[0].text == "You" and auxiliary in BE):
        return None
    elif auxiliary not in BE | HAVE | {"do", "does", "did"}:
        if auxiliary not in _ASKED:
            return None
        auxiliary = _ASKED[auxiliary]
    return " ".join(f"{auxiliary} {subject} {verb} {rest}".split())
