"""Which questions of a passage are answered together, where not all of them fit at once."""

from collections.abc import Sequence


def groups(shared: int, own: Sequence[int], limit: int, most: int | None = None) -> list[list[int]]:
    """Questions, by place, that are answered together: in as few groups as their order allows, none longer than `limit`
    tokens with the `shared` ones that all begin with, none of more than `most` questions. `own` are the tokens of each
    question and its answer; one that is too long alone has a group to itself."""
    found: list[list[int]] = []
    length = limit + 1
    for place, tokens in enumerate(own):
        if length + tokens > limit or (most is not None and len(found[-1]) == most):
            found.append([])
            length = shared
        found[-1].append(place)
        length += tokens
    return found
