"""Questions written about prose: the expected ones, answers that stand there, and what is left alone."""

import random

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.prose import questions_about, written
from ops.training.prose.clauses import clauses
from ops.training.prose.questions import asked
from ops.training.prose.sentences import sentences
from ops.training.prose.unsaid import topics
from ops.training.rows import NOT_FOUND, Passage, Trained

MILL = (
    "The Harlow Mill was built in 1889 by Mary Alcott. The town council bought the old brewery for 40,000 pounds. "
    "The Linden Bridge is the longest bridge in the county. It was opened on 3 May 1911. "
    "Mary Alcott founded the Harlow Choir in 1902. The museum has 34 rooms and a small garden. "
    "They sold the ferry in 1920."
)


def pairs(text: str) -> dict[str, str]:
    """All that the patterns ask about a text, with the answers."""
    return {each.question: each.answer.verbatim(text) for c in clauses(sentences(text)) for each in asked(c, text)}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the Harlow Mill built?", "1889"),
        ("In what year was the Harlow Mill built?", "1889"),
        ("The Harlow Mill was built in what year?", "1889"),
        ("By whom was the Harlow Mill built in 1889?", "Mary Alcott"),
        ("What did the town council buy?", "the old brewery"),
        ("What is the longest bridge in the county?", "The Linden Bridge"),
        ("When was the Linden Bridge opened?", "3 May 1911"),
        ("When did Mary Alcott found the Harlow Choir?", "1902"),
        ("Who founded the Harlow Choir in 1902?", "Mary Alcott"),
        ("What did Mary Alcott found in 1902?", "the Harlow Choir"),
    ],
)
def test_a_sentence_is_turned_into_questions(question: str, answer: str) -> None:
    assert pairs(MILL)[question] == answer


def test_numbers_reasons_and_policies_are_asked_about() -> None:
    text = (
        "The museum has 34 rooms. The old mine was closed because of a fire in the shaft. "
        "We may share your email address with our partners."
    )

    found = pairs(text)

    assert found["How many rooms does the museum have?"] == "34"
    assert found["Why was the old mine closed?"] == "a fire in the shaft"
    assert found["What may we share?"] == "your email address"
    assert {row.question for row in questions_about(text, random.Random(1))} & {
        "What may they share?", "What may you share?", "what may they share?", "what may you share?",
    }  # fmt: skip


def test_what_is_said_beside_the_first_clause_is_asked_about() -> None:
    text = (
        "Emberton Green, the capital of the county, was razed in 1640. The Old Ferry is a boat built by Mary Alcott. "
        "The Harlow Choir was formed in 1902 and moved to Linden Hall. The Harlow Rail Company (HRC) owns the bridge."
    )

    found = pairs(text)

    assert found["What was the capital of the county?"] == "Emberton Green"
    assert found["When was Emberton Green razed?"] == "1640"
    assert found["Who built the Old Ferry?"] == "Mary Alcott"
    assert found["What was the Harlow Choir moved to?"] == "Linden Hall"
    assert "What does HRC stand for?" in [row.question for row in questions_about(text, random.Random(2))]


def test_a_verb_that_may_belong_to_the_subject_is_not_taken_for_the_predicate() -> None:
    assert not pairs(
        "An article published in the Harlow Gazette suggested a new road. The town ruled by Alcott was poor."
    )


def test_who_is_meant_by_a_pronoun_is_not_guessed() -> None:
    assert not pairs(
        "They sold the ferry in 1920. This was built in 1889 by Mary Alcott. Its owner left the town in 1930."
    )


def test_a_sentence_that_is_not_understood_is_left_alone() -> None:
    assert not pairs("Built in 1889, and never finished, though much was tried. What did Mary Alcott found in 1902?")


def test_answers_stand_in_the_passage_and_are_not_in_the_question() -> None:
    for seed in range(20):
        for row in questions_about(MILL, random.Random(seed)):
            assert row.trains in (Trained.EXTRACTION, Trained.NOT_FOUND)
            assert row.answer == NOT_FOUND or row.answer in MILL
            assert row.question.endswith("?")
            assert row.answer.lower() not in row.question.lower()


def test_what_is_not_found_is_really_not_said() -> None:
    absent, said = set(), {question.lower() for question in pairs(MILL)}
    for seed in range(40):
        absent |= {row.question for row in questions_about(MILL, random.Random(seed)) if row.answer == NOT_FOUND}

    assert absent
    assert not {question.lower() for question in absent} & said


def test_no_question_has_two_answers() -> None:
    text = "The first mill was built in 1889 by Mary Alcott. The first mill was built in 1902 by John Birch."

    rows = [row for row in questions_about(text, random.Random(1)) if row.answer != NOT_FOUND]

    assert not [row for row in rows if row.question.lower().startswith(("when was", "in what year", "by whom"))]


def test_a_country_does_not_say_what_a_text_is_about() -> None:
    assert topics("In the United States, and in the United Kingdom, sang the Harlow Choir.") == ["Harlow Choir"]


def test_the_same_text_has_the_same_questions() -> None:
    passages = [Passage("squad2", MILL, ()), Passage("sroie", "Total 12.00", ())]

    assert written(passages) == written(passages)
    assert [(passage.source, passage.text) for passage in written(passages)] == [("prose", MILL)]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("The Harlow Company consists of 34 members.", "Of how many members does the Harlow Company consist?", "34"),
        ("The mill was used in the 12th century.", "When was the mill used?", "the 12th century"),
        ("The ferry sailed from 1890 to 1902.", "When did the ferry sail?", "from 1890 to 1902"),
        ("The mill sells bread, cakes and apples.", "What does the mill sell?", "bread, cakes and apples"),
        ("The legislature rejected the plan.", "What rejected the plan?", "The legislature"),
        ("After the war, Mary Alcott left the town.", "When did Mary Alcott leave the town?", "After the war"),
        ("In Lagos, Mary Alcott opened a small shop.", "Where did Mary Alcott open a small shop?", "Lagos"),
        ("The Linden River feeds the old mill.", "Which river feeds the old mill?", "The Linden River"),
        ("Mary Alcott founded the choir in 1902.", "When was the choir founded?", "1902"),
        ("Mary Alcott founded the choir in 1902.", "By whom was the choir founded in 1902?", "Mary Alcott"),
        ("The choir was founded by Mary Alcott in 1902.", "When did Mary Alcott found the choir?", "1902"),
        ("When the war ended, the mill was sold to Mary Alcott.", "Who was the mill sold to?", "Mary Alcott"),
        ("You can opt out by writing to the clerk.", "How can you opt out?", "writing to the clerk"),
        ("We use cookies to remember your choices.", "Why do we use cookies?", "to remember your choices"),
        ("Your address may be shared with our partners.", "What may your address be shared with?", "our partners"),
        ("The newly built mill was sold in 1902.", "When was the newly built mill sold?", "1902"),
        ("Linden Hall, built in 1731, was sold to the town.", "When was Linden Hall built?", "1731"),
        ("Linden: The Mill is a film directed by Mary Alcott.", "Who directed Linden: The Mill?", "Mary Alcott"),
        ("Linden Hall is a small wooden house.", "What kind of house is Linden Hall?", "small wooden"),
        ("The mill was rented for three years.", "How long was the mill rented?", "three years"),
        ("The town sold 64% of the wheat in 1902.", "What percentage of the wheat did the town sell in 1902?", "64%"),
        ("The choir has sung in Lagos since 1902.", "Since when has the choir sung in Lagos?", "1902"),
        ("The mill, which had burned twice, was sold in 1902.", "When was the mill sold?", "1902"),
    ],
)
def test_each_pattern_asks_for_the_whole_answer_and_no_more(sentence: str, question: str, answer: str) -> None:
    assert pairs(sentence).get(question) == answer, pairs(sentence)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("The Harlow Mill is small. It was sold in 1902.", "When was the Harlow Mill sold?", "1902"),
        ("Mary Alcott was a singer. She founded a choir in 1902.", "When did Mary Alcott found a choir?", "1902"),
        (
            "The settlers were poor people. They built the mill in 1902.",
            "When did the settlers build the mill?",
            "1902",
        ),
        ("Linden is a town. Its church was built in 1731.", "When was Linden's church built?", "1731"),
    ],
)
def test_a_pronoun_is_read_where_only_one_can_be_meant(text: str, question: str, answer: str) -> None:
    assert pairs(text).get(question) == answer, pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mary Alcott met Jane Birch in the town. She was born in 1902.",
        "The mill bought the old ferry from the town. It was sold in 1902.",
        "The mill was reported to be old in 1902.",
    ],
)
def test_where_two_can_be_meant_nothing_is_asked(text: str) -> None:
    assert not [question for question in pairs(text) if "1902" in pairs(text)[question]]
    assert not [question for question in pairs(text) if "reported" in question]


def test_how_many_there_are_is_asked() -> None:
    rows = questions_about("The mill is old. There are 34 rooms in the Harlow Mill.", random.Random(1))

    assert ("How many rooms are there in the Harlow Mill?", "34") in [(row.question, row.answer) for row in rows]


def test_what_is_put_in_for_a_name_is_a_name_of_the_passage() -> None:
    text = "The Harlow Mill was built in 1889 by Mary Alcott. In 1902, the town council met near Linden Hall."

    absent = {
        row.question
        for seed in range(30)
        for row in questions_about(text, random.Random(seed))
        if row.answer == NOT_FOUND
    }

    assert [question for question in absent if "Linden Hall" in question or "1902" in question]


def test_whose_information_it_is_is_not_turned_around() -> None:
    assert not [
        question for question in pairs("We store information you provide on our secure servers.") if "you" in question
    ]
