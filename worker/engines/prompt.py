"""From passage and question to token ids, and from tokens back to text. No tensor is made here."""

import re
from collections.abc import Sequence
from typing import Any

from schemas.catalogue import PromptTemplate


class PromptTokens:
    """One model's tokenizer with its prompt template."""

    def __init__(self, tokenizer: Any, template: PromptTemplate) -> None:
        self._tokenizer = tokenizer
        self._template = template
        self._controls = _control_pattern(tokenizer, template)

    def prompt(self, passage: str, question: str) -> list[int]:
        """Token ids of the whole prompt, with what the tokenizer itself puts before a text."""
        return self._ids(self._template.render(self._defused(passage), self._defused(question)))

    def shared(self, passage: str, prompts: Sequence[list[int]]) -> int:
        """How many leading tokens all prompts have in common, leaving each at least one.

        The prompt with an empty question counts as one of them: a question asked alone is then cut at the same place
        as among others, so that the same matrix products round in the same way.
        """
        return common_prefix([*(p[:-1] for p in prompts), self.prompt(passage, "")])

    def text(self, ids: Sequence[int]) -> str:
        """Token ids decoded, special tokens and blanks as they are."""
        decoded: str = self._tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
        return decoded

    def stop_at(self, text: str) -> int | None:
        """Offset of the first stop string in an answer; None while there is none."""
        return min((at for stop in self._template.stop if (at := text.find(stop)) >= 0), default=None)

    def kept(self, ids: Sequence[int], end: int) -> int:
        """How many of the tokens have a part in the first `end` characters of their text."""
        return next((n for n in range(len(ids)) if len(self.text(ids[:n])) >= end), len(ids))

    def first_tokens(self, choices: Sequence[str]) -> list[list[int]]:
        """For each choice the ids with which it may begin behind the prompt, with and without a blank before it.

        An id with which two choices begin (a lone blank, "No" of "Not") tells nothing about either and is left out,
        unless a choice has no other.
        """
        bare = self._template.render("", "?")
        read = self._ids(bare)
        begins: list[list[int]] = []
        for choice in choices:
            longer = [self._ids(bare + blank + choice) for blank in (" ", "")]
            # Where the prompt's last token melts into the answer, that spelling cannot follow this prompt.
            follows = [ids[len(read)] for ids in longer if len(ids) > len(read) and ids[: len(read)] == read]
            begins.append(sorted(set(follows or [self._ids(choice)[-1]])))
        flat = [token for tokens in begins for token in tokens]
        return [[t for t in tokens if flat.count(t) == 1] or tokens for tokens in begins]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text)["input_ids"]
        return ids

    def _defused(self, text: str) -> str:
        """A control token written out in a document must not act as one: a blank behind its first character makes it
        ordinary text. Only the template's own stay special."""
        return self._controls.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)


def _control_pattern(tokenizer: Any, template: PromptTemplate) -> re.Pattern[str]:
    """Matches what controls the model: special tokens, and marks like <bot> that are added tokens or stop an answer.

    Other added tokens are blanks (Pythia, Phi) and plain words.
    """
    added = tokenizer.added_tokens_decoder.values()
    special = {token.content for token in added if token.special} | set(tokenizer.all_special_tokens)
    marks = {text for text in (*(token.content for token in added), *template.stop) if re.fullmatch(r"<\S+>", text)}
    longest_first = sorted((text for text in special | marks if len(text) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def common_prefix(sequences: Sequence[list[int]]) -> int:
    """Length of the longest prefix that all sequences have."""
    first, last = min(sequences), max(sequences)  # in the order of lists these two differ the earliest
    return next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
