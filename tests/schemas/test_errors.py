"""The error tree: each message can be made, says what to do, and its class says whether a retry can help."""

import string
from collections.abc import Iterator

import pytest

from schemas import errors
from schemas.errors import NightClerkError

#: Classes that others are derived from: what is raised says its problem itself.
_ABSTRACT = {
    errors.NightClerkError, errors.UsageError, errors.ServiceError, errors.ModelError, errors.DocumentError,
    errors.JobError,
}  # fmt: skip

#: Messages that are the last word: nobody has to do anything about them, or the reason in them says it.
_NOTHING_TO_DO = {errors.AnsweringStopped, errors.LeaseLost, errors.EngineFailed, errors.QuestionnaireInvalid,
                  errors.SettingsInvalid, errors.CatalogueInvalid, errors.ProcessDied}  # fmt: skip

_INSTRUCTIONS = (
    "Ask", "Check", "Choose", "Convert", "Delete", "Give", "Install", "Open", "Put", "Raise", "Save", "See", "Shorten",
    "Split", "Submit", "Use", "Wait", "`nightclerk", "must", "If it is a scan",
)  # fmt: skip

_RETRIED = {
    errors.ServiceError, errors.DatabaseUnreachable, errors.BrokerUnreachable, errors.ProcessDied,
    errors.FileUnreadable, errors.ParserDied, errors.SplitterLost, errors.BundleTimeout, errors.EngineFailed,
    errors.WorkerLost, errors.WorkerOutOfMemory,
}  # fmt: skip


def all_errors(root: type[NightClerkError] = NightClerkError) -> Iterator[type[NightClerkError]]:
    yield root
    for child in root.__subclasses__():
        yield from all_errors(child)


ALL = sorted(set(all_errors()), key=lambda kind: kind.__name__)


def placeholders(kind: type[NightClerkError]) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(kind.__doc__ or "") if name}


@pytest.mark.parametrize("kind", ALL)
def test_a_message_is_the_docstring_with_its_details(kind: type[NightClerkError]) -> None:
    assert kind.__doc__, "without a docstring an error has no message"
    details = {name: f"<{name} {{}} 7>" for name in placeholders(kind)}

    message = str(kind(**details))

    assert "\n" not in message
    assert "  " not in message
    assert all(detail in message for detail in details.values())


@pytest.mark.parametrize("kind", [kind for kind in ALL if placeholders(kind)])
def test_a_message_without_its_details_cannot_be_made(kind: type[NightClerkError]) -> None:
    with pytest.raises(KeyError):
        kind()


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind not in _ABSTRACT | _NOTHING_TO_DO])
def test_a_message_says_what_to_do(kind: type[NightClerkError]) -> None:
    assert any(word in (kind.__doc__ or "") for word in _INSTRUCTIONS)


@pytest.mark.parametrize("kind", ALL)
def test_its_class_says_whether_a_retry_can_help(kind: type[NightClerkError]) -> None:
    assert kind.retry is (kind in _RETRIED)


@pytest.mark.parametrize("kind", ALL)
def test_wrong_usage_ends_with_2_and_everything_else_with_1(kind: type[NightClerkError]) -> None:
    assert kind.exit_code == (2 if issubclass(kind, errors.UsageError) else 1)


def test_the_ledger_keeps_an_error_under_the_name_of_its_class() -> None:
    assert errors.FileZeroBytes().code == "FileZeroBytes"
    assert len({kind.__name__ for kind in ALL}) == len(ALL)
    assert max(len(kind.__name__) for kind in ALL) <= 64
