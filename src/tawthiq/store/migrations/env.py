"""What Alembic runs: always on the connection that tawthiq.store.upgrade hands over."""

from alembic import context

from tawthiq.store.desk_schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds all of it
    render_as_batch=True,
)
context.run_migrations()
