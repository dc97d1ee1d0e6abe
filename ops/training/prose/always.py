"""What holds of many or mostly, asked of all and of always: the answer is No."""

from collections.abc import Iterator

from ops.training.prose.clause import Clause, clause
from ops.training.prose.forms import within
from ops.training.prose.fronted import fronted
from ops.training.prose.inverted import inverted
from ops.training.prose.sentences import Word
from ops.training.prose.vocabulary import AUXILIARIES

_MANY = frozenset({"Most", "Some", "Many"})
_MOSTLY = frozenset({"usually", "often", "sometimes", "generally", "typically", "mostly", "normally", "occasionally"})


def always(words: tuple[Word, ...], text: str) -> Iterator[tuple[str, str, bool]]:
    """Pattern, question without mark, answer."""
    if len(words) < 6:
        return
    if words[0].text in _MANY and words[1].text.islower() and words[1].lower not in ("of", "other", "more", "years"):
        rest = (Word(words[1].text.capitalize(), words[1].start), *words[2:])
        read = _read(rest)
        several = read and str(read.subject).endswith("s") and read.auxiliary in ("are", "have", "do", "can", "will")
        if read and several and "been" not in read.verb:
            lead, *others = str(read.subject).split()
            if asked := inverted(read, " ".join(["all", lead.lower(), *others])):
                yield "all", asked, False
        return
    at = next((at for at, word in enumerate(words[1:], 1) if word.lower in _MOSTLY), None)
    if at is None or words[at - 1].text not in AUXILIARIES & {"is", "are"}:
        return
    read = _read((*words[:at], *words[at + 1 :]))
    if read is None or read.auxiliary != words[at - 1].text or read.subject.words[-1].end > words[at].start:
        return
    if any(word.text.endswith("ly") for word in words[at + 1 :]):
        return  # "is often used interchangeably"
    asked = inverted(read, f"{within(read.subject, text)} always")
    dated = any(phrase.is_date for phrase in read.phrases)
    if asked and not dated and not {*asked.split()} & (_MOSTLY | {"frequently", "first"}):
        yield "always", asked, False


def _read(words: tuple[Word, ...]) -> Clause | None:
    """A clause that is said whole."""
    found = fronted(words)
    if found:
        return found[0] if found[1] else None
    read = clause(words)
    return read if read and read.phrases and all(phrase.whole for phrase in read.phrases) else None
