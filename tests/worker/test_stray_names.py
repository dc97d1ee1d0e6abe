"""Names of a summary that stand nowhere in what it summarises."""

import pytest

from worker.stray_names import stray_names, without_list_marks

TEXT = "Pellow and Drake let Lantern Wharf's roastery. The lease renews in May. Notices go to Mrs Oakes; été, ÉTÉ."


@pytest.mark.parametrize(
    ("said", "stray"),
    [
        ("The roastery is let by Pellow and Drake.", ()),
        ("It is let by Pellow's widow at LANTERN WHARF.", ()),
        ("It is let by Smith to Jones and Smith.", ("Smith", "Jones")),
        ("Smith lets it. Nobody knows why.", ()),  # it begins a sentence, as any word may
        ("- Let by Drake\n- Run by “Quill”", ("Quill",)),
        ("it is run in été by MRS Oakes", ()),
        ("", ()),
    ],
)
def test_names_are_words_with_capitals_within_a_sentence(said: str, stray: tuple[str, ...]) -> None:
    assert stray_names(said, TEXT) == stray


def test_in_a_title_a_word_may_have_another_ending() -> None:
    assert stray_names("Pellow Announces Renewal Of The Roastery Lease Renewing", TEXT) == ("Announces",)
    assert stray_names("The firm has a Renewal", TEXT) == ("Renewal",)


def test_marks_of_lists_are_not_text() -> None:
    assert without_list_marks("1. one\n 2) two\n- three\n•four\n1.5 five") == "one\ntwo\nthree\nfour\n1.5 five"
