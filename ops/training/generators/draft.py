"""A document in the making: what it says, what it might say and does not, and what can be asked about both."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Passage, Row, Trained
from schemas.catalogue import PromptTemplate

#: Share of the documents whose lines are run together, as some programs give the text of a page.
RUN_TOGETHER = 0.12


@dataclass(frozen=True)
class Item:
    """One fact that a document of this sort may state. What is left out is asked nevertheless: plausible and absent.

    `said` are the labels it may stand under, or sentences with the slot {}; `asked` are questions; `key` is what a
    questionnaire calls it.
    """

    key: str
    value: str
    said: tuple[str, ...]
    asked: tuple[str, ...] = ()
    chance: float = 0.75


@dataclass(frozen=True)
class Claim:
    """One thing that is so, is not so, or is not said: the question, and the sentences that say either."""

    asked: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    chance: float = 0.75


@dataclass
class Draft:
    """Collects the questions while a generator writes the text."""

    world: World
    template: PromptTemplate
    rows: list[Row] = field(default_factory=list)

    def state(self, items: Sequence[Item]) -> list[tuple[str, str]]:
        """Of these items those that the document states, each with one of its labels or sentences, in their order."""
        return [(self.world.one(*item.said), item.value) for item in items if self._states(item)]

    def sentences(self, items: Sequence[Item]) -> list[str]:
        """The same for items that are sentences."""
        return [sentence.format(value) for sentence, value in self.state(items)]

    def claims(self, claims: Sequence[Claim]) -> list[str]:
        """The sentences that the document has."""
        said = []
        for claim in claims:
            question = self.world.one(*claim.asked)
            if not self.world.happens(claim.chance):
                # As often as the others, and a model doubts what is said in other words.
                if self.world.happens(0.4):
                    self.absent(question)
                continue
            yes = self.world.happens(0.5)
            said.append(self.world.one(*(claim.yes if yes else claim.no)))
            self.rows.append(Row(Trained.BOOLEAN, question, "Yes" if yes else "No"))
        return said

    def ask(self, question: str, answer: str) -> None:
        """A question about what is not an item; `answer` in the document's words."""
        self.rows.append(Row(Trained.EXTRACTION, question, answer))

    def absent(self, question: str) -> None:
        """A question that the document does not answer."""
        self.rows.append(Row(Trained.NOT_FOUND, question, NOT_FOUND))

    def decide(self, question: str, yes: bool) -> None:
        """A question that follows from the facts."""
        self.rows.append(Row(Trained.BOOLEAN, question, "Yes" if yes else "No"))

    def summarize(self, prose: str, headline: str, points: Sequence[str] = ()) -> None:
        """Two of the summaries that can be made of what is known."""
        choices = [(self.template.prose, prose, 5), (self.template.headline, headline, 2)]
        if points:
            choices.append((self.template.points, "\n".join(f"- {point}" for point in points), 0))
        for wording, answer, step in self.world.random.sample(choices, 2):
            # The length that is asked for is about the length that the answer has.
            words = -(-len(answer.split()) // step) * step if step else 0
            self.rows.append(Row(Trained.SUMMARY, wording.format(words=words), answer))

    def passage(self, text: str) -> Passage:
        """The finished document, its questions mixed."""
        rows = list(dict.fromkeys(self.rows))
        self.world.random.shuffle(rows)
        if self.world.happens(RUN_TOGETHER):
            text = " ".join(text.split())
        return Passage("generated", text, tuple(rows))

    def _states(self, item: Item) -> bool:
        stated = self.world.happens(item.chance)
        by_key = not item.asked or self.world.happens(0.5)
        question = self.template.key_value.format(key=item.key) if by_key else self.world.one(*item.asked)
        if not stated:
            self.absent(question)
        else:
            self.rows.append(Row(Trained.KEY_VALUE if by_key else Trained.EXTRACTION, question, item.value))
        return stated
