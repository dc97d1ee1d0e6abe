"""Which passages are asked: as many as the questionnaire says, the best for each question, and always the same."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer.ranking import Ranking
from producer.route import route
from schemas.elements import Passage
from schemas.questionnaire import Kind, Question, ValueType

PARTIES = "This Agreement is made between Harbour Ltd and Finch GmbH (hereinafter the parties)."
LAW = "14. Governing Law. This Agreement shall be governed by and construed under the laws of Bermuda."
NOTICE = "Either party may end it by ninety (90) days' written notice to the other."
PRICE = "The price of each delivery is 1,200.00 EUR, payable on receipt."
DATED = "The schedule was last changed on 3 March 2024."
PADDING = [f"Clause {n} speaks of goods, of their delivery and of what else the agreement holds." for n in range(10)]
CONTRACT = [PARTIES, *PADDING[:4], NOTICE, *PADDING[4:6], PRICE, PADDING[6], LAW, *PADDING[7:], DATED]

LETTERS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["", " ", "the of and", "\x00", '" OR text:*', "合同受百慕大法律管辖。", "กฎหมาย", "_", "²", "x" * 9999]
    ),
)


def parts(texts: Sequence[str]) -> list[Passage]:
    return [Passage(ordinal, text, len(text.split()), ()) for ordinal, text in enumerate(texts)]


def ask(text: str, passages: int | None = 1, **more: object) -> Question:
    return Question.model_validate(
        {"name": "asked", "kind": "extraction", "question": text, "passages": passages or "all", **more}
    )


def asked_texts(question: Question, texts: Sequence[str]) -> list[str]:
    return [passage.text for passage, _ in route([question], parts(texts))]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (ask("Who are the parties to the agreement?"), PARTIES),
        (ask("Which law governs the agreement?"), LAW),
        (ask("What is the notice period?", type="duration"), NOTICE),
        (ask("What is the price of a delivery?", type="amount"), PRICE),
        (Question(name="asked", kind=Kind.KEY_VALUE, key="governing law", passages=1), LAW),
        (ask("Does Bermudian law govern?", kind="boolean"), LAW),
    ],
)
def test_the_passage_that_says_it_ranks_best(question: Question, answer: str) -> None:
    assert asked_texts(question, CONTRACT) == [answer]


def test_a_question_for_a_date_prefers_a_passage_with_a_date() -> None:
    undated = "The schedule changed after a long debate in both of the houses."
    texts = [*PADDING, undated, "The schedule changed on 3 March 2024 in the upper house alone."]

    assert asked_texts(ask("When did the schedule change?"), texts) == [undated]
    assert asked_texts(ask("When did the schedule change?", type="date"), texts) == texts[-1:]


@pytest.mark.parametrize(
    ("type", "has", "has_not"),
    [
        (
            ValueType.DATE,
            ["on 3.4.2024", "2024-03-04", "3rd day of March, 2024", "April 5, 1999", "12 OCT"],
            ["No. 42"],
        ),
        (ValueType.AMOUNT, ["$5", "1,200.00", "300 EUR", "€ 7"], ["42 days", "EUR"]),
        (ValueType.PERCENTAGE, ["5%", "5.5 percent", "5 per cent"], ["5"]),
        (ValueType.DURATION, ["ninety (90) days", "2 years", "thirty business days", "12-month"], ["day", "in 1999"]),
        (ValueType.NUMBER, ["room 7"], ["room"]),
    ],
)
def test_a_value_is_known_by_its_signs(type: ValueType, has: list[str], has_not: list[str]) -> None:
    question = ask("xyzzy", type=type)

    with Ranking([*has_not, *has]) as ranking:
        scores = ranking.scores(question)

    assert [score > 0 for score in scores] == [False] * len(has_not) + [True] * len(has)


def test_a_clause_about_a_party_is_not_looked_for_at_the_opening() -> None:
    clause = "Neither party may assign this agreement without consent."
    texts = [PARTIES, *PADDING, clause]

    assert asked_texts(ask("May a party assign the agreement?", kind="boolean"), texts) == [clause]
    assert asked_texts(ask("Which consent does a party need to assign it?"), texts) == [clause]


def test_a_summary_is_made_of_the_first_passages() -> None:
    summary = Question(name="gist", kind=Kind.SUMMARIZATION, passages=2)

    assert asked_texts(summary, CONTRACT) == CONTRACT[:2]


def test_jobs_come_passage_by_passage_and_keep_their_ordinals() -> None:
    everywhere = ask("Who?", None, name="party")
    law = ask("Which law governs?", 1, name="law")
    summary = Question(name="gist", kind=Kind.SUMMARIZATION)

    jobs = [
        (passage.ordinal, question.name)
        for passage, question in route([law, everywhere, summary], parts([NOTICE, LAW]))
    ]

    assert jobs == [(0, "party"), (0, "gist"), (1, "law"), (1, "party")]


def test_words_of_a_script_without_blanks_are_found() -> None:
    texts = ["本协议由甲乙双方签订。", "付款应于三十日内完成。", "本合同受百慕大法律管辖。", "货物应交付至仓库。"]

    assert asked_texts(ask("合同受哪个法律管辖？"), texts) == [texts[2]]


def test_accents_and_endings_do_not_matter() -> None:
    texts = ["Nothing here.", "Die Kündigung ist schriftlich.", "Deliveries are insured."]

    assert asked_texts(ask("Kundigung?"), texts) == [texts[1]]
    assert asked_texts(ask("Who insures a delivery?"), texts) == [texts[2]]


def test_among_equals_the_earlier_passage_is_asked() -> None:
    assert asked_texts(ask("Which law?", 2), [PADDING[0], LAW, LAW, LAW]) == [LAW, LAW]
    with Ranking([PADDING[0], LAW, LAW, LAW]) as ranking:
        assert ranking.best(ask("Which law?"), 2) == [1, 2]


@pytest.mark.parametrize("text", ["Who is it, and what?", "?!", "xyzzy", "the of and"])
def test_where_nothing_speaks_for_a_passage_the_first_are_asked(text: str) -> None:
    assert asked_texts(ask(text, 2), CONTRACT) == CONTRACT[:2]


def test_a_question_as_long_as_may_be_is_asked() -> None:
    words = " ".join(f"w{n}" for n in range(400))[:1990]

    assert asked_texts(ask(f"{words} Bermuda"), CONTRACT) == [LAW]


@given(
    texts=st.lists(LETTERS, min_size=1, max_size=12),
    text=LETTERS.map(lambda text: (text.strip() or "Who?")[:2000]),
    k=st.integers(min_value=1, max_value=14),
    type=st.sampled_from(list(ValueType)),
)
def test_so_many_passages_are_asked_as_there_are_or_as_were_wanted(
    texts: list[str], text: str, k: int, type: ValueType
) -> None:
    question = ask(text.strip() or "Who?", k, type=type)

    ordinals = [passage.ordinal for passage, _ in route([question], parts(texts))]

    assert len(ordinals) == min(k, len(texts))
    assert ordinals == sorted(set(ordinals))
    assert set(ordinals) <= set(range(len(texts)))
    assert ordinals == [passage.ordinal for passage, _ in route([question], parts(texts))]


def test_more_passages_are_asked_as_well_not_others() -> None:
    chance = random.Random(3)
    texts = chance.sample(CONTRACT, len(CONTRACT))
    asked: set[str] = set()
    for k in range(1, len(texts) + 1):
        more = set(asked_texts(ask("Which law governs the notice?", k), texts))
        assert asked <= more
        asked = more
    assert asked == set(texts)
