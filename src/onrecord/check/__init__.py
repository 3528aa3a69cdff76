"""The draft check: copy that is not yet printed, held against the ledger."""

from onrecord.check.drafts import MAX_BYTES, MAX_CHARS, MAX_FILE, read_bytes, read_draft
from onrecord.check.findings import SEVERITIES, TITLES, Check, Counts, Difference, Evidence, Finding, Severity
from onrecord.check.whole import check_document

__all__ = [
    "MAX_BYTES",
    "MAX_CHARS",
    "MAX_FILE",
    "SEVERITIES",
    "TITLES",
    "Check",
    "Counts",
    "Difference",
    "Evidence",
    "Finding",
    "Severity",
    "check_document",
    "read_bytes",
    "read_draft",
]
