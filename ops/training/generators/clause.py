"""One clause of a contract or of a policy, or a few, with questions that each are decided: Yes or No."""

from ops.training.generators.clauses.family import FAMILIES, Family
from ops.training.generators.clauses.topic import Topic
from ops.training.generators.clauses.wording import ABOUT, PROVIDES, SO
from ops.training.generators.draft import Draft
from ops.training.generators.layouts import clauses, join
from ops.training.generators.world import World
from ops.training.rows import Passage

#: Words that a clause has at least: fillers are added to it until it does.
_LEAST_WORDS = 40
#: Questions with the answer Yes, and as many with No, of one document.
_MOST_OF_EACH = 3

Questions = dict[str, bool]


def clause(draft: Draft) -> Passage:
    """A confidentiality clause, a commercial clause or a section of a privacy policy; now and then two or three."""
    world = draft.world
    family = world.random.choices(FAMILIES, (15, 29, 10))[0]
    slots = _slots(world, family)
    topics = _topics(world, family)
    noun = world.one("clause", "clause", "provision", "section") if len(topics) == 1 else family.document
    paragraphs: list[tuple[str, str]] = []
    questions: Questions = {}
    for topic in topics:
        yes = world.happens(0.5)
        said = world.one(*(topic.yes if yes else topic.no))
        paragraphs.append((topic.heading, said.format_map(slots)))
        questions |= _settled(world, topic, noun, slots, yes)
    for other in world.random.sample(family.topics, len(family.topics)):
        if not any(other.akin(topic) for topic in topics):
            questions |= _silent(world, other, noun, slots)
            break
    _ask(draft, questions)
    fillers = [filler.format_map(slots) for filler in world.random.sample(family.fillers, len(family.fillers))]
    return draft.passage(_clean(_text(world, paragraphs, fillers)))


def _topics(world: World, family: Family) -> list[Topic]:
    """One, or two or three of which none says anything about the matter of another."""
    found: list[Topic] = []
    many = world.random.choices((1, 2, 3), (6, 3, 1))[0]
    for topic in world.random.sample(family.topics, len(family.topics)):
        if len(found) < many and not any(topic.akin(other) for other in found):
            found.append(topic)
    return found


def _slots(world: World, family: Family) -> dict[str, str]:
    """What stands for the slots of this document: the two sides and terms, amounts, places."""
    a, b = world.random.choice(family.sides)
    if family.document == "policy":
        a = world.one("the company", "the company", "the provider", "the operator", "the website")
    elif world.happens(0.25):
        a, b = world.company(), world.company()
    count, unit = world.random.choice((5, 7, 10, 14, 15, 20, 30, 45, 60, 90)), world.one("days", "business days")
    return {
        "a": a,
        "b": b,
        "A": a[0].upper() + a[1:],
        "B": b[0].upper() + b[1:],
        "days": world.one(f"{count} {unit}", f"{count} days"),
        "months": world.one("three months", "6 months", "twelve (12) months", "18 months", "24 months"),
        "years": world.one("two years", "three (3) years", "5 years", "one year", "ten years"),
        "money": world.money(world.amount(100, 5000) * 100),
        "percent": world.one("2", "3.5", "five", "7", "ten", "15", "20"),
        "count": world.one("50", "200", "1,000", "2,500", "10,000"),
        "age": world.one("13", "14", "16", "12"),
        "law": world.law(),
        "month": f"{world.day():%B %Y}",
    }


def _settled(world: World, topic: Topic, noun: str, slots: dict[str, str], yes: bool) -> Questions:
    """Questions about the matter of a clause that says one thing (`yes`) or its opposite."""
    claim, denial = world.one(*topic.claims), world.one(*topic.denials)
    asked, refuted = world.one(*topic.asked), world.one(*topic.refuted)
    true, false = (claim, denial) if yes else (denial, claim)
    # Silence makes "does the clause provide" a No: what is so is asked in these words more often than what is not.
    questions = {
        _question(world, PROVIDES if world.happens(0.7) else SO, true, noun, slots): True,
        _question(world, PROVIDES if world.happens(0.2) else SO, true, noun, slots): True,
        _question(world, PROVIDES if world.happens(0.4) else SO, false, noun, slots): False,
        _question(world, SO, false, noun, slots): False,
        asked.format_map(slots): yes,
        refuted.format_map(slots): not yes,
    }
    if yes:
        questions[_about(world, topic, noun)] = True
    return _own_words(questions, slots)


def _silent(world: World, topic: Topic, noun: str, slots: dict[str, str]) -> Questions:
    """Questions whether a text about something else provides for this."""
    said = _question(world, PROVIDES, world.one(*topic.claims), noun, slots)
    return _own_words({said: False, _about(world, topic, noun): False}, slots)


def _about(world: World, topic: Topic, noun: str) -> str:
    question = world.one(*ABOUT).format(noun=noun, about=topic.about)
    # Nothing provides for "whether" or "who".
    return question.replace("provide for wh", "specify wh").replace("a provision on wh", "a provision as to wh")


def _question(world: World, wordings: tuple[str, ...], claim: str, noun: str, slots: dict[str, str]) -> str:
    said = claim.format_map(slots)
    return world.one(*wordings).format(claim=said, Claim=said[0].upper() + said[1:], noun=noun)


def _own_words(questions: Questions, slots: dict[str, str]) -> Questions:
    """Policies are asked about by what their company is called here."""
    company = slots["a"] if slots["b"] == "the user" else "the company"
    return {
        _clean(question.replace("the company", company).replace("The company", slots["A"])): yes
        for question, yes in questions.items()
    }


def _ask(draft: Draft, questions: Questions) -> None:
    """As many questions with Yes as with No."""
    yes = [question for question, answer in questions.items() if answer]
    no = [question for question, answer in questions.items() if not answer]
    many = min(len(yes), len(no), draft.world.random.randint(2, _MOST_OF_EACH))
    for questions_of_one in (yes, no):
        for question in draft.world.random.sample(questions_of_one, many):
            draft.decide(question, questions[question])


def _text(world: World, paragraphs: list[tuple[str, str]], fillers: list[str]) -> str:
    """The clauses, filled up, as one paragraph or as the numbered sections of a document."""
    full = []
    for heading, said in paragraphs:
        text = said
        while fillers and (len(text.split()) < _LEAST_WORDS or world.happens(0.15)):
            text = f"{text} {fillers.pop()}" if world.happens(0.7) else f"{fillers.pop()} {text}"
        full.append((heading, text))
    if len(full) > 1:
        return clauses(world, full) if world.happens(0.7) else join(*(text for _, text in full))
    heading, text = full[0]
    number = world.number("#", "#.#", "1#.#", "#(a)")
    lead = world.one("", "", f"{heading}. ", f"{number} {heading}. ", f"{number} ", f"{heading.upper()}\n", '"')
    return lead + text + ('"' if lead == '"' else "")


def _clean(text: str) -> str:
    """A name that ends in a full stop does not have a second one after it."""
    return text.replace("..", ".")
