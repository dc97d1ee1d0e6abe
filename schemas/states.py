"""The states of the ledger's rows and the moves between them: ARCHITECTURE.md draws this table."""

from enum import StrEnum


class State(StrEnum):
    """Where a document or a job is. `registered` is their sum, at every moment. A passage waits, runs or is done, which
    says that no job of it waits."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"
    CARRIED = "carried"


#: States that no worker will change: what is there in the morning.
FINAL = frozenset({State.DONE, State.QUARANTINED, State.CANCELLED, State.CARRIED})


class BatchState(StrEnum):
    """`registering` until every file of the folder has its row, then `open` until each is final."""

    REGISTERING = "registering"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


#: Every legal move of each table's rows: (ledger function, from, to). A test compares it with what the functions do.
MOVES: dict[str, frozenset[tuple[str, StrEnum, StrEnum]]] = {
    "batches": frozenset(
        {
            ("register", BatchState.REGISTERING, BatchState.OPEN),
            ("register", BatchState.DONE, BatchState.OPEN),  # a new document
            ("register", BatchState.CANCELLED, BatchState.OPEN),
            ("finish", BatchState.OPEN, BatchState.DONE),
            ("cancel", BatchState.REGISTERING, BatchState.CANCELLED),
            ("cancel", BatchState.OPEN, BatchState.CANCELLED),
            ("requeue", BatchState.DONE, BatchState.OPEN),
            ("requeue", BatchState.CANCELLED, BatchState.OPEN),
            ("take_up", BatchState.DONE, BatchState.OPEN),
        }
    ),
    "documents": frozenset(
        {
            ("claim", State.WAITING, State.RUNNING),
            ("finish", State.RUNNING, State.DONE),
            ("finish", State.RUNNING, State.QUARANTINED),
            ("finish", State.RUNNING, State.WAITING),
            ("finish", State.RUNNING, State.CANCELLED),  # a job of it was cancelled
            ("finish", State.RUNNING, State.CARRIED),  # a job of it was carried
            ("reap", State.RUNNING, State.WAITING),
            ("reap", State.RUNNING, State.QUARANTINED),
            ("cancel", State.WAITING, State.CANCELLED),
            ("carry", State.WAITING, State.CARRIED),
            ("requeue", State.QUARANTINED, State.WAITING),
            ("requeue", State.CANCELLED, State.WAITING),
            ("requeue", State.DONE, State.RUNNING),  # jobs of it run again
            ("requeue", State.CANCELLED, State.RUNNING),
            ("requeue", State.CARRIED, State.RUNNING),
            ("take_up", State.CARRIED, State.WAITING),
            ("take_up", State.CARRIED, State.RUNNING),  # jobs of it run at last
            ("take_up", State.CANCELLED, State.RUNNING),
        }
    ),
    "passages": frozenset(
        {
            ("claim", State.WAITING, State.RUNNING),
            ("finish", State.RUNNING, State.DONE),
            ("finish", State.RUNNING, State.WAITING),
            ("reap", State.RUNNING, State.DONE),
            ("reap", State.RUNNING, State.WAITING),
            ("cancel", State.WAITING, State.DONE),
            ("carry", State.WAITING, State.DONE),
            ("requeue", State.DONE, State.WAITING),
            ("take_up", State.DONE, State.WAITING),
        }
    ),
    "jobs": frozenset(
        {
            ("claim", State.WAITING, State.RUNNING),
            ("finish", State.RUNNING, State.DONE),
            ("finish", State.RUNNING, State.QUARANTINED),
            ("finish", State.RUNNING, State.WAITING),
            ("finish", State.RUNNING, State.CANCELLED),
            ("reap", State.RUNNING, State.WAITING),
            ("reap", State.RUNNING, State.QUARANTINED),
            ("cancel", State.WAITING, State.CANCELLED),
            ("carry", State.WAITING, State.CARRIED),
            ("requeue", State.QUARANTINED, State.WAITING),
            ("requeue", State.CANCELLED, State.WAITING),
            ("take_up", State.CARRIED, State.WAITING),
        }
    ),
}


class ResultStatus(StrEnum):
    """How far the value of one field of one document may be trusted."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    NOT_FOUND = "not_found"
    FAILED = "failed"
    #: Not answered before the deadline; a later run may know more.
    CARRIED = "carried"


class Grounding(StrEnum):
    """How the value was found in the passage."""

    EXACT = "exact"
    #: After folding white space, case, hyphens, ligatures and the ways to write numbers and dates.
    NORMALISED = "normalised"
    #: Similar words stand there, within the bound of worker/fuzzy.py; a person has to look.
    FUZZY = "fuzzy"
    #: A judgement (yes, no, a summary) stands nowhere; the quote is the sentence nearest to the question by its words.
    RELATED = "related"
    NONE = "none"


class Verdict(StrEnum):
    """What a calibrated model's own probabilities say of its answer, by the thresholds that were fitted for it."""

    #: Right often enough to be believed; of "Not Found", that it is no less probable than usual.
    SURE = "sure"
    #: A value that is wrong too often to be believed.
    UNSURE = "unsure"
    #: It says a value, but "Not Found" is so probable that this is rather meant.
    NOT_FOUND = "not_found"
    #: It says "Not Found", but so improbably that a value may be there.
    FOUND = "found"


class Typing(StrEnum):
    """Whether the value is one of the type that was asked for."""

    TYPED = "typed"
    #: It can be read in two ways, or says two values: 03/04/2024.
    AMBIGUOUS = "ambiguous"
    #: It is none of that type.
    UNREADABLE = "unreadable"
