"""Pages of a ledger's entries without reading them all: orders that are kept, places in them, what a page shows."""
