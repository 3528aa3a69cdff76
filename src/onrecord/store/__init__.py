"""The ledger file: SQLite in WAL mode with a full-text index."""
