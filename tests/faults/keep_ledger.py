"""`python -m tests.faults.keep_ledger`: once, what a dispatcher does to the ledger; it needs no broker for that."""

from producer.dispatcher import Dispatcher
from schemas.ledger.database import open_database
from schemas.settings import settings


def main() -> None:
    database = open_database(settings().database)
    Dispatcher(database, settings()).keep_the_ledger()
    database.dispose()


if __name__ == "__main__":
    main()
