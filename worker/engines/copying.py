"""Answers that are copied: each token must continue a span of the passage, or the words "not found". Which spans, may
be said: then it is one of them, whole.

The places where what is written so far stands are kept, as byte offsets, and a token is allowed where its bytes stand
behind one of them. So it does not matter how the passage was cut into tokens, nor what kind of tokenizer cut it, and
the vocabulary is looked up, never walked through. White space of the passage is written as one blank, and a blank
before the answer is no part of it. A span begins and ends at the edge of a word or number: never "12" of "2012" or of
"12.50".

Not covered: scripts without blanks between words (an answer ends at punctuation there), and tokenizers that rewrite a
text (other than its white space) before they cut it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from worker.engines.prompt import PromptTokens

_BLANKS = re.compile(rb"[ \t\n\r\f\v]+")

#: Offsets inside a word or a number, at which no span begins or ends.
_INSIDE = re.compile(r"(?<=\w)(?=\w)|(?<=\d)(?=[.,'’\u00a0\u202f]\d)|(?<=\d[.,'’\u00a0\u202f])(?=\d)")

#: Bytes of a token beyond which none is looked up: longer ones are rulers and runs of blanks.
_LONGEST = 48

#: What may be written instead of a span. The sentences by which a template knows that the passage does not say are no
#: good here: SmolLM2 begins most answers with "The", and 13 of 16 ended as "The document does not".
_PHRASES = ("Not Found", "Not found", "not found")

#: Where something stands: the number of a text (0 is the passage, the others are spans and phrases) and a byte offset.
Place = tuple[int, int]


class Vocabulary:
    """Which tokens write which bytes."""

    def __init__(self, pieces: Mapping[int, bytes]) -> None:
        self.piece = pieces
        self._ids: dict[bytes, list[int]] = {}
        for token, piece in self.piece.items():
            if piece:
                self._ids.setdefault(piece, []).append(token)

    def beginning(self, text: bytes) -> list[int]:
        """The tokens with which `text` may begin."""
        return [token for n in range(1, min(_LONGEST, len(text)) + 1) for token in self._ids.get(text[:n], ())]


class Source:
    """One passage, or some spans of it, and the phrases that may be written instead."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        read: str,
        offsets: Sequence[int],
        phrases: Iterable[str],
        enders: Collection[int],
        spans: Mapping[tuple[int, int], str],
    ) -> None:
        """`read` is the passage as the model reads it; `offsets` has, for each character of it, that of the passage as
        it was given. With one of the tokens `enders` an answer ends. `spans` are offsets in the passage as it was given
        with what stands there; where there are any, nothing else of it may be written."""
        self.vocabulary = vocabulary
        self.enders = enders
        self.begins: list[Place] = []
        self.ends: set[Place] = set()
        self._offsets: list[int] = []  # for each byte of the folded passage
        self.texts = [b"" if spans else self._folded(read, offsets)]
        self._spans = dict(enumerate(spans, start=1))
        for whole in (*spans.values(), *phrases):
            self.begins.append((len(self.texts), 0))
            self.texts.append(folded_blanks(whole))
            self.ends.add((len(self.texts) - 1, len(self.texts[-1])))
        chunks = {self.behind(place) for place in self.begins}
        #: Tokens with which an answer may begin where a blank is written already, and where none is.
        self.after_blank = {token for chunk in chunks for token in vocabulary.beginning(chunk)}
        self.first = self.after_blank | {token for chunk in chunks for token in vocabulary.beginning(b" " + chunk)}

    def behind(self, place: Place, written: int = 0) -> bytes:
        """The bytes from `written` bytes behind a place on, as many as a token may have."""
        text, at = place
        return self.texts[text][at + written : at + written + _LONGEST]

    def span(self, places: Iterable[Place], written: bytes) -> tuple[int, int] | None:
        """Character offsets, in the passage as it was given, of what is written, at the first of these places where it
        stands between edges."""
        for text, at in places:
            end = at + len(written)
            if text in self._spans and self.texts[text] == written:
                return self._spans[text]
            if text == 0 and written and self.texts[0][at:end] == written and (0, end) in self.ends:
                return self._offsets[at], self._offsets[end - 1] + 1
        return None

    def _folded(self, read: str, offsets: Sequence[int]) -> bytes:
        """The passage in bytes, white space folded, its begins and ends noted."""
        inside = {match.start() for match in _INSIDE.finditer(read)}
        folded = bytearray()
        for n, character in enumerate(read):
            blank = character in " \t\n\r\f\v"
            if n not in inside and folded and folded[-1:] != b" ":
                self.ends.add((0, len(folded)))
            if blank and folded[-1:] == b" ":
                continue
            if n not in inside and not blank:
                self.begins.append((0, len(folded)))
            piece = b" " if blank else character.encode("utf-8", "surrogatepass")
            folded += piece
            self._offsets += [offsets[n]] * len(piece)
        if folded and folded[-1:] != b" ":
            self.ends.add((0, len(folded)))
        return bytes(folded)


class Copy:
    """One answer while it is copied."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._places = source.begins
        self._written = b""
        self._blank = False

    def allowed(self) -> list[int]:
        """The tokens that may come next, in order; none where no token of the vocabulary writes what follows."""
        source, written = self._source, len(self._written)
        if not written:
            return sorted(source.after_blank if self._blank else source.first)
        chunks = {source.behind(place, written) for place in self._places}
        found = {token for chunk in chunks for token in source.vocabulary.beginning(chunk)}
        if any((text, at + written) in source.ends for text, at in self._places):
            found.update(source.enders)
        return sorted(found)

    def write(self, token: int) -> bool:
        """Write an allowed token; False if the answer ends there, and the token is no part of it."""
        piece = self._source.vocabulary.piece.get(token, b"")
        written = self._written + (piece if self._written else piece.lstrip())
        places = [(text, at) for text, at in self._places if self._source.texts[text].startswith(written, at)]
        if not piece or not places:
            return False
        self._blank = True
        self._written, self._places = written, places
        return True

    def span(self, text: str) -> tuple[int, int] | None:
        """Where an answer stands in the passage, in characters of it; None for a phrase, and for an answer that was cut
        within a word."""
        return self._source.span(self._places, folded_blanks(text))


def folded_blanks(text: str) -> bytes:
    """A text in bytes, its white space folded, none around it."""
    return _BLANKS.sub(b" ", text.encode("utf-8", "surrogatepass")).strip()


class Copying:
    """Makes the sources for one model; its vocabulary is taken in at the first."""

    def __init__(self, prompts: PromptTokens, ends: Collection[int]) -> None:
        self._prompts = prompts
        self._ends = ends
        self._vocabulary: Vocabulary | None = None

    def source(self, passage: str, spans: Sequence[tuple[int, int]] = ()) -> Source:
        """What answers about this passage may copy: all of it, or these spans."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._prompts.pieces())
        template = self._prompts.template
        # The beginnings of a stop string end an answer as an end token does.
        stops = {token for stop in template.stop for token in self._vocabulary.beginning(stop.encode())}
        chosen = {span: passage[slice(*span)] for span in spans}
        read = self._prompts.as_read(passage)
        return Source(self._vocabulary, *read, _PHRASES, frozenset(self._ends) | stops, chosen)
