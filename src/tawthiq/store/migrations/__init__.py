"""Migrations of the schema, run by tawthiq.store.upgrade."""
