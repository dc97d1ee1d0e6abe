"""The states of the ledger's rows and the moves between them: ARCHITECTURE.md draws this table."""

from enum import StrEnum


class State(StrEnum):
    """Where a document or a job is. `registered` is their sum, at every moment."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"
    CARRIED = "carried"


#: States that no worker will change: what is there in the morning.
FINAL = frozenset({State.DONE, State.QUARANTINED, State.CANCELLED, State.CARRIED})

#: Every legal move: (ledger function, from, to). A test compares it with what the functions do.
MOVES: frozenset[tuple[str, State, State]] = frozenset(
    {
        ("claim", State.WAITING, State.RUNNING),
        ("finish", State.RUNNING, State.DONE),
        ("finish", State.RUNNING, State.QUARANTINED),
        ("finish", State.RUNNING, State.WAITING),
        ("finish", State.RUNNING, State.CANCELLED),  # a document of which a job was cancelled
        ("reap", State.RUNNING, State.WAITING),
        ("reap", State.RUNNING, State.QUARANTINED),
        ("cancel", State.WAITING, State.CANCELLED),
        ("requeue", State.QUARANTINED, State.WAITING),
        ("requeue", State.CANCELLED, State.WAITING),
        ("requeue", State.DONE, State.RUNNING),  # a document of which jobs run again
        ("requeue", State.CANCELLED, State.RUNNING),
    }
)


class BatchState(StrEnum):
    """`registering` until every file of the folder has its row, then `open` until each is final."""

    REGISTERING = "registering"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class ResultStatus(StrEnum):
    """How far the value of one field of one document may be trusted."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    NOT_FOUND = "not_found"
    FAILED = "failed"


class Grounding(StrEnum):
    """How the value was found in the passage."""

    EXACT = "exact"
    NORMALISED = "normalised"
    #: A judgement (yes, no, a summary) stands nowhere; the quote is the sentence nearest to the question by its words.
    RELATED = "related"
    NONE = "none"
