"""onrecord reads news articles about a contested story and writes a ledger of who said what."""
