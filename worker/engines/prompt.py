"""From passage and question to token ids, and from tokens back to text. No tensor is made here."""

import re
from collections.abc import Sequence
from typing import Any

from schemas.catalogue import PromptTemplate


class PromptTokens:
    """One model's tokenizer with its prompt template."""

    def __init__(self, tokenizer: Any, template: PromptTemplate) -> None:
        self._tokenizer = tokenizer
        self.template = template
        self._controls = _control_pattern(tokenizer, template)
        self._beginnings: dict[str, list[int]] = {}
        special = (token for token, added in tokenizer.added_tokens_decoder.items() if added.special)
        self._control_ids = frozenset((*special, *tokenizer.all_special_ids))
        behind = template.prompt.partition("{passage}")[2].replace("{question}", "?")
        around = len(self._control_places(self._ids("")))
        #: How many control tokens of a prompt are the template's own: behind the passage, and before it.
        self._controls_behind = len(self._control_places(self._ids(behind))) - around
        self._controls_before = len(self._control_places(self._ids(template.render("", "?")))) - self._controls_behind

    def prompt(self, passage: str, question: str) -> list[int]:
        """Token ids of the whole prompt, with what the tokenizer itself puts before a text.

        No control token in it comes from the passage, whatever that holds: written out they are broken up before, and
        one that a tokenizer makes nevertheless, of letters that it takes for others, is taken out.
        """
        ids = self._ids(self.template.render(self._defused(passage), self._defused(question)))
        places = self._control_places(ids)
        foreign = places[self._controls_before : len(places) - self._controls_behind]
        return [token for place, token in enumerate(ids) if place not in foreign] if foreign else ids

    def answer(self, text: str) -> list[int]:
        """The ids with which an answer is written behind the prompt, a blank before it; none of them ends it."""
        bare = self.template.render("", "?")
        read, whole = self._ids(bare), self._ids(f"{bare} {self._defused(text)}")
        return whole[len(read) :] if whole[: len(read)] == read else self._ids(f" {self._defused(text)}")

    def shared(self, passage: str, prompts: Sequence[list[int]]) -> int:
        """How many leading tokens all prompts have in common, leaving each at least one.

        The prompt with an empty question counts as one of them: a question asked alone is then cut at the same place
        as among others, so that the same matrix products round in the same way.
        """
        return common_prefix([*(p[:-1] for p in prompts), self.prompt(passage, "")])

    def as_read(self, passage: str) -> tuple[str, list[int]]:
        """A passage as it stands in the prompt, and for each character of it the offset in the passage as given."""
        offsets = list(range(len(passage)))
        for match in reversed(list(self._controls.finditer(passage))):
            offsets.insert(match.start() + 1, match.start() + 1)
        return self._defused(passage), offsets

    def pieces(self) -> dict[int, bytes]:
        """The bytes that each token writes, special tokens left out.

        A byte-level vocabulary has one character for each byte, a blank among them as "Ġ"; others write a blank as "▁"
        and bytes without a token as <0x0A>.
        """
        vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        byte_level = "Ġ" in vocabulary and "▁" not in vocabulary
        added = {token: content.content.encode() for token, content in self._tokenizer.added_tokens_decoder.items()}
        pieces = {token: (_of_bytes if byte_level else _of_words)(piece) for piece, token in vocabulary.items()} | added
        return {token: piece for token, piece in pieces.items() if token not in self._tokenizer.all_special_ids}

    def text(self, ids: Sequence[int]) -> str:
        """Token ids decoded, special tokens and blanks as they are."""
        decoded: str = self._tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
        return decoded

    def stop_at(self, text: str) -> int | None:
        """Offset of the first stop string in an answer; None while there is none."""
        return min((at for stop in self.template.stop if (at := text.find(stop)) >= 0), default=None)

    def kept(self, ids: Sequence[int], end: int) -> int:
        """How many of the tokens have a part in the first `end` characters of their text."""
        return next((n for n in range(len(ids)) if len(self.text(ids[:n])) >= end), len(ids))

    def first_tokens(self, choices: Sequence[str]) -> list[list[int]]:
        """For each choice the ids with which it may begin behind the prompt, with and without a blank before it.

        An id with which two choices begin (a lone blank, "No" of "Not") tells nothing about either and is left out,
        unless a choice has no other.
        """
        bare = self.template.render("", "?")
        read = self._ids(bare)
        begins: list[list[int]] = []
        for choice in choices:
            longer = [self._ids(bare + blank + choice) for blank in (" ", "")]
            # Where the prompt's last token melts into the answer, that spelling cannot follow this prompt.
            follows = [ids[len(read)] for ids in longer if len(ids) > len(read) and ids[: len(read)] == read]
            begins.append(sorted(set(follows or [self._ids(choice)[-1]])))
        flat = [token for tokens in begins for token in tokens]
        return [[t for t in tokens if flat.count(t) == 1] or tokens for tokens in begins]

    def beginnings(self, phrase: str) -> list[int]:
        """The ids with which a phrase may begin behind the prompt, with and without a blank before it. A lone blank is
        none, for it may begin anything, unless the phrase begins in no other way."""
        if phrase not in self._beginnings:
            [tokens] = self.first_tokens((phrase,))
            self._beginnings[phrase] = [token for token in tokens if self.text([token]).strip()] or tokens
        return self._beginnings[phrase]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text)["input_ids"]
        return ids

    def _control_places(self, ids: Sequence[int]) -> list[int]:
        return [place for place, token in enumerate(ids) if token in self._control_ids]

    def _defused(self, text: str) -> str:
        """A control token written out in a document must not act as one: a blank behind its first character makes it
        ordinary text. Only the template's own stay special."""
        return self._controls.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)


def _byte_of_character() -> dict[str, int]:
    """The alphabet of byte-level vocabularies: printable bytes stand for themselves, the others, in their order, for
    the characters from 256 on (Radford and others, GPT-2, 2019)."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + n): byte for n, byte in enumerate(others)}


_BYTE_OF = _byte_of_character()


def _of_bytes(piece: str) -> bytes:
    return bytes(_BYTE_OF[character] for character in piece) if set(piece) <= _BYTE_OF.keys() else piece.encode()


def _of_words(piece: str) -> bytes:
    byte = re.fullmatch(r"<0x([0-9A-F]{2})>", piece)
    return bytes([int(byte[1], 16)]) if byte else piece.replace("▁", " ").encode()


def _control_pattern(tokenizer: Any, template: PromptTemplate) -> re.Pattern[str]:
    """Matches what controls the model: special tokens, and marks like <bot> or [INST], in letters of any size, that the
    template has, that are added tokens or that stop an answer.

    Other added tokens are blanks (Pythia, Phi) and plain words.
    """
    added = tokenizer.added_tokens_decoder.values()
    special = {token.content for token in added if token.special} | set(tokenizer.all_special_tokens)
    marks = {text for text in (*(token.content for token in added), *template.stop) if re.fullmatch(r"<\S+>", text)}
    marks |= set(re.findall(r"<[^\s<>]+>|\[/?\w+\]", template.prompt))
    longest_first = sorted((text for text in special | marks if len(text) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)


def common_prefix(sequences: Sequence[list[int]]) -> int:
    """Length of the longest prefix that all sequences have."""
    first, last = min(sequences), max(sequences)  # in the order of lists these two differ the earliest
    return next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
