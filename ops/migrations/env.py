"""How Alembic runs the revisions: on the connection it is given, inside that one's transaction."""

from alembic import context

from schemas.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a constraint by making the table anew
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
