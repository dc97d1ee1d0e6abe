"""What is asked: a passage of a wanted length, and questions of about twelve tokens each."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

NEW_TOKENS = 24
_SENTENCES = (
    "The harbour office keeps the papers of every sack that the roastery has bought this year.",
    "A buyer who finds a sack open writes to the office within ten days and keeps the label.",
    "Number, weight and price stand on the label in the order in which the sacks were stored.",
    "For a late delivery the seller pays two per cent of the price for each week that has begun.",
)
_ABOUT = ("price", "label", "weight", "seller", "buyer", "office", "number", "order")


@dataclass(frozen=True)
class Work:
    """One passage with its questions, as text and as the ids of each whole prompt.

    The first `shared` ids are the same in all prompts.
    """

    passage: str
    questions: list[str]
    prompts: list[list[int]]
    shared: int
    new_tokens: int = NEW_TOKENS

    def only(self, questions: int) -> "Work":
        """The first few of the questions."""
        return Work(self.passage, self.questions[:questions], self.prompts[:questions], self.shared, self.new_tokens)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def work(prompts: Any, passage_tokens: int, count: int, number: int) -> Work:
    """Work whose shared beginning has `passage_tokens` tokens, a few more where a word has several.

    `prompts` are the model's PromptTokens. Another `number` is another passage from its first words on: nothing that
    an engine kept from the round before can help it.
    """
    asked = questions(count)

    def ids(passage: str) -> list[list[int]]:
        return [prompts.prompt(passage, question) for question in asked]

    passage = _long_enough(number, passage_tokens, lambda text: prompts.shared(text, ids(text)))
    all_ids = ids(passage)
    return Work(passage, asked, all_ids, prompts.shared(passage, all_ids))


def questions(count: int) -> list[str]:
    """Questions of about twelve tokens, all different."""
    return [f"What is said of the {_ABOUT[n % len(_ABOUT)]} {n}?" for n in range(count)]


def _long_enough(number: int, tokens: int, count: Callable[[str], int]) -> str:
    """The fewest words that have this many tokens."""
    text = f"{number}. {words(2 * tokens)}".split(" ")
    low, high = 1, len(text)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if count(" ".join(text[:middle])) >= tokens else (middle + 1, high)
    return " ".join(text[:low])


def words(count: int, sentences: Sequence[str] = _SENTENCES) -> str:
    """At least `count` words of prose."""
    text: list[str] = []
    while len(text) < count:
        text += f"{len(text)}: {sentences[len(text) % len(sentences)]}".split(" ")
    return " ".join(text)
