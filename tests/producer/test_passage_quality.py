"""Of the gold values of real contracts nearly all stand whole in one passage."""

from pathlib import Path

import pytest

from producer.tokens import token_counter
from schemas.settings import Settings
from tests.benchmarks.passage_quality import MODEL, quality

pytestmark = [pytest.mark.shared_data, pytest.mark.slow]


@pytest.mark.parametrize("folder", ["contracts", "ndas"])
def test_nearly_all_values_stand_whole_in_one_passage(folder: str, shared_data: Path) -> None:
    settings = Settings()

    found = quality(shared_data / "documents" / folder, token_counter(MODEL, settings), settings.passage_tokens)

    assert found.in_text.total() > 200
    assert found.share >= 0.97, found.lost
